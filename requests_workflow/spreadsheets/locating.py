"""Finds the list in an uploaded workbook: which sheet, under which headings, of which form and version."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from directory.domain.names import fold
from requests_workflow.regulations.profile import FormRef
from requests_workflow.spreadsheets.archive import FileRefused
from requests_workflow.spreadsheets.cells import column_letters
from requests_workflow.spreadsheets.columns import SheetColumn, sheet_columns
from requests_workflow.spreadsheets.reading import MOST_MERGED, ROOM_ABOVE, RawRow, RawSheet, RawWorkbook

LIST_SHEET = "Danh sách"
GUIDE_SHEET = "Hướng dẫn"
MARK_SHEET = "_mau"
# Raised when the columns change in a way that a filled template no longer fits.
VERSION = 1
ORDINAL, ERRORS = "STT", "Lỗi"
MARK_BROKEN = "Trang đánh dấu mẫu đã bị sửa; đã đọc theo tiêu đề các cột."
# Fewer headings than this are no list of the form.
FEWEST_HEADINGS = 2


@dataclass(frozen=True)
class Located:
    """The list: `columns` by position, `headings` as they stand in the row numbered `head`, `rows` those below."""

    sheet: RawSheet
    columns: dict[int, SheetColumn]
    headings: dict[int, str]
    head: int
    rows: Sequence[RawRow]
    notes: tuple[str, ...]


def mark_of(*, mau: str, profile_code: str) -> str:
    """What the hidden sheet of a template holds in its first cell."""
    return json.dumps({"mau": mau, "phien_ban": VERSION, "quy_che": profile_code}, ensure_ascii=False)


def locate(*, workbook: RawWorkbook, form: FormRef, profile_code: str) -> Located:
    """The list of this form. Raises FileRefused for another form, another version, or no such list."""
    notes = list(_check_mark(workbook, form=form, profile_code=profile_code))
    columns = sheet_columns(form)
    found: list[tuple[RawSheet, int, dict[int, SheetColumn]]] = []
    names = sorted((n for n in workbook.names() if n not in (MARK_SHEET, GUIDE_SHEET)), key=lambda n: n != LIST_SHEET)
    for name in names:
        sheet = workbook.sheet(name)
        if (head := _headings(sheet, columns)) is not None:
            found.append((sheet, *head))
            if name == LIST_SHEET:
                break
    if not found:
        raise FileRefused(
            f"Không thấy bảng của Mẫu số {form.mau} trong tệp: không trang nào có dòng tiêu đề các cột của mẫu. "
            "Tải mẫu nhập, chép danh sách vào rồi tải lên."
        )
    if len(found) > 1:
        names_found = ", ".join(f"“{sheet.name}”" for sheet, _, _ in found)
        raise FileRefused(f"Nhiều trang có bảng của mẫu ({names_found}). Chỉ để lại một trang rồi tải lên.")
    sheet, at, mapped = found[0]
    if len(sheet.merged) > MOST_MERGED:
        raise FileRefused(f"Trang “{sheet.name}” có hơn {MOST_MERGED} ô gộp. Bỏ gộp ô (Unmerge) rồi tải lên lại.")
    missing = [one.heading for one in columns if one.required and one not in mapped.values()]
    if missing:
        raise FileRefused(f"Trang “{sheet.name}” thiếu cột bắt buộc: {', '.join(missing)}. Tải mẫu nhập để có đủ cột.")
    if sheet.name != LIST_SHEET:
        notes.append(f"Đã đọc trang “{sheet.name}” vì tệp không có bảng ở trang “{LIST_SHEET}”.")
    headings = {column: cell.text for column, cell in sheet.rows[at].cells.items()}
    rows = sheet.rows[at + 1 :]
    notes += _remarks(sheet, rows=rows, mapped=mapped, headings=headings)
    if workbook.has_external_links:
        notes.append("Tệp có liên kết đến tệp khác; hệ thống không mở liên kết.")
    return Located(sheet, mapped, headings, sheet.rows[at].number, rows, tuple(notes))


def _check_mark(workbook: RawWorkbook, *, form: FormRef, profile_code: str) -> list[str]:
    if MARK_SHEET not in workbook.names():
        return ["Tệp không lập từ mẫu nhập của hệ thống; đã đọc theo tiêu đề các cột."]
    cells = [cell.text for row in workbook.sheet(MARK_SHEET).rows[:1] for cell in row.cells.values()]
    try:
        mark = json.loads(cells[0])
        mau, version, code = str(mark["mau"]), int(mark["phien_ban"]), str(mark["quy_che"])
    except (IndexError, KeyError, TypeError, ValueError, OverflowError, RecursionError):
        return [MARK_BROKEN]
    if not mau.isdecimal():
        return [MARK_BROKEN]
    if mau != form.mau:
        raise FileRefused(
            f"Đây là mẫu nhập của Mẫu số {mau[:8]}, không phải Mẫu số {form.mau}. Chọn đúng mẫu rồi tải lên."
        )
    if version != VERSION:
        raise FileRefused("Tệp lập từ phiên bản khác của mẫu nhập. Tải mẫu nhập mới, chép danh sách sang rồi tải lên.")
    return (
        []
        if code == profile_code
        else ["Mẫu nhập được tải khi áp dụng quy chế khác; đã kiểm tra theo quy chế hiện hành."]
    )


def heading_key(text: str) -> str:
    """Headings compare without marks, capitals, punctuation and the sign of a required column."""
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()


def _headings(sheet: RawSheet, columns: Sequence[SheetColumn]) -> tuple[int, dict[int, SheetColumn]] | None:
    """(index of the row of headings, columns by position) of the row among the first that knows most columns."""
    by_key = {heading_key(one.heading): one for one in columns}
    best: tuple[int, dict[int, SheetColumn]] | None = None
    for index, row in enumerate(sheet.rows[:ROOM_ABOVE]):
        mapped: dict[int, SheetColumn] = {}
        for position, cell in row.cells.items():
            column = by_key.get(heading_key(cell.text))
            if column is not None and column not in mapped.values():
                mapped[position] = column
        if len(mapped) >= FEWEST_HEADINGS and (best is None or len(mapped) > len(best[1])):
            best = (index, mapped)
    return best


def _remarks(
    sheet: RawSheet, *, rows: Sequence[RawRow], mapped: dict[int, SheetColumn], headings: dict[int, str]
) -> list[str]:
    """What the reader should know about the file as a whole."""
    said = []
    if sheet.hidden:
        said.append(f"Trang “{sheet.name}” đang ẩn; vẫn được đọc.")
    hidden = [row.number for row in rows if row.hidden]
    if hidden:
        some = ", ".join(str(one) for one in hidden[:10])
        said.append(f"{len(hidden)} dòng đang ẩn vẫn được đọc: {some}{'…' if len(hidden) > 10 else ''}.")
    columns = [column_letters(one) for one in sorted(sheet.hidden_columns) if one in mapped]
    if columns:
        said.append(f"Cột đang ẩn vẫn được đọc: {', '.join(columns)}.")
    known = {heading_key(ORDINAL), heading_key(ERRORS)}
    extra = [
        f"{column_letters(at)} “{text[:40]}”"
        for at, text in sorted(headings.items())
        if at not in mapped and heading_key(text) not in known
    ]
    if extra:
        said.append(f"Cột không thuộc mẫu nên không nhập: {', '.join(extra[:10])}.")
    if sheet.beyond:
        said.append(f"{sheet.beyond} ô ở quá xa bên phải bảng nên không đọc.")
    return said
