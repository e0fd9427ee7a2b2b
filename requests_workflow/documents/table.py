"""One kind of table for every paper: head cells in one or two rows, widths that follow the columns and long serials."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from requests_workflow.documents.fonts import text_width
from requests_workflow.documents.model import Column

ORDINAL_MM = 12.0
PORTRAIT_MM = 165.0  # between the margins of a portrait page
LANDSCAPE_MM = 252.0
_MM = 72 / 25.4
_BESIDE_TEXT_MM = 2.6  # padding and border of a cell, 3 pt and half a line on both sides, and a hair
_SIZES_PT = {False: 13.0, True: 11.0}  # of a table on a portrait and on a landscape page, as print.css sets them
_GIVES = 0.35  # of its width, at most, a column gives to one that holds a serial number


@dataclass(frozen=True)
class Place:
    """A cell of a table to be signed in; `name` is its signature place, e.g. "sig-person-2"."""

    name: str


Rows = Iterable[Mapping[str, str | Place]]


def is_wide(columns: Sequence[Column]) -> bool:
    """Tell whether the columns with their ordinal need a landscape page."""
    return ORDINAL_MM + sum(column.width_mm for column in columns) > PORTRAIT_MM + 0.5


def table_of(*, columns: tuple[Column, ...], rows: Rows) -> dict[str, Any]:
    """Give the template head cells in one or two rows, widths in percent and body cells in the columns' order.

    A number with hyphens ("TEST-20131-1") is kept in one piece wherever its column, widened if need be, can hold it; so
    is every value without blanks of a column that is `unbroken`.
    """
    lines = list(rows)
    size = _SIZES_PT[is_wide(columns)]
    widths = _widths(columns, lines, size)
    grouped = any(column.group for column in columns)
    top: list[dict[str, Any]] = []
    below: list[Column] = []
    for group, run in groupby(columns, key=lambda column: column.group):
        members = list(run)
        if group:
            top.append({"title": group, "colspan": len(members), "rowspan": 1})
            below.extend(members)
        else:
            top.extend({"title": column.title, "colspan": 1, "rowspan": 2 if grouped else 1} for column in members)
    return {
        "widths": [f"{width / sum(widths) * 100:.3f}%" for width in widths],
        "rowspan": 2 if grouped else 1,
        "top": top,
        "below": below,
        "span": len(columns) + 1,
        "rows": [
            [
                _cell(row.get(column.key, ""), column, width, size)
                for column, width in zip(columns, widths[1:], strict=True)
            ]
            for row in lines
        ],
    }


def row_of(line: Any) -> dict[str, Any]:
    """Return a dataclass's values by field, for a table whose columns are named after the fields."""
    return {item.name: getattr(line, item.name) for item in fields(line)}


def _widths(columns: tuple[Column, ...], rows: list[Mapping[str, str | Place]], size: float) -> list[float]:
    """Millimetres of the ordinal and of each column; those with a longer serial number grow, the others give way.

    A column gives no more than a third or than it holds beside its longest word; if that is too little, nothing moves.
    """
    total = ORDINAL_MM + sum(column.width_mm for column in columns)
    scale = (LANDSCAPE_MM if is_wide(columns) else PORTRAIT_MM) / total
    given = [column.width_mm * scale for column in columns]
    wanted = [
        max(width, *(_needed(row.get(column.key, ""), column, size) for row in rows)) if rows else width
        for column, width in zip(columns, given, strict=True)
    ]
    missing = sum(wanted) - sum(given)
    if missing <= 0:
        return [ORDINAL_MM * scale, *given]
    spare = [
        0.0 if want > width else max(0.0, min(width * _GIVES, width - _longest_word(column, rows, size)))
        for column, width, want in zip(columns, given, wanted, strict=True)
    ]
    if missing > sum(spare):
        return [ORDINAL_MM * scale, *given]
    share = missing / sum(spare)
    return [ORDINAL_MM * scale, *(want - rest * share for want, rest in zip(wanted, spare, strict=True))]


def _longest_word(column: Column, rows: list[Mapping[str, str | Place]], size: float) -> float:
    """Millimetres below which a column would break a word of its cells; a place to sign in gives nothing away."""
    cells = [row.get(column.key, "") for row in rows]
    if any(isinstance(cell, Place) for cell in cells):
        return LANDSCAPE_MM
    texts = [column.title, *(str(cell).replace("@", " @") for cell in cells)]
    return (
        max(text_width(text=word, size=size) for text in texts for word in text.split() or [""]) / _MM + _BESIDE_TEXT_MM
    )


def _needed(content: str | Place, column: Column, size: float) -> float:
    """Millimetres that a cell takes to hold a number in one piece; 0 for text that may be broken."""
    if isinstance(content, Place) or not (_is_number(content) or (column.unbroken and len(content.split()) == 1)):
        return 0.0
    return text_width(text=content, size=size) / _MM + _BESIDE_TEXT_MM


def _is_number(text: str) -> bool:
    return "-" in text and any(map(str.isdigit, text)) and not any(mark.isspace() or mark == "@" for mark in text)


def _cell(content: str | Place, column: Column, width: float, size: float) -> dict[str, Any]:
    """Keep the domain of an e-mail address whole: a narrow cell then breaks before "@", without adding a character."""
    if isinstance(content, Place):
        return {"place": content.name, "align": column.align}
    local, at, domain = content.partition("@")
    whole = bool(at) and " " not in content and "@" not in domain
    return {
        "text": local if whole else content,
        "domain": at + domain if whole else "",
        "blank": column.may_be_blank and not content,
        "align": column.align,
        "unbroken": 0 < _needed(content, column, size) <= width,
    }
