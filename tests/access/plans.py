"""What PostgreSQL does for a query: EXPLAIN ANALYZE, read."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Scan:
    """One reading of a table: how, by which index, and how many rows it looked at (returned and thrown away)."""

    table: str
    how: str
    index: str
    rows: int


def recorded(work: Callable[[], object]) -> list[tuple[str, Any]]:
    """(SQL, parameters) of every query that `work` makes."""
    seen: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work()
    return seen


def scans_of(sql: str, params: Any) -> list[Scan]:
    """The scans of one SELECT, as they really ran."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
    tree = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    return list(_scans(tree))


def _scans(node: dict[str, Any]) -> Iterator[Scan]:
    if "Relation Name" in node:
        per_loop = (
            node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        )
        yield Scan(
            table=node["Relation Name"],
            how=node["Node Type"],
            index=node.get("Index Name", ""),
            rows=int(per_loop * node["Actual Loops"]),
        )
    for child in node.get("Plans", ()):
        yield from _scans(child)
