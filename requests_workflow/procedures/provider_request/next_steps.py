"""Who has the next move in each state of a request that the provider answers."""

from requests_workflow.procedures.next_steps import (
    DOCUMENT_ACTIONS,
    DOCUMENT_AT_AGENCY,
    DRAFTERS,
    OFFICER,
    PROVIDER,
    NextSteps,
)


def request_steps(*, answered: str) -> NextSteps:
    """`answered` names what the agency does once the provider has answered."""
    return NextSteps(
        at_agency={**DOCUMENT_AT_AGENCY, "supplement_requested": DRAFTERS, "answered": DRAFTERS},
        # The department is the receiving point only where the route goes through it.
        at_department={"sent": OFFICER, "at_department": OFFICER, "forwarded": OFFICER, "received": OFFICER},
        at_provider={"sent": PROVIDER, "forwarded": PROVIDER, "received": PROVIDER},
        actions={
            **DOCUMENT_ACTIONS,
            "sent": "Tiếp nhận",
            "at_department": "Chuyển Cục",
            "forwarded": "Ghi nhận trả lời của Cục",
            "received": "Ghi nhận kết quả của Cục",
            "supplement_requested": "Bổ sung",
            "answered": answered,
        },
        recorded=frozenset({"sent", "forwarded", "received"}),
        recorded_actions={
            "sent": "Ghi nhận Cục tiếp nhận",
            "forwarded": "Ghi nhận trả lời của Cục",
            "received": "Ghi nhận kết quả của Cục",
        },
    )
