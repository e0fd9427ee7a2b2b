"""Local rules of the province of Vĩnh Long, 2020: older than the decree, they live on where nothing conflicts."""

from datetime import date
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import VINH_LONG_2020
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER, Overlay, Value


def _clause(locator: str) -> Clause:
    return Clause(VINH_LONG_2020, locator)


RECOVERY = _clause("Điều 6")
RECEIVING_POINT = _clause("Điều 8 khoản 6")

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
        }
    ),
    local_clauses=MappingProxyType(
        {
            "receive_at_department": RECEIVING_POINT,
            "forward": RECEIVING_POINT,
            "receive_devices_at_department": RECEIVING_POINT,
            "device_at_department": RECEIVING_POINT,
            "secret_document": _clause("Điều 4 khoản 1"),
            "email_not_allowed": _clause("Điều 5 khoản 1 điểm b"),
        }
    ),
)
