"""What a row of the matrix of Mẫu 07 says; the people are those of Mẫu 06."""

from dataclasses import dataclass

from tests.property.legal_matrix.token_recovery import row as recovery

VINH_LONG = recovery.VINH_LONG
DOSSIER, REQUEST = "handover_notice_dossier", "handover_notice_request"
NOTICE = (recovery.ND68, "Điều 12")


@dataclass(frozen=True)
class Row(recovery.Row):
    """A row about a notice of hand-over."""

    procedure: str = DOSSIER
