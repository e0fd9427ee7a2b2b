"""The outbox: what must happen outside the transaction is a row in it, and a dispatcher sends the row.

Services never enqueue. Losing the broker, or a worker between two lines, therefore loses nothing. A letter cannot be
taken back, so each try is on record before it is made: a worker that dies between the letter and the mark leaves a try
without an end, and the letter is sent at most once more.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from requests_workflow.domain.delivery import mask_address, mask_addresses
from requests_workflow.models import DeliveryAttempt, Notification, OutboxMessage

Sender = Callable[[dict[str, Any]], None]
# A message is offered again after this long until it is done: 5 s, 10 s, 20 s … at most 10 minutes.
FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(minutes=10)
# For so long a letter belongs to the worker that took it; longer than a task may live (config.celery).
LEASE = timedelta(minutes=10)
LOST_TWICE = "Hai lần gửi liền bị ngắt trước khi ghi kết quả: không gửi lại nữa."


def put(*, kind: str, payload: dict[str, Any], now: datetime) -> OutboxMessage:
    """Adds a message to the running transaction."""
    return OutboxMessage.objects.create(kind=kind, payload=payload, created_at=now, not_before=now)


def dispatch(*, senders: Mapping[str, Sender], now: datetime, limit: int = 100) -> int:
    """Sends what is due, in short transactions; returns how many messages were tried.

    Two dispatchers never take the same row (SKIP LOCKED). A sender that fails leaves the row for a later try.
    """
    tried = 0
    while tried < limit and _send_one(senders=senders, now=now):
        tried += 1
    return tried


def _send_one(*, senders: Mapping[str, Sender], now: datetime) -> bool:
    with transaction.atomic():
        message = (
            OutboxMessage.objects.select_for_update(skip_locked=True)
            .filter(done_at__isnull=True, not_before__lte=now)
            .order_by("not_before", "id")
            .first()
        )
        if message is None:
            return False
        message.attempts += 1
        attempt = None
        if message.kind == OutboxMessage.Kind.EMAIL:
            attempt = _begin(message, now=now)
            if attempt is None:
                return True
        else:
            # What may be done twice is done under the lock: a dead worker sets it free at once.
            _settle(message, error=_try(senders, message), now=now)
    if attempt is None:
        return True
    error = _try(senders, message)
    with transaction.atomic():
        attempt.result = DeliveryAttempt.Result.FAILED if error else DeliveryAttempt.Result.SENT
        attempt.finished_at, attempt.error = now, error
        attempt.save(update_fields=["result", "finished_at", "error"])
        _settle(message, error=error, now=now)
    return True


def _begin(message: OutboxMessage, *, now: datetime) -> DeliveryAttempt | None:
    """Puts the try on record and takes the letter for LEASE; None when it was lost twice and is given up."""
    lost = message.deliveries.filter(result=DeliveryAttempt.Result.STARTED)
    lost.update(result=DeliveryAttempt.Result.UNKNOWN, finished_at=now)
    unknown = message.deliveries.filter(result=DeliveryAttempt.Result.UNKNOWN).count()
    if unknown > 1:
        message.done_at, message.last_error = now, LOST_TWICE
        message.save(update_fields=["attempts", "done_at", "last_error"])
        return None
    message.not_before = now + LEASE
    message.save(update_fields=["attempts", "not_before"])
    payload = message.payload
    notice = None
    if public_id := payload.get("notification"):
        notice = Notification.objects.filter(public_id=public_id).first()
    channel = DeliveryAttempt.Channel.EMAIL_CALENDAR if payload.get("calendar") else DeliveryAttempt.Channel.EMAIL
    return DeliveryAttempt.objects.create(
        message=message,
        notification=notice,
        channel=channel,
        address=mask_address(str(payload.get("to", ""))),
        started_at=now,
        may_repeat=unknown == 1,
    )


def _try(senders: Mapping[str, Sender], message: OutboxMessage) -> str:
    """Sends; returns what went wrong, "" for nothing."""
    try:
        with transaction.atomic():
            senders[message.kind](message.payload)
    except Exception as error:  # noqa: BLE001  one bad message must not stop those behind it
        return mask_addresses(f"{type(error).__name__}: {error}")[:1000]
    return ""


def _settle(message: OutboxMessage, *, error: str, now: datetime) -> None:
    message.last_error = error
    if error:
        message.not_before = now + min(FIRST_RETRY * 2 ** min(message.attempts - 1, 10), LONGEST_RETRY)
    else:
        message.done_at = now
    message.save(update_fields=["attempts", "done_at", "not_before", "last_error"])
