"""Certificates whose last day for filing a renewal comes near, as clerks and subscribers read them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from certificates.domain.filing_window import FilingWindow, Level, filing_window, level, may_be_renewed
from certificates.domain.validity import VIETNAM
from certificates.models import Certificate
from certificates.selectors.expiring import at_levels, unreplaced, watched
from directory.domain.roles import Role
from directory.selectors.roles import Actor
from requests_workflow.domain.calendar import WorkCalendar
from requests_workflow.domain.expiry import WayOn, day_off_note, remaining_words, way_on
from requests_workflow.models import Request
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.regulations.profile import Value
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.expiry_scope import REMINDED, days_left_rule, most_days_left, served_by

OPEN_LEVELS = tuple(one for one in Level if one.is_open)


@dataclass(frozen=True)
class Expiring:
    """One certificate that comes to its end. `note` is about a last filing day that is a day off, or "".

    `open_request` is the row that already asks for its successor, with its dossier; None where there is none.
    """

    certificate: Certificate
    level: Level
    window: FilingWindow
    remaining: str
    way: WayOn
    note: str
    renewable: bool
    open_request: Request | None

    @property
    def tone(self) -> str:
        """Tone of the chip that says `remaining` (components/tag.html)."""
        if not self.level.is_open:
            return "danger"
        return "info" if self.level in (Level.D90, Level.D60) else "warning"


@dataclass(frozen=True)
class ExpiringList:
    """The most urgent lines and how many there are: to be filed in time, too late to renew, expired."""

    lines: list[Expiring]
    to_file: int
    past: int
    expired: int

    @property
    def total(self) -> int:
        return self.to_file + self.past + self.expired


def expiring_certificates(*, actor: Actor, day: date, levels: Collection[Level]) -> QuerySet[Certificate]:
    """Certificates at those levels that concern the actor as a clerk, the first to expire first; one query before."""
    return unreplaced().filter(_standing_at(levels, reach=_reach(actor, day=day), day=day))


def expiring_for(*, actor: Actor, now: datetime, limit: int) -> ExpiringList | None:
    """For the work list of a clerk: counts and the `limit` most urgent; None for who is no clerk.

    What can still be filed in time comes first, the nearest day first; then what is too late, then what has expired.
    At most eight queries, however many there are.
    """
    if not REMINDED & actor.roles:
        return None
    day = now.astimezone(VIETNAM).date()
    reach = _reach(actor, day=day)
    groups = {
        name: _standing_at(levels, reach=reach, day=day)
        for name, levels in (("to_file", OPEN_LEVELS), ("past", (Level.PAST,)), ("expired", (Level.EXPIRED,)))
    }
    everything = unreplaced().filter(_standing_at(tuple(Level), reach=reach, day=day)).order_by()
    counts = everything.aggregate(**{name: Count("pk", filter=group) for name, group in groups.items()})
    found: list[Certificate] = []
    for name, group in groups.items():
        if counts[name] and len(found) < limit:
            found += list(with_bodies(unreplaced().filter(group))[: limit - len(found)])
    return ExpiringList(lines=present(found, day=day), **counts)


def own_expiring(*, actor: Actor, now: datetime) -> list[Expiring]:
    """Lines on the subscriber's own certificates, the first to expire first; two queries and the calendar's two."""
    if actor.person_id is None or Role.SUBSCRIBER not in actor.roles:
        return []
    day = now.astimezone(VIETNAM).date()
    # The widest rule finds the candidates; `present` drops those that stand at no level by their own.
    candidates = watched(day=day, most_days_left=most_days_left())
    mine = with_bodies(candidates.filter(subscriber__person_id=actor.person_id))
    return present(list(mine), day=day)


def present(certificates: Sequence[Certificate], *, day: date) -> list[Expiring]:
    """The lines of these certificates (from `with_bodies`) in the same order; those at no level are left out."""
    if not certificates:
        return []
    calendar = load_calendar()
    named = open_requests(one.pk for one in certificates)
    lines = [line_of(one, day=day, calendar=calendar, open_request=named.get(one.pk)) for one in certificates]
    return [line for line in lines if line is not None]


def with_bodies(rows: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """The certificates with what a line shows, and without their files."""
    return rows.select_related("subscriber", "managing_agency").defer("der", "subject", "issuer")


def open_requests(certificate_ids: Iterable[int]) -> dict[int, Request]:
    """The open row that asks for the successor of each certificate, with its dossier; one query."""
    rows = _open_rows().filter(predecessor_id__in=list(certificate_ids)).select_related("dossier").order_by("-id")
    return {row.predecessor_id: row for row in rows if row.predecessor_id is not None}


def named_by_open_request() -> Exists:
    """Condition on a certificate: an open row asks for its successor."""
    return Exists(_open_rows().filter(predecessor_id=OuterRef("pk"), dossier__sent_at__isnull=False))


def rule_of(certificate: Certificate, *, day: date) -> Value[int]:
    """The days that must be left when a renewal of this certificate is filed on `day`, with the clause."""
    return days_left_rule(overlay=certificate.managing_agency.overlay, on=day)


def line_of(
    certificate: Certificate, *, day: date, calendar: WorkCalendar, open_request: Request | None = None
) -> Expiring | None:
    """The line of one certificate (from `with_bodies`), without a query; None while it stands at no level."""
    rule = rule_of(certificate, day=day)
    window = filing_window(not_after=certificate.not_after, min_days_left=rule.value)
    at_level = level(day=day, window=window)
    if at_level is None:
        return None
    renewable = may_be_renewed(renewal_count=certificate.renewal_count)
    return Expiring(
        certificate=certificate,
        level=at_level,
        window=window,
        remaining=remaining_words(level=at_level, window=window, day=day, renewable=renewable),
        way=way_on(
            level=at_level,
            window=window,
            renewal_count=certificate.renewal_count,
            kind=certificate.subscriber.kind,
            days_left_clause=rule.clause,
        ),
        note=day_off_note(window=window, calendar=calendar) if renewable and at_level.is_open else "",
        renewable=renewable,
        open_request=open_request,
    )


def _open_rows() -> QuerySet[Request]:
    return Request.objects.filter(predecessor__isnull=False, state__in=OPEN_STATES, dossier__closed_at__isnull=True)


def _reach(actor: Actor, *, day: date) -> dict[int, list[int]]:
    """Ids of the bodies that concern the actor as a clerk, by the days their rule wants left; one query."""
    found: dict[int, list[int]] = {}
    for body in served_by(actor.agencies(*REMINDED)).values():
        found.setdefault(days_left_rule(overlay=body.overlay, on=day).value, []).append(body.pk)
    return found


def _standing_at(levels: Collection[Level], *, reach: Mapping[int, list[int]], day: date) -> Q:
    condition = Q(pk__in=[])
    for min_days_left, bodies in reach.items():
        here = Q(managing_agency_id__in=bodies)
        condition |= here & at_levels(day=day, min_days_left=min_days_left, levels=levels)
    return condition
