"""Rows of any form as typed, read by the kinds of its columns: what is missing and what cannot be.

Mẫu 01 has rules of its own (domain.individual_rows); every other form needs no more than its columns say.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from directory.domain.names import normalise
from directory.domain.provinces import PROVINCES
from requests_workflow.domain.individual_rows import IDENTITY, LABELS, RowNote, clean_row, day_problem, read_date
from requests_workflow.domain.information_changes import service_gaps, service_problems
from requests_workflow.domain.network_names import clean_network_names, network_name_problem
from requests_workflow.domain.official_email import EmailVerdict, email_verdict
from requests_workflow.domain.revocation_reasons import reason_of
from requests_workflow.regulations.profile import FormColumn, FormRef, Profile

LONGEST = 255
TICKS = frozenset({"x", "×", "✓", "có", "1", "true"})
NO_ADDRESS = "Nhập địa chỉ thư điện tử đầy đủ, ví dụ ten@laichau.gov.vn."
SYSTEM_KINDS = ("Thiết bị", "Dịch vụ", "Phần mềm")
# The columns by which a form asks for one service, for the other, or for both (Mẫu 04).
SERVICES = frozenset({"renew", "change"})
_PATTERNS = MappingProxyType(
    {
        "tax_code": (r"[0-9]{10}(-[0-9]{3})?", "Mã số thuế gồm 10 chữ số, hoặc 10 chữ số, dấu gạch và 3 chữ số."),
        "budget_code": (r"[0-9]{7}", "Mã quan hệ ngân sách gồm 7 chữ số."),
        "certificate_serial": (r"[0-9a-f]{4,40}", "Số hiệu chứng thư gồm chữ số và chữ a–f, như in trên chứng thư."),
        "check": (r"x?", "Đánh dấu x hoặc để trống."),
    }
)


def form_keys(form: FormRef) -> tuple[str, ...]:
    """What is stored of a row: the columns, with the printed identity column as its three values."""
    keys: list[str] = []
    for column in form.columns:
        keys += IDENTITY if column.kind == "identity" else (column.key,)
    return tuple(keys)


def clean_cells(*, cells: Mapping[str, str], form: FormRef) -> dict[str, str]:
    """The cells as they are kept, by form_keys: NFC, single spaces, numbers in one spelling; nothing is thrown away."""
    cleaned = {key: normalise(cells.get(key, "")) for key in form_keys(form)}
    as_01 = clean_row({key: cleaned.get(key, "") for key in ("province", *IDENTITY)})
    for column in form.columns:
        key = column.key
        match column.kind:
            case "identity":
                cleaned |= {one: as_01[one] for one in IDENTITY}
            case "email.gov":
                cleaned[key] = clean_row({"official_email": cleaned[key]})["official_email"]
            case "province":
                cleaned[key] = as_01["province"]
            case "certificate_serial":
                cleaned[key] = clean_row({"old_certificate_serial": cleaned[key]})["old_certificate_serial"]
            case "date":
                day = read_date(cleaned[key])
                cleaned[key] = f"{day:%d/%m/%Y}" if day else cleaned[key]
            case "check":
                cleaned[key] = (
                    "x" if cleaned[key].casefold() in ("x", "có", "1", "true", "✓", "✗", "×") else cleaned[key]
                )
            case "network_name":
                cleaned[key] = clean_network_names(cleaned[key])
            case "system_kind":
                found = (one for one in SYSTEM_KINDS if one.casefold() == cleaned[key].casefold())
                cleaned[key] = next(found, cleaned[key])
            case "revocation_reason":
                reason = reason_of(cleaned[key])
                cleaned[key] = reason.label if reason else cleaned[key]
    return cleaned


def cell_gaps(*, cells: Mapping[str, str], form: FormRef) -> tuple[RowNote, ...]:
    """Required cells that are empty, and what a service asked for on Mẫu 04 still lacks."""
    empty = tuple(
        RowNote(key, f"Nhập {_label(column, key)}.")
        for column in form.columns
        if column.required
        for key in (IDENTITY if column.kind == "identity" else (column.key,))
        if not cells.get(key)
    )
    return empty + service_gaps(cells) if _asks_for_services(form) else empty


def cell_problems(*, cells: Mapping[str, str], form: FormRef, profile: Profile, today: date) -> tuple[RowNote, ...]:
    """What is filled in and cannot be; empty cells are not spoken of. `cells` is what clean_cells gave."""
    found = tuple(note for column in form.columns for note in _problems(column, cells, profile, today))
    return found + service_problems(cells) if _asks_for_services(form) else found


def recovery_notes(*, cells: Mapping[str, str], profile: Profile) -> tuple[RowNote, ...]:
    """What a row of Mẫu 06 lacks, and an address that is none; of which domain it is the check list of receipt asks."""
    notes, email = cell_gaps(cells=cells, form=profile.recovery_form), cells.get("subscriber_email", "")
    if email and email_verdict(email=email, profile=profile) is EmailVerdict.MALFORMED:
        return (*notes, RowNote("subscriber_email", NO_ADDRESS))
    return notes


def _asks_for_services(form: FormRef) -> bool:
    return {column.key for column in form.columns} >= SERVICES


def _problems(column: FormColumn, cells: Mapping[str, str], profile: Profile, today: date) -> Iterator[RowNote]:
    key, text = column.key, cells.get(column.key, "")
    if column.kind == "identity":
        yield from _identity(cells, today)
        return
    if not text:
        return
    if len(text) > LONGEST:
        yield RowNote(key, f"Rút gọn ô {column.label.lower()}: nhiều nhất {LONGEST} ký tự.")
    if column.kind in _PATTERNS:
        pattern, words = _PATTERNS[column.kind]
        if not re.fullmatch(pattern, text):
            yield RowNote(key, words)
    elif column.kind == "email.gov":
        yield from _email(key, text, profile)
    elif column.kind == "province" and text not in PROVINCES:
        yield RowNote(key, "Chọn một trong 34 tỉnh, thành phố.")
    elif column.kind == "date":
        yield from _date(key, text, today)
    elif column.kind == "network_name" and (words := network_name_problem(text)):
        yield RowNote(key, words)
    elif column.kind == "system_kind" and text not in SYSTEM_KINDS:
        yield RowNote(key, "Chọn thiết bị, dịch vụ hoặc phần mềm.")
    elif column.kind == "revocation_reason" and reason_of(text) is None:
        yield RowNote(key, "Chọn một lý do của Điều 17.")


def _date(key: str, text: str, today: date) -> Iterator[RowNote]:
    day = read_date(text)
    if day is None:
        yield RowNote(key, day_problem(text=text, wanted="Nhập ngày dạng ngày/tháng/năm, ví dụ 05/08/2026."))
    elif day > today:
        yield RowNote(key, "Ngày này ở tương lai.")


def _identity(cells: Mapping[str, str], today: date) -> Iterator[RowNote]:
    number, issued = cells.get("identity_number", ""), cells.get("identity_issued_on", "")
    if number and not re.fullmatch(r"[0-9]{12}", number):
        yield RowNote("identity_number", "Số định danh cá nhân gồm đúng 12 chữ số.")
    if issued and ((day := read_date(issued)) is None or day > today):
        wanted = "Nhập ngày cấp dạng ngày/tháng/năm, không ở tương lai."
        yield RowNote("identity_issued_on", day_problem(text=issued, wanted=wanted))


def _email(key: str, text: str, profile: Profile) -> Iterator[RowNote]:
    match email_verdict(email=text, profile=profile):
        case EmailVerdict.MALFORMED:
            yield RowNote(key, NO_ADDRESS)
        case EmailVerdict.FREE_MAIL:
            yield RowNote(key, "Dùng thư điện tử công vụ, không dùng hộp thư miễn phí như Gmail, Yahoo.")
        case EmailVerdict.OTHER_DOMAIN:
            allowed = ", ".join(f"@{domain}" for domain in profile.email_domains.value)
            yield RowNote(key, f"Quy chế chỉ chấp nhận thư điện tử {allowed}.")


def _label(column: FormColumn, key: str) -> str:
    return LABELS[key] if column.kind == "identity" else column.label[0].lower() + column.label[1:]
