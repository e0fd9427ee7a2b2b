"""The steps of a change of keeper in the register: offered, confirmed by both sides, or given up.

Everything runs inside the caller's transaction and writes the ledger. Who may do what, and what the local rules say,
is the caller's to ask; that a device has one holder is asked here and by the database.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from directory.ledger.services import record
from directory.models import Person, User
from tokens.models import Custody, KeeperChange, Token
from tokens.selectors.keeping import why_not_given
from tokens.selectors.register import present_custody
from tokens.services import custody
from tokens.services.errors import CannotRecord
from tokens.services.takers import refuse_taker

__all__ = ["CannotRecord", "Terms", "confirm", "end", "give_by_paper", "offer", "terms_of"]

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SETTLED = "Lần giao này đã xong hoặc đã thôi. Tải lại trang để xem ai đang giữ thiết bị."


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What both sides agree to: to whom, for what (KeeperChange.Purpose), by which paper, in which condition."""

    taker: Person
    purpose: str
    condition: str
    decision_number: str = ""
    decision_date: date | None = None
    lent_until: date | None = None

    @property
    def reason(self) -> str:
        """The words for the book of custody."""
        label = str(KeeperChange.Purpose(self.purpose).label)
        return f"{label} đến ngày {self.lent_until:%d/%m/%Y}" if self.lent_until else label


def offer(*, token: Token, terms: Terms, by: User, now: datetime) -> KeeperChange:
    """The device is offered to the taker; who offers it and holds it has confirmed by that.

    The same offer again (a double click) finds the first. Raises CannotRecord where another one is open, nobody holds
    the device, the taker holds it already, and as `refuse_taker` does.
    """
    token = _locked(token)
    known = KeeperChange.objects.filter(token=token, ended_at__isnull=True).first()
    if known is not None and (known.taker_id, known.decision_number) == (terms.taker.pk, terms.decision_number):
        return known
    if known is not None:
        raise CannotRecord(f"Thiết bị đang chờ {known.taker} xác nhận. Thôi lần giao đó trước rồi giao lại.")
    held = _held(token)
    if held.holder_person_id == terms.taker.pk:
        raise CannotRecord(f"{terms.taker} đang giữ thiết bị này.")
    _refuse(token, terms, on=now.astimezone(VIETNAM).date())
    giver = held.holder_person
    change = KeeperChange.objects.create(
        token=token,
        giver=giver,
        offered_by=by,
        offered_at=now,
        # Whoever stands for the body gives by offering.
        given_at=now if giver is None or giver.pk == by.person_id else None,
        **_fields(terms),
    )
    _note("token.keeper_offered", change, by=by, at=now)
    return change


def confirm(*, change: KeeperChange, by: User, now: datetime) -> KeeperChange:
    """One side confirms; with the second the device changes hands. The same side again changes nothing.

    Raises CannotRecord for anybody else, for a change that has ended, for a device that left the giver otherwise, and
    as `custody.move` does.
    """
    token = _locked(change.token)
    change = KeeperChange.objects.select_for_update(of=("self",)).select_related("giver", "taker").get(pk=change.pk)
    if by.person_id is None or by.person_id not in (change.giver_id, change.taker_id):
        raise CannotRecord("Chỉ người giao và người nhận có tên xác nhận được lần giao này.")
    if change.ended_at is not None:
        if change.outcome == KeeperChange.Outcome.DONE:
            return change
        raise CannotRecord(SETTLED)
    held = _held(token)
    if held.holder_person_id != change.giver_id:
        raise CannotRecord(
            f"Sổ giao giữ ghi {held.holder_person or held.holder_agency} đang giữ thiết bị, không phải người giao của "
            "lần này. Nhờ cán bộ đầu mối thôi lần giao này rồi lập lại."
        )
    if by.person_id == change.giver_id:
        change.given_at = change.given_at or now
    else:
        change.taken_at = change.taken_at or now
    if change.given_at is not None and change.taken_at is not None:
        terms = terms_of(change)
        row = _move(token, terms, held=held, by=by, at=now, confirmed_by=Custody.Confirmation.SCREEN, document_ref="")
        change.custody, change.ended_at, change.outcome = row, now, KeeperChange.Outcome.DONE
    change.save()
    _note("token.keeper_confirmed", change, by=by, at=now)
    return change


def end(*, change: KeeperChange, outcome: str, reason: str, by: User, now: datetime) -> KeeperChange:
    """The change is given up: denied by one of the two, or cancelled by the body; the device stays where it is.

    Raises CannotRecord for a change that both have confirmed.
    """
    _locked(change.token)
    change = KeeperChange.objects.select_for_update(of=("self",)).select_related("taker").get(pk=change.pk)
    if change.ended_at is not None:
        if change.outcome != KeeperChange.Outcome.DONE:
            return change
        raise CannotRecord(SETTLED)
    change.ended_at, change.outcome, change.reason = now, outcome, reason[:500]
    change.save(update_fields=["ended_at", "outcome", "reason"])
    _note("token.keeper_not_changed", change, by=by, at=now)
    return change


def give_by_paper(*, token: Token, terms: Terms, at: datetime, document_ref: str, by: User, now: datetime) -> Custody:
    """The device has changed hands by minutes that both signed; their scan proves it.

    Raises CannotRecord while an offer waits to be confirmed on screen, and as `custody.move` does.
    """
    token = _locked(token)
    known = KeeperChange.objects.filter(token=token, ended_at__isnull=True).select_related("taker").first()
    if known is not None:
        raise CannotRecord(f"Thiết bị đang chờ {known.taker} xác nhận trên hệ thống. Thôi lần giao đó trước.")
    held = _held(token)
    paper = Custody.Confirmation.PAPER
    row = _move(token, terms, held=held, by=by, at=at, confirmed_by=paper, document_ref=document_ref)
    change = KeeperChange.objects.create(
        token=token,
        giver=held.holder_person,
        offered_by=by,
        offered_at=now,
        given_at=at,
        taken_at=at,
        ended_at=now,
        outcome=KeeperChange.Outcome.DONE,
        custody=row,
        **_fields(terms),
    )
    _note("token.keeper_confirmed", change, by=by, at=now)
    return row


def _move(
    token: Token, terms: Terms, *, held: Custody, by: User, at: datetime, confirmed_by: str, document_ref: str
) -> Custody:
    return custody.move(
        token=token,
        to_person=terms.taker,
        to_agency=token.managing_agency,
        given_by_person=held.holder_person,
        given_by_agency=held.holder_agency,
        at=at,
        condition=terms.condition,
        reason=terms.reason,
        case_ref="",
        by=by,
        confirmed_by=confirmed_by,
        document_ref=document_ref,
        decision_number=terms.decision_number,
        decision_date=terms.decision_date,
        lent=terms.purpose == KeeperChange.Purpose.LEND,
    )


def _refuse(token: Token, terms: Terms, *, on: date) -> None:
    decision = (terms.decision_number, terms.decision_date)
    lent = terms.purpose == KeeperChange.Purpose.LEND
    refuse_taker(token, terms.taker, to_agency=token.managing_agency, on=on, decision=decision, lent=lent)


def _locked(token: Token) -> Token:
    """The device, locked first by every change: two people at once come one after the other."""
    rows = Token.objects.select_for_update(of=("self",)).select_related("subscriber", "managing_agency")
    return rows.get(pk=token.pk)


def _held(token: Token) -> Custody:
    held = present_custody(token)
    why = why_not_given(token=token, holder=held)
    if held is None or why:
        raise CannotRecord(why)
    return held


def _fields(terms: Terms) -> dict[str, object]:
    return {
        "taker": terms.taker,
        "purpose": terms.purpose,
        "condition": terms.condition,
        "decision_number": terms.decision_number,
        "decision_date": terms.decision_date,
        "lent_until": terms.lent_until,
    }


def terms_of(change: KeeperChange) -> Terms:
    """What the two sides of this change agree to."""
    return Terms(
        taker=change.taker,
        purpose=change.purpose,
        condition=change.condition,
        decision_number=change.decision_number,
        decision_date=change.decision_date,
        lent_until=change.lent_until,
    )


def _note(action: str, change: KeeperChange, *, by: User, at: datetime) -> None:
    record(
        action=action,
        object_type="token",
        object_id=str(change.token.public_id),
        by=by,
        at=at,
        payload={
            "change": str(change.public_id),
            "purpose": change.purpose,
            "to_person": str(change.taker.public_id),
            "given": change.given_at is not None,
            "taken": change.taken_at is not None,
            "outcome": change.outcome,
        },
    )
