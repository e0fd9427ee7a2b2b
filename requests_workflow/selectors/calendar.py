"""The calendar rows as the pure WorkCalendar that deadlines are computed with."""

import hashlib
from collections import defaultdict
from datetime import date, time

from requests_workflow.domain.calendar import DayRule, WorkCalendar
from requests_workflow.domain.calendar_seed import seed_calendar
from requests_workflow.models import CalendarDay, OfficeHours


def load_calendar() -> WorkCalendar:
    """The calendar in force, from two queries; the generated seed calendar where no row was entered yet."""
    rows = list(CalendarDay.objects.order_by("date"))
    if not rows:
        return seed_calendar()
    hours: dict[int, list[tuple[time, time]]] = defaultdict(list)
    for span in OfficeHours.objects.order_by("weekday", "opens"):
        hours[span.weekday].append((span.opens, span.closes))
    days: dict[date, DayRule] = {
        row.date: DayRule(kind=row.kind, reason=row.reason, legal_ref=row.legal_ref, provisional=row.provisional)
        for row in rows
    }
    stamp = "|".join(f"{r.date}{r.kind}{r.provisional}" for r in rows) + repr(sorted(hours.items()))
    return WorkCalendar(
        days=days,
        office_hours={weekday: tuple(spans) for weekday, spans in hours.items()} or seed_calendar().office_hours,
        version=hashlib.sha256(stamp.encode()).hexdigest()[:12],
    )
