"""The periodic report as .xlsx, written row by row, so that a long list of bodies never stands in memory whole."""

import tempfile
from collections.abc import Iterable
from typing import IO, Any

from reporting.domain.periodic_tables import Cell, Table
from requests_workflow.spreadsheets.typed import clean_text

# Widths in characters of the standard font.
_WORDS_WIDTH = 44
_NUMBER_WIDTH = 14
_LONGEST_CELL = 32_767
_FORMULA = ("=", "+", "-", "@")


def write_workbook(*, heading: Iterable[str], tables: Iterable[Table]) -> IO[bytes]:
    """An open temporary file at its beginning, deleted when closed: a sheet with the heading, then one per table.

    Numbers are numbers. Text is text, never a formula, whatever it begins with, and without what no workbook may hold.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    cover = book.create_sheet("Báo cáo")
    cover.column_dimensions["A"].width = 2 * _WORDS_WIDTH
    for number, line in enumerate(heading):
        cover.append([_cell(cover, line, bold=number == 0)])
    for table in tables:
        _write_table(book.create_sheet(table.sheet), table)
    file = tempfile.TemporaryFile()  # noqa: SIM115  handed to the response, which closes it
    book.save(file)
    file.seek(0)
    return file


def _write_table(sheet: Any, table: Table) -> None:
    for number in range(len(table.columns)):
        width = _WORDS_WIDTH if number < table.words else _NUMBER_WIDTH
        sheet.column_dimensions[_letter(number)].width = width
    sheet.freeze_panes = f"{_letter(table.words)}4"
    sheet.append([_cell(sheet, table.title, bold=True)])
    sheet.append([_cell(sheet, table.note)])
    sheet.append([_cell(sheet, title, bold=True, wrapped=True) for title in table.columns])
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])
    if table.total:
        sheet.append([_cell(sheet, value, bold=True) for value in table.total])
    if not table.rows:
        sheet.append([_cell(sheet, table.empty)])


def _cell(sheet: Any, value: Cell, *, bold: bool = False, wrapped: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet)
    if isinstance(value, int):
        cell.value = value
    else:
        # Set as it is: assigned as a value, "=1+1" would become a formula. The mark keeps it text when it is edited.
        cell._value = clean_text(value)[:_LONGEST_CELL]
        cell.data_type = "s"
        cell.quotePrefix = cell._value.startswith(_FORMULA)
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=wrapped, vertical="top")
    return cell


def _letter(number: int) -> str:
    """The column's letter; the tables have fewer than 26."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number]
