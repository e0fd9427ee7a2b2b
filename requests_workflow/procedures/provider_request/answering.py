"""What happens to a request after it was sent: through the department or straight to the provider, and its answer.

The provider's answer comes as a letter or on its portal, or to the contact officer's address. The sending body writes
it down (clerk, contact officer or văn thư: Vĩnh Long Điều 9 khoản 4 makes the contact officer answer for the whole of
issue, renewal and revocation), or the department from its copy, or the provider's own officer; no path needs the
provider to sign in (NĐ 68/2024 Điều 4, Điều 11 khoản 2).
"""

from directory.domain.roles import Role
from requests_workflow.engine.transition import RECEIVING_ROLES, Deadline, Facts, Guard, Transition
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document.signing import SENDERS
from requests_workflow.procedures.provider_request import clauses, rules
from requests_workflow.procedures.provider_request.clauses import RequestClauses
from requests_workflow.procedures.provider_request.routing import OFFICER, THROUGH

RECORDERS = frozenset(
    {Role.CLERK, Role.CONTACT_OFFICER, Role.REGISTRY_CLERK, Role.DEPARTMENT_OFFICER, Role.PROVIDER_OFFICER}
)
ANSWER = frozenset({"answer_reference", "proof_file", "legal_time"})
STRAIGHT = "cơ quan gửi thẳng Cục CTS&BMTT"
# Where the provider may have the dossier: straight, or from the department.
AT_PROVIDER = (("sent", rules.straight, STRAIGHT), ("forwarded", rules.through_department, THROUGH))
UNANSWERED = ("sent", "at_department", "forwarded", "received", "supplement_requested")


def receipt(*, clause: RequestClauses, clock: Deadline, guards: tuple[Guard, ...] = ()) -> tuple[Transition, ...]:
    """The provider has a valid dossier: its own term begins; `guards` say what cannot be one."""
    return tuple(
        Transition(
            name="record_provider_receipt",
            label="Ghi nhận Cục đã tiếp nhận hồ sơ hợp lệ",
            source=source,
            target="received",
            roles=RECORDERS,
            clause=clause.answering,
            guards=guards,
            effects=("pin_profile", "record_receipt", "notify_agency"),
            deadline=clock,
            needs=frozenset({"legal_time", "proof_file"}),
            applies=applies,
            applies_text=text,
        )
        for source, applies, text in AT_PROVIDER
    )


def answers(*, clause: RequestClauses, effects: tuple[str, ...] = ()) -> tuple[Transition, ...]:
    """The answer, row by row or for the whole dossier; `effects` follow the rows' own results."""
    asking = (*AT_PROVIDER, ("received", None, ""))
    return tuple(
        Transition(
            name="record_provider_supplement_request",
            label="Ghi nhận Cục yêu cầu bổ sung",
            source=source,
            target="supplement_requested",
            roles=RECORDERS,
            clause=documents.RETURNING_DOCUMENT,
            effects=("stop_clock", "notify_agency"),
            needs=ANSWER | {"reason"},
            applies=applies,
            applies_text=text,
        )
        for source, applies, text in asking
    ) + tuple(
        transition
        # What was asked for may never come, and the provider then refuses for want of it.
        for source, applies, text in (*asking, ("supplement_requested", None, ""))
        for transition in (
            Transition(
                name="record_provider_answer",
                label="Ghi nhận kết quả của Cục",
                source=source,
                target="received",
                roles=RECORDERS,
                clause=clause.answering,
                effects=(
                    "pin_profile",
                    "apply_row_results",
                    *effects,
                    "advance_dossier",
                    "notify_agency",
                    "notify_subscriber",
                ),
                needs=ANSWER | {"row_results"},
                applies=applies,
                applies_text=text,
            ),
            Transition(
                name="record_provider_refusal",
                label="Ghi nhận Cục từ chối cả hồ sơ",
                source=source,
                target="refused",
                roles=RECORDERS,
                clause=clause.answering,
                guards=(rules.NO_ROW_ANSWERED,),
                effects=("stop_clock", "refuse_requests", "notify_agency", "notify_subscriber"),
                needs=ANSWER | {"reason"},
                applies=applies,
                applies_text=text,
            ),
        )
    )


def ending(*, clause: RequestClauses) -> tuple[Transition, ...]:
    """The system's own acts. The last row that waits may also be withdrawn, wherever the dossier is."""
    return (
        *(
            Transition(
                name="complete_answer",
                label="Mọi đề nghị đã có kết quả",
                source=source,
                target="answered",
                roles=frozenset(),
                clause=clause.answering,
                guards=(rules.all_rows_answered(clause.answering),),
                effects=("stop_clock",),
                system=True,
            )
            for source in UNANSWERED
        ),
        Transition(
            name="await_supplement",
            label="Mọi đề nghị còn lại chờ bổ sung",
            source="received",
            target="supplement_requested",
            roles=frozenset(),
            clause=documents.RETURNING_DOCUMENT,
            guards=(rules.ONLY_SUPPLEMENTS_LEFT,),
            effects=("stop_clock",),
            system=True,
        ),
        Transition(
            name="close",
            label="Kết thúc hồ sơ",
            source="answered",
            target="closed",
            roles=frozenset(),
            clause=clause.closing,
            guards=(rules.all_rows_closed(clause.closing),),
            effects=("notify_agency",),
            system=True,
        ),
    )


COPIES = tuple(
    transition
    for state in ("sent", "at_department", "forwarded", "received", "supplement_requested", "answered")
    for transition in (
        Transition(
            name="record_copy_sent",
            label="Ghi nhận đã gửi bản sao",
            source=state,
            target=state,
            roles=SENDERS,
            clause=clauses.COPY,
            effects=("record_copy_sent", "notify_copy"),
            needs=frozenset({"copy_channel", "legal_time"}),
            applies=rules.copy_to_send,
            applies_text="còn bản sao chưa ghi nhận gửi",
        ),
        Transition(
            name="acknowledge_copy",
            label="Ghi nhận Sở đã nhận bản sao",
            source=state,
            target=state,
            roles=OFFICER,
            clause=documents.REGISTERING_INCOMING,
            effects=("acknowledge_copy",),
            needs=frozenset({"legal_time"}),
            applies=rules.copy_to_acknowledge,
            applies_text="bản sao đã gửi Sở và chưa ghi nhận đến",
        ),
    )
)


def may_record_answer(facts: Facts) -> bool:
    """Whether the actor may write down what the provider did, at the right body; the state is not looked at."""
    if facts.actor_id is None:
        return False
    return bool(facts.roles & (RECORDERS - RECEIVING_ROLES) or facts.recipient_roles & RECORDERS & RECEIVING_ROLES)
