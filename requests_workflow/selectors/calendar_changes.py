"""Proposed changes of the calendar: what waits, what was decided and by whom."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from requests_workflow.domain.calendar import DayRule
from requests_workflow.models import CalendarChange

_PEOPLE = ("proposed_by__person", "decided_by__person")


def waiting_changes() -> QuerySet[CalendarChange]:
    """What waits for a second person, the batch that was proposed first at the top."""
    return CalendarChange.objects.filter(decision="").select_related(*_PEOPLE).order_by("proposed_at", "batch", "pk")


def decided_changes() -> QuerySet[CalendarChange]:
    """What was approved or rejected, the latest decision first."""
    return CalendarChange.objects.exclude(decision="").select_related(*_PEOPLE).order_by("-decided_at", "-pk")


def changes_of_days(*, first: date, last: date) -> tuple[dict[date, CalendarChange], list[CalendarChange]]:
    """(day -> its last approved change, everything that waits) for the days first..last; one query.

    What waits is not bound to the span: a proposal for another year, or of office hours, waits all the same.
    """
    approved: dict[date, CalendarChange] = {}
    waiting = []
    rows = CalendarChange.objects.filter(decision="") | CalendarChange.objects.filter(
        decision="approved", date__range=(first, last)
    )
    for one in rows.select_related(*_PEOPLE).order_by("pk"):
        if not one.decision:
            waiting.append(one)
        elif one.date is not None:
            approved[one.date] = one
    return approved, waiting


def rule_of(change: CalendarChange) -> DayRule | None:
    """The rule that the change gives its day; None for a plain day. Raises ValueError for a change of hours."""
    if change.kind == CalendarChange.Kind.HOURS:
        raise ValueError("office hours are no rule of a day")
    if change.kind == CalendarChange.Kind.PLAIN:
        return None
    return DayRule(str(change.kind), change.reason, change.legal_ref, change.provisional)


def waiting_rules(changes: Iterable[CalendarChange]) -> dict[date, DayRule | None]:
    """Day -> the rule proposed for it, of the changes that wait."""
    return {one.date: rule_of(one) for one in changes if one.date is not None}
