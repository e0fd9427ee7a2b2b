"""What an entry holds, and what it refuses to hold."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from directory.ledger import selectors, services
from directory.ledger.domain.canonical import FIELDS, entry_digest
from directory.ledger.models import LedgerEntry

NAIVE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@pytest.mark.django_db
def test_an_entry_is_read_back_as_it_was_written(write):
    at = datetime(2026, 8, 5, 16, 59, 59, 123456, tzinfo=UTC)
    written = write(at=at, payload={"day": date(2026, 8, 5), "rows": [1, True, None], "case": UUID(int=5)})
    entry = LedgerEntry.objects.get(pk=written.pk)
    assert entry.at == at
    assert entry.actor_ref == "user:7"
    assert entry.payload == {"day": "2026-08-05", "rows": [1, True, None], "case": str(UUID(int=5))}
    assert bytes(entry.digest) == written.digest == entry_digest({name: getattr(entry, name) for name in FIELDS})


@pytest.mark.django_db
def test_the_actor_is_a_text_reference(write):
    assert write(by=None).actor_ref == "system"
    assert write(by="deadlines").actor_ref == "system:deadlines"
    assert write(by=SimpleNamespace(pk=12)).actor_ref == "user:12"
    with pytest.raises(ValueError, match="must be saved"):
        write(by=SimpleNamespace(pk=None))


@pytest.mark.django_db(transaction=True)
def test_an_entry_needs_a_transaction():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        services.record(action="a", object_type="t", object_id="1", by=None, at=datetime.now(UTC), payload={})
    assert LedgerEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_entry_dies_with_the_change_that_is_rolled_back(write):
    with transaction.atomic():
        write()
        assert LedgerEntry.objects.count() == 1
        transaction.set_rollback(True)
    assert LedgerEntry.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"payload": {"note": "CCCD 001099012345."}},
        {"payload": {"rows": [{"id": "001099012345"}]}},
        {"payload": {"001099012345": 1}},
        {"payload": {"id": 101099012345}},
        {"object_id": "001099012345"},
        {"by": SimpleNamespace(pk="001099012345")},
    ],
    ids=["in a sentence", "deep", "as a key", "as an integer", "as the object", "as the actor"],
)
def test_an_identity_number_in_clear_is_refused(write, change):
    with pytest.raises(ValueError, match="identity number"):
        write(**change)
    assert LedgerEntry.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "3f2b8c1e-9a4d-4e6f-8b7a-123456789012",
        "9b123456789012ffee0011223344556677889900aabbccddeeff001122334455",
        "1234567890123",
        "00109901234",
        "serial540102030405060708",
    ],
    ids=["uuid", "hash", "thirteen digits", "eleven digits", "serial"],
)
def test_digits_inside_a_uuid_a_hash_or_a_serial_are_no_identity_number(write, text):
    assert write(payload={"ref": text}).payload == {"ref": text}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"payload": {"share": 0.1}}, TypeError),
        ({"payload": {1: "x"}}, TypeError),
        ({"payload": ["x"]}, TypeError),
        ({"payload": {"x": b"raw"}}, TypeError),
        ({"payload": {"x": "a\x00b"}}, ValueError),
        ({"payload": {"x": "\ud800"}}, ValueError),
        ({"payload": {"\u1ebf": 1, "e\u0302\u0301": 2}}, ValueError),
        ({"payload": {"when": NAIVE}}, ValueError),
        ({"at": NAIVE}, ValueError),
        ({"action": ""}, ValueError),
        ({"by": ""}, ValueError),
    ],
)
def test_what_has_no_canonical_form_is_refused(write, change, error):
    with pytest.raises(error):
        write(**change)


@pytest.mark.django_db
def test_entries_of_an_object_come_oldest_first(write):
    first, second = write(object_id="5"), write(object_id="5", action="request.closed")
    write(object_id="6")
    assert list(selectors.entries_for("request", "5")) == [first, second]


def test_a_keyed_digest_depends_on_the_key_and_not_on_spelling(settings):
    settings.DIGEST_KEY = "one"
    digest = services.keyed_digest("Nguy\u1ec5n")
    assert services.keyed_digest(" Nguye\u0302\u0303n ") == digest
    assert len(digest) == 64
    settings.DIGEST_KEY = "two"
    assert services.keyed_digest("Nguy\u1ec5n") != digest
    settings.DIGEST_KEY = ""
    with pytest.raises(ImproperlyConfigured):
        services.keyed_digest("x")


@pytest.mark.django_db
def test_writing_an_entry_takes_two_queries_and_no_lock_on_other_writers(write, django_assert_num_queries):
    with django_assert_num_queries(2), transaction.atomic(savepoint=False):
        services.record(action="a", object_type="t", object_id="1", by=None, at=datetime.now(UTC), payload={})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory'")
        assert cursor.fetchone() == (0,)
