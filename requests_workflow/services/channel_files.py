"""The files of an export: lists, sheets, envelopes and archives made from plain facts; no database, no clock.

The same facts give the same bytes. Every cell is text: what looks like a formula stays what was typed.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from directory.domain.spreadsheet import csv_lines
from requests_workflow.spreadsheets.typed import clean_text

NAMESPACE = "urn:chungthu-congvu:van-ban:1"
ORDINAL = "STT"
_WIDTH = 28
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest instant that a ZIP entry can bear
_FIXED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, kw_only=True)
class Field:
    """One value with the name that the form gives it; `key` names it for machines."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Contents:
    """All fields of one document: about the letter, about the contact person, and the list in the form's order."""

    title: str
    document: tuple[Field, ...]
    contact: tuple[Field, ...]
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Mapping[str, str], ...]


def list_text(contents: Contents) -> bytes:
    """The list as comma-separated text in UTF-8 behind a byte order mark, the ordinal number first."""
    rows = [[str(number), *_cells(contents, row)] for number, row in enumerate(contents.rows, start=1)]
    header = [ORDINAL, *(label for _, label in contents.columns)]
    return "".join(csv_lines(header=header, rows=rows)).encode()


def workbook(contents: Contents) -> bytes:
    """The list, the contact person and the letter on a sheet each, as .xlsx."""
    book = Workbook()
    book.properties.created = book.properties.modified = _FIXED
    book.properties.title = clean_text(contents.title)
    sheet = book.active
    sheet.title = "Danh sách"
    _line(sheet, 1, [ORDINAL, *(label for _, label in contents.columns)], bold=True)
    for number, row in enumerate(contents.rows, start=1):
        _line(sheet, number + 1, [str(number), *_cells(contents, row)])
    sheet.freeze_panes = "B2"
    for title, fields in (("Người phối hợp", contents.contact), ("Thông tin văn bản", contents.document)):
        if fields:
            page = book.create_sheet(title)
            for number, one in enumerate(fields, start=1):
                _line(page, number, [one.label, one.value])
    for page in book.worksheets:
        for column in page.columns:
            page.column_dimensions[column[0].column_letter].width = _WIDTH
    target = io.BytesIO()
    # `Workbook.save` would write the instant of saving into the properties.
    ExcelWriter(book, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)).save()
    return _with_fixed_times(target.getvalue())


def envelope_xml(contents: Contents, *, files: Sequence[tuple[str, str]]) -> bytes:
    """The letter's metadata and all fields of the form as XML; `files` are (name, SHA-256) of what goes with it."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}vanBan")
    for tag, fields in (("thongTin", contents.document), ("nguoiPhoiHop", contents.contact)):
        group = ET.SubElement(root, f"{{{NAMESPACE}}}{tag}")
        for one in fields:
            _field(group, key=one.key, label=one.label, value=one.value)
    listed = ET.SubElement(root, f"{{{NAMESPACE}}}danhSach", soDong=str(len(contents.rows)))
    for number, row in enumerate(contents.rows, start=1):
        line = ET.SubElement(listed, f"{{{NAMESPACE}}}dong", stt=str(number))
        for key, label in contents.columns:
            _field(line, key=key, label=label, value=row.get(key, ""))
    attached = ET.SubElement(root, f"{{{NAMESPACE}}}tepKemTheo")
    for name, digest in files:
        ET.SubElement(attached, f"{{{NAMESPACE}}}tep", ten=name, sha256=digest)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files, in this order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(zipfile.ZipInfo(name, _EPOCH), data, compress_type=zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _cells(contents: Contents, row: Mapping[str, str]) -> list[str]:
    return [clean_text(row.get(key, "")) for key, _ in contents.columns]


def _line(sheet: Worksheet, number: int, texts: Sequence[str], *, bold: bool = False) -> None:
    for position, text in enumerate(texts, start=1):
        cell = sheet.cell(row=number, column=position)
        cell.value = clean_text(text)
        # Text by its type and, where Excel might compute it, by Excel's own mark too.
        cell.data_type, cell.number_format = "s", "@"
        if text.lstrip().startswith(_FORMULA):
            cell.quotePrefix = True
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if bold:
            cell.font = Font(bold=True)


def _field(parent: ET.Element, *, key: str, label: str, value: str) -> None:
    made = ET.SubElement(parent, f"{{{NAMESPACE}}}truong", khoa=key, ten=clean_text(label))
    made.text = clean_text(value)


def _with_fixed_times(data: bytes) -> bytes:
    """The same parts without the instant of packing."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return archive({name: source.read(name) for name in source.namelist()})
