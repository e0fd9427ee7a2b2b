"""Rows of Mẫu 01 read from text copied out of Excel, or out of the list DANH_SACH_TONG_HOP that a tool in use exports.

The eleven columns of the form (the first is the ordinal), the twelve columns of the grid, and any order under a row of
headings are understood. Nothing that was pasted is thrown away in silence: what has no column is counted.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directory.domain.names import fold, normalise
from requests_workflow.domain.individual_rows import KEYS, read_date

IDENTITY = "identity"
# Mẫu 01 after the ordinal: number, day and place of the identity card stand in one column.
FORM_ORDER = (
    "full_name",
    "birth_date",
    IDENTITY,
    "official_email",
    "workplace",
    "province",
    "position",
    "phone",
    "old_certificate_serial",
    "sim_pki",
)
# Where the address stands tells the form's order from the grid's.
EMAIL_IN_FORM, EMAIL_IN_GRID = FORM_ORDER.index("official_email"), KEYS.index("official_email")
ORDINAL = re.compile(r"\d{0,4}\.?")
CARD_NUMBER = re.compile(r"(?<!\d)(?:\d{9,12}|\d(?:[ .]?\d){11})(?!\d)")
DAY = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)")
LABELS_IN_CARD = re.compile(r"(?i)\b(?:số\s+)?(?:cccd|cmnd)\b|\bngày cấp\b|\bcấp ngày\b|\bnơi cấp\b")
# Folded words of a heading, the first that fits wins.
HEADINGS = (
    (r"(so )?(tt|thu tu)|stt", ""),
    (r".*\bsim\b.*", "sim_pki"),
    (r".*(dinh danh|cccd|cmnd|can cuoc|ho chieu).*\bcap\b.*", IDENTITY),
    (r".*(dinh danh|cccd|cmnd|can cuoc|ho chieu).*", "identity_number"),
    (r".*so hieu.*", "old_certificate_serial"),
    (r".*\bsinh\b.*", "birth_date"),
    (r".*ngay cap.*", "identity_issued_on"),
    (r".*noi cap.*", "identity_issued_by"),
    (r".*(thu dien tu|e-?mail).*", "official_email"),
    (r".*(dien thoai|di dong|\bsdt\b).*", "phone"),
    (r"ho (va |, ?)?ten.*", "full_name"),
    (r".*chuc (vu|danh).*", "position"),
    (r".*(co quan|to chuc|don vi).*", "workplace"),
    (r"tinh\b.*", "province"),
)
FEWEST_HEADINGS = 3
# No cell of the form is longer.
MOST_IN_CELL = 300


@dataclass(frozen=True)
class Pasted:
    """`rows` have all of KEYS; `left_over` counts cells without a column, `zeros` numbers given back a leading 0."""

    rows: tuple[dict[str, str], ...]
    left_over: int = 0
    zeros: int = 0


def read_pasted(text: str) -> Pasted:
    """The rows of pasted text, empty lines left out; never raises. Cells are NFC with single spaces, and cut off."""
    lines = [[normalise(normalise(cell)[:MOST_IN_CELL]) for cell in line] for line in split_cells(text)]
    lines = [line for line in lines if any(line)]
    columns: Sequence[str] | None = None
    if lines and (columns := _headings(lines[0])) is not None:
        lines = lines[1:]
        # Under the headings of the form stands a line that numbers its columns.
        if lines and all(re.fullmatch(r"\(?\d{0,2}\)?", cell) for cell in lines[0]):
            lines = lines[1:]
    elif lines and all(len(line) > 1 and ORDINAL.fullmatch(line[0]) for line in lines):
        lines = [line[1:] for line in lines]
    rows, left_over, zeros = [], 0, 0
    for line in lines:
        if not any(line):
            continue
        row, extra = _row(line, columns or _order(line, lines))
        left_over += extra
        zeros += _restore_zeros(row)
        rows.append(row)
    return Pasted(tuple(rows), left_over, zeros)


def split_cells(text: str) -> list[list[str]]:
    """Cells by line: tabs as Excel copies them, else commas or semicolons of a list. Quoted cells may hold anything."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    separator = _separator(text)
    lines = _split(text, separator, quotes=True)
    # A quotation mark that is never closed is only a character.
    return lines if lines is not None else _split(text, separator, quotes=False) or []


def split_identity(text: str) -> tuple[str, str, str]:
    """ "012345678901; 01/02/2021; Cục Cảnh sát" -> (number, day, place); what is not told apart stays in the number."""
    number = CARD_NUMBER.search(text)
    rest = f"{text[: number.start()]} {text[number.end() :]}" if number else text
    day = DAY.search(rest)
    if number is None and day is None:
        return text, "", ""
    place = f"{rest[: day.start()]} {rest[day.end() :]}" if day else rest
    place = normalise(re.sub(r"^[\s;:,/.()-]+|[\s;:,/(-]+$", "", LABELS_IN_CARD.sub(" ", place)))
    return re.sub(r"[ .]", "", number[0]) if number else "", day[0] if day else "", place


def _separator(text: str) -> str:
    first = text.lstrip("\n").partition("\n")[0]
    if "\t" in text:
        return "\t"
    for one in (",", ";"):
        if first.count(one) >= len(FORM_ORDER) - 2:
            return one
    return "\t"


def _split(text: str, separator: str, *, quotes: bool) -> list[list[str]] | None:
    """None where a quoted cell does not end."""
    lines, cell, quoted, at = [[""]], "", False, 0
    while at < len(text):
        char = text[at]
        at += 1
        if quoted and char == '"' and text[at : at + 1] == '"':
            cell, at = cell + '"', at + 1
        elif quoted and char == '"':
            quoted = False
        elif quoted:
            cell += char
        elif quotes and char == '"' and not cell:
            quoted = True
        elif char == separator:
            lines[-1][-1], cell = cell, ""
            lines[-1].append("")
        elif char == "\n":
            lines[-1][-1], cell = cell, ""
            lines.append([""])
        else:
            cell += char
    lines[-1][-1] = cell
    return None if quoted else lines


def _headings(line: Sequence[str]) -> list[str] | None:
    """Columns by their headings, "" where there is none; None for a line that is no row of headings."""
    if any(re.search(r"\d{9}|@", cell) for cell in line):
        return None
    found = [_column_of(cell) for cell in line]
    return found if len({key for key in found if key}) >= FEWEST_HEADINGS else None


def _column_of(heading: str) -> str:
    folded = re.sub(r"[\s/,;.()]+", " ", fold(heading)).strip()
    return next((key for words, key in HEADINGS if re.fullmatch(words, folded)), "")


def _order(line: Sequence[str], lines: Sequence[Sequence[str]]) -> Sequence[str]:
    """The grid's order where the address, or the day of issue, stands in its place; else the form's."""
    for one in (line, *lines):
        at = next((index for index, cell in enumerate(one) if "@" in cell), None)
        if at in (EMAIL_IN_FORM, EMAIL_IN_GRID):
            return KEYS if at == EMAIL_IN_GRID else FORM_ORDER
        if len(one) > EMAIL_IN_FORM and read_date(one[EMAIL_IN_FORM]) is not None:
            return KEYS
    return FORM_ORDER


def _row(line: Sequence[str], columns: Sequence[str]) -> tuple[dict[str, str], int]:
    """(the cells by key, how many found no column)."""
    row, left_over = dict.fromkeys(KEYS, ""), 0
    for index, cell in enumerate(line):
        key = columns[index] if index < len(columns) else ""
        if key == IDENTITY:
            row["identity_number"], row["identity_issued_on"], row["identity_issued_by"] = split_identity(cell)
        elif key:
            row[key] = cell
        # An ordinal under its heading is not missed.
        elif cell and not (index == 0 and ORDINAL.fullmatch(cell)):
            left_over += 1
    return row, left_over


def _restore_zeros(row: dict[str, str]) -> int:
    """Excel takes numbers for amounts and drops the 0 in front: every identity number and mobile number has one."""
    before: Mapping[str, str] = {key: row[key] for key in ("identity_number", "phone")}
    if re.fullmatch(r"[1-9]\d{9,10}", row["identity_number"]):
        row["identity_number"] = row["identity_number"].zfill(12)
    if re.fullmatch(r"[35789]\d{8}", row["phone"]):
        row["phone"] = f"0{row['phone']}"
    return sum(row[key] != text for key, text in before.items())
