"""Rows of Mẫu 02 and 03 read from text copied out of Excel: in the order of the form, or under a row of headings."""

import re
from collections.abc import Sequence

from directory.domain.names import fold, normalise
from requests_workflow.domain.pasted_rows import MOST_IN_CELL, ORDINAL, Pasted, split_cells
from requests_workflow.regulations.profile import FormColumn

# A line with that many cells that are headings of the form is no row of it.
FEWEST_HEADINGS = 2


def read_kept_pasted(text: str, *, columns: Sequence[FormColumn]) -> Pasted:
    """The rows of pasted text by the keys of `columns`, empty lines left out; never raises.

    An ordinal in front is not a column. A tax code whose first 0 Excel dropped gets it back.
    """
    lines = [[normalise(normalise(cell)[:MOST_IN_CELL]) for cell in line] for line in split_cells(text)]
    lines = [line for line in lines if any(line)]
    order: Sequence[str] = [column.key for column in columns]
    if lines and (found := _headings(lines[0], columns)) is not None:
        order, lines = found, lines[1:]
        # Under the headings of the form stands a line that numbers its columns.
        if lines and all(re.fullmatch(r"\(?[0-9]{0,2}\)?", cell) for cell in lines[0]):
            lines = lines[1:]
    elif lines and all(len(line) > 1 and ORDINAL.fullmatch(line[0]) for line in lines):
        lines = [line[1:] for line in lines]
    tax_keys = {column.key for column in columns if column.kind == "tax_code"}
    rows, left_over, zeros = [], 0, 0
    for line in lines:
        row: dict[str, str] = {}
        for index, cell in enumerate(line):
            key = order[index] if index < len(order) else ""
            bare = key in tax_keys and re.fullmatch(r"[1-9][0-9]{8}", cell) is not None
            zeros += bare
            if key:
                row[key] = f"0{cell}" if bare else cell
            elif cell and not (index == 0 and ORDINAL.fullmatch(cell)):
                left_over += 1
        rows.append(row)
    return Pasted(tuple(rows), left_over, zeros)


def _headings(line: Sequence[str], columns: Sequence[FormColumn]) -> list[str] | None:
    """Columns by their headings, "" where there is none; None for a line that is no row of headings."""
    known = {_plain(column.label): column.key for column in columns}
    found = [known.get(_plain(cell), "") for cell in line]
    return found if len({key for key in found if key}) >= FEWEST_HEADINGS else None


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(text.replace("(nếu có)", ""))).strip()
