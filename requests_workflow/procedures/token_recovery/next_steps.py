"""Who has the next move in each state of a recovery dossier."""

from directory.domain.roles import Role
from requests_workflow.procedures.next_steps import (
    DOCUMENT_ACTIONS,
    DOCUMENT_AT_AGENCY,
    DRAFTERS,
    OFFICER,
    PROVIDER,
    NextSteps,
)

NEXT = NextSteps(
    at_agency={**DOCUMENT_AT_AGENCY, "supplement_requested": DRAFTERS},
    at_department={
        "sent": OFFICER,
        "received": OFFICER,
        "accepted": OFFICER,
        "refusal_drafted": frozenset({Role.DEPARTMENT_LEADER}),
        "refusal_signed": frozenset({Role.REGISTRY_CLERK}) | OFFICER,
        "refusal_numbered": frozenset({Role.REGISTRY_CLERK}) | OFFICER,
    },
    # What the provider's own officer does, or the sending body writes down from the provider's answer.
    at_provider={"sent": PROVIDER, "received": PROVIDER, "accepted": PROVIDER},
    actions={
        **DOCUMENT_ACTIONS,
        "sent": "Tiếp nhận",
        "received": "Kiểm tra và quyết định",
        "supplement_requested": "Bổ sung",
        "accepted": "Khôi phục thiết bị",
        "refusal_drafted": "Xem và ký văn bản từ chối",
        "refusal_signed": "Cấp số văn bản từ chối",
        "refusal_numbered": "Phát hành văn bản từ chối",
    },
    recorded=frozenset({"sent", "received", "accepted"}),
    recorded_actions={
        "sent": "Ghi nhận Cục tiếp nhận",
        "received": "Ghi nhận trả lời của Cục",
        "accepted": "Ghi nhận Cục đã khôi phục",
    },
)
