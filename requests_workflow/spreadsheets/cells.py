"""One cell of an .xlsx as text: numbers and days as people read them, formulas and errors as what they are."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

# ECMA-376 part 1, 18.8.30: built-in number formats that show a day.
DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
FIRST_DAY = date(1899, 12, 30)
LAST_SERIAL = 2_958_465
# Excel keeps fifteen digits of a number.
EXACT_DIGITS = 15
MOST_CHARACTERS = 2_000


class CellKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    ERROR = "error"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class RawCell:
    """`text` is what a person would type: days dd/mm/yyyy, numbers without exponent, a formula with its "="."""

    kind: CellKind
    text: str


def is_date_format(code: str) -> bool:
    """Whether a custom number format shows a day: d or y outside quotation marks, brackets and escapes."""
    plain = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.', "", code)
    return plain.lower() != "general" and re.search(r"[dDyY]", plain) is not None


def number_cell(text: str, *, as_date: bool, epoch_1904: bool = False) -> RawCell:
    """A stored number; with a date format it is a day, where there is such a day."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return RawCell(CellKind.TEXT, text[:MOST_CHARACTERS])
    if as_date and (day := serial_day(value, epoch_1904=epoch_1904)) is not None:
        return RawCell(CellKind.DATE, f"{day:%d/%m/%Y}")
    return RawCell(CellKind.NUMBER, number_text(value))


def number_text(value: Decimal) -> str:
    """12345678901 for 1.2345678901E10; an amount that Excel keeps no digits of stays in its short form."""
    if not value.is_finite() or value.adjusted() > 2 * EXACT_DIGITS or value.adjusted() < -EXACT_DIGITS:
        return str(value)[:MOST_CHARACTERS]
    if value == value.to_integral_value():
        return str(int(value))
    return format(value.normalize(), "f")[:MOST_CHARACTERS]


def serial_day(value: Decimal, *, epoch_1904: bool = False) -> date | None:
    """The day of a serial number (ECMA-376 part 1, 18.17.4.1), None out of range. Excel's 29/02/1900 is passed over."""
    if not value.is_finite() or not 1 <= value <= LAST_SERIAL:
        return None
    whole = int(value) + (1_462 if epoch_1904 else 0)
    if whole > LAST_SERIAL:
        return None
    return FIRST_DAY + timedelta(days=whole if whole > 59 else whole + 1)


def column_number(reference: str) -> int | None:
    """0 for "A7", 27 for "AB3"; None for what is no reference."""
    found = re.match(r"([A-Z]{1,3})[0-9]*$", reference)
    if found is None:
        return None
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """ "A" for 0, "AB" for 27."""
    letters, rest = "", number + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
