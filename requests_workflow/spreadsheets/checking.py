"""Checks the cells of a list against its form: the same rules as the grid, whatever the form."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from requests_workflow.domain.form_rows import cell_gaps, cell_problems, clean_cells
from requests_workflow.domain.individual_rows import (
    CENTRALISED,
    RowNote,
    clean_row,
    row_gaps,
    row_problems,
    row_warnings,
)
from requests_workflow.regulations.profile import FormRef, Profile
from requests_workflow.spreadsheets.columns import SheetColumn, beside_the_form, sheet_columns
from requests_workflow.spreadsheets.kinds import chosen, kind_named

_NO_SIM = frozenset({"", "không", "-", "0"})


@dataclass(frozen=True)
class Checked:
    """The row as it would be kept, and what is said of its cells by key."""

    cells: dict[str, str]
    problems: tuple[RowNote, ...]
    warnings: tuple[RowNote, ...]


class FormChecker:
    """Made once for a form; `filled_in` are columns that the registers fill when they are left empty."""

    def __init__(
        self, *, form: FormRef, profile: Profile, today: date, filled_in: frozenset[str] = frozenset()
    ) -> None:
        self._profile, self._today, self._filled_in = profile, today, filled_in
        self._form = replace(form, columns=(*form.columns, *beside_the_form(form)))
        self._columns = sheet_columns(form)
        # Mẫu 01 has rules of its own, across its cells; its column SIM PKI is on no other form.
        self._of_people = any(one.kind == "sim_pki" for one in form.columns)

    def check(self, typed: Mapping[str, str]) -> Checked:
        """Judges one row, cells by key as typed."""
        cells = {one.key: kind_named(one.kind).clean(typed.get(one.key, "")) for one in self._columns}
        if self._of_people:
            return self._person(cells)
        kept = clean_cells(cells=cells, form=self._form)
        # An address under another key than "official_email" is judged under its own.
        cells = kept | {one.key: cells[one.key].lower() for one in self._columns if one.kind == "email.gov"}
        problems = [*cell_problems(cells=cells, form=self._form, profile=self._profile, today=self._today)]
        for one in self._columns:
            text = cells[one.key]
            if text and (wrong := kind_named(one.kind).wrong(text)):
                problems.append(RowNote(one.key, wrong))
        gaps = cell_gaps(cells=cells, form=self._form)
        problems += [note for note in gaps if note.key not in self._filled_in]
        return Checked(cells, tuple(problems), ())

    def _person(self, cells: Mapping[str, str]) -> Checked:
        row = clean_row(cells)
        row["sim_pki"] = "" if row["sim_pki"].lower() in _NO_SIM else chosen(row["sim_pki"], (CENTRALISED,))
        medium = medium_of(row["sim_pki"])
        judged = row | {"medium": medium, "sim_pki": row["sim_pki"] if medium == "sim_pki" else ""}
        problems = row_problems(row=judged, profile=self._profile, today=self._today)
        gaps = row_gaps(row=row, form=self._form)
        return Checked(row, (*problems, *gaps), row_warnings(row=judged, profile=self._profile, today=self._today))


def medium_of(sim_pki: str) -> str:
    """Where the key is kept (Request.Medium), by what the column SIM PKI says."""
    return "centralised" if sim_pki == CENTRALISED else "sim_pki" if sim_pki else "token"


def column_of(columns: Mapping[int, SheetColumn], key: str) -> int | None:
    """Where a key stands in the sheet; None for a column that the sheet has not."""
    return next((position for position, one in columns.items() if one.key == key), None)
