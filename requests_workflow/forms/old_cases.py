"""An old case as its papers have it; the rows are pasted, a line each, a tab between the columns of the form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import format_html

from directory.models import User
from requests_workflow.domain.form_rows import form_keys
from requests_workflow.forms.fields import ProofField, VietnameseDateField, VietnameseDateTimeField
from requests_workflow.forms.staging import fetch, keep, receive
from requests_workflow.procedures.registry import KINDS, kind_of
from requests_workflow.regulations.profile import FormRef
from requests_workflow.regulations.registry import NoProfile, profile_for_old_case
from requests_workflow.services.documents import Incoming
from requests_workflow.services.drafting import VIETNAM
from requests_workflow.services.errors import known
from requests_workflow.services.old_cases import OUTCOMES, RECORDABLE, OldCase, OldRow

OUTCOME_WORDS = {"closed": "Đã giải quyết", "refused": "Bị từ chối", "withdrawn": "Đã rút"}
REFUSED = "từ chối"


class OldCaseForm(forms.Form):
    """What is read off the papers. A line that ends in a column "Từ chối: lý do" was refused."""

    agency = forms.ChoiceField(label="Cơ quan, tổ chức quản lý trực tiếp")
    procedure = forms.ChoiceField(label="Thủ tục")
    number = forms.CharField(label="Số văn bản", max_length=16)
    symbol = forms.CharField(label="Ký hiệu", max_length=64, help_text="Phần sau dấu gạch chéo, ví dụ UBND-VP.")
    document_date = VietnameseDateField(label="Ngày văn bản")
    sent_at = VietnameseDateTimeField(label="Gửi lúc")
    received_at = VietnameseDateTimeField(label="Tiếp nhận hồ sơ hợp lệ lúc")
    incoming_number = forms.CharField(label="Số văn bản đến", max_length=32, required=False)
    answered_at = VietnameseDateTimeField(label="Giải quyết xong lúc")
    outcome = forms.ChoiceField(
        label="Kết quả", choices=[(key, OUTCOME_WORDS[key]) for key in OUTCOMES], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Lý do từ chối hoặc rút", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    rows = forms.CharField(
        label="Danh sách",
        widget=forms.Textarea(attrs={"rows": 8, "wrap": "off"}),
        help_text=(
            "Dán từ Excel, mỗi dòng một đề nghị, cột theo thứ tự của biểu mẫu ngày đó, không có cột STT. Dòng bị từ "
            "chối: thêm một cột cuối “Từ chối: lý do”."
        ),
    )
    proof = ProofField(label="Bản quét hồ sơ", help_text="PDF, PNG hoặc JPEG.")
    proof_kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if (kept := self._kept()) is not None:
            self.fields["proof"].required = False
            self.fields["proof"].help_text = _kept_words(kept)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]
        self.fields["procedure"].choices = [  # type: ignore[attr-defined]
            (code, kind.title) for code, kind in KINDS.items() if code in RECORDABLE
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("received_at") and cleaned.get("procedure") and cleaned.get("rows"):
            try:
                profile = profile_for_old_case(received_on=cleaned["received_at"].astimezone(VIETNAM).date())
            except NoProfile:
                self.add_error("received_at", "Hệ thống không có quy định của ngày tiếp nhận này. Kiểm tra lại ngày.")
                return cleaned
            form = kind_of(cleaned["procedure"]).form(profile)
            try:
                cleaned["parsed"] = _parsed(cleaned["rows"], form)
            except ValidationError as error:
                self.add_error("rows", error)
        return cleaned

    def keep_files(self) -> None:
        """Call before showing the form again: a scan that arrived well is not asked for twice."""
        # Needed all the same: what is kept takes the place of the choice.
        self.fields["proof"].required = True
        upload = self.files.get("proof")
        if upload is None or "proof" in self.errors:
            return
        upload.seek(0)
        incoming = receive(upload)
        if reference := keep(incoming=incoming, user_id=self.user.pk):
            data = QueryDict(mutable=True)
            data.update(self.data)
            data["proof_kept"] = reference
            self.data = data
            # The bound field was made with the words of the empty field.
            self["proof"].help_text = _kept_words(incoming)

    def scan(self) -> Incoming:
        """The scan of the valid form: the one chosen now, else the one that was kept."""
        upload = self.cleaned_data["proof"]
        return receive(upload) if upload else known(self._kept())

    def _kept(self) -> Incoming | None:
        reference = self.data.get("proof_kept", "") if self.is_bound else ""
        return fetch(reference=reference, user_id=self.user.pk) if reference else None

    def old_case(self) -> OldCase:
        """The valid form as the service takes it."""
        c = self.cleaned_data
        return OldCase(
            procedure=c["procedure"],
            number=c["number"].strip(),
            symbol=c["symbol"].strip(),
            document_date=c["document_date"],
            sent_at=c["sent_at"],
            received_at=c["received_at"],
            answered_at=c["answered_at"],
            outcome=c["outcome"],
            reason=c["reason"],
            incoming_number=c["incoming_number"],
            rows=c["parsed"],
        )


def _kept_words(kept: Incoming) -> str:
    return format_html("Đã nhận tệp “{}”; chỉ chọn lại nếu muốn thay.", kept.name)


def _parsed(text: str, form: FormRef) -> tuple[OldRow, ...]:
    keys, rows, wrong = form_keys(form), [], []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not any(cells):
            continue
        refused = cells[-1].casefold().startswith(REFUSED)
        reason = cells.pop().partition(":")[2].strip() if refused else ""
        if len(cells) > len(keys):
            wrong.append(f"dòng {number} có {len(cells)} cột, biểu mẫu có {len(keys)} cột")
        rows.append(OldRow(cells=dict(zip(keys, cells, strict=False)), refused=refused, reason=reason))
    if wrong:
        names = ", ".join(column.label for column in form.columns)
        raise ValidationError(f"{'; '.join(wrong[:3])}. Các cột theo thứ tự: {names}.")
    return tuple(rows)
