"""/thiet-bi/: who holds a device, its whole history on one page, and the list as CSV."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from certificates.selectors.links import Link
from directory.domain.roles import Role
from directory.models import Agency, User
from tests import world
from tokens.models import Custody, Token
from tokens.selectors.register import TOKEN_CASE_LINKS, custody_at, present_custody
from tokens.services.custody import link_certificate, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune() -> Agency:
    return world.make_agency("UBND xã Nà Cang", parent=world.make_agency("UBND tỉnh"))


@pytest.fixture
def clerk(commune: Agency) -> User:
    return world.make_user("Lò Thị Mai", Role.CLERK, agency=commune)


def held_by(name: str, agency: Agency, serial: str, **values: Any) -> Token:
    person = world.make_person(name, agency=agency)
    return world.make_token(serial, subscriber=world.make_subscriber(person), holder=person, **values)


def hand_on(token: Token, *, by: User, times: int) -> None:
    """The device goes to and fro, an hour apart, confirmed on the screen."""
    for number in range(times):
        row = present_custody(token)
        assert row is not None
        with transaction.atomic():
            move(
                token=token,
                to_person=world.make_person(f"Người Nhận {number}", agency=token.managing_agency),
                to_agency=token.managing_agency,
                given_by_person=row.holder_person,
                given_by_agency=row.holder_agency,
                at=row.since + timedelta(hours=1),
                condition=f"Lần {number}",
                reason="Bàn giao",
                case_ref="CM-000001",
                by=by,
                confirmed_by=Custody.Confirmation.SCREEN,
            )


def test_the_page_tells_who_gave_who_took_and_how_it_was_confirmed(commune: Agency, clerk: User) -> None:
    token = held_by("Nguyễn Đức Ánh", commune, "PKI-1")
    hand_on(token, by=clerk, times=2)
    response = world.client_of(clerk).get(f"/thiet-bi/{token.public_id}/")
    newest, middle, first = [row["cells"] for row in response.context["custody"]]
    assert newest[0] == "Người Nhận 1 – UBND xã Nà Cang"
    assert newest[1] == "Người Nhận 0 – UBND xã Nà Cang"
    assert newest[3:5] == ["Đang giữ", "Lần 1"]
    assert newest[6] == "Người nhận xác nhận trên hệ thống"
    assert middle[3] == newest[2]
    assert (first[1], first[6]) == ("Không ghi", "Không ghi")
    facts = {row["label"]: row for row in response.context["facts"]}
    assert facts["Đang giữ"]["value"] == "Người Nhận 1"


def test_who_held_it_at_a_moment_is_known(commune: Agency, clerk: User) -> None:
    token = held_by("Nguyễn Đức Ánh", commune, "PKI-1")
    hand_on(token, by=clerk, times=1)
    first = Custody.objects.filter(token=token).earliest("since")
    assert first.until is not None
    assert custody_at(token=token, at=first.until - timedelta(minutes=1)) == first
    assert custody_at(token=token, at=first.until) == present_custody(token)


def test_the_certificates_of_the_device_are_listed_with_the_present_one_first(commune: Agency, clerk: User) -> None:
    token = held_by("Nguyễn Đức Ánh", commune, "PKI-1")
    subscriber = token.subscriber
    assert subscriber is not None
    old = world.make_certificate(subscriber, common_name="Cũ")
    new = world.make_certificate(subscriber, common_name="Mới")
    for certificate in (old, new):
        with transaction.atomic():
            link_certificate(
                token=token, certificate=certificate, subscriber=subscriber, at=datetime.now(UTC), case_ref="", by=clerk
            )
    response = world.client_of(clerk).get(f"/thiet-bi/{token.public_id}/")
    cells = [row["cells"][0] for row in response.context["certificates"]]
    assert cells == [
        {"text": "Mới (đang cài)", "url": f"/chung-thu/{new.public_id}/"},
        {"text": "Cũ", "url": f"/chung-thu/{old.public_id}/"},
    ]


def test_the_page_costs_the_same_for_a_short_and_a_long_history(commune: Agency, clerk: User) -> None:
    client = world.client_of(clerk)
    token = held_by("Nguyễn Đức Ánh", commune, "PKI-1")
    counts = []
    for times in (1, 9):
        hand_on(token, by=clerk, times=times)
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/thiet-bi/{token.public_id}/")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 18


def test_a_higher_app_adds_cases_to_the_page(commune: Agency, clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    token = held_by("Nguyễn Đức Ánh", commune, "PKI-1")
    monkeypatch.setattr(TOKEN_CASE_LINKS, "_finders", {})
    TOKEN_CASE_LINKS.register("test", lambda _, pk: [Link(title=f"KP-{pk}", url="/ho-so/1/", label="Khôi phục")])
    page = world.client_of(clerk).get(f"/thiet-bi/{token.public_id}/").content.decode()
    assert f'<a href="/ho-so/1/">KP-{token.pk}</a>' in page


def test_the_list_names_the_holder_and_one_may_ask_for_ones_own(commune: Agency) -> None:
    user = world.make_user("Lò Mai", Role.CLERK, Role.SUBSCRIBER, agency=commune)
    assert user.person is not None
    world.make_token("MINE", subscriber=world.make_subscriber(user.person), holder=user.person)
    held_by("Nguyễn Đức Ánh", commune, "THEIRS")
    world.make_token("NOBODYS", agency=commune, state=Token.State.IN_STOCK)
    client = world.client_of(user)
    everything = {row["cells"][0]["text"]: row["cells"][4] for row in client.get("/thiet-bi/").context["rows"]}
    assert everything == {"MINE": "Lò Mai", "THEIRS": "Nguyễn Đức Ánh", "NOBODYS": "Chưa ghi"}
    own = client.get("/thiet-bi/?co_quan=cua_toi")
    assert [row["cells"][0]["text"] for row in own.context["rows"]] == ["MINE"]


def test_a_subscriber_reads_a_page_of_ones_own(commune: Agency) -> None:
    user = world.make_user("Lò Mai", Role.SUBSCRIBER, agency=commune)
    assert "Thiết bị lưu khóa bí mật của tôi</h1>" in world.client_of(user).get("/thiet-bi/").content.decode()


def test_the_csv_holds_the_list_as_filtered_and_no_formula(commune: Agency, clerk: User) -> None:
    held_by("=cmd|1", commune, "PKI-1", model="@x")
    held_by("Nguyễn Đức Ánh", commune, "HSM-1", kind=Token.Kind.HSM)
    held_by("Người Xa", world.make_agency("UBND xã Xa"), "PKI-9")
    client = world.client_of(clerk)
    assert client.get("/thiet-bi/?loai=pki_token").context["csv_url"] == "/thiet-bi/danh-sach.csv?loai=pki_token"
    response = client.get("/thiet-bi/danh-sach.csv?loai=pki_token")
    assert response.streaming
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    (line,) = csv.DictReader(StringIO(text))
    assert (line["Số hiệu thiết bị"], line["Thuê bao"], line["Đang giữ"]) == ("PKI-1", "'=cmd|1", "'=cmd|1")
    assert line["Chủng loại"] == "'@x"
