"""A list of days as a file (.csv, .xlsx) or pasted text, read into numbered lines of cells."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from directory.domain.names import normalise
from requests_workflow.domain.calendar_import import COLUMNS, MOST_LINES, UnreadableList, split_list
from requests_workflow.spreadsheets.archive import FileRefused
from requests_workflow.spreadsheets.cells import CellKind, RawCell
from requests_workflow.spreadsheets.reading import RawRow, RawWorkbook

MOST_BYTES = 1024 * 1024
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
    """The first sheet, cells as text; a formula counts for the words that stand in its place, never for a value."""
    try:
        book = RawWorkbook(data)
        names = book.names()
        rows = book.sheet(names[0]).rows if names else []
    except FileRefused as error:
        raise UnreadableList(f"{error} Hoặc lưu lại dạng CSV UTF-8.") from error
    lines = [(row.number, cells) for row in rows if any(cells := _texts(row))]
    if len(lines) > MOST_LINES + 1:
        raise UnreadableList(f"Trang tính có hơn {MOST_LINES} dòng. Chỉ ghi ngày nghỉ và ngày làm bù của một năm.")
    return lines


def _texts(row: RawRow) -> list[str]:
    """Texts of a row up to its last filled cell; a ticked cell is an "x"."""
    texts = [_cell(row.cells.get(column)) for column in range(min(max(row.cells, default=-1) + 1, _MOST_CELLS))]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _cell(cell: RawCell | None) -> str:
    if cell is None:
        return ""
    if cell.kind is CellKind.FLAG:
        return "x" if cell.text.lower() in ("1", "true", "x") else ""
    return normalise(cell.text)
