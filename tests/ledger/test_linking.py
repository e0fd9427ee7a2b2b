"""One chain out of many transactions that commit in any order."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from directory.ledger import selectors, services, tasks
from directory.ledger.domain.chain import GENESIS, next_chain
from directory.ledger.models import LedgerEntry, LedgerLink
from directory.ledger.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)


def _now() -> datetime:
    return datetime.now(UTC)


def _linked_ids() -> list[int]:
    return list(LedgerLink.objects.order_by("position").values_list("entry_id", flat=True))


def test_positions_run_from_one_and_the_chain_follows_its_definition(write, link_all):
    entries = [write(object_id=str(number)) for number in range(1, 4)]
    assert link_all() == 3
    chain = GENESIS
    for position, (entry, link) in enumerate(zip(entries, LedgerLink.objects.order_by("position"), strict=True), 1):
        chain = next_chain(previous=chain, entry_digest=entry.digest, position=position)
        assert (link.position, link.entry_id, bytes(link.chain)) == (position, entry.pk, chain)
    head = selectors.head()
    assert head is not None
    assert bytes(head.chain) == chain


def test_the_older_transaction_that_commits_later_keeps_its_place(write, link_all):
    """Two open transactions: the younger commits first, waits for the older, and neither is lost."""
    older_wrote, younger_committed = threading.Event(), threading.Event()
    ids = {}

    def older() -> None:
        try:
            with transaction.atomic():
                ids["older"] = write(object_id="older").pk
                older_wrote.set()
                assert younger_committed.wait(30)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(older)
        assert older_wrote.wait(30)
        ids["younger"] = write(object_id="younger").pk
        assert services.link_pending(now=_now()) == 0
        assert verify().intact
        younger_committed.set()
        running.result(30)
    link_all()
    assert _linked_ids() == [ids["older"], ids["younger"]]
    assert verify().intact


def test_an_older_transaction_that_writes_after_a_younger_one_was_linked_loses_nothing(write, link_all, second_session):
    """The older transaction has its id already, so the linker holds back everything after it."""
    with second_session() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
        young = write(object_id="young").pk
        assert services.link_pending(now=_now()) == 0
        assert _linked_ids() == []
    link_all()
    assert _linked_ids() == [young]


def test_many_writers_and_two_linkers_make_one_gapless_chain(write, link_all):
    stop = threading.Event()

    def writer(number: int) -> None:
        try:
            for turn in range(15):
                with transaction.atomic():
                    write(object_id=f"{number}-{turn}-a")
                    write(object_id=f"{number}-{turn}-b")
        finally:
            connection.close()

    def linker() -> None:
        try:
            while not stop.is_set():
                services.link_pending(now=_now(), batch=7)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        linkers = [pool.submit(linker) for _ in range(2)]
        for writing in [pool.submit(writer, number) for number in range(6)]:
            writing.result(60)
        stop.set()
        for linking in linkers:
            linking.result(60)
    link_all()
    assert list(LedgerLink.objects.order_by("position").values_list("position", flat=True)) == list(range(1, 181))
    assert _linked_ids() == list(LedgerEntry.objects.order_by("xact_id", "id").values_list("id", flat=True))
    verdict = verify()
    assert (verdict.intact, verdict.entries, verdict.linked) == (True, 180, 180)


def test_a_second_linker_returns_at_once(write, second_session):
    write()
    with second_session() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [services.LINKER_LOCK])
        assert services.link_pending(now=_now()) == 0
    assert LedgerLink.objects.count() == 0


def test_linking_does_not_depend_on_the_batch(write, link_all):
    for number in range(5):
        write(object_id=str(number))
    link_all()
    whole = [bytes(chain) for chain in LedgerLink.objects.order_by("position").values_list("chain", flat=True)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("TRUNCATE ledger_ledgerlink")
    deadline = time.monotonic() + 60
    while LedgerLink.objects.count() < 5 and time.monotonic() < deadline:
        services.link_pending(now=_now(), batch=2)
    assert [bytes(chain) for chain in LedgerLink.objects.order_by("position").values_list("chain", flat=True)] == whole


def test_entries_restored_from_another_server_are_linked_and_later_ones_too(write, link_all, rewrite):
    """A dump brings transaction ids that this server has not reached; its own start lower."""
    restored = write(object_id="restored")
    rewrite(restored, xact_id=restored.xact_id + 10**9)
    link_all()
    later = write(object_id="later")
    assert verify().intact
    link_all()
    assert _linked_ids() == [restored.pk, later.pk]
    assert verify().intact


def test_a_restored_head_from_a_clock_that_ran_ahead_does_not_hide_later_entries(write, link_all, rewrite):
    ahead = write(object_id="ahead")
    rewrite(ahead, xact_id=ahead.xact_id + 10**9, recorded_at=ahead.recorded_at + timedelta(days=300))
    link_all()
    later = write(object_id="later")
    link_all()
    assert _linked_ids() == [ahead.pk, later.pk]
    assert verify().intact


def test_the_tasks_link_and_make_partitions(write):
    entry = write()
    deadline = time.monotonic() + 60
    while not _linked_ids() and time.monotonic() < deadline:
        tasks.link_ledger.run()
        time.sleep(0.02)
    assert _linked_ids() == [entry.pk]
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_char(now() AT TIME ZONE 'UTC' + interval '2 months', 'YYYY_MM')")
        month = f"ledger_ledgerentry_{cursor.fetchone()[0]}"
        cursor.execute(f"DROP TABLE {month}")
    assert tasks.ensure_ledger_partitions.run() == [month]
    assert tasks.ensure_ledger_partitions.run() == []
    assert tasks.link_ledger.name == "directory.ledger.tasks.link_ledger"
    assert tasks.ensure_ledger_partitions.name == "directory.ledger.tasks.ensure_ledger_partitions"
