"""The grid of Mẫu 08 and 09: devices of the register, and beside each of them what only people know."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

from requests_workflow.domain.form_rows import cell_gaps, cell_problems, clean_cells
from requests_workflow.forms.draft import WET_HELP, DraftForm
from requests_workflow.models import Request
from requests_workflow.regulations.profile import FormColumn, Profile
from requests_workflow.services.form_rows import FormRow
from tokens.models import Token

PREFIX = "rows"
# Longer than any cell may be, so that a text that is too long comes back whole, with a sentence.
MOST_CHARACTERS = 1000
# What is typed of each paper; the register knows the other columns.
TYPED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"device_return": ("condition", "note"), "device_loss": ("lost_on", "circumstances")}
)


@dataclass(frozen=True)
class TypedCell:
    """One input of the grid: `name` is also the end of its id."""

    key: str
    label: str
    name: str
    value: str
    required: bool
    note: str


@dataclass
class DeviceLine:
    """One device that is in the paper (`chosen`) or could be."""

    index: int
    token_id: uuid.UUID
    serial: str
    certificate_name: str
    certificate_serial: str
    columns: tuple[FormColumn, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    chosen: bool = False
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        return f"{PREFIX}-{self.index}"

    @property
    def cells(self) -> list[TypedCell]:
        return [
            TypedCell(
                key=column.key,
                label=column.label,
                name=f"{self.prefix}-{column.key}",
                value=self.values.get(column.key, ""),
                required=column.required,
                note=self.notes.get(column.key, ""),
            )
            for column in self.columns
        ]

    def row(self) -> FormRow:
        """The line as the services take it."""
        return FormRow(token_id=self.token_id, cells=dict(self.values))

    def target(self, key: str) -> str:
        """The id to which the summary leads; what has no input of its own leads to the tick."""
        known = any(column.key == key for column in self.columns)
        return f"id_{self.prefix}-{key}" if known else f"id_{self.prefix}-chon"


class DevicePaperForm(DraftForm):
    """Mẫu 08 and 09: who stands for the agency in the minutes, who signs, and how."""

    needed: ClassVar[tuple[str, ...]] = ("coordinator", "signer")
    reason = None  # type: ignore[assignment]  # the forms have no place for it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["coordinator"]
        person.label = "Người đại diện cơ quan trong biên bản"
        person.help_text = "Họ tên, chức vụ, số định danh, điện thoại được in trên biên bản, lấy từ danh bạ."
        self.fields["signing_way"].help_text = WET_HELP


def typed_columns(*, procedure: str, profile: Profile) -> tuple[FormColumn, ...]:
    """Columns of the paper that are typed."""
    form = profile.return_form if procedure == "device_return" else profile.loss_form
    return tuple(column for column in form.columns if column.key in TYPED[procedure])


def device_lines(
    *, rows: Iterable[Request], others: Iterable[Token], columns: tuple[FormColumn, ...]
) -> list[DeviceLine]:
    """The rows of the draft, ticked, and after them devices that could be added, with what was reported of a loss."""
    lines = [
        DeviceLine(
            index=0,
            token_id=row.token.public_id,
            serial=row.printed.get("token_serial", ""),
            certificate_name=row.printed.get("certificate_name", ""),
            certificate_serial=row.printed.get("certificate_serial", ""),
            columns=columns,
            values={column.key: row.printed.get(column.key, "") for column in columns},
            chosen=True,
        )
        for row in rows
        if row.token is not None
    ]
    there = {line.token_id for line in lines}
    lines += [
        DeviceLine(
            index=0,
            token_id=token.public_id,
            serial=token.serial_number,
            certificate_name=token.certificate.common_name if token.certificate else str(token.subscriber or ""),
            certificate_serial=token.certificate.serial_number if token.certificate else "",
            columns=columns,
            values=_reported(token),
        )
        for token in others
        if token.public_id not in there
    ]
    for index, line in enumerate(lines):
        line.index = index
    return lines


def take_typed(lines: Sequence[DeviceLine], data: Mapping[str, Any]) -> None:
    """What a form that was sent says of these lines; a line that it does not name stays as it is, not chosen."""
    typed: dict[str, int] = {}
    for index in range(_total(data)):
        typed.setdefault(str(data.get(f"{PREFIX}-{index}-token", "")), index)
    for line in lines:
        at = typed.get(str(line.token_id))
        line.chosen = at is not None and bool(data.get(f"{PREFIX}-{at}-chon"))
        if at is not None:
            line.values = {
                column.key: str(data.get(f"{PREFIX}-{at}-{column.key}", "")).strip()[:MOST_CHARACTERS]
                for column in line.columns
            }


def token_ids(data: Mapping[str, Any]) -> list[uuid.UUID]:
    """Public ids of the devices that a form that was sent has ticked."""
    found = []
    for index in range(_total(data)):
        try:
            if data.get(f"{PREFIX}-{index}-chon"):
                found.append(uuid.UUID(str(data.get(f"{PREFIX}-{index}-token", ""))))
        except ValueError:
            continue
    return found


def fill_empty(lines: Iterable[DeviceLine], *, key: str, text: str) -> None:
    """Writes the text into the empty cells of this column, of the chosen lines alone."""
    for line in lines:
        if line.chosen and text and not line.values.get(key):
            line.values = {**line.values, key: text}


def judge(lines: Iterable[DeviceLine], *, procedure: str, profile: Profile, today: date, gaps: bool) -> list[Any]:
    """[{"text", "target"}] of what cannot be, and with `gaps` of what is missing; said beside the cells too."""
    form = profile.return_form if procedure == "device_return" else profile.loss_form
    said = []
    for line in lines:
        if not line.chosen:
            continue
        cells = clean_cells(cells=line.values, form=form)
        typed = {column.key for column in line.columns}
        notes = list(cell_problems(cells=cells, form=form, profile=profile, today=today))
        notes += cell_gaps(cells=cells, form=form) if gaps else ()
        for note in notes:
            if note.key in typed and note.key not in line.notes:
                line.notes[note.key] = note.text
                said.append({"text": f"Thiết bị {line.serial}: {note.text}", "target": line.target(note.key)})
    return said


def _reported(token: Token) -> dict[str, str]:
    report = next(iter(token.loss_reports.all()), None)
    return {"lost_on": f"{report.lost_on:%d/%m/%Y}", "circumstances": report.circumstances} if report else {}


def _total(data: Mapping[str, Any]) -> int:
    text = str(data.get(f"{PREFIX}-TOTAL_FORMS", ""))
    return min(int(text), 1000) if text.isdecimal() and len(text) < 7 else 0
