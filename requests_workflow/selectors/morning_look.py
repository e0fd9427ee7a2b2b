"""The one look of a working day at what waits for everybody, from 07:30: the morning digests tell of what it found.

What comes after it has a notice of its own at once; where it still waits, the next working day's look finds it.
"""

from datetime import date, datetime, time

from django.core.cache import cache

from requests_workflow.domain.calendar import VIETNAM, WorkCalendar

KIND = "morning_digest"
SENT_FROM = time(7, 30)


def look_key(day: date) -> str:
    """Under which the instant of that day's look is kept."""
    return f"{KIND}:looked:{day}"


def looked_at(day: date) -> datetime | None:
    """When that day's look was finished; None while it is still to come. Lost with the cache, it is taken again."""
    found: datetime | None = cache.get(look_key(day))
    return found


def is_time_to_look(*, now: datetime, calendar: WorkCalendar) -> bool:
    """Whether the look of the +07:00 day is due; a morning without workers is made up for later that day."""
    local = now.astimezone(VIETNAM)
    return local.time() >= SENT_FROM and calendar.is_working(local.date()) and looked_at(local.date()) is None


def look_in_words(*, now: datetime, calendar: WorkCalendar) -> tuple[str, ...]:
    """What is to be said of today's look, and of what comes after it, in Vietnamese."""
    local = now.astimezone(VIETNAM)
    day, seen = local.date(), looked_at(local.date())
    following = f"{SENT_FROM:%H:%M} {calendar.next_working_day(day):%d/%m/%Y}"
    if not calendar.is_working(day):
        first = f"Hôm nay là ngày nghỉ nên không lập; bản sau: {following}."
    elif seen is None:
        first = f"Hôm nay chưa lập: từ {SENT_FROM:%H:%M} lập một lần, gồm mọi việc đang chờ lúc lập."
    else:
        made = seen.astimezone(VIETNAM)
        first = f"Hôm nay đã lập lúc {made:%H:%M}, gồm mọi việc đang chờ lúc đó; ai không có việc thì không có bản."
    rest = (
        "Việc đến sau lúc lập không vào bản của ngày ấy: được báo ngay trong hệ thống và bằng thư (mỗi loại một thư "
        "một ngày; việc khẩn thì lần nào cũng có thư)"
    )
    return (first, f"{rest}; còn chờ thì vào bản của ngày làm việc sau ({following}).")
