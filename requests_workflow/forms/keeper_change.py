"""The form by which a body's or a system's device is given to another keeper, or lent by the head's permission."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from directory.domain.names import normalise
from directory.models import Person
from requests_workflow.forms.fields import VietnameseDateField, VietnameseDateTimeField, choice_of
from requests_workflow.services.act_input import CLOCK_TOLERANCE
from requests_workflow.services.errors import InvalidInput
from tokens.models import KeeperChange
from tokens.services.keeping import Terms
from tokens.services.scans import kind_of

INTACT = "Nguyên vẹn, hoạt động tốt"
Purpose = KeeperChange.Purpose
SCREEN, PAPER = "man_hinh", "bien_ban"
WAYS = (
    (SCREEN, "Hai bên xác nhận trên hệ thống"),
    (PAPER, "Đã giao nhận, có biên bản hai bên ký: nộp bản quét"),
)


class KeeperForm(forms.Form):
    """Who takes it, for what, by which paper, in which condition, and how both sides confirm.

    `purposes` are values of KeeperChange.Purpose that the rules allow, the usual first; `decided`: the body's own
    device, which is kept by a decision; `since`: when the present holder got it.
    """

    viec = forms.ChoiceField(
        label="Việc giao", widget=forms.RadioSelect, error_messages={"required": "Chọn việc giao."}
    )
    so_quyet_dinh = forms.CharField(
        label="Số quyết định giao thiết bị",
        max_length=64,
        required=False,
        help_text="Ví dụ 07/QĐ-UBND",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ngay_quyet_dinh = VietnameseDateField(label="Ngày quyết định", required=False)
    den_ngay = VietnameseDateField(
        label="Cho dùng đến ngày",
        required=False,
        help_text="Chỉ ghi khi giao cho người khác dùng có thời hạn. Ngày/tháng/năm, ví dụ 05/08/2026",
    )
    tinh_trang = forms.CharField(
        label="Tình trạng thiết bị khi giao",
        max_length=255,
        initial=INTACT,
        error_messages={"required": "Nhập tình trạng thiết bị khi giao."},
    )
    cach = forms.ChoiceField(
        label="Hai bên xác nhận bằng cách nào?",
        choices=WAYS,
        initial=SCREEN,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn cách xác nhận."},
    )
    giao_luc = VietnameseDateTimeField(
        label="Giao lúc",
        required=False,
        help_text="Theo biên bản: ngày/tháng/năm giờ:phút, giờ Việt Nam, ví dụ 05/08/2026 14:30",
    )
    bien_ban = forms.FileField(
        label="Bản quét biên bản có chữ ký hai bên",
        required=False,
        help_text="PDF, PNG hoặc JPEG.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={"empty": "Tệp trống. Chọn lại tệp."},
    )
    # A signed reference to a scan that was received already (tokens.services.scans.keep_scan).
    tep_bien_ban = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[Person, str]],
        purposes: Sequence[str],
        returning: Terms | None,
        decided: bool,
        since: datetime,
        now: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.since, self.decided, self.returning = now, since, decided, returning
        self.people = {str(person.public_id): person for person, _ in people}
        purpose: Any = self.fields["viec"]
        purpose.choices = [(one, Purpose(one).label) for one in purposes]
        purpose.initial = purposes[0]
        if len(purposes) == 1:
            purpose.widget = forms.HiddenInput()
        taker = choice_of(
            "Người nhận", [(str(one.public_id), words) for one, words in people], prompt="Chọn người nhận"
        )
        if returning is not None:
            # Who takes it back, and by which decision, is known.
            taker.required = False
            taker.help_text = f"Khi trả lại thì để trống: người nhận là {returning.taker}."
        elif decided:
            said = _paper(lent=self.data.get("viec") == Purpose.LEND)
            for name, part in (("so_quyet_dinh", "số"), ("ngay_quyet_dinh", "ngày")):
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = f"Nhập {part} {said}."
        self.fields = {"viec": self.fields["viec"], "nguoi_nhan": taker} | self.fields
        if Purpose.LEND in purposes:
            self.fields["so_quyet_dinh"].label = "Số quyết định giao thiết bị, hoặc văn bản cho phép dùng"
            self.fields["ngay_quyet_dinh"].label = "Ngày của quyết định hoặc văn bản cho phép"
        else:
            del self.fields["den_ngay"]

    @property
    def by_paper(self) -> bool:
        """Whether signed minutes stand for the two confirmations. Only after `is_valid()`."""
        return bool(self.cleaned_data["cach"] == PAPER)

    def terms(self) -> Terms:
        """What both sides agree to. Only after `is_valid()`."""
        given = self.cleaned_data
        if given["viec"] == Purpose.BACK and self.returning is not None:
            return replace(self.returning, condition=given["tinh_trang"])
        lent = given["viec"] == Purpose.LEND
        return Terms(
            taker=self.people[given["nguoi_nhan"]],
            purpose=given["viec"],
            condition=given["tinh_trang"],
            decision_number=given["so_quyet_dinh"],
            decision_date=given["ngay_quyet_dinh"],
            lent_until=given["den_ngay"] if lent else None,
        )

    def add_service_errors(self, error: InvalidInput) -> None:
        """Puts each error of the service beside its field."""
        for one in error.errors:
            self.add_error(one.field if one.field in self.fields else None, one.text)

    def clean_so_quyet_dinh(self) -> str:
        return normalise(self.cleaned_data["so_quyet_dinh"])

    def clean_tinh_trang(self) -> str:
        return normalise(self.cleaned_data["tinh_trang"])

    def clean_giao_luc(self) -> datetime | None:
        """Not in the future, and not before the present holder got it (to the minute that the page shows)."""
        at: datetime | None = self.cleaned_data["giao_luc"]
        if at is None:
            return None
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

    def clean(self) -> dict[str, Any]:
        """What one answer asks of the others."""
        given = super().clean() or {}
        purpose = given.get("viec")
        if purpose != Purpose.BACK:
            self._clean_paper(given, lent=purpose == Purpose.LEND)
            if not given.get("nguoi_nhan") and "nguoi_nhan" not in self.errors:
                self.add_error("nguoi_nhan", "Chọn người nhận.")
        if given.get("cach") == PAPER:
            self._wanted(given, {"giao_luc": "Nhập ngày và giờ giao ghi trên biên bản."})
            if not given.get("bien_ban") and not given.get("tep_bien_ban") and "bien_ban" not in self.errors:
                self.add_error("bien_ban", "Chọn bản quét biên bản có chữ ký hai bên.")
        return given

    def _clean_paper(self, given: dict[str, Any], *, lent: bool) -> None:
        number, day = given.get("so_quyet_dinh"), given.get("ngay_quyet_dinh")
        if self.decided or lent or number or day:
            said = _paper(lent=lent)
            self._wanted(given, {"so_quyet_dinh": f"Nhập số {said}.", "ngay_quyet_dinh": f"Nhập ngày {said}."})
        today = timezone.localdate(self.now)
        if day and day > today:
            self.add_error("ngay_quyet_dinh", "Ngày của văn bản ở tương lai. Nhập ngày ghi trên văn bản.")
        until = given.get("den_ngay")
        if lent:
            self._wanted(given, {"den_ngay": "Nhập ngày cuối người nhận được dùng thiết bị."})
            if until and until < today:
                self.add_error("den_ngay", "Ngày này đã qua. Nhập ngày cuối người nhận được dùng thiết bị.")
        elif until:
            self.add_error(
                "den_ngay", "Giao cho người giữ mới thì không có thời hạn. Để trống, hoặc chọn việc giao khác."
            )

    def _wanted(self, given: dict[str, Any], fields: dict[str, str]) -> None:
        for name, text in fields.items():
            if not given.get(name) and name not in self.errors:
                self.add_error(name, text)


def _paper(*, lent: bool) -> str:
    return "văn bản cho phép" if lent else "quyết định giao thiết bị"
