"""Local rules of the city of Ninh Bình, 2018: built on NĐ 130/2018, ended with the cities of a province."""

from datetime import date
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_30_2020, ND_68_2024, NINH_BINH_CITY_2018
from requests_workflow.regulations.profile import Overlay, Value


def _clause(locator: str) -> Clause:
    return Clause(NINH_BINH_CITY_2018, locator)


def _decree(locator: str) -> Clause:
    return Clause(ND_68_2024, locator)


LAYOUT = Clause(ND_30_2020, "Phụ lục I phần I")
KEEPING = _clause("Điều 15 khoản 2")
# Where an organisation's signature stood before NĐ 30/2020 put the image of the seal over the personal signature.
TOP_LEFT = MappingProxyType(
    {"organisation_signature_place": Value("top_left", "place", _clause("Điều 8 khoản 2 điểm a"), "S")}
)
ATTACHMENTS = _clause("Điều 9 khoản 2 điểm b")

OVERLAY = Overlay(
    code="ninh_binh_city_2018",
    title="Quy chế thành phố Ninh Bình năm 2018",
    status="in_force",
    # In force on the day of its signature (Điều 2 of the decision).
    valid_from=date(2018, 12, 26),
    valid_to=date(2025, 6, 30),
    values=MappingProxyType(
        {
            "number_before_sign": Value(True, "order", _clause("Điều 10 khoản 2 điểm b"), "S"),
            "secret_documents_allowed": Value(False, "rule", _clause("Điều 7 khoản 1 điểm a"), "S"),
            "signed_document_kinds": Value(
                (
                    "official_letter",
                    "invitation",
                    "periodic_report",
                    "for_information",
                    "consultation",
                    "announcement",
                    "work_schedule",
                ),
                "kind",
                _clause("Điều 7 khoản 1"),
                "S",
            ),
            "keeper_change_minutes": Value(True, "rule", KEEPING, "S"),
            "personal_token_lending": Value(False, "rule", _clause("Điều 15 khoản 3"), "S"),
            "loss_told_to": Value(("managing_body",), "function", _clause("Điều 17 khoản 1 điểm đ"), "S"),
            "report_periods": Value(("half_year",), "period", _clause("Điều 17 khoản 1 điểm h"), "S"),
            "training_by": Value(("district_culture_office",), "function", _clause("Điều 17 khoản 2 điểm b"), "S"),
            "inspection_by": Value(("district_culture_office",), "function", _clause("Điều 17 khoản 2 điểm c"), "S"),
            "yearly_plan_by": Value(
                ("district_culture_office", "district_finance_office"),
                "function",
                _clause("Điều 17 khoản 2 điểm d"),
                "S",
            ),
            "attachments_sealed": Value(True, "rule", ATTACHMENTS, "S"),
            "backup_every_months": Value(1, "month", _clause("Điều 12 khoản 4"), "S"),
        }
    ),
    local_clauses=MappingProxyType(
        {
            "secret_document": _clause("Điều 7 khoản 1 điểm a"),
            "seal_attachment": ATTACHMENTS,
            "attachments_unsealed": ATTACHMENTS,
            "attachments_unsound": ATTACHMENTS,
            "seal_scan": _clause("Điều 10 khoản 1 điểm c"),
        }
    ),
    superseded=MappingProxyType(
        {
            "Điều 5 khoản 2": _decree("Điều 10"),
            "Điều 6 khoản 3": Clause(ND_30_2020, "Điều 13 khoản 1"),
            "Điều 8 khoản 1": LAYOUT,
            "Điều 8 khoản 2 điểm a": LAYOUT,
            "Điều 8 khoản 2 điểm b": LAYOUT,
            "Điều 13": _decree("Điều 11"),
            "Điều 14 khoản 1": _decree("Điều 20"),
            "Điều 14 khoản 2": _decree("Điều 22"),
            "Điều 15 khoản 1": Clause(ND_30_2020, "Điều 32"),
        }
    ),
    historic_values=MappingProxyType({"national_2018": TOP_LEFT}),
)
