"""Filters of /bao-cao/; they live in the address."""

from datetime import date
from typing import Any

from django import forms

from reporting.domain.periods import KINDS, Period, period_of
from reporting.selectors.recovery_cases import OUTCOMES, PUNCTUALITY
from requests_workflow.regulations.registry import BASES

# Old cases are recorded from the first rules on that the product knows.
FIRST_YEAR = BASES[0].valid_from.year


class ReportFilter(forms.Form):
    """The period, and the drill-down of one count."""

    ky = forms.ChoiceField(label="Kỳ", required=False, choices=[(code, words) for code, (words, _) in KINDS.items()])
    so = forms.TypedChoiceField(
        label="Tháng, quý hoặc nửa năm thứ",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Hiện tại"), *((str(number), str(number)) for number in range(1, 13))],
    )
    nam = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    ket_qua = forms.ChoiceField(label="Kết quả", required=False, choices=[("", "Tất cả"), *OUTCOMES.items()])
    han = forms.ChoiceField(label="Thời hạn", required=False, choices=[("", "Tất cả"), *PUNCTUALITY.items()])

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        years = range(today.year, FIRST_YEAR - 1, -1)
        self.fields["nam"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]

    @property
    def period(self) -> Period:
        """The asked period of a validated form; the running one of that kind where the number does not exist in it."""
        kind = self.cleaned_data.get("ky") or "quy"
        running = period_of(kind=kind, day=self.today)
        number = self.cleaned_data.get("so") or (1 if kind == "nam" else running.number)
        try:
            return Period(kind, self.cleaned_data.get("nam") or running.year, number)
        except ValueError:
            return running
