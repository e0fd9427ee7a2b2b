"""The outbox: what must happen outside the transaction is a row in it, and a dispatcher sends the row.

Services never enqueue. Losing the broker, or a worker between two lines, therefore loses nothing. A letter cannot be
taken back, so each try is on record before it is made: a worker that dies between the letter and the mark leaves a try
without an end, and the letter is sent at most once more.
"""

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.db import transaction
from django.db.models import Q

from requests_workflow.domain.delivery import mask_address, mask_addresses
from requests_workflow.models import DeliveryAttempt, Notification, OutboxMessage

Sender = Callable[[dict[str, Any]], None]
# A message is offered again after this long until it is done: 5 s, 10 s, 20 s … at most 10 minutes.
FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(minutes=10)
# For so long a letter belongs to the worker that took it; longer than a task may live (config.celery).
LEASE = timedelta(minutes=10)
# A letter that cannot be handed over for so long is given up (RFC 5321, 4.5.4.1); its notice stays in the product.
GIVE_UP_AFTER = timedelta(days=5)
# As often is a letter tried whose address the mail server refuses for good.
REFUSED_TRIES = 8
GIVEN_UP = "Thôi gửi: "
# One run takes up nothing new after so many seconds: a mail server that does not answer must not outlive the task.
LONGEST_RUN = 30.0
# What the column of attempts holds.
_MOST_ATTEMPTS = 32_000
_LETTERS = Q(kind=OutboxMessage.Kind.EMAIL)
LOST_TWICE = "Hai lần gửi liền bị ngắt trước khi ghi kết quả: không gửi lại nữa."


def put(*, kind: str, payload: dict[str, Any], now: datetime) -> OutboxMessage:
    """Adds a message to the running transaction."""
    return OutboxMessage.objects.create(kind=kind, payload=payload, created_at=now, not_before=now)


def dispatch(*, senders: Mapping[str, Sender], now: datetime, limit: int = 100) -> int:
    """Sends what is due, in short transactions; returns how many messages were tried.

    Two dispatchers never take the same row (SKIP LOCKED). A sender that fails leaves the row for a later try. Letters
    come last: whatever the mail server does, signing jobs and imports do not wait for it.
    """
    ends = time.monotonic() + LONGEST_RUN
    tried = 0
    for kinds in (~_LETTERS, _LETTERS):
        while tried < limit and _send_one(senders=senders, kinds=kinds, now=now):
            tried += 1
            if time.monotonic() >= ends:
                return tried
    return tried


def _send_one(*, senders: Mapping[str, Sender], kinds: Q, now: datetime) -> bool:
    with transaction.atomic():
        message = (
            OutboxMessage.objects.select_for_update(skip_locked=True)
            .filter(kinds, done_at__isnull=True, not_before__lte=now)
            .order_by("not_before", "id")
            .first()
        )
        if message is None:
            return False
        message.attempts = min(message.attempts + 1, _MOST_ATTEMPTS)
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
        attempt.finished_at, attempt.error = now, _words(error)
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


def _try(senders: Mapping[str, Sender], message: OutboxMessage) -> Exception | None:
    """Sends; returns what went wrong, None for nothing."""
    try:
        with transaction.atomic():
            senders[message.kind](message.payload)
    except Exception as error:  # noqa: BLE001  one bad message must not stop those behind it
        return error
    return None


def _words(error: Exception | None) -> str:
    return mask_addresses(f"{type(error).__name__}: {error}")[:1000] if error else ""


def _settle(message: OutboxMessage, *, error: Exception | None, now: datetime) -> None:
    message.last_error = _words(error)
    if error is None:
        message.done_at = now
    elif _is_hopeless(message, error=error, now=now):
        message.done_at, message.last_error = now, f"{GIVEN_UP}{message.last_error}"
    else:
        message.not_before = now + min(FIRST_RETRY * 2 ** min(message.attempts - 1, 10), LONGEST_RETRY)
    message.save(update_fields=["attempts", "done_at", "not_before", "last_error"])


def _is_hopeless(message: OutboxMessage, *, error: Exception, now: datetime) -> bool:
    """Whether a letter is tried no more; what is no letter waits for as long as it takes."""
    if message.kind != OutboxMessage.Kind.EMAIL:
        return False
    refused = isinstance(error, SMTPRecipientsRefused) and all(code >= 500 for code, _ in error.recipients.values())
    return (refused and message.attempts >= REFUSED_TRIES) or now - message.created_at >= GIVE_UP_AFTER
