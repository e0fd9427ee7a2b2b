"""Checks the cells of a list against its form: the same rules as the grid, whatever the form."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from requests_workflow.domain.individual_rows import (
    CENTRALISED,
    KEYS,
    RowNote,
    clean_row,
    row_problems,
    row_warnings,
)
from requests_workflow.regulations.profile import FormRef, Profile
from requests_workflow.spreadsheets.columns import SheetColumn, sheet_columns
from requests_workflow.spreadsheets.kinds import TICK, chosen, kind_named

# Which cell of the grid of Mẫu 01 a kind of column is cleaned and judged as.
_AS_CELL = {
    "date": "identity_issued_on",
    "phone": "phone",
    "id12": "identity_number",
    "email.gov": "official_email",
    "province": "province",
    "certificate_serial": "old_certificate_serial",
    "sim_pki": "sim_pki",
}
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
        self._columns = sheet_columns(form)
        self._profile, self._today, self._filled_in = profile, today, filled_in
        self._cross = _CROSS_CHECKS.get(form.mau, _nothing)
        # The grid's rules look at a whole row of Mẫu 01: columns that would stand in one cell of it go apart.
        self._layers: list[dict[str, str]] = []
        for one in self._columns:
            cell = one.key if one.key in KEYS else _AS_CELL.get(one.kind)
            if cell is None:
                continue
            layer = next((found for found in self._layers if cell not in found), None)
            if layer is None:
                self._layers.append(layer := {})
            layer[cell] = one.key

    def check(self, typed: Mapping[str, str]) -> Checked:
        """Judges one row, cells by key as typed."""
        cells = {one.key: typed.get(one.key, "") for one in self._columns}
        problems: list[RowNote] = []
        warnings: list[RowNote] = []
        for layer in self._layers:
            row = clean_row({cell: cells[key] for cell, key in layer.items()})
            if "sim_pki" in layer:
                row["sim_pki"] = _clean_sim(row["sim_pki"])
            cells |= {key: row[cell] for cell, key in layer.items()}
            judged = row | _medium(row["sim_pki"])
            wrong = row_problems(row=judged, profile=self._profile, today=self._today)
            odd = row_warnings(row=judged, profile=self._profile, today=self._today)
            problems += [RowNote(layer[note.key], note.text) for note in wrong]
            warnings += [RowNote(layer[note.key], note.text) for note in odd]
        for one in self._columns:
            if one.kind not in _AS_CELL:
                kind = kind_named(one.kind)
                cells[one.key] = text = kind.clean(cells[one.key])
                if text and (why := kind.wrong(text)) and not any(p.key == one.key for p in problems):
                    problems.append(RowNote(one.key, why))
        problems += self._gaps(cells)
        problems += self._cross(cells)
        return Checked(cells, tuple(problems), tuple(warnings))

    def _gaps(self, cells: Mapping[str, str]) -> Iterator[RowNote]:
        for one in self._columns:
            if one.required and not cells[one.key] and one.key not in self._filled_in:
                yield RowNote(one.key, f"Nhập {one.heading[:1].lower()}{one.heading[1:]}.")


def medium_of(sim_pki: str) -> str:
    """Where the key is kept (Request.Medium), by what the column SIM PKI says."""
    return "centralised" if sim_pki == CENTRALISED else "sim_pki" if sim_pki else "token"


def _medium(sim_pki: str) -> dict[str, str]:
    medium = medium_of(sim_pki)
    return {"medium": medium, "sim_pki": sim_pki if medium == "sim_pki" else ""}


def _clean_sim(text: str) -> str:
    return "" if text.lower() in _NO_SIM else chosen(text, (CENTRALISED,))


def _nothing(cells: Mapping[str, str]) -> Sequence[RowNote]:
    return ()


def _update(cells: Mapping[str, str]) -> Sequence[RowNote]:
    """Mẫu 04: at least one service; a change says what and into what."""
    if TICK not in (cells["renew"], cells["change"]):
        return (RowNote("renew", "Đánh dấu x ở Gia hạn, ở Thay đổi thông tin, hoặc ở cả hai."),)
    if cells["change"] != TICK:
        return ()
    words = {"old_information": "Nhập thông tin cần thay đổi.", "new_information": "Nhập thông tin mới."}
    return [RowNote(key, text) for key, text in words.items() if not cells[key]]


_CROSS_CHECKS: Mapping[str, Callable[[Mapping[str, str]], Sequence[RowNote]]] = {"04": _update}


def column_of(columns: Mapping[int, SheetColumn], key: str) -> int | None:
    """Where a key stands in the sheet; None for a column that the sheet has not."""
    return next((position for position, one in columns.items() if one.key == key), None)
