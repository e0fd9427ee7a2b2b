"""A file to attach to a draft, and what an electronic copy is."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from requests_workflow.domain.corner_lines import COPY_FORMS
from requests_workflow.forms.fields import ProofField, VietnameseDateField
from requests_workflow.models import Document
from requests_workflow.services.attachments import LONGEST_TITLE
from requests_workflow.services.corner_preparing import LONGEST_NUMBER


class AttachForm(forms.Form):
    """One PDF that goes with the document."""

    prefix = "kem"
    title = forms.CharField(
        label="Tên tài liệu",
        max_length=LONGEST_TITLE,
        help_text="Ví dụ: Quyết định số 12/QĐ-UBND ngày 03/11/2026",
        error_messages={"required": "Ghi tên tài liệu.", "max_length": f"Tên dài quá {LONGEST_TITLE} ký tự."},
    )
    file = ProofField(
        pdf_only=True, label="Tệp", help_text="Mỗi tài liệu một tệp PDF; bản giấy thì quét màu, 200 dpi trở lên."
    )


class SignedFileForm(forms.Form):
    """The file that comes back signed."""

    signed_document = ProofField(pdf_only=True, label="Tệp PDF đã ký")


class CopyForm(forms.Form):
    """An electronic copy of one paper of the case."""

    prefix = "sao"
    document = forms.ChoiceField(label="Sao từ", error_messages={"required": "Chọn một tệp PDF của hồ sơ để sao."})
    form = forms.ChoiceField(
        label="Hình thức sao",
        choices=list(COPY_FORMS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn hình thức sao."},
    )
    number = forms.CharField(
        label="Số, ký hiệu bản sao",
        max_length=LONGEST_NUMBER,
        help_text="Số văn thư lấy ở sổ đăng ký, ví dụ 05/SY-UBND",
        error_messages={"required": "Ghi số, ký hiệu bản sao."},
        widget=forms.TextInput(attrs={"class": "input--short", "autocomplete": "off"}),
    )
    day = VietnameseDateField(label="Ngày sao")
    extract = ProofField(
        pdf_only=True,
        required=False,
        label="Phần được trích",
        help_text="Chỉ khi trích sao: tệp PDF có phần được trích.",
    )

    def __init__(self, *args: Any, documents: list[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = [  # type: ignore[attr-defined]
            (str(one.public_id), f"{one.title} – {localdate(one.created_at):%d/%m/%Y}") for one in documents
        ]
