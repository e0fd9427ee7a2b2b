"""Two people at once: one device stays one device with one holder, whoever is quicker."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from directory.domain.roles import Role
from directory.models import Agency, User
from tests import world
from tokens.models import Custody, Token
from tokens.services.custody import CannotRecord, move, receive_device

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 8, 5, 3, 0, tzinfo=UTC)


def waits_for_a_lock() -> bool:
    """Whether another session of this database waits for a lock."""
    with connection.cursor() as cursor:
        # What a transaction has seen of the other sessions, it would see again.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def second_while_first_is_open(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Any, Any]:
    """Runs `second` in a session of its own while the transaction of `first` is open; returns both outcomes."""
    outcome: list[Any] = []

    def other() -> None:
        try:
            with transaction.atomic():
                outcome.append(second())
        except CannotRecord as error:
            outcome.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    pause = threading.Event()
    try:
        with transaction.atomic():
            done = first()
            thread.start()
            waited = any(waits_for_a_lock() or pause.wait(0.05) for _ in range(100))
    finally:
        thread.join(timeout=20)
    assert waited, "the second session did not wait for the first"
    return done, outcome[0]


@pytest.fixture
def commune() -> Agency:
    return world.make_agency("UBND xã Nà Cang")


@pytest.fixture
def clerk(commune: Agency) -> User:
    return world.make_user("Lò Thị Mai", Role.CLERK, agency=commune)


def receiving(commune: Agency, clerk: User, *, serial: str, case_ref: str) -> Callable[[], Token]:
    return lambda: receive_device(
        serial=serial,
        kind=Token.Kind.PKI_TOKEN,
        agency=commune,
        holder_person=clerk.person,
        holder_agency=commune,
        given_by_agency=None,
        subscriber=None,
        certificate=None,
        at=AT,
        condition="Nguyên vẹn",
        case_ref=case_ref,
        by=clerk,
    )


def test_the_same_device_entered_twice_at_once_is_entered_once(commune: Agency, clerk: User) -> None:
    first, second = second_while_first_is_open(
        receiving(commune, clerk, serial="PKI 1", case_ref="CM-1"),
        receiving(commune, clerk, serial="pki1", case_ref="CM-1"),
    )
    assert first == second
    assert Custody.objects.count() == 1


def test_a_serial_taken_by_another_case_at_once_is_refused(commune: Agency, clerk: User) -> None:
    _, second = second_while_first_is_open(
        receiving(commune, clerk, serial="PKI1", case_ref="CM-1"),
        receiving(commune, clerk, serial="PKI1", case_ref="CM-2"),
    )
    assert isinstance(second, CannotRecord)
    assert Token.objects.count() == 1


def test_two_hand_overs_at_once_leave_one_holder(commune: Agency, clerk: User) -> None:
    token = world.make_token("PKI-1", agency=commune, holder=clerk.person)
    now = datetime.now(UTC)

    def giving(name: str, *, at: datetime) -> Callable[[], Custody]:
        person = world.make_person(name, agency=commune)
        return lambda: move(
            token=token,
            to_person=person,
            to_agency=commune,
            given_by_person=clerk.person,
            given_by_agency=commune,
            at=at,
            condition="Nguyên vẹn",
            reason="Bàn giao",
            case_ref="",
            by=clerk,
            confirmed_by="screen",
        )

    first, second = second_while_first_is_open(
        giving("Người Một", at=now), giving("Người Hai", at=now - timedelta(minutes=1))
    )
    assert isinstance(second, CannotRecord)
    assert Custody.objects.get(token=token, until__isnull=True) == first
