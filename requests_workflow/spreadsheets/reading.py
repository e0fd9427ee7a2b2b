"""Reads the sheets of an .xlsx as text, row by row; nothing in the file is computed, followed or run (ECMA-376)."""

import posixpath
import re
import unicodedata
import zipfile
from dataclasses import dataclass, field
from functools import cached_property

from requests_workflow.spreadsheets.archive import FileRefused, open_archive, parse
from requests_workflow.spreadsheets.cells import (
    DATE_FORMATS,
    MOST_CHARACTERS,
    CellKind,
    RawCell,
    column_number,
    is_date_format,
    number_cell,
)

# Rows with something in them; a dossier has 500 at most, and ten dossiers come from one file.
MOST_ROWS = 5_000
# Title, headings and remarks above the rows.
ROOM_ABOVE = 20
# Cells further to the right belong to no form.
MOST_COLUMNS = 60
MOST_SHEETS = 30
MOST_MERGED = 500


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row with something in it: `number` as Excel shows it, cells by column (0 for A)."""

    number: int
    cells: dict[int, RawCell]
    hidden: bool = False


@dataclass
class RawSheet:
    """`merged` are references such as "A3:A7", one more than MOST_MERGED at most.

    `beyond` counts filled cells right of MOST_COLUMNS.
    """

    name: str
    hidden: bool
    rows: list[RawRow] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    beyond: int = 0


class RawWorkbook:
    """Opens the archive; each sheet is read when it is asked for."""

    def __init__(self, data: bytes) -> None:
        """Raises FileRefused for a file that is no .xlsx, has macros, or unpacks to too much."""
        self._archive: zipfile.ZipFile = open_archive(data)
        self._targets: dict[str, str] = {}
        self._by_type: dict[str, str] = {}
        self._sheets: dict[str, tuple[str, bool]] = {}
        self._epoch_1904 = False
        if "xl/_rels/workbook.xml.rels" in self._archive.namelist():
            parse(self._archive, "xl/_rels/workbook.xml.rels", start=self._relation)
        parse(self._archive, "xl/workbook.xml", start=self._part_of_workbook)

    @property
    def has_external_links(self) -> bool:
        """Whether cells refer to other files; those references are not followed."""
        return any(name.lower().startswith("xl/externallinks/") for name in self._archive.namelist())

    def names(self) -> list[str]:
        """Names of the sheets in the order of the tabs."""
        return list(self._sheets)[:MOST_SHEETS]

    def sheet(self, name: str) -> RawSheet:
        """The rows of one sheet. Raises FileRefused for too many rows or a broken part; KeyError for no such sheet."""
        target, hidden = self._sheets[name]
        reader = _SheetReader(
            RawSheet(name, hidden), self._strings, date_styles=self._date_styles, epoch_1904=self._epoch_1904
        )
        parse(self._archive, target, start=reader.start, end=reader.end, text=reader.text)
        return reader.sheet

    def _relation(self, tag: str, attributes: dict[str, str]) -> None:
        if tag != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        self._targets[attributes.get("Id", "")] = path
        self._by_type.setdefault(attributes.get("Type", "").rpartition("/")[2], path)

    def _part_of_workbook(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "workbookPr":
            self._epoch_1904 = attributes.get("date1904", "") in ("1", "true")
        elif tag == "sheet":
            relation = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            target = self._targets.get(relation, "")
            if target.startswith("xl/worksheets/"):
                hidden = attributes.get("state", "visible") != "visible"
                # A Mac writes its marks apart.
                self._sheets.setdefault(unicodedata.normalize("NFC", attributes.get("name", "")), (target, hidden))

    @cached_property
    def _strings(self) -> list[str]:
        name = self._by_type.get("sharedStrings", "")
        if name not in self._archive.namelist():
            return []
        reader = _StringsReader()
        parse(self._archive, name, start=reader.start, end=reader.end, text=reader.text)
        return reader.strings

    @cached_property
    def _date_styles(self) -> frozenset[int]:
        name = self._by_type.get("styles", "")
        if name not in self._archive.namelist():
            return frozenset()
        reader = _StylesReader()
        parse(self._archive, name, start=reader.start, end=reader.end)
        return frozenset(reader.dates)


class _StringsReader:
    """Shared strings (18.4): runs of rich text are joined, phonetic hints left out."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._parts: list[str] = []
        self._in_text = self._in_hint = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "t":
            self._in_text = True
        elif tag == "rPh":
            self._in_hint = True

    def text(self, text: str) -> None:
        if self._in_text and not self._in_hint:
            self._parts.append(text)

    def end(self, tag: str) -> None:
        if tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._in_hint = False
        elif tag == "si":
            self.strings.append(unescaped("".join(self._parts)))
            self._parts = []


class _StylesReader:
    """Which cell formats show a day (18.8)."""

    def __init__(self) -> None:
        self.dates: set[int] = set()
        self._custom: set[int] = set()
        self._in_formats = False
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        number = attributes.get("numFmtId", "")
        if tag == "numFmt" and number.isdecimal() and is_date_format(attributes.get("formatCode", "")):
            self._custom.add(int(number))
        elif tag == "cellXfs":
            self._in_formats = True
        elif tag == "xf" and self._in_formats:
            if number.isdecimal() and (int(number) in DATE_FORMATS or int(number) in self._custom):
                self.dates.add(self._count)
            self._count += 1

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_formats = False


class _SheetReader:
    """One worksheet part (18.3); rows without anything in them cost nothing but their reading."""

    def __init__(self, sheet: RawSheet, strings: list[str], *, date_styles: frozenset[int], epoch_1904: bool) -> None:
        self.sheet = sheet
        self._strings, self._date_styles, self._epoch_1904 = strings, date_styles, epoch_1904
        self._number, self._column = 0, -1
        self._hidden = False
        self._cells: dict[int, RawCell] = {}
        self._type, self._style = "", ""
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._into: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._column = self._next_column(attributes.get("r", ""))
            self._type, self._style = attributes.get("t", ""), attributes.get("s", "")
            self._value, self._formula = [], None
        elif tag in ("v", "t"):
            self._into = self._value
        elif tag == "f":
            self._into = self._formula = []
        elif tag == "row":
            number = attributes.get("r", "")
            self._number = int(number) if re.fullmatch("[0-9]{1,7}", number) else self._number + 1
            self._hidden = attributes.get("hidden", "") in ("1", "true")
            self._cells, self._column = {}, -1
        elif tag == "mergeCell" and len(self.sheet.merged) <= MOST_MERGED:
            self.sheet.merged.append(attributes.get("ref", ""))
        elif tag == "col" and attributes.get("hidden", "") in ("1", "true"):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self.sheet.hidden_columns |= set(range(int(first) - 1, min(int(last), MOST_COLUMNS)))

    def text(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def end(self, tag: str) -> None:
        if tag == "c":
            if (self._value or self._formula is not None) and (cell := self._cell()) is not None:
                self._keep(cell)
        elif tag in ("v", "t", "f"):
            self._into = None
        elif tag == "row" and self._cells:
            self.sheet.rows.append(RawRow(self._number, self._cells, self._hidden))
            if len(self.sheet.rows) > MOST_ROWS + ROOM_ABOVE:
                raise FileRefused(f"Trang “{self.sheet.name}” có hơn {MOST_ROWS} dòng. Chia thành nhiều tệp.")

    def _next_column(self, reference: str) -> int:
        found = column_number(reference) if reference else None
        return self._column + 1 if found is None else found

    def _keep(self, cell: RawCell) -> None:
        if self._column < MOST_COLUMNS:
            self._cells[self._column] = cell
        else:
            self.sheet.beyond += 1

    def _cell(self) -> RawCell | None:
        if self._formula is not None:
            # The stored result is not taken: nobody here knows when and where it was computed.
            return RawCell(CellKind.FORMULA, f"={''.join(self._formula)}"[:MOST_CHARACTERS])
        value = "".join(self._value)
        if self._type == "s":
            at = int(value) if re.fullmatch("[0-9]{1,8}", value) else -1
            value = self._strings[at] if 0 <= at < len(self._strings) else ""
            return RawCell(CellKind.TEXT, value[:MOST_CHARACTERS]) if value.strip() else None
        if self._type in ("str", "inlineStr", "d"):
            return RawCell(CellKind.TEXT, unescaped(value)[:MOST_CHARACTERS]) if value.strip() else None
        if self._type in ("b", "e"):
            return RawCell(CellKind.FLAG if self._type == "b" else CellKind.ERROR, value[:MOST_CHARACTERS])
        style = int(self._style) if re.fullmatch("[0-9]{1,6}", self._style) else 0
        return number_cell(value.strip(), as_date=style in self._date_styles, epoch_1904=self._epoch_1904)


def unescaped(text: str) -> str:
    """ "_x000D_" as the character that it stands for (22.9.2.19); what XML has no character for (2.2) is left out."""
    if "_x" not in text:
        return text
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: _character(int(found[1], 16)), text)


def _character(code: int) -> str:
    return chr(code) if code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD else ""
