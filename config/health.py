"""`/healthz`: this process answers. `/readyz`: it can serve – database, migrations and broker are there."""

import logging
from collections.abc import Callable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.celery import app

logger = logging.getLogger(__name__)
BROKER_SECONDS = 2.0


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _broker() -> bool:
    with app.connection_for_write(connect_timeout=BROKER_SECONDS) as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_SECONDS)
        return bool(broker.connected)


def _passes(name: str, check: Callable[[], bool]) -> bool:
    # The reason goes to the log: a stranger who asks learns only which part is missing.
    try:
        return check()
    except Exception:
        logger.exception("readyz: %s failed", name)
        return False


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 {"status": "ok"} while the process lives; asks nothing else."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when every check is true, else 503: {"status", "checks": {"database", "migrations", "broker"}}."""
    checks = {
        name: _passes(name, check)
        for name, check in (("database", _database), ("migrations", _migrations), ("broker", _broker))
    }
    ready = all(checks.values())
    return JsonResponse({"status": "ok" if ready else "unavailable", "checks": checks}, status=200 if ready else 503)
