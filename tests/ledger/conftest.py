"""Writers, a patient linker and an owner with a knife."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from directory.ledger import services
from directory.ledger.domain.canonical import FIELDS, entry_digest
from directory.ledger.models import LedgerEntry, LedgerLink

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def write() -> Callable[..., LedgerEntry]:
    """Write one entry in a transaction of its own; any argument of `record` may be replaced."""

    def write_one(**changes: object) -> LedgerEntry:
        given = {
            "action": "request.accepted",
            "object_type": "request",
            "object_id": "41",
            "by": SimpleNamespace(pk=7),
            "at": AT,
            "payload": {"token": "serial-1"},
        }
        with transaction.atomic():
            return services.record(**(given | changes))  # type: ignore[arg-type]

    return write_one


@pytest.fixture
def link_all() -> Callable[[], int]:
    """Link until nothing waits. Transactions of other test processes on the same server make the linker wait too."""

    def link_until_done() -> int:
        deadline = time.monotonic() + 60
        total = 0
        while LedgerEntry.objects.count() > LedgerLink.objects.count():
            total += services.link_pending(now=datetime.now(UTC))
            if time.monotonic() > deadline:
                raise AssertionError("entries stay without a link")
            time.sleep(0.02)
        return total

    return link_until_done


@pytest.fixture
def owner() -> Callable[[], AbstractContextManager[CursorWrapper]]:
    """A cursor of the tables' owner, who has switched the triggers off: the attacker that the chain is for."""

    @contextmanager
    def without_triggers() -> Iterator[CursorWrapper]:
        tables = ("ledger_ledgerentry", "ledger_ledgerlink")
        with transaction.atomic(), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield cursor
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    return without_triggers


@pytest.fixture
def second_session(transactional_db: None) -> Callable[[], AbstractContextManager[CursorWrapper]]:
    """An open transaction on a connection of its own, committed at the end of the block."""

    @contextmanager
    def open_transaction() -> Iterator[CursorWrapper]:
        other = connection.copy()
        try:
            other.set_autocommit(False)
            with other.cursor() as cursor:
                yield cursor
            other.commit()
        finally:
            other.close()

    return open_transaction


@pytest.fixture
def rewrite(owner: Callable[[], AbstractContextManager[CursorWrapper]]) -> Callable[..., None]:
    """Change fields of an entry and its digest with them, as a dump or a wrong clock would have left it."""

    def with_matching_digest(entry: LedgerEntry, **changes: object) -> None:
        fields = {name: getattr(entry, name) for name in FIELDS} | changes
        with owner():
            LedgerEntry.objects.filter(pk=entry.pk).update(**changes, digest=entry_digest(fields))

    return with_matching_digest
