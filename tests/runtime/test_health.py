"""/healthz and /readyz tell the truth about the process and its servers."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from config import health


def test_healthz_answers_without_a_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.django_db
def test_readyz_is_ok_on_the_real_servers(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "checks": {"database": True, "migrations": True, "broker": True}}


@pytest.mark.django_db
def test_readyz_refuses_while_a_migration_is_missing(client):
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app="tokens").delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["migrations"] is False


@pytest.mark.django_db
def test_readyz_names_a_lost_broker_and_shows_no_detail(client, monkeypatch):
    class Nowhere:
        def connection_for_write(self, **options):
            from kombu.connection import Connection

            return Connection("redis+socket:///nonexistent/valkey.sock", **options)

    monkeypatch.setattr(health, "app", Nowhere())
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "unavailable",
        "checks": {"database": True, "migrations": True, "broker": False},
    }


def test_only_reading_is_allowed(client):
    assert client.post("/healthz").status_code == 405
