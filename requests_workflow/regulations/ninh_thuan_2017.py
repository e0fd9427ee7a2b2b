"""Local rules of the province of Ninh Thuận, 2017: built on TT 08/2016, living on where nothing conflicts."""

from datetime import date
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_30_2020, ND_68_2024, NINH_THUAN_2017
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, Overlay, Value


def _clause(locator: str) -> Clause:
    return Clause(NINH_THUAN_2017, locator)


def _decree(locator: str) -> Clause:
    return Clause(ND_68_2024, locator)


LAYOUT = Clause(ND_30_2020, "Phụ lục I phần I")
MANAGER = _clause("Điều 7")
# Under TT 08/2016 the Director of the department was the manager of subscribers, and the seal stood at the top right.
OLD = MappingProxyType(
    {
        "subscriber_manager": Value(DELEGATED_DEPARTMENT, "function", MANAGER, "S"),
        "organisation_signature_place": Value("top_right", "place", _clause("Điều 11 khoản 1 điểm a"), "S"),
    }
)
ATTACHMENTS = _clause("Điều 11 khoản 1 điểm d")

OVERLAY = Overlay(
    code="ninh_thuan_2017",
    title="Quy chế tỉnh Ninh Thuận năm 2017",
    status="in_force",
    valid_from=date(2017, 6, 17),
    # The province is part of Khánh Hòa since 1/7/2025; its rules hold there until replaced, as far as is known.
    valid_to=None,
    values=MappingProxyType(
        {
            # The information of a signature names an address of the province.
            "email_domains": Value(("ninhthuan.gov.vn",), "domain", _clause("Điều 2 khoản 10"), "S"),
            "secret_documents_allowed": Value(False, "rule", _clause("Điều 3 khoản 1"), "S"),
            "number_before_sign": Value(False, "order", _clause("Điều 12 khoản 1 điểm b"), "S"),
            "printed_copy_warning": Value(True, "rule", _clause("Điều 4 khoản 1"), "S"),
            "paper_too_for": Value(
                ("legal_normative", "individual_decision", "budget"), "kind", _clause("Điều 13 khoản 2"), "S"
            ),
            "organisation_token_decision": Value(True, "rule", _clause("Điều 16 khoản 4"), "S"),
            "keeper_change_minutes": Value(True, "rule", _clause("Điều 10 khoản 3"), "S"),
            # Said of TT 08/2016; whether it holds under the decree is not found.
            "device_secrecy": Value("Mật", "degree", _clause("Điều 10 khoản 1"), "S"),
            "attachments_sealed": Value(True, "rule", ATTACHMENTS, "S"),
            "report_periods": Value(("half_year", "year"), "period", _clause("Điều 16 khoản 6"), "S"),
            "training_by": Value((DELEGATED_DEPARTMENT,), "function", _clause("Điều 15 khoản 2"), "S"),
            "inspection_by": Value((DELEGATED_DEPARTMENT,), "function", _clause("Điều 15 khoản 4"), "S"),
            "yearly_plan_by": Value((DELEGATED_DEPARTMENT,), "function", _clause("Điều 15 khoản 5"), "S"),
        }
    ),
    local_clauses=MappingProxyType(
        {
            "secret_document": _clause("Điều 3 khoản 1"),
            "email_not_allowed": _clause("Điều 2 khoản 10"),
            "seal_attachment": ATTACHMENTS,
            "attachments_unsealed": ATTACHMENTS,
            "attachments_unsound": ATTACHMENTS,
            "seal_scan": _clause("Điều 12 khoản 1 điểm a"),
        }
    ),
    superseded=MappingProxyType(
        {
            "Điều 7": _decree("Điều 3"),
            "Điều 8": _decree("Điều 11"),
            "Điều 9 khoản 1": _decree("Điều 20"),
            "Điều 9 khoản 2": _decree("Điều 22"),
            "Điều 11 khoản 1 điểm a": LAYOUT,
            "Điều 11 khoản 1 điểm b": LAYOUT,
            "Điều 15 khoản 1": _decree("Điều 3"),
            "Điều 17 khoản 2": _decree("Điều 17"),
        }
    ),
    historic_values=MappingProxyType({"national_2016": OLD, "national_2018": OLD}),
)
