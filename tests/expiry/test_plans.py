"""Among twenty thousand certificates the scan and the list read the index of expiry, and only its stretch."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from typing import Any

import pytest
from django.db import connection, transaction

from certificates.domain.filing_window import Level
from certificates.domain.validity import VIETNAM
from certificates.models import Certificate
from certificates.selectors.expiring import watched
from directory.domain.roles import Role
from directory.models import Agency, User
from directory.selectors.roles import actor_for
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.expiry import expiring_certificates, with_bodies
from requests_workflow.selectors.expiry_scope import most_days_left
from requests_workflow.services.expiry import plan_digests
from tests import world
from tests.access.plans import recorded
from tests.access.volume import multiply

MANY = 20_000


@pytest.fixture(scope="module")
def _clerk(django_db_setup: Any, django_db_blocker: Any) -> Iterator[User]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield fill(count=MANY)
        transaction.set_rollback(True)


@pytest.fixture
def clerk(_clerk: User, db: None) -> User:
    return _clerk


def fill(*, count: int) -> User:
    """Certificates of a hundred bodies that end over five years around now; the clerk of one body."""
    province = world.make_agency("UBND tỉnh Đông Sơn")
    bodies = [world.make_agency(f"UBND xã {number}", parent=province) for number in range(100)]
    template = world.make_certificate(world.make_subscriber(world.make_person("Người Mẫu", agency=bodies[0])))
    spread = "now() + (n % 1826 - 900) * interval '1 day'"
    multiply(
        template,
        source=f"generate_series(1, {count}) AS n",
        public_id="gen_random_uuid()",
        serial_number="'m' || n",
        fingerprint="md5(n::text) || md5(n::text)",
        managing_agency_id=f"(ARRAY[{','.join(str(body.pk) for body in bodies)}]::bigint[])[1 + (n / 3) % 100]",
        not_before=f"{spread} - interval '5 years'",
        not_after=spread,
        der="'\\x00'::bytea",
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return world.make_user("Người Soạn", Role.CLERK, agency=Agency.objects.get(pk=bodies[0].pk))


def plan_of(work: Callable[[], object]) -> list[str]:
    """The lines of the plans of what `work` asks of the table of certificates."""
    lines: list[str] = []
    for sql, params in recorded(work):
        if f'FROM "{Certificate._meta.db_table}"' in sql:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {sql}", params)
                lines += [line.strip() for (line,) in cursor.fetchall()]
    return lines


def assert_no_whole_reading(lines: list[str]) -> None:
    assert [line for line in lines if f"Seq Scan on {Certificate._meta.db_table}" in line] == [], "\n".join(lines)


def assert_by_index(lines: list[str]) -> None:
    assert lines, "nothing was asked of the certificates: the test proves nothing"
    assert_no_whole_reading(lines)
    assert any("certificate_expiry" in line for line in lines)


def test_the_scan_reads_the_watched_stretch_of_the_index_of_expiry(clerk: User):
    day = datetime.now(UTC).astimezone(VIETNAM).date()
    rows = watched(day=day, most_days_left=most_days_left()).values_list("pk", "not_after", "managing_agency_id")
    assert_by_index(plan_of(lambda: list(rows)))


@pytest.mark.parametrize("levels", [tuple(Level), (Level.EXPIRED,)], ids=["all", "one"])
def test_a_page_of_the_list_reads_its_stretch_alone(clerk: User, levels: tuple[Level, ...]):
    now = datetime.now(UTC)
    day = now.astimezone(VIETNAM).date()
    rows = with_bodies(expiring_certificates(actor=actor_for(user=clerk, now=now), day=day, levels=levels))
    lines = plan_of(lambda: list(rows[:26]))
    assert_no_whole_reading(lines)
    assert rows[:26]


def test_the_whole_run_reads_the_register_by_index(clerk: User):
    day = load_calendar().next_working_day(datetime.now(VIETNAM).date())
    assert_by_index(plan_of(lambda: list(plan_digests(now=datetime.combine(day, time(8, 0), VIETNAM)))))
