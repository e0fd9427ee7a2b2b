"""Drafting, checking and returning an outgoing document, NĐ 30/2020 Điều 10–12."""

from directory.domain.roles import Role
from requests_workflow.engine.transition import Guard, Transition
from requests_workflow.procedures.outgoing_document import clauses, rules

DRAFTERS = frozenset({Role.CLERK, Role.CONTACT_OFFICER})


def submitting(guards: tuple[Guard, ...]) -> tuple[Transition, ...]:
    """The first act of a complete draft and the reviews of the agency; `guards` say what a complete draft is."""
    guards = (*guards, rules.DELEGATION_IN_FORCE)
    return (
        Transition(
            name="submit_to_unit_head",
            label="Trình lãnh đạo đơn vị",
            source="draft",
            target="unit_head_review",
            roles=DRAFTERS,
            clause=clauses.DRAFTING,
            guards=(*guards, rules.ATTACHMENTS_SOUND),
            effects=("render_document", "notify_next"),
            applies=rules.with_unit_head,
            applies_text="cơ quan có bước lãnh đạo đơn vị xem xét",
        ),
        Transition(
            name="submit_to_format_check",
            label="Chuyển kiểm tra thể thức",
            source="draft",
            target="format_review",
            roles=DRAFTERS,
            clause=clauses.DRAFTING,
            guards=(*guards, rules.ATTACHMENTS_SOUND),
            effects=("render_document", "notify_next"),
            applies=rules.without_unit_head_with_format,
            applies_text="cơ quan không có bước lãnh đạo đơn vị nhưng có bước kiểm tra thể thức",
        ),
        Transition(
            name="submit_to_leader",
            label="Trình lãnh đạo ký",
            source="draft",
            target="leader_review",
            roles=DRAFTERS,
            clause=clauses.DRAFTING,
            guards=(*guards, rules.ATTACHMENTS_SOUND),
            effects=("render_document", "advance_dossier", "notify_next"),
            applies=rules.without_checks,
            applies_text="cơ quan không có bước kiểm tra trước khi trình ký",
        ),
        Transition(
            name="approve_content_to_format",
            label="Đồng ý nội dung, chuyển kiểm tra thể thức",
            source="unit_head_review",
            target="format_review",
            roles=frozenset({Role.UNIT_HEAD}),
            clause=clauses.CHECKING_CONTENT,
            guards=(rules.CHECKER_NOT_DRAFTER,),
            effects=("notify_next",),
            applies=rules.with_format,
            applies_text="cơ quan có bước kiểm tra thể thức",
        ),
        Transition(
            name="approve_content",
            label="Đồng ý nội dung, trình lãnh đạo ký",
            source="unit_head_review",
            target="leader_review",
            roles=frozenset({Role.UNIT_HEAD}),
            clause=clauses.CHECKING_CONTENT,
            guards=(rules.CHECKER_NOT_DRAFTER,),
            effects=("advance_dossier", "notify_next"),
            applies=rules.without_format,
            applies_text="cơ quan không có bước kiểm tra thể thức",
        ),
        Transition(
            name="approve_format",
            label="Thể thức đạt, trình lãnh đạo ký",
            source="format_review",
            target="leader_review",
            roles=frozenset({Role.FORMAT_CHECKER}),
            clause=clauses.CHECKING_FORMAT,
            guards=(rules.CHECKER_NOT_DRAFTER,),
            effects=("advance_dossier", "notify_next"),
        ),
    )


RETURNING = tuple(
    Transition(
        name="return_to_drafter",
        label="Trả lại người soạn thảo",
        source=source,
        target="draft",
        roles=frozenset({role}),
        clause=clauses.CORRECTING_DRAFT,
        # A paper that was put before the head is not another leader's to return.
        guards=(rules.IS_CHOSEN_SIGNER,) if role is Role.AGENCY_LEADER else (),
        effects=("discard_document", "notify_drafter"),
        needs=frozenset({"reason"}),
    )
    for source, role in (
        ("unit_head_review", Role.UNIT_HEAD),
        ("format_review", Role.FORMAT_CHECKER),
        ("awaiting_number", Role.REGISTRY_CLERK),
        ("leader_review", Role.AGENCY_LEADER),
        ("signed", Role.REGISTRY_CLERK),
        ("numbered", Role.REGISTRY_CLERK),
    )
) + tuple(
    Transition(
        name="recall",
        label="Thu lại để sửa",
        source=source,
        target="draft",
        roles=DRAFTERS,
        clause=clauses.RECALLING_DRAFT,
        effects=("discard_document", "notify_next"),
    )
    for source in ("unit_head_review", "format_review", "awaiting_number", "leader_review")
)
