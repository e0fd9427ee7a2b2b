"""/bao-cao/: page, PDF and workbook give the same numbers, to those whose report it is, at the same cost for many."""

import html
import io
import re
from collections import defaultdict
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from directory.domain.roles import Role
from directory.models import Agency, User
from reporting.domain.periodic_tables import Table, tables_of
from reporting.domain.periods import Period
from reporting.selectors.certificate_movements import certificate_movements
from requests_workflow.documents.boxes import signature_boxes
from tests import world
from tests.access.plans import recorded, scans_of
from tests.access.volume import multiply
from tests.documents.reading import Word, field_names, opened, text_of, words_of

YEAR = timezone.localdate().year - 1
QUERY = f"ky=nam&nam={YEAR}"
SINCE, UNTIL = Period("nam", YEAR, 1).instants
DAY = timedelta(days=1)


@pytest.fixture
def province(db: None) -> Agency:
    return world.make_agency("UBND tỉnh Đông Sơn", abbreviation="UBND")


@pytest.fixture
def commune(province: Agency) -> Agency:
    return world.make_agency("UBND xã Nà Cang", parent=province)


@pytest.fixture
def leader(province: Agency) -> User:
    user = world.make_user("Lò Văn Chủ", Role.AGENCY_LEADER, agency=province)
    user.memberships.update(title="Chủ tịch", is_head=True)
    return user


def fill(agency: Agency, *, count: int) -> None:
    """Certificates, devices and cases of the year."""
    clerk = world.make_user("Vừ A Soạn", Role.CLERK, agency=agency)
    for number in range(count):
        person = world.make_person(f"Người {number}", agency=agency)
        at = SINCE + number * DAY
        certificate = world.make_certificate(
            world.make_subscriber(person), not_before=at, not_after=UNTIL + (number % 3 - 1) * 40 * DAY
        )
        world.make_token(f"{agency.pk}-{number}", subscriber=certificate.subscriber, holder=person)
        dossier = world.make_dossier(
            agency, by=clerk, state="received", first_received_at=at, due_at=at + DAY, due_bearer="provider"
        )
        world.make_request(dossier)


def numbers(tables: list[Any]) -> list[list[str]]:
    """The cells of every row as text, table by table."""
    return [[str(cell) for cell in row] for table in tables for row in table]


def printed_lines(pdf: bytes) -> list[str]:
    """Words that stand on one height of a page, from left to right."""
    found: dict[tuple[int, int], list[Word]] = defaultdict(list)
    for word in words_of(pdf):
        found[word.page, round(word.bottom)].append(word)
    return [" ".join(word.text for word in sorted(line, key=lambda one: one.left)) for line in found.values()]


def rows_of(table: Table) -> list[tuple[str | int, ...]]:
    return [*table.rows, *([table.total] if table.total else [])]


def test_page_pdf_and_workbook_give_the_same_numbers(leader: User, commune: Agency, province: Agency) -> None:
    fill(commune, count=5)
    fill(province, count=2)
    client = world.client_of(leader)
    page = client.get(f"/bao-cao/?{QUERY}")
    tables = tables_of(page.context["report"])
    expected = numbers([rows_of(table) for table in tables])
    assert ["Cá nhân", "0", "7", "0", "0", "0", "0", "3", "0", "4"] in expected
    text = html.unescape(re.sub(r"<[^>]*>", " ", page.content.decode()))
    on_page = " ".join(text.split())
    pdf = client.get(f"/bao-cao/dinh-ky.pdf?{QUERY}")
    in_pdf = text_of(pdf.content)
    lines = printed_lines(pdf.content)
    book = load_workbook(io.BytesIO(b"".join(client.get(f"/bao-cao/dinh-ky.xlsx?{QUERY}"))))
    for row in expected:
        if set(row[1:]) == {"0"}:
            assert row[0] in on_page.partition("Không có số liệu:")[2]
        else:
            assert " ".join(row) in on_page, row
        figures = " ".join(cell for cell in row if cell.isdigit())
        assert any(line.endswith(figures) for line in lines), row
    in_book = [
        [str(cell) for cell in row if cell is not None]
        for table in tables
        for row in book[table.sheet].iter_rows(min_row=4, values_only=True)
        if table.rows
    ]
    assert in_book == expected
    for line in page.context["lines"]:
        assert line in on_page
        assert line in in_pdf
    assert opened(pdf.content).Root.MarkInfo.Marked
    assert field_names(pdf.content) == ["so_van_ban", "ngay_van_ban", "thang_van_ban", "nam_van_ban"]
    assert set(signature_boxes(pdf.content)) == {"sig-person", "sig-seal"}
    assert "CHỦ TỊCH Lò Văn Chủ" in in_pdf
    assert "/BC-UBND" in in_pdf
    assert pdf["Content-Disposition"] == f'attachment; filename="bao-cao-chung-thu-{YEAR}.pdf"'


def test_each_sees_the_report_of_the_own_body_and_the_department_that_of_its_land(
    leader: User, commune: Agency, province: Agency
) -> None:
    elsewhere = world.make_agency("UBND tỉnh Tây Sơn")
    department = world.make_agency("Sở KH&CN Đông Sơn", parent=province)
    world.delegate(department, territory=province)

    def body_seen(who: Client, body: Agency | None = None) -> str | int:
        page = who.get("/bao-cao/", {"co_quan": str(body.public_id)} if body else {})
        return page.context["report"].body if page.status_code == 200 else page.status_code

    clerk = world.client_of(world.make_user("Người Soạn", Role.CLERK, agency=commune))
    keeper = world.client_of(world.make_user("Văn Thư", Role.REGISTRY_CLERK, agency=commune))
    officer = world.client_of(world.make_user("Cán Bộ", Role.DEPARTMENT_OFFICER, agency=department))
    head = world.client_of(leader)
    assert [body_seen(one) for one in (clerk, keeper, officer, head)] == [commune.name] * 2 + [province.name] * 2
    assert [body_seen(one, commune) for one in (clerk, keeper, officer, head)] == [commune.name] * 4
    assert [body_seen(one, province) for one in (clerk, officer)] == [404, province.name]
    assert [body_seen(one, elsewhere) for one in (clerk, officer, head)] == [404] * 3
    assert clerk.get(f"/bao-cao/dinh-ky.pdf?co_quan={province.public_id}").status_code == 404
    assert clerk.get(f"/bao-cao/dinh-ky.xlsx?co_quan={elsewhere.public_id}").status_code == 404
    provider = world.client_of(world.make_user("Cán Bộ Cục", Role.PROVIDER_OFFICER, agency=elsewhere))
    page = provider.get("/bao-cao/")
    assert page.context["report"] is None
    assert "/bao-cao/khoi-phuc/" in page.content.decode()
    assert provider.get("/bao-cao/dinh-ky.pdf").status_code == 404
    assert "SỞ KH&CN ĐÔNG SƠN" in text_of(officer.get(f"/bao-cao/dinh-ky.pdf?{QUERY}").content, 1)


def test_many_bodies_cost_as_many_queries_as_one(
    leader: User, province: Agency, commune: Agency, django_assert_num_queries: Any
) -> None:
    client = world.client_of(leader)
    fill(commune, count=1)
    few = recorded(lambda: client.get(f"/bao-cao/?{QUERY}"))
    for number in range(12):
        fill(world.make_agency(f"UBND xã {number}", parent=province), count=2)
    with django_assert_num_queries(len(few)):
        client.get(f"/bao-cao/?{QUERY}")
    assert len(few) <= 22


def test_one_commune_of_a_province_reads_its_certificates_by_index(province: Agency) -> None:
    bodies = [world.make_agency(f"UBND xã {number}", parent=province) for number in range(100)]
    template = world.make_certificate(world.make_subscriber(bodies[0]))
    multiply(
        template,
        source="generate_series(1, 10000) AS n",
        public_id="gen_random_uuid()",
        serial_number="'m' || n",
        fingerprint="md5(n::text) || md5(n::text)",
        managing_agency_id=f"(ARRAY[{','.join(str(body.pk) for body in bodies)}]::bigint[])[1 + n % 100]",
        der="'\\x00'::bytea",
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    asked = recorded(lambda: list(certificate_movements(agencies=[bodies[3].pk], since=SINCE, until=UNTIL)))
    ((sql, params),) = [(sql, params) for sql, params in asked if "certificate" in sql]
    read = [scan for scan in scans_of(sql, params) if scan.table == "certificates_certificate"]
    assert "Seq Scan" not in {scan.how for scan in read}
    assert sum(scan.rows for scan in read) < 500
