"""Proof that the ledger is whole: every digest and every link computed again, in one pass with little memory."""

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from directory.ledger.domain.canonical import FIELDS, entry_digest
from directory.ledger.domain.chain import GENESIS, next_chain

_LINKED = """
SELECT l.position, l.entry_id, l.entry_digest, l.chain,
       e.version, e.id, e.recorded_at, e.at, e.actor_ref, e.action, e.object_type, e.object_id, e.payload::text,
       e.xact_id, e.digest
FROM ledger_ledgerlink l
LEFT JOIN ledger_ledgerentry e ON e.id = l.entry_id AND e.recorded_at = l.entry_recorded_at
WHERE l.position <= %s
ORDER BY l.position
"""

# Links made after the head was read are outside this pass, so their entries count as not linked yet.
_UNLINKED = """
SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
       e.version, e.id, e.recorded_at, e.at, e.actor_ref, e.action, e.object_type, e.object_id, e.payload::text,
       e.xact_id, e.digest
FROM ledger_ledgerentry e
WHERE NOT EXISTS (
    SELECT FROM ledger_ledgerlink l
    WHERE l.entry_id = e.id AND l.entry_recorded_at = e.recorded_at AND l.position <= %s
)
ORDER BY e.xact_id, e.id
"""


@dataclass(frozen=True)
class Anchor:
    """A head that somebody keeps outside the database, for one by a signature: position and chain value (32 bytes)."""

    position: int
    chain: bytes


@dataclass(frozen=True)
class Verdict:
    """`entries` present in the table, linked or not; `broken_at` is the id of the first entry that does not hold.

    `reason` is a code: entry_missing, entry_changed, link_missing, link_changed, not_linked, anchor_missing. With
    anchor_missing, `broken_at` is the last entry that the chain still has (None when the chain is empty).
    """

    entries: int
    linked: int
    broken_at: int | None = None
    reason: str | None = None

    @property
    def intact(self) -> bool:
        return self.reason is None


def verify(*, anchors: Iterable[Anchor] = ()) -> Verdict:
    """Check the whole ledger and name the first break.

    Finds an entry that was edited, deleted, moved, or never linked although later ones are; a link that was edited or
    removed from inside the chain. A tail removed together with its links leaves no trace in the database itself: only
    `anchors`, heads kept elsewhere, show it.
    """
    expected = {anchor.position: anchor.chain for anchor in anchors}
    with transaction.atomic(), connection.cursor() as setting:
        # The whole chain is read, so a plan for the first rows (a nested loop) would make this quadratic.
        setting.execute("SET LOCAL cursor_tuple_fraction = 1")
        head_position, head_xact = _head()
        entries, linked, chain, last_entry = 0, 0, GENESIS, None
        broken_at: int | None = None
        reason: str | None = None
        for position, entry_id, link_digest, link_chain, *row in _stream(_LINKED, head_position):
            linked += 1
            entries += row[1] is not None
            if reason is None:
                chain = next_chain(previous=chain, entry_digest=bytes(link_digest), position=linked)
                reason = "link_missing" if position != linked else _broken_entry(row, bytes(link_digest))
                if reason is None and not bytes(link_chain) == chain == expected.pop(linked, chain):
                    reason = "link_changed"
                broken_at = None if reason is None else entry_id
            last_entry = entry_id
        if reason is None and expected:
            reason, broken_at = "anchor_missing", last_entry
        for xact_end, *row in _stream(_UNLINKED, head_position):
            entries += 1
            if reason is None:
                reason = _broken_unlinked(row, head_xact=head_xact, xact_end=xact_end)
                broken_at = None if reason is None else row[1]
    return Verdict(entries=entries, linked=linked, broken_at=broken_at, reason=reason)


def _broken_entry(row: list[Any], link_digest: bytes) -> str | None:
    if row[1] is None:
        return "entry_missing"
    return None if bytes(row[-1]) == link_digest and _holds(row) else "entry_changed"


def _broken_unlinked(row: list[Any], *, head_xact: int | None, xact_end: int) -> str | None:
    if not _holds(row):
        return "entry_changed"
    # The linker takes entries in the order of their transactions, so what is older than the head was linked once.
    # A head beyond this server's transactions came with a dump of another server and says nothing about order here.
    if head_xact is not None and row[-2] < head_xact < xact_end:
        return "not_linked"
    return None


def _holds(row: list[Any]) -> bool:
    fields = dict(zip(FIELDS, row[:-1], strict=True))
    try:
        fields["payload"] = json.loads(fields["payload"])
        return entry_digest(fields) == bytes(row[-1])
    except (TypeError, ValueError, RecursionError):
        return False  # no entry was ever written with such content


def _head() -> tuple[int, int | None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.position, e.xact_id FROM ledger_ledgerlink l"
            " LEFT JOIN ledger_ledgerentry e ON e.id = l.entry_id AND e.recorded_at = l.entry_recorded_at"
            " ORDER BY l.position DESC LIMIT 1"
        )
        return cursor.fetchone() or (0, None)


def _stream(sql: str, head_position: int) -> Iterator[tuple[Any, ...]]:
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(sql, [head_position])
        while rows := cursor.fetchmany(2000):
            yield from rows
