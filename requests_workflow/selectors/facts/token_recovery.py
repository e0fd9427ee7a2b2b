"""Facts of Mẫu 06: whose devices the rows are, who keeps them, what the check list says."""

from dataclasses import replace
from datetime import datetime

from directory.models import Subscriber, User
from requests_workflow.domain.contact import contact_gaps
from requests_workflow.domain.form_rows import recovery_notes
from requests_workflow.models import Dossier, Request, Step
from requests_workflow.procedures.token_recovery import REQUEST, TokenRecoveryFacts
from requests_workflow.selectors.checks import failing_check_labels
from requests_workflow.selectors.facts.document import actor_of, document_facts, person_id_of, profile_of
from tokens.models import Custody

RECOVERED = frozenset({"recovered", "closed"})


def gather(*, dossier: Dossier, by: User | None, now: datetime, request: Request | None) -> TokenRecoveryFacts:
    """Facts of the dossier for this actor, narrowed to one row when `request` is given."""
    profile = profile_of(dossier)
    rows = list(dossier.requests.select_related("token", "subscriber__person__account").order_by("position"))
    token_ids = frozenset(row.token_id for row in rows if row.token_id)
    keepers = _keepers(token_ids)
    form = profile.recovery_form
    proposer = Step.objects.filter(dossier=dossier, request=None, transition="propose_refusal").order_by("-id").first()
    facts = TokenRecoveryFacts(
        **document_facts(dossier=dossier, actor=actor_of(by, now), now=now, token_ids=token_ids),
        route=dossier.recipient_function,
        row_count=len(rows),
        rows_complete=not contact_gaps(person=dossier.coordinator, form=form)
        and not any(recovery_notes(cells=row.printed, profile=profile) for row in rows),
        single_recipient=len({profile.recovery_recipient(row.token.kind) for row in rows if row.token}) <= 1,
        signer_is_row_subject=_is_subject(dossier.signer, rows=rows, keepers=keepers),
        own_token=_is_subject(by, rows=rows, keepers=keepers),
        refusal_proposer_id=proposer.by_id if proposer else None,
        failing_checks=failing_check_labels(dossier=dossier, now=now) if dossier.state == "received" else (),
        any_row_recovered=any(row.state in RECOVERED for row in rows),
        open_rows=sum(row.state not in REQUEST.final for row in rows),
    )
    return narrow(facts=facts, rows=[request], by=by)[0] if request is not None else facts


def narrow(*, facts: TokenRecoveryFacts, rows: list[Request], by: User | None) -> list[TokenRecoveryFacts]:
    """Facts of each row from those of its dossier; one query. Rows come with token, subscriber and account joined."""
    keepers = _keepers(frozenset(row.token_id for row in rows if row.token_id))
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


def _keepers(token_ids: frozenset[int]) -> dict[int, Custody]:
    """Token id -> its open custody row."""
    open_rows = Custody.objects.filter(token_id__in=token_ids, until__isnull=True)
    return {c.token_id: c for c in open_rows.select_related("holder_person__account")}


def _is_subject(user: User | None, *, rows: list[Request], keepers: dict[int, Custody]) -> bool:
    """Whether the user is subscriber or keeper of a device among the rows."""
    person_id = person_id_of(user)
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
