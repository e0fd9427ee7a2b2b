"""Rows of the calendar as they are written: the first from the package's days, later ones from approved changes."""

from collections.abc import Iterable
from datetime import date

from requests_workflow.domain.calendar import DayRule
from requests_workflow.domain.calendar_changes import Spans
from requests_workflow.domain.calendar_seed import seed_calendar
from requests_workflow.models import CalendarDay, OfficeHours


def fill_from_seed() -> None:
    """Seed days and office hours; each table is left alone once it has rows.

    The calendar falls back on the seed only while it has no row at all, so the first row must not be the only one.
    """
    calendar = seed_calendar()
    if not CalendarDay.objects.exists():
        CalendarDay.objects.bulk_create(_row(day, rule) for day, rule in sorted(calendar.days.items()))
    if not OfficeHours.objects.exists():
        _create_hours(calendar.office_hours.items())


def write_days(*, rules: dict[date, DayRule | None]) -> None:
    """Each day becomes what its rule says, or plain (None); a fixed number of queries."""
    CalendarDay.objects.filter(date__in=[day for day, rule in rules.items() if rule is None]).delete()
    CalendarDay.objects.bulk_create(
        [_row(day, rule) for day, rule in sorted(rules.items()) if rule is not None],
        update_conflicts=True,
        unique_fields=["date"],
        update_fields=["kind", "reason", "legal_ref", "provisional"],
    )


def write_hours(*, hours: dict[int, Spans]) -> None:
    """Each weekday (0 = Monday) gets these spans and no others."""
    OfficeHours.objects.filter(weekday__in=hours).delete()
    _create_hours(hours.items())


def _row(day: date, rule: DayRule) -> CalendarDay:
    return CalendarDay(
        date=day, kind=rule.kind, reason=rule.reason, legal_ref=rule.legal_ref, provisional=rule.provisional
    )


def _create_hours(hours: Iterable[tuple[int, Spans]]) -> None:
    OfficeHours.objects.bulk_create(
        OfficeHours(weekday=weekday, opens=opens, closes=closes)
        for weekday, spans in sorted(hours)
        for opens, closes in spans
    )
