"""Writing and proving the ledger, beside plain inserts and a plain reading of the same rows."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

from tests.bench.registry import benchmark
from tests.bench.server import ready

WRITTEN = 1_000
PROVED = 10_000


def _write(count: int) -> None:
    from directory.ledger.services import record

    now = datetime.now(UTC)
    for number in range(count):
        record(
            action="bench.step",
            object_type="dossier",
            object_id=str(number),
            by="bench",
            at=now,
            payload={"source": "draft", "target": "sent", "step": number, "clause": "Điều 13 khoản 2 điểm b"},
        )


@cache
def linked() -> int:
    """At least 10,000 entries, all in the chain; returns how many."""
    ready()
    from django.db import connection, transaction

    from directory.ledger.services import link_pending
    from directory.ledger.verification import verify

    with transaction.atomic():
        _write(PROVED)
    link_pending(now=datetime.now(UTC))
    with connection.cursor() as cursor:
        # The figure is then that of the code and not of the moment at which autovacuum last counted the tables.
        cursor.execute("ANALYZE")
    verdict = verify()
    if not verdict.intact or verdict.linked < PROVED:
        raise AssertionError(f"the chain is not what is to be measured: {verdict}")
    return verdict.linked


@benchmark(f"ledger, {WRITTEN:,} entries: record()")
def recorded() -> Callable[[], object]:
    ready()
    from django.db import transaction

    def run() -> None:
        with transaction.atomic():
            _write(WRITTEN)
            transaction.set_rollback(True)

    return run


@benchmark(f"ledger, {WRITTEN:,} entries: plain inserts, no digest")
def inserted() -> Callable[[], object]:
    ready()
    from django.db import connection, transaction

    from directory.ledger.models import LedgerEntry

    def run() -> None:
        with transaction.atomic():
            # The table takes only the writing transaction's own stamp.
            with connection.cursor() as cursor:
                cursor.execute("SELECT now(), pg_current_xact_id()::text::bigint")
                now, xact_id = cursor.fetchone()
            for number in range(WRITTEN):
                LedgerEntry.objects.create(
                    version=1,
                    recorded_at=now,
                    at=now,
                    actor_ref="system:bench",
                    action="bench.step",
                    object_type="dossier",
                    object_id=str(number),
                    payload={"source": "draft", "target": "sent", "step": number},
                    xact_id=xact_id,
                    digest=bytes(32),
                )
            transaction.set_rollback(True)

    return run


@benchmark(f"ledger, {PROVED:,} entries: verify()")
def proved() -> Callable[[], object]:
    linked()
    from directory.ledger.verification import verify

    return verify


@benchmark(f"ledger, {PROVED:,} entries: read, nothing proved")
def read() -> Callable[[], object]:
    linked()
    from directory.ledger.models import LedgerEntry

    return lambda: sum(1 for _ in LedgerEntry.objects.order_by("id").iterator(chunk_size=2000))
