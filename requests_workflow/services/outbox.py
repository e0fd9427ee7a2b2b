"""The outbox: what must happen outside the transaction is a row in it, and a dispatcher sends the row.

Services never enqueue. Losing the broker, or a worker between two lines, therefore loses nothing.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from requests_workflow.models import OutboxMessage

Sender = Callable[[dict[str, Any]], None]
# A message is offered again after this long until it is done: 5 s, 10 s, 20 s … at most 10 minutes.
FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(minutes=10)


def put(*, kind: str, payload: dict[str, Any], now: datetime) -> OutboxMessage:
    """Adds a message to the running transaction."""
    return OutboxMessage.objects.create(kind=kind, payload=payload, created_at=now, not_before=now)


def dispatch(*, senders: Mapping[str, Sender], now: datetime, limit: int = 100) -> int:
    """Sends what is due, one short transaction a message; returns how many were sent.

    Two dispatchers never take the same row (SKIP LOCKED). A sender that fails leaves the row for a later try.
    """
    sent = 0
    while sent < limit and _send_one(senders=senders, now=now):
        sent += 1
    return sent


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
        try:
            with transaction.atomic():
                senders[message.kind](message.payload)
        except Exception as error:  # noqa: BLE001  one bad message must not stop those behind it
            wait = min(FIRST_RETRY * 2 ** (message.attempts - 1), LONGEST_RETRY)
            message.not_before = now + wait
            message.last_error = f"{type(error).__name__}: {error}"[:1000]
        else:
            message.done_at = now
            message.last_error = ""
        message.save(update_fields=["attempts", "done_at", "not_before", "last_error"])
        return True
