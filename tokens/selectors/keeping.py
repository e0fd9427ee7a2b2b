"""Devices of bodies and systems on their way to another keeper: who may take them, and what stands in the way."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from directory.models import Person, Subscriber
from directory.selectors.roles import Actor
from tokens.models import Custody, KeeperChange, Token
from tokens.selectors.keepers import registry_clerks
from tokens.selectors.register import present_custody

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
OPEN = Q(ended_at__isnull=True)
LENT = Q(purpose=KeeperChange.Purpose.LEND, custody__isnull=False, custody__until__isnull=True)
GONE = (Token.State.LOST, Token.State.RETURNED)


def open_change(token: Token) -> KeeperChange | None:
    """The change that waits for somebody's confirmation, if any."""
    return _with_people(token.keeper_changes.filter(OPEN)).first()


def change_and_loan(token: Token) -> tuple[KeeperChange | None, KeeperChange | None]:
    """(the change that waits, the loan by which the present holder has the device); one query."""
    found = list(_with_people(token.keeper_changes.filter(OPEN | LENT)))
    waiting = next((one for one in found if one.ended_at is None), None)
    return waiting, next((one for one in found if one.ended_at is not None), None)


def waiting_changes(actor: Actor) -> QuerySet[KeeperChange]:
    """Changes that the actor is still to confirm, as who gives or as who takes; none of a device that is gone."""
    if actor.person_id is None:
        return KeeperChange.objects.none()
    mine = Q(giver_id=actor.person_id, given_at__isnull=True) | Q(taker_id=actor.person_id, taken_at__isnull=True)
    found = KeeperChange.objects.filter(mine, ended_at__isnull=True).exclude(token__state__in=GONE)
    return _with_people(found).order_by("offered_at", "id")


def present_loan(token: Token) -> KeeperChange | None:
    """The loan by which the present holder has the device; None where it is kept, not lent."""
    return _with_people(token.keeper_changes.filter(LENT)).first()


def kept_before(loan: KeeperChange) -> Custody | None:
    """The row, with its decision, by which the device was kept before it was lent; None where none was on record."""
    rows = Custody.objects.filter(token=loan.token_id, id__lt=loan.custody_id or 0, holder_person=loan.giver_id)
    return rows.exclude(decision_number="").order_by("-id").first()


def by_decision(token: Token) -> bool:
    """Whether the device is an organisation's, which its văn thư keeps by a written decision (S3 Điều 16.4)."""
    return token.subscriber is not None and token.subscriber.kind == Subscriber.Kind.ORGANISATION


def can_confirm(person: Person | None) -> bool:
    """Whether the person can sign in and confirm on screen."""
    account = getattr(person, "account", None) if person is not None else None
    return account is not None and account.is_active


def takers(*, token: Token, on: date, lending: bool) -> list[Person]:
    """Who may be given the device on that day, by name, without the present holder.

    An organisation's goes to its văn thư, and with `lending` to anybody at work there for a while; a system's to
    anybody there. The văn thư come first.
    """
    agency = token.managing_agency
    held = present_custody(token)
    found = registry_clerks(agency=agency, on=on)
    if lending or not by_decision(token):
        bodies = Q(agency=agency) | Q(agency__path__startswith=agency.path, agency__has_own_seal=False)
        people = Person.objects.filter(bodies, Q(left_on__isnull=True) | Q(left_on__gt=on)).select_related("agency")
        known = {one.pk for one in found}
        found += [one for one in people.order_by("sort_name", "id") if one.pk not in known]
    return [one for one in found if held is None or one.pk != held.holder_person_id]


def why_not_given(*, token: Token, holder: Custody | None) -> str:
    """Why the device cannot be given to anybody now, as a sentence with the way on; "" where it can."""
    if token.state in GONE:
        return f"Thiết bị đang ở tình trạng “{token.get_state_display()}” nên không giao được."
    if holder is None:
        return "Sổ giao giữ chưa ghi ai đang giữ thiết bị nên chưa giao được."
    if token.state == Token.State.IN_STOCK:
        return (
            "Thiết bị chưa bàn giao lần đầu. Bàn giao ở hồ sơ cấp chứng thư; nếu không bàn giao nữa thì đề nghị thu "
            "hồi chứng thư (Mẫu số 05) rồi giao nộp thiết bị."
        )
    return ""


def loan_is_late(loan: KeeperChange, *, at: datetime) -> bool:
    """Whether the day until which the device was lent is over."""
    return loan.lent_until is not None and loan.lent_until < at.astimezone(VIETNAM).date()


def _with_people(rows: QuerySet[KeeperChange]) -> QuerySet[KeeperChange]:
    return rows.select_related(
        "token__managing_agency", "token__subscriber", "giver__account", "taker__account", "offered_by__person"
    )
