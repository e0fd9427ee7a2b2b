"""What a dry run found, as it is kept: row numbers, columns and sentences, not the list itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from requests_workflow.models import Import
from requests_workflow.spreadsheets.cells import column_letters
from requests_workflow.spreadsheets.examining import CellNote, Examined, ListRow
from requests_workflow.spreadsheets.typed import PROBLEM, WARNING


@dataclass(frozen=True)
class NotedRow:
    """One row of the file with what is said of it; notes are (cell, or "" for the row, kind, text).

    `name` says whose row it is, "" where the row has none or the file is gone.
    """

    number: int
    notes: tuple[tuple[str, str, str], ...]
    name: str = ""

    @property
    def is_bad(self) -> bool:
        """Whether the row is not imported."""
        return any(kind == PROBLEM for _, kind, _ in self.notes)


def to_report(examined: Examined, *, row_key: str) -> dict[str, Any]:
    """Sentences once each, and for every note [row, column or null, is it a problem, which sentence].

    Rows of which something is said are called by their cell `row_key`, until without_names.
    """
    sentences: dict[str, int] = {}
    cells = [
        [row.number, note.column, int(note.kind == PROBLEM), sentences.setdefault(note.text, len(sentences))]
        for row in examined.rows
        for note in row.notes
    ]
    headings = {str(at): one.heading for at, one in examined.located.columns.items()}
    names = {str(row.number): row.cells.get(row_key, "") for row in examined.rows if row.notes}
    return {
        "file": list(examined.notes),
        "texts": list(sentences),
        "cells": cells,
        "headings": headings,
        "names": names,
    }


def without_names(report: Mapping[str, Any]) -> dict[str, Any]:
    """A kept report once the file is gone: what was found stays, whose rows they were goes."""
    return {key: value for key, value in report.items() if key != "names"}


def noted_rows(report: Mapping[str, Any]) -> list[NotedRow]:
    """The rows of a kept report of which something is said, in the order of the file."""
    texts: Sequence[str] = report.get("texts", ())
    headings: Mapping[str, str] = report.get("headings", {})
    names: Mapping[str, str] = report.get("names", {})
    rows: dict[int, list[tuple[str, str, str]]] = {}
    for number, column, wrong, text in report.get("cells", ()):
        where = f"{column_letters(column)}{number} – {headings.get(str(column), '')}" if column is not None else ""
        rows.setdefault(number, []).append((where, PROBLEM if wrong else WARNING, texts[text]))
    return [
        NotedRow(number, tuple(sorted(notes, key=lambda note: note[1])), names.get(str(number), ""))
        for number, notes in rows.items()
    ]


def put_notes(*, examined: Examined, report: Mapping[str, Any]) -> None:
    """Gives the rows of a file, read again, the notes that were kept of its dry run."""
    kept: dict[int, list[CellNote]] = {}
    for number, column, wrong, text in report.get("cells", ()):
        kept.setdefault(number, []).append(CellNote(column, PROBLEM if wrong else WARNING, report["texts"][text]))
    for row in examined.rows:
        row.notes[:] = kept.get(row.number, [])


def bad_rows(rows: Sequence[ListRow]) -> list[int]:
    """Numbers of the rows that something stands against."""
    return [row.number for row in rows if not row.is_good]


def kept_bad_rows(report: Mapping[str, Any]) -> list[int]:
    """The same, of a kept report."""
    return list(dict.fromkeys(_bad(report)))


def _bad(report: Mapping[str, Any]) -> Iterator[int]:
    for number, _, wrong, _ in report.get("cells", ()):
        if wrong:
            yield number


def counts(rows: Sequence[ListRow]) -> dict[str, int]:
    """Counted fields of an Import."""
    good = [row for row in rows if row.is_good]
    return {
        "rows_total": len(rows),
        "rows_done": len(rows),
        "rows_good": len(good),
        "rows_warned": sum(1 for row in good if row.notes),
    }


def said_of(one: Import) -> str:
    """The outcome in one sentence, for the notice and the list."""
    match one.state:
        case Import.State.CHECKED if one.problem:
            return one.problem
        case Import.State.CHECKED if one.rows_bad:
            return f"{one.rows_good} dòng hợp lệ, {one.rows_bad} dòng có lỗi trong {one.rows_total} dòng."
        case Import.State.CHECKED if one.rows_warned:
            return f"Cả {one.rows_total} dòng đều nhập được; {one.rows_warned} dòng nên xem lại trước khi nhập."
        case Import.State.CHECKED:
            return f"Cả {one.rows_total} dòng đều hợp lệ."
        case Import.State.CREATED:
            return f"Đã lập hồ sơ từ {one.rows_good} dòng."
    return one.problem
