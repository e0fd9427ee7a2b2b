"""Tracked copies as a reader sees them, and those that the sender has to look after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from directory.domain.roles import Role
from directory.models import Agency
from directory.selectors.roles import Actor, holders_of
from requests_workflow.domain.calendar import VIETNAM, WorkCalendar
from requests_workflow.domain.copies import Standing, standing_of_copy
from requests_workflow.models import Dossier, DossierCopy
from requests_workflow.procedures.outgoing_document.signing import SENDERS
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.dossiers import AT_THE_AGENCY

MOST = 100


@dataclass(frozen=True)
class TrackedCopy:
    """One copy and how it stands; `has_readers`: the body acknowledges here itself."""

    copy: DossierCopy
    standing: Standing
    has_readers: bool = True


def tracked_copies(*, dossier: Dossier, now: datetime, calendar: WorkCalendar) -> list[TrackedCopy]:
    """The copies of one dossier in the order in which the profile names the bodies; one query more a body."""
    day = now.astimezone(VIETNAM).date()
    return [
        TrackedCopy(one, _standing(one, dossier=dossier, now=now, calendar=calendar), has_readers(one.agency, on=day))
        for one in dossier.copies.select_related("agency").order_by("id")
    ]


def copies_to_look_after(actor: Actor, *, now: datetime) -> list[TrackedCopy]:
    """Copies of the actor's agencies that have not left, or left long ago without word of arrival; oldest first.

    A case that has ended keeps them on the list: its record lacks them all the same.
    """
    senders = actor.agencies(*SENDERS)
    # A division without a seal works on the papers of the body that manages it.
    bodies = {one.pk for one in senders} | {one.parent_id for one in senders if not one.can_submit and one.parent_id}
    if not bodies:
        return []
    waiting = (
        DossierCopy.objects.filter(
            dossier__managing_agency_id__in=bodies,
            dossier__sent_at__isnull=False,
            received_at__isnull=True,
        )
        .exclude(dossier__state__in=AT_THE_AGENCY)
        .select_related("agency", "dossier__managing_agency")
        .order_by("dossier__sent_at", "id")
    )
    copies = list(waiting[:MOST])
    if not copies:
        return []
    calendar = load_calendar()
    return list(_wanting_care(copies, now=now, calendar=calendar))


def _wanting_care(copies: Iterable[DossierCopy], *, now: datetime, calendar: WorkCalendar) -> Iterable[TrackedCopy]:
    for one in copies:
        standing = _standing(one, dossier=one.dossier, now=now, calendar=calendar)
        if standing.code == "to_send" or standing.is_late:
            yield TrackedCopy(one, standing)


def has_readers(agency: Agency, *, on: date) -> bool:
    """Whether somebody of the body can acknowledge a copy in the product on that day."""
    return bool(holders_of(agency=agency, roles=frozenset({Role.DEPARTMENT_OFFICER}), on=on))


def _standing(copy: DossierCopy, *, dossier: Dossier, now: datetime, calendar: WorkCalendar) -> Standing:
    return standing_of_copy(
        document_sent_at=dossier.sent_at,
        copy_sent_at=copy.sent_at,
        received_at=copy.received_at,
        now=now,
        calendar=calendar,
    )
