"""How loud a missing notice is: by working days, at the profile's levels."""

from datetime import UTC, date, datetime

import pytest

from requests_workflow.domain.calendar_seed import seed_calendar
from requests_workflow.domain.notice_urgency import NoticeLevel, days_without_notice, notice_level, waiting_words

LEVELS = (0, 1, 3)
CALENDAR = seed_calendar()


@pytest.mark.parametrize(
    ("days", "level"),
    [
        (0, NoticeLevel.NOTICE),
        (1, NoticeLevel.WARNING),
        (2, NoticeLevel.WARNING),
        (3, NoticeLevel.DANGER),
        (30, NoticeLevel.DANGER),
    ],
)
def test_the_levels_of_the_profile(days, level):
    assert notice_level(days=days, levels=LEVELS) is level


def test_before_the_first_level_nothing_is_said():
    assert notice_level(days=1, levels=(2, 4, 8)) is None


@pytest.mark.parametrize("levels", [(0, 1), (0, 1, 1), (3, 1, 0), (0, 1, 2, 3)])
def test_levels_are_three_rising_numbers(levels):
    with pytest.raises(ValueError, match="three rising numbers"):
        notice_level(days=1, levels=levels)


def test_tones_grow_and_the_words_say_how_long():
    assert [level.tone for level in NoticeLevel] == ["info", "warning", "danger"]
    assert len({level.label for level in NoticeLevel}) == 3
    assert waiting_words(0) == "vừa bàn giao, chưa gửi"
    assert waiting_words(3) == "đã 3 ngày làm việc chưa gửi"


def test_the_day_of_the_hand_over_and_days_off_do_not_count():
    # 23:30 on Thursday 19/11 in UTC is Friday in Vietnam.
    late = datetime(2026, 11, 19, 17, 30, tzinfo=UTC)
    assert days_without_notice(handed_over_at=late, day=date(2026, 11, 20), calendar=CALENDAR) == 0
    assert days_without_notice(handed_over_at=late, day=date(2026, 11, 22), calendar=CALENDAR) == 0
    assert days_without_notice(handed_over_at=late, day=date(2026, 11, 23), calendar=CALENDAR) == 1


def test_a_naive_time_is_refused():
    with pytest.raises(ValueError, match="aware"):
        days_without_notice(handed_over_at=datetime(2026, 11, 19), day=date(2026, 11, 20), calendar=CALENDAR)  # noqa: DTZ001
