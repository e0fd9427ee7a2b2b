"""The draft: a grid of devices (Mẫu 06), and the choices beside the rows of every form."""

from typing import Any, ClassVar

from django import forms

from directory.models import Delegation, Membership, Person
from requests_workflow.forms.fields import new_form_key
from requests_workflow.models import Dossier
from requests_workflow.services.draft_rows import RowInput
from requests_workflow.services.drafting import DraftInput


class RowForm(forms.Form):
    """One line, saved as it stands; only the serial must be typed, the register knows the rest."""

    token_serial = forms.CharField(label="Số hiệu thiết bị", max_length=64, required=False)
    certificate_name = forms.CharField(label="Tên chứng thư chữ ký số", max_length=255, required=False)
    subscriber_agency = forms.CharField(label="Cơ quan, tổ chức công tác", max_length=255, required=False)
    subscriber_email = forms.CharField(
        label="Thư điện tử công vụ", max_length=255, required=False, widget=forms.EmailInput
    )

    def row(self) -> RowInput:
        """The line as typed."""
        c = self.cleaned_data
        return RowInput(
            token_serial=c.get("token_serial", ""),
            certificate_name=c.get("certificate_name", ""),
            subscriber_agency=c.get("subscriber_agency", ""),
            subscriber_email=c.get("subscriber_email", ""),
        )


RowFormSet = forms.formset_factory(RowForm, extra=0, min_num=0, max_num=500, absolute_max=600, validate_max=True)


class DraftForm(forms.Form):
    """Who coordinates, who signs, and how. What is `needed` may be missing while the draft is not `complete` yet."""

    needed: ClassVar[tuple[str, ...]] = ("coordinator", "signer")

    version = forms.IntegerField(widget=forms.HiddenInput)
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    coordinator = forms.ChoiceField(
        label="Người phối hợp thực hiện khôi phục",
        error_messages={"required": "Chọn người phối hợp; có thể bấm “Lưu nháp” để chọn sau."},
    )
    signer = forms.ChoiceField(
        label="Người ký văn bản",
        error_messages={"required": "Chọn người ký; có thể bấm “Lưu nháp” để chọn sau."},
    )
    signing_way = forms.ChoiceField(
        label="Hình thức ký",
        choices=Dossier.SigningWay.choices,
        widget=forms.RadioSelect,
        help_text="Chỉ chọn ký tay khi thiết bị của người ký hoặc của cơ quan đang bị khóa.",
    )
    reason = forms.CharField(label="Lý do đề nghị", max_length=500, required=False)
    is_secret = forms.BooleanField(
        label="Văn bản có nội dung thuộc danh mục bí mật nhà nước",
        required=False,
        help_text="Nếu có thì không được xử lý trên hệ thống này.",
    )

    def __init__(
        self,
        *args: Any,
        dossier: Dossier,
        people: list[Person],
        leaders: list[Membership],
        delegations: list[Delegation],
        complete: bool = False,
        **kwargs: Any,
    ) -> None:
        self.complete = complete
        self.people = {str(p.pk): p for p in people}
        self.leaders = {str(m.pk): m for m in leaders}
        self.delegations = {f"quyet-dinh-{one.pk}": one for one in delegations}
        chosen = f"quyet-dinh-{dossier.signer_delegation_id}"
        if dossier.signer_delegation_id is None:
            chosen = next((k for k, m in self.leaders.items() if m.user_id == dossier.signer_id), "")
        kwargs["initial"] = {
            "version": dossier.version,
            "form_key": new_form_key(),
            "coordinator": str(dossier.coordinator_id or ""),
            "signer": chosen,
            "signing_way": dossier.signing_way,
            "reason": dossier.reason,
            "is_secret": dossier.is_secret,
        }
        super().__init__(*args, **kwargs)
        if "coordinator" in self.fields:
            self.fields["coordinator"].choices = [  # type: ignore[attr-defined]
                ("", "Chọn người phối hợp"),
                *((key, f"{p.full_name} – {p.position}") for key, p in self.people.items()),
            ]
        self.fields["signer"].choices = [  # type: ignore[attr-defined]
            ("", "Chọn người ký"),
            *(
                (key, f"{m.user.get_full_name()} – {m.title}{'' if m.is_head else ' (ký thay)'}")
                for key, m in self.leaders.items()
            ),
            *(
                (key, f"{one.delegate.get_full_name()} – {one.delegate_title} ({one.words})")
                for key, one in self.delegations.items()
            ),
        ]

    def full_clean(self) -> None:
        """A draft is saved as it stands; the fields are shown as needed in any case."""
        for name in self.needed:
            self.fields[name].required = self.complete
        super().full_clean()
        for name in self.needed:
            self.fields[name].required = True

    def draft(self) -> DraftInput:
        """The choices as typed."""
        c = self.cleaned_data
        signer = c.get("signer", "")
        return DraftInput(
            coordinator=self.people.get(c.get("coordinator", "")),
            signer=self.leaders.get(signer) or self.delegations.get(signer),
            reason=c.get("reason", ""),
            is_secret=c.get("is_secret", False),
            wet_signature=c.get("signing_way") == Dossier.SigningWay.WET_SCAN,
        )


WET_HELP = (
    "Chọn ký tay khi người ký hoặc cơ quan chưa có chứng thư dùng được (chưa được cấp, đã hết hạn, hoặc thiết bị bị "
    "khóa): văn bản được in, ký, đóng dấu mực, quét lại rồi gửi kèm bản giấy."
)


class IssueDraftForm(DraftForm):
    """Mẫu 01: the contact person takes delivery of the certificates and devices."""

    reason = None  # type: ignore[assignment]  # the form has no place for it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact = self.fields["coordinator"]
        contact.label = "Người phối hợp, tiếp nhận chứng thư và thiết bị"
        contact.help_text = "Số định danh, điện thoại, thư điện tử của người này được in trên văn bản, lấy từ danh bạ."
        self.fields["signing_way"].help_text = WET_HELP


class NoticeDraftForm(DraftForm):
    """Mẫu 07: nothing is typed; the form has no contact person."""

    needed: ClassVar[tuple[str, ...]] = ("signer",)
    coordinator = None  # type: ignore[assignment]
    reason = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signing_way"].help_text = WET_HELP


class OutsideForm(forms.Form):
    """A Mẫu 06 that reached the department outside the product: who sent it."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    agency = forms.ChoiceField(label="Cơ quan, tổ chức gửi văn bản")

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"form_key": new_form_key()})
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "Chọn cơ quan"), *agencies]  # type: ignore[attr-defined]
