"""A due date with its day-by-day explanation, beside the shortest loop that finds only the date."""

from collections.abc import Callable
from datetime import date, timedelta

from requests_workflow.domain.calendar import WorkCalendar, add_working_days
from requests_workflow.domain.calendar_seed import seed_calendar
from tests.bench.registry import benchmark

# Thursday before Tết 2026: the count crosses the longest closure of the year.
START = date(2026, 2, 12)


def bare_loop(start: date, n: int, calendar: WorkCalendar) -> date:
    """The same rule without explanation, office hours or errors: the floor for the real function."""
    day, left = start, n
    while left:
        day += timedelta(days=1)
        rule = calendar.days.get(day)
        if rule.kind == "work" if rule else day.weekday() < 5:
            left -= 1
    return day


def _pair(days: int) -> None:
    @benchmark(f"due date, {days} working days, explained")
    def explained() -> Callable[[], object]:
        calendar = seed_calendar()
        if add_working_days(START, days, calendar).due_date != bare_loop(START, days, calendar):
            raise AssertionError("the two ways find different days: the comparison would mean nothing")
        return lambda: add_working_days(START, days, calendar)

    @benchmark(f"due date, {days} working days, bare loop")
    def bare() -> Callable[[], object]:
        calendar = seed_calendar()
        return lambda: bare_loop(START, days, calendar)


for length in (1, 5, 250):
    _pair(length)
