"""The choice of a periodic report; it lives in the address."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from reporting.domain.periods import Period, period_of
from reporting.forms import FIRST_YEAR

# Six-monthly and yearly reports (Ninh Bình Điều 17.1h, Ninh Thuận Điều 15.6, NĐ 68/2024 Điều 34).
HALVES = {"1": "6 tháng đầu năm", "2": "6 tháng cuối năm", "nam": "Cả năm"}


class PeriodicFilter(forms.Form):
    """Half year or year, and the body."""

    ky = forms.ChoiceField(label="Kỳ báo cáo", required=False, choices=list(HALVES.items()))
    nam = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    co_quan = forms.UUIDField(label="Cơ quan, tổ chức", required=False, widget=forms.Select)

    def __init__(self, *args: Any, today: date, bodies: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        """`bodies` are (public id, name) to choose from; without a choice the field is not shown."""
        super().__init__(*args, **kwargs)
        self.today = today
        years = range(today.year, FIRST_YEAR - 1, -1)
        self.fields["nam"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["co_quan"].widget.choices = bodies or []
        if bodies is not None and len(bodies) < 2:
            del self.fields["co_quan"]

    @property
    def period(self) -> Period:
        """The asked period of a validated form; the running half year where none is asked, or the asked one has not
        begun."""
        running = period_of(kind="nua-nam", day=self.today)
        half = self.cleaned_data.get("ky") or str(running.number)
        year = self.cleaned_data.get("nam") or running.year
        asked = Period("nam", year, 1) if half == "nam" else Period("nua-nam", year, int(half))
        return asked if asked.since <= self.today else running

    @property
    def body(self) -> UUID | None:
        """The public id of the asked body; None where none is asked."""
        return self.cleaned_data.get("co_quan")


def address_of(period: Period) -> dict[str, str]:
    """The values of the form that ask for the period."""
    return {"ky": "nam" if period.kind == "nam" else str(period.number), "nam": str(period.year)}
