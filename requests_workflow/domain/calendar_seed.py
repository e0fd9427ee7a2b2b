"""The first rows of the calendar, 2024–2027: holidays from the `holidays` package, then corrected by decisions.

BLLĐ 2019 Điều 111–112. The package is a good base and no authority: it misses the swap 02/01/2026 ↔ 10/01/2026.
"""

from dataclasses import dataclass
from datetime import date, time
from functools import cache

import holidays

from requests_workflow.domain.calendar import DayRule, WorkCalendar

YEARS = (2024, 2025, 2026, 2027)
OFFICE_HOURS = {weekday: ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0))) for weekday in range(5)}
CULTURE_DAY = (11, 24)

_LAW = "Bộ luật Lao động số 45/2019/QH14"
_UNNUMBERED = "phương án hoán đổi ngày làm việc của cán bộ, công chức, viên chức năm {year} (chưa ghi nhận số văn bản)"
# Swapped days: day off -> day worked instead, and the decision.
_SWAPS = {
    date(2024, 4, 29): (date(2024, 5, 4), _UNNUMBERED.format(year=2024)),
    date(2025, 5, 2): (date(2025, 4, 26), _UNNUMBERED.format(year=2025)),
    date(2026, 1, 2): (date(2026, 1, 10), "Công văn số 12729/VPCP-KGVX ngày 25/12/2025"),
    date(2026, 8, 31): (date(2026, 8, 22), _UNNUMBERED.format(year=2026)),
}
# First day of the first lunar month: it names the days of Tết by position instead of by the package's labels.
_NEW_YEAR = {
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
}


@dataclass(frozen=True)
class CalendarRow:
    """One row of the calendar table: the day, and the rule with its decision."""

    date: date
    rule: DayRule


@cache
def seed_rows() -> tuple[CalendarRow, ...]:
    """All days of YEARS that differ from a plain week, in order of date; nothing of 2027 has been announced yet."""
    rules = {day: _holiday(day) for day in holidays.country_holidays("VN", years=YEARS) if day not in _SWAPS}
    for off, (work, ref) in _SWAPS.items():
        rules[off] = DayRule("off", f"nghỉ hoán đổi với ngày {work:%d/%m/%Y}", ref)
        rules[work] = DayRule("work", f"làm bù cho ngày {off:%d/%m/%Y}", ref)
    return tuple(CalendarRow(day, rules[day]) for day in sorted(rules))


@cache
def seed_calendar() -> WorkCalendar:
    """The calendar of seed_rows with the usual office hours, for a database that has no rows yet."""
    return WorkCalendar(
        days={row.date: row.rule for row in seed_rows()},
        office_hours=OFFICE_HOURS,
        version=f"seed-{YEARS[0]}-{YEARS[-1]}",
    )


def _holiday(day: date) -> DayRule:
    reason, ref = _named(day)
    if (day.month, day.day) == CULTURE_DAY:
        return DayRule("off", reason, ref, provisional=True)
    return DayRule("off", reason, ref, provisional=day.year == 2027)


def _named(day: date) -> tuple[str, str]:
    """Reason and legal ground of a holiday, by its date."""
    fixed = {
        (1, 1): ("Tết Dương lịch", "điểm a"),
        (4, 30): ("Ngày Chiến thắng", "điểm c"),
        (5, 1): ("Ngày Quốc tế Lao động", "điểm d"),
        (9, 1): ("Quốc khánh (ngày liền kề)", "điểm đ"),
        (9, 2): ("Quốc khánh", "điểm đ"),
        (9, 3): ("Quốc khánh (ngày liền kề)", "điểm đ"),
    }.get((day.month, day.day))
    if fixed:
        return fixed[0], f"Điều 112 khoản 1 {fixed[1]} {_LAW}"
    if (day.month, day.day) == CULTURE_DAY:
        return "Ngày Văn hóa Việt Nam", "Nghị quyết số 80-NQ/TW; chưa có văn bản thi hành"
    from_new_year = (day - _NEW_YEAR[day.year]).days
    if -3 <= from_new_year <= 6:
        return "Tết Nguyên đán", f"Điều 112 khoản 1 điểm b và khoản 3 {_LAW}"
    if day in _KINGS_DAYS:
        return "Giỗ Tổ Hùng Vương (10/3 âm lịch)", f"Điều 112 khoản 1 điểm e {_LAW}"
    return "Nghỉ bù ngày lễ trùng ngày nghỉ hằng tuần", f"Điều 111 khoản 3 {_LAW}"


_KINGS_DAYS = {date(2024, 4, 18), date(2025, 4, 7), date(2026, 4, 26), date(2027, 4, 16)}
