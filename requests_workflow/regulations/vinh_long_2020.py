"""Local rules of the province of Vĩnh Long, 2020: older than the decree, they live on where nothing conflicts."""

from datetime import date
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_68_2024, VINH_LONG_2020
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER, Overlay, Value


def _clause(locator: str) -> Clause:
    return Clause(VINH_LONG_2020, locator)


RECOVERY = _clause("Điều 6")
RECEIVING_POINT = _clause("Điều 8 khoản 6")


def _decree(locator: str) -> Clause:
    return Clause(ND_68_2024, locator)


OVERLAY = Overlay(
    code="vinh_long_2020",
    title="Quy chế tỉnh Vĩnh Long năm 2020",
    status="in_force",
    valid_from=date(2020, 12, 28),
    valid_to=None,
    values=MappingProxyType(
        {
            # The department is the receiving point for new certificates, changes and devices.
            "issue_route": Value(DELEGATED_DEPARTMENT, "function", RECEIVING_POINT, "S"),
            "email_domains": Value(("vinhlong.gov.vn",), "domain", _clause("Điều 5 khoản 1 điểm b"), "S"),
            "recovery_recipients": Value(
                MappingProxyType({"pki_token": DELEGATED_DEPARTMENT}), "device_kind", RECOVERY, "I"
            ),
            "channels": Value(
                MappingProxyType({DELEGATED_DEPARTMENT: ("qlvb",), PROVIDER: ("dichvucong", "truc_lien_thong")}),
                "channel",
                RECEIVING_POINT,
                "I",
            ),
            "secret_documents_allowed": Value(False, "rule", _clause("Điều 4 khoản 1"), "S"),
            "excluded_body_kinds": Value(("police", "army", "diplomacy"), "body", _clause("Điều 2 khoản 2"), "S"),
            "contact_officers_min": Value(1, "person", _clause("Điều 9 khoản 4"), "S"),
            "password_change_months": Value(6, "month", _clause("Điều 13 khoản 3"), "S"),
            "loss_told_to": Value((DELEGATED_DEPARTMENT, PROVIDER), "function", _clause("Điều 13 khoản 5"), "S"),
            "organisation_token_lending": Value("with_written_permission", "rule", _clause("Điều 14 khoản 3"), "S"),
            # Leaving hands over device and password; that it is written down follows from handing over "by rule".
            "keeper_change_minutes": Value(True, "rule", _clause("Điều 14 khoản 4"), "I"),
            "subscriber_manager": Value(DELEGATED_DEPARTMENT, "function", _clause("Điều 3"), "S"),
            "report_periods": Value(("half_year", "year"), "period", _clause("Điều 15 khoản 3"), "S"),
            "report_due_before": Value("20/11", "day_of_year", _clause("Điều 9 khoản 6"), "S"),
            "training_by": Value((DELEGATED_DEPARTMENT, "home_affairs"), "function", _clause("Điều 8 khoản 4"), "S"),
            "inspection_by": Value((DELEGATED_DEPARTMENT,), "function", RECEIVING_POINT, "S"),
            "yearly_plan_by": Value((DELEGATED_DEPARTMENT, "finance"), "function", _clause("Điều 8 khoản 7"), "S"),
        }
    ),
    local_clauses=MappingProxyType(
        {
            "receive_at_department": RECEIVING_POINT,
            "forward": RECEIVING_POINT,
            "receive_devices_at_department": RECEIVING_POINT,
            "device_at_department": RECEIVING_POINT,
            "secret_document": _clause("Điều 4 khoản 1"),
            "agency_excluded": _clause("Điều 2 khoản 2"),
            "email_not_allowed": _clause("Điều 5 khoản 1 điểm b"),
        }
    ),
    superseded=MappingProxyType(
        {
            "Điều 5 khoản 2": _decree("Điều 10"),
            "Điều 5 khoản 3 điểm a": _decree("Điều 11"),
            "Điều 5 khoản 3 điểm b": _decree("Điều 14"),
            "Điều 5 khoản 3 điểm c": _decree("Điều 19"),
            "Điều 7": _decree("Điều 31"),
            "Điều 8 khoản 2": _decree("Điều 4"),
        }
    ),
)
