"""/chung-thu/: what the filters in the address give, and the same lines as CSV."""

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest

from certificates.models import Certificate
from certificates.selectors.register import MEDIA, NO_DEVICE
from directory.domain.roles import Role
from directory.models import Agency, User
from tests import world
from tokens.models import Token

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Agency:
    return world.make_agency("UBND tỉnh")


@pytest.fixture
def commune(province: Agency) -> Agency:
    return world.make_agency("UBND xã Nà Cang", parent=province)


@pytest.fixture
def manager(province: Agency) -> User:
    return world.make_user("Báo Cáo", Role.REPORT_MANAGER, agency=province)


def certificate_of(name: str, agency: Agency, **values: Any) -> Certificate:
    return world.make_certificate(world.make_subscriber(world.make_person(name, agency=agency)), **values)


def found(user: User, **filters: Any) -> set[str]:
    response = world.client_of(user).get("/chung-thu/", filters)
    assert response.status_code == 200
    return {row["cells"][1] for row in response.context["rows"]}


def test_days_left_are_counted_to_the_vietnamese_day(commune: Agency, manager: User) -> None:
    certificate_of("Sáu Mươi", commune, days_left=60)
    certificate_of("Sáu Mốt", commune, days_left=61)
    certificate_of("Đã Hết", commune, days_left=-1)
    now = datetime.now(UTC)
    certificate_of("Thu Hồi", commune, days_left=5, status="revoked", revoked_at=now)
    assert found(manager, so_ngay=60) == {"Sáu Mươi"}
    assert found(manager, so_ngay=61) == {"Sáu Mươi", "Sáu Mốt"}
    assert found(manager, so_ngay=0) == set()


def test_filters_join_with_and(commune: Agency, manager: User) -> None:
    certificate_of("Nguyễn Đức Ánh", commune, days_left=10)
    certificate_of("Lò Mai", commune, days_left=10)
    world.make_certificate(world.make_subscriber(commune), days_left=10)
    assert found(manager, loai="individual", so_ngay=30, q="duc anh") == {"Nguyễn Đức Ánh"}
    assert found(manager, loai="organisation") == {"UBND xã Nà Cang"}


def test_an_agency_is_chosen_with_all_below_it(province: Agency, commune: Agency, manager: User) -> None:
    office = world.make_agency("Văn phòng", parent=commune, can_submit=False)
    other = world.make_agency("UBND xã Hua Bum", parent=province)
    certificate_of("Ở Xã", commune)
    certificate_of("Ở Văn Phòng", office)
    certificate_of("Nơi Khác", other)
    assert found(manager, co_quan=str(commune.public_id)) == {"Ở Xã", "Ở Văn Phòng"}


def test_an_agency_out_of_scope_is_no_choice(commune: Agency) -> None:
    world.make_agency("UBND phường Một", parent=commune)
    clerk = world.make_user("Lò Mai", Role.CLERK, agency=commune)
    stranger = world.make_agency("UBND xã Xa")
    certificate_of("Người Xa", stranger)
    page = world.client_of(clerk).get("/chung-thu/", {"co_quan": str(stranger.public_id)})
    assert page.context["rows"] == []
    assert "Chọn một cơ quan trong danh sách." in page.content.decode()
    assert "UBND xã Xa" not in page.content.decode()


def test_one_who_reads_for_others_finds_ones_own_alone(commune: Agency) -> None:
    user = world.make_user("Lò Mai", Role.CLERK, Role.SUBSCRIBER, agency=commune)
    assert user.person is not None
    world.make_certificate(world.make_subscriber(user.person))
    certificate_of("Người Khác", commune)
    assert found(user) == {"Lò Mai", "Người Khác"}
    assert found(user, co_quan="cua_toi") == {"Lò Mai"}


def test_a_subscriber_reads_a_page_of_ones_own(commune: Agency) -> None:
    user = world.make_user("Lò Mai", Role.SUBSCRIBER, agency=commune)
    assert user.person is not None
    world.make_certificate(world.make_subscriber(user.person))
    certificate_of("Người Khác", commune)
    response = world.client_of(user).get("/chung-thu/")
    assert [row["cells"][1] for row in response.context["rows"]] == ["Lò Mai"]
    assert "Chứng thư chữ ký số của tôi</h1>" in response.content.decode()
    # A few lines need no filters.
    assert response.context["filters"] is None


def test_the_medium_is_the_device_it_is_on(commune: Agency, manager: User) -> None:
    for name, kinds in {"Trên Sim": ["sim_pki"], "Trên Token": ["pki_token", "pki_token"], "Chưa Có": []}.items():
        certificate = certificate_of(name, commune)
        for number, kind in enumerate(kinds):
            state = Token.State.LOST if number else Token.State.IN_USE
            world.make_token(
                f"{name}-{number}", subscriber=certificate.subscriber, certificate=certificate, kind=kind, state=state
            )
    assert found(manager, thiet_bi="sim_pki") == {"Trên Sim"}
    assert found(manager, thiet_bi="khong") == {"Chưa Có"}
    page = world.client_of(manager).get("/chung-thu/", {"thiet_bi": "pki_token"})
    assert [row["cells"][1] for row in page.context["rows"]] == ["Trên Token"]


def test_the_kinds_of_devices_are_those_of_the_register_of_devices() -> None:
    assert dict(MEDIA) == dict(Token.Kind.choices) | {NO_DEVICE: "Chưa ghi thiết bị"}


@pytest.mark.parametrize("where", ["start", "end", "end in capitals", "with colons"])
def test_a_serial_is_found_by_either_end(commune: Agency, manager: User, where: str) -> None:
    certificate = certificate_of("Nguyễn Đức Ánh", commune, serial_number="5a01f0c3beef77")
    certificate_of("Lò Mai", commune, serial_number="77beef5a01f0c3")
    text = {"start": "5a01f0c3b", "end": "beef77", "end in capitals": "BEEF77", "with colons": "be:ef:77"}[where]
    assert found(manager, q=text) == {certificate.subscriber.name}
    assert found(manager, q="f7") == set()


@pytest.mark.parametrize(
    "query", ["so_ngay=abc", "so_ngay=-1", "so_ngay=99999999999", "loai=x", "thiet_bi=x", "co_quan=%27", "q=%00"]
)
def test_a_mangled_address_still_gives_a_page(commune: Agency, manager: User, query: str) -> None:
    certificate_of("Nguyễn Đức Ánh", commune)
    client = world.client_of(manager)
    assert client.get(f"/chung-thu/?{query}").status_code == 200
    assert client.get(f"/chung-thu/danh-sach.csv?{query}").status_code == 200


def lines_of(user: User, **filters: Any) -> list[dict[str, str]]:
    response = world.client_of(user).get("/chung-thu/danh-sach.csv", filters)
    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(StringIO(text)))


def test_the_csv_holds_the_whole_list_as_filtered(commune: Agency, manager: User) -> None:
    for number in range(30):
        certificate_of(f"Người {number:02d}", commune, days_left=20)
    certificate_of("Còn Lâu", commune, days_left=400)
    lines = lines_of(manager, so_ngay=30, sau=1)
    assert [line["Thuê bao"] for line in lines] == [f"Người {number:02d}" for number in reversed(range(30))]
    page = world.client_of(manager).get("/chung-thu/", {"so_ngay": 30, "sau": 10**9})
    assert page.context["csv_url"] == "/chung-thu/danh-sach.csv?so_ngay=30"


def test_the_csv_is_scoped_and_no_cell_is_a_formula(commune: Agency) -> None:
    clerk = world.make_user("Lò Mai", Role.CLERK, agency=commune)
    certificate_of("Người Xa", world.make_agency("UBND xã Xa"))
    certificate = certificate_of("=HYPERLINK(1)", commune)
    world.make_token("+1", subscriber=certificate.subscriber, certificate=certificate)
    (line,) = lines_of(clerk)
    assert line["Thuê bao"] == "'=HYPERLINK(1)"
    assert line["Thiết bị lưu khóa bí mật"] == "'+1"
    assert line["Số hiệu chứng thư"] == certificate.serial_number
    assert certificate.subscriber.person is not None
    assert certificate.subscriber.person.identity_number not in str(line)
