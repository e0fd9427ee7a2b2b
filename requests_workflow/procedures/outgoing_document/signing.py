"""Signing, numbering, sealing and sending an outgoing document, NĐ 30/2020 Điều 13–18.

Where local rules number before signing (`number_before_sign`), the paper goes to the văn thư on its way to the leader.
"""

from collections.abc import Callable
from typing import Any

from directory.domain.roles import Role
from requests_workflow.engine.transition import Guard, Transition
from requests_workflow.procedures.outgoing_document import clauses, rules

SENDERS = frozenset({Role.CLERK, Role.CONTACT_OFFICER, Role.REGISTRY_CLERK})
NUMBER_FIRST = "quy chế địa phương cấp số trước khi ký"
SENT = frozenset({"channel", "legal_time", "proof_file"})


def signing(
    *, wet_when: Callable[[Any], bool], wet_text: str, signer_guards: tuple[Guard, ...] = ()
) -> tuple[Transition, ...]:
    """From the leader's desk to the sealed document; `wet_when` says when paper may take the place of signing."""
    return (
        Transition(
            name="ask_for_number",
            label="Chuyển văn thư cấp số trước khi ký",
            source="leader_review",
            target="awaiting_number",
            roles=frozenset(),
            clause=clauses.NUMBERING,
            system=True,
            applies=rules.number_awaited,
            applies_text=NUMBER_FIRST,
        ),
        Transition(
            name="assign_number",
            register_act=True,
            label="Cấp số, ngày văn bản",
            source="awaiting_number",
            target="leader_review",
            roles=frozenset({Role.REGISTRY_CLERK}),
            clause=clauses.NUMBERING,
            effects=("fill_number", "notify_next"),
            needs=frozenset({"number_and_date"}),
            applies=rules.number_awaited,
            applies_text=NUMBER_FIRST,
        ),
        Transition(
            name="undo_number",
            label="Sửa số, ngày đã cấp",
            source="leader_review",
            target="awaiting_number",
            roles=frozenset({Role.REGISTRY_CLERK}),
            clause=clauses.NUMBERING,
            effects=("discard_number",),
            needs=frozenset({"reason"}),
            applies=rules.numbered_before_signing,
            applies_text=NUMBER_FIRST,
        ),
        Transition(
            name="sign",
            label="Ký số",
            source="leader_review",
            target="signed",
            roles=frozenset({Role.AGENCY_LEADER}),
            clause=clauses.DIGITAL_SIGNATURE,
            guards=(
                rules.IS_CHOSEN_SIGNER,
                rules.SIGNER_NOT_DRAFTER,
                rules.DELEGATION_IN_FORCE,
                *signer_guards,
                rules.CERTIFICATE_IN_FORCE,
                rules.SIGNER_TOKEN_USABLE,
            ),
            effects=("advance_dossier", "notify_next"),
            needs=frozenset({"signed_document"}),
        ),
        Transition(
            name="keep_number",
            label="Đã có số từ trước khi ký",
            source="signed",
            target="numbered",
            roles=frozenset(),
            clause=clauses.NUMBERING,
            system=True,
            applies=rules.signed_with_number,
            applies_text=NUMBER_FIRST,
        ),
        Transition(
            name="record_wet_signature",
            label="Nộp bản ký tay đã quét",
            source="leader_review",
            target="signed",
            roles=frozenset({Role.REGISTRY_CLERK, Role.CLERK}),
            clause=clauses.PAPER_SIGNATURE,
            guards=(rules.SIGNER_CHOSEN, rules.SIGNER_NOT_DRAFTER, rules.DELEGATION_IN_FORCE),
            effects=("notify_next",),
            needs=frozenset({"scan_file"}),
            applies=wet_when,
            applies_text=wet_text,
        ),
        # The number goes into the PDF after the leader has signed and before the agency does: a step of its own.
        Transition(
            name="assign_number",
            register_act=True,
            label="Cấp số, ngày văn bản",
            source="signed",
            target="numbered",
            roles=frozenset({Role.REGISTRY_CLERK}),
            clause=clauses.NUMBERING,
            guards=(rules.SEAL_TOKEN_USABLE,),
            effects=("fill_number",),
            needs=frozenset({"number_and_date"}),
            applies=rules.signed_without_number,
            applies_text="văn bản đã được ký số mà chưa có số",
        ),
        Transition(
            name="undo_number",
            label="Sửa số, ngày đã cấp",
            source="numbered",
            target="signed",
            roles=frozenset({Role.REGISTRY_CLERK}),
            clause=clauses.NUMBERING,
            effects=("discard_number",),
            needs=frozenset({"reason"}),
            applies=rules.numbered_after_signing,
            applies_text="số được cấp sau khi ký",
        ),
        Transition(
            name="seal",
            label="Ký số của cơ quan",
            source="numbered",
            target="sealed",
            roles=frozenset({Role.REGISTRY_CLERK}),
            clause=clauses.DIGITAL_SEAL,
            guards=(rules.SEAL_TOKEN_USABLE,),
            effects=("notify_next",),
            needs=frozenset({"signed_document"}),
        ),
        Transition(
            name="record_wet_seal",
            label="Cấp số, nộp bản giấy đã đóng dấu",
            source="signed",
            target="sealed",
            roles=frozenset({Role.REGISTRY_CLERK}),
            clause=clauses.PAPER_SEAL,
            guards=(rules.WET_SEAL_NEEDED,),
            effects=("notify_next",),
            needs=frozenset({"number_and_date", "scan_file"}),
        ),
    )


def sending(
    *, effects: tuple[str, ...], target: str = "sent", guards: tuple[Guard, ...] = ()
) -> tuple[Transition, ...]:
    """The act by which the sealed document leaves the agency; `guards` are looked at again then."""
    return (
        Transition(
            name="send",
            register_act=True,
            label="Ghi nhận đã gửi",
            source="sealed",
            target=target,
            roles=SENDERS,
            clause=clauses.TRANSMISSION,
            guards=(rules.NOT_SECRET, rules.ATTACHMENTS_SEALED, *guards),
            effects=effects,
            needs=SENT,
        ),
    )
