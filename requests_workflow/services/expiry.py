"""The reminder of coming expiries: one digest a clerk and working day, each level of a certificate told once.

NĐ 68/2024 Điều 13 leaves one renewal, filed while at least 30 days are left. What was told is kept in ExpiryReminder,
so a run that was missed is made up by the next, and a second run on the same day tells nobody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import batched

from django.db import transaction

from certificates.domain.filing_window import Level, filing_window
from certificates.domain.validity import VIETNAM
from certificates.models import Certificate, ExpiryReminder
from certificates.selectors.expiring import watched
from directory.models import Membership, User
from requests_workflow.domain.calendar import WorkCalendar
from requests_workflow.domain.expiry import digest_level
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.expiry import Expiring, line_of, named_by_open_request, with_bodies
from requests_workflow.selectors.expiry_scope import (
    DIGEST,
    REMINDED,
    Body,
    all_bodies,
    days_left_rule,
    had_digest,
    in_charge,
    most_days_left,
)
from requests_workflow.services.expiry_text import digest_body, digest_title
from requests_workflow.services.notify import tell

LIST_URL = "/sap-het-han/"
# Lines written out in one digest; the list in the product shows all.
MOST_LINES = 100
_BATCH = 2_000
_PEOPLE = 200


@dataclass(frozen=True)
class Digest:
    """What one person is told on one day. `levels` holds every certificate counted, `lines` those written out."""

    recipient: User
    day: date
    levels: Mapping[int, Level]
    lines: tuple[Expiring, ...]

    @property
    def title(self) -> str:
        return digest_title(day=self.day, levels=list(self.levels.values()))

    @property
    def body(self) -> str:
        return digest_body(lines=self.lines, total=len(self.levels))


def send_digests(*, now: datetime) -> int:
    """Tells every clerk what is new, one transaction a person; returns how many digests went out. Rests on days off."""
    sent = 0
    for digest in plan_digests(now=now):
        with transaction.atomic():
            told = tell(
                users=[digest.recipient],
                kind=DIGEST,
                dossier=None,
                title=digest.title,
                body=digest.body,
                event=str(digest.day),
                now=now,
                url=LIST_URL,
            )
            if not told:
                continue  # another run was faster
            ExpiryReminder.objects.bulk_create(
                [
                    ExpiryReminder(
                        certificate_id=pk,
                        recipient=digest.recipient,
                        level=at_level.value,
                        told_at=now,
                        digest_day=digest.day,
                    )
                    for pk, at_level in digest.levels.items()
                ],
                batch_size=_BATCH,
            )
        sent += told
    return sent


def plan_digests(*, now: datetime) -> Iterator[Digest]:
    """What `send_digests` would send at `now`; writes nothing. Nothing on a day off, nor to who was told that day."""
    day = now.astimezone(VIETNAM).date()
    calendar = load_calendar()
    if not calendar.is_working(day):
        return
    untold = _untold(day=day, calendar=calendar)
    for people in batched(sorted(untold), _PEOPLE):
        waiting = set(people) - had_digest(people, day=day)
        for user in User.objects.filter(pk__in=waiting).select_related("person").order_by("pk"):
            levels = untold[user.pk]
            shown = with_bodies(Certificate.objects.filter(pk__in=list(levels)[:MOST_LINES]))
            found = {one.pk: line_of(one, day=day, calendar=calendar) for one in shown}
            lines = tuple(replace(line, level=levels[pk]) for pk in levels if (line := found.get(pk)) is not None)
            yield Digest(recipient=user, day=day, levels=levels, lines=lines)


def recipients_by_body(*, on: date) -> dict[int, list[int]]:
    """Ids of the active users who are reminded, by the agency in which they hold the role that day; one query."""
    found: dict[int, list[int]] = {}
    held = (
        Membership.objects.in_force(on=on)
        .filter(role__in=[role.value for role in REMINDED], user__is_active=True)
        .order_by("agency_id", "user_id")
        .values_list("agency_id", "user_id")
        .distinct()
    )
    for agency, user in held:
        found.setdefault(agency, []).append(user)
    return found


def _untold(*, day: date, calendar: WorkCalendar) -> dict[int, dict[int, Level]]:
    """User id -> {certificate id: present level} of what that user was not told yet, the most urgent first."""
    bodies = all_bodies()
    clerks = recipients_by_body(on=day)
    people: dict[int, tuple[int, ...]] = {}
    found: dict[int, list[tuple[int, datetime, int, Level]]] = {}
    for batch in batched(_candidates(day=day, bodies=bodies, calendar=calendar), _BATCH):
        told = set(
            ExpiryReminder.objects.filter(certificate_id__in=[pk for pk, *_ in batch]).values_list(
                "certificate_id", "recipient_id", "level"
            )
        )
        for pk, not_after, agency, at_level in batch:
            if agency not in people:
                above = in_charge(bodies[agency], bodies=bodies)
                people[agency] = tuple({user for body in above for user in clerks.get(body, ())})
            for user in people[agency]:
                if (pk, user, at_level.value) not in told:
                    found.setdefault(user, []).append((_URGENCY[at_level], not_after, pk, at_level))
    return {user: {pk: at_level for _, _, pk, at_level in sorted(rows)} for user, rows in found.items()}


# What can still be filed in time comes first, the nearest day first; then what is too late; then what has expired.
_URGENCY = {
    one: place
    for place, one in enumerate(
        (Level.D1, Level.D5, Level.D15, Level.D30, Level.D60, Level.D90, Level.PAST, Level.EXPIRED)
    )
}


def _candidates(
    *, day: date, bodies: Mapping[int, Body], calendar: WorkCalendar
) -> Iterator[tuple[int, datetime, int, Level]]:
    """(id, not_after, managing agency, level) of the certificates that stand at a level and that no open row names."""
    rules: dict[str, int] = {}
    rows = watched(day=day, most_days_left=most_days_left()).exclude(named_by_open_request())
    for pk, not_after, agency in rows.values_list("pk", "not_after", "managing_agency_id").iterator(chunk_size=_BATCH):
        overlay = bodies[agency].overlay
        if overlay not in rules:
            rules[overlay] = days_left_rule(overlay=overlay, on=day).value
        at_level = digest_level(
            day=day, window=filing_window(not_after=not_after, min_days_left=rules[overlay]), calendar=calendar
        )
        if at_level is not None:
            yield pk, not_after, agency, at_level
