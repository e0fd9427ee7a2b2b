"""Laws of counting that hold for any calendar and any term."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from requests_workflow.domain.calendar import (
    VIETNAM,
    DayRule,
    WorkCalendar,
    add_working_days,
    working_seconds_between,
)
from requests_workflow.domain.calendar_moves import crosses, moved_words
from requests_workflow.domain.calendar_seed import OFFICE_HOURS

# The laws are about days; how long one example takes on a busy machine is no law.
untimed = settings(deadline=None)
FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 1000).map(lambda n: FIRST + timedelta(days=n))
LENGTHS = st.integers(1, 60)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Any sprinkling of days off and make-up days that leaves no week and a half without work."""
    off = draw(st.sets(DAYS, max_size=60))
    work = draw(st.sets(DAYS, max_size=20))
    rules = {day: DayRule("off", "nghỉ", "x") for day in off} | {day: DayRule("work", "bù", "x") for day in work}
    return WorkCalendar(days=rules, office_hours=OFFICE_HOURS, version="test")


@untimed
@given(DAYS, LENGTHS, calendars())
def test_a_term_ends_on_a_working_day_after_its_start(start: date, n: int, calendar: WorkCalendar) -> None:
    found = add_working_days(start, n, calendar)
    assert calendar.is_working(found.due_date)
    assert found.due_date > start
    assert found.due_at == calendar.closes_at(found.due_date)


@untimed
@given(DAYS, LENGTHS, LENGTHS, calendars())
def test_n_and_m_days_are_n_days_then_m_days(start: date, n: int, m: int, calendar: WorkCalendar) -> None:
    halfway = add_working_days(start, n, calendar).due_date
    assert add_working_days(start, n + m, calendar).due_date == add_working_days(halfway, m, calendar).due_date


@untimed
@given(DAYS, DAYS, LENGTHS, calendars())
def test_a_later_event_never_ends_earlier(a: date, b: date, n: int, calendar: WorkCalendar) -> None:
    first, second = sorted((a, b))
    assert add_working_days(first, n, calendar).due_date <= add_working_days(second, n, calendar).due_date


@untimed
@given(DAYS, LENGTHS, calendars())
def test_a_longer_term_ends_later(start: date, n: int, calendar: WorkCalendar) -> None:
    assert add_working_days(start, n, calendar).due_date < add_working_days(start, n + 1, calendar).due_date


@untimed
@given(DAYS, LENGTHS, calendars())
def test_the_explanation_counts_exactly_n_days_and_misses_none(start: date, n: int, calendar: WorkCalendar) -> None:
    found = add_working_days(start, n, calendar)
    assert sum(day.counts for day in found.days) == n == calendar.working_days_between(start, found.due_date)
    assert [day.date for day in found.days] == [
        start + timedelta(days=offset) for offset in range((found.due_date - start).days + 1)
    ]
    assert all(day.counts == calendar.is_working(day.date) for day in found.days[1:])
    assert all(day.why for day in found.days)


@untimed
@given(st.lists(DAYS, min_size=3, max_size=3), st.lists(st.times(), min_size=3, max_size=3), calendars())
def test_working_time_adds_up_over_a_stop_on_the_way(
    days: list[date], times: list[time], calendar: WorkCalendar
) -> None:
    a, b, c = sorted(
        datetime.combine(day, at.replace(microsecond=0), VIETNAM) for day, at in zip(days, times, strict=True)
    )
    whole = working_seconds_between(a, c, calendar)
    assert whole == working_seconds_between(a, b, calendar) + working_seconds_between(b, c, calendar)
    assert whole >= 0


@untimed
@given(DAYS, LENGTHS, calendars(), DAYS, st.sampled_from(["off", "work"]))
def test_a_day_that_a_term_does_not_cross_never_moves_its_end(
    start: date, n: int, calendar: WorkCalendar, changed: date, kind: str
) -> None:
    before = add_working_days(start, n, calendar)
    begins = datetime.combine(start, time(9), VIETNAM)
    other = replace(calendar, days={**calendar.days, changed: DayRule(kind, "đổi", "x")})
    after = add_working_days(start, n, other)
    if not crosses(starts_at=begins, due_at=before.due_at, days={changed}):
        assert after.due_at == before.due_at
    elif after.due_date != before.due_date:
        words = moved_words(starts_at=begins, due_at=before.due_at, found=after, days={changed}, calendar=other)
        assert f"{changed:%d/%m/%Y} nay là" in words
