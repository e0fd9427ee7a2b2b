"""The register of devices as one user may see it. Views reach devices through here alone."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from certificates.models import Certificate
from certificates.selectors.links import LinkFinders
from certificates.selectors.register import STANDINGS, stands
from certificates.selectors.scope import CaseScopes, by_agency, by_subscriber, of_choice
from certificates.selectors.serials import serial_ends
from directory.domain.roles import Role
from directory.models import Subscriber
from directory.selectors.roles import Actor
from directory.selectors.search import agencies_named, serial_like, subscribers_named
from tokens.domain.serials import normal_serial
from tokens.models import Custody, LockReport, SerialCorrection, Token

TOKEN_CASES = CaseScopes()
TOKEN_CASE_LINKS = LinkFinders()
# Roles that act on a device for the agency that manages it.
DRAFTERS = frozenset({Role.CLERK, Role.CONTACT_OFFICER})
# Values of ?chung_thu=: how the certificate on the device stands.
NO_CERTIFICATE = "khong"
CERTIFICATE_STANDINGS = (*STANDINGS, (NO_CERTIFICATE, "Không có chứng thư"))
# Roles of the managing agency that work with the minutes of a hand-over; minutes may print identity numbers.
MINUTES_READERS = DRAFTERS | {Role.REGISTRY_CLERK}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a reader asks of the register; "" asks nothing.

    `kind` and `state` are values of Token.Kind and Token.State, `agency` of certificates.selectors.scope.of_choice,
    `certificate` of CERTIFICATE_STANDINGS.
    """

    text: str = ""
    kind: str = ""
    state: str = ""
    agency: str = ""
    certificate: str = ""


def visible_to(actor: Actor) -> QuerySet[Token]:
    """Subtrees of the actor's agencies, territory of the department, what a case gives, one's own, what one keeps."""
    condition = by_agency(actor) | by_subscriber(actor) | TOKEN_CASES.condition(actor)
    if actor.person_id is not None:
        # Ids first: an EXISTS in the OR would make PostgreSQL ask it of every device of the province.
        condition |= Q(pk__in=list(_held_by(actor).values_list("token_id", flat=True)))
    return Token.objects.filter(condition)


def search(*, actor: Actor, wanted: Wanted, at: datetime) -> QuerySet[Token]:
    """Visible devices that match."""
    rows = visible_to(actor).select_related("subscriber", "managing_agency", "certificate")
    rows = rows.defer("certificate__der", "certificate__subject", "certificate__issuer")
    if wanted.text:
        serial = wanted.text.replace(" ", "")
        rows = rows.filter(
            serial_like(lookup="serial_number", text=serial)
            | serial_ends(serial)
            | subscribers_named(wanted.text)
            | agencies_named(wanted.text)
            | Q(pk__in=_once_called(serial))
        )
    rows = rows.filter(of_choice(actor=actor, choice=wanted.agency))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.certificate == NO_CERTIFICATE:
        rows = rows.filter(certificate__isnull=True)
    elif wanted.certificate:
        standing = Certificate.objects.filter(stands(wanted.certificate, at=at))
        rows = rows.filter(certificate_id__in=standing.values("pk"))
    return rows.filter(state=wanted.state) if wanted.state else rows


def may_report(*, actor: Actor, token: Token) -> bool:
    """Whether the actor may say that it is locked: subscriber, keeper, or a drafter of the managing agency."""
    if DRAFTERS & actor.roles_for(token.managing_agency):
        return True
    if actor.person_id is None:
        return False
    if token.subscriber is not None and token.subscriber.person_id == actor.person_id:
        return True
    return _held_by(actor).filter(token=token).exists()


def can_be_reported(token: Token) -> bool:
    """A device that is lost, returned or in stock cannot be locked."""
    return token.state in (Token.State.IN_USE, Token.State.LOCKED)


def may_hand_over(*, actor: Actor, token: Token) -> bool:
    """Whether the actor may give this device to the agency's văn thư here: a drafter, and no personal device.

    A personal device changes hands through a case alone.
    """
    if token.subscriber is None or token.subscriber.kind == Subscriber.Kind.INDIVIDUAL:
        return False
    return bool(DRAFTERS & actor.roles_for(token.managing_agency))


def may_correct_serial(*, actor: Actor, token: Token) -> bool:
    """Whether the actor may put a mistyped serial right: who may register devices, where the device is now.

    A drafter of the managing agency; an officer of the delegated department while the device is there.
    """
    if DRAFTERS & actor.roles_for(token.managing_agency):
        return True
    officers = [agency.pk for agency in actor.agencies(Role.DEPARTMENT_OFFICER)]
    there = token.custody.filter(until__isnull=True, holder_person__isnull=True, holder_agency_id__in=officers)
    return bool(officers) and token.state == Token.State.IN_STOCK and there.exists()


def may_read_minutes(*, actor: Actor, custody: Custody) -> bool:
    """Whether the actor may open the scan of a hand-over: who works with it, who gave and who took."""
    if MINUTES_READERS & actor.roles_for(custody.token.managing_agency):
        return True
    return actor.person_id is not None and actor.person_id in (custody.holder_person_id, custody.given_by_person_id)


def present_custody(token: Token) -> Custody | None:
    """The open custody row: who holds the device now."""
    rows = token.custody.filter(until__isnull=True)
    return rows.select_related("holder_person", "holder_agency").first()


def open_report(token: Token) -> LockReport | None:
    """The report that waits for an answer, if any."""
    return token.lock_reports.filter(settled_at__isnull=True).select_related("reported_by__person").first()


def custody_at(*, token: Token, at: datetime) -> Custody | None:
    """Who holds the device at that instant."""
    rows = token.custody.filter(Q(until__isnull=True) | Q(until__gt=at), since__lte=at)
    return rows.select_related("holder_person", "holder_agency").order_by("-since").first()


def serial_at(*, token: Token, at: datetime) -> str:
    """The serial that the register gave the device at that instant: before a later correction, what stood there."""
    later = token.corrections.filter(corrected_at__gt=at).order_by("corrected_at", "id").first()
    return later.old_serial if later is not None else token.serial_number


def _once_called(serial: str) -> list[int]:
    """Devices that bore that serial before it was corrected: papers that were sent still print it."""
    found = SerialCorrection.objects.filter(old_serial=normal_serial(serial))
    return list(found.values_list("token_id", flat=True))


def _held_by(actor: Actor) -> QuerySet[Custody]:
    return Custody.objects.filter(holder_person_id=actor.person_id, until__isnull=True)
