"""Who has the next move in each state of minutes about devices."""

from requests_workflow.procedures.next_steps import (
    DOCUMENT_ACTIONS,
    DOCUMENT_AT_AGENCY,
    PROVIDER,
    RECORDERS,
    NextSteps,
)

LOSS_NEXT = NextSteps(at_agency=DOCUMENT_AT_AGENCY, at_department={}, at_provider={}, actions=DOCUMENT_ACTIONS)
RETURN_NEXT = NextSteps(
    at_agency={**DOCUMENT_AT_AGENCY, "sent": RECORDERS},
    at_department={},
    at_provider={"sent": PROVIDER},
    actions={**DOCUMENT_ACTIONS, "sent": "Ghi nhận Cục đã nhận thiết bị"},
)
