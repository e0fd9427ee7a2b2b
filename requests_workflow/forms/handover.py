"""The form of a hand-over: which rows, and in what condition each device is given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField

from directory.domain.names import normalise
from requests_workflow.forms.fields import VietnameseDateField, new_form_key
from requests_workflow.models import Request
from requests_workflow.services.devices import AS_LABELLED


@dataclass(frozen=True)
class OfferLine:
    """One row with its fields; the two of the decision are None where none is needed."""

    row: Request
    tick: BoundField
    condition: BoundField
    decision_number: BoundField | None = None
    decision_date: BoundField | None = None

    @property
    def has_errors(self) -> bool:
        """Whether the line is to be marked."""
        fields = (self.condition, self.decision_number, self.decision_date)
        return any(field.errors for field in fields if field is not None)


@dataclass(frozen=True)
class Offer:
    """What is given to whom, in what condition, and by which decision."""

    row: Request
    condition: str
    decision_number: str = ""
    decision_date: date | None = None


class OffersForm(forms.Form):
    """Rows that may be offered to their receivers on screen; what is not ticked stays.

    `by_decision`: each device goes to its keeper by a written decision, whose number and date are asked for.
    """

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Sequence[Request], by_decision: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {"form_key": new_form_key(), **kwargs["initial"]}
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        self.by_decision = by_decision
        # Rows that were ticked and cannot be offered any more are answered without the form.
        self.may_be_empty = False
        for row in self.rows:
            self.fields[f"chon-{row.public_id}"] = forms.BooleanField(required=False, label=f"Bàn giao cho {row.name}")
            self.fields[f"condition-{row.public_id}"] = forms.CharField(
                required=False,
                max_length=255,
                label=f"Tình trạng thiết bị giao cho {row.name}",
                initial=AS_LABELLED,
            )
            if by_decision:
                self._add_decision(row)

    def _add_decision(self, row: Request) -> None:
        self.fields[f"decision_number-{row.public_id}"] = forms.CharField(
            required=False, max_length=64, label=f"Số quyết định giao giữ thiết bị của {row.name}"
        )
        self.fields[f"decision_date-{row.public_id}"] = VietnameseDateField(
            required=False, help_text="", label=f"Ngày quyết định giao giữ thiết bị của {row.name}"
        )

    def lines(self) -> Iterator[OfferLine]:
        """The rows in order."""
        for row in self.rows:
            decided = (self[f"decision_{part}-{row.public_id}"] for part in ("number", "date"))
            line = (row, self[f"chon-{row.public_id}"], self[f"condition-{row.public_id}"])
            yield OfferLine(*line, *decided) if self.by_decision else OfferLine(*line)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        wanted = {"condition": "Ghi tình trạng thiết bị khi bàn giao."}
        if self.by_decision:
            wanted["decision_number"] = "Nhập số quyết định giao giữ thiết bị."
            wanted["decision_date"] = "Nhập ngày quyết định."
        for row in self.rows:
            for part, text in wanted.items():
                name = f"{part}-{row.public_id}"
                empty = not str(cleaned.get(name) or "").strip()
                if cleaned.get(f"chon-{row.public_id}") and name not in self.errors and empty:
                    self.add_error(name, text)
        if not self.errors and not self.may_be_empty and not self.chosen():
            self.add_error(None, "Chưa chọn người nào. Đánh dấu ít nhất một người.")
        return cleaned

    def chosen(self) -> list[Offer]:
        """The rows that were ticked."""
        c = self.cleaned_data
        return [
            Offer(
                row=row,
                condition=normalise(c.get(f"condition-{row.public_id}", "")),
                decision_number=normalise(c.get(f"decision_number-{row.public_id}", "")),
                decision_date=c.get(f"decision_date-{row.public_id}"),
            )
            for row in self.rows
            if c.get(f"chon-{row.public_id}")
        ]


class DecisionForm(forms.Form):
    """The decision that the minutes to be signed by hand are to name."""

    so = forms.CharField(
        label="Số, ký hiệu quyết định giao giữ thiết bị",
        max_length=64,
        help_text="Ví dụ 77/QĐ-UBND; in vào biên bản.",
        error_messages={"required": "Nhập số quyết định giao giữ thiết bị."},
    )
    ngay = VietnameseDateField(label="Ngày quyết định")

    def decision(self) -> tuple[str, date]:
        """(number, date); call after is_valid()."""
        return normalise(self.cleaned_data["so"]), self.cleaned_data["ngay"]


class NoticeForm(forms.Form):
    """Rows handed over that the new notice names; all are ticked at first. `creation_key`: a second press opens one."""

    creation_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Sequence[Request], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {"creation_key": new_form_key(), **kwargs["initial"]}
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            label = f"Đưa {row.name} vào thông báo"
            self.fields[f"chon-{row.public_id}"] = forms.BooleanField(required=False, label=label, initial=True)

    def lines(self) -> Iterator[tuple[Request, BoundField]]:
        """(row, tick) in order."""
        for row in self.rows:
            yield row, self[f"chon-{row.public_id}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.chosen():
            self.add_error(None, "Chưa chọn người nào. Đánh dấu ít nhất một người.")
        return cleaned

    def chosen(self) -> list[Request]:
        """The rows that were ticked."""
        return [row for row in self.rows if self.cleaned_data.get(f"chon-{row.public_id}")]
