"""What is asked when a tracked copy leaves, and when a body without accounts has it."""

from typing import Any

from django import forms

from requests_workflow.forms.fields import ProofField, VietnameseDateTimeField, new_form_key
from requests_workflow.regulations.profile import CHANNELS


class CopySentForm(forms.Form):
    """Channel, its code and time, as the channel shows them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label="Kênh gửi")
    channel_code = forms.CharField(
        label="Mã văn bản trên kênh",
        max_length=64,
        help_text="Mã hoặc số hiệu mà hệ thống cấp khi gửi; với bản giấy là số bưu gửi hoặc “trực tiếp”.",
        error_messages={"required": "Nhập mã mà kênh cấp khi gửi."},
    )
    legal_at = VietnameseDateTimeField(label="Thời điểm gửi ghi trên hệ thống")

    def __init__(self, *args: Any, channels: tuple[str, ...], version: int, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"version": version, "form_key": new_form_key()})
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [(one, CHANNELS[one]) for one in channels]  # type: ignore[attr-defined]


class CopyArrivedForm(forms.Form):
    """When it arrived and under which number, as the body that has it writes down itself."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    legal_at = VietnameseDateTimeField(label="Thời điểm nhận ghi trên giấy tờ")
    incoming_number = forms.CharField(
        label="Số văn bản đến", max_length=32, required=False, help_text="Số trong sổ văn bản đến của nơi nhận, nếu có."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"form_key": new_form_key()})
        super().__init__(*args, **kwargs)


class CopyReceivedForm(CopyArrivedForm):
    """The same written down by the sender, with the paper that proves it."""

    proof_file = ProofField(
        label="Giấy tờ chứng minh đã nhận",
        help_text="Bản quét sổ giao nhận, phiếu báo phát hoặc văn bản xác nhận: PDF, PNG hoặc JPEG.",
    )
