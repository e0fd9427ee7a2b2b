"""Lets Django empty append-only tables between transactional tests.

`flush` is a TRUNCATE, which the triggers refuse, as they should. Only here, only inside the flush's own transaction,
ordinary triggers are put to sleep (`session_replication_role`). The product has no such way: the test role owns a
throw-away server. Loaded with `pytest_plugins = ["tests.plugins.append_only"]`.
"""

from collections.abc import Iterable
from typing import Any

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

_PLAIN_FLUSH = DatabaseOperations.execute_sql_flush


def _flush_without_triggers(self: Any, sql_list: Iterable[str]) -> None:
    _PLAIN_FLUSH(
        self,
        [
            "SET LOCAL session_replication_role = replica",
            *sql_list,
            "SET LOCAL session_replication_role = DEFAULT",
        ],
    )


def pytest_configure(config: pytest.Config) -> None:
    DatabaseOperations.execute_sql_flush = _flush_without_triggers  # type: ignore[method-assign]


def pytest_unconfigure(config: pytest.Config) -> None:
    DatabaseOperations.execute_sql_flush = _PLAIN_FLUSH  # type: ignore[method-assign]
