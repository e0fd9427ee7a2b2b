"""Upload of a list in .xlsx."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from directory.models import Agency
from requests_workflow.regulations.profile import Profile
from requests_workflow.services.import_kinds import IMPORT_KINDS
from requests_workflow.spreadsheets.archive import MOST_BYTES
from requests_workflow.spreadsheets.writing import MEDIA_TYPE


class ListField(forms.FileField):
    """One .xlsx up to MOST_BYTES; what is in it is read elsewhere."""

    default_error_messages = {
        "required": "Chọn tệp .xlsx.",
        "empty": "Tệp trống. Chọn lại tệp.",
        "size": "Tệp lớn hơn %(most)s. Xóa hình ảnh, trang tính thừa, hoặc chia tệp.",
    }

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload: UploadedFile[Any] | None = super().clean(data, initial)
        if upload and (upload.size or 0) > MOST_BYTES:
            raise ValidationError(self.error_messages["size"], code="size", params={"most": filesizeformat(MOST_BYTES)})
        return upload


class ImportForm(forms.Form):
    """Which form, for which agency, which file."""

    thu_tuc = forms.ChoiceField(label="Mẫu")
    co_quan = forms.ChoiceField(label="Cơ quan, tổ chức")
    tep = ListField(label="Tệp Excel")

    def __init__(self, *args: Any, agencies: list[Agency], profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.procedure, form_words(one.procedure, profile)) for one in IMPORT_KINDS.values()]
        self.fields["thu_tuc"] = forms.ChoiceField(
            label="Mẫu",
            choices=[("", "Chọn mẫu"), *sorted(choices, key=lambda pair: pair[1])],
            error_messages={"required": "Chọn mẫu.", "invalid_choice": "Chọn mẫu."},
        )
        self.agencies = {str(agency.pk): agency for agency in agencies}
        self.fields["co_quan"] = forms.ChoiceField(
            label="Cơ quan, tổ chức",
            choices=[(key, agency.name) for key, agency in self.agencies.items()],
            initial=next(iter(self.agencies), ""),
            widget=forms.HiddenInput() if len(agencies) == 1 else forms.Select(),
            error_messages={"required": "Chọn cơ quan.", "invalid_choice": "Chọn cơ quan."},
        )
        self.fields["tep"].widget.attrs["accept"] = f".xlsx,{MEDIA_TYPE}"

    @property
    def agency(self) -> Agency:
        """The chosen agency; call after is_valid()."""
        return self.agencies[self.cleaned_data["co_quan"]]


def form_words(procedure: str, profile: Profile) -> str:
    """ "Mẫu số 01 – đề nghị cấp chứng thư …": how a form is called in a list of forms."""
    form = IMPORT_KINDS[procedure].form(profile)
    title = form.title.removeprefix("V/v ")
    return f"Mẫu số {form.mau} – {title}"
