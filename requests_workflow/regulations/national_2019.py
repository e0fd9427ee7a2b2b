"""The national base of 2019: NĐ 130/2018 with the forms of TT 185/2019. It is for recording old cases.

What concerns only the making of a document (register, PDF, reasons) is a rule of recording: the document was made long
ago, elsewhere.
"""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.forms_historic import FORMS_TT_185
from requests_workflow.regulations.instruments import ND_130_2018, PRODUCT_RULES, TT_41_2017, TT_185_2019
from requests_workflow.regulations.national_2024 import PROFILE as NEXT
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER, Value


def _decree(locator: str) -> Clause:
    return Clause(ND_130_2018, locator)


RECORDING = Clause(PRODUCT_RULES, "Ghi hồ sơ cũ,")
RETURN = _decree("Điều 71")
KEEPING = _decree("Điều 74")

# What the text at hand does not say is taken from the next decree and marked as not found.
PROFILE = replace(
    NEXT,
    code="national_2019",
    title="Nghị định số 130/2018/NĐ-CP, biểu mẫu Thông tư số 185/2019/TT-BQP",
    status="replaced",
    historic=True,
    valid_from=date(2019, 12, 4),
    valid_to=date(2024, 8, 14),
    note="Tính từ ngày ban hành Thông tư số 185/2019/TT-BQP (04/12/2019); ngày có hiệu lực chưa xác nhận.",
    recovery_deadline=Value(1, "working_day", _decree("Điều 73"), "NF"),
    recovery_deadline_starts=Value("valid_receipt", "event", _decree("Điều 73"), "NF"),
    recovery_recipients=Value(MappingProxyType({}), "device_kind", _decree("Điều 73 khoản 1 điểm c"), "V"),
    issue_deadline=Value(3, "working_day", _decree("Điều 62"), "NF"),
    issue_route=Value(PROVIDER, "function", _decree("Điều 61"), "V"),
    handover_notice_levels=Value(NEXT.handover_notice_levels.value, "working_day", RECORDING, "P"),
    update_deadline=Value(3, "working_day", _decree("Điều 64"), "V"),
    change_min_days_left=Value(30, "day", _decree("Điều 66"), "NF"),
    renewal_limit=Value(1, "time", _decree("Điều 63 khoản 1"), "V"),
    renewal_min_days_left=Value(60, "day", _decree("Điều 63 khoản 1"), "V"),
    filing_window_counts=Value("receipt", "event", _decree("Điều 63 khoản 1"), "NF"),
    new_term_max_years=Value(5, "year", _decree("Điều 59"), "M"),
    renewal_max_years=Value(3, "year", _decree("Điều 59"), "M"),
    revocation_deadline=Value(3, "working_day", _decree("Điều 70"), "M"),
    device_return_deadline=Value(5, "working_day", _decree("Điều 71 khoản 3 điểm a"), "V"),
    device_return_starts=Value("revocation", "event", _decree("Điều 71 khoản 3 điểm a"), "V"),
    device_return_starts_at_expiry=Value("expiry", "event", RETURN, "I"),
    email_domains=Value((), "domain", _decree("Điều 61"), "NF"),
    usual_email_suffixes=Value(NEXT.usual_email_suffixes.value, "domain", RECORDING, "P"),
    denied_email_domains=Value((), "domain", _decree("Điều 61"), "NF"),
    channels=Value(
        MappingProxyType({PROVIDER: ("dichvucong", "truc_lien_thong", "paper")}), "channel", _decree("Điều 64"), "NF"
    ),
    receipt_after_hours=Value("same_day", "rule", RECORDING, "P"),
    number_before_sign=Value(False, "order", RECORDING, "P"),
    product_keeps_register=Value(False, "register", RECORDING, "P"),
    copies=Value((), "function", _decree("Điều 61"), "NF"),
    nearly_due_working_hours=Value(NEXT.nearly_due_working_hours.value, "working_hour", RECORDING, "P"),
    wet_signature_allowed=Value(True, "rule", RECORDING, "P"),
    secret_documents_allowed=Value(False, "rule", RECORDING, "P"),
    min_pdf_version=Value(NEXT.min_pdf_version.value, "pdf_version", RECORDING, "P"),
    reason_min_length=Value(NEXT.reason_min_length.value, "character", RECORDING, "P"),
    extra_revocation_cases=Value((), "case", _decree("Điều 68"), "NF"),
    # The ministries of defence, public security and foreign affairs go through their own cipher bodies.
    excluded_body_kinds=Value(("army", "police", "diplomacy"), "body", Clause(TT_185_2019, "Điều 7"), "V"),
    contact_officers_min=Value(None, "person", _decree("Điều 76"), "NF"),
    subscriber_manager=Value(DELEGATED_DEPARTMENT, "function", Clause(TT_185_2019, "Điều 12"), "S"),
    organisation_token_decision=Value(False, "rule", KEEPING, "NF"),
    keeper_change_minutes=Value(False, "rule", KEEPING, "NF"),
    organisation_token_lending=Value("with_written_permission", "rule", KEEPING, "NF"),
    personal_token_lending=Value(False, "rule", KEEPING, "NF"),
    device_secrecy=Value(None, "degree", KEEPING, "NF"),
    password_change_months=Value(None, "month", KEEPING, "NF"),
    loss_told_to=Value((PROVIDER,), "function", Clause(TT_185_2019, "Điều 10"), "V"),
    report_periods=Value(("year",), "period", _decree("Điều 75"), "NF"),
    report_due_before=Value(None, "day_of_year", _decree("Điều 75"), "NF"),
    training_by=Value((), "function", Clause(TT_185_2019, "Điều 12"), "NF"),
    inspection_by=Value((), "function", Clause(TT_185_2019, "Điều 12"), "NF"),
    yearly_plan_by=Value((), "function", _decree("Điều 75"), "NF"),
    signed_document_kinds=Value((), "kind", Clause(TT_41_2017, "Điều 3"), "NF"),
    paper_too_for=Value((), "kind", RECORDING, "P"),
    printed_copy_warning=Value(False, "rule", RECORDING, "P"),
    organisation_signature_place=Value("left_third", "place", RECORDING, "P"),
    attachments_sealed=Value(False, "rule", RECORDING, "P"),
    backup_every_months=Value(None, "month", _decree("Điều 76"), "NF"),
    **FORMS_TT_185,
)
