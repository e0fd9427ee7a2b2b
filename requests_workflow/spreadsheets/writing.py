"""Writes lists as .xlsx: an empty template of a form, or an uploaded list with what is wrong beside each cell.

Every cell is text, also where it looks like a formula, so that Excel neither computes nor changes anything.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from requests_workflow.regulations.profile import FormRef
from requests_workflow.spreadsheets.cells import column_letters
from requests_workflow.spreadsheets.columns import SheetColumn, sheet_columns
from requests_workflow.spreadsheets.examining import CellNote, Examined, ListRow
from requests_workflow.spreadsheets.kinds import kind_named
from requests_workflow.spreadsheets.locating import (
    ERRORS,
    GUIDE_SHEET,
    LIST_SHEET,
    MARK_SHEET,
    ORDINAL,
    heading_key,
    mark_of,
)
from requests_workflow.spreadsheets.reading import MOST_ROWS
from requests_workflow.spreadsheets.typed import PROBLEM, clean_text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AUTHOR = "Chứng thư số công vụ"
AS_TEXT = "@"
_THIN = Side(style="thin", color="808080")
_EDGE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_OPTIONAL_HEAD = PatternFill("solid", fgColor="F2F2F2")
_WRONG = PatternFill("solid", fgColor="F8B4B4")
_ODD = PatternFill("solid", fgColor="FFF2B3")
_WRAPPED = Alignment(wrap_text=True, vertical="center", horizontal="center")
_TOP = Alignment(wrap_text=True, vertical="top")
_ERRORS_WIDTH = 60
GUIDE = (
    "Nhập mỗi dòng một đề nghị ở trang “Danh sách”, ngay dưới dòng tiêu đề; không đổi tên cột.",
    "Ô có mũi tên thì chọn trong danh sách. Tiêu đề có ghi chú cách nhập: đưa chuột vào ô tiêu đề.",
    "Các ô đã đặt dạng chữ: số định danh, số điện thoại, số hiệu giữ số 0 ở đầu. Chép từ tệp khác thì dán giá trị.",
    "Không dùng công thức, không gộp ô. Hệ thống không tính công thức.",
    f"Một tệp có nhiều nhất {MOST_ROWS} dòng; mỗi 500 dòng thành một hồ sơ.",
    "Tải tệp lên ở mục Nhập từ Excel. Hệ thống kiểm tra trước, chưa lập hồ sơ nào khi bạn chưa đồng ý.",
    "Không đưa nội dung bí mật nhà nước, mật khẩu, mã PIN vào tệp này.",
)


@dataclass(frozen=True)
class _Layout:
    """Where headings and rows of a list stand: columns by position, number of the row of headings."""

    columns: Mapping[int, SheetColumn]
    headings: Mapping[int, str]
    head: int


def template(*, form: FormRef, profile_code: str, filled_in: frozenset[str] = frozenset()) -> bytes:
    """The empty list of a form; `filled_in` are columns that may stay empty because the registers know them."""
    columns = sheet_columns(form)
    layout = _Layout(dict(enumerate(columns, start=1)), {0: ORDINAL}, 3 if any(c.group for c in columns) else 2)
    book = _book(form=form, profile_code=profile_code, layout=layout, filled_in=filled_in)
    return _bytes(book)


def with_errors(
    *, form: FormRef, profile_code: str, examined: Examined, filled_in: frozenset[str] = frozenset()
) -> bytes:
    """The uploaded list, row for row and column for column, with what is said beside the cells and at the end."""
    located = examined.located
    layout = _Layout(located.columns, located.headings, located.head)
    book = _book(form=form, profile_code=profile_code, layout=layout, filled_in=filled_in)
    sheet = book[LIST_SHEET]
    at = next((p for p, text in located.headings.items() if heading_key(text) == heading_key(ERRORS)), None)
    errors = at if at is not None else max((*located.headings, *located.columns)) + 1
    _heading(sheet, row=layout.head, position=errors, text=ERRORS, fill=_WRONG)
    sheet.column_dimensions[column_letters(errors)].width = _ERRORS_WIDTH
    for row in examined.rows:
        _list_row(sheet, row, errors=errors)
    return _bytes(book)


def _book(*, form: FormRef, profile_code: str, layout: _Layout, filled_in: frozenset[str]) -> Workbook:
    book = Workbook()
    book.properties.creator = AUTHOR
    book.properties.title = f"Mẫu số {form.mau}"
    sheet = book.active
    sheet.title = LIST_SHEET
    mark = book.create_sheet(MARK_SHEET)
    _put(mark, row=1, position=0, text=mark_of(mau=form.mau, profile_code=profile_code))
    if layout.head > 1:
        _put(sheet, row=1, position=0, text=f"Mẫu số {form.mau} – {form.title}").font = Font(bold=True, size=13)
    for position, text in layout.headings.items():
        if position not in layout.columns:
            _heading(sheet, row=layout.head, position=position, text=text, fill=_OPTIONAL_HEAD)
            sheet.column_dimensions[column_letters(position)].width = 8 if text == ORDINAL else 20
    last_group = ""
    for number, (position, column) in enumerate(sorted(layout.columns.items())):
        required = column.required and column.key not in filled_in
        _column(sheet, mark, layout=layout, position=position, column=column, required=required, number=number)
        if column.group and column.group != last_group and layout.head > 2:
            _heading(sheet, row=layout.head - 1, position=position, text=column.group, fill=_OPTIONAL_HEAD)
        last_group = column.group
    sheet.row_dimensions[layout.head].height = 48
    sheet.freeze_panes = sheet.cell(row=layout.head + 1, column=1)
    mark.sheet_state = "hidden"
    _guide(book, form=form, columns=list(layout.columns.values()), filled_in=filled_in)
    return book


def _column(
    sheet: Worksheet,
    mark: Worksheet,
    *,
    layout: _Layout,
    position: int,
    column: SheetColumn,
    required: bool,
    number: int,
) -> None:
    """Heading with its note, text format for the whole column, and the list to choose from."""
    kind, letters = kind_named(column.kind), column_letters(position)
    text = layout.headings.get(position, column.heading)
    cell = _heading(sheet, row=layout.head, position=position, text=text, fill=_HEAD if required else _OPTIONAL_HEAD)
    cell.comment = _comment(f"{'Bắt buộc' if required else 'Không bắt buộc'}. {kind.help}")
    sheet.column_dimensions[letters].width = kind.width
    sheet.column_dimensions[letters].number_format = AS_TEXT
    if not kind.choices:
        return
    for index, choice in enumerate(kind.choices, start=2):
        _put(mark, row=index, position=number + 1, text=choice)
    listed = column_letters(number + 1)
    choose = DataValidation(
        type="list",
        formula1=f"'{MARK_SHEET}'!${listed}$2:${listed}${len(kind.choices) + 1}",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Không có trong danh sách",
        error=kind.help[:200],
    )
    choose.add(f"{letters}{layout.head + 1}:{letters}{layout.head + MOST_ROWS}")
    sheet.add_data_validation(choose)


def _list_row(sheet: Worksheet, row: ListRow, *, errors: int) -> None:
    for position, text in row.shown.items():
        if position != errors:
            _put(sheet, row=row.number, position=position, text=text)
    said: dict[int, list[CellNote]] = {}
    for note in row.notes:
        if note.column is not None:
            said.setdefault(note.column, []).append(note)
    for position, notes in said.items():
        cell = sheet.cell(row=row.number, column=position + 1)
        cell.fill = _WRONG if any(n.kind == PROBLEM for n in notes) else _ODD
        cell.comment = _comment("\n".join(note.text for note in notes))
    if row.notes:
        words = [f"{_where(note)}{'' if note.kind == PROBLEM else 'Lưu ý: '}{note.text}" for note in row.notes]
        _put(sheet, row=row.number, position=errors, text="\n".join(words)).alignment = _TOP


def _where(note: CellNote) -> str:
    return f"Cột {column_letters(note.column)}: " if note.column is not None else ""


def _guide(book: Workbook, *, form: FormRef, columns: Sequence[SheetColumn], filled_in: frozenset[str]) -> None:
    sheet = book.create_sheet(GUIDE_SHEET)
    _put(sheet, row=1, position=0, text=f"Cách nhập danh sách Mẫu số {form.mau}").font = Font(bold=True, size=13)
    for index, text in enumerate(GUIDE, start=2):
        _put(sheet, row=index, position=0, text=f"{index - 1}. {text}")
    at = len(GUIDE) + 3
    for position, text in enumerate(("Cột", "Bắt buộc", "Cách nhập")):
        _heading(sheet, row=at, position=position, text=text, fill=_HEAD)
    for index, column in enumerate(columns, start=at + 1):
        need = "Có" if column.required else "Không"
        if column.required and column.key in filled_in:
            need = "Không: trống thì lấy từ sổ"
        for position, text in enumerate((column.heading, need, kind_named(column.kind).help)):
            _put(sheet, row=index, position=position, text=text).alignment = _TOP
    for letters, width in (("A", 44), ("B", 26), ("C", 70)):
        sheet.column_dimensions[letters].width = width


def _heading(sheet: Worksheet, *, row: int, position: int, text: str, fill: PatternFill):  # type: ignore[no-untyped-def]
    cell = _put(sheet, row=row, position=position, text=text)
    cell.font, cell.fill, cell.border, cell.alignment = Font(bold=True), fill, _EDGE, _WRAPPED
    return cell


def _put(sheet: Worksheet, *, row: int, position: int, text: str):  # type: ignore[no-untyped-def]
    """Text as text: what begins like a formula is marked as text twice, by its type and by Excel's own mark."""
    cell = sheet.cell(row=row, column=position + 1)
    cell.value = clean_text(text) if "\n" not in text else "\n".join(clean_text(line) for line in text.split("\n"))
    cell.data_type = "s"
    cell.number_format = AS_TEXT
    if text.lstrip().startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True
    return cell


def _comment(text: str) -> Comment:
    comment = Comment(text, AUTHOR)
    comment.width, comment.height = 320, 110
    return comment


def _bytes(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
