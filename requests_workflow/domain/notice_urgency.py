"""A hand-over without its notice (Mẫu 07) grows louder with every working day (NĐ 68/2024 Điều 12).

The decree sets no term for the notice; the levels are the product's own (profile.handover_notice_levels).
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from requests_workflow.domain.calendar import VIETNAM, WorkCalendar


class NoticeLevel(StrEnum):
    """How loud the task is; each value is the tone in which it is shown, but for `notice`, which is shown as info."""

    NOTICE = "notice"
    WARNING = "warning"
    DANGER = "danger"

    @property
    def label(self) -> str:
        """The Vietnamese word for a status chip and the subject of a message."""
        return {
            "notice": "Cần gửi thông báo bàn giao",
            "warning": "Chưa gửi thông báo bàn giao",
        }.get(self.value, "Chậm gửi thông báo bàn giao")

    @property
    def tone(self) -> str:
        """The tone of components/tag.html and components/notice.html."""
        return "info" if self is NoticeLevel.NOTICE else self.value


def days_without_notice(*, handed_over_at: datetime, day: date, calendar: WorkCalendar) -> int:
    """Working days after the +07:00 day of the hand-over, up to and with `day`. Raises ValueError for a naive time."""
    if handed_over_at.tzinfo is None:
        raise ValueError("a hand-over needs an aware time")
    return calendar.working_days_between(handed_over_at.astimezone(VIETNAM).date(), day)


def notice_level(*, days: int, levels: Sequence[int]) -> NoticeLevel | None:
    """The level after `days` working days; `levels` are the first days of notice, warning and danger, in order.

    None before the first level. Raises ValueError for levels that are not three rising numbers.
    """
    if len(levels) != len(NoticeLevel) or list(levels) != sorted(set(levels)):
        raise ValueError(f"notice levels are three rising numbers of working days, not {levels!r}")
    reached = [level for level, first in zip(NoticeLevel, levels, strict=True) if days >= first]
    return reached[-1] if reached else None


def waiting_words(days: int) -> str:
    """How long the notice is missing, for a chip."""
    return f"đã {days} ngày làm việc chưa gửi" if days else "vừa bàn giao, chưa gửi"
