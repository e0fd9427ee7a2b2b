"""What happens to a Mẫu 01 after it was sent: through the department or straight to the provider, and its answer.

The provider's answer comes as a letter or on its portal. The sending body writes it down, or the department from its
copy, or the provider's own officer; no path needs the provider to sign in (NĐ 68/2024 Điều 11 khoản 2).
"""

from directory.domain.roles import Role
from requests_workflow.engine.transition import Deadline, Facts, Transition
from requests_workflow.procedures.individual_issue import clauses, rules
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document.signing import SENDERS, SENT

OFFICER = frozenset({Role.DEPARTMENT_OFFICER})
RECORDERS = frozenset({Role.CLERK, Role.REGISTRY_CLERK, Role.DEPARTMENT_OFFICER, Role.PROVIDER_OFFICER})
PROVIDER_CLOCK = Deadline("issue_deadline", "valid_receipt", clauses.ISSUING)
ANSWER = frozenset({"answer_reference", "proof_file", "legal_time"})
STRAIGHT = "cơ quan gửi thẳng Cục CTS&BMTT"
THROUGH = "Sở được ủy quyền làm đầu mối tiếp nhận"
# Where the provider may have the dossier: straight, or from the department.
AT_PROVIDER = (("sent", rules.straight, STRAIGHT), ("forwarded", rules.through_department, THROUGH))

AT_DEPARTMENT = (
    Transition(
        name="receive_at_department",
        register_act=True,
        label="Sở tiếp nhận",
        source="sent",
        target="at_department",
        roles=OFFICER,
        clause=documents.RECEIVING,
        effects=("record_arrival", "issue_receipt", "notify_agency"),
        needs=frozenset({"legal_time", "proof_file"}),
        applies=rules.through_department,
        applies_text=THROUGH,
    ),
    Transition(
        name="return_for_supplement",
        label="Yêu cầu bổ sung",
        source="at_department",
        target="supplement_requested",
        roles=OFFICER,
        clause=documents.RETURNING_DOCUMENT,
        effects=("stop_clock", "render_supplement_notice", "notify_agency"),
        needs=frozenset({"reason", "clause"}),
        applies=rules.through_department,
        applies_text=THROUGH,
    ),
    Transition(
        name="forward",
        register_act=True,
        label="Ghi nhận đã chuyển Cục",
        source="at_department",
        target="forwarded",
        roles=OFFICER,
        clause=clauses.RECEIVING_POINT,
        effects=("record_forwarding", "notify_agency", "notify_provider"),
        needs=SENT,
        applies=rules.through_department,
        applies_text=THROUGH,
    ),
    Transition(
        name="reassign",
        label="Chuyển cán bộ xử lý",
        source="at_department",
        target="at_department",
        roles=OFFICER | {Role.DEPARTMENT_LEADER},
        clause=clauses.REASSIGNING,
        effects=("reassign", "notify_officer"),
        needs=frozenset({"officer"}),
        applies=rules.through_department,
        applies_text=THROUGH,
    ),
)

RECEIPT = tuple(
    Transition(
        name="record_provider_receipt",
        label="Ghi nhận Cục đã tiếp nhận hồ sơ hợp lệ",
        source=source,
        target="received",
        roles=RECORDERS,
        clause=clauses.ISSUING,
        effects=("pin_profile", "record_receipt", "notify_agency"),
        deadline=PROVIDER_CLOCK,
        needs=frozenset({"legal_time", "proof_file"}),
        applies=applies,
        applies_text=text,
    )
    for source, applies, text in AT_PROVIDER
)

ANSWERS = tuple(
    transition
    for source, applies, text in (*AT_PROVIDER, ("received", None, ""))
    for transition in (
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
        ),
        Transition(
            name="record_provider_answer",
            label="Ghi nhận kết quả của Cục",
            source=source,
            target="received",
            roles=RECORDERS,
            clause=clauses.ISSUING,
            effects=("pin_profile", "apply_row_results", "advance_dossier", "notify_agency", "notify_subscriber"),
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
            clause=clauses.ISSUING,
            guards=(rules.NO_ROW_ANSWERED,),
            effects=("stop_clock", "refuse_requests", "notify_agency", "notify_subscriber"),
            needs=ANSWER | {"reason"},
            applies=applies,
            applies_text=text,
        ),
    )
)

# The last row that waits may also be withdrawn, and that can happen wherever the dossier is.
ENDING = (
    *(
        Transition(
            name="complete_answer",
            label="Mọi đề nghị đã có kết quả",
            source=source,
            target="answered",
            roles=frozenset(),
            clause=clauses.ISSUING,
            guards=(rules.ALL_ROWS_ANSWERED,),
            effects=("stop_clock",),
            system=True,
        )
        for source in ("sent", "at_department", "forwarded", "received", "supplement_requested")
    ),
    Transition(
        name="close",
        label="Kết thúc hồ sơ",
        source="answered",
        target="closed",
        roles=frozenset(),
        clause=clauses.HANDOVER,
        guards=(rules.ALL_ROWS_CLOSED,),
        effects=("notify_agency",),
        system=True,
    ),
)

COPIES = tuple(
    transition
    for state in ("sent", "received", "supplement_requested", "answered")
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
    return any(one.name == "record_provider_answer" and one.is_role_of(facts) for one in ANSWERS)


TRANSITIONS = AT_DEPARTMENT + RECEIPT + ANSWERS + ENDING + COPIES
