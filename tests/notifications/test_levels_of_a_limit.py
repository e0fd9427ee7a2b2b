"""Shares of the working time of a limit, and the levels that they reach; pure."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from requests_workflow.domain.calendar_seed import seed_calendar
from requests_workflow.domain.delivery import mask_address
from requests_workflow.domain.digest import MOST_LINES, Section, digest_body, digest_title
from requests_workflow.domain.escalation import level_label, level_reached, share_used

CALENDAR = seed_calendar()
LEVELS = (50, 80, 100)


@dataclass(frozen=True)
class Limit:
    starts_at: datetime
    due_at: datetime


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}:00+07:00")


# From the opening on Thursday to the end of Friday: the hours of two office days.
TWO_DAYS = Limit(at("11-19T07:30"), at("11-20T17:00"))
# Received on Friday evening, due at the end of Monday.
OVER_THE_WEEKEND = Limit(at("11-20T18:45"), at("11-23T17:00"))


def reached(limit: Limit, moment: str) -> int | None:
    found = level_reached(term=limit, now=at(moment), calendar=CALENDAR, levels=LEVELS)
    return found.share if found else None


def test_only_office_hours_count():
    def used(moment: str) -> int:
        return share_used(term=TWO_DAYS, now=at(moment), calendar=CALENDAR)

    assert used("11-19T07:00") == 0
    assert used("11-19T12:30") == used("11-19T12:45")  # the lunch break
    assert used("11-19T17:00") == used("11-19T23:59") == used("11-20T03:00") == 50
    assert used("11-20T17:00") == 100
    shares = [used(f"11-{day}T{hour:02}:00") for day in (19, 20) for hour in range(24)]
    assert shares == sorted(shares)


def test_a_weekend_uses_up_nothing():
    for moment in ("11-20T23:00", "11-21T10:00", "11-22T16:00", "11-23T07:00"):
        assert share_used(term=OVER_THE_WEEKEND, now=at(moment), calendar=CALENDAR) == 0
        assert reached(OVER_THE_WEEKEND, moment) is None
    assert reached(OVER_THE_WEEKEND, "11-23T13:30") == 50
    assert reached(OVER_THE_WEEKEND, "11-23T16:00") == 80


def test_the_whole_limit_is_passed_only_after_its_last_instant():
    assert reached(TWO_DAYS, "11-20T17:00") == 80
    assert reached(TWO_DAYS, "11-20T17:01") == 100
    assert reached(TWO_DAYS, "11-30T09:00") == 100
    assert level_label(100) == "Quá hạn"


def test_a_limit_without_office_hours_is_used_up_at_its_end_alone():
    same_evening = Limit(at("11-19T18:00"), at("11-19T17:00"))
    assert reached(same_evening, "11-19T18:00") == 100
    night = Limit(at("11-19T18:00"), at("11-19T23:00"))
    assert reached(night, "11-19T22:00") is None
    assert reached(night, "11-19T23:01") == 100


@pytest.mark.parametrize("levels", [(), (80, 50), (50, 50, 100), (0, 100), (50, 120)])
def test_levels_are_rising_percents(levels):
    with pytest.raises(ValueError, match="rising"):
        level_reached(term=TWO_DAYS, now=at("11-19T09:00"), calendar=CALENDAR, levels=levels)


def test_an_address_in_a_log_is_masked():
    assert mask_address("lothimai@nacang.gov.vn") == "l•••i@nacang.gov.vn"
    assert mask_address("ab@nacang.gov.vn") == "•••@nacang.gov.vn"
    assert "mai" not in mask_address("mai")
    assert mask_address("") == ""


def test_a_digest_counts_all_and_writes_out_what_can_be_read():
    late = Section("Quá hạn", ("KP-1: quá hạn 1 ngày làm việc",))
    many = Section("Chờ bạn xử lý", tuple(f"KP-{n}" for n in range(MOST_LINES + 5)))
    day = at("11-23T07:30").date()
    assert digest_title(day=day, sections=[late, many]) == "Việc của bạn ngày 23/11/2026: quá hạn 1, chờ bạn xử lý 35"
    body = digest_body(sections=[late, many], expiry_apart=True)
    assert body.startswith("Quá hạn (1):\n- KP-1: quá hạn 1 ngày làm việc\n\nChờ bạn xử lý (35):")
    assert "- và 5 việc khác" in body
    assert "bản nhắc riêng" in body
    assert "bản nhắc riêng" not in digest_body(sections=[late], expiry_apart=False)
