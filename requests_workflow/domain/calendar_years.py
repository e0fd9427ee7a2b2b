"""Which years the calendar does not know yet: every autumn the days of the next year have to be decided and entered."""

from collections.abc import Mapping
from datetime import date

from requests_workflow.domain.calendar import DayRule

# From this day on the next year has to be there: the decisions come out in autumn (BLLĐ 2019 Điều 112 khoản 3).
ALARM_FROM = (10, 1)


def years_without_decision(*, today: date, days: Mapping[date, DayRule]) -> tuple[int, ...]:
    """The running year, and from 1 October the next one, where no row of it is confirmed (all provisional, or none)."""
    confirmed = {day.year for day, rule in days.items() if not rule.provisional}
    wanted = [today.year]
    if (today.month, today.day) >= ALARM_FROM:
        wanted.append(today.year + 1)
    return tuple(year for year in wanted if year not in confirmed)
