"""Forms of the register of devices."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from certificates.forms import AgencyChoiceField
from directory.domain.names import normalise
from directory.selectors.roles import Actor
from tokens.models import Token
from tokens.selectors.register import CERTIFICATE_STANDINGS, Wanted

# "mật khẩu là 123", "PIN: 1234", "PUK=…": what nobody may ever write down here.
_SECRET = re.compile(
    r"(mật\s*khẩu|mat\s*khau|password|\bpin\b|\bpuk\b)\s*(mới|moi|cũ|cu|của tôi|cua toi)?\s*(\b(là|la|is)\b|[:=])\s*\S",
    re.IGNORECASE,
)


class TokenFilter(forms.Form):
    """Filters of /thiet-bi/; they live in the address."""

    q = forms.CharField(
        label="Tìm",
        required=False,
        max_length=120,
        help_text="Đầu hoặc cuối số hiệu, tên thuê bao, cơ quan; không cần gõ dấu.",
    )
    loai = forms.ChoiceField(label="Loại thiết bị", required=False, choices=[("", "Tất cả"), *Token.Kind.choices])
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "Tất cả"), *Token.State.choices])
    chung_thu = forms.ChoiceField(
        label="Chứng thư đang cài", required=False, choices=[("", "Tất cả"), *CERTIFICATE_STANDINGS]
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = AgencyChoiceField(actor=actor)
        if agencies.is_choice:
            self.fields["co_quan"] = agencies

    @property
    def wanted(self) -> Wanted:
        """What was asked, without what could not be read. Only after `is_valid()`."""
        given = self.cleaned_data
        return Wanted(
            text=given.get("q", ""),
            kind=given.get("loai", ""),
            state=given.get("tinh_trang", ""),
            agency=given.get("co_quan", ""),
            certificate=given.get("chung_thu", ""),
        )


class CauseForm(forms.Form):
    """First question: what happened."""

    CAUSES = (
        ("sai_mat_khau", "Nhập sai mật khẩu nhiều lần, thiết bị báo bị khóa"),
        ("quen_mat_khau", "Quên mật khẩu của thiết bị"),
        ("khac", "Lý do khác"),
    )
    ly_do = forms.ChoiceField(
        label="Chuyện gì đã xảy ra?",
        choices=CAUSES,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một lý do.", "invalid_choice": "Chọn một lý do trong danh sách."},
    )


class DescriptionForm(CauseForm):
    """Second question; the answer to the first one travels with it."""

    mo_ta = forms.CharField(
        label="Bạn muốn nói thêm điều gì?",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 400}),
        help_text="Không bao giờ nhập mật khẩu, mã PIN hay PUK vào đây.",
        error_messages={"max_length": "Viết ngắn lại, không quá 400 ký tự."},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["ly_do"].widget = forms.HiddenInput()

    def clean_mo_ta(self) -> str:
        """Normal form, and no secret: it would be seen by everybody who handles the case."""
        text = normalise(self.cleaned_data["mo_ta"])
        if _SECRET.search(text):
            raise ValidationError("Có vẻ bạn đã ghi mật khẩu, mã PIN hoặc PUK. Xóa phần đó đi; không ai cần đến nó.")
        return text

    @property
    def cause_label(self) -> str:
        """The words of the chosen cause; "" before validation."""
        return dict(self.CAUSES).get(self.cleaned_data.get("ly_do", ""), "")

    @property
    def note(self) -> str:
        """Both answers as one sentence for the report."""
        return ". ".join(part for part in (self.cause_label, self.cleaned_data.get("mo_ta", "")) if part)
