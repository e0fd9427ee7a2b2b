"""Forms of the registers of training, inspections and yearly plans; FIELDS maps arguments of the services to fields."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from directory.domain.names import normalise
from directory.models import Agency, AgencyFunction, Person
from reporting.domain.money import in_dong, read_dong
from reporting.models import PlanItem
from reporting.services.supervision import MOST_COST
from requests_workflow.forms.fields import VietnameseDateField

UNKNOWN = "Lựa chọn này không còn. Tải lại trang rồi chọn lại."
MOST_QUANTITY = 100_000
LONGEST_BLOCK = 4000


class NormalCharField(forms.CharField):
    """Text in normal form; a line of it with single spaces."""

    def to_python(self, value: Any) -> str:
        """NFC; lines of a text area stay lines."""
        text = super().to_python(value) or ""
        if isinstance(self.widget, forms.Textarea):
            return "\n".join(normalise(line) for line in text.splitlines()).strip()
        return normalise(text)


class DongField(NormalCharField):
    """Whole VND, with dots between thousands or without."""

    def clean(self, value: Any) -> Any:
        """The amount as a number."""
        text = super().clean(value)
        try:
            amount = read_dong(text)
        except ValueError:
            raise ValidationError("Ghi số tiền bằng đồng, không có số lẻ, ví dụ 1.250.000.", code="invalid") from None
        if amount > MOST_COST:
            raise ValidationError(f"Đơn giá nhiều nhất {in_dong(MOST_COST)}.", code="size")
        return amount


def _line(label: str, *, longest: int = 255, missing: str = "", **kwargs: Any) -> NormalCharField:
    words = {"required": missing, "max_length": f"Dài quá {longest} ký tự."}
    return NormalCharField(label=label, max_length=longest, required=bool(missing), error_messages=words, **kwargs)


def _block(label: str, *, missing: str = "", **kwargs: Any) -> NormalCharField:
    return _line(label, longest=LONGEST_BLOCK, missing=missing, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)


def _choice(label: str, *, missing: str, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, error_messages={"required": missing, "invalid_choice": UNKNOWN}, **kwargs)


def _partners() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Cơ quan phối hợp",
        required=False,
        help_text="Giữ Ctrl để chọn nhiều cơ quan. Cơ quan được chọn nhận thông báo và xem được nội dung này.",
        error_messages={"invalid_choice": UNKNOWN},
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )


class _Form(forms.Form):
    FIELDS: dict[str, str] = {}

    def set_choices(self, name: str, choices: list[tuple[str, str]], *, empty: str = "") -> None:
        """Gives a select its choices; the only one is chosen from the beginning."""
        field = self.fields[name]
        field.choices = choices if len(choices) == 1 and not empty else [("", empty or "Chọn"), *choices]  # type: ignore[attr-defined]

    def place(self, *, name: str, text: str) -> None:
        """Puts a refusal beside the field of that argument; a fault of the whole stands above."""
        self.add_error(self.FIELDS.get(name), text)


class CourseForm(_Form):
    """A course of the department for one of its territories."""

    FIELDS = {"subject": "noi_dung", "held_on": "ngay", "partners": "phoi_hop"}

    dia_ban = _choice("Cơ quan tổ chức, địa bàn", missing="Chọn địa bàn.")
    ngay = VietnameseDateField(label="Ngày tổ chức")
    noi_dung = _line("Nội dung", missing="Ghi nội dung tập huấn.")
    can_cu = _line("Căn cứ, kế hoạch", help_text="Ví dụ: Kế hoạch số 15/KH-SKHCN ngày 10/3/2026")
    phoi_hop = _partners()

    def __init__(self, *args: Any, offices: list[AgencyFunction], bodies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(one.public_id): one for one in bodies}
        self.fields["phoi_hop"].choices = [(key, one.name) for key, one in self.bodies.items()]  # type: ignore[attr-defined]
        self.offices = {str(one.pk): one for one in offices}
        self.set_choices(
            "dia_ban", [(key, f"{one.agency.name} – {one.territory}") for key, one in self.offices.items()]
        )


class ParticipantForm(_Form):
    """Somebody who took part: chosen from the agency's people, or typed."""

    FIELDS = {"person": "nguoi", "name": "ho_ten"}

    co_quan = _choice("Danh sách của", missing="Chọn cơ quan.")
    nguoi = forms.ChoiceField(
        label="Người của cơ quan", required=False, error_messages={"invalid_choice": UNKNOWN}, help_text="Hoặc ghi tên"
    )
    ho_ten = _line("Họ và tên", longest=120, help_text="Chỉ ghi khi không có trong danh sách trên")
    noi_cong_tac = _line("Cơ quan, đơn vị công tác", help_text="Bỏ trống: cơ quan ghi danh sách")
    ket_qua = _line("Kết quả", longest=120, help_text="Ví dụ: Đạt, có giấy chứng nhận")

    def __init__(self, *args: Any, agencies: list[Agency], people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(one.public_id): one for one in agencies}
        self.people = {str(one.public_id): one for one in people}
        self.set_choices("co_quan", [(key, one.name) for key, one in self.agencies.items()])
        named = [(key, f"{one.full_name} – {one.position}, {one.agency.name}") for key, one in self.people.items()]
        self.set_choices("nguoi", named, empty="Không có trong danh sách")

    def clean(self) -> dict[str, Any]:
        """Either chosen or typed, not both."""
        data = super().clean() or {}
        if not data.get("nguoi") and not data.get("ho_ten") and "nguoi" not in self.errors:
            self.add_error("ho_ten", "Chọn người của cơ quan hoặc ghi họ và tên.")
        if data.get("nguoi") and data.get("ho_ten"):
            self.add_error("ho_ten", "Đã chọn người của cơ quan: bỏ trống ô này.")
        return data


class InspectionForm(_Form):
    """An inspection that was held."""

    FIELDS = {
        "inspected": "co_quan",
        "held_on": "ngay",
        "subject": "noi_dung",
        "demands": "yeu_cau",
        "due_on": "han",
        "partners": "phoi_hop",
    }

    co_quan = _choice("Cơ quan được kiểm tra", missing="Chọn cơ quan được kiểm tra.")
    ngay = VietnameseDateField(label="Ngày kiểm tra")
    noi_dung = _line("Nội dung kiểm tra", missing="Ghi nội dung kiểm tra.")
    ket_qua = _block("Kết quả kiểm tra", missing="Ghi kết quả kiểm tra.")
    yeu_cau = _block("Yêu cầu khắc phục")
    han = VietnameseDateField(label="Hạn khắc phục", required=False)
    phoi_hop = _partners()

    def __init__(self, *args: Any, bodies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(one.public_id): one for one in bodies}
        self.set_choices("co_quan", [(key, one.name) for key, one in self.bodies.items()])
        self.fields["phoi_hop"].choices = [(key, one.name) for key, one in self.bodies.items()]  # type: ignore[attr-defined]


class SettlementForm(_Form):
    """How the demands of an inspection were met."""

    FIELDS = {"on": "ngay", "note": "ket_qua"}

    ngay = VietnameseDateField(label="Ngày khắc phục xong")
    ket_qua = _block("Kết quả khắc phục", missing="Ghi kết quả khắc phục.")


class PlanItemForm(_Form):
    """One line of a plan of this year or the next."""

    FIELDS = {"agency": "co_quan", "year": "nam", "kind": "loai", "quantity": "so_luong"}

    co_quan = _choice("Cơ quan, tổ chức", missing="Chọn cơ quan.")
    nam = _choice("Năm", missing="Chọn năm.")
    loai = _choice("Loại", missing="Chọn loại.", choices=[("", "Chọn"), *PlanItem.Kind.choices])
    so_luong = forms.IntegerField(
        label="Số lượng",
        min_value=1,
        max_value=MOST_QUANTITY,
        error_messages={
            "required": "Ghi số lượng.",
            "invalid": "Ghi số lượng bằng chữ số.",
            "min_value": "Số lượng từ 1.",
            "max_value": f"Số lượng nhiều nhất {MOST_QUANTITY}.",
        },
    )
    don_gia = DongField(
        label="Đơn giá (đồng)",
        help_text="Ví dụ 1.250.000; ghi 0 nếu không mất tiền",
        error_messages={"required": "Ghi đơn giá."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    ghi_chu = _line("Ghi chú")

    def __init__(self, *args: Any, bodies: dict[str, Agency], years: tuple[int, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = bodies
        self.set_choices("co_quan", [(key, one.name) for key, one in bodies.items()])
        self.fields["nam"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]
