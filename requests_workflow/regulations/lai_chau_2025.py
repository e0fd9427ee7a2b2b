"""Local rules of the province of Lai Châu: the draft Quy chế of 2025, not yet numbered or dated."""

from datetime import date
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import LAI_CHAU_2025
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER, Overlay, Value


def _clause(locator: str) -> Clause:
    return Clause(LAI_CHAU_2025, locator)


RECOVERY = _clause("Điều 13 khoản 2 điểm b")
ATTACHMENTS = _clause("Điều 15 khoản 4 điểm b")
DRAFTING = "Điều 16 khoản 1 điểm a"
DEPARTMENT = "Điều 18"

OVERLAY = Overlay(
    code="lai_chau_2025",
    title="dự thảo Quy chế tỉnh Lai Châu năm 2025",
    status="draft",
    # The draft has no date: the year in its number is the earliest at which it can be tried.
    valid_from=date(2025, 1, 1),
    valid_to=None,
    values=MappingProxyType(
        {
            "recovery_deadline": Value(1, "working_day", RECOVERY, "S"),
            "recovery_deadline_starts": Value("valid_receipt", "event", RECOVERY, "S"),
            "recovery_recipients": Value(
                MappingProxyType({"pki_token": DELEGATED_DEPARTMENT}), "device_kind", _clause("Điều 13"), "S"
            ),
            "channels": Value(
                MappingProxyType({DELEGATED_DEPARTMENT: ("qlvb",), PROVIDER: ("dichvucong", "truc_lien_thong")}),
                "channel",
                _clause("Điều 8"),
                "S",
            ),
            # The office that follows all cases of the province can do so only with a copy in hand.
            "copies": Value((DELEGATED_DEPARTMENT,), "function", _clause("Điều 22 khoản 3"), "I"),
            "secret_documents_allowed": Value(False, "rule", _clause("Điều 4 khoản 1"), "S"),
            "min_pdf_version": Value("1.4", "pdf_version", _clause(f"{DRAFTING} bước 3"), "S"),
            "number_before_sign": Value(False, "order", _clause("Điều 16 khoản 1 điểm c bước 1"), "S"),
            "organisation_token_lending": Value("with_written_permission", "rule", _clause("Điều 21 khoản 2"), "S"),
            "organisation_signature_place": Value("left_third", "place", _clause("Điều 15 khoản 1 điểm b"), "S"),
            "attachments_sealed": Value(True, "rule", ATTACHMENTS, "S"),
            "training_by": Value((DELEGATED_DEPARTMENT,), "function", _clause(f"{DEPARTMENT} khoản 2"), "S"),
            "inspection_by": Value((DELEGATED_DEPARTMENT,), "function", _clause(f"{DEPARTMENT} khoản 3"), "S"),
            "yearly_plan_by": Value((DELEGATED_DEPARTMENT,), "function", _clause(f"{DEPARTMENT} khoản 4"), "S"),
            # "Định kỳ hoặc đột xuất" and the plan of the next year: no day is named.
            "report_periods": Value(("year",), "period", _clause(f"{DEPARTMENT} khoản 4"), "I"),
        }
    ),
    local_clauses=MappingProxyType(
        {
            "submit_to_unit_head": _clause(f"{DRAFTING} bước 1"),
            "submit_to_format_check": _clause(f"{DRAFTING} bước 2"),
            "submit_to_leader": _clause(f"{DRAFTING} bước 3"),
            "approve_content_to_format": _clause(f"{DRAFTING} bước 2"),
            "approve_content": _clause(f"{DRAFTING} bước 2"),
            "approve_format": _clause(f"{DRAFTING} bước 3"),
            "sign": _clause("Điều 16 khoản 1 điểm b bước 2"),
            "assign_number": _clause("Điều 16 khoản 1 điểm c bước 1"),
            "seal": _clause("Điều 16 khoản 1 điểm c bước 1"),
            "record_wet_seal": _clause("Điều 16 khoản 1 điểm c bước 3"),
            "seal_attachment": ATTACHMENTS,
            "attachments_unsealed": ATTACHMENTS,
            "attachments_unsound": ATTACHMENTS,
            "issue_copy": _clause("Điều 15 khoản 2"),
            "send": _clause("Điều 8"),
            "receive": _clause("Điều 15 khoản 6"),
            "return_for_supplement": _clause("Điều 21 khoản 3"),
            "accept": RECOVERY,
            "propose_refusal": RECOVERY,
            "sign_refusal": RECOVERY,
            "return_refusal": RECOVERY,
            "issue_refusal": RECOVERY,
            "record_recovery": RECOVERY,
            "refuse_row": RECOVERY,
            "secret_document": _clause("Điều 4 khoản 1"),
            "mixed_recipients": _clause("Điều 13"),
        }
    ),
)
