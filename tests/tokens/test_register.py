"""/thiet-bi/: who sees which device, and how one is found."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from directory.domain.roles import Role
from directory.models import Agency, Subscriber, User
from directory.selectors.search import serial_like
from tests import world
from tokens.models import Token
from tokens.selectors import register

pytestmark = pytest.mark.django_db


@dataclass
class Commune:
    province: Agency
    commune: Agency
    other: Agency
    owner: User
    clerk: User
    stranger: User
    officer: User
    provider: User
    token: Token


@pytest.fixture
def commune() -> Commune:
    province = world.make_agency("UBND tỉnh")
    commune = world.make_agency("UBND xã Nà Cang", parent=province)
    other = world.make_agency("UBND xã Hua Bum", parent=province)
    department = world.make_agency("Sở Khoa học và Công nghệ", parent=province)
    world.delegate(department, territory=province)
    owner = world.make_user("Nguyễn Đức Ánh", Role.SUBSCRIBER, agency=commune)
    assert owner.person is not None
    subscriber = world.make_subscriber(owner.person)
    return Commune(
        province=province,
        commune=commune,
        other=other,
        owner=owner,
        clerk=world.make_user("Lò Thị Mai", Role.CLERK, agency=commune),
        stranger=world.make_user("Vàng A Páo", Role.CLERK, agency=other),
        officer=world.make_user("Trần Văn Hợp", Role.DEPARTMENT_OFFICER, agency=department),
        provider=world.make_user("Phạm Thu Hà", Role.PROVIDER_OFFICER, agency=world.make_agency("Cục CTS&BMTT")),
        token=world.make_token(
            "PKI-000777", subscriber=subscriber, holder=owner.person, certificate=world.make_certificate(subscriber)
        ),
    )


@pytest.mark.parametrize(
    ("reader", "sees"),
    [("owner", True), ("clerk", True), ("officer", True), ("stranger", False), ("provider", False)],
)
def test_the_register_and_the_device_open_only_to_those_in_scope(commune: Commune, reader: str, sees: bool) -> None:
    client = world.client_of(getattr(commune, reader))
    page = client.get("/thiet-bi/")
    assert page.status_code == 200
    assert ("PKI-000777" in page.content.decode()) is sees
    assert client.get(f"/thiet-bi/{commune.token.public_id}/").status_code == (200 if sees else 404)


def test_an_administrator_alone_has_no_register(commune: Commune) -> None:
    user = world.make_user("Quản Trị", Role.ADMINISTRATOR, agency=commune.province)
    assert world.client_of(user).get("/thiet-bi/").status_code == 404


def test_the_keeper_of_the_organisations_device_sees_it(commune: Commune) -> None:
    keeper = world.make_user("Giàng Thị Sua", Role.SUBSCRIBER, agency=commune.other)
    world.make_token("SEAL-1", subscriber=world.make_subscriber(commune.commune), holder=keeper.person)
    assert "SEAL-1" in world.client_of(keeper).get("/thiet-bi/").content.decode()


@pytest.mark.parametrize("text", ["nguyen duc anh", "ĐỨC ánh", "pki-0007", "PKI-000777", "na cang", "777", "i-000777"])
def test_a_device_is_found_by_serial_or_by_name_without_accents(commune: Commune, text: str) -> None:
    page = world.client_of(commune.officer).get("/thiet-bi/", {"q": text}).content.decode()
    assert "PKI-000777" in page


def test_a_system_is_found_by_its_name_without_accents(commune: Commune) -> None:
    system = Subscriber.objects.create(
        kind=Subscriber.Kind.DEVICE,
        agency=commune.commune,
        managing_agency=commune.commune,
        name="Cổng Dịch vụ công – ĐIỀU HÀNH",
    )
    world.make_token("SYS-1", subscriber=system, certificate=world.make_certificate(system))
    client = world.client_of(commune.clerk)
    for address in ("/thiet-bi/", "/chung-thu/"):
        for text, found in (("dich vu CONG dieu hanh", True), ("hanh dieu", True), ("dich vu tu", False)):
            page = client.get(address, {"q": text}).content.decode()
            assert (system.name in page) is found, (address, text)


@pytest.mark.parametrize("text", ["nguyen duc binh", "00077", "77", "%", "%%%", "\\"])
def test_what_does_not_match_is_not_found(commune: Commune, text: str) -> None:
    page = world.client_of(commune.officer).get("/thiet-bi/", {"q": text}).content.decode()
    assert "Không tìm thấy thiết bị nào" in page


def test_filters_by_kind_and_state_live_in_the_address(commune: Commune) -> None:
    client = world.client_of(commune.clerk)
    world.make_token("HSM-1", agency=commune.commune, kind=Token.Kind.HSM, state=Token.State.IN_STOCK)
    page = client.get("/thiet-bi/?loai=hsm&tinh_trang=in_stock").content.decode()
    assert "HSM-1" in page
    assert "PKI-000777" not in page
    assert "HSM-1" not in client.get("/thiet-bi/?tinh_trang=locked").content.decode()


def test_devices_are_found_by_how_their_certificate_stands(commune: Commune) -> None:
    made = {
        "con_hieu_luc": {"days_left": 400},
        "sap_het_han": {"days_left": 20},
        "het_han": {"days_left": -1},
        "da_thay": {"status": "superseded"},
    }
    for name, values in made.items():
        subscriber = world.make_subscriber(world.make_person(name, agency=commune.commune))
        certificate = world.make_certificate(subscriber, **values)  # type: ignore[arg-type]
        world.make_token(name, subscriber=subscriber, certificate=certificate)
    world.make_token("khong", agency=commune.commune, state=Token.State.IN_STOCK)
    client = world.client_of(commune.clerk)
    expected = {name: {name} for name in (*made, "khong")}
    expected["con_hieu_luc"] |= {"sap_het_han", "PKI-000777"}
    for name, serials in expected.items():
        rows = client.get("/thiet-bi/", {"chung_thu": name}).context["rows"]
        assert {row["cells"][0]["text"] for row in rows} == serials, name


@pytest.mark.parametrize(
    "query", ["loai=xxx", "chung_thu=x", "sau=abc", "truoc=99999999999999999999999", "q=%00", "tinh_trang=%27"]
)
def test_a_mangled_address_still_gives_a_page(commune: Commune, query: str) -> None:
    assert world.client_of(commune.clerk).get(f"/thiet-bi/?{query}").status_code == 200


def test_pages_follow_each_other_by_key_without_loss_or_repetition(commune: Commune) -> None:
    for number in range(60):
        world.make_token(f"STOCK-{number:03d}", agency=commune.commune, state=Token.State.IN_STOCK)
    client = world.client_of(commune.clerk)
    seen: list[str] = []
    url = "/thiet-bi/?tinh_trang=in_stock"
    pages = 0
    while url:
        response = client.get(url)
        seen += [row["cells"][0]["text"] for row in response.context["rows"]]
        before, url = response.context["page"].previous_url, response.context["page"].next_url
        url = f"/thiet-bi/{url}" if url else ""
        assert "tinh_trang=in_stock" in (url or before)
        pages += 1
    assert pages == 3
    assert seen == [f"STOCK-{number:03d}" for number in reversed(range(60))]
    back = client.get(f"/thiet-bi/{before}")
    assert [row["cells"][0]["text"] for row in back.context["rows"]] == seen[25:50]


def test_the_register_costs_the_same_for_one_row_and_for_twenty_five(commune: Commune) -> None:
    client = world.client_of(commune.officer)

    def add(number: int) -> None:
        person = world.make_person(f"Người Thứ {number}", agency=commune.commune)
        subscriber = world.make_subscriber(person)
        certificate = world.make_certificate(subscriber)
        world.make_token(f"MANY-{number}", subscriber=subscriber, certificate=certificate, holder=person)

    add(0)
    with CaptureQueriesContext(connection) as one:
        client.get("/thiet-bi/?q=nguoi")
    for number in range(1, 30):
        add(number)
    with CaptureQueriesContext(connection) as many:
        response = client.get("/thiet-bi/?q=nguoi")
    assert len(one) == len(many) <= 14
    assert len(response.context["rows"]) == 25


def test_the_list_shows_no_identity_number_and_no_phone(commune: Commune) -> None:
    person = commune.owner.person
    assert person is not None
    for url in ("/thiet-bi/", f"/thiet-bi/{commune.token.public_id}/"):
        page = world.client_of(commune.clerk).get(url).content.decode()
        assert person.identity_number not in page
        assert person.phone not in page


def test_a_serial_is_found_by_the_index(commune: Commune) -> None:
    world.make_stock(agency=commune.commune, count=20_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tokens_token")
    plan = Token.objects.filter(serial_like(lookup="serial_number", text="PKI-0007")).explain()
    assert "token_serial" in plan
    assert "Seq Scan" not in plan


def test_the_device_page_tells_its_history_and_leads_to_its_cases(commune: Commune) -> None:
    page = world.client_of(commune.clerk).get(f"/thiet-bi/{commune.token.public_id}/").content.decode()
    assert "Nguyễn Đức Ánh" in page
    assert "/ho-so/?q=PKI-000777" in page
    assert f"/ho-so/moi/khoi-phuc/?thiet-bi={commune.token.public_id}" in page
    assert "Chưa khôi phục lần nào" in page


def test_an_officer_of_the_department_reads_but_has_no_buttons(commune: Commune) -> None:
    page = world.client_of(commune.officer).get(f"/thiet-bi/{commune.token.public_id}/").content.decode()
    assert "Báo thiết bị bị khóa" not in page
    assert "Lập hồ sơ khôi phục" not in page


def test_a_lost_device_shows_the_button_greyed_with_the_reason(commune: Commune) -> None:
    Token.objects.filter(pk=commune.token.pk).update(state=Token.State.LOST)
    page = world.client_of(commune.owner).get(f"/thiet-bi/{commune.token.public_id}/").content.decode()
    assert "thiết bị đang ở tình trạng “Thất lạc”" in page
    assert f"/thiet-bi/{commune.token.public_id}/bao-khoa/" not in page


def test_a_case_may_open_a_device_to_the_provider(commune: Commune, monkeypatch: Any) -> None:
    monkeypatch.setattr(register, "TOKEN_CASES", type(register.TOKEN_CASES)())
    register.TOKEN_CASES.register(
        "test", lambda actor: Q(pk=commune.token.pk if Role.PROVIDER_OFFICER in actor.roles else 0)
    )
    assert world.client_of(commune.provider).get(f"/thiet-bi/{commune.token.public_id}/").status_code == 200
