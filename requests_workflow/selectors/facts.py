"""Gathers the facts that decide() needs about one case, in a constant number of queries."""

from dataclasses import replace
from datetime import datetime

from certificates.models import Certificate
from directory.domain.roles import Role
from directory.models import Subscriber, User
from directory.selectors.roles import actor_for
from requests_workflow.models import Dossier, Request, Step
from requests_workflow.procedures.token_recovery import REQUEST, TokenRecoveryFacts
from requests_workflow.regulations.profile import Profile
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.selectors.checks import failing_check_labels
from tokens.models import Custody, Token

BEFORE_SIGNING = frozenset({"draft", "unit_head_review", "format_review", "leader_review"})
RECOVERED = frozenset({"recovered", "closed"})


def profile_of(dossier: Dossier) -> Profile:
    """The profile of the case: shown on a draft, pinned at receipt."""
    return profile_by_code(dossier.profile_code)


def contact_is_complete(dossier: Dossier) -> bool:
    """Every field that Mẫu 06 asks about the coordinating person."""
    person = dossier.coordinator
    return person is not None and all(
        (
            person.full_name,
            person.identity_number,
            person.identity_issued_on,
            person.identity_issued_by,
            person.position,
            person.phone,
        )
    )


def facts_for(
    *, dossier: Dossier, by: User | None, now: datetime, request: Request | None = None
) -> TokenRecoveryFacts:
    """Facts of the dossier for this actor (`by` None: the system), narrowed to one row when `request` is given."""
    profile = profile_of(dossier)
    rows = list(dossier.requests.select_related("token", "subscriber__person__account").order_by("position"))
    token_ids = {row.token_id for row in rows if row.token_id}
    keepers = _keepers(token_ids)
    actor = actor_for(user=by, now=now) if by is not None else None
    recipient = dossier.recipient
    signer_usable, signer_has_any = _devices(person_id=_person_id(dossier.signer), token_ids=token_ids, now=now)
    required = [c.key for c in profile.recovery_form.columns if c.required]
    proposer = Step.objects.filter(dossier=dossier, request=None, transition="propose_refusal").order_by("-id").first()
    facts = TokenRecoveryFacts(
        actor_id=by.pk if by else None,
        # Whose device it is does not hang on the body where that person works now: a guard asks for the person.
        roles=actor.roles_for(dossier.managing_agency) | (actor.roles & {Role.SUBSCRIBER}) if actor else frozenset(),
        recipient_roles=actor.roles_for(recipient) if actor and recipient else frozenset(),
        now=now,
        profile=profile,
        route=dossier.recipient_function,
        has_unit_head_step=dossier.managing_agency.unit_head_step,
        has_format_step=dossier.managing_agency.format_check_step,
        entered_by_department=dossier.entered_by_department,
        row_count=len(rows),
        rows_complete=contact_is_complete(dossier)
        and all(all(row.printed.get(key) for key in required) for row in rows),
        single_recipient=len({profile.recovery_recipient(row.token.kind) for row in rows if row.token}) <= 1,
        marked_secret=dossier.is_secret,
        agency_can_submit=dossier.managing_agency.can_submit,
        wet_signed=dossier.signing_way == Dossier.SigningWay.WET_SCAN and dossier.state not in BEFORE_SIGNING,
        wet_signature_planned=dossier.signing_way == Dossier.SigningWay.WET_SCAN,
        drafter_id=dossier.drafted_by_id,
        signer_id=dossier.signer_id,
        signer_is_row_subject=_is_subject(dossier.signer, rows=rows, keepers=keepers),
        signer_certificate_in_force=signer_has_any,
        signer_token_locked=signer_has_any and not signer_usable,
        seal_token_locked=not _seal_is_usable(dossier=dossier, token_ids=token_ids, now=now),
        own_token=_is_subject(by, rows=rows, keepers=keepers),
        refusal_proposer_id=proposer.by_id if proposer else None,
        failing_checks=failing_check_labels(dossier=dossier, now=now) if dossier.state == "received" else (),
        any_row_recovered=any(row.state in RECOVERED for row in rows),
        open_rows=sum(row.state not in REQUEST.final for row in rows),
    )
    return _narrow(facts=facts, request=request, by=by, keepers=keepers) if request is not None else facts


def facts_of_rows(*, facts: TokenRecoveryFacts, rows: list[Request], by: User | None) -> list[TokenRecoveryFacts]:
    """Facts of each row from those of its dossier; one query. Rows come with token, subscriber and account joined."""
    keepers = _keepers({row.token_id for row in rows if row.token_id})
    return [_narrow(facts=facts, request=row, by=by, keepers=keepers) for row in rows]


def _narrow(
    *, facts: TokenRecoveryFacts, request: Request, by: User | None, keepers: dict[int, Custody]
) -> TokenRecoveryFacts:
    """The same facts for one row: whose device it is."""
    subscriber = request.subscriber
    keeper = keepers.get(request.token_id or 0)
    account = getattr(subscriber.person, "account", None) if subscriber is not None and subscriber.person else None
    keeper_account = getattr(keeper.holder_person, "account", None) if keeper and keeper.holder_person else None
    is_organisation = subscriber is not None and subscriber.kind == Subscriber.Kind.ORGANISATION
    return replace(
        facts,
        own_token=_is_subject(by, rows=[request], keepers=keepers),
        subscriber_id=account.pk if account is not None else None,
        keeper_id=keeper_account.pk if is_organisation and keeper_account is not None else None,
    )


def _person_id(user: User | None) -> int | None:
    return user.person_id if user is not None else None


def _keepers(token_ids: set[int]) -> dict[int, Custody]:
    """Token id -> its open custody row."""
    open_rows = Custody.objects.filter(token_id__in=token_ids, until__isnull=True)
    return {c.token_id: c for c in open_rows.select_related("holder_person__account")}


def _is_subject(user: User | None, *, rows: list[Request], keepers: dict[int, Custody]) -> bool:
    """Whether the user is subscriber or keeper of a device among the rows."""
    person_id = _person_id(user)
    if person_id is None:
        return False
    for row in rows:
        if row.subscriber is not None and row.subscriber.person_id == person_id:
            return True
        is_organisation = row.subscriber is not None and row.subscriber.kind == Subscriber.Kind.ORGANISATION
        keeper = keepers.get(row.token_id or 0)
        if is_organisation and keeper is not None and keeper.holder_person_id == person_id:
            return True
    return False


def _devices(*, person_id: int | None, token_ids: set[int], now: datetime) -> tuple[bool, bool]:
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


def _seal_is_usable(*, dossier: Dossier, token_ids: set[int], now: datetime) -> bool:
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
