"""From a receipt to a due instant, with supplements and receipts after hours."""

from datetime import UTC, date, datetime

import pytest

from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.domain.calendar_seed import seed_calendar
from requests_workflow.domain.deadlines import (
    Clock,
    ClockEvent,
    Urgency,
    compute_deadline,
    legal_day_of_receipt,
    read_clock,
    urgency,
)
from requests_workflow.regulations.profile import Value
from requests_workflow.regulations.registry import profile_for

SEED = seed_calendar()
PROFILE = profile_for(overlay="lai_chau_2025", on=date(2026, 11, 20))
TERM = PROFILE.recovery_deadline


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


def test_one_working_day_from_valid_receipt_ends_with_office_hours_of_the_next() -> None:
    assert compute_deadline(TERM, at(18, 9), SEED, "same_day").due_at == at(19, 17)
    assert compute_deadline(TERM, at(20, 16, 59), SEED, "same_day").due_at == at(23, 17)


def test_the_day_of_receipt_is_vietnamese() -> None:
    late_utc = datetime(2026, 11, 18, 18, tzinfo=UTC)  # 01:00 on the 19th at +07:00
    assert compute_deadline(TERM, late_utc, SEED, "same_day").due_at == at(20, 17)


@pytest.mark.parametrize(
    ("received", "same_day", "next_opening"),
    [
        (at(18, 9), at(19, 17), at(19, 17)),
        (at(18, 17), at(19, 17), at(19, 17)),
        (at(18, 17, 1), at(19, 17), at(20, 17)),
        (at(18, 6), at(19, 17), at(19, 17)),
        (at(21, 9), at(23, 17), at(25, 17)),
        (at(20, 22), at(23, 17), at(25, 17)),
    ],
)
def test_receipt_after_hours_follows_the_profile(
    received: datetime, same_day: datetime, next_opening: datetime
) -> None:
    assert compute_deadline(TERM, received, SEED, "same_day").due_at == same_day
    moved = compute_deadline(TERM, received, SEED, "next_office_opening")
    assert moved.due_at == next_opening
    days = [day.date for day in moved.days]
    assert days == sorted(set(days))
    assert days[0] == received.date()
    assert days[-1] == next_opening.date()


def test_a_receipt_that_was_moved_over_an_undecided_day_is_provisional() -> None:
    # 24/11/2026 is a day off that no text has decided: were it worked, the receipt would count on it.
    assert compute_deadline(TERM, at(24, 9), SEED, "next_office_opening").provisional
    assert not compute_deadline(TERM, at(25, 18), SEED, "next_office_opening").provisional


def test_an_unknown_rule_unit_or_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown rule"):
        compute_deadline(TERM, at(18, 9), SEED, "whenever")
    with pytest.raises(ValueError, match="cannot be computed"):
        compute_deadline(Value(1, "fortnight", TERM.clause), at(18, 9), SEED, "same_day")
    with pytest.raises(ValueError, match="aware"):
        legal_day_of_receipt(datetime(2026, 11, 18), SEED, after_hours="same_day")  # noqa: DTZ001


def test_a_deadline_is_stored_as_plain_json() -> None:
    answer = compute_deadline(TERM, at(18, 9), SEED, "same_day").as_json()
    assert answer["due_date"] == "2026-11-19"
    assert answer["due_at"] == "2026-11-19T17:00:00+07:00"
    assert answer["calendar_version"] == SEED.version


def test_a_supplement_voids_the_receipt_and_the_next_receipt_restarts_the_clock() -> None:
    received, asked, again = at(18, 9), at(18, 15), at(20, 10)
    events = [(ClockEvent.RECEIVED, received), (ClockEvent.SUPPLEMENT_REQUESTED, asked)]
    assert read_clock(events) == Clock(received, None, running=False)
    events.append((ClockEvent.RECEIVED, again))
    assert read_clock(events) == Clock(received, again, running=True)
    events.append((ClockEvent.STOPPED, at(23, 9)))
    assert read_clock(events) == Clock(received, again, running=False)


def test_a_case_not_received_has_no_clock() -> None:
    assert read_clock([]) == Clock(None, None, running=False)


def test_events_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="not in order"):
        read_clock([(ClockEvent.RECEIVED, at(20, 9)), (ClockEvent.SUPPLEMENT_REQUESTED, at(18, 9))])


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(18, 9), Urgency.RUNNING),
        (at(19, 8), Urgency.DUE_TODAY),
        (at(19, 15), Urgency.NEARLY_DUE),
        (at(19, 17), Urgency.NEARLY_DUE),
        (at(19, 17, 1), Urgency.OVERDUE),
    ],
)
def test_urgency_grows_towards_the_due_instant(now: datetime, expected: Urgency) -> None:
    hours = PROFILE.nearly_due_working_hours.value
    assert urgency(now, at(19, 17), SEED, nearly_due_working_hours=hours) is expected


def test_each_urgency_has_its_own_words() -> None:
    assert len({one.label for one in Urgency}) == len(Urgency)
