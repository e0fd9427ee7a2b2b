"""What a row of the matrix of Mẫu 01 says, and the documents it cites; the people are those of Mẫu 06."""

from dataclasses import dataclass

from tests.property.legal_matrix.token_recovery import row as recovery
from tests.property.legal_matrix.token_recovery.row import (
    CHECKER,
    CLERK,
    CONTACT,
    FOUR_EYES,
    LAI_CHAU,
    LEADER,
    ND30,
    ND68,
    OFFICER,
    OWN,
    REGISTRY,
    S0,
    S1,
    S4,
    SUBSCRIBER,
    TAN_UYEN,
    UNIT_HEAD,
    VINH_LONG,
)

S3 = "ninh-thuan-2017"
DOSSIER, REQUEST = "individual_issue_dossier", "individual_issue_request"

ISSUE_DOSSIER = (ND68, "Điều 11 khoản 1 điểm a")
ISSUING = (ND68, "Điều 11 khoản 2")
HANDOVER = (ND68, "Điều 12")
CONDITIONS = (ND68, "Điều 10 khoản 1")
RECEIVING_POINT = (S1, "Điều 8 khoản 6")
ONE_DECISION = (OWN, "Một hồ sơ, một quyết định,")
TWO_SIDES = (OWN, "Hai bên xác nhận bàn giao,")

__all__ = [
    "CHECKER",
    "CLERK",
    "CONDITIONS",
    "CONTACT",
    "DOSSIER",
    "FOUR_EYES",
    "HANDOVER",
    "ISSUE_DOSSIER",
    "ISSUING",
    "LAI_CHAU",
    "LEADER",
    "ND30",
    "ND68",
    "OFFICER",
    "ONE_DECISION",
    "OWN",
    "RECEIVING_POINT",
    "REGISTRY",
    "REQUEST",
    "S0",
    "S1",
    "S3",
    "S4",
    "SUBSCRIBER",
    "TAN_UYEN",
    "TWO_SIDES",
    "UNIT_HEAD",
    "VINH_LONG",
    "Row",
]


@dataclass(frozen=True)
class Row(recovery.Row):
    """A row about a dossier of Mẫu 01; in Vĩnh Long it goes through the department, elsewhere straight."""

    procedure: str = DOSSIER
