"""Forms of the register of certificates."""

from django import forms

from certificates.selectors.register import STANDINGS


class CertificateFilter(forms.Form):
    """Filters of /chung-thu/; they live in the address."""

    q = forms.CharField(
        label="Tìm",
        required=False,
        max_length=120,
        help_text="Tên thuê bao, cơ quan, thư điện tử hoặc số hiệu; không cần gõ dấu.",
    )
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "Tất cả"), *STANDINGS])
