"""The national base from 15/8/2024: Nghị định số 68/2024/NĐ-CP with Nghị định số 30/2020/NĐ-CP for documents."""

from datetime import date
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.forms_2024 import (
    HANDOVER_NOTICE_FORM,
    INDIVIDUAL_ISSUE_FORM,
    LOSS_FORM,
    ORGANISATION_ISSUE_FORM,
    RECOVERY_FORM,
    RETURN_FORM,
    REVOCATION_FORM,
    SYSTEM_ISSUE_FORM,
    UPDATE_FORM,
)
from requests_workflow.regulations.instruments import CIVIL_CODE_2015, ND_30_2020, ND_68_2024, PRODUCT_RULES
from requests_workflow.regulations.profile import PROVIDER, Profile, Value

# Who may hand the organisation's device to whom is known without the text of the article at hand.
KEEPING = Clause(ND_30_2020, "Điều 32")

PROFILE = Profile(
    code="national_2024",
    title="Nghị định số 68/2024/NĐ-CP",
    status="in_force",
    valid_from=date(2024, 8, 15),
    valid_to=None,
    recovery_deadline=Value(1, "working_day", Clause(ND_68_2024, "Điều 22"), "S"),
    recovery_deadline_starts=Value("valid_receipt", "event", Clause(ND_68_2024, "Điều 22"), "S"),
    # Nobody is delegated nationally: each province says which kinds its department recovers.
    recovery_recipients=Value(MappingProxyType({}), "device_kind", Clause(ND_68_2024, "Điều 22 khoản 3"), "S"),
    recovery_form=RECOVERY_FORM,
    issue_deadline=Value(3, "working_day", Clause(ND_68_2024, "Điều 11 khoản 2"), "V"),
    issue_route=Value(PROVIDER, "function", Clause(ND_68_2024, "Điều 11"), "V"),
    individual_issue_form=INDIVIDUAL_ISSUE_FORM,
    handover_notice_form=HANDOVER_NOTICE_FORM,
    # "Ngay sau khi bàn giao" gives no number of days: from the first of these on the reminder grows louder.
    handover_notice_levels=Value((0, 1, 3), "working_day", Clause(PRODUCT_RULES, "Nhắc gửi Mẫu số 07"), "P"),
    organisation_issue_form=ORGANISATION_ISSUE_FORM,
    system_issue_form=SYSTEM_ISSUE_FORM,
    update_form=UPDATE_FORM,
    update_deadline=Value(3, "working_day", Clause(ND_68_2024, "Điều 14"), "M"),
    change_min_days_left=Value(30, "day", Clause(ND_68_2024, "Điều 16"), "S"),
    renewal_limit=Value(1, "time", Clause(ND_68_2024, "Điều 13"), "S"),
    # The decree does not say which day counts: "receipt" by the provider, or "sending" by the agency.
    filing_window_counts=Value("receipt", "event", Clause(ND_68_2024, "Điều 13"), "NF"),
    new_term_max_years=Value(5, "year", Clause(ND_68_2024, "Điều 9 khoản 2"), "V"),
    renewal_max_years=Value(3, "year", Clause(ND_68_2024, "Điều 9 khoản 3"), "V"),
    revocation_form=REVOCATION_FORM,
    revocation_deadline=Value(3, "working_day", Clause(ND_68_2024, "Điều 19"), "NF"),
    return_form=RETURN_FORM,
    loss_form=LOSS_FORM,
    device_return_deadline=Value(5, "working_day", Clause(ND_68_2024, "Điều 20"), "S"),
    # "notice_receipt" or "revocation": the day from which the five days run.
    device_return_starts=Value("notice_receipt", "event", Clause(ND_68_2024, "Điều 20"), "S"),
    device_return_starts_at_expiry=Value("expiry", "event", Clause(ND_68_2024, "Điều 20"), "I"),
    # Empty: any address that a state body issued; a local rule may name its own domains.
    email_domains=Value((), "domain", Clause(ND_68_2024, "Mẫu số 01 Phụ lục"), "R"),
    usual_email_suffixes=Value(
        ("gov.vn", "chinhphu.vn", "quochoi.vn", "dcs.vn", "edu.vn"),
        "domain",
        Clause(PRODUCT_RULES, "Hậu tố thư điện tử công vụ thường gặp"),
        "P",
    ),
    denied_email_domains=Value(
        (
            "gmail.com",
            "googlemail.com",
            "yahoo.com",
            "yahoo.com.vn",
            "ymail.com",
            "hotmail.com",
            "outlook.com",
            "live.com",
            "msn.com",
            "icloud.com",
        ),
        "domain",
        Clause(ND_68_2024, "Mẫu số 01 Phụ lục"),
        "R",
    ),
    renewal_min_days_left=Value(30, "day", Clause(ND_68_2024, "Điều 13"), "S"),
    channels=Value(
        MappingProxyType({PROVIDER: ("dichvucong", "truc_lien_thong")}), "channel", Clause(ND_68_2024, "Điều 4"), "S"
    ),
    # No text says when receipt after office hours counts, so the day on the label of the document system decides.
    receipt_after_hours=Value("same_day", "rule", Clause(CIVIL_CODE_2015, "Điều 147"), "NF"),
    number_before_sign=Value(False, "order", Clause(ND_30_2020, "Điều 15"), "R"),
    product_keeps_register=Value(False, "register", Clause(ND_30_2020, "Điều 16"), "R"),
    copies=Value((), "function", Clause(ND_68_2024, "Điều 4"), "NF"),
    nearly_due_working_hours=Value(2, "working_hour", Clause(PRODUCT_RULES, "Cảnh báo sắp đến hạn"), "P"),
    # Shares of the working time of a limit: the first tells the officer, the second the head too, the last the leader.
    escalation_levels=Value((50, 80, 100), "percent", Clause(PRODUCT_RULES, "Báo hạn theo phần thời gian đã qua"), "P"),
    wet_signature_allowed=Value(True, "rule", Clause(ND_30_2020, "Điều 13 khoản 6"), "R"),
    secret_documents_allowed=Value(False, "rule", Clause(ND_30_2020, "Điều 18 khoản 2"), "R"),
    min_pdf_version=Value("1.4", "pdf_version", Clause(ND_30_2020, "Phụ lục I phần II"), "R"),
    reason_min_length=Value(10, "character", Clause(PRODUCT_RULES, "Độ dài lý do"), "P"),
    # Forms 01-06 are all forms of the managing body; what an officer asks of the own body is nobody's form.
    subscriber_forms=Value(MappingProxyType({}), "form", Clause(ND_68_2024, "Điều 11"), "I"),
    extra_revocation_cases=Value((), "case", Clause(ND_68_2024, "Điều 17"), "V"),
    excluded_body_kinds=Value((), "body", Clause(ND_68_2024, "Điều 2"), "V"),
    contact_officers_min=Value(None, "person", Clause(ND_68_2024, "Điều 37"), "NF"),
    subscriber_manager=Value(None, "function", Clause(ND_68_2024, "Điều 3"), "S"),
    organisation_token_decision=Value(True, "rule", KEEPING, "M"),
    keeper_change_minutes=Value(True, "rule", KEEPING, "M"),
    organisation_token_lending=Value("with_written_permission", "rule", KEEPING, "M"),
    personal_token_lending=Value(False, "rule", Clause(ND_68_2024, "Điều 39"), "NF"),
    device_secrecy=Value(None, "degree", Clause(ND_68_2024, "Điều 39"), "NF"),
    password_change_months=Value(None, "month", Clause(ND_68_2024, "Điều 39"), "NF"),
    loss_told_to=Value((PROVIDER,), "function", Clause(ND_68_2024, "Điều 20"), "S"),
    report_periods=Value(("year",), "period", Clause(ND_68_2024, "Điều 34"), "V"),
    report_due_before=Value(None, "day_of_year", Clause(ND_68_2024, "Điều 34"), "NF"),
    training_by=Value((), "function", Clause(ND_68_2024, "Điều 34"), "NF"),
    inspection_by=Value((), "function", Clause(ND_68_2024, "Điều 34"), "NF"),
    yearly_plan_by=Value(("top_body",), "function", Clause(ND_68_2024, "Điều 34"), "V"),
    signed_document_kinds=Value((), "kind", Clause(ND_30_2020, "Điều 5"), "S"),
    paper_too_for=Value((), "kind", Clause(ND_30_2020, "Điều 18 khoản 1"), "R"),
    printed_copy_warning=Value(False, "rule", Clause(ND_30_2020, "Điều 5"), "S"),
    organisation_signature_place=Value("left_third", "place", Clause(ND_30_2020, "Phụ lục I phần I"), "R"),
    # The decree says how such a signature looks; that a file may not leave without one is said locally.
    attachments_sealed=Value(False, "rule", Clause(ND_30_2020, "Phụ lục I phần I"), "R"),
    backup_every_months=Value(None, "month", Clause(ND_68_2024, "Điều 37"), "NF"),
)
