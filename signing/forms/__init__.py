"""Forms of the signature check."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

# Readers look for the header within the first kilobyte.
HEADER_WITHIN = 1024


class VerifyForm(forms.Form):
    """One PDF to check."""

    tep = forms.FileField(
        label="Tệp PDF cần kiểm tra",
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={
            "required": "Chọn tệp PDF cần kiểm tra.",
            "missing": "Chọn tệp PDF cần kiểm tra.",
            "invalid": "Không nhận được tệp. Chọn lại tệp rồi gửi lại.",
            "empty": "Tệp trống. Chọn lại tệp.",
            "max_length": "Tên tệp quá dài. Đổi tên ngắn hơn 200 ký tự.",
        },
    )

    def clean_tep(self) -> Any:
        """Not too large, and a PDF by content, whatever its name."""
        upload: UploadedFile[Any] = self.cleaned_data["tep"]
        if (upload.size or 0) > settings.MAX_UPLOAD_BYTES:
            most = filesizeformat(settings.MAX_UPLOAD_BYTES)
            raise ValidationError(f"Tệp lớn hơn {most}. Chọn tệp nhỏ hơn.")
        head = upload.read(HEADER_WITHIN)
        upload.seek(0)
        if b"%PDF-" not in head:
            raise ValidationError("Tệp không phải PDF. Trang này kiểm tra chữ ký số trên văn bản PDF.")
        return upload
