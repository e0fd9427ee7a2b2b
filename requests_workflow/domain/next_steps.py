"""Who has the next move in each state of a recovery dossier; the work list and the notices read the same table."""

from directory.domain.roles import Role

DRAFTERS = frozenset({Role.CLERK, Role.CONTACT_OFFICER})
OFFICER = frozenset({Role.DEPARTMENT_OFFICER})
PROVIDER = frozenset({Role.PROVIDER_OFFICER})
RECORDERS = frozenset({Role.CLERK, Role.REGISTRY_CLERK})

# State -> roles at the sending body. In "leader_review" it is the chosen signer alone.
AT_AGENCY = {
    "draft": DRAFTERS,
    "unit_head_review": frozenset({Role.UNIT_HEAD}),
    "format_review": frozenset({Role.FORMAT_CHECKER}),
    "leader_review": frozenset({Role.AGENCY_LEADER}),
    "signed": frozenset({Role.REGISTRY_CLERK}),
    "numbered": frozenset({Role.REGISTRY_CLERK}),
    "sealed": frozenset({Role.REGISTRY_CLERK, Role.CLERK}),
    "supplement_requested": DRAFTERS,
}
# State -> roles at the delegated department.
AT_DEPARTMENT = {
    "sent": OFFICER,
    "received": OFFICER,
    "accepted": OFFICER,
    "refusal_drafted": frozenset({Role.DEPARTMENT_LEADER}),
    "refusal_signed": frozenset({Role.REGISTRY_CLERK}) | OFFICER,
    "refusal_numbered": frozenset({Role.REGISTRY_CLERK}) | OFFICER,
}
# State -> what the provider's own officer does, or the sending body writes down from the provider's answer.
AT_PROVIDER = {"sent": PROVIDER, "received": PROVIDER, "accepted": PROVIDER}

NEXT_ACTION = {
    "draft": "Soạn tiếp",
    "unit_head_review": "Xem xét nội dung",
    "format_review": "Kiểm tra thể thức",
    "leader_review": "Xem và ký",
    "signed": "Cấp số, ngày",
    "numbered": "Ký số của cơ quan",
    "sealed": "Ghi nhận đã gửi",
    "sent": "Tiếp nhận",
    "received": "Kiểm tra và quyết định",
    "supplement_requested": "Bổ sung",
    "accepted": "Khôi phục thiết bị",
    "refusal_drafted": "Xem và ký văn bản từ chối",
    "refusal_signed": "Cấp số văn bản từ chối",
    "refusal_numbered": "Phát hành văn bản từ chối",
}

# The same states on the provider's route, for the sending body that writes down what the provider did.
PROVIDER_RECORDS = {
    "sent": "Ghi nhận Cục tiếp nhận",
    "received": "Ghi nhận trả lời của Cục",
    "accepted": "Ghi nhận Cục đã khôi phục",
}
