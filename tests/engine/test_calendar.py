"""Working days by the published vectors, and words for what is left."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from requests_workflow.domain.calendar import (
    VIETNAM,
    CalendarError,
    DayRule,
    WorkCalendar,
    add_working_days,
    remaining_in_words,
    working_seconds_between,
)
from requests_workflow.domain.calendar_seed import YEARS, seed_calendar, seed_rows

SEED = seed_calendar()


def at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("received", "length", "due"),
    [
        (date(2025, 12, 31), 1, date(2026, 1, 5)),
        (date(2025, 12, 31), 3, date(2026, 1, 7)),
        (date(2026, 11, 20), 3, date(2026, 11, 26)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        (date(2026, 1, 9), 1, date(2026, 1, 10)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 4, 24), 1, date(2026, 4, 28)),
        (date(2025, 4, 25), 1, date(2025, 4, 26)),
        (date(2025, 4, 29), 1, date(2025, 5, 5)),
        (date(2024, 4, 26), 1, date(2024, 5, 2)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
    ],
)
def test_a_term_ends_on_the_published_day(received: date, length: int, due: date) -> None:
    found = add_working_days(received, length, SEED)
    assert found.due_date == due
    assert found.due_at == datetime.combine(due, time(17), VIETNAM)


def test_culture_day_can_be_switched_off() -> None:
    days = {day: rule for day, rule in SEED.days.items() if day != date(2026, 11, 24)}
    without = replace(SEED, days=days)
    assert add_working_days(date(2026, 11, 20), 3, without).due_date == date(2026, 11, 25)


def test_a_count_explains_each_day_with_its_decision() -> None:
    found = add_working_days(date(2025, 12, 31), 1, SEED)
    assert [(day.date.day, day.counts) for day in found.days] == [
        (31, False),
        (1, False),
        (2, False),
        (3, False),
        (4, False),
        (5, True),
    ]
    assert "không tính" in found.days[0].why
    assert "12729/VPCP-KGVX" in found.days[2].why
    assert "thứ Bảy" in found.days[3].why


def test_a_term_of_no_days_ends_on_its_day_or_the_next_working_day() -> None:
    assert add_working_days(date(2026, 11, 20), 0, SEED).due_date == date(2026, 11, 20)
    found = add_working_days(date(2026, 11, 21), 0, SEED)
    assert found.due_date == date(2026, 11, 23)
    assert [day.counts for day in found.days] == [False, False, True]


def test_a_negative_term_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 11, 20), -1, SEED)


def test_a_day_without_a_decision_makes_the_answer_provisional() -> None:
    assert add_working_days(date(2026, 11, 20), 3, SEED).provisional
    assert add_working_days(date(2027, 12, 31), 1, SEED).provisional
    assert not add_working_days(date(2026, 8, 21), 1, SEED).provisional


def test_a_term_rests_on_an_undecided_day_only_where_it_crosses_one() -> None:
    assert SEED.provisional_between(date(2026, 11, 23), date(2026, 11, 24))
    assert not SEED.provisional_between(date(2026, 11, 25), date(2026, 12, 31))
    assert SEED.provisional_between(date(2031, 1, 1), date(2031, 1, 1))


def test_all_of_2027_waits_for_decisions_and_earlier_years_only_for_culture_day() -> None:
    waiting = {row.date for row in seed_rows() if row.rule.provisional}
    assert waiting == {row.date for row in seed_rows() if row.date.year == 2027} | {date(2026, 11, 24)}


def test_every_seed_row_has_a_reason_and_a_ground() -> None:
    assert {row.date.year for row in seed_rows()} == set(YEARS)
    assert [row for row in seed_rows() if not row.rule.reason or not row.rule.legal_ref] == []


def test_swapped_days_come_in_pairs() -> None:
    off = {row.date for row in seed_rows() if row.rule.kind == "off" and "hoán đổi" in row.rule.reason}
    work = {row.date for row in seed_rows() if row.rule.kind == "work"}
    assert len(off) == len(work) == 4
    assert all(day.weekday() == 5 for day in work)
    assert all(day.weekday() < 5 for day in off)


def test_a_make_up_saturday_has_office_hours() -> None:
    assert SEED.closes_at(date(2026, 8, 22)) == at(22, 17, month=8)
    with pytest.raises(CalendarError):
        SEED.closes_at(date(2026, 8, 23))


def test_a_calendar_without_hours_or_without_working_days_is_an_error() -> None:
    with pytest.raises(CalendarError):
        WorkCalendar(days={}, office_hours={}, version="x")
    start = date(2026, 1, 1)
    off = {start + timedelta(days=n): DayRule("off", "nghỉ", "x") for n in range(100)}
    with pytest.raises(CalendarError):
        add_working_days(start, 1, replace(SEED, days=off))


def test_a_day_is_off_or_worked_and_nothing_else() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        DayRule("half", "", "")


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (at(20, 7, 30), at(20, 17), 7.5),
        (at(20, 0), at(21, 0), 7.5),
        (at(20, 11), at(20, 14), 1.0),
        (at(20, 16), at(23, 8, 30), 2.0),
        (at(21, 9), at(22, 9), 0.0),
        (at(23, 16), at(25, 8, 30), 2.0),
        (at(20, 14), at(20, 11), -1.0),
    ],
)
def test_only_office_hours_count(start: datetime, end: datetime, hours: float) -> None:
    assert working_seconds_between(start, end, SEED) == hours * 3600
    assert working_seconds_between(start.astimezone(UTC), end.astimezone(UTC), SEED) == hours * 3600


@pytest.mark.parametrize(
    ("now", "due", "words"),
    [
        (at(20, 10), at(23, 17), "còn 1 ngày làm việc"),
        (at(23, 18), at(25, 17), "còn 1 ngày làm việc"),
        (at(20, 10), at(26, 17), "còn 3 ngày làm việc"),
        (at(20, 8), at(20, 17), "đến hạn trước 17:00 hôm nay"),
        (at(20, 6), at(20, 17), "đến hạn trước 17:00 hôm nay"),
        (at(20, 11), at(20, 17), "còn 4 giờ làm việc"),
        (at(20, 14, 30), at(20, 17), "còn 2 giờ làm việc"),
        (at(20, 16, 25), at(20, 17), "còn 35 phút làm việc"),
        (at(20, 17), at(20, 17), "còn dưới 1 phút làm việc"),
        (at(20, 17, 1), at(20, 17), "quá hạn từ 17:00 ngày 20/11/2026"),
        (at(22, 9), at(20, 17), "quá hạn từ 17:00 ngày 20/11/2026"),
        (at(23, 9), at(20, 17), "quá hạn 1 ngày làm việc"),
        (at(25, 9), at(20, 17), "quá hạn 2 ngày làm việc"),
    ],
)
def test_what_is_left_is_told_in_words(now: datetime, due: datetime, words: str) -> None:
    assert remaining_in_words(now, due, SEED) == words
    assert remaining_in_words(now.astimezone(UTC), due.astimezone(UTC), SEED) == words
