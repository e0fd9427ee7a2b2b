"""A real worker that is killed while it makes drafts of a list: nothing is half-done, and another makes them once."""

import threading
import uuid
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from directory.domain.roles import Role
from directory.ledger.models import LedgerEntry
from requests_workflow.models import Dossier, Import, Notification, Request
from requests_workflow.services.import_runs import LEASE
from requests_workflow.services.imports import order_drafts, receive
from requests_workflow.tasks import requeue_stale_imports
from tests import world
from tests.imports.sheets import filled, person
from tests.plugins.celery_worker import CeleryWorker

ROWS = 620


def state_of(one: Import) -> str:
    return Import.objects.values_list("state", flat=True).get(pk=one.pk)


def somebody_waits() -> bool:
    """Whether another connection to this database waits for what this one has locked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) "
            "WHERE NOT granted AND datname = current_database()"
        )
        return bool(cursor.fetchone()[0])


def elsewhere(act: Callable[[], object]) -> None:
    """Does it in a transaction of another connection."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=60)


def test_a_worker_killed_between_two_drafts_leaves_none_and_the_next_makes_each_row_once(celery_worker: CeleryWorker):
    province = world.make_agency("UBND tỉnh")
    world.delegate(world.make_agency("Sở KH&CN", parent=province), territory=province)
    commune = world.make_agency("UBND xã Nà Cang", parent=province)
    clerk = world.make_user("Người Soạn", Role.CLERK, agency=commune)
    data = filled("individual_issue", [person(number) for number in range(ROWS)])
    one, _ = receive(
        procedure="individual_issue", agency=commune, data=data, file_name="ds.xlsx", by=clerk, now=timezone.now()
    )
    celery_worker.wait_for(lambda: state_of(one) == "checked", seconds=90)
    with transaction.atomic():
        # The second draft waits here, when the five hundred rows of the first are written and not committed.
        world.make_dossier(commune, by=clerk, creation_key=uuid.uuid5(one.public_id, "dossier 2"))
        elsewhere(lambda: order_drafts(import_id=one.public_id, mode="all", by=clerk, now=timezone.now()))
        celery_worker.wait_for(somebody_waits, seconds=90)
        celery_worker.kill()
        transaction.set_rollback(True)
    assert state_of(one) == "creating"
    assert (Dossier.objects.count(), Request.objects.count()) == (0, 0)
    # Nobody takes it up while its worker may still be at it; then another one does.
    celery_worker.start()
    requeue_stale_imports()
    assert state_of(one) == "creating"
    Import.objects.filter(pk=one.pk).update(started_at=timezone.now() - LEASE - timedelta(seconds=1))
    requeue_stale_imports()
    celery_worker.wait_for(lambda: state_of(one) == "created", seconds=90)
    assert [dossier.requests.count() for dossier in one.dossiers.order_by("id")] == [500, ROWS - 500]
    numbers = Request.objects.values_list("printed__identity_number", flat=True)
    assert len(numbers) == len(set(numbers)) == ROWS
    assert Dossier.objects.count() == 2
    entries = LedgerEntry.objects.filter(object_type="import", object_id=str(one.public_id))
    assert [row.action for row in entries.order_by("id")][-2:] == ["import.ordered", "import.created"]
    # Told of the dry run, and once of the drafts.
    assert Notification.objects.filter(recipient=clerk, url=f"/nhap-excel/{one.public_id}/").count() == 2
