"""Dates, times, numbers and lists as administrative documents write them (Nghị định 30/2020/NĐ-CP, Phụ lục I).

The sentences of each form stand in request_wording.py.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LEGAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def day_in_words(day: date) -> str:
    """Return "ngày 05 tháng 02 năm 2026": days below 10 and months 1 and 2 take a leading zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def date_parts(day: date) -> tuple[str, str, str]:
    """Return day, month and year in the digits that the date line uses."""
    return f"{day.day:02d}", f"{day.month:02d}" if day.month < 3 else str(day.month), str(day.year)


def short_date(day: date) -> str:
    """Return dd/mm/yyyy."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def time_in_words(moment: datetime) -> str:
    """Return "17 giờ 00 phút ngày 05/11/2026 (2026-11-05T17:00:00+07:00)"; raises ValueError for a naive time."""
    local = _local(moment)
    iso = local.isoformat(timespec="seconds")
    return f"{local.hour:02d} giờ {local.minute:02d} phút ngày {short_date(local.date())} ({iso})"


def clock_in_words(moment: datetime) -> str:
    """Return "17 giờ 00 phút, ngày 05 tháng 11 năm 2026"; raises ValueError for a naive time."""
    local = _local(moment)
    return f"{local.hour:02d} giờ {local.minute:02d} phút, {day_in_words(local.date())}"


def short_time(moment: datetime) -> str:
    """Return "17:00 05/11/2026" for table cells; raises ValueError for a naive time."""
    local = _local(moment)
    return f"{local.hour:02d}:{local.minute:02d} {short_date(local.date())}"


def document_number(number: str) -> str:
    """Return the number with the leading zero that numbers below 10 take."""
    return number.zfill(2) if number.isdigit() else number


def count_of(amount: int) -> str:
    """Return an amount of at least two digits: 01, 12, 200."""
    return f"{amount:02d}"


def closed_list(lines: tuple[str, ...]) -> list[str]:
    """Return the lines with ";" after each and "." after the last, whatever mark they came with."""
    bare = [line.strip().rstrip(";.").rstrip() for line in lines]
    return [f"{line}{'.' if position == len(bare) else ';'}" for position, line in enumerate(bare, start=1)]


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a printed time needs a time zone")
    return moment.astimezone(LEGAL_ZONE)
