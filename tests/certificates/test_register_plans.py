"""With twenty thousand certificates and devices the registers read what they show, by an index."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from certificates.models import Certificate
from certificates.selectors.register import visible_to as certificates_of
from certificates.selectors.serials import serial_ends
from directory.domain.roles import Role
from directory.models import Agency, User
from directory.selectors.keyset import COUNT_LIMIT
from directory.selectors.roles import actor_for
from tests import world
from tests.access.plans import Scan, recorded, scans_of
from tests.access.volume import multiply
from tokens.models import Token
from tokens.selectors.register import visible_to as tokens_of

MANY = 20_000
# What may be looked at for 25 lines.
MOST_ROWS = 2_000
REGISTERS = {"certificates_certificate", "tokens_token"}


@dataclass(frozen=True)
class Crowd:
    clerk: User
    officer: User
    owner: User


@pytest.fixture(scope="module")
def _filled(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Crowd]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield _fill()
        transaction.set_rollback(True)


@pytest.fixture
def crowd(_filled: Crowd, db: None) -> Crowd:
    return _filled


def _fill() -> Crowd:
    province = world.make_agency("UBND tỉnh Đông Sơn")
    department = world.make_agency("Sở KH&CN Đông Sơn", parent=province)
    world.delegate(department, territory=province)
    bodies: list[Agency] = [world.make_agency(f"UBND xã {number}", parent=province) for number in range(100)]
    owner = world.make_user("Người Dùng", Role.SUBSCRIBER, agency=bodies[0])
    assert owner.person is not None
    subscriber = world.make_subscriber(owner.person)
    certificate = world.make_certificate(subscriber, serial_number="5a000000")
    token = world.make_token("T-0", subscriber=subscriber, certificate=certificate, holder=owner.person)
    crowd_of_bodies = "(ARRAY[" + ",".join(str(body.pk) for body in bodies) + "]::bigint[])[1 + n % 100]"
    other = world.make_subscriber(world.make_person("Người Khác", agency=bodies[1]))
    numbers = f"generate_series(1, {MANY}) AS n"
    multiply(
        certificate,
        source=numbers,
        public_id="gen_random_uuid()",
        subscriber_id=str(other.pk),
        serial_number="'5a' || lpad(to_hex(n), 6, '0')",
        fingerprint="encode(sha256(('many' || n)::bytea), 'hex')",
        managing_agency_id=crowd_of_bodies,
        not_after="now() + (n % 1000 + 1) * interval '1 day'",
    )
    multiply(
        token,
        source=numbers,
        public_id="gen_random_uuid()",
        subscriber_id=str(other.pk),
        serial_number="'T-' || n",
        certificate_id="NULL",
        managing_agency_id=crowd_of_bodies,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Crowd(
        clerk=world.make_user("Người Soạn", Role.CLERK, agency=bodies[0]),
        officer=world.make_user("Cán Bộ Sở", Role.DEPARTMENT_OFFICER, agency=department),
        owner=owner,
    )


def scans(user: User, url: str) -> list[tuple[Scan, str]]:
    """The scans of the two registers that a page causes, each with its SQL."""
    client = world.client_of(user)

    def work() -> None:
        assert client.get(url).status_code == 200

    selects = [(sql, params) for sql, params in recorded(work) if sql.lstrip().startswith("SELECT")]
    return [(scan, sql) for sql, params in selects for scan in scans_of(sql, params) if scan.table in REGISTERS]


@pytest.mark.parametrize(
    "url",
    [
        "/chung-thu/",
        "/chung-thu/?sau=9000",
        "/chung-thu/?tinh_trang=con_hieu_luc",
        "/chung-thu/?tinh_trang=sap_het_han",
        "/chung-thu/?so_ngay=30",
        "/chung-thu/?loai=individual",
        "/thiet-bi/",
        "/thiet-bi/?sau=9000",
        "/thiet-bi/?tinh_trang=in_use",
        "/thiet-bi/?chung_thu=khong",
    ],
)
@pytest.mark.parametrize("reader", ["clerk", "officer", "owner"])
def test_a_list_reads_by_index(crowd: Crowd, reader: str, url: str) -> None:
    found = scans(getattr(crowd, reader), url)
    assert found, "the page asked nothing of the registers: the test proves nothing"
    lines = [scan for scan, sql in found if "COUNT(" not in sql]
    assert [scan for scan in lines if scan.how == "Seq Scan" or scan.rows > MOST_ROWS] == []
    # The count of a whole province stops after ten thousand, wherever it reads them.
    assert max(scan.rows for scan, sql in found if "COUNT(" in sql) <= MANY / 2 + COUNT_LIMIT / 10


def plan_of_list(user: User, table: str) -> str:
    """What PostgreSQL says it will do for the visible lines of the register."""
    actor = actor_for(user=user, now=timezone.now())
    visible = {"certificates_certificate": certificates_of, "tokens_token": tokens_of}[table]
    return visible(actor).order_by("-pk")[:26].explain()


@pytest.mark.parametrize("table", ["certificates_certificate", "tokens_token"])
def test_the_list_of_one_body_reads_the_index_on_its_managing_agency(crowd: Crowd, table: str) -> None:
    url = {"certificates_certificate": "/chung-thu/", "tokens_token": "/thiet-bi/"}[table]
    index = {"certificates_certificate": "certificate_agency_id", "tokens_token": "token_agency_id"}[table]
    found = [scan for scan, _ in scans(crowd.clerk, url) if scan.table == table]
    # The heap of a bitmap scan names no index: its bitmap does.
    assert {scan.how for scan in found} <= {"Index Scan", "Index Only Scan", "Bitmap Heap Scan"}
    assert index in {scan.index for scan in found} or index in plan_of_list(crowd.clerk, table)
    # 200 lines of the body, and not those of the other ninety-nine.
    assert max(scan.rows for scan in found) <= 250


@pytest.mark.parametrize(
    ("model", "index"), [(Certificate, "certificate_serial_reversed"), (Token, "token_serial_reversed")]
)
def test_the_end_of_a_serial_is_found_by_its_index(crowd: Crowd, model: Any, index: str) -> None:
    plan = model.objects.filter(serial_ends("4e20" if model is Certificate else "-20000")).explain()
    assert index in plan
    assert "Seq Scan" not in plan
