"""The grid of Mẫu 02 and 03 as it is typed: cells by the form's own columns, who keeps the device, and notes beside.

The columns are data: a form whose official layout replaces ours needs no change here.
"""

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from requests_workflow.domain.form_rows import SYSTEM_KINDS, clean_cells
from requests_workflow.domain.individual_rows import RowNote
from requests_workflow.domain.kept_rows import (
    KEEPER,
    OLD_SERIAL,
    clean_old_serial,
    columns_of,
    kept_gaps,
    kept_problems,
    kept_warnings,
)
from requests_workflow.forms.individual import MOST_LINES, PREFIX, SummaryLine
from requests_workflow.forms.people_cells import MOST_CHARACTERS, note_attributes, note_html
from requests_workflow.models import Request
from requests_workflow.regulations.profile import FormColumn, FormRef, Profile
from requests_workflow.selectors.kept_candidates import KeeperChoice
from requests_workflow.services.form_rows import FormRow

MEDIA = (
    (Request.Medium.TOKEN.value, "Thiết bị lưu khóa"),
    (Request.Medium.CENTRALISED.value, "Ký số tập trung"),
)
PROVINCES_LIST = "ds-tinh"
WIDE_KINDS = frozenset({"text", "email.gov", "network_name"})
NUMERIC_KINDS = frozenset({"tax_code", "budget_code"})
NO_REGISTRY = "Người này không phải văn thư của cơ quan: thiết bị của cơ quan chỉ giao cho văn thư."
NOT_IN_LIST = "Chọn người giữ trong danh sách."


@dataclass(frozen=True)
class KeptGrid:
    """What all lines share. `defaults`: cells filled in for every new line; `keepers`: văn thư first for Mẫu 02."""

    procedure: str
    form: FormRef
    keepers: tuple[KeeperChoice, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[FormColumn, ...]:
        return columns_of(procedure=self.procedure, form=self.form)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns)

    @property
    def name_key(self) -> str:
        """The column that names a line."""
        return self.form.columns[0].key

    def keeper(self, public_id: uuid.UUID | None) -> KeeperChoice | None:
        """The person of the list with this id."""
        return next((one for one in self.keepers if one.public_id == str(public_id)), None)


@dataclass
class KeptLine:
    """One line of the grid; `keeper_id` is a person's public id, `medium` a value of MEDIA, `focused` typed in next."""

    grid: KeptGrid
    index: int
    values: Mapping[str, str]
    medium: str = Request.Medium.TOKEN.value
    keeper_id: uuid.UUID | None = None
    dropped: bool = False
    focused: bool = False
    notes: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def prefix(self) -> str:
        return f"{PREFIX}-{self.index}"

    @property
    def name(self) -> str:
        return self.values.get(self.grid.name_key, "")

    @property
    def cells(self) -> list[SafeString]:
        """The inputs of the form's columns, then of what is kept beside them."""
        return [self._cell(column) for column in self.grid.columns]

    @property
    def keeper_select(self) -> SafeString:
        chosen = self.grid.keeper(self.keeper_id)
        options = [("", "Chọn người giữ"), *((one.public_id, one.label) for one in self.grid.keepers)]
        return self._select(KEEPER, options, chosen.public_id if chosen else "")

    @property
    def medium_select(self) -> SafeString:
        return self._select("medium", MEDIA, self.medium)

    def row(self) -> FormRow:
        """The line as the services take it."""
        cells = {**self.values, OLD_SERIAL.key: clean_old_serial(self.values.get(OLD_SERIAL.key, ""))}
        return FormRow(cells=cells, medium=self.medium, person_id=self.keeper_id)

    def is_wanted(self) -> bool:
        """Whether the line is saved: something was typed, and it was not taken out."""
        return not self.dropped and not self.row().is_empty()

    def note(self, key: str, text: str, *, kind: str) -> None:
        """Says something beside a cell; the first is kept, so that what is worse is said first."""
        known = key if key in (*self.grid.keys, KEEPER, "medium") else self.grid.name_key
        self.notes.setdefault(known, (kind, text))

    def target(self, key: str) -> str:
        """The id to which a summary leads."""
        return f"id_{self.prefix}-{key}"

    def _cell(self, column: FormColumn) -> SafeString:
        name, value = f"{self.prefix}-{column.key}", self.values.get(column.key, "")
        if column.kind == "system_kind":
            options = [("", "Chọn loại"), *((one, one) for one in SYSTEM_KINDS)]
            if value and value not in SYSTEM_KINDS:
                options.append((value, value))
            control = self._select(column.key, options, value)
        else:
            kind, note = self.notes.get(column.key, ("", ""))
            more = f' maxlength="{MOST_CHARACTERS}" autocomplete="off"'
            more += ' inputmode="numeric"' if column.kind in NUMERIC_KINDS else ""
            more += f' list="{PROVINCES_LIST}"' if column.kind == "province" else ""
            if default := self.grid.defaults.get(column.key, ""):
                more += f' data-default="{escape(default)}"'
            more += " autofocus" if self.focused and column.key == self.grid.name_key else ""
            control = mark_safe(  # noqa: S308  what was typed is escaped
                f'<input id="id_{name}" name="{name}" value="{escape(value)}"{more}'
                f"{note_attributes(name, kind)}>{note_html(name, kind, note)}"
            )
        wide = f" person__{column.key} {'person__workplace' if column.kind in WIDE_KINDS else 'person__province'}"
        return mark_safe(  # noqa: S308  what was typed is escaped
            f'<div class="grid__cell{wide}"><label for="id_{name}">{escape(column.label)}</label>{control}</div>'
        )

    def _select(self, key: str, options: Iterable[tuple[str, str]], chosen: str) -> SafeString:
        name, (kind, note) = f"{self.prefix}-{key}", self.notes.get(key, ("", ""))
        listed = "".join(
            f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
            for value, label in options
        )
        return mark_safe(  # noqa: S308  what was typed is escaped
            f'<select id="id_{name}" name="{name}"{note_attributes(name, kind)}>{listed}</select>'
            f"{note_html(name, kind, note)}"
        )


def kept_lines_of(rows: Iterable[Request], *, grid: KeptGrid) -> list[KeptLine]:
    """The saved rows of a draft (with `person`)."""
    return [
        KeptLine(
            grid=grid,
            index=index,
            values={key: row.printed.get(key, "") for key in grid.keys},
            medium=_medium(row.medium),
            keeper_id=row.person.public_id if row.person else None,
        )
        for index, row in enumerate(rows)
    ]


def read_kept_lines(data: Mapping[str, Any], *, grid: KeptGrid) -> list[KeptLine]:
    """The lines of a form that was sent; text longer than any cell of the form is cut off."""
    typed = str(data.get(f"{PREFIX}-TOTAL_FORMS", ""))
    total = min(int(typed), MOST_LINES) if re.fullmatch(r"[0-9]{1,6}", typed) else 0
    lines = []
    for index in range(total):
        start = f"{PREFIX}-{index}-"
        keeper = str(data.get(start + KEEPER, ""))
        line = KeptLine(
            grid=grid,
            index=index,
            values={key: str(data.get(start + key, "")).strip()[:MOST_CHARACTERS] for key in grid.keys},
            medium=_medium(str(data.get(f"{start}medium", ""))),
            keeper_id=_uuid(keeper),
            dropped=bool(data.get(f"{start}drop")),
        )
        if keeper and grid.keeper(line.keeper_id) is None:
            line.note(KEEPER, NOT_IN_LIST, kind="problem")
            line.keeper_id = None
        lines.append(line)
    return lines


def add_pasted_rows(
    lines: Sequence[KeptLine], pasted: Sequence[Mapping[str, str]], *, grid: KeptGrid
) -> list[KeptLine]:
    """The wanted lines and after them the pasted ones, numbered anew; empty cells get the grid's defaults."""
    made = [line for line in lines if line.is_wanted()]
    for cells in pasted:
        values = {key: cells.get(key, "")[:MOST_CHARACTERS] or grid.defaults.get(key, "") for key in grid.keys}
        made.append(KeptLine(grid=grid, index=0, values=values))
    for index, line in enumerate(made):
        line.index = index
    return made


def with_empty_kept_lines(
    lines: Sequence[KeptLine], *, count: int, grid: KeptGrid, asked: bool = False
) -> list[KeptLine]:
    """The lines and `count` empty ones after them, with the grid's defaults; the first empty one is next if `asked`."""
    start = len(lines)
    room = max(min(count, MOST_LINES - start), 0)
    made = [*lines, *(KeptLine(grid=grid, index=start + one, values=dict(grid.defaults)) for one in range(room))]
    if asked and (empty := next((line for line in made if line.row().is_empty()), None)) is not None:
        empty.focused = True
    return made


def judge_kept_lines(
    lines: Sequence[KeptLine], *, grid: KeptGrid, profile: Profile, today: date, gaps_in_cells: bool
) -> dict[str, list[Any]]:
    """Notes beside the cells, and {"problems", "gaps", "warnings"}: lists of SummaryLine.

    Gaps are one summary line a row; beside the cells they are said only when the draft was meant to go on.
    """
    summary: dict[str, list[Any]] = {"problems": [], "gaps": [], "warnings": []}
    for line in lines:
        if not line.is_wanted():
            continue
        row = line.row()
        cells = clean_cells(cells=row.cells, form=grid.form) | {
            key: row.cells.get(key, "") for key in grid.keys if key not in {c.key for c in grid.form.columns}
        }
        for note in kept_problems(cells=cells, form=grid.form, profile=profile, today=today):
            line.note(note.key, note.text, kind="problem")
            summary["problems"].append(SummaryLine(f"{_who(line)}: {note.text}", line.target(note.key)))
        gaps = kept_gaps(
            procedure=grid.procedure,
            cells=cells,
            form=grid.form,
            medium=line.medium,
            has_keeper=line.keeper_id is not None,
        )
        if gaps:
            words = ", ".join(_short(grid, note.key) for note in gaps)
            summary["gaps"].append(SummaryLine(f"{_who(line)}: còn thiếu {words}", line.target(gaps[0].key)))
        for note in gaps if gaps_in_cells else ():
            line.note(note.key, note.text, kind="gap")
        for note in (*kept_warnings(cells=cells, form=grid.form, profile=profile), *_keeper_warnings(line)):
            line.note(note.key, note.text, kind="warning")
            summary["warnings"].append(SummaryLine(f"{_who(line)}: {note.text}", line.target(note.key)))
    return summary


def _keeper_warnings(line: KeptLine) -> tuple[RowNote, ...]:
    """Of an organisation: the device is kept like the seal (NĐ 30/2020 Điều 32)."""
    keeper = line.grid.keeper(line.keeper_id)
    if line.grid.procedure != "organisation_issue" or keeper is None or keeper.is_registry_clerk:
        return ()
    return (RowNote(KEEPER, NO_REGISTRY),)


def _short(grid: KeptGrid, key: str) -> str:
    if key == KEEPER:
        return "người giữ thiết bị"
    label = next(column.label for column in grid.columns if column.key == key)
    return label[0].lower() + label[1:]


def _who(line: KeptLine) -> str:
    return f"Dòng {line.number} ({line.name})" if line.name else f"Dòng {line.number}"


def _medium(value: str) -> str:
    return value if value in dict(MEDIA) else Request.Medium.TOKEN.value


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
