"""The demo, written out once for an instant in a run; later and in other processes its rows and files are copied back.

What `load_demo` does is tested in tests/demo. Everywhere else the demo is where a test begins, and making its keys
and certificates anew each time would cost more than most of the tests.
"""

import fcntl
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from config.demo.load import load_demo
from config.local.test_settings import TEST_DIR

_COLUMNS = """
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""
_SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"


def lay_out_demo(*, now: datetime, with_cases: bool = False) -> None:
    """Rows and files as `load_demo` leaves them at `now`, in a database without the demo and an empty MEDIA_ROOT.

    The first process that asks loads; one that asks meanwhile waits for it.
    """
    folder = TEST_DIR / "demo" / f"{now.astimezone(UTC):%Y%m%dT%H%M%S.%f}{'-cases' if with_cases else ''}"
    folder.mkdir(parents=True, exist_ok=True)
    complete = folder / "complete"
    with (folder / "lock").open("w") as lock, transaction.atomic(), connection.cursor() as cursor:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if complete.exists():
            _put_back(cursor, folder)
            return
        before = _filled_tables(cursor)
        load_demo(now=now, with_cases=with_cases)
        _keep(cursor, folder, tables=_filled_tables(cursor) - before)
        complete.touch()


def _filled_tables(cursor: Any) -> set[str]:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    questions = [f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in tables]  # noqa: S608
    cursor.execute(" UNION ALL ".join(questions))
    return {name for (name,) in cursor.fetchall()}


def _keep(cursor: Any, folder: Path, *, tables: set[str]) -> None:
    (folder / "rows").mkdir()
    for table in sorted(tables):
        columns = _columns(cursor, table)
        with (
            (folder / "rows" / table).open("wb") as file,
            cursor.copy(f'COPY (SELECT {columns} FROM "{table}") TO STDOUT (FORMAT BINARY)') as rows,  # noqa: S608
        ):
            for block in rows:
                file.write(block)
    cursor.execute(_SEQUENCES)
    (folder / "sequences").write_text("".join(f"{name} {value}\n" for name, value in cursor.fetchall()))
    shutil.copytree(settings.MEDIA_ROOT, folder / "media")


def _put_back(cursor: Any, folder: Path) -> None:
    # Rows that were checked when they were kept; they come table by table, so references are not looked at.
    cursor.execute("SET LOCAL session_replication_role = replica")
    for kept in sorted((folder / "rows").iterdir()):
        columns = _columns(cursor, kept.name)
        with cursor.copy(f'COPY "{kept.name}" ({columns}) FROM STDIN (FORMAT BINARY)') as rows:
            rows.write(kept.read_bytes())
    cursor.execute("SET LOCAL session_replication_role = origin")
    # Another process kept the rows: new ones here begin after them.
    reached = dict(line.split() for line in (folder / "sequences").read_text().splitlines())
    cursor.execute(
        "SELECT setval(quote_ident(name), greatest(reached, coalesce(pg_sequence_last_value(name::regclass), 1)))"
        " FROM unnest(%s::text[], %s::bigint[]) AS kept (name, reached)",
        [list(reached), [int(value) for value in reached.values()]],
    )
    shutil.copytree(folder / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)


def _columns(cursor: Any, table: str) -> str:
    cursor.execute(_COLUMNS, [table])
    return str(cursor.fetchone()[0])
