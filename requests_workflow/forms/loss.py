"""What is asked of somebody who has lost a device: when, how, and whom he has telephoned."""

from django import forms

from requests_workflow.forms.fields import VietnameseDateField


class LossForm(forms.Form):
    """Three questions; the register knows the rest."""

    lost_on = VietnameseDateField(
        label="Mất ngày nào?",
        help_text="Ngày phát hiện mất thiết bị: ngày/tháng/năm, ví dụ 05/08/2026",
        error_messages={
            "required": "Nhập ngày phát hiện mất thiết bị.",
            "invalid": "Nhập ngày dạng ngày/tháng/năm, ví dụ 05/08/2026.",
        },
    )
    circumstances = forms.CharField(
        label="Mất ở đâu, như thế nào?",
        # As much as the cell of the minutes takes.
        max_length=255,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Câu này được in trên biên bản. Không ghi mật khẩu, mã PIN.",
        error_messages={
            "required": "Ghi mất ở đâu, như thế nào.",
            "max_length": "Rút gọn: nhiều nhất 255 ký tự.",
        },
    )
    emergency_call = forms.CharField(
        label="Đã gọi điện báo cho ai, lúc nào?",
        max_length=255,
        required=False,
        help_text="Ví dụ: trực ban của Cục, 08:15. Chưa gọi được thì để trống và gọi ngay sau khi gửi.",
    )
