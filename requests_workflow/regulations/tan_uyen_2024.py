"""Guidance of the district of Tân Uyên (Lai Châu), August 2024, until districts ended on 1/7/2025."""

from datetime import date
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import TAN_UYEN_2024
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER, Overlay, Value


def _clause(locator: str) -> Clause:
    return Clause(TAN_UYEN_2024, locator)


RECOVERY = _clause("mục 8")
CONTACT_POINT = _clause("mục 1 điểm b")
REVOCATION = _clause("mục 6")

OVERLAY = Overlay(
    code="tan_uyen_2024",
    title="hướng dẫn của UBND huyện Tân Uyên năm 2024",
    status="in_force",
    valid_from=date(2024, 8, 15),
    valid_to=date(2025, 6, 30),
    values=MappingProxyType(
        {
            "recovery_deadline": Value(1, "working_day", RECOVERY, "S"),
            "recovery_deadline_starts": Value("valid_receipt", "event", RECOVERY, "S"),
            # The guidance speaks of every device; only PKI tokens were in fact delegated to the department.
            "recovery_recipients": Value(
                MappingProxyType({"pki_token": DELEGATED_DEPARTMENT}), "device_kind", CONTACT_POINT, "I"
            ),
            "channels": Value(
                MappingProxyType({DELEGATED_DEPARTMENT: ("qlvb",), PROVIDER: ("dichvucong", "truc_lien_thong")}),
                "channel",
                _clause("mục 1"),
                "S",
            ),
            "copies": Value(
                (DELEGATED_DEPARTMENT, "district_culture_office"), "function", _clause("mục 1 điểm a"), "S"
            ),
            "issue_route": Value(PROVIDER, "function", _clause("mục 1 điểm a"), "S"),
            "renewal_limit": Value(1, "time", _clause("mục 4"), "S"),
            "renewal_min_days_left": Value(30, "day", _clause("mục 4"), "S"),
            "change_min_days_left": Value(30, "day", _clause("mục 5"), "S"),
            "device_return_deadline": Value(5, "working_day", REVOCATION, "S"),
            "device_return_starts": Value("notice_receipt", "event", REVOCATION, "S"),
            "loss_told_to": Value((PROVIDER,), "function", REVOCATION, "S"),
        }
    ),
    local_clauses=MappingProxyType(
        {
            # Recovery goes by điểm b, all other requests by điểm a.
            "send": _clause("mục 1"),
            "record_copy_sent": _clause("mục 1 điểm a"),
            "accept": RECOVERY,
            "propose_refusal": RECOVERY,
            "sign_refusal": RECOVERY,
            "return_refusal": RECOVERY,
            "issue_refusal": RECOVERY,
            "record_recovery": RECOVERY,
            "refuse_row": RECOVERY,
            "agency_cannot_submit": _clause("mục 1 điểm a"),
            "mixed_recipients": CONTACT_POINT,
        }
    ),
)
