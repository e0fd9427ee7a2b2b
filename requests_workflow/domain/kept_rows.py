"""A row of Mẫu 02 or 03 as typed: its columns with what is kept beside them, what is missing and what looks odd."""

import re
from collections.abc import Mapping
from datetime import date

from requests_workflow.domain.form_rows import cell_gaps, cell_problems
from requests_workflow.domain.individual_rows import RowNote, clean_row
from requests_workflow.domain.network_names import network_name_warning
from requests_workflow.domain.official_email import EmailVerdict, email_verdict
from requests_workflow.regulations.profile import FormColumn, FormRef, Profile

FOUNDING = FormColumn("founding_reference", "Căn cứ thành lập (số, ngày)")
OLD_SERIAL = FormColumn("old_certificate_serial", "Chứng thư cũ (nếu có)", required=False, kind="certificate_serial")
# The codes that Mẫu 02 asks for without "(nếu có)", though not every body has them.
CODES = frozenset({"tax_code", "budget_code"})
KEEPER = "keeper"
TOKEN = "token"  # noqa: S105  a medium, not a secret


def columns_of(*, procedure: str, form: FormRef) -> tuple[FormColumn, ...]:
    """The form's columns in its order, then what is kept beside them: the ground of Điều 10 khoản 2, the old serial."""
    extra = (FOUNDING, OLD_SERIAL) if procedure == "organisation_issue" else (OLD_SERIAL,)
    return (*form.columns, *extra)


def clean_old_serial(text: str) -> str:
    """The serial as the register keeps it: lower-case hex without separators."""
    return clean_row({OLD_SERIAL.key: text})[OLD_SERIAL.key]


def kept_gaps(
    *, procedure: str, cells: Mapping[str, str], form: FormRef, medium: str, has_keeper: bool
) -> tuple[RowNote, ...]:
    """What must be filled in before the row is submitted (NĐ 68/2024 Điều 10 khoản 2, Điều 11 khoản 1)."""
    notes = cell_gaps(cells=cells, form=form)
    if procedure == "organisation_issue" and not cells.get(FOUNDING.key):
        notes += (RowNote(FOUNDING.key, "Nhập số, ngày của quyết định thành lập hoặc văn bản xác nhận của cấp trên."),)
    if medium == TOKEN and not has_keeper:
        notes += (RowNote(KEEPER, "Chọn người giữ thiết bị."),)
    return notes


def kept_problems(*, cells: Mapping[str, str], form: FormRef, profile: Profile, today: date) -> tuple[RowNote, ...]:
    """What is filled in and cannot be; `cells` is what clean_cells gave, with the extra keys."""
    notes = cell_problems(cells=cells, form=form, profile=profile, today=today)
    serial = cells.get(OLD_SERIAL.key, "")
    if serial and not re.fullmatch(r"[0-9a-f]{4,40}", serial):
        text = "Số hiệu chứng thư gồm chữ số và chữ a–f, như in trên chứng thư."
        notes += (RowNote(OLD_SERIAL.key, text),)
    return notes


def kept_warnings(*, cells: Mapping[str, str], form: FormRef, profile: Profile) -> tuple[RowNote, ...]:
    """What is allowed and still deserves a second look."""
    notes = []
    for column in form.columns:
        text = cells.get(column.key, "")
        if column.key in CODES and not text:
            words = column.label.lower()
            notes.append(RowNote(column.key, f"Mẫu hỏi {words}: chỉ để trống khi chưa được cấp mã này."))
        elif column.kind == "email.gov" and email_verdict(email=text, profile=profile) is EmailVerdict.UNUSUAL:
            notes.append(RowNote(column.key, "Tên miền ít gặp: kiểm tra địa chỉ do cơ quan nhà nước cấp."))
        elif column.kind == "network_name" and (said := network_name_warning(text)):
            notes.append(RowNote(column.key, said))
    return tuple(notes)
