"""Writing the ledger: entries in the transaction of the change, links by one linker afterwards."""

import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from directory.ledger.domain.canonical import VERSION, entry_digest, plain
from directory.ledger.domain.chain import GENESIS, next_chain
from directory.ledger.domain.privacy import digest_with_key, shows_identity_number
from directory.ledger.models import LedgerEntry, LedgerLink

# Key of the advisory lock that makes the linker single ("ledger" in ASCII).
LINKER_LOCK = 0x6C6564676572
# After a dump was restored on another server, transaction ids start lower than the head's and cannot bound the search;
# until the head is of this server, entries are sought this far behind it: longer than any transaction lives.
RESTORE_WINDOW = timedelta(days=7)

# Entries whose transaction is older than every running one: nothing can be committed before them any more. An id that
# this server has not given out yet comes from a dump of another server, so its transaction is over as well.
_PENDING = """
SELECT e.id, e.recorded_at, e.digest
FROM ledger_ledgerentry e
WHERE e.xact_id >= %(first_xact)s
  AND (%(since)s::timestamptz IS NULL OR e.recorded_at >= %(since)s)
  AND (
    e.xact_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    OR (
        e.xact_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        AND e.xact_id IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint
    )
  )
  AND NOT EXISTS (
    SELECT FROM ledger_ledgerlink l WHERE l.entry_id = e.id AND l.entry_recorded_at = e.recorded_at
  )
ORDER BY e.xact_id, e.id
LIMIT %(batch)s
"""


def keyed_digest(value: str) -> str:
    """Return HMAC-SHA-256 under settings.DIGEST_KEY as 64 hex digits: the form in which a payload names a secret fact.

    Raises ImproperlyConfigured when the key is empty.
    """
    if not settings.DIGEST_KEY:
        raise ImproperlyConfigured("DIGEST_KEY is empty")
    return digest_with_key(value=value, key=settings.DIGEST_KEY)


def record(
    *, action: str, object_type: str, object_id: str, by: object | None, at: datetime, payload: Mapping[str, object]
) -> LedgerEntry:
    """Write one entry in the caller's transaction, without a lock; it lives or dies with the change it tells of.

    `by` is anything with a `pk` ("user:<pk>"), the name of a part of the system as text ("system:<name>"), or None
    ("system"). `at` is the domain's time, aware. `payload` holds references and keyed digests, never personal data.

    Raises RuntimeError outside a transaction; ValueError for an empty name, a naive `at`, an unsaved `by`, or a
    12-digit identity number in clear; TypeError for a payload value without a canonical form (`canonical.plain`).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a ledger entry is written inside the transaction of the change it tells of")
    if at.tzinfo is None:
        raise ValueError("`at` must be aware")
    names = [unicodedata.normalize("NFC", text) for text in (action, object_type, object_id)]
    if not all(names):
        raise ValueError("action, object_type and object_id must not be empty")
    if not isinstance(payload, Mapping):
        raise TypeError("the payload of a ledger entry is a mapping")
    stored = plain(payload)
    actor_ref = _actor_ref(by)
    if shows_identity_number([*names, actor_ref, stored]):
        raise ValueError("an identity number must not stand in the ledger in clear; use keyed_digest()")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('ledger_ledgerentry', 'id')), now(),"
            " pg_current_xact_id()::text::bigint"
        )
        entry_id, recorded_at, xact_id = cursor.fetchone()
    fields = {
        "version": VERSION,
        "id": entry_id,
        "recorded_at": recorded_at,
        "at": at,
        "actor_ref": actor_ref,
        "action": names[0],
        "object_type": names[1],
        "object_id": names[2],
        "payload": stored,
        "xact_id": xact_id,
    }
    entry = LedgerEntry(**fields, digest=entry_digest(fields))
    entry.save(force_insert=True)
    return entry


def link_pending(*, now: datetime, batch: int = 1000) -> int:
    """Chain every entry that no open transaction can come before, in (xact_id, id) order; return how many.

    Runs in its own transactions of `batch` entries. Only one linker works at a time: another returns at once with
    what it has done so far. Entries of running transactions wait for the next call.
    """
    total = 0
    while True:
        linked = _link_batch(now=now, batch=batch)
        total += linked
        if linked < batch:
            return total


def ensure_partitions(now: datetime, *, months_ahead: int = 3) -> list[str]:
    """Create the missing monthly partitions from the month of `now` (UTC) on; return the names of the new ones.

    Waits at most three seconds for the table, so that a long transaction cannot make all writers queue behind this;
    then OperationalError (lock timeout), and the next run tries again. A month whose rows already lie in the DEFAULT
    partition is left there.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '3s'")
        cursor.execute("SELECT ledger_ensure_partitions(%s, %s)", [now, months_ahead])
        created = [name for (name,) in cursor.fetchall()]
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
    return created


def _link_batch(*, now: datetime, batch: int) -> int:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LINKER_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        head = LedgerLink.objects.order_by("-position").first()
        position, chain = (head.position, bytes(head.chain)) if head else (0, GENESIS)
        first_xact, since = _search_from(head, now=now, cursor=cursor)
        cursor.execute(_PENDING, {"first_xact": first_xact, "since": since, "batch": batch})
        links = []
        for entry_id, recorded_at, digest in cursor.fetchall():
            position += 1
            chain = next_chain(previous=chain, entry_digest=bytes(digest), position=position)
            links.append(
                LedgerLink(
                    position=position,
                    entry_id=entry_id,
                    entry_recorded_at=recorded_at,
                    entry_digest=bytes(digest),
                    chain=chain,
                )
            )
        LedgerLink.objects.bulk_create(links)
        return len(links)


def _search_from(head: LedgerLink | None, *, now: datetime, cursor: CursorWrapper) -> tuple[int, datetime | None]:
    """Where pending entries can begin: the head's transaction, since links are made in the order of transactions."""
    if head is None:
        return 0, None
    cursor.execute(
        "SELECT xact_id FROM ledger_ledgerentry WHERE id = %s AND recorded_at = %s"
        " AND xact_id < pg_snapshot_xmax(pg_current_snapshot())::text::bigint",
        [head.entry_id, head.entry_recorded_at],
    )
    row = cursor.fetchone()
    return (row[0], None) if row else (0, min(head.entry_recorded_at, now) - RESTORE_WINDOW)


def _actor_ref(by: object | None) -> str:
    if by is None:
        return "system"
    if isinstance(by, str):
        if not by:
            raise ValueError("the name of the acting part of the system is empty")
        return f"system:{unicodedata.normalize('NFC', by)}"
    pk = getattr(by, "pk", None)
    if pk is None:
        raise ValueError("the actor of a ledger entry must be saved, with a pk")
    return f"user:{pk}"
