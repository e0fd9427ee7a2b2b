"""The form by which a mistyped serial is put right."""

from typing import Any

from django import forms

from directory.domain.names import normalise
from requests_workflow.forms.fields import VietnameseDateField
from requests_workflow.services.errors import InvalidInput


class CorrectionForm(forms.Form):
    """What stands on the label, and why the register errs; `letter_wanted`: a paper with the error was sent."""

    # The serial that the person saw: of two corrections at once the second is told of the first.
    da_ghi = forms.CharField(max_length=64, widget=forms.HiddenInput)
    so_hieu = forms.CharField(
        label="Số hiệu đúng, in trên thiết bị",
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Nhập số hiệu in trên thiết bị."},
    )
    doi_cho = forms.BooleanField(
        label="Hai thiết bị bị ghi nhầm số của nhau: đổi số cho nhau",
        required=False,
        help_text="Chỉ đánh dấu khi số đúng của thiết bị này đang ghi cho một thiết bị khác của cơ quan, và ngược lại.",
    )
    ly_do = forms.CharField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        help_text="Ví dụ: nhập nhầm hai chữ số cuối khi nhận thiết bị.",
        error_messages={"required": "Ghi lý do đính chính."},
    )
    so_van_ban = forms.CharField(
        label="Số văn bản đính chính đã gửi",
        max_length=64,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Ví dụ 145/UBND-VP",
    )
    ngay_van_ban = VietnameseDateField(label="Ngày văn bản đính chính", required=False)

    def __init__(self, *args: Any, letter_wanted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not letter_wanted:
            for name in ("so_van_ban", "ngay_van_ban"):
                del self.fields[name]

    def values(self) -> dict[str, Any]:
        """Keyword arguments of services.serial_corrections.correct_serial. Only after `is_valid()`."""
        given = self.cleaned_data
        return {
            "serial": given["so_hieu"],
            "seen": given["da_ghi"],
            "swap": given["doi_cho"],
            "reason": normalise(given["ly_do"]),
            "letter_number": normalise(given.get("so_van_ban", "")),
            "letter_date": given.get("ngay_van_ban"),
        }

    def add_service_errors(self, error: InvalidInput) -> None:
        """Puts each error of the service beside its field."""
        for one in error.errors:
            self.add_error(one.field if one.field in self.fields else None, one.text)
