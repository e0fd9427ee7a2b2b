"""The questions of /thong-bao/vi-sao/: which case, or which certificate."""

from typing import Any

from django import forms

CASE, CERTIFICATE = "ho-so", "chung-thu"


class WhyForm(forms.Form):
    """One of the two; it lives in the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[CASE] = forms.CharField(label="Mã hồ sơ", required=False, max_length=32)
        self.fields[CERTIFICATE] = forms.CharField(label="Số hiệu chứng thư", required=False, max_length=80)

    def clean(self) -> dict[str, Any]:
        """Refuses two questions at a time."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get(CASE) and cleaned.get(CERTIFICATE):
            self.add_error(CERTIFICATE, "Chỉ nhập mã hồ sơ hoặc số hiệu chứng thư, không nhập cả hai.")
        return cleaned
