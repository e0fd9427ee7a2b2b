"""Forms of a proposed change of the calendar, and of the decision about it."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from directory.domain.names import normalise
from requests_workflow.domain.calendar_changes import (
    LONGEST_REASON,
    LONGEST_REF,
    DayProposal,
    Spans,
    read_spans,
)
from requests_workflow.forms.fields import VietnameseDateField
from requests_workflow.models import CalendarChange

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
KINDS = [(kind.value, kind.label) for kind in CalendarChange.Kind if kind != CalendarChange.Kind.HOURS]
REF_HELP = "Số, ký hiệu và ngày của văn bản, ví dụ: Công văn số 12729/VPCP-KGVX ngày 25/12/2025"


def _text(label: str, most: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        error_messages={"required": "Không để trống.", "max_length": f"Dài quá {most} ký tự."},
        **kwargs,
    )


class DayChangeForm(forms.Form):
    """One day; the names of the fields that the service complains about are in FIELDS."""

    FIELDS = {"date": "ngay", "kind": "loai", "reason": "ly_do", "legal_ref": "can_cu"}

    ngay = VietnameseDateField(label="Ngày")
    loai = forms.ChoiceField(
        label="Ngày này là",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một loại.", "invalid_choice": "Chọn một loại."},
    )
    ly_do = _text("Lý do", LONGEST_REASON, help_text="Ví dụ: Quốc khánh; nghỉ hoán đổi với ngày 22/08/2026")
    can_cu = _text("Văn bản quyết định", LONGEST_REF, help_text=REF_HELP)
    tam_tinh = forms.BooleanField(label="Tạm tính: chưa có văn bản quyết định chính thức", required=False)

    def proposal(self) -> DayProposal:
        """What was filled in; call after is_valid()."""
        data = self.cleaned_data
        return DayProposal(
            date=data["ngay"],
            kind=data["loai"],
            reason=data["ly_do"],
            legal_ref=data["can_cu"],
            provisional=data["tam_tinh"],
        )


class HoursForm(forms.Form):
    """Office hours of some weekdays."""

    FIELDS = {"weekdays": "thu", "spans": "gio", "reason": "ly_do", "legal_ref": "can_cu"}

    thu = forms.TypedMultipleChoiceField(
        label="Các ngày trong tuần",
        coerce=int,
        choices=[(str(number), name) for number, name in enumerate(WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một ngày."},
    )
    gio = forms.CharField(
        label="Giờ làm việc mới",
        required=False,
        max_length=120,
        help_text=(
            "Ví dụ: 7:30-11:30, 13:30-17:00. Giờ của thứ Bảy, Chủ nhật chỉ dùng cho ngày làm bù, bỏ được bằng cách để "
            "trống."
        ),
        error_messages={"max_length": "Dài quá 120 ký tự."},
    )
    ly_do = _text("Lý do", LONGEST_REASON)
    can_cu = _text("Văn bản quyết định", LONGEST_REF, help_text=REF_HELP)

    def clean_gio(self) -> Spans:
        """The spans of opening."""
        try:
            return read_spans(self.cleaned_data["gio"])
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def clean_ly_do(self) -> str:
        """NFC, single-spaced."""
        return normalise(self.cleaned_data["ly_do"])

    def clean_can_cu(self) -> str:
        """NFC, single-spaced."""
        return normalise(self.cleaned_data["can_cu"])


class DecisionForm(forms.Form):
    """What to do with the chosen changes of one batch; `viec` is the button that was pressed."""

    APPROVE, REJECT = "duyet", "khong_duyet"
    FIELDS = {"rejection": "ly_do"}

    dot = forms.UUIDField(widget=forms.HiddenInput)
    chon = forms.MultipleChoiceField(
        label="Thay đổi",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Chọn ít nhất một thay đổi.",
            "invalid_choice": "Thay đổi đã chọn không còn chờ duyệt. Xem lại danh sách.",
        },
    )
    ly_do = forms.CharField(
        label="Lý do không duyệt, hoặc rút lại",
        required=False,
        max_length=500,
        help_text="Chỉ cần khi không duyệt hoặc rút lại",
        error_messages={"max_length": "Dài quá 500 ký tự."},
    )
    viec = forms.ChoiceField(choices=[(APPROVE, ""), (REJECT, "")], widget=forms.HiddenInput)

    def __init__(self, *args: Any, batch: uuid.UUID, changes: Iterable[CalendarChange], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_{batch.hex}_%s")
        super().__init__(*args, **kwargs)
        self.fields["chon"].choices = [(str(one.public_id), "") for one in changes]  # type: ignore[attr-defined]

    @property
    def change_ids(self) -> list[uuid.UUID]:
        """The chosen changes; call after is_valid()."""
        return [uuid.UUID(one) for one in self.cleaned_data["chon"]]
