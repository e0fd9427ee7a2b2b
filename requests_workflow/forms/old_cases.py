"""An old case as its papers have it; the rows are pasted, a line each, a tab between the columns of the form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from requests_workflow.domain.form_rows import form_keys
from requests_workflow.forms.fields import ProofField, VietnameseDateField, VietnameseDateTimeField
from requests_workflow.procedures.registry import KINDS, kind_of
from requests_workflow.regulations.profile import FormRef
from requests_workflow.regulations.registry import NoProfile, profile_for_old_case
from requests_workflow.services.drafting import VIETNAM
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
    proof = ProofField(label="Bản quét hồ sơ")

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
