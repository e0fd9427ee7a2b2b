"""The filter of /giao-nop/."""

from typing import Any

from django import forms

from directory.domain.names import normalise
from requests_workflow.selectors.device_returns import NEAR, OVERDUE
from tokens.models import DeviceReturn


class ReturnsFilter(forms.Form):
    """It lives in the address; nonsense asks for nothing."""

    q = forms.CharField(label="Số hiệu thiết bị, tên chứng thư hoặc cơ quan", max_length=120, required=False)
    nguyen_nhan = forms.ChoiceField(
        label="Nguyên nhân", required=False, choices=[("", "Tất cả"), *DeviceReturn.Cause.choices]
    )
    han = forms.ChoiceField(
        label="Hạn giao nộp",
        required=False,
        choices=[("", "Tất cả"), (OVERDUE, "Đã quá hạn"), (NEAR, "Đến hạn hôm nay")],
    )

    def wanted(self) -> dict[str, str]:
        """Keyword arguments of selectors.device_returns.wanted_returns."""
        self.is_valid()
        found: dict[str, Any] = self.cleaned_data
        return {
            "text": normalise(found.get("q", "")),
            "cause": found.get("nguyen_nhan", ""),
            "term": found.get("han", ""),
        }
