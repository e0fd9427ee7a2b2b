"""A list of days as a file (.csv, .xlsx) or pasted text, read into numbered lines of cells."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from directory.domain.names import normalise
from requests_workflow.domain.calendar_import import COLUMNS, MOST_LINES, UnreadableList, split_list

MOST_BYTES = 1024 * 1024
# A workbook unpacks to more; a bomb unpacks to very much more.
MOST_UNPACKED = 20 * 1024 * 1024
# Empty rows may stand between; beyond this nobody reads the list.
_MOST_ROWS = 2_000
_MOST_CELLS = len(COLUMNS) + 5
XLSX_START = b"PK\x03\x04"

Lines = list[tuple[int, list[str]]]


class CalendarListForm(forms.Form):
    """`tep` or `danh_sach`; after is_valid(), `lines` and `source` say what was sent and `text` carries it on."""

    tep = forms.FileField(
        label="Tệp lịch",
        required=False,
        help_text="CSV (UTF-8) hoặc Excel .xlsx, tối đa 1 MB; đọc trang tính đầu tiên.",
        error_messages={"empty": "Tệp trống. Chọn lại tệp."},
    )
    danh_sach = forms.CharField(
        label="Hoặc dán danh sách",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        help_text="Mỗi dòng một ngày: ngày, loại, lý do, căn cứ, tạm tính. Dán thẳng từ Excel được.",
    )
    nguon = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tep"].widget.attrs["accept"] = ".csv,.xlsx,.txt"
        self.lines: Lines = []
        self.source = ""

    def clean(self) -> dict[str, Any]:
        """Reads whichever of the two was sent; a chosen file counts before pasted text."""
        data = super().clean() or {}
        upload: UploadedFile[Any] | None = data.get("tep")
        text: str = data.get("danh_sach", "")
        if self.errors:
            return data
        if upload is None and not text.strip():
            raise ValidationError({"tep": "Chọn tệp, hoặc dán danh sách."})
        name = "tep" if upload is not None else "danh_sach"
        try:
            self.lines = lines_of(data=_read(upload)) if upload is not None else split_list(text)
        except UnreadableList as error:
            raise ValidationError({name: str(error)}) from error
        self.source = normalise(upload.name or "")[:100] if upload is not None else data.get("nguon", "")
        return data

    @property
    def text(self) -> str:
        """The list as tab-separated lines, for the page that asks whether to propose it."""
        return as_text(self.lines)


def lines_of(*, data: bytes) -> Lines:
    """Numbered lines of a .csv or .xlsx file, by its content. Raises UnreadableList, in words for its sender."""
    if data.startswith(XLSX_START):
        return _sheet_lines(data)
    for encoding in ("utf-8-sig", "utf-16") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig",):
        try:
            return split_list(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise UnreadableList("Tệp không phải CSV mã UTF-8. Trong Excel chọn “CSV UTF-8” khi lưu, hoặc gửi tệp .xlsx.")


def as_text(lines: Lines) -> str:
    """Tab-separated lines, at their line numbers, that split_list reads back."""
    rows: list[str] = []
    for number, cells in lines:
        rows += [""] * (number - len(rows) - 1)
        rows.append("\t".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' if '"' in cell else cell for cell in cells))
    return "\n".join(rows)


def _read(upload: "UploadedFile[Any]") -> bytes:
    if (upload.size or 0) > MOST_BYTES:
        raise UnreadableList("Tệp lớn hơn 1 MB. Chỉ ghi ngày nghỉ và ngày làm bù của một năm.")
    return bytes(upload.read())


def _sheet_lines(data: bytes) -> Lines:
    """The first sheet; formulas count by the value that was saved with them, and are never evaluated."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise UnreadableList("Tệp Excel quá lớn. Chỉ giữ trang tính của lịch rồi lưu lại.")
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        if isinstance(error, UnreadableList):
            raise
        raise UnreadableList("Không đọc được tệp Excel. Lưu lại dạng .xlsx hoặc CSV UTF-8.") from error
    try:
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_CELLS, values_only=True)
        found = [(number, _trimmed(cells)) for number, cells in enumerate(rows, start=1)]
    finally:
        book.close()
    lines = [(number, cells) for number, cells in found if any(cells)]
    if len(lines) > MOST_LINES + 1:
        raise UnreadableList(f"Trang tính có hơn {MOST_LINES} dòng. Chỉ ghi ngày nghỉ và ngày làm bù của một năm.")
    return lines


def _trimmed(cells: tuple[Any, ...]) -> list[str]:
    """Texts of a row without the empty cells at its end."""
    texts = [_cell(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if value is True:
        return "x"
    return "" if value is False else normalise(str(value))
