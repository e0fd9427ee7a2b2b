"""A year of the calendar from a list: ngày, loại, lý do, căn cứ, tạm tính. Each line says what it would change."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from directory.domain.names import fold, normalise
from requests_workflow.domain.calendar import DayRule
from requests_workflow.domain.calendar_changes import OFF, WORK, DayProposal, changes_anything, faults_of

ADD, CHANGE, UNCHANGED, WAITING, ERROR = "add", "change", "unchanged", "waiting", "error"
COLUMNS = ("date", "kind", "reason", "legal_ref", "provisional")
# A calendar of all days of a year is no list of exceptions.
MOST_LINES = 400
MOST_CHARS = 200_000

_HEADINGS = (
    (r"ngay.*", "date"),
    (r"loai.*", "kind"),
    (r"ly do.*|noi dung.*|ten.*", "reason"),
    (r"can cu.*|van ban.*", "legal_ref"),
    (r"tam tinh.*", "provisional"),
    (r"|stt|so tt|tt|thu", ""),
)
_KINDS = {"nghi": OFF, "ngay nghi": OFF, "off": OFF, "lam bu": WORK, "ngay lam bu": WORK, "work": WORK}
_YES = {"x", "co", "tam tinh", "1", "true", "yes"}
_NO = {"", "khong", "0", "false", "no", "chinh thuc"}
_DATE_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S")


@dataclass(frozen=True, kw_only=True)
class ImportLine:
    """One line of a list: `outcome` is "add", "change", "unchanged", "waiting" (proposed already) or "error" (`notes`).

    `number` counts the lines of the list from 1; `cells` are as typed; `before` is the rule that the day has now.
    """

    number: int
    cells: tuple[str, ...]
    outcome: str
    proposal: DayProposal | None = None
    before: DayRule | None = None
    notes: tuple[str, ...] = ()


class UnreadableList(ValueError):
    """The list as a whole cannot be read; the message is a Vietnamese sentence for the person who sent it."""


def split_list(text: str) -> list[tuple[int, list[str]]]:
    """(line number, cells) of a list with commas, semicolons or tabs, empty lines left out. Raises UnreadableList."""
    if len(text) > MOST_CHARS:
        raise UnreadableList("Danh sách dài quá; mỗi lần nhập lịch của một năm.")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise UnreadableList("Đây không phải danh sách dạng văn bản. Lưu bảng thành tệp CSV (UTF-8) rồi nhập lại.")
    first = text.lstrip("\n").partition("\n")[0]
    separator = max("\t;,", key=lambda one: (first.count(one) > 0, one == "\t", first.count(one)))
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        lines = [(reader.line_num, [normalise(cell) for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise UnreadableList("Không đọc được danh sách: có dấu ngoặc kép hoặc ô không đúng.") from error
    return [(number, cells) for number, cells in lines if any(cells)]


def plan_import(
    lines: Iterable[tuple[int, Sequence[str]]],
    *,
    days: Mapping[date, DayRule],
    waiting: Mapping[date, DayRule | None],
) -> list[ImportLine]:
    """What each line would change. `days` are the calendar's rules, `waiting` what is proposed for a day already.

    The first line may name the columns, in any order; without it they stand in the order of COLUMNS. Nothing is ever
    removed by a list: a day that it does not name stays as it is. Raises UnreadableList for an empty or endless list.
    """
    found = list(lines)
    columns = _columns(found[0][1]) if found else None
    if columns is not None:
        found = found[1:]
    if not found:
        raise UnreadableList("Danh sách không có dòng nào.")
    if len(found) > MOST_LINES:
        raise UnreadableList(f"Danh sách có hơn {MOST_LINES} dòng. Chỉ ghi ngày nghỉ và ngày làm bù của một năm.")
    seen: dict[date, int] = {}
    planned = []
    for number, cells in found:
        line = _planned(number, cells, columns or COLUMNS, days=days, waiting=waiting)
        if line.proposal is not None and (earlier := seen.setdefault(line.proposal.date, number)) != number:
            line = _error(number, cells, [f"Ngày này đã có ở dòng {earlier}."])
        planned.append(line)
    return planned


def _planned(
    number: int,
    cells: Sequence[str],
    columns: Sequence[str],
    *,
    days: Mapping[date, DayRule],
    waiting: Mapping[date, DayRule | None],
) -> ImportLine:
    read = _read(cells, columns)
    if isinstance(read, list):
        return _error(number, cells, read)
    if faults := [sentence for _, sentence in faults_of(read)]:
        return _error(number, cells, faults)
    before = days.get(read.date)
    if not changes_anything(read, days):
        outcome = UNCHANGED
    elif read.date in waiting:
        if waiting[read.date] != read.rule:
            return _error(number, cells, ["Ngày này đang có một đề nghị khác chờ duyệt; duyệt xong rồi nhập lại."])
        outcome = WAITING
    else:
        outcome = ADD if before is None else CHANGE
    return ImportLine(number=number, cells=tuple(cells), outcome=outcome, proposal=read, before=before)


def _read(cells: Sequence[str], columns: Sequence[str]) -> DayProposal | list[str]:
    """The proposal of a line, or what cannot be read in it."""
    extra = [cell for cell in cells[len(columns) :] if cell]
    if extra:
        return ["Thừa ô. Ô có dấu phân cách bên trong phải đặt trong dấu ngoặc kép."]
    row = dict.fromkeys(COLUMNS, "") | {key: cell for key, cell in zip(columns, cells, strict=False) if key}
    day, kind, provisional = _date(row["date"]), _KINDS.get(fold(row["kind"])), _flag(row["provisional"])
    notes = []
    if day is None:
        notes.append(f"Ngày “{row['date'][:40]}” không đọc được. Ghi ngày/tháng/năm, ví dụ 02/09/2027.")
    if kind is None:
        notes.append(f"Loại “{row['kind'][:40]}” không có. Ghi “nghỉ” hoặc “làm bù”.")
    if provisional is None:
        notes.append(f"Tạm tính “{row['provisional'][:40]}” không rõ. Ghi “x” nếu chưa có văn bản, hoặc để trống.")
    if day is None or kind is None or provisional is None:
        return notes
    return DayProposal(date=day, kind=kind, reason=row["reason"], legal_ref=row["legal_ref"], provisional=provisional)


def _columns(cells: Sequence[str]) -> list[str] | None:
    """Columns by their headings; None for a line that is no row of headings."""
    found = []
    for cell in cells:
        folded = re.sub(r"[^a-z ]", " ", fold(cell)).strip()
        found.append(next((key for words, key in _HEADINGS if re.fullmatch(words, folded)), None))
    named = [key for key in found if key]
    if {"date", "kind"} <= set(named) and len(named) == len(set(named)):
        return [key or "" for key in found]
    return None


def _error(number: int, cells: Sequence[str], notes: Sequence[str]) -> ImportLine:
    return ImportLine(number=number, cells=tuple(cells), outcome=ERROR, notes=tuple(notes))


def _date(text: str) -> date | None:
    for pattern in _DATE_FORMATS:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def _flag(text: str) -> bool | None:
    folded = fold(text)
    return True if folded in _YES else False if folded in _NO else None
