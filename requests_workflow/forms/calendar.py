"""Forms of /lich-lam-viec/; both live in the address."""

from datetime import date
from typing import Any

from django import forms

from requests_workflow.domain.calendar_changes import FIRST_YEAR, LAST_YEAR
from requests_workflow.forms.fields import VietnameseDateField

LONGEST_TERM = 250
MONTHS = [("", "Cả năm"), *((str(month), f"Tháng {month}") for month in range(1, 13))]


class CalendarFilter(forms.Form):
    """Which part of the calendar is shown."""

    nam = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    thang = forms.TypedChoiceField(label="Tháng", required=False, coerce=int, empty_value=None, choices=MONTHS)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nam"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]


class TermForm(forms.Form):
    """The calculator: a day of receipt, perhaps its time, and a term."""

    nhan = VietnameseDateField(label="Ngày nhận", required=True)
    luc = forms.TimeField(
        label="Giờ nhận",
        required=False,
        help_text="Giờ Việt Nam, ví dụ 16:45",
        error_messages={"invalid": "Nhập giờ dạng giờ:phút, ví dụ 16:45."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "class": "input--short"}),
    )
    so_ngay = forms.IntegerField(
        label="Số ngày làm việc",
        min_value=0,
        max_value=LONGEST_TERM,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Nhập số ngày là một số nguyên.",
            "min_value": "Số ngày không được âm.",
            "max_value": f"Số ngày không quá {LONGEST_TERM}.",
        },
    )

    def clean_nhan(self) -> date:
        """A day near the years of the calendar."""
        day: date = self.cleaned_data["nhan"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(f"Chọn ngày trong các năm {FIRST_YEAR}–{LAST_YEAR}.")
        return day
