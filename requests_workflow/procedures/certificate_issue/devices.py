"""Devices come in several parcels, so their receipt moves rows and leaves the dossier where it is."""

from requests_workflow.engine.transition import Transition
from requests_workflow.procedures.certificate_issue import clauses, rules
from requests_workflow.procedures.outgoing_document.drafting import DRAFTERS
from requests_workflow.procedures.provider_request.clauses import RECEIVING_POINT
from requests_workflow.procedures.provider_request.routing import OFFICER, THROUGH
from requests_workflow.procedures.provider_request.states import ROWS_MOVE_IN

DEVICES = tuple(
    transition
    for state in sorted(ROWS_MOVE_IN)
    for transition in (
        Transition(
            name="receive_devices_at_department",
            label="Sở nhận thiết bị từ Cục",
            source=state,
            target=state,
            roles=OFFICER,
            clause=RECEIVING_POINT,
            effects=("register_devices_at_department", "notify_agency"),
            needs=frozenset({"devices", "legal_time"}),
            applies=rules.devices_may_reach_department,
            applies_text=f"{THROUGH}; có chứng thư đã cấp chưa nhận thiết bị",
        ),
        Transition(
            name="receive_devices",
            label="Nhận thiết bị",
            source=state,
            target=state,
            roles=DRAFTERS,
            clause=clauses.HANDOVER,
            effects=("register_devices", "notify_subscriber"),
            needs=frozenset({"devices", "legal_time"}),
            applies=rules.devices_on_the_way,
            applies_text="có chứng thư đã cấp chưa nhận thiết bị",
        ),
    )
)
