"""Forms of the register of certificates."""

from typing import Any

from django import forms

from certificates.selectors.register import MEDIA, STANDINGS, Wanted
from certificates.selectors.scope import OWN, agencies_in_scope, is_subscriber, reads_others
from directory.models import Subscriber
from directory.selectors.roles import Actor

# Ten years: no certificate lives longer.
MOST_DAYS = 3650


class AgencyChoiceField(forms.ChoiceField):
    """Bodies whose lines the reader sees, and one's own lines; the field leaves a form where there is no choice."""

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        own = [(OWN, "Của tôi")] if is_subscriber(actor) and reads_others(actor) else []
        bodies = [(str(agency.public_id), agency.name) for agency in agencies_in_scope(actor)]
        self.is_choice = bool(own) or len(bodies) > 1
        words = {"invalid_choice": "Chọn một cơ quan trong danh sách."}
        super().__init__(
            label="Cơ quan quản lý",
            required=False,
            choices=[("", "Tất cả"), *own, *bodies],
            error_messages=words,
            **kwargs,
        )


class CertificateFilter(forms.Form):
    """Filters of /chung-thu/; they live in the address."""

    q = forms.CharField(
        label="Tìm",
        required=False,
        max_length=120,
        help_text="Tên, cơ quan, thư điện tử, đầu hoặc cuối số hiệu.",
    )
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "Tất cả"), *STANDINGS])
    so_ngay = forms.IntegerField(
        label="Còn không quá (ngày)",
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"}),
        error_messages={
            "invalid": "Nhập số ngày, ví dụ 60.",
            "min_value": "Số ngày từ 0 trở lên.",
            "max_value": f"Số ngày không quá {MOST_DAYS}.",
        },
    )
    loai = forms.ChoiceField(label="Loại thuê bao", required=False, choices=[("", "Tất cả"), *Subscriber.Kind.choices])
    thiet_bi = forms.ChoiceField(label="Nằm trên", required=False, choices=[("", "Tất cả"), *MEDIA])

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
            standing=given.get("tinh_trang", ""),
            kind=given.get("loai", ""),
            agency=given.get("co_quan", ""),
            medium=given.get("thiet_bi", ""),
            within_days=given.get("so_ngay"),
        )
