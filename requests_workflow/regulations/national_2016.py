"""The national base until 14/11/2018: NĐ 26/2007 with TT 08/2016; for old cases."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import TT_08_2016
from requests_workflow.regulations.national_2018 import PROFILE as NEXT
from requests_workflow.regulations.profile import PROVIDER, Value


def _circular(locator: str) -> Clause:
    return Clause(TT_08_2016, locator)


ISSUE = _circular("Điều 13")
RENEWAL = _circular("Điều 16")
RETURN = _circular("Điều 21")
RECOVERY = _circular("Điều 24")
DEVICE = _circular("Điều 25")
MANAGER = _circular("Điều 28")

PROFILE = replace(
    NEXT,
    code="national_2016",
    title="Nghị định số 26/2007/NĐ-CP, Thông tư số 08/2016/TT-BQP",
    valid_from=date(2016, 2, 1),
    valid_to=date(2018, 11, 14),
    note=(
        "Tính từ ngày ban hành Thông tư số 08/2016/TT-BQP (01/02/2016); ngày có hiệu lực và các thời hạn chưa xác nhận."
    ),
    recovery_deadline=Value(1, "working_day", RECOVERY, "NF"),
    recovery_deadline_starts=Value("valid_receipt", "event", RECOVERY, "NF"),
    recovery_recipients=Value(MappingProxyType({}), "device_kind", RECOVERY, "NF"),
    issue_deadline=Value(3, "working_day", ISSUE, "NF"),
    # Requests went through the manager of subscribers to the body that receives them.
    issue_route=Value(PROVIDER, "function", MANAGER, "NF"),
    update_deadline=Value(3, "working_day", RENEWAL, "NF"),
    change_min_days_left=Value(30, "day", _circular("Điều 17"), "NF"),
    renewal_limit=Value(1, "time", RENEWAL, "NF"),
    renewal_min_days_left=Value(60, "day", RENEWAL, "NF"),
    filing_window_counts=Value("receipt", "event", RENEWAL, "NF"),
    new_term_max_years=Value(5, "year", ISSUE, "NF"),
    renewal_max_years=Value(3, "year", RENEWAL, "NF"),
    revocation_deadline=Value(3, "working_day", _circular("Điều 20"), "NF"),
    device_return_deadline=Value(5, "working_day", RETURN, "NF"),
    device_return_starts=Value("revocation", "event", RETURN, "NF"),
    device_return_starts_at_expiry=Value("expiry", "event", _circular("Điều 19 khoản 1"), "I"),
    email_domains=Value((), "domain", ISSUE, "NF"),
    denied_email_domains=Value((), "domain", ISSUE, "NF"),
    channels=Value(MappingProxyType({PROVIDER: ("paper",)}), "channel", ISSUE, "NF"),
    copies=Value((), "function", MANAGER, "NF"),
    extra_revocation_cases=Value(("device_rules_broken",), "case", _circular("Điều 18 khoản 1 điểm đ"), "V"),
    contact_officers_min=Value(None, "person", MANAGER, "NF"),
    organisation_token_decision=Value(False, "rule", DEVICE, "NF"),
    keeper_change_minutes=Value(False, "rule", DEVICE, "NF"),
    organisation_token_lending=Value("with_written_permission", "rule", DEVICE, "NF"),
    personal_token_lending=Value(False, "rule", DEVICE, "NF"),
    device_secrecy=Value("Mật", "degree", DEVICE, "S"),
    password_change_months=Value(None, "month", DEVICE, "NF"),
    report_periods=Value(("year",), "period", MANAGER, "NF"),
    report_due_before=Value(None, "day_of_year", MANAGER, "NF"),
    yearly_plan_by=Value((), "function", MANAGER, "NF"),
    signed_document_kinds=Value((), "kind", MANAGER, "NF"),
    backup_every_months=Value(None, "month", DEVICE, "NF"),
)
