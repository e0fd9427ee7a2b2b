"""Lists as a clerk fills them in: a template of the product with rows typed into it, or a workbook of one's own."""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook

from directory.models import Agency, User
from requests_workflow.models import Import
from requests_workflow.regulations.profile import FormRef, Profile
from requests_workflow.regulations.registry import profile_for
from requests_workflow.services.import_kinds import IMPORT_KINDS
from requests_workflow.services.import_runs import run_import
from requests_workflow.services.imports import receive
from requests_workflow.spreadsheets.columns import sheet_columns
from requests_workflow.spreadsheets.examining import Examined, examine
from requests_workflow.spreadsheets.writing import template

TODAY = date(2026, 11, 19)
PROFILE: Profile = profile_for(overlay=None, on=TODAY)


def form_of(procedure: str) -> FormRef:
    return IMPORT_KINDS[procedure].form(PROFILE)


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def filled(
    procedure: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    change: Callable[[Workbook], object] | None = None,
) -> bytes:
    """The template with these rows, cells by key; `change` does to the workbook what a clerk may do."""
    form = form_of(procedure)
    book = load_workbook(io.BytesIO(template(form=form, profile_code=PROFILE.code)))
    sheet = book.worksheets[0]
    columns = [one.key for one in sheet_columns(form)]
    for number, row in enumerate(rows, start=first_row(procedure)):
        for key, value in row.items():
            sheet.cell(row=number, column=columns.index(key) + 2, value=value)
    if change is not None:
        change(book)
    return saved(book)


def first_row(procedure: str) -> int:
    """Number of the first row under the headings of a template."""
    return 4 if any(one.group for one in sheet_columns(form_of(procedure))) else 3


def examined(data: bytes, procedure: str = "individual_issue") -> Examined:
    kind = IMPORT_KINDS[procedure]
    return examine(
        data=data,
        form=kind.form(PROFILE),
        profile=PROFILE,
        today=TODAY,
        identity=kind.identity,
        filled_in=kind.filled_in,
    )


def person(number: int, **values: str) -> dict[str, str]:
    """A row of Mẫu 01 with which nothing is wrong; each number is another person."""
    return {
        "full_name": "Lò Thị Mẩy",
        "birth_date": "05/08/1985",
        "identity_number": f"012185{number:06d}",
        "identity_issued_on": "01/02/2021",
        "identity_issued_by": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        "official_email": f"may{number}@laichau.gov.vn",
        "workplace": "UBND xã Nà Cang",
        "province": "Lai Châu",
        "position": "Chuyên viên",
        "phone": f"0912{number:06d}",
    } | values


def texts(rows: Examined, number: int) -> list[str]:
    """What is said of the row with this number."""
    return [note.text for row in rows.rows if row.number == number for note in row.notes]


def checked_list(agency: Agency, *, by: User, now: datetime) -> Import:
    """An uploaded list of Mẫu 06 with one device that no register knows, after its dry run."""
    data = filled("token_recovery", [{"token_serial": "KHONG-CO-01"}])
    one, _ = receive(procedure="token_recovery", agency=agency, data=data, file_name="ds.xlsx", by=by, now=now)
    run_import(str(one.public_id), now=now)
    one.refresh_from_db()
    return one
