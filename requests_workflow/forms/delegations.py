"""Forms of a delegation of signing: a decision written down, and its early end."""

import uuid
from typing import Any

from django import forms

from directory.models import Agency, Delegation, User
from directory.services.delegations import LONGEST_REASON, LONGEST_TITLE, SHORTEST_REASON, DelegationInput
from requests_workflow.forms.fields import VietnameseDateField
from requests_workflow.procedures.registry import KINDS

UNKNOWN = "Lựa chọn này không còn. Tải lại trang rồi chọn lại."


class DelegationForm(forms.Form):
    """One decision; the names of the fields that the service complains about are in FIELDS."""

    FIELDS = {
        "kind": "hinh_thuc",
        "delegate": "nguoi",
        "delegate_title": "chuc_danh",
        "procedures": "thu_tuc",
        "decision_number": "so",
        "decision_date": "ngay",
        "valid_from": "tu",
        "valid_to": "den",
        "source": "giao_lai",
    }

    hinh_thuc = forms.ChoiceField(
        label="Hình thức ký",
        choices=Delegation.Kind.choices,
        widget=forms.RadioSelect,
        help_text=(
            "KT.: cấp phó. TL.: người đứng đầu đơn vị thuộc cơ quan. TUQ.: người đứng đầu cơ quan, tổ chức, đơn vị "
            "thuộc cơ cấu tổ chức, có thời hạn, không ủy quyền lại (Điều 13 Nghị định số 30/2020/NĐ-CP)."
        ),
        error_messages={"required": "Chọn hình thức ký.", "invalid_choice": "Chọn hình thức ký."},
    )
    nguoi = forms.ChoiceField(
        label="Người được giao ký", error_messages={"required": "Chọn người được giao ký.", "invalid_choice": UNKNOWN}
    )
    chuc_danh = forms.CharField(
        label="Chức danh ghi trên văn bản",
        max_length=LONGEST_TITLE,
        help_text="In trên họ tên người ký, ví dụ: Chánh Văn phòng",
        error_messages={"required": "Ghi chức danh.", "max_length": f"Dài quá {LONGEST_TITLE} ký tự."},
    )
    giao_lai = forms.ChoiceField(
        label="Giao lại từ việc ký thừa lệnh của",
        required=False,
        help_text="Chỉ khi người được giao ký thừa lệnh giao lại cho cấp phó của mình ký thay",
        error_messages={"invalid_choice": UNKNOWN},
    )
    so = forms.CharField(
        label="Số, ký hiệu quyết định",
        max_length=64,
        help_text="Ví dụ: 12/QĐ-UBND",
        error_messages={"required": "Ghi số, ký hiệu.", "max_length": "Dài quá 64 ký tự."},
    )
    ngay = VietnameseDateField(label="Ngày quyết định")
    tu = VietnameseDateField(label="Được ký từ ngày")
    den = VietnameseDateField(
        label="Đến hết ngày", required=False, help_text="Bắt buộc với TUQ.; hết ngày này việc giao ký tự kết thúc"
    )
    thu_tuc = forms.MultipleChoiceField(
        label="Chỉ các thủ tục",
        required=False,
        choices=[(kind.code, kind.title) for kind in KINDS.values()],
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn thủ tục nào: được ký mọi thủ tục",
        error_messages={"invalid_choice": UNKNOWN},
    )

    def __init__(self, *args: Any, agency: Agency, people: list[User], orders: list[Delegation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency
        self.people = {str(one.pk): one for one in people}
        self.orders = {str(one.public_id): one for one in orders}
        self.fields["nguoi"].choices = [  # type: ignore[attr-defined]
            ("", "Chọn người"),
            *((key, _described(one)) for key, one in self.people.items()),
        ]
        if orders:
            self.fields["giao_lai"].choices = [  # type: ignore[attr-defined]
                ("", "Không: người đứng đầu giao"),
                *((key, f"{one.delegate.get_full_name()} – {one.words}") for key, one in self.orders.items()),
            ]
        else:
            del self.fields["giao_lai"]

    def given(self) -> DelegationInput:
        """The decision as typed; call after is_valid()."""
        data = self.cleaned_data
        return DelegationInput(
            agency=self.agency,
            kind=Delegation.Kind(data["hinh_thuc"]),
            delegate=self.people[data["nguoi"]],
            delegate_title=data["chuc_danh"],
            decision_number=data["so"],
            decision_date=data["ngay"],
            valid_from=data["tu"],
            valid_to=data["den"],
            procedures=tuple(data["thu_tuc"]),
            source=self.orders.get(data.get("giao_lai", "")),
        )


class EndForm(forms.Form):
    """An early end; `uy_quyen` names the delegation."""

    FIELDS = {"reason": "ly_do"}

    uy_quyen = forms.UUIDField(widget=forms.HiddenInput)
    ly_do = forms.CharField(
        label="Lý do chấm dứt",
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        help_text="Ví dụ: số, ngày của quyết định bãi bỏ",
        error_messages={
            "required": "Viết lý do chấm dứt.",
            "min_length": f"Viết ít nhất {SHORTEST_REASON} ký tự.",
            "max_length": f"Dài quá {LONGEST_REASON} ký tự.",
        },
    )

    def __init__(self, *args: Any, public_id: uuid.UUID, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_{public_id.hex}_%s")
        kwargs.setdefault("initial", {"uy_quyen": public_id})
        super().__init__(*args, **kwargs)


def _described(user: User) -> str:
    """ "Nguyễn Văn A – Chánh Văn phòng, Sở Tài chính"."""
    person = user.person
    return f"{person.full_name} – {person.position}, {person.agency.short_name}" if person else user.username
