"""Form fields with the product's own limits and words."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from requests_workflow.services.documents import sniff


class ProofField(forms.FileField):
    """PDF, PNG or JPEG by content, up to settings.MAX_UPLOAD_BYTES."""

    default_error_messages = {
        "required": "Chọn tệp.",
        "kind": "Tệp không phải %(kinds)s. Chọn lại tệp đúng loại.",
        "size": "Tệp lớn hơn %(most)s. Chọn tệp nhỏ hơn, hoặc quét lại ở 200 dpi.",
        "empty": "Tệp trống. Chọn lại tệp.",
    }

    def __init__(self, *, pdf_only: bool = False, **kwargs: Any) -> None:
        self.pdf_only = pdf_only
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ".pdf,application/pdf" if pdf_only else ".pdf,.png,.jpg,.jpeg"

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload: UploadedFile[Any] | None = super().clean(data, initial)
        if not upload:
            return upload
        if (upload.size or 0) > settings.MAX_UPLOAD_BYTES:
            most = filesizeformat(settings.MAX_UPLOAD_BYTES)
            raise ValidationError(self.error_messages["size"], code="size", params={"most": most})
        head = upload.read(16)
        upload.seek(0)
        kind = sniff(head)
        if kind is None or (self.pdf_only and kind != "application/pdf"):
            kinds = "PDF" if self.pdf_only else "PDF, PNG hoặc JPEG"
            raise ValidationError(self.error_messages["kind"], code="kind", params={"kinds": kinds})
        return upload


class VietnameseDateField(forms.DateField):
    """dd/mm/yyyy, day first."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Ngày/tháng/năm, ví dụ 05/08/2026")
        words = {"required": "Nhập ngày.", "invalid": "Nhập ngày dạng ngày/tháng/năm, ví dụ 05/08/2026."}
        kwargs.setdefault("error_messages", words)
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off", "class": "input--short"})


class VietnameseDateTimeField(forms.DateTimeField):
    """dd/mm/yyyy HH:MM in Vietnamese time, as the label of a document system shows it.

    A day without its hour is refused: midnight would stand as the legal time that nobody wrote.
    """

    default_error_messages = {"hour": "Thiếu giờ, ví dụ 22/11/2026 14:30."}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Ngày/tháng/năm giờ:phút, giờ Việt Nam, ví dụ 05/08/2026 14:30")
        words = {
            "required": "Nhập ngày và giờ.",
            "invalid": "Nhập ngày và giờ dạng ngày/tháng/năm giờ:phút, ví dụ 05/08/2026 14:30.",
        }
        kwargs.setdefault("error_messages", words)
        super().__init__(**kwargs)
        self.widget.attrs.update({"autocomplete": "off"})

    def to_python(self, value: Any) -> datetime | None:
        read = super().to_python(value)
        if read is not None and isinstance(value, str) and ":" not in value:
            raise ValidationError(self.error_messages["hour"], code="hour")
        return read


def choice_of(label: str, choices: Iterable[tuple[str, str]], *, prompt: str) -> forms.ChoiceField:
    """A list of which one has to be chosen; `prompt` ("Chọn …") stands first and is said where nothing was."""
    listed = list(choices)
    words = {"required": f"{prompt}.", "invalid_choice": f"{prompt} trong danh sách."}
    nobody = "" if listed else "Chưa có ai để chọn. Nhờ quản trị hệ thống ghi nhận người và vai trò của cơ quan trước."
    return forms.ChoiceField(label=label, choices=[("", prompt), *listed], error_messages=words, help_text=nobody)


def new_form_key() -> str:
    """A key for one filled-in form (see services.perform)."""
    return str(uuid.uuid4())
