"""How a tracked copy stands: not sent, under way, arrived, and when somebody has to look after it.

No text names a term for a copy; the two below are the product's own, and nothing but a task hangs on them.
"""

from dataclasses import dataclass
from datetime import datetime

from requests_workflow.domain.calendar import VIETNAM, WorkCalendar

# Working days after the document was sent, and after the copy was.
LEAVES_WITHIN = 1
ARRIVES_WITHIN = 2


@dataclass(frozen=True)
class Standing:
    """`code`: "to_send", "under_way" or "arrived"; `is_late`: somebody has to look after it."""

    code: str
    words: str
    tone: str
    is_late: bool = False


ARRIVED = Standing("arrived", "Đã đến", "success")


def standing_of_copy(
    *,
    document_sent_at: datetime | None,
    copy_sent_at: datetime | None,
    received_at: datetime | None,
    now: datetime,
    calendar: WorkCalendar,
) -> Standing:
    """How the copy stands at `now`; times are aware."""
    if received_at is not None:
        return ARRIVED
    if copy_sent_at is None:
        if document_sent_at is None or _working_days(document_sent_at, now, calendar) <= LEAVES_WITHIN:
            return Standing("to_send", "Chưa ghi nhận gửi", "info")
        return Standing("to_send", "Chậm gửi", "warning", is_late=True)
    if _working_days(copy_sent_at, now, calendar) <= ARRIVES_WITHIN:
        return Standing("under_way", "Đã gửi, chưa ghi nhận đến", "info")
    return Standing("under_way", "Quá lâu chưa ghi nhận đến", "warning", is_late=True)


def _working_days(since: datetime, now: datetime, calendar: WorkCalendar) -> int:
    return calendar.working_days_between(since.astimezone(VIETNAM).date(), now.astimezone(VIETNAM).date())
