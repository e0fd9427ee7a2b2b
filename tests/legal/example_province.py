"""The local rules of a province that exists only here: what a new overlay module looks like, whole."""

from datetime import date
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_68_2024, VINH_LONG_2020
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER, Overlay, Value


def _clause(locator: str) -> Clause:
    # A real module registers its own instrument; the example borrows one.
    return Clause(VINH_LONG_2020, locator)


OVERLAY = Overlay(
    code="example_2026",
    title="Quy chế tỉnh Ví Dụ năm 2026",
    status="in_force",
    valid_from=date(2026, 3, 1),
    valid_to=None,
    values=MappingProxyType(
        {
            "email_domains": Value(("vidu.gov.vn",), "domain", _clause("Điều 5 khoản 1 điểm b"), "S"),
            "recovery_recipients": Value(
                MappingProxyType({"pki_token": DELEGATED_DEPARTMENT, "hsm": DELEGATED_DEPARTMENT}),
                "device_kind",
                _clause("Điều 6"),
                "S",
            ),
            "channels": Value(
                MappingProxyType({DELEGATED_DEPARTMENT: ("qlvb",), PROVIDER: ("dichvucong",)}),
                "channel",
                _clause("Điều 8 khoản 6"),
                "S",
            ),
            "report_due_before": Value("01/12", "day_of_year", _clause("Điều 9 khoản 6"), "S"),
        }
    ),
    local_clauses=MappingProxyType({"email_not_allowed": _clause("Điều 5 khoản 1 điểm b")}),
    superseded=MappingProxyType({"Điều 7": Clause(ND_68_2024, "Điều 31")}),
)
