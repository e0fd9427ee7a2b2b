"""The department as receiving point: it takes the request in and sends it on (Vĩnh Long Điều 8 khoản 6)."""

from directory.domain.roles import Role
from requests_workflow.engine.transition import Transition
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document.signing import SENT
from requests_workflow.procedures.provider_request import clauses, rules

OFFICER = frozenset({Role.DEPARTMENT_OFFICER})
THROUGH = "Sở được ủy quyền làm đầu mối tiếp nhận"

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
