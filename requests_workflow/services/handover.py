"""From the agency to the subscriber's hand, and the notices that follow (NĐ 68/2024 Điều 12; Ninh Thuận Điều 10.3)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from directory.models import Person, Subscriber
from requests_workflow.models import Document, Dossier, Request, Step
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.errors import FieldError, InvalidInput, known
from requests_workflow.services.performance import Performance
from requests_workflow.services.rows import move_rows
from tokens.models import Custody, Token
from tokens.selectors.register import present_custody
from tokens.services import custody


def record_handover(p: Performance) -> None:
    """Custody passes to the subscriber: now, when both have confirmed on screen; at the time on a signed paper."""
    row = known(p.request)
    token, person = known(row.token), known(row.person)
    on_paper = p.given.legal_at is not None
    at = p.given.legal_at or p.now
    offer = None if on_paper else _offer(row)
    giver = p.by if on_paper else known(offer).by
    paper = row.documents.filter(kind=Document.Kind.HANDOVER_MINUTES).order_by("-id").first() if on_paper else None
    try:
        decided = _decision(p, offer)
        condition = p.given.condition or known(offer).data.get("condition", "")
        if not _nothing_changes(token=token, person=person, decided=decided):
            # A keeper who took it in never gave it away: only the decision is new.
            if giver is not None and giver.person is not None and not _holds(token=token, person=person):
                custody.pass_to_giver(
                    token=token,
                    giver=giver.person,
                    at=offer.at if offer else at,
                    condition=condition,
                    case_ref=p.dossier.code,
                    by=known(p.by),
                )
            custody.move(
                token=token,
                to_person=person,
                to_agency=person.agency,
                given_by_person=giver.person if giver else None,
                given_by_agency=p.dossier.managing_agency,
                at=at,
                condition=condition,
                reason="Bàn giao cho thuê bao",
                case_ref=p.dossier.code,
                by=known(p.by),
                confirmed_by=Custody.Confirmation.PAPER if on_paper else Custody.Confirmation.SCREEN,
                document_ref=str(paper.public_id) if paper else "",
                **decided,
            )
        custody.put_in_use(token=token, at=at, case_ref=p.dossier.code, by=known(p.by))
    except custody.CannotRecord as error:
        raise InvalidInput(FieldError("legal_at" if on_paper else "", str(error))) from error
    row.handed_over_at = at
    row.save(update_fields=["handed_over_at"])


def _decision(p: Performance, offer: Step | None) -> dict[str, Any]:
    """The decision that gives an organisation's device to its keeper: as the act says, or the offer before it."""
    if offer is None:
        return {"decision_number": p.given.decision_number, "decision_date": p.given.decision_date}
    day = offer.data.get("decision_date", "")
    return {
        "decision_number": offer.data.get("decision_number", ""),
        "decision_date": date.fromisoformat(day) if day else None,
    }


def _nothing_changes(*, token: Token, person: Person, decided: dict[str, Any]) -> bool:
    """Who took in a device and is to have it holds it already; of an organisation's device the decision is new then."""
    present = present_custody(token)
    if present is None or not _holds(token=token, person=person):
        return False
    by_decision = token.subscriber is not None and token.subscriber.kind == Subscriber.Kind.ORGANISATION
    before = {"decision_number": present.decision_number, "decision_date": present.decision_date}
    return not by_decision or before == decided


def _holds(*, token: Token, person: Person) -> bool:
    present = present_custody(token)
    return present is not None and present.holder_person_id == person.pk


def close_noticed(p: Performance) -> Iterator[Performance]:
    """Ends the notice's own rows and those that it gives notice of; yields a performance for each dossier concerned."""
    own = list(p.dossier.requests.select_for_update().filter(state="pending").order_by("position"))
    move_rows(performance=p, act="close_noticed", rows=own)
    ids = Request.objects.filter(notices__in=own).values("dossier_id")
    parents = Dossier.objects.select_for_update(of=("self",)).select_related("managing_agency", "recipient")
    for parent in parents.filter(pk__in=ids).order_by("pk"):
        follower = _follow(p=p, dossier=parent, now=p.now)
        rows = parent.requests.select_for_update().filter(notices__in=own, state="handed_over").order_by("position")
        move_rows(performance=follower, act="close_noticed", rows=list(rows))
        parent.version += 1
        yield follower


def _follow(*, p: Performance, dossier: Dossier, now: datetime) -> Performance:
    facts = facts_for(dossier=dossier, by=None, now=now)
    return Performance(
        dossier=dossier,
        request=None,
        decision=p.decision,
        facts=facts,
        step=p.step,
        given=p.given,
        by=None,
        now=now,
        prepared=p.prepared,
    )


def _offer(row: Request) -> Step:
    """The step by which the device was offered; the confirmation refers to it."""
    return row.steps.filter(transition="offer_handover").select_related("by__person").latest("id")
