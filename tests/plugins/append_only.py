"""Lets Django empty the tables between transactional tests, append-only ones too, and quickly.

Django's `flush` is a TRUNCATE of every table. The triggers refuse it, as they should, and it makes hundreds of files
anew for the few tables that a test fills. So the filled ones alone are emptied, by DELETE. Only here, only inside the
flush's own transaction, ordinary triggers are put to sleep (`session_replication_role`). The product has no such way:
the test role owns a throw-away server. Loaded with `pytest_plugins = ["tests.plugins.append_only"]`.
"""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

_PLAIN_FLUSH = DatabaseOperations.sql_flush
_SLEEP = "SET LOCAL session_replication_role = replica;"
_WAKE = "SET LOCAL session_replication_role = DEFAULT;"
# Made by `migrate` and not by tests; a running worker remembers their keys.
_OF_MIGRATIONS = frozenset({"django_content_type", "auth_permission"})


def _flush_without_triggers(
    self: Any, style: Any, tables: Sequence[str], *, reset_sequences: bool = False, allow_cascade: bool = False
) -> list[str]:
    if reset_sequences:
        plain = _PLAIN_FLUSH(self, style, tables, reset_sequences=True, allow_cascade=allow_cascade)
        return [_SLEEP, *plain, _WAKE]
    names = [self.quote_name(table) for table in tables if table not in _OF_MIGRATIONS]
    questions = [f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in names]  # noqa: S608
    with self.connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(questions))
        filled = [name for (name,) in cursor.fetchall()]
    return [_SLEEP, *(f"DELETE FROM {name};" for name in filled), _WAKE]  # noqa: S608


def pytest_configure(config: pytest.Config) -> None:
    DatabaseOperations.sql_flush = _flush_without_triggers  # type: ignore[method-assign]


def pytest_unconfigure(config: pytest.Config) -> None:
    DatabaseOperations.sql_flush = _PLAIN_FLUSH  # type: ignore[method-assign]
