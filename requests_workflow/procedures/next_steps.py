"""Who has the next move in each state of a dossier; the work list and the notices read the same tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from directory.domain.roles import Role

DRAFTERS = frozenset({Role.CLERK, Role.CONTACT_OFFICER})
OFFICER = frozenset({Role.DEPARTMENT_OFFICER})
PROVIDER = frozenset({Role.PROVIDER_OFFICER})
# Who writes down at the sending body what the provider did, and who hands in the scan of a paper signed by hand.
RECORDERS = frozenset({Role.CLERK, Role.CONTACT_OFFICER, Role.REGISTRY_CLERK})
SCANNERS = frozenset({Role.CLERK, Role.REGISTRY_CLERK})

# The same for every văn bản đề nghị. In "leader_review" it is the chosen signer alone.
DOCUMENT_AT_AGENCY = MappingProxyType(
    {
        "draft": DRAFTERS,
        "unit_head_review": frozenset({Role.UNIT_HEAD}),
        "format_review": frozenset({Role.FORMAT_CHECKER}),
        "awaiting_number": frozenset({Role.REGISTRY_CLERK}),
        "leader_review": frozenset({Role.AGENCY_LEADER}),
        "signed": frozenset({Role.REGISTRY_CLERK}),
        "numbered": frozenset({Role.REGISTRY_CLERK}),
        "sealed": frozenset({Role.REGISTRY_CLERK, Role.CLERK}),
    }
)
DOCUMENT_ACTIONS = MappingProxyType(
    {
        "draft": "Soạn tiếp",
        "unit_head_review": "Xem xét nội dung",
        "format_review": "Kiểm tra thể thức",
        "awaiting_number": "Cấp số, ngày trước khi ký",
        "leader_review": "Xem và ký",
        "signed": "Cấp số, ngày",
        "numbered": "Ký số của cơ quan",
        "sealed": "Ghi nhận đã gửi",
    }
)


@dataclass(frozen=True, kw_only=True)
class NextSteps:
    """State -> roles with the next move, by the body where they are held; `actions` name the move.

    `recorded` are states in which the sending body writes down what the provider did; `recorded_actions` name that.
    """

    at_agency: Mapping[str, frozenset[Role]]
    at_department: Mapping[str, frozenset[Role]]
    at_provider: Mapping[str, frozenset[Role]]
    actions: Mapping[str, str]
    recorded: frozenset[str] = field(default=frozenset())
    recorded_actions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
