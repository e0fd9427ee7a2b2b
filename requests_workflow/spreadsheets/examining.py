"""The dry run of a list as far as the file alone tells: read, cleaned, checked, compared within itself."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from requests_workflow.regulations.profile import FormRef, Profile
from requests_workflow.spreadsheets.archive import FileRefused
from requests_workflow.spreadsheets.cells import column_number
from requests_workflow.spreadsheets.checking import FormChecker, column_of
from requests_workflow.spreadsheets.locating import Located, locate
from requests_workflow.spreadsheets.reading import MOST_ROWS, RawRow, RawWorkbook
from requests_workflow.spreadsheets.typed import PROBLEM, WARNING, is_old_encoding, typed

MERGED = "Ô gộp nhiều dòng: chỉ dòng đầu có giá trị. Bỏ gộp ô (Unmerge) rồi điền từng dòng."
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CellNote:
    """Something said of a cell: `column` by position (0 for A), None where the row as a whole is meant."""

    column: int | None
    kind: str
    text: str


@dataclass
class ListRow:
    """One row: `number` as Excel shows it, `shown` its cells as understood, `cells` as they would be kept."""

    number: int
    shown: dict[int, str]
    cells: dict[str, str]
    notes: list[CellNote] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing stands against the row; warnings do not."""
        return all(note.kind != PROBLEM for note in self.notes)

    def note(self, *, column: int | None, kind: str, text: str) -> None:
        """Adds a note; a cell that is wrong already is not told so again for another reason."""
        taken = any(n.column == column and n.kind == PROBLEM for n in self.notes) if column is not None else False
        if not taken:
            self.notes.append(CellNote(column, kind, text))


@dataclass(frozen=True)
class Examined:
    """`notes` are sentences about the file as a whole."""

    located: Located
    rows: list[ListRow]
    notes: tuple[str, ...]

    def position(self, key: str) -> int | None:
        """Column of a key, where the sheet has it."""
        return column_of(self.located.columns, key)


def examine(
    *,
    data: bytes,
    form: FormRef,
    profile: Profile,
    today: date,
    identity: Callable[[Mapping[str, str]], str],
    filled_in: frozenset[str] = frozenset(),
    progress: Progress | None = None,
) -> Examined:
    """Reads and checks the list of one form.

    `identity` names whom or what a row is about ("" for nobody yet): the same twice is a mistake. `filled_in` are
    columns that the registers fill when left empty. `progress(done, total)` is called every few hundred rows.
    Raises FileRefused for a file that cannot be read as such a list.
    """
    located = locate(workbook=RawWorkbook(data), form=form, profile_code=profile.code)
    checker = FormChecker(form=form, profile=profile, today=today, filled_in=filled_in)
    raw = [row for row in located.rows if _has_something(row, located)]
    if raw and all(re.fullmatch(r"\(?\d{0,2}\)?", cell.text) for cell in raw[0].cells.values()):
        # The line that numbers the columns, as the form prints it.
        raw = raw[1:]
    if not raw:
        raise FileRefused(f"Trang “{located.sheet.name}” chưa có dòng nào dưới tiêu đề. Nhập danh sách rồi tải lên.")
    if len(raw) > MOST_ROWS:
        raise FileRefused(f"Trang “{located.sheet.name}” có hơn {MOST_ROWS} dòng. Chia thành nhiều tệp.")
    merged = _merged_rows(located)
    rows: list[ListRow] = []
    seen: dict[str, int] = {}
    for index, one in enumerate(raw):
        row = _row(one, located, checker, merged)
        rows.append(row)
        who = identity(row.cells)
        if who and who in seen:
            row.note(column=None, kind=PROBLEM, text=f"Trùng với dòng {seen[who]}. Xóa một trong hai dòng.")
        seen.setdefault(who, row.number)
        if progress is not None and index % 250 == 249:
            progress(index + 1, len(raw))
    return Examined(located, rows, located.notes)


def _has_something(row: RawRow, located: Located) -> bool:
    return any(position in located.columns and cell.text.strip() for position, cell in row.cells.items())


def _row(raw: RawRow, located: Located, checker: FormChecker, merged: Mapping[int, frozenset[int]]) -> ListRow:
    old = is_old_encoding(raw.cells.values())
    shown: dict[int, str] = {}
    values: dict[str, str] = {}
    row = ListRow(raw.number, shown, {})
    for position, cell in raw.cells.items():
        column = located.columns.get(position)
        if column is None:
            shown[position] = cell.text
            continue
        read = typed(cell, kind=column.kind, key=column.key, old_encoding=old)
        shown[position] = values[column.key] = read.text
        if read.kind:
            row.note(column=position, kind=read.kind, text=read.note)
    for position in sorted(merged.get(raw.number, frozenset())):
        row.note(column=position, kind=PROBLEM, text=MERGED)
    checked = checker.check(values)
    row.cells = checked.cells
    for kind, notes in ((PROBLEM, checked.problems), (WARNING, checked.warnings)):
        for note in notes:
            row.note(column=column_of(located.columns, note.key), kind=kind, text=note.text)
    return row


def _merged_rows(located: Located) -> dict[int, frozenset[int]]:
    """Rows that a merged range of the list reaches over, with its columns; the row of its value is among them."""
    found: dict[int, frozenset[int]] = {}
    numbers = [row.number for row in located.rows]
    for reference in located.sheet.merged:
        parts = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})", reference)
        if parts is None or parts[2] == parts[4]:
            continue
        first, last = column_number(parts[1]) or 0, column_number(parts[3]) or 0
        columns = frozenset(position for position in located.columns if first <= position <= last)
        for number in numbers:
            if columns and int(parts[2]) <= number <= int(parts[4]):
                found[number] = found.get(number, frozenset()) | columns
    return found
