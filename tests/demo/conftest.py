"""The demo, loaded at a fixed instant."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from tests.demo_copy import lay_out_demo

# 22/11/2026, 10:00 in Vietnam.
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
# Thursday 19/11/2026, 10:00 in Vietnam: an ordinary working day.
THURSDAY = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def demo(db: None, now: datetime) -> None:
    """Rows and keys, for one test."""
    lay_out_demo(now=now)


@pytest.fixture(scope="module")
def _loaded_for_module(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        lay_out_demo(now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo_rows(_loaded_for_module: None, db: None) -> None:
    """Rows alone, loaded once for all tests of the module; what a test changes is rolled back."""


@pytest.fixture(scope="module")
def _loaded_with_cases(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        lay_out_demo(now=THURSDAY, with_cases=True)
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def cases(_loaded_with_cases: None, db: None) -> None:
    """Rows alone of a demo with its cases, loaded once for the module."""
