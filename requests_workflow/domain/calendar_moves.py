"""Why a term ends elsewhere after the calendar changed, in Vietnamese; and which terms a change can touch at all."""

from collections.abc import Collection
from datetime import date, datetime

from requests_workflow.domain.calendar import VIETNAM, Explanation, WorkCalendar

MOST_NAMED_DAYS = 3


def crosses(*, starts_at: datetime, due_at: datetime, days: Collection[date]) -> bool:
    """Whether one of the days lies between the event and the end of the term: no other day can move the end."""
    return any(_day(starts_at) <= day <= _day(due_at) for day in days)


def moved_words(
    *, starts_at: datetime, due_at: datetime, found: Explanation, days: Collection[date], calendar: WorkCalendar
) -> str:
    """ "Hạn chuyển từ 17:00 24/11/2026 sang 17:00 25/11/2026 vì …": the changed days on the way, and what they are now.

    `due_at` is the end before, `found` the new count, `days` all days that changed.
    """
    if found.due_date == _day(due_at):
        why = f"giờ làm việc ngày {found.due_date:%d/%m/%Y} thay đổi."
    else:
        first, last = _day(starts_at), max(_day(due_at), found.due_date)
        crossed = [day for day in sorted(days) if first <= day <= last]
        named = "; ".join(f"{day:%d/%m/%Y} nay là {calendar.explain(day)}" for day in crossed[:MOST_NAMED_DAYS])
        more = f"; và {len(crossed) - MOST_NAMED_DAYS} ngày khác" if len(crossed) > MOST_NAMED_DAYS else ""
        why = f"lịch làm việc thay đổi: {named}{more}."
    return f"Hạn chuyển từ {_moment(due_at)} sang {_moment(found.due_at)} vì {why}"


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()


def _moment(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
