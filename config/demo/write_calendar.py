"""The first rows of the working-day calendar."""

from requests_workflow.domain.calendar_seed import seed_calendar
from requests_workflow.models import CalendarDay, OfficeHours


def write_calendar() -> None:
    """Seed days and office hours; each table is left alone once it has rows."""
    calendar = seed_calendar()
    if not CalendarDay.objects.exists():
        CalendarDay.objects.bulk_create(
            CalendarDay(
                date=day,
                kind=rule.kind,
                reason=rule.reason,
                legal_ref=rule.legal_ref,
                provisional=rule.provisional,
            )
            for day, rule in sorted(calendar.days.items())
        )
    if not OfficeHours.objects.exists():
        OfficeHours.objects.bulk_create(
            OfficeHours(weekday=weekday, opens=opens, closes=closes)
            for weekday, spans in sorted(calendar.office_hours.items())
            for opens, closes in spans
        )
