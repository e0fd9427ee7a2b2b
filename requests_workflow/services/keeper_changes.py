"""Who keeps a body's or a system's device after it was handed over: by which local rules, and who is told.

An organisation's device goes to another văn thư by a decision (Ninh Thuận Điều 10.3, 16.4; Vĩnh Long Điều 14.4), or for
a while to somebody else whom the head permits in writing to use it (Lai Châu Điều 21.2); a personal device to nobody.
"""

from datetime import date, datetime

from django.db import transaction

from directory.domain.roles import Role
from directory.models import Person, User
from directory.selectors.roles import actor_for
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.selectors.device_returns import profile_of_agency
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError
from requests_workflow.services.notify import tell, users_with
from requests_workflow.services.notify_custody import tell_previous_holder
from tokens.models import Custody, KeeperChange, Token
from tokens.selectors.keeping import by_decision, can_confirm, kept_before, present_loan
from tokens.selectors.register import may_hand_over, present_custody
from tokens.services import keeping

WITH_PERMISSION = "with_written_permission"
Purpose = KeeperChange.Purpose
DRAFTERS = frozenset({Role.CLERK, Role.CONTACT_OFFICER})


def may_lend(token: Token, *, on: date) -> bool:
    """Whether the rules of the body on that day let its own device be lent, by the head's written permission."""
    lending = profile_of_agency(token.managing_agency, on=on).organisation_token_lending.value
    return by_decision(token) and lending == WITH_PERMISSION


def purposes(token: Token, *, on: date) -> list[str]:
    """For what the device may be given on that day, the usual first; a lent one goes back to who kept it."""
    loan = present_loan(token)
    back = [Purpose.BACK.value] if loan is not None and kept_before(loan) is not None else []
    return [*back, Purpose.KEEP.value, *([Purpose.LEND.value] if may_lend(token, on=on) else [])]


def returning_terms(token: Token) -> keeping.Terms | None:
    """A lent device goes back to who kept it before, by the decision of then; None where it is not lent."""
    loan = present_loan(token)
    before = kept_before(loan) if loan is not None else None
    if loan is None or loan.giver is None or before is None:
        return None
    return keeping.Terms(
        taker=loan.giver,
        purpose=Purpose.BACK,
        condition="",
        decision_number=before.decision_number,
        decision_date=before.decision_date,
    )


def offer_device(*, token: Token, terms: keeping.Terms, by: User, now: datetime) -> KeeperChange:
    """Offers the device; who gives and who takes it confirm on screen. A second press finds the first offer.

    Raises WorkflowError for somebody who may not, InvalidInput for a purpose that the rules do not know, for people who
    cannot confirm on screen, and for what the register refuses.
    """
    _refuse(token, terms, by=by, now=now)
    held = present_custody(token)
    giver = held.holder_person if held is not None else None
    for person in (giver, terms.taker):
        if person is not None and not can_confirm(person):
            text = f"{person} không có tài khoản đang dùng nên không xác nhận trên hệ thống được. Chọn biên bản ký tay."
            raise InvalidInput(FieldError("cach", text))
    if giver is None and by.person_id == terms.taker.pk:
        text = "Bạn là người nhận nên không tự giao cho mình được. Người khác của cơ quan lập lần giao này."
        raise InvalidInput(FieldError("nguoi_nhan", text))
    try:
        with transaction.atomic():
            change = keeping.offer(token=token, terms=terms, by=by, now=now)
            _ask(change, now=now)
    except keeping.CannotRecord as error:
        raise InvalidInput(FieldError("", str(error))) from error
    return change


def give_by_paper(
    *, token: Token, terms: keeping.Terms, at: datetime, document_ref: str, by: User, now: datetime
) -> Custody:
    """Records a hand-over that both signed on paper; who kept the device is told. Raises as `offer_device`."""
    _refuse(token, terms, by=by, now=now)
    try:
        with transaction.atomic():
            row = keeping.give_by_paper(token=token, terms=terms, at=at, document_ref=document_ref, by=by, now=now)
            tell_previous_holder(token=token, new_custody=row, now=now)
    except keeping.CannotRecord as error:
        raise InvalidInput(FieldError("", str(error))) from error
    return row


def confirm_keeper(*, change: KeeperChange, by: User, now: datetime) -> KeeperChange:
    """One side confirms; with the second the device has its new keeper, and both and who offered it are told.

    Raises WorkflowError where the register refuses.
    """
    try:
        with transaction.atomic():
            change = keeping.confirm(change=change, by=by, now=now)
            if change.custody is not None:
                tell_previous_holder(token=change.token, new_custody=change.custody, now=now)
                body = f"{change.taker} giữ thiết bị từ lúc này."
                # Who gave it has heard so already.
                _tell(change, "Đã giao nhận", body=body, by=by, now=now, but=change.giver)
    except keeping.CannotRecord as error:
        raise WorkflowError(str(error)) from error
    return change


def give_up(*, change: KeeperChange, reason: str, by: User, now: datetime) -> KeeperChange:
    """One of the two says no, or the body takes the offer back; the device stays where it is and the others are told.

    Raises WorkflowError for anybody else and for a change that both have confirmed, InvalidInput without a reason.
    """
    own = by.person_id is not None and by.person_id in (change.giver_id, change.taker_id)
    if not own and not may_hand_over(actor=actor_for(user=by, now=now), token=change.token):
        raise WorkflowError("Chỉ hai bên giao, nhận và cán bộ của cơ quan thôi được lần giao này.")
    if not reason.strip():
        raise InvalidInput(FieldError("ly_do", "Ghi lý do không giao, nhận."))
    outcome = KeeperChange.Outcome.DENIED if own else KeeperChange.Outcome.CANCELLED
    try:
        with transaction.atomic():
            change = keeping.end(change=change, outcome=outcome, reason=reason.strip(), by=by, now=now)
            body = f"Lý do: {change.reason}. Sổ giao giữ không đổi."
            _tell(change, "Không giao nhận nữa", body=body, by=by, now=now)
    except keeping.CannotRecord as error:
        raise WorkflowError(str(error)) from error
    return change


def _refuse(token: Token, terms: keeping.Terms, *, by: User, now: datetime) -> None:
    if not may_hand_over(actor=actor_for(user=by, now=now), token=token):
        raise WorkflowError("Chỉ cán bộ của cơ quan quản lý thiết bị lập được lần giao này.")
    if terms.purpose not in purposes(token, on=now.astimezone(VIETNAM).date()):
        text = "Quy chế đang áp dụng không cho giao thiết bị này theo cách đã chọn. Chọn việc khác."
        raise InvalidInput(FieldError("viec", text))


def _ask(change: KeeperChange, *, now: datetime) -> None:
    """Who still has to confirm is told where; nobody is told twice of one offer."""
    waiting: list[Person] = [change.taker]
    if change.giver is not None and change.given_at is None:
        waiting.append(change.giver)
    for person in waiting:
        side = "nhận" if person == change.taker else "giao"
        tell(
            users=[person.account],
            kind="keeper_offered",
            dossier=None,
            title=f"Xác nhận {side} thiết bị {change.token.serial_number}",
            body=(
                f"{_words(change)} Giao, nhận tận tay, so số hiệu in trên thiết bị, rồi xác nhận trên hệ thống; khi cả "
                "hai bên xác nhận, sổ giao giữ mới đổi người giữ."
            ),
            event=f"keeper:{change.pk}",
            now=now,
            url=_url(change),
        )


def _tell(change: KeeperChange, title: str, *, body: str, by: User, now: datetime, but: Person | None = None) -> None:
    sides = [one for one in (change.giver, change.taker) if one is not None and one != but]
    people = [one.account for one in sides if hasattr(one, "account")]
    clerks = users_with(agency=change.token.managing_agency, roles=DRAFTERS, now=now)
    tell(
        users=[one for one in [*people, change.offered_by, *clerks] if one.pk != by.pk],
        kind="keeper_settled",
        dossier=None,
        title=f"{title}: thiết bị {change.token.serial_number}",
        body=f"{_words(change)} {body}",
        event=f"keeper:{change.pk}",
        now=now,
        url=f"/thiet-bi/{change.token.public_id}/",
    )


def _words(change: KeeperChange) -> str:
    giver = change.giver or change.token.managing_agency
    words = f"{keeping.terms_of(change).reason}: thiết bị {change.token.serial_number} từ {giver} đến {change.taker}"
    if not change.decision_number or change.decision_date is None:
        return f"{words}."
    return f"{words}, theo văn bản {change.decision_number} ngày {change.decision_date:%d/%m/%Y}."


def _url(change: KeeperChange) -> str:
    return f"/thiet-bi/{change.token.public_id}/giao/xac-nhan/"
