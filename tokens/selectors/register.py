"""The register of devices as one user may see it. Views reach devices through here alone."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from certificates.selectors.scope import CaseScopes, by_agency, by_subscriber
from directory.domain.roles import Role
from directory.selectors.roles import Actor
from directory.selectors.search import agencies_named, serial_like, subscribers_named
from tokens.models import Custody, LockReport, Token

TOKEN_CASES = CaseScopes()
# Roles that act on a device for the agency that manages it.
DRAFTERS = frozenset({Role.CLERK, Role.CONTACT_OFFICER})


def visible_to(actor: Actor) -> QuerySet[Token]:
    """Subtrees of the actor's agencies, territory of the department, what a case gives, one's own, what one keeps."""
    condition = by_agency(actor) | by_subscriber(actor) | TOKEN_CASES.condition(actor)
    if actor.person_id is not None:
        condition |= Q(Exists(_held_by(actor).filter(token_id=OuterRef("pk"))))
    return Token.objects.filter(condition)


def search(*, actor: Actor, text: str, kind: str, state: str) -> QuerySet[Token]:
    """Visible devices that match; `kind` and `state` are values of Token.Kind and Token.State, or ""."""
    rows = visible_to(actor).select_related("subscriber", "managing_agency", "certificate")
    rows = rows.defer("certificate__der", "certificate__subject", "certificate__issuer")
    if text:
        rows = rows.filter(
            serial_like(lookup="serial_number", text=text.replace(" ", ""))
            | subscribers_named(text)
            | agencies_named(text)
        )
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(state=state) if state else rows


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


def open_report(token: Token) -> LockReport | None:
    """The report that waits for an answer, if any."""
    return token.lock_reports.filter(settled_at__isnull=True).select_related("reported_by__person").first()


def custody_at(*, token: Token, at: datetime) -> Custody | None:
    """Who holds the device at that instant."""
    rows = token.custody.filter(Q(until__isnull=True) | Q(until__gt=at), since__lte=at)
    return rows.select_related("holder_person", "holder_agency").order_by("-since").first()


def _held_by(actor: Actor) -> QuerySet[Custody]:
    return Custody.objects.filter(holder_person_id=actor.person_id, until__isnull=True)
