"""What a cell says, whatever Excel made of it: days, numbers that lost a zero, old encodings; nothing in silence."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from directory.domain.names import normalise
from requests_workflow.spreadsheets.cells import EXACT_DIGITS, CellKind, RawCell, serial_day
from requests_workflow.spreadsheets.kinds import TICK, chosen, kind_named
from requests_workflow.spreadsheets.tcvn3 import from_tcvn3, is_mixed, is_tcvn3, is_unicode

PROBLEM, WARNING = "problem", "warning"
# How many digits a number of this kind has, and the fewest that are left when zeros in front were dropped.
_DIGITS = {"id12": (12, 10), "phone": (10, 9), "tax_code": (10, 9), "budget_code": (7, 5)}
# Days of people who work today; a smaller number in a column of days is a year or a slip (10,000 is 18/05/1927).
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
FORMULA = "Ô là công thức, hệ thống không tính công thức: chép ô rồi dán giá trị (Paste Values)."
EXCEL_ERROR = "Ô đang báo lỗi của Excel: sửa ô rồi nhập lại."
LOST_DIGITS = "Excel giữ ô này dạng số và đã làm mất chữ số: đặt ô dạng chữ (Text) rồi nhập lại."
MIXED = "Ô trộn chữ Unicode với bảng mã cũ: nhập lại bằng Unicode."
CONVERTED = "Chữ gõ bằng bảng mã TCVN3 (ABC), đã đổi sang Unicode: kiểm tra lại."
ZEROS = "Excel bỏ mất số 0 ở đầu, đã thêm lại: kiểm tra lại."
SERIAL_DAY = "Excel giữ ngày dạng số, đã đổi thành ngày/tháng/năm: kiểm tra lại."
BECAME_DAY = "Excel đã đổi nội dung ô thành ngày: đặt ô dạng chữ (Text) rồi nhập lại."
KEPT_AS_NUMBER = "Excel giữ số hiệu dạng số: kiểm tra lại từng chữ số, kể cả số 0 ở đầu."


@dataclass(frozen=True, slots=True)
class Typed:
    """`text` is what the cell says; `kind` is PROBLEM, WARNING or "" and `note` says why."""

    text: str
    kind: str = ""
    note: str = ""


def is_old_encoding(cells: Iterable[RawCell]) -> bool:
    """Whether a whole row was typed in TCVN3: one cell of it can be nothing else, and none is Unicode already."""
    texts = [cell.text for cell in cells if cell.kind is CellKind.TEXT]
    return any(is_tcvn3(text) for text in texts) and not any(is_unicode(text) for text in texts)


def typed(cell: RawCell, *, kind: str, key: str, old_encoding: bool) -> Typed:
    """The cell of a column of `kind` (FormColumn.kind); `old_encoding` is what is_old_encoding says of its row."""
    match cell.kind:
        case CellKind.FORMULA:
            return Typed(cell.text, PROBLEM, FORMULA)
        case CellKind.ERROR:
            return Typed(cell.text, PROBLEM, EXCEL_ERROR)
        case CellKind.FLAG:
            yes = cell.text == "1"
            return Typed((TICK if yes else "") if kind == "check" else ("TRUE" if yes else "FALSE"))
        case CellKind.DATE:
            return Typed(cell.text) if kind in ("date", "text") else Typed(cell.text, PROBLEM, BECAME_DAY)
        case CellKind.NUMBER:
            return _number(cell.text, kind=kind, key=key)
    return _text(cell.text, kind=kind, old_encoding=old_encoding)


def clean_text(text: str) -> str:
    """NFC with single spaces, without what cannot be seen and without the apostrophe that marks text in Excel."""
    if text.isprintable():
        return normalise(text.removeprefix("'"))
    kept = "".join(
        ch for ch in text if unicodedata.category(ch) not in ("Cf", "Cs", "Co") and (ch >= " " or ch in "\t\n\r")
    )
    return normalise(kept.removeprefix("'"))


def _number(text: str, *, kind: str, key: str) -> Typed:
    digits = text.lstrip("-")
    if "E" in text or (digits.isdecimal() and len(digits) > EXACT_DIGITS):
        return Typed(text, PROBLEM, LOST_DIGITS)
    if kind == "date" and digits.isdecimal() and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        day = serial_day(Decimal(text))
        return Typed(f"{day:%d/%m/%Y}" if day else text, WARNING, SERIAL_DAY)
    if kind in _DIGITS and digits.isdecimal():
        whole, fewest = _DIGITS[kind]
        if fewest <= len(text) < whole:
            return Typed(text.zfill(whole), WARNING, ZEROS)
    if kind == "certificate_serial" or key == "token_serial":
        return Typed(text, WARNING, KEPT_AS_NUMBER)
    return Typed(text)


def _text(text: str, *, kind: str, old_encoding: bool) -> Typed:
    cleaned = clean_text(text)
    if cleaned.startswith("="):
        return Typed(cleaned, PROBLEM, FORMULA)
    if is_mixed(text):
        return Typed(cleaned, PROBLEM, MIXED)
    picked = chosen(cleaned, choices := kind_named(kind).choices) in choices
    if (old_encoding and not is_unicode(text) and not picked) or is_tcvn3(text):
        # The soft hyphen is a letter there, so this comes before invisible signs are taken out.
        converted = clean_text(from_tcvn3(text))
        return Typed(converted, WARNING, CONVERTED) if converted != cleaned else Typed(cleaned)
    if kind == "date" and (found := _ISO_DAY.fullmatch(cleaned)):
        try:
            return Typed(f"{date(int(found[1]), int(found[2]), int(found[3])):%d/%m/%Y}")
        except ValueError:
            return Typed(cleaned)
    return Typed(cleaned)
