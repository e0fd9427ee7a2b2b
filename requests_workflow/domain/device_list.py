"""A pasted list of devices ("serial [tab] whose it is") matched to the rows that wait; exact, nothing guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from directory.domain.names import normalise


@dataclass(frozen=True, kw_only=True)
class WaitingRow:
    """A row by what a list may call it; `key` is the caller's own."""

    key: str
    full_name: str
    official_email: str = ""
    certificate_serial: str = ""


@dataclass(frozen=True)
class Unmatched:
    """A line that fills no row: its number in the text, the line, and why."""

    line: int
    text: str
    why: str


def match_devices(*, text: str, rows: Iterable[WaitingRow]) -> tuple[dict[str, str], list[Unmatched]]:
    """({row key: serial as typed}, lines that fill no row).

    A line is a serial, a tab (or ";") and the row's full name, official e-mail or certificate serial, in either order;
    case and spaces do not matter, nothing else is forgiven. Two rows of one name, and two serials for one row, are left
    to the person.
    """
    known = list(rows)
    found: dict[str, tuple[int, str, str]] = {}
    unmatched: list[Unmatched] = []
    twice: set[str] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        shown = normalise(line)
        serial, name = _cells(line)
        if not serial or not name:
            unmatched.append(Unmatched(number, shown, "mỗi dòng gồm số hiệu thiết bị, dấu tab, rồi tên hoặc mã"))
            continue
        keys = [row.key for row in known if _key(name) in _names(row)]
        if not keys and (swapped := [row.key for row in known if _key(serial) in _names(row)]):
            # The list has whose it is first: as sure as the other way round.
            keys, serial = swapped, name
        if len(keys) != 1:
            why = (
                "nhiều dòng cùng tên, ghi thư điện tử hoặc số hiệu chứng thư" if keys else "không có dòng nào đang chờ"
            )
            unmatched.append(Unmatched(number, shown, why))
            continue
        (key,) = keys
        if key in found and _key(found[key][1]) != _key(serial):
            twice.add(key)
            unmatched.append(Unmatched(number, shown, f"dòng {found[key][0]} ghi số hiệu khác cho cùng người"))
            continue
        found.setdefault(key, (number, serial, shown))
    for key in twice:
        number, _, shown = found.pop(key)
        unmatched.append(Unmatched(number, shown, "có dòng khác ghi số hiệu khác cho cùng người"))
    return {key: serial for key, (_, serial, _) in found.items()}, sorted(unmatched, key=lambda one: one.line)


def _cells(line: str) -> tuple[str, str]:
    """(serial, who) of one line; blank where the line has not these two cells."""
    parts: Sequence[str] = line.split("\t") if "\t" in line else line.split(";")
    cells = [cell for part in parts if (cell := normalise(part))]
    return (cells[0], cells[1]) if len(cells) == 2 else ("", "")


def _names(row: WaitingRow) -> set[str]:
    return {_key(one) for one in (row.full_name, row.official_email, row.certificate_serial)} - {""}


def _key(text: str) -> str:
    return normalise(text).replace(" ", "").casefold()
