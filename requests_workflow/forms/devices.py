"""The form of devices that arrived: one line a row, filled by a scanner, by hand or from a pasted list."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from directory.domain.names import normalise
from directory.models import User
from requests_workflow.domain.device_list import Unmatched, WaitingRow, match_devices
from requests_workflow.forms.fields import ProofField, VietnameseDateTimeField, new_form_key
from requests_workflow.forms.staging import fetch, keep, receive
from requests_workflow.models import Request
from requests_workflow.services.act_input import ActInput, DeviceInput
from requests_workflow.services.devices import AS_LABELLED
from requests_workflow.services.documents import Incoming
from requests_workflow.services.errors import InvalidInput
from tokens.domain.serials import normal_serial
from tokens.models import Token

# What a key of a person is kept on; an HSM or a SIM does not come in a parcel for an official.
KINDS = [(kind.value, kind.label) for kind in (Token.Kind.PKI_TOKEN, Token.Kind.OTHER)]
PER_ROW = ("serial", "kind", "model", "condition", "tick")


@dataclass(frozen=True)
class Line:
    """One row with its fields, by name; `registered` is the serial that the department has entered, "" for none."""

    row: Request
    fields: dict[str, BoundField]
    registered: str

    @property
    def errors(self) -> list[str]:
        return [str(error) for field in self.fields.values() for error in field.errors]


class DevicesForm(forms.Form):
    """Which devices came; a line without a serial (or a tick, where the serial is known) has not come yet."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    proof_kept = forms.CharField(required=False, widget=forms.HiddenInput)
    legal_at = VietnameseDateTimeField(
        label="Thời điểm nhận",
        help_text="Thời điểm thiết bị thực sự được giao, nhận; giờ Việt Nam, ví dụ 05/08/2026 14:30.",
    )
    proof_file = ProofField(
        label="Biên bản hoặc phiếu giao thiết bị",
        required=False,
        help_text="PDF, PNG hoặc JPEG.",
    )
    pasted = forms.CharField(
        label="Dán danh sách",
        required=False,
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text="Mỗi dòng: số hiệu thiết bị, dấu tab (hoặc dấu chấm phẩy), rồi họ và tên, thư điện tử công vụ hoặc "
        "số hiệu chứng thư. Chép được từ Excel. Chỉ điền dòng trùng hoàn toàn; không đoán.",
    )

    def __init__(self, *args: Any, rows: Sequence[Request], user: User, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {"form_key": new_form_key(), **kwargs["initial"]}
        super().__init__(*args, **kwargs)
        self.rows, self.user = list(rows), user
        for row in self.rows:
            self._add_row(row)

    def _add_row(self, row: Request) -> None:
        key, name = row.public_id, row.name
        if registered(row):
            self.fields[f"tick-{key}"] = forms.BooleanField(required=False, label=f"Đã nhận thiết bị của {name}")
        else:
            self.fields[f"serial-{key}"] = forms.CharField(
                required=False,
                max_length=64,
                label=f"Số hiệu thiết bị của {name}",
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-scan": ""}),
            )
            self.fields[f"kind-{key}"] = forms.ChoiceField(
                choices=KINDS, label=f"Loại thiết bị của {name}", required=False
            )
            self.fields[f"model-{key}"] = forms.CharField(
                required=False, max_length=64, label=f"Chủng loại thiết bị của {name}"
            )
        self.fields[f"condition-{key}"] = forms.CharField(
            required=False, max_length=255, label=f"Tình trạng thiết bị của {name}", initial=AS_LABELLED
        )

    def lines(self) -> Iterator[Line]:
        """The rows in order, each with its bound fields."""
        for row in self.rows:
            names = {part: f"{part}-{row.public_id}" for part in PER_ROW}
            yield Line(row, {p: self[name] for p, name in names.items() if name in self.fields}, registered(row))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.devices():
            self.add_error(None, "Chưa nhập số hiệu hay đánh dấu thiết bị nào. Điền ít nhất một dòng.")
        return cleaned

    def devices(self) -> tuple[DeviceInput, ...]:
        """The lines that were filled."""
        found = []
        for row in self.rows:
            key = row.public_id
            if registered(row):
                serial = registered(row) if self.cleaned_data.get(f"tick-{key}") else ""
            else:
                serial = normalise(self.cleaned_data.get(f"serial-{key}") or "")
            if serial:
                found.append(
                    DeviceInput(
                        request_id=key,
                        serial=serial,
                        kind=self.cleaned_data.get(f"kind-{key}") or Token.Kind.PKI_TOKEN,
                        model=normalise(self.cleaned_data.get(f"model-{key}") or ""),
                        condition=normalise(self.cleaned_data.get(f"condition-{key}") or ""),
                    )
                )
        return tuple(found)

    def act_input(self) -> ActInput:
        """What the act brings; call after is_valid()."""
        upload = self.cleaned_data.get("proof_file")
        incoming = receive(upload) if upload else self._kept()
        return ActInput(
            devices=self.devices(),
            legal_at=self.cleaned_data["legal_at"],
            files={"proof_file": incoming} if incoming is not None else {},
        )

    def fill_from_pasted(self) -> list[Unmatched]:
        """Writes the pasted serials into the lines that have none; returns what fills nothing.

        Of a bound form. What was typed before is never overwritten.
        """
        waiting = [
            WaitingRow(
                key=str(row.public_id),
                full_name=row.printed.get("full_name", ""),
                official_email=row.printed.get("official_email", ""),
                certificate_serial=row.certificate.serial_number if row.certificate else "",
            )
            for row in self.rows
        ]
        found, unmatched = match_devices(text=self.data.get("pasted", ""), rows=waiting)
        data = _copy(self.data)
        for row in self.rows:
            serial = found.get(str(row.public_id))
            if serial is None:
                continue
            known = registered(row)
            typed = known or normal_serial(data.get(f"serial-{row.public_id}", ""))
            if typed and typed != normal_serial(serial):
                words = f"Sở đã ghi số hiệu {known}" if known else "dòng này đã có số hiệu khác"
                unmatched.append(Unmatched(0, f"{serial} – {row.name}", words))
            elif known:
                data[f"tick-{row.public_id}"] = "on"
            else:
                data[f"serial-{row.public_id}"] = serial
        data["pasted"] = ""
        self.data = data
        return unmatched

    def keep_files(self) -> None:
        """Call before showing the form again: a file that arrived well is not asked for twice."""
        upload = self.files.get("proof_file")
        if upload is None or "proof_file" in self.errors:
            return
        upload.seek(0)
        reference = keep(incoming=receive(upload), user_id=self.user.pk)
        if reference:
            data = _copy(self.data)
            data["proof_kept"] = reference
            self.data = data

    def kept_name(self) -> str:
        """Name of the file that was received before, "" where there is none."""
        kept = self._kept()
        return kept.name if kept else ""

    def _kept(self) -> Incoming | None:
        source: Any = self.data if self.is_bound else self.initial
        reference = source.get("proof_kept", "")
        return fetch(reference=reference, user_id=self.user.pk) if reference else None

    def as_typed(self) -> dict[str, Any]:
        """What stands in the lines of a bound form now, as initial values of a form that is not judged yet."""
        return {name: self.data.get(name, "") for name in self.fields if name != "proof_file"}

    def new_key(self) -> None:
        """The next press is another attempt."""
        data = _copy(self.data)
        data["form_key"] = str(uuid.uuid4())
        self.data = data

    def add_service_errors(self, error: InvalidInput) -> None:
        """Puts each error of the service beside its line; where the line has a tick, beside the tick."""
        for one in error.errors:
            name = one.field if one.field in self.fields else one.field.replace("serial-", "tick-", 1)
            # The summary calls each field by the name of its row.
            known = next((row.name for row in self.rows if one.field.endswith(str(row.public_id))), "")
            text = one.text.removeprefix(f"{known}: ") if name in self.fields else one.text
            self.add_error(name if name in self.fields else None, text)


def registered(row: Request) -> str:
    """The serial that the department has entered for the row, where the device is there."""
    return row.token.serial_number if row.state == "device_at_department" and row.token else ""


def _copy(data: Any) -> QueryDict:
    copy = QueryDict(mutable=True)
    copy.update(data)
    return copy
