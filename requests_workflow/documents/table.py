"""One kind of table for every paper: head cells in one or two rows, widths that follow the columns and long serials."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from requests_workflow.documents.lines import address_lines, balanced, fitting, millimetres, parted
from requests_workflow.documents.model import Column

ORDINAL_MM = 12.0
PORTRAIT_MM = 165.0  # between the margins of a portrait page
LANDSCAPE_MM = 252.0
_PADDING_MM = 2.3  # and border of a cell: 3 pt and half a line on both sides
_HAIR_MM = 0.15  # between what fits and what fills a cell
_BESIDE_TEXT_MM = _PADDING_MM + 2 * _HAIR_MM
_SIZES_PT = {False: 13.0, True: 11.0}  # of a table on a portrait and on a landscape page, as print.css sets them
_GIVES = 0.35  # of its width, at most, a column gives to one that holds a serial number
_MOST_LINES = 3  # of a cell in a column that has given
_MOST_PARTS = 4  # of a serial number for which other columns give

type Cell = str | Place
type Row = Mapping[str, Cell]


@dataclass(frozen=True)
class Place:
    """A cell of a table to be signed in; `name` is its signature place, e.g. "sig-person-2"."""

    name: str


def is_wide(columns: Sequence[Column]) -> bool:
    """Tell whether the columns with their ordinal need a landscape page."""
    return ORDINAL_MM + sum(column.width_mm for column in columns) > PORTRAIT_MM + 0.5


def table_of(*, columns: tuple[Column, ...], rows: Iterable[Row]) -> dict[str, Any]:
    """Give the template head cells in one or two rows, widths in percent and body cells in the columns' order.

    A number with hyphens ("TEST-20131-1") is kept in one piece wherever its column, widened if need be, can hold it; so
    is every value without blanks of a column that is `unbroken`. Where the page has no room for that, such a value
    stands in two or more equal parts.
    """
    lines = list(rows)
    wide = is_wide(columns)
    size = _SIZES_PT[wide]
    widths = _widths(columns, lines, size)
    grouped = any(column.group for column in columns)
    top: list[dict[str, Any]] = []
    below: list[dict[str, Any]] = []
    for group, run in groupby(zip(columns, widths[1:], strict=True), key=lambda pair: pair[0].group):
        pairs = list(run)
        members = [_head(column.title, width, wide) for column, width in pairs]
        if group:
            top.append(_head(group, sum(width for _, width in pairs), wide) | {"colspan": len(members)})
            below.extend(members)
        else:
            top.extend(member | {"rowspan": 2 if grouped else 1} for member in members)
    total = sum(widths)
    return {
        "widths": [f"{width / total * 100:.3f}%" for width in widths],
        "rowspan": 2 if grouped else 1,
        "top": top,
        "below": below,
        "span": len(columns) + 1,
        "rows": [
            [
                _cell(row.get(column.key, ""), column, width - _PADDING_MM - _HAIR_MM, size)
                for column, width in zip(columns, widths[1:], strict=True)
            ]
            for row in lines
        ],
    }


def head_lines(title: str, width: float, *, wide: bool) -> tuple[str, ...]:
    """Return the lines of a head cell `width` millimetres wide in a table on a landscape (`wide`) or portrait page."""
    return balanced(text=title, width_mm=width - _PADDING_MM, size=_SIZES_PT[wide], bold=True)


def row_of(line: Any) -> dict[str, Any]:
    """Return a dataclass's values by field, for a table whose columns are named after the fields."""
    return {item.name: getattr(line, item.name) for item in fields(line)}


def _widths(columns: tuple[Column, ...], rows: list[Row], size: float) -> list[float]:
    """Millimetres of the ordinal and of each column; those with a longer serial number grow, the others give way.

    Where they have too little to give, the longest serial numbers are broken first, and into no more parts than needed.
    """
    total = ORDINAL_MM + sum(column.width_mm for column in columns)
    scale = (LANDSCAPE_MM if is_wide(columns) else PORTRAIT_MM) / total
    given = [column.width_mm * scale for column in columns]
    serials = [_serials(column, rows) for column in columns]
    parts = [1] * len(columns)
    spare: list[float] | None = None
    while max(parts) <= _MOST_PARTS:
        wanted = [
            max([width, *(_widest(serial, count, size) for serial in held)])
            for width, held, count in zip(given, serials, parts, strict=True)
        ]
        grown = [want - width for want, width in zip(wanted, given, strict=True)]
        if not any(grown):
            break
        spare = spare or [_spare(column, rows, width, size) for column, width in zip(columns, given, strict=True)]
        gives = [0.0 if growth else give for growth, give in zip(grown, spare, strict=True)]
        if sum(grown) <= sum(gives):
            share = sum(grown) / sum(gives)
            return [ORDINAL_MM * scale, *(want - give * share for want, give in zip(wanted, gives, strict=True))]
        parts[max(range(len(columns)), key=lambda at: wanted[at] if grown[at] else 0.0)] += 1
    return [ORDINAL_MM * scale, *given]


def _serials(column: Column, rows: list[Row]) -> set[str]:
    return {text for row in rows if isinstance(text := row.get(column.key, ""), str) and _is_serial(text, column)}


def _widest(serial: str, parts: int, size: float) -> float:
    """Millimetres of a cell that holds the longest part."""
    return max(millimetres(part, size) for part in parted(serial, parts)) + _BESIDE_TEXT_MM


def _spare(column: Column, rows: list[Row], width: float, size: float) -> float:
    """Millimetres that a column can give away without breaking a word or growing too high; a place to sign gives none.

    Nor does a narrow column of marks, or one with serial numbers of its own: they would be broken instead.
    """
    cells = {row.get(column.key, "") for row in rows}
    if column.align == "center" or any(isinstance(cell, Place) or _is_serial(cell, column) for cell in cells):
        return 0.0
    texts = [str(cell) for cell in cells]
    words = {word for text in (column.title.replace("/", "/ "), *texts) for word in _kept(text)}
    least = max([0.0, *(millimetres(word, size) for word in words)])
    for length in (millimetres(text, size) for text in texts):
        # What stands on one line, as most names do, goes on to.
        least = max(least, length if length <= width - _BESIDE_TEXT_MM else length / _MOST_LINES)
    return max(0.0, min(width * _GIVES, width - least - _BESIDE_TEXT_MM))


def _kept(text: str) -> list[str]:
    """The pieces that are not broken: words, and a telephone number as a whole."""
    return text.replace("@", " @").split() if any(map(str.isalpha, text)) else [text]


def _is_serial(content: Cell, column: Column) -> bool:
    if isinstance(content, Place) or not content or any(map(str.isspace, content)) or "@" in content:
        return False
    return column.unbroken or ("-" in content and any(map(str.isdigit, content)))


def _head(title: str, width: float, wide: bool) -> dict[str, Any]:
    return {"lines": head_lines(title, width, wide=wide), "colspan": 1, "rowspan": 1}


def _cell(content: Cell, column: Column, width: float, size: float) -> dict[str, Any]:
    """Text with a line break where a serial number or address too long for its column goes on below."""
    if isinstance(content, Place):
        return {"place": content.name, "align": column.align}
    text, unbroken = content, False
    if _is_serial(content, column):
        pieces = fitting(content, width, size)
        text, unbroken = "\n".join(pieces), max(millimetres(piece, size) for piece in pieces) <= width
    elif "." in content and not any(map(str.isspace, content)):
        text = "\n".join(address_lines(content, width, size))
    blank = column.may_be_blank and not content
    return {"text": text, "blank": blank, "align": column.align, "unbroken": unbroken}
