"""The form of a hand-over: which rows, and in what condition each device is given."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from directory.domain.names import normalise
from requests_workflow.forms.fields import new_form_key
from requests_workflow.models import Request
from requests_workflow.services.devices import AS_LABELLED


class OffersForm(forms.Form):
    """Rows that may be offered to their subscribers on screen; what is not ticked stays."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Sequence[Request], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {"form_key": new_form_key(), **kwargs["initial"]}
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
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

    def lines(self) -> Iterator[tuple[Request, BoundField, BoundField]]:
        """(row, tick, condition) in order."""
        for row in self.rows:
            yield row, self[f"chon-{row.public_id}"], self[f"condition-{row.public_id}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for row in self.rows:
            name = f"condition-{row.public_id}"
            if cleaned.get(f"chon-{row.public_id}") and name not in self.errors and not cleaned.get(name, "").strip():
                self.add_error(name, "Ghi tình trạng thiết bị khi bàn giao.")
        if not self.errors and not self.may_be_empty and not self.chosen():
            self.add_error(None, "Chưa chọn người nào. Đánh dấu ít nhất một người.")
        return cleaned

    def chosen(self) -> list[tuple[Request, str]]:
        """(row, condition) of the rows that were ticked."""
        c = self.cleaned_data
        return [
            (row, normalise(c.get(f"condition-{row.public_id}", "")))
            for row in self.rows
            if c.get(f"chon-{row.public_id}")
        ]


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
