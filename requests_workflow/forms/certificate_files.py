"""Upload of the provider's certificate files, and what somebody chose for each file of a batch."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from directory.domain.names import normalise
from requests_workflow.forms.fields import new_form_key
from requests_workflow.services.certificate_decisions import FileDecision

ASIDE = "khong-nhap"
LATER = ""
MOST_FILES = 500


class CertificateFilesInput(forms.FileInput):
    """A file input that takes many files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> "list[UploadedFile[Any]]":
        return list(files.getlist(name)) if files else []


class CertificateFilesField(forms.Field):
    """One or more files, together up to settings.MAX_UPLOAD_BYTES; what is in them is read elsewhere."""

    widget = CertificateFilesInput

    default_error_messages = {
        "required": "Chọn tệp .cer, .p7b hoặc .zip mà Cục đã gửi.",
        "size": "Các tệp chọn lớn hơn %(most)s. Chia thành nhiều lần tải lên.",
    }

    def clean(self, value: Any) -> "list[UploadedFile[Any]]":
        uploads: list[UploadedFile[Any]] = super().clean(value)
        if sum(upload.size or 0 for upload in uploads) > settings.MAX_UPLOAD_BYTES:
            most = filesizeformat(settings.MAX_UPLOAD_BYTES)
            raise ValidationError(self.error_messages["size"], code="size", params={"most": most})
        return uploads


class UploadForm(forms.Form):
    """`form_key` names one upload: a second press finds the batch of the first."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    certificates = CertificateFilesField(label="Tệp chứng thư")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": new_form_key(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        most = filesizeformat(settings.MAX_UPLOAD_BYTES)
        self.fields["certificates"].help_text = (
            f"Chọn được nhiều tệp .cer, .crt, .pem, .p7b một lúc, hoặc một tệp .zip. Nhiều nhất {MOST_FILES} tệp và "
            f"{most} mỗi lần; nhiều hơn thì nén thành .zip (tối đa 500 chứng thư)."
        )
        self.fields["certificates"].widget.attrs["accept"] = ".cer,.crt,.pem,.der,.p7b,.p7c,.zip"

    def contents(self) -> list[tuple[str, bytes]]:
        """(name, bytes) of each file; call after is_valid()."""
        return [(upload.name or "tệp", upload.read()) for upload in self.cleaned_data["certificates"]]


@dataclass(frozen=True)
class FileChoice:
    """What is chosen for one file on the page: `choice` is a row's public id, ASIDE or LATER."""

    choice: str = LATER
    reason: str = ""
    warnings_seen: bool = False


def choices_from(*, data: Mapping[str, str], file_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, FileChoice]:
    """The choices of a sent page, a file each; nothing sent for a file means that it stays for later."""
    return {
        file_id: FileChoice(
            choice=data.get(f"choice-{file_id}", LATER),
            reason=normalise(data.get(f"reason-{file_id}", ""))[:500],
            warnings_seen=f"seen-{file_id}" in data,
        )
        for file_id in file_ids
    }


def decisions_of(choices: Mapping[uuid.UUID, FileChoice]) -> list[FileDecision]:
    """What is to be decided; files that stay for later are left out, and so is a choice that nobody was offered."""
    decisions = []
    for file_id, one in choices.items():
        row = None if one.choice == ASIDE else _uuid(one.choice)
        if row is None and one.choice != ASIDE:
            continue
        decisions.append(
            FileDecision(file_id=file_id, request_id=row, reason=one.reason, warnings_seen=one.warnings_seen)
        )
    return decisions


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
