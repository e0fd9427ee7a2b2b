"""Mistyped serials are put right: the register, its history and the ledger say from what to what and why."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Replace, Upper

from directory.domain.names import normalise
from directory.ledger.services import record
from directory.models import User
from directory.selectors.roles import actor_for
from tokens.domain.serials import normal_serial
from tokens.models import SerialCorrection, Token
from tokens.selectors.register import visible_to
from tokens.services.errors import CannotRecord

__all__ = ["CannotRecord", "correct_serials", "device_with"]


def device_with(serial: str) -> Token | None:
    """The device that bears that serial, however it was typed."""
    spelled = Upper(Replace(F("serial_number"), Value(" "), Value("")))
    found = Token.objects.alias(spelled=spelled).filter(spelled=normal_serial(serial))
    return found.select_related("managing_agency", "subscriber").first()


def correct_serials(
    *,
    changes: Sequence[tuple[Token, str]],
    reason: str,
    by: User,
    now: datetime,
    letter_number: str = "",
    letter_date: date | None = None,
) -> list[SerialCorrection]:
    """Each device bears the serial given with it from now on; two may take each other's. The caller locks them.

    Raises CannotRecord for no serial, the same one, and one that another device bears (which one, to who may see it);
    nothing is changed then.
    """
    wanted = [(token, token.serial_number, normal_serial(serial)) for token, serial in changes]
    for token, before, number in wanted:
        if not number:
            raise CannotRecord("Nhập số hiệu in trên thiết bị.")
        if number == normal_serial(before):
            raise CannotRecord(f"Sổ đang ghi đúng số hiệu {before}. Nhập số khác, hoặc thôi.")
        _refuse_taken(number, among=[token for token, *_ in wanted], by=by, now=now)
    try:
        with transaction.atomic():
            _write(wanted)
    except IntegrityError as error:
        # Another device was given one of these serials in this moment.
        for token, before, _ in wanted:
            token.serial_number = before
        raise CannotRecord("Số hiệu vừa được ghi cho một thiết bị khác. Tải lại trang rồi kiểm tra lại.") from error
    return [
        _note(
            SerialCorrection.objects.create(
                token=token,
                old_serial=before,
                new_serial=number,
                reason=normalise(reason)[:500],
                letter_number=letter_number,
                letter_date=letter_date,
                corrected_by=by,
                corrected_at=now,
            )
        )
        for token, before, number in wanted
    ]


def _write(wanted: Sequence[tuple[Token, str, str]]) -> None:
    if len(wanted) > 1:
        # No two devices bear one serial, not even for a moment.
        for token, *_ in wanted:
            Token.objects.filter(pk=token.pk).update(serial_number=str(token.public_id))
    for token, _, number in wanted:
        token.serial_number = number
        token.save(update_fields=["serial_number"])


def _note(made: SerialCorrection) -> SerialCorrection:
    record(
        action="token.serial_corrected",
        object_type="token",
        object_id=str(made.token.public_id),
        by=made.corrected_by,
        at=made.corrected_at,
        payload={
            "correction": made.pk,
            "from": made.old_serial,
            "to": made.new_serial,
            "letter": made.letter_number,
            "letter_date": made.letter_date.isoformat() if made.letter_date else None,
        },
    )
    return made


def _refuse_taken(number: str, *, among: Sequence[Token], by: User, now: datetime) -> None:
    other = device_with(number)
    if other is None or other.pk in {token.pk for token in among}:
        return
    words = f"Số hiệu {number} đã có trong sổ theo dõi thiết bị"
    if visible_to(actor_for(user=by, now=now)).filter(pk=other.pk).exists():
        words += f", thuộc {other.subscriber.name if other.subscriber else other.managing_agency.name}"
    raise CannotRecord(f"{words}. Xem lại nhãn của cả hai thiết bị.")
