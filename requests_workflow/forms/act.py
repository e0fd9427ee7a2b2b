"""The form of one act, built from what its transition needs; one class for every act of every procedure."""

import uuid
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html

from directory.domain.names import normalise
from directory.models import Person, User
from requests_workflow.engine.decide import needs_of
from requests_workflow.engine.transition import Facts, Transition
from requests_workflow.forms.act_words import (
    ANSWER_NAMES,
    FILE_NEEDS,
    LEGAL_TIME_HINTS,
    LEGAL_TIME_LABELS,
    PROOF_LABELS,
    RECEIPT_NUMBERS,
    REGISTERED_TIME_HINT,
)
from requests_workflow.forms.fields import (
    ProofField,
    VietnameseDateField,
    VietnameseDateTimeField,
    choice_of,
    new_form_key,
)
from requests_workflow.forms.staging import fetch, keep, receive
from requests_workflow.models import Dossier
from requests_workflow.regulations.grounds import grounds_for
from requests_workflow.regulations.profile import CHANNELS, DELEGATED_DEPARTMENT, PROVIDER, Profile
from requests_workflow.selectors.dossiers import goes_on_paper
from requests_workflow.services.act_input import ActInput, HandoverInput, RecoveryInput
from requests_workflow.services.documents import Incoming
from requests_workflow.services.errors import InvalidInput
from tokens.models import Recovery

# Acts by which certificates of a request for revocation end.
REVOKING = frozenset({"record_provider_answer", "record_revocation_notice"})


class ActForm(forms.Form):
    """`version` and `form_key` guard against a stale page and a double click."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        transition: Transition,
        dossier: Dossier,
        profile: Profile,
        user: User,
        facts: Facts,
        operators: list[Person] | None = None,
        officers: list[User] | None = None,
        keepers: list[Person] | None = None,
        signed_file: bool = False,
        **kwargs: Any,
    ) -> None:
        self.transition, self.dossier, self.user = transition, dossier, user
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {"version": dossier.version, "form_key": new_form_key(), **kwargs["initial"]}
        super().__init__(*args, **kwargs)
        # Typed values are asked for; what the product's own register knows is not.
        needs = self.needs = needs_of(transition, facts)
        self.officers = {str(u.pk): u for u in officers or []}
        self.operators = {str(p.pk): p for p in operators or []}
        self.keepers = {str(p.public_id): p for p in keepers or []}
        if signed_file and "signed_document" in needs:
            self.fields["signed_document"] = ProofField(label="Tệp PDF đã ký số", pdf_only=True)
        self._add_references(needs, profile)
        self._add_grounds(needs)
        self._add_particulars(needs)
        for need, label in FILE_NEEDS.items():
            if need in needs:
                self._add_file(need, PROOF_LABELS.get(transition.name, label) if need == "proof_file" else label)

    def _add_references(self, needs: frozenset[str], profile: Profile) -> None:
        """Numbers, channels and times as other systems know them."""
        transition = self.transition
        if "number_and_date" in needs:
            self._add_number(profile)
        if "answer_reference" in needs:
            self._add_answer_reference()
        if needs & {"channel", "copy_channel"}:
            self._add_channel(profile)
        if "legal_time" in needs:
            label = LEGAL_TIME_LABELS.get(transition.name, "Thời điểm nhận ghi trên hệ thống")
            self.fields["legal_at"] = VietnameseDateTimeField(
                label=label,
                help_text=LEGAL_TIME_HINTS.get(transition.name, REGISTERED_TIME_HINT),
            )
        if transition.name in REVOKING and self.dossier.procedure == "revocation":
            self._add_revoked_at()
        if transition.name in RECEIPT_NUMBERS:
            field, label, hint = RECEIPT_NUMBERS[transition.name]
            self.fields[field] = forms.CharField(label=label, max_length=32, required=False, help_text=hint)

    def _add_grounds(self, needs: frozenset[str]) -> None:
        """Why: a ready ground with its clause, and a reason in words."""
        if "clause" in needs:
            grounds = grounds_for(act=self.transition.name, procedure=self.dossier.procedure)
            self.clauses = {g.code: g.clause.cite() for g in grounds}
            self.fields["ground"] = forms.ChoiceField(
                label="Căn cứ",
                choices=[("", "Chọn căn cứ"), *((g.code, f"{g.label} – {g.clause.cite()}") for g in grounds)],
                error_messages={"required": "Chọn căn cứ của lý do."},
            )
        if "reason" in needs:
            self.fields["reason"] = forms.CharField(
                label="Lý do",
                widget=forms.Textarea(attrs={"rows": 4}),
                max_length=2000,
                help_text="Viết rõ để người nhận biết phải làm gì tiếp theo.",
                error_messages={"required": "Nhập lý do."},
            )

    def _add_particulars(self, needs: frozenset[str]) -> None:
        """What was done to a device, and by whom."""
        if "condition" in needs:
            self.fields["condition"] = forms.CharField(
                label="Tình trạng thiết bị",
                max_length=255,
                initial="Nguyên vẹn, đúng nhãn",
                error_messages={"required": "Ghi tình trạng thiết bị khi bàn giao."},
            )
        if "custody_decision" in needs:
            self._add_custody_decision()
        if "installer" in needs:
            self.fields["installer"] = forms.CharField(
                label="Người cài đặt",
                max_length=120,
                help_text="Họ tên, đơn vị của người đã cài chứng thư mới lên thiết bị.",
                error_messages={"required": "Nhập người đã cài đặt."},
            )
        if "recovery_record" in needs:
            self._add_recovery()
        if "officer" in needs:
            officers = ((key, u.get_full_name()) for key, u in self.officers.items())
            self.fields["officer"] = choice_of("Cán bộ nhận xử lý", officers, prompt="Chọn cán bộ nhận xử lý")
        if "keeper" in needs:
            people = ((key, f"{p.full_name} – {p.position}") for key, p in self.keepers.items())
            self.fields["keeper"] = choice_of("Người giữ mới", people, prompt="Chọn người giữ mới")

    def _add_number(self, profile: Profile) -> None:
        self.fields["number"] = forms.RegexField(
            r"^\d{1,6}[a-zA-Z]?$",
            label="Số văn bản",
            help_text="Số do hệ thống quản lý văn bản cấp, không kèm ký hiệu. Ví dụ 128.",
            error_messages={"invalid": "Số văn bản gồm chữ số, ví dụ 128.", "required": "Nhập số văn bản."},
        )
        if self.transition.name in ("enter_received", "record_provider_refusal", "record_wet_seal"):
            self.fields["symbol"] = forms.CharField(
                label="Ký hiệu văn bản", max_length=64, initial=self.dossier.symbol, help_text="Ví dụ UBND-VP."
            )
        self.fields["document_date"] = VietnameseDateField(label="Ngày văn bản")

    def _add_answer_reference(self) -> None:
        said = ANSWER_NAMES.get(self.transition.name, "trả lời")
        self.fields["number"] = forms.CharField(
            label=f"Số, ký hiệu hoặc mã {said}",
            max_length=64,
            help_text="Số, ký hiệu của văn bản, hoặc mã trên dichvucong.ca.gov.vn. Ví dụ 218/CTSBMTT-DV.",
            error_messages={"required": f"Nhập số, ký hiệu hoặc mã của {said}."},
        )
        self.fields["document_date"] = VietnameseDateField(label=f"Ngày của văn bản {said}")

    def _add_revoked_at(self) -> None:
        self.fields["legal_at"].label = "Thời điểm nhận thông báo thu hồi"
        self.fields["revoked_at"] = VietnameseDateTimeField(
            label="Thời điểm thu hồi ghi trong thông báo",
            required=False,
            help_text="Để trống nếu thông báo không ghi; khi đó lấy thời điểm nhận thông báo. Giờ Việt Nam.",
        )

    def _add_custody_decision(self) -> None:
        self.fields["decision_number"] = forms.CharField(
            label="Số, ký hiệu quyết định giao giữ thiết bị",
            max_length=64,
            help_text="Ví dụ 77/QĐ-UBND.",
            error_messages={"required": "Nhập số quyết định giao giữ thiết bị."},
        )
        self.fields["decision_date"] = VietnameseDateField(label="Ngày quyết định")

    def _add_channel(self, profile: Profile) -> None:
        recipient = self.dossier.recipient_function
        if self.transition.name == "forward":
            recipient = PROVIDER
        elif "copy_channel" in self.needs:
            recipient = DELEGATED_DEPARTMENT
        if self.transition.name in ("enter_received", "issue_refusal", "record_supplement"):
            codes: tuple[str, ...] = ("qlvb", "truc_lien_thong", "paper")
        else:
            codes = profile.channels_for(recipient, wet_signed=goes_on_paper(self.dossier))
        label = "Kênh nhận" if self.transition.name in ("enter_received", "record_supplement") else "Kênh gửi"
        self.fields["channel"] = forms.ChoiceField(label=label, choices=[(code, CHANNELS[code]) for code in codes])
        self.fields["channel_code"] = forms.CharField(
            label="Mã văn bản trên kênh",
            max_length=64,
            help_text="Mã hoặc số hiệu mà hệ thống cấp khi gửi, nhận; với bản giấy là số bưu gửi hoặc “trực tiếp”.",
            error_messages={"required": "Nhập mã mà kênh cấp khi gửi, nhận."},
        )

    def _add_recovery(self) -> None:
        self.fields["way"] = forms.ChoiceField(
            label="Hình thức khôi phục",
            choices=Recovery.Way.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Chọn hình thức khôi phục."},
        )
        self.fields["tool"] = forms.CharField(
            label="Công cụ",
            max_length=120,
            help_text="Ví dụ VGCAUnlockTokenSetup.",
            error_messages={"required": "Nhập công cụ đã dùng."},
        )
        self.fields["operator"] = forms.ChoiceField(
            label="Người thực hiện",
            choices=[(key, f"{p.full_name} – {p.position}") for key, p in self.operators.items()],
        )
        self.fields["performed_at"] = VietnameseDateTimeField(label="Khôi phục xong lúc")
        self.fields["changed_hands"] = forms.BooleanField(
            label="Thiết bị đã được giao cho người thực hiện rồi trả lại", required=False
        )
        self.fields["taken_at"] = VietnameseDateTimeField(label="Nhận thiết bị lúc", required=False)
        self.fields["condition_in"] = forms.CharField(label="Tình trạng khi nhận", max_length=255, required=False)
        self.fields["returned_at"] = VietnameseDateTimeField(label="Trả thiết bị lúc", required=False)
        self.fields["condition_out"] = forms.CharField(label="Tình trạng khi trả", max_length=255, required=False)
        self.fields["note"] = forms.CharField(
            label="Ghi chú",
            max_length=500,
            required=False,
            help_text="Không bao giờ ghi mật khẩu, mã PIN hay PUK vào đây.",
        )

    def _add_file(self, need: str, label: str) -> None:
        self.fields[f"{need}_kept"] = forms.CharField(required=False, widget=forms.HiddenInput)
        kept = self._kept(need)
        hint = _kept_words(kept) if kept else "PDF, PNG hoặc JPEG."
        self.fields[need] = ProofField(label=label, required=kept is None, help_text=hint)

    def _kept(self, need: str) -> Incoming | None:
        reference = self.data.get(self.add_prefix(f"{need}_kept"), "") if self.is_bound else ""
        return fetch(reference=reference, user_id=self.user.pk) if reference else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("changed_hands"):
            for name in ("taken_at", "returned_at", "condition_in", "condition_out"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Điền khi thiết bị đã đổi tay.")
        return cleaned

    def keep_files(self) -> None:
        """Call before showing the form again: files that arrived well are not asked for twice."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for need in FILE_NEEDS:
            if need not in self.fields:
                continue
            # Needed all the same: what is kept takes the place of the choice.
            self.fields[need].required = True
            upload = self.files.get(self.add_prefix(need))
            if upload is None or need in self.errors:
                continue
            upload.seek(0)
            incoming = receive(upload)
            reference = keep(incoming=incoming, user_id=self.user.pk)
            if reference:
                data[self.add_prefix(f"{need}_kept")] = reference
                # The bound field was made with the words of the empty field.
                self[need].help_text = _kept_words(incoming)
        self.data = data

    def refresh_version(self, version: int) -> None:
        """After a stale submit the next press is made in knowledge of the new state."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("version")] = str(version)
        data[self.add_prefix("form_key")] = str(uuid.uuid4())
        self.data = data

    def add_service_errors(self, error: InvalidInput) -> None:
        """Puts each error of a service beside its field."""
        for one in error.errors:
            self.add_error(one.field if one.field in self.fields else None, one.text)

    def act_input(self) -> ActInput:
        """What the act brings; call after is_valid()."""
        c = self.cleaned_data
        files: dict[str, Incoming] = {}
        for need in FILE_NEEDS:
            if need in self.fields:
                upload = c.get(need)
                incoming = receive(upload) if upload else self._kept(need)
                if incoming is not None:
                    files[need] = incoming
        return ActInput(
            reason=normalise_lines(c.get("reason", "")),
            clause=self.clauses[c["ground"]] if c.get("ground") else "",
            legal_at=c.get("legal_at"),
            number=normalise(c.get("number", "")),
            symbol=normalise(c.get("symbol", "")),
            document_date=c.get("document_date"),
            channel=c.get("channel", ""),
            channel_code=normalise(c.get("channel_code", "")),
            incoming_number=normalise(c.get("incoming_number", "")),
            files=files,
            recovery=self._recovery() if "recovery_record" in self.needs else None,
            officer=self.officers.get(c.get("officer", "")),
            condition=normalise(c.get("condition", "")),
            revoked_at=c.get("revoked_at"),
            decision_number=normalise(c.get("decision_number", "")),
            decision_date=c.get("decision_date"),
            installer=normalise(c.get("installer", "")),
            keeper=self.keepers.get(c.get("keeper", "")),
        )

    def _recovery(self) -> RecoveryInput:
        c = self.cleaned_data
        handover = None
        if c.get("changed_hands"):
            handover = HandoverInput(
                taken_at=c["taken_at"],
                returned_at=c["returned_at"],
                condition_in=c["condition_in"],
                condition_out=c["condition_out"],
            )
        return RecoveryInput(
            way=c["way"],
            tool=normalise(c["tool"]),
            operator=self.operators[c["operator"]],
            performed_at=c["performed_at"],
            handover=handover,
            note=normalise(c.get("note", "")),
        )


def _kept_words(kept: Incoming) -> str:
    """Hint of a file field; hints are HTML, and a file's name is whatever its owner likes."""
    return format_html("Đã nhận tệp “{}”; chỉ chọn lại nếu muốn thay.", kept.name)


def normalise_lines(text: str) -> str:
    """NFC and single spaces, line by line, so that paragraphs stay."""
    return "\n".join(normalise(line) for line in text.splitlines()).strip()
