"""Facts that every outgoing document has: its people, its agency, who can sign with what."""

from datetime import datetime
from typing import Any

from certificates.models import Certificate
from directory.domain.roles import Role
from directory.models import Subscriber, User
from directory.selectors.roles import Actor, actor_for
from requests_workflow.models import Dossier
from requests_workflow.regulations.profile import Profile
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.selectors.attachments import unsealed_attachments, unsound_attachments
from requests_workflow.selectors.signing_delegation import delegation_in_force, signs_by_delegation
from tokens.models import Token

BEFORE_SIGNING = frozenset({"draft", "unit_head_review", "format_review", "awaiting_number", "leader_review"})


def profile_of(dossier: Dossier) -> Profile:
    """The profile of the case: shown on a draft, pinned at receipt."""
    return profile_by_code(dossier.profile_code)


def actor_of(by: User | None, now: datetime) -> Actor | None:
    """The actor, or None where the system itself acts."""
    return actor_for(user=by, now=now) if by is not None else None


def document_facts(
    *, dossier: Dossier, actor: Actor | None, now: datetime, token_ids: frozenset[int] = frozenset()
) -> dict[str, Any]:
    """Keyword arguments of DocumentFacts, all but the rows; `token_ids` are devices among the rows."""
    recipient = dossier.recipient
    usable, has_any = usable_devices(person_id=person_id_of(dossier.signer), token_ids=token_ids, now=now)
    wet = dossier.signing_way == Dossier.SigningWay.WET_SCAN
    # Whose device it is does not hang on the body where that person works now: a guard asks for the person.
    own = actor.roles & {Role.SUBSCRIBER} if actor else frozenset()
    # Whoever signs by a decision of the head does at this dossier what a leader does.
    if actor and signs_by_delegation(actor=actor, dossier=dossier):
        own |= {Role.AGENCY_LEADER}
    profile = profile_of(dossier)
    return {
        "actor_id": actor.user.pk if actor else None,
        "roles": actor.roles_for(dossier.managing_agency) | own if actor else frozenset(),
        "recipient_roles": actor.roles_for(recipient) if actor and recipient else frozenset(),
        "now": now,
        "profile": profile,
        "has_unit_head_step": dossier.managing_agency.unit_head_step,
        "has_format_step": dossier.managing_agency.format_check_step,
        "entered_by_department": dossier.entered_by_department,
        "marked_secret": dossier.is_secret,
        "numbered": bool(dossier.number),
        "unsound_attachments": unsound_attachments(dossier),
        "unsealed_attachments": unsealed_attachments(dossier),
        "agency_can_submit": dossier.managing_agency.can_submit,
        "agency_excluded": dossier.managing_agency.kind in profile.excluded_body_kinds.value,
        "wet_signed": wet and dossier.state not in BEFORE_SIGNING,
        "wet_signature_planned": wet,
        "drafter_id": dossier.drafted_by_id,
        "signer_id": dossier.signer_id,
        "signer_delegation_ended": not delegation_in_force(dossier=dossier, now=now),
        "signer_certificate_in_force": has_any,
        "signer_token_locked": has_any and not usable,
        "seal_token_locked": not seal_is_usable(dossier=dossier, token_ids=token_ids, now=now),
    }


def person_id_of(user: User | None) -> int | None:
    """The person behind an account."""
    return user.person_id if user is not None else None


def usable_devices(*, person_id: int | None, token_ids: frozenset[int], now: datetime) -> tuple[bool, bool]:
    """(has a certificate in force on a working device outside the rows, has any certificate in force)."""
    if person_id is None:
        return False, False
    certificates = Certificate.objects.in_force(at=now).filter(subscriber__person_id=person_id)
    states = list(certificates.values_list("id", "tokens__id", "tokens__state"))
    usable = any(token not in token_ids and state == Token.State.IN_USE for _, token, state in states if token)
    return usable, bool(states)


def signer_fingerprints(*, person_id: int | None, now: datetime) -> set[str]:
    """Certificates by which this person can sign now: in force, on a working device."""
    if person_id is None:
        return set()
    return set(
        Certificate.objects.in_force(at=now)
        .filter(subscriber__person_id=person_id, tokens__state=Token.State.IN_USE)
        .values_list("fingerprint", flat=True)
    )


def seal_fingerprints(*, agency_id: int, now: datetime) -> set[str]:
    """Certificates by which this organisation can seal now."""
    return set(
        Certificate.objects.in_force(at=now)
        .filter(
            subscriber__kind=Subscriber.Kind.ORGANISATION,
            subscriber__agency_id=agency_id,
            tokens__state=Token.State.IN_USE,
        )
        .values_list("fingerprint", flat=True)
    )


def seal_is_usable(*, dossier: Dossier, token_ids: frozenset[int], now: datetime) -> bool:
    """Whether the agency has a seal in force on a working device outside the rows."""
    return (
        Certificate.objects.in_force(at=now)
        .filter(
            subscriber__kind=Subscriber.Kind.ORGANISATION,
            subscriber__agency_id=dossier.managing_agency_id,
            tokens__state=Token.State.IN_USE,
        )
        .exclude(tokens__in=token_ids)
        .exists()
    )
