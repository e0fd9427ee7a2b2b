"""The grid of Mẫu 01 as it is typed: cells of up to hundreds of people, and what is said beside each of them.

No Django form for each line: five hundred of them would take seconds to make and to print.
"""

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from requests_workflow.domain.individual_rows import (
    KEYS,
    RowNote,
    clean_row,
    row_gaps,
    row_problems,
    row_warnings,
)
from requests_workflow.forms.people_cells import CELL_KEYS, MOST_CHARACTERS, SHORT_LABELS, SIM, Cell, medium_select
from requests_workflow.models import Request
from requests_workflow.regulations.profile import Profile
from requests_workflow.services.individual_rows import IndividualRow

PREFIX = "rows"
# More than a dossier may have, so that a list that is too long comes back whole, with a sentence.
MOST_LINES = 1000


@dataclass
class Line:
    """One line of the grid. `medium` is a value of MEDIA, or a SIM of an operator that nobody knows.

    `focused`: it is typed in next.
    """

    index: int
    values: Mapping[str, str]
    medium: str = Request.Medium.TOKEN.value
    person_id: uuid.UUID | None = None
    dropped: bool = False
    focused: bool = False
    defaults: Mapping[str, str] = field(default_factory=dict)
    notes: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def prefix(self) -> str:
        return f"{PREFIX}-{self.index}"

    @property
    def cells(self) -> list[Cell]:
        return [self._cell(key) for key in CELL_KEYS]

    @property
    def medium_select(self) -> SafeString:
        """The list of this line; what was pasted and is not known stays to be seen and corrected."""
        kind, text = self.notes.get("sim_pki", ("", ""))
        return medium_select(name=f"{self.prefix}-medium", chosen=self.medium, kind=kind, note=text)

    def row(self) -> IndividualRow:
        """The line as the services take it."""
        medium, _, operator = self.medium.partition(":")
        return IndividualRow(cells={**self.values, "sim_pki": operator}, medium=medium, person_id=self.person_id)

    def is_wanted(self) -> bool:
        """Whether the line is saved: something was typed, and it was not taken out."""
        return not self.dropped and not self.row().is_empty()

    def note(self, key: str, text: str, *, kind: str) -> None:
        """Says something beside a cell; the first is kept, so that what is worse is said first."""
        self.notes.setdefault(key if key in KEYS else "full_name", (kind, text))

    def target(self, key: str) -> str:
        """The id to which a summary leads."""
        return f"id_{self.prefix}-{'medium' if key == 'sim_pki' else key}"

    def _cell(self, key: str) -> Cell:
        kind, note = self.notes.get(key, ("", ""))
        focused = self.focused and key == CELL_KEYS[0]
        return Cell(
            key, f"{self.prefix}-{key}", self.values.get(key, ""), self.defaults.get(key, ""), note, kind, focused
        )


@dataclass(frozen=True)
class SummaryLine:
    """One line above the grid: what, and where to go."""

    text: str
    target: str


def lines_of(rows: Iterable[Request], *, defaults: Mapping[str, str]) -> list[Line]:
    """The saved rows of a draft (with `person`)."""
    return [
        Line(
            index=index,
            values={key: row.printed.get(key, "") for key in CELL_KEYS},
            medium=medium_value(row.medium, row.printed.get("sim_pki", "")),
            person_id=row.person.public_id if row.person else None,
            defaults=defaults,
        )
        for index, row in enumerate(rows)
    ]


def read_lines(data: Mapping[str, Any], *, defaults: Mapping[str, str]) -> list[Line]:
    """The lines of a form that was sent; text longer than any cell of the form is cut off."""
    typed = str(data.get(f"{PREFIX}-TOTAL_FORMS", ""))
    total = min(int(typed), MOST_LINES) if re.fullmatch(r"\d{1,6}", typed) else 0
    lines = []
    for index in range(total):
        start = f"{PREFIX}-{index}-"
        lines.append(
            Line(
                index=index,
                values={key: str(data.get(start + key, "")).strip()[:MOST_CHARACTERS] for key in CELL_KEYS},
                medium=_medium_typed(str(data.get(f"{start}medium", ""))),
                person_id=_uuid(str(data.get(f"{start}person", ""))),
                dropped=bool(data.get(f"{start}drop")),
                defaults=defaults,
            )
        )
    return lines


def add_pasted(
    lines: Sequence[Line], pasted: Sequence[Mapping[str, str]], *, defaults: Mapping[str, str]
) -> list[Line]:
    """The wanted lines and after them the pasted ones, numbered anew; empty workplace and province as for any line."""
    made = [line for line in lines if line.is_wanted()]
    for cells in pasted:
        values = {key: cells.get(key, "") or defaults.get(key, "") for key in CELL_KEYS}
        made.append(Line(index=0, values=values, medium=_medium_pasted(cells.get("sim_pki", "")), defaults=defaults))
    for index, line in enumerate(made):
        line.index = index
    return made


def with_empty_lines(
    lines: Sequence[Line], *, count: int, defaults: Mapping[str, str], asked: bool = False
) -> list[Line]:
    """The lines and `count` empty ones after them, workplace and province filled in.

    If `asked`, the first empty one is typed in next.
    """
    start = len(lines)
    room = max(min(count, MOST_LINES - start), 0)
    made = [*lines, *(Line(index=start + one, values=dict(defaults), defaults=defaults) for one in range(room))]
    if asked and (empty := next((line for line in made if line.row().is_empty()), None)) is not None:
        empty.focused = True
    return made


def judge_lines(lines: Sequence[Line], *, profile: Profile, today: date, gaps_in_cells: bool) -> dict[str, list[Any]]:
    """Notes beside the cells, and {"problems", "gaps", "warnings"}: lists of SummaryLine.

    Gaps are one line a person; beside the cells they are said only when the draft was meant to go on.
    """
    summary: dict[str, list[Any]] = {"problems": [], "gaps": [], "warnings": []}
    for line in lines:
        if not line.is_wanted():
            continue
        given = line.row()
        row = {**clean_row(given.cells), "medium": given.medium}
        for note in row_problems(row=row, profile=profile, today=today):
            line.note(note.key, note.text, kind="problem")
            summary["problems"].append(SummaryLine(f"{_who(line)}: {note.text}", line.target(note.key)))
        gaps = row_gaps(row=row, form=profile.individual_issue_form)
        if gaps:
            summary["gaps"].append(_gap_line(line, gaps))
        for note in gaps if gaps_in_cells else ():
            line.note(note.key, note.text, kind="gap")
        for note in row_warnings(row=row, profile=profile, today=today):
            line.note(note.key, note.text, kind="warning")
            summary["warnings"].append(SummaryLine(f"{_who(line)}: {note.text}", line.target(note.key)))
    return summary


def medium_value(medium: str, operator: str) -> str:
    """The value of MEDIA for what is stored."""
    return f"{SIM}:{operator}" if medium == SIM or operator else medium or Request.Medium.TOKEN.value


def agency_defaults(*, name: str, province: str) -> dict[str, str]:
    """What is filled in for every new line."""
    return {"workplace": name, "province": province}


def _who(line: Line) -> str:
    name = line.values.get("full_name", "")
    return f"Dòng {line.number} ({name})" if name else f"Dòng {line.number}"


def _gap_line(line: Line, gaps: Sequence[RowNote]) -> SummaryLine:
    words = ", ".join(SHORT_LABELS[note.key].lower() for note in gaps)
    return SummaryLine(f"{_who(line)}: còn thiếu {words}", line.target(gaps[0].key))


def _medium_pasted(text: str) -> str:
    if re.search(r"(?i)tập trung", text):
        return Request.Medium.CENTRALISED.value
    cleaned = clean_row({"sim_pki": text})["sim_pki"]
    # What fills the column where no SIM is meant.
    return f"{SIM}:{cleaned}" if cleaned and not re.fullmatch(r"(?i)không|-|0", cleaned) else Request.Medium.TOKEN.value


def _medium_typed(value: str) -> str:
    medium, _, operator = value.partition(":")
    if medium == SIM:
        return f"{SIM}:{operator.strip()[:32]}"
    return medium if medium in Request.Medium.values else Request.Medium.TOKEN.value


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
