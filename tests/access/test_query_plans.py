"""With twenty thousand cases the lists and the watchers read what they show, by an index, and not the whole table."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from requests_workflow.models import Dossier
from requests_workflow.services.alerts import watch_deadlines
from requests_workflow.services.outbox import dispatch
from tests import world
from tests.access.plans import Scan, recorded, scans_of
from tests.access.volume import Province, fill

MANY = 20_000
# What a page may look at for its 25 lines: ten percent of the table would be a scan by another name.
MOST_ROWS = 2_000
# Tables that grow with the work of a province.
GROWING = {
    "requests_workflow_dossier",
    "requests_workflow_request",
    "requests_workflow_step",
    "requests_workflow_deadlinerecord",
    "requests_workflow_outboxmessage",
}


@pytest.fixture(scope="module")
def _filled(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Province]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield fill(dossiers=MANY)
        transaction.set_rollback(True)


@pytest.fixture
def province(_filled: Province, db: None) -> Province:
    return _filled


def growing_scans(work: Callable[[], object]) -> list[tuple[Scan, str]]:
    """Every scan of a growing table that `work` causes, with its SQL."""
    selects = [(sql, params) for sql, params in recorded(work) if sql.lstrip().startswith("SELECT")]
    return [(scan, sql) for sql, params in selects for scan in scans_of(sql, params) if scan.table in GROWING]


def assert_by_index(work: Callable[[], object], *, most_rows: int = MOST_ROWS) -> None:
    """No sequential scan of a growing table, and no index that is read from end to end."""
    found = growing_scans(work)
    assert found, "the page asked nothing of the growing tables: the test proves nothing"
    wrong = [f"{scan}\n    {sql}" for scan, sql in found if scan.how == "Seq Scan" or scan.rows > most_rows]
    assert wrong == [], "\n".join(wrong)


def browse(client: Client, url: str) -> Callable[[], object]:
    def work() -> object:
        response = client.get(url)
        assert response.status_code == 200, url
        return response

    return work


READERS = ("clerk", "owner", "officer", "leader", "manager")


def test_the_table_is_as_full_as_the_test_says(province: Province):
    assert Dossier.objects.count() > MANY


@pytest.mark.parametrize("reader", READERS)
def test_the_work_list_reads_by_index(province: Province, reader: str):
    assert_by_index(browse(world.client_of(getattr(province, reader)), "/"))


@pytest.mark.parametrize("reader", READERS)
def test_the_first_page_of_cases_reads_by_index(province: Province, reader: str):
    assert_by_index(browse(world.client_of(getattr(province, reader)), "/ho-so/"))


@pytest.mark.parametrize("reader", ["clerk", "officer", "manager"])
def test_a_far_page_of_cases_costs_what_the_first_one_costs(province: Province, reader: str):
    middle = Dossier.objects.order_by("id")[MANY // 2].pk
    assert_by_index(browse(world.client_of(getattr(province, reader)), f"/ho-so/?truoc={middle}"))


@pytest.mark.parametrize("state", ["dang_xu_ly", "qua_han", "received"])
@pytest.mark.parametrize("reader", ["clerk", "officer", "manager"])
def test_the_filters_of_cases_read_by_index(province: Province, reader: str, state: str):
    assert_by_index(browse(world.client_of(getattr(province, reader)), f"/ho-so/?trang_thai={state}"))


def test_a_case_reads_only_its_own_rows(province: Province):
    dossier = Dossier.objects.filter(managing_agency=province.commune, state="received").latest("id")
    assert_by_index(browse(world.client_of(province.officer), f"/ho-so/{dossier.public_id}/"), most_rows=50)


def test_the_outbox_reads_only_what_waits(province: Province):
    # FOR UPDATE is part of the plan; EXPLAIN ANALYZE locks within this test's own transaction.
    sent: list[dict[str, Any]] = []
    assert_by_index(lambda: dispatch(senders={"email": sent.append}, now=datetime.now(UTC), limit=1), most_rows=50)


def test_the_watch_over_deadlines_reads_only_terms_that_run(province: Province):
    thursday = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)
    assert_by_index(lambda: watch_deadlines(now=thursday))
