"""The filter of /sap-het-han/."""

from django import forms

from certificates.domain.filing_window import Level
from certificates.models import ExpiryReminder

ALL_OPEN = "con_nop"


class ExpiringFilter(forms.Form):
    """One level, all that can still be filed in time, or everything; it lives in the address."""

    muc = forms.ChoiceField(
        label="Mức",
        required=False,
        choices=[("", "Tất cả"), (ALL_OPEN, "Tất cả chứng thư còn ngày nộp hồ sơ"), *ExpiryReminder.AtLevel.choices],
    )

    def levels(self) -> tuple[Level, ...]:
        """The levels asked for; all of them where the address says nothing or nonsense."""
        wanted = self.cleaned_data.get("muc", "") if self.is_valid() else ""
        if wanted == ALL_OPEN:
            return tuple(one for one in Level if one.is_open)
        return (Level(wanted),) if wanted else tuple(Level)
