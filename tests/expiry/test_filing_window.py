"""The last filing day and the levels before it: counted between +07:00 dates, without gap and without a step back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.domain.filing_window import (
    EXPIRED_WATCHED_DAYS,
    OFFSETS,
    FilingWindow,
    Level,
    expiry_days,
    filing_window,
    level,
    may_be_renewed,
)
from certificates.domain.validity import VIETNAM, days_left

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1))
INSTANTS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
RULES = st.integers(min_value=0, max_value=120)
ORDER = [*OFFSETS, Level.PAST, Level.EXPIRED]


def window_ending(day: date, *, min_days_left: int = 30) -> FilingWindow:
    return filing_window(
        not_after=datetime.combine(day, datetime.min.time(), VIETNAM) + timedelta(hours=12), min_days_left=min_days_left
    )


def test_on_the_last_filing_day_thirty_days_are_left():
    window = filing_window(not_after=datetime(2027, 1, 30, 5, 0, tzinfo=UTC), min_days_left=30)
    assert window == FilingWindow(last_filing_day=date(2026, 12, 31), expires_on=date(2027, 1, 30))


def test_a_term_that_ends_in_the_evening_of_utc_ends_on_the_next_vietnamese_day():
    window = filing_window(not_after=datetime(2027, 1, 30, 17, 0, tzinfo=UTC), min_days_left=30)
    assert window.expires_on == date(2027, 1, 31)
    assert filing_window(not_after=datetime(2027, 1, 30, 16, 59, 59, tzinfo=UTC), min_days_left=30).expires_on == date(
        2027, 1, 30
    )


def test_the_older_decree_wanted_sixty_days():
    window = filing_window(not_after=datetime(2027, 1, 30, 5, 0, tzinfo=UTC), min_days_left=60)
    assert window.last_filing_day == date(2026, 12, 1)


@pytest.mark.parametrize("wrong", [{"min_days_left": -1}, {"not_after": datetime(2027, 1, 30)}])  # noqa: DTZ001
def test_nonsense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"days left|aware"):
        filing_window(**{"not_after": datetime(2027, 1, 30, tzinfo=UTC), "min_days_left": 30} | wrong)


@pytest.mark.parametrize(
    ("days_to_file", "expected"),
    [
        (91, None),
        (90, Level.D90),
        (61, Level.D90),
        (60, Level.D60),
        (31, Level.D60),
        (30, Level.D30),
        (16, Level.D30),
        (15, Level.D15),
        (6, Level.D15),
        (5, Level.D5),
        (2, Level.D5),
        (1, Level.D1),
        (0, Level.D1),
        (-1, Level.PAST),
        (-30, Level.PAST),
        (-31, Level.EXPIRED),
        (-1000, Level.EXPIRED),
    ],
)
def test_the_level_is_the_smallest_offset_that_has_been_reached(days_to_file, expected):
    window = window_ending(date(2027, 6, 30))
    assert level(day=window.last_filing_day - timedelta(days=days_to_file), window=window) == expected


@given(INSTANTS, RULES, DAYS)
def test_the_window_agrees_with_the_days_left_of_the_certificate(not_after, min_days_left, day):
    window = filing_window(not_after=not_after, min_days_left=min_days_left)
    at = datetime.combine(day, datetime.min.time(), VIETNAM)
    assert window.days_left(day=day) == days_left(not_after=not_after, at=at)
    assert window.days_left(day=window.last_filing_day) == min_days_left
    # Filing is open exactly while enough days are left.
    found = level(day=day, window=window)
    assert (found is None or found.is_open) == (window.days_left(day=day) >= min_days_left)


@given(DAYS, RULES)
def test_day_by_day_no_level_comes_back_and_none_is_left_out(expires_on, min_days_left):
    window = window_ending(expires_on, min_days_left=min_days_left)
    first = window.last_filing_day - timedelta(days=91)
    seen = [level(day=first + timedelta(days=n), window=window) for n in range(91 + min_days_left + 3)]
    assert seen[0] is None
    told = [one for one, before in zip(seen[1:], seen, strict=False) if one != before]
    # Where nothing has to be left, the last filing day is the last day, and nothing lies between.
    assert told == [one for one in ORDER if one is not Level.PAST or min_days_left > 0]


@given(DAYS, RULES, st.integers(min_value=-400, max_value=400))
def test_the_range_of_a_level_holds_exactly_the_certificates_at_that_level(day, min_days_left, distance):
    expires_on = day + timedelta(days=distance)
    at_level = level(day=day, window=window_ending(expires_on, min_days_left=min_days_left))
    ranges = {one: expiry_days(at_level=one, day=day, min_days_left=min_days_left) for one in Level}
    inside = [one for one, (first, end) in ranges.items() if first <= expires_on < end]
    if at_level is Level.EXPIRED and distance < -EXPIRED_WATCHED_DAYS:
        assert inside == []
    else:
        assert inside == ([at_level] if at_level else [])


def test_a_certificate_is_renewed_once():
    assert may_be_renewed(renewal_count=0)
    assert not may_be_renewed(renewal_count=1)
    assert not may_be_renewed(renewal_count=2)
