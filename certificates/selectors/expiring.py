"""Certificates that come to their end: half-open ranges over the index of expiry, never arithmetic on each line."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from certificates.domain.filing_window import EXPIRED_WATCHED_DAYS, OFFSETS, Level, expiry_days
from certificates.domain.validity import VIETNAM
from certificates.models import Certificate


def unreplaced() -> QuerySet[Certificate]:
    """Active certificates without a known successor, the first to expire first."""
    # "Not null" says nothing new, but lets the few successors be read by their index instead of the whole table.
    successors = Certificate.objects.filter(predecessor__isnull=False, predecessor_id=OuterRef("pk"))
    rows = Certificate.objects.filter(~Exists(successors), status=Certificate.Status.ACTIVE)
    return rows.order_by("not_after", "id")


def watched(*, day: date, most_days_left: int) -> QuerySet[Certificate]:
    """All certificates of `unreplaced` that can stand at a level on `day`.

    `most_days_left`: the largest number of days that any rule in force wants left at filing.
    """
    end = day + timedelta(days=most_days_left + max(OFFSETS.values()) + 1)
    return unreplaced().filter(ending(first=day - timedelta(days=EXPIRED_WATCHED_DAYS), end=end))


def at_levels(*, day: date, min_days_left: int, levels: Collection[Level] = tuple(Level)) -> Q:
    """Condition: the certificate stands at one of the levels on `day`, under a rule of `min_days_left` days."""
    spans = sorted(expiry_days(at_level=one, day=day, min_days_left=min_days_left) for one in levels)
    merged: list[tuple[date, date]] = []
    for first, end in spans:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((first, end))
    condition = Q(pk__in=[])
    for first, end in merged:
        condition |= ending(first=first, end=end)
    return condition


def ending(*, first: date, end: date) -> Q:
    """Condition: the +07:00 day of expiry lies in [first, end)."""
    return Q(not_after__gte=_midnight(first), not_after__lt=_midnight(end))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
