"""The database itself refuses a change, whoever asks."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from directory.ledger import services
from directory.ledger.append_only import append_only_sql
from directory.ledger.models import LedgerEntry, LedgerLink


def _partition_of(entry: LedgerEntry) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM ledger_ledgerentry WHERE id = %s", [entry.pk])
        return cursor.fetchone()[0]


def _refused(sql: str) -> None:
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.django_db(transaction=True)
def test_entries_and_links_refuse_update_delete_and_truncate(write, link_all):
    entry = write()
    link_all()
    partition = _partition_of(entry)
    assert partition.startswith("ledger_ledgerentry_2")
    for statement in ("UPDATE {} SET action = 'x'", "DELETE FROM {}", "TRUNCATE {}"):
        for table in ("ledger_ledgerentry", partition):
            _refused(statement.format(table))
    _refused("TRUNCATE ledger_ledgerentry_default")
    _refused("UPDATE ledger_ledgerlink SET entry_id = 0")
    _refused("DELETE FROM ledger_ledgerlink")
    _refused("TRUNCATE ledger_ledgerlink")
    _refused("TRUNCATE ledger_ledgerentry, ledger_ledgerlink")
    assert (LedgerEntry.objects.count(), LedgerLink.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_the_orm_is_refused_too(write):
    entry = write()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        entry.delete()
    entry = LedgerEntry.objects.get(pk=entry.pk)
    entry.action = "other"
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        entry.save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("recorded_at", "xact_id"),
    [("now() - interval '1 day'", "pg_current_xact_id()::text::bigint"), ("now()", "3")],
    ids=["time", "transaction"],
)
def test_an_entry_cannot_be_backdated_by_insert(recorded_at, xact_id):
    insert = (
        "INSERT INTO ledger_ledgerentry (version, recorded_at, at, actor_ref, action, object_type, object_id, payload,"
        " xact_id, digest) VALUES (1, {}, now(), 'system', 'a', 't', '1', '{{}}', {}, sha256('x'))"
    )
    with connection.cursor() as cursor:
        cursor.execute(insert.format("now()", "pg_current_xact_id()::text::bigint"))
    with (
        pytest.raises(IntegrityError, match="writing transaction"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(insert.format(recorded_at, xact_id))


@pytest.mark.django_db
def test_the_shared_sql_guards_another_table_and_lets_go_again():
    forward, reverse = append_only_sql("keepsake")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE keepsake (id int)")
        cursor.execute(forward)
        cursor.execute("INSERT INTO keepsake VALUES (1)")
    _refused("UPDATE keepsake SET id = 2")
    _refused("DELETE FROM keepsake")
    _refused("TRUNCATE keepsake")
    with connection.cursor() as cursor:
        cursor.execute(reverse)
        cursor.execute("DELETE FROM keepsake")
        assert cursor.rowcount == 1


@pytest.mark.parametrize("name", ['x"; DROP TABLE y; --', "Upper", "", "a" * 64])
def test_the_shared_sql_takes_plain_table_names_only(name):
    with pytest.raises(ValueError, match="plain table name"):
        append_only_sql(name)


@pytest.mark.django_db
def test_the_coming_months_get_partitions_once():
    now = datetime(2031, 11, 30, 23, 59, tzinfo=UTC)
    months = [f"ledger_ledgerentry_{month}" for month in ("2031_11", "2031_12", "2032_01")]
    assert services.ensure_partitions(now, months_ahead=2) == months
    assert services.ensure_partitions(now, months_ahead=2) == []
    for month in months:
        _refused(f"TRUNCATE {month}")


@pytest.mark.django_db
def test_a_month_with_rows_in_the_default_partition_stays_there(write):
    entry = write()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "INSERT INTO ledger_ledgerentry (version, recorded_at, at, actor_ref, action, object_type, object_id,"
            " payload, digest) SELECT version, '2031-12-31 23:30+00', at, actor_ref, action, object_type, object_id,"
            " payload, digest FROM ledger_ledgerentry WHERE id = %s",
            [entry.pk],
        )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    now = datetime(2031, 12, 31, tzinfo=UTC)
    assert services.ensure_partitions(now, months_ahead=1) == ["ledger_ledgerentry_2032_01"]


@pytest.mark.django_db(transaction=True)
def test_making_partitions_gives_way_to_a_long_transaction(write, second_session):
    with second_session() as cursor:
        cursor.execute("LOCK TABLE ledger_ledgerentry IN ROW EXCLUSIVE MODE")
        with pytest.raises(OperationalError, match="lock timeout"):
            services.ensure_partitions(datetime(2033, 1, 1, tzinfo=UTC), months_ahead=0)
        write()
    assert LedgerEntry.objects.count() == 1
