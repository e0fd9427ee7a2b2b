"""Until when a Mẫu 04 that has not left may be sent: the earliest last filing day of its certificates (Điều 13, 16)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Min, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Least

from certificates.domain.filing_window import OFFSETS, FilingWindow, Level, filing_window
from certificates.domain.validity import VIETNAM
from requests_workflow.domain.calendar import WorkCalendar
from requests_workflow.domain.expiry import day_off_note, to_file_words
from requests_workflow.models import Dossier, Request
from requests_workflow.selectors.expiry_scope import most_days_left
from requests_workflow.selectors.facts import profile_of

UPDATE = "certificate_update"


@dataclass(frozen=True, kw_only=True)
class FilingDay:
    """`last` is the last +07:00 day on which the dossier may be filed; `note` is about a day off, or ""."""

    last: date
    clause: str
    words: str
    tone: str
    note: str = ""


def filing_days(
    dossiers: Sequence[Dossier], *, now: datetime, calendar: WorkCalendar | None = None
) -> dict[int, FilingDay]:
    """Primary key -> the day, for those of Mẫu 04 that have not left; one query, none where there is no such dossier.

    Notes about days off are left out without a calendar.
    """
    waiting = {one.pk: one for one in dossiers if one.procedure == UPDATE and not one.sent_at and not one.closed_at}
    if not waiting:
        return {}
    day = now.astimezone(VIETNAM).date()
    found: dict[int, tuple[FilingWindow, str]] = {}
    for dossier_id, renew, change, ends in (
        _rows()
        .filter(dossier__in=list(waiting))
        .values_list("dossier_id", KT("printed__renew"), KT("printed__change"), Min("predecessor__not_after"))
    ):
        profile = profile_of(waiting[dossier_id])
        for asked, least in ((renew, profile.renewal_min_days_left), (change, profile.change_min_days_left)):
            window = filing_window(not_after=ends, min_days_left=least.value)
            known = found.get(dossier_id)
            if asked and (known is None or window.last_filing_day < known[0].last_filing_day):
                found[dossier_id] = (window, least.clause.cite())
    return {pk: _filing_day(window, clause, day, calendar) for pk, (window, clause) in found.items()}


def urgent_first(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """By the running term or the day for filing, the nearer first, without either last; no filing day is too late here.

    Which rules a body has is not known to the database: it counts with the most days that any of them wants left.
    """
    ends = _rows().filter(dossier=OuterRef("pk"), dossier__procedure=UPDATE, dossier__sent_at__isnull=True)
    nearest = Subquery(ends.order_by("predecessor__not_after").values("predecessor__not_after")[:1])
    return dossiers.order_by(Least(F("due_at"), nearest - timedelta(days=most_days_left())).asc(nulls_last=True), "id")


def in_order(dossiers: Sequence[Dossier], *, filing: Mapping[int, FilingDay]) -> list[Dossier]:
    """The same order by the exact days; on the day itself the filing, which cannot be made up for, comes first."""

    def key(dossier: Dossier) -> tuple[bool, float, int]:
        term = dossier.due_at.timestamp() if dossier.due_at else None
        if dossier.pk in filing:
            term = datetime.combine(filing[dossier.pk].last, time.min, VIETNAM).timestamp()
        return term is None, term or 0.0, dossier.pk

    return sorted(dossiers, key=key)


def _rows() -> QuerySet[Request]:
    return Request.objects.filter(state="pending", predecessor__isnull=False).order_by()


def _filing_day(window: FilingWindow, clause: str, day: date, calendar: WorkCalendar | None) -> FilingDay:
    left = window.days_to_file(day=day)
    return FilingDay(
        last=window.last_filing_day,
        clause=clause,
        words=to_file_words(left),
        tone="danger" if left <= 0 else "warning" if left <= OFFSETS[Level.D5] else "info",
        note=day_off_note(window=window, calendar=calendar) if calendar is not None and left >= 0 else "",
    )
