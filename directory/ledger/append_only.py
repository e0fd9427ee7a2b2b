"""SQL that makes a table append-only. For the migrations of every app; imports nothing.

    from directory.ledger.append_only import append_only_sql

    forward, reverse = append_only_sql("requests_workflow_step")
    dependencies = [("ledger", "0001_initial"), ...]
    operations = [..., migrations.RunSQL(forward, reverse)]

The triggers call the function `append_only_refuse()`, which ledger 0001 creates. A refusal reaches Django as
`IntegrityError` (SQLSTATE 23001, restrict_violation) with the operation and the table in its message.
"""

import re

_TABLE = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def append_only_sql(table: str) -> tuple[str, str]:
    """Return `(forward_sql, reverse_sql)` for one table: UPDATE, DELETE and TRUNCATE are refused, INSERT is not.

    On a partitioned table PostgreSQL copies the row trigger to every partition, present and future; the TRUNCATE
    trigger it does not copy, so whoever creates a partition adds that one (`ledger_ensure_partitions` does).

    Raises ValueError for a name that is not a plain lower-case identifier.
    """
    if not _TABLE.fullmatch(table):
        raise ValueError(f"not a plain table name: {table!r}")
    forward = (
        f'CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON "{table}"'
        f" FOR EACH ROW EXECUTE FUNCTION append_only_refuse();\n"
        f'CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "{table}"'
        f" FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();"
    )
    reverse = (
        f'DROP TRIGGER IF EXISTS append_only_rows ON "{table}";\n'
        f'DROP TRIGGER IF EXISTS append_only_truncate ON "{table}";'
    )
    return forward, reverse
