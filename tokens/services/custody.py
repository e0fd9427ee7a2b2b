"""Who holds a device: it enters the register, changes hands, is put in use, and gets a certificate.

Everything here runs inside the caller's transaction and writes one ledger entry; nothing personal goes into a payload.
That a time is not in the future is the caller's check: no clock is read here.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Replace, Upper

from certificates.models import Certificate
from directory.domain.names import normalise
from directory.ledger.services import record
from directory.models import Agency, Person, Subscriber, User
from directory.selectors.roles import actor_for
from tokens.domain.serials import normal_serial
from tokens.models import Custody, Installation, Token
from tokens.selectors.register import visible_to
from tokens.services.errors import CannotRecord
from tokens.services.takers import refuse_taker

__all__ = ["CannotRecord", "hand_back", "link_certificate", "move", "put_in_use", "receive_device"]

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
RECEIVED = "Nhận thiết bị"
# A device that is lost or was taken back carries its certificate no longer.
NOT_WORKING = (Token.State.LOST, Token.State.RETURNED)


def receive_device(
    *,
    serial: str,
    kind: str,
    model: str = "",
    agency: Agency,
    holder_person: Person | None,
    holder_agency: Agency,
    given_by_agency: Agency | None,
    subscriber: Subscriber | None,
    certificate: Certificate | None,
    at: datetime,
    condition: str,
    case_ref: str,
    by: User,
) -> Token:
    """A new device enters the register, in stock, with its first custody row; `kind` is a value of Token.Kind.

    The same case, agency and subscriber again (a double click) finds the device that is there.
    Raises CannotRecord for a serial that is in the register otherwise, and as `link_certificate` does.
    """
    number = normal_serial(serial)
    if not number:
        raise CannotRecord("Nhập số hiệu in trên thiết bị.")
    known = _by_serial(number)
    if known is None:
        try:
            with transaction.atomic():
                token = Token.objects.create(
                    serial_number=number,
                    kind=kind,
                    model=normalise(model),
                    subscriber=subscriber,
                    managing_agency=agency,
                )
        except IntegrityError:
            # Somebody else entered it in this moment.
            known = _by_serial(number)
            if known is None:
                raise
    if known is not None:
        return _received_before(known, agency=agency, subscriber=subscriber, case_ref=case_ref, at=at, by=by)
    first = Custody.objects.create(
        token=token,
        holder_person=holder_person,
        holder_agency=holder_agency,
        given_by_agency=given_by_agency,
        since=at,
        condition=condition,
        reason=RECEIVED,
        case_ref=case_ref,
    )
    _note("token.received", token, at=at, by=by, case_ref=case_ref, **_parties(first))
    if certificate is not None:
        link_certificate(
            token=token,
            certificate=certificate,
            subscriber=subscriber or certificate.subscriber,
            at=at,
            case_ref=case_ref,
            by=by,
        )
    return token


def move(
    *,
    token: Token,
    to_person: Person | None,
    to_agency: Agency,
    given_by_person: Person | None,
    given_by_agency: Agency | None,
    at: datetime,
    condition: str,
    reason: str,
    case_ref: str,
    by: User,
    confirmed_by: str,
    document_ref: str = "",
    decision_number: str = "",
    decision_date: date | None = None,
    lent: bool = False,
) -> Custody:
    """The device changes hands: the open custody row ends at `at` and the next begins.

    `to_person` None: the body itself holds it. `confirmed_by` is a value of Custody.Confirmation or ""; on paper needs
    `document_ref`. Raises CannotRecord where nobody is on record as holder, the times cross, the taker holds it already
    (unless a new decision says so) or has left, the device is lost, and for an organisation's device that goes to a
    person without a decision or who is not its văn thư (S3 Điều 16.4). `lent`: for a while, see `refuse_taker`.
    """
    token = Token.objects.select_for_update(of=("self",)).select_related("subscriber").get(pk=token.pk)
    before = Custody.objects.select_for_update().filter(token=token, until__isnull=True).first()
    if before is None:
        raise CannotRecord("Sổ giao giữ chưa ghi ai đang giữ thiết bị này. Ghi người đang giữ trước rồi ghi giao nhận.")
    if token.state == Token.State.LOST:
        raise CannotRecord("Thiết bị đã báo thất lạc nên không giao nhận được.")
    _refuse_earlier(before, at=at)
    decided = (decision_number, decision_date)
    # Who holds it already is not given it again; a decision that was not on record yet is written down all the same.
    if _holds(before, to_person, to_agency) and decided in (("", None), (before.decision_number, before.decision_date)):
        raise CannotRecord(f"{to_person or to_agency} đang giữ thiết bị này.")
    if confirmed_by == Custody.Confirmation.PAPER and not document_ref:
        raise CannotRecord("Giao nhận bằng biên bản giấy thì phải kèm bản quét biên bản có chữ ký.")
    refuse_taker(
        token,
        to_person,
        to_agency=to_agency,
        on=at.astimezone(VIETNAM).date(),
        decision=decided,
        lent=lent,
    )
    return _follow(
        before,
        at=at,
        by=by,
        holder_person=to_person,
        holder_agency=to_agency,
        given_by_person=given_by_person,
        given_by_agency=given_by_agency,
        condition=condition,
        reason=reason,
        decision_number=decision_number,
        decision_date=decision_date,
        case_ref=case_ref,
        confirmed_by=confirmed_by,
        document_ref=document_ref,
    )


def pass_to_giver(*, token: Token, giver: Person, at: datetime, condition: str, case_ref: str, by: User) -> None:
    """Who hands a device over that another officer took in has had it from that officer: the row in between.

    Nothing where the giver holds it already, or a body does. It is not put to use by this, so no decision is asked for.
    Raises CannotRecord where the times cross.
    """
    before = Custody.objects.select_for_update().filter(token=token, until__isnull=True).first()
    if before is None or before.holder_person_id in (None, giver.pk):
        return
    _refuse_earlier(before, at=at)
    _follow(
        before,
        at=at,
        by=by,
        holder_person=giver,
        holder_agency=giver.agency,
        given_by_person=before.holder_person,
        given_by_agency=before.holder_agency,
        condition=condition,
        reason="Chuyển cho người bàn giao",
        case_ref=case_ref,
    )


def _follow(before: Custody, *, at: datetime, by: User, **row: Any) -> Custody:
    """Ends the open row at `at` and begins the next."""
    before.until = at
    before.save(update_fields=["until"])
    after = Custody.objects.create(token=before.token, since=at, **row)
    _note("token.moved", before.token, at=at, by=by, case_ref=after.case_ref, before=before.pk, **_parties(after))
    return after


def _refuse_earlier(before: Custody, *, at: datetime) -> None:
    if at < before.since:
        raise CannotRecord(
            f"Thời điểm giao sớm hơn lần giao nhận trước ({before.since.astimezone(VIETNAM):%d/%m/%Y %H:%M}). "
            "Kiểm tra lại ngày, giờ."
        )


def hand_back(
    *,
    token: Token,
    provider: Agency,
    given_by_agency: Agency,
    at: datetime,
    condition: str,
    case_ref: str,
    by: User,
) -> Custody | None:
    """The device goes back to the provider (NĐ 68/2024 Điều 20). None where nobody was on record as its holder.

    Raises CannotRecord where the times cross.
    """
    if not Custody.objects.filter(token=token, until__isnull=True).exists():
        return None
    return move(
        token=token,
        to_person=None,
        to_agency=provider,
        given_by_person=None,
        given_by_agency=given_by_agency,
        at=at,
        condition=condition,
        reason="Giao nộp thiết bị cho Cục (Mẫu số 08)",
        case_ref=case_ref,
        by=by,
        confirmed_by="",
    )


def put_in_use(*, token: Token, at: datetime, case_ref: str, by: User) -> None:
    """A device in stock is in use from now on; one in use stays so. Raises CannotRecord for any other state."""
    token = Token.objects.select_for_update().get(pk=token.pk)
    if token.state == Token.State.IN_USE:
        return
    if token.state != Token.State.IN_STOCK:
        raise CannotRecord(f"Thiết bị đang ở tình trạng “{token.get_state_display()}” nên không đưa vào sử dụng được.")
    token.state = Token.State.IN_USE
    token.save(update_fields=["state"])
    _note("token.put_in_use", token, at=at, by=by, case_ref=case_ref)


def link_certificate(
    *, token: Token, certificate: Certificate, subscriber: Subscriber, at: datetime, case_ref: str, by: User
) -> None:
    """The certificate is on the device from now on, and the device is the subscriber's.

    Raises CannotRecord for a certificate of another subscriber or on another working device, and for a device that
    is another subscriber's, lost or taken back.
    """
    # The certificate is the lock that two devices contend for.
    certificate = Certificate.objects.select_for_update().defer("der").get(pk=certificate.pk)
    token = Token.objects.select_for_update().get(pk=token.pk)
    if certificate.subscriber_id != subscriber.pk:
        raise CannotRecord("Chứng thư không phải của thuê bao được cấp thiết bị này.")
    if token.subscriber_id not in (None, subscriber.pk):
        raise CannotRecord("Thiết bị này đã cấp cho thuê bao khác.")
    if token.state in NOT_WORKING:
        raise CannotRecord(f"Thiết bị đang ở tình trạng “{token.get_state_display()}” nên không cài chứng thư được.")
    if certificate.tokens.exclude(pk=token.pk).exclude(state__in=NOT_WORKING).exists():
        raise CannotRecord("Chứng thư này đang nằm trên một thiết bị khác còn dùng.")
    if token.certificate_id == certificate.pk and token.subscriber_id == subscriber.pk:
        _installed(token, certificate.pk, at=at, case_ref=case_ref)
        return
    if token.certificate_id is not None and token.certificate_id != certificate.pk:
        # One that was there before the register wrote installations is not forgotten.
        _installed(token, token.certificate_id, at=None, case_ref="")
    _installed(token, certificate.pk, at=at, case_ref=case_ref)
    token.certificate, token.subscriber = certificate, subscriber
    token.save(update_fields=["certificate", "subscriber"])
    _note("token.certificate_linked", token, at=at, by=by, case_ref=case_ref, certificate=str(certificate.public_id))


def _holds(row: Custody, person: Person | None, agency: Agency) -> bool:
    return (row.holder_person_id, row.holder_agency_id) == (person.pk if person else None, agency.pk)


def _installed(token: Token, certificate_id: int, *, at: datetime | None, case_ref: str) -> None:
    Installation.objects.get_or_create(
        token=token, certificate_id=certificate_id, defaults={"installed_at": at, "case_ref": case_ref}
    )


def _by_serial(number: str) -> Token | None:
    """The device with that normal serial, however its row spells it (index token_serial_spelled_once)."""
    spelled = Upper(Replace(F("serial_number"), Value(" "), Value("")))
    found = Token.objects.alias(spelled=spelled).filter(spelled=number)
    return found.select_related("managing_agency").select_for_update(of=("self",)).first()


def _received_before(
    token: Token, *, agency: Agency, subscriber: Subscriber | None, case_ref: str, at: datetime, by: User
) -> Token:
    first = token.custody.order_by("since", "id").first()
    entered_in = first.case_ref if first else ""
    same_row = token.managing_agency_id == agency.pk and token.subscriber_id == (subscriber.pk if subscriber else None)
    if same_row and case_ref and entered_in == case_ref:
        return token
    words = "Số hiệu này đã có trong sổ theo dõi thiết bị"
    if visible_to(actor_for(user=by, now=at)).filter(pk=token.pk).exists():
        words += f", thuộc {token.managing_agency.name}" + (f", theo hồ sơ {entered_in}" if entered_in else "")
    raise CannotRecord(f"{words}. Kiểm tra lại số hiệu in trên thiết bị.")


def _parties(row: Custody) -> dict[str, object]:
    """References for the ledger: who gave, who took, and how it was confirmed."""
    return {
        "custody": row.pk,
        "to_person": _ref(row.holder_person),
        "to_agency": _ref(row.holder_agency),
        "from_person": _ref(row.given_by_person),
        "from_agency": _ref(row.given_by_agency),
        "confirmed_by": row.confirmed_by,
    }


def _ref(one: Person | Agency | None) -> str | None:
    return str(one.public_id) if one is not None else None


def _note(action: str, token: Token, *, at: datetime, by: User, case_ref: str, **payload: object) -> None:
    record(
        action=action,
        object_type="token",
        object_id=str(token.public_id),
        by=by,
        at=at,
        payload={"case": case_ref, **payload},
    )
