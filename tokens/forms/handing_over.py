"""The form by which the agency's device is given to its văn thư."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from directory.domain.names import normalise
from directory.models import Person
from tokens.services.scans import kind_of

# The clock of a document system and ours may differ by so much.
CLOCK_TOLERANCE = timedelta(minutes=5)
INTACT = "Nguyên vẹn, hoạt động tốt"


class HandOverForm(forms.Form):
    """Who takes it, by which decision, when, and in which condition. `decided`: the decision is required."""

    nguoi_nhan = forms.ChoiceField(
        label="Văn thư nhận thiết bị",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn văn thư nhận thiết bị.", "invalid_choice": "Chọn một người trong danh sách."},
    )
    so_quyet_dinh = forms.CharField(
        label="Số quyết định giao thiết bị",
        max_length=64,
        help_text="Ví dụ 07/QĐ-UBND",
        error_messages={"required": "Nhập số quyết định giao thiết bị."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ngay_quyet_dinh = forms.DateField(
        label="Ngày quyết định",
        help_text="Ngày/tháng/năm, ví dụ 05/08/2026",
        widget=forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input--short"}),
        error_messages={
            "required": "Nhập ngày quyết định.",
            "invalid": "Nhập ngày dạng ngày/tháng/năm, ví dụ 05/08/2026.",
        },
    )
    giao_luc = forms.DateTimeField(
        label="Giao lúc",
        help_text="Ngày/tháng/năm giờ:phút, giờ Việt Nam, ví dụ 05/08/2026 14:30",
        widget=forms.DateTimeInput(attrs={"autocomplete": "off"}, format="%d/%m/%Y %H:%M"),
        error_messages={
            "required": "Nhập ngày và giờ giao.",
            "invalid": "Nhập ngày và giờ dạng ngày/tháng/năm giờ:phút, ví dụ 05/08/2026 14:30.",
        },
    )
    tinh_trang = forms.CharField(
        label="Tình trạng thiết bị khi giao",
        max_length=255,
        initial=INTACT,
        error_messages={"required": "Nhập tình trạng thiết bị khi giao."},
    )
    bien_ban = forms.FileField(
        label="Bản quét biên bản giao nhận",
        required=False,
        help_text="PDF, PNG hoặc JPEG.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={"empty": "Tệp trống. Chọn lại tệp."},
    )
    # A signed reference to a scan that was received already (tokens.services.scans.keep_scan).
    tep_bien_ban = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, clerks: Sequence[Person], decided: bool, since: datetime, now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.since = now, since
        self.people = {str(person.public_id): person for person in clerks}
        chosen: Any = self.fields["nguoi_nhan"]
        chosen.choices = [(key, f"{person} ({person.position})") for key, person in self.people.items()]
        for name in ("so_quyet_dinh", "ngay_quyet_dinh"):
            self.fields[name].required = decided

    @property
    def person(self) -> Person:
        """Who was chosen. Only after `is_valid()`."""
        return self.people[self.cleaned_data["nguoi_nhan"]]

    def clean_so_quyet_dinh(self) -> str:
        return normalise(self.cleaned_data["so_quyet_dinh"])

    def clean_tinh_trang(self) -> str:
        return normalise(self.cleaned_data["tinh_trang"])

    def clean_giao_luc(self) -> datetime:
        """Not in the future, and not before the present holder got it (to the minute that the page shows)."""
        at: datetime = self.cleaned_data["giao_luc"]
        if at > self.now + CLOCK_TOLERANCE:
            raise ValidationError("Thời điểm giao ở tương lai. Nhập giờ Việt Nam của lần giao.")
        if at < self.since.replace(second=0, microsecond=0):
            raise ValidationError("Thời điểm giao sớm hơn lúc người đang giữ nhận thiết bị. Kiểm tra lại ngày, giờ.")
        # Typed to the minute: in the very minute of the last hand-over it is not before it.
        return max(at, self.since)

    def clean_bien_ban(self) -> "UploadedFile[Any] | None":
        """By content, and within the limit of uploads."""
        upload: UploadedFile[Any] | None = self.cleaned_data["bien_ban"]
        if not upload:
            return None
        if (upload.size or 0) > settings.MAX_UPLOAD_BYTES:
            most = filesizeformat(settings.MAX_UPLOAD_BYTES)
            raise ValidationError(f"Tệp lớn hơn {most}. Chọn tệp nhỏ hơn, hoặc quét lại ở 200 dpi.")
        head = upload.read(16)
        upload.seek(0)
        if kind_of(head) is None:
            raise ValidationError("Tệp không phải PDF, PNG hoặc JPEG. Chọn lại tệp đúng loại.")
        return upload
