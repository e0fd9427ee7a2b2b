"""/chung-thu/<id>/: the whole line of a certificate, its devices, and until when a renewal may be filed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from certificates.models import Certificate
from certificates.selectors.chain import line_of
from certificates.selectors.links import CERTIFICATE_CASE_LINKS, Link
from directory.domain.roles import Role
from directory.models import Agency, User
from signing.services.x509 import certificate_facts
from signing.test_ca import TestCA
from tests import world
from tokens.models import Token
from tokens.services.custody import link_certificate

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune() -> Agency:
    return world.make_agency("UBND xã Nà Cang")


@pytest.fixture
def clerk(commune: Agency) -> User:
    return world.make_user("Lò Mai", Role.CLERK, agency=commune)


def line(commune: Agency, *, count: int) -> list[Certificate]:
    """That many certificates of one person, each the successor of the one before."""
    subscriber = world.make_subscriber(world.make_person("Nguyễn Đức Ánh", agency=commune))
    made: list[Certificate] = []
    for number in range(count):
        last = number == count - 1
        made.append(
            world.make_certificate(
                subscriber,
                common_name=f"Đời {number}",
                status="active" if last else "superseded",
                predecessor=made[-1] if made else None,
            )
        )
    return made


def page_of(user: User, certificate: Certificate) -> str:
    return world.client_of(user).get(f"/chung-thu/{certificate.public_id}/").content.decode()


@pytest.mark.parametrize("place", [0, 2, 4])
def test_every_certificate_of_the_line_is_shown_from_any_of_them(commune: Agency, clerk: User, place: int) -> None:
    made = line(commune, count=5)
    world.make_certificate(made[0].subscriber, common_name="Không thuộc chuỗi")
    response = world.client_of(clerk).get(f"/chung-thu/{made[place].public_id}/")
    cells = [row["cells"][0] for row in response.context["chain"]]
    assert [cell["text"].removesuffix(" (đang xem)") for cell in cells] == [one.common_name for one in made]
    for one, cell in zip(made, cells, strict=True):
        assert cell["url"] == ("" if one == made[place] else f"/chung-thu/{one.public_id}/")


def test_the_page_says_all_that_a_certificate_must_hold(commune: Agency, clerk: User) -> None:
    """NĐ 68/2024 Điều 7: issuer, subscriber, number, term, public key, the issuer's signature, limits of use."""
    now = datetime.now(UTC)
    key = TestCA.create(now=now).issue(
        subject_cn="Lò Thị Bưởi",
        organisation="UBND xã Nà Cang",
        not_before=now - timedelta(days=1),
        not_after=now + timedelta(days=300),
    )
    facts = certificate_facts(der=key.der)
    subscriber = world.make_subscriber(world.make_person("Lò Thị Bưởi", agency=commune))
    kept = {name: getattr(facts, name) for name in ("serial_number", "issuer", "subject", "not_before", "not_after")}
    made = world.make_certificate(subscriber, der=key.der, fingerprint=facts.fingerprint, **kept)
    response = world.client_of(clerk).get(f"/chung-thu/{made.public_id}/")
    told = {row["label"]: row["value"] for row in (*response.context["facts"], *response.context["technical"])}
    assert (told["Thuê bao"], told["Số hiệu chứng thư"]) == ("Lò Thị Bưởi", facts.serial_number)
    assert (told["Bên cấp"], told["Khóa công khai"]) == (facts.issuer, "EC 256")
    assert told["Chữ ký của bên cấp"] == "Băm SHA256"
    assert told["Mục đích, phạm vi sử dụng"].startswith("ký số; chống chối bỏ")
    assert {"Hiệu lực từ", "Hết hạn lúc"} <= set(told)
    Certificate.objects.filter(pk=made.pk).update(der=b"hong")
    assert "Không đọc được tệp đang lưu" in page_of(clerk, made)


def test_a_certificate_alone_has_no_line(commune: Agency, clerk: User) -> None:
    (alone,) = line(commune, count=1)
    assert line_of(alone) == [alone]
    assert "Các chứng thư trước và sau" not in page_of(clerk, alone)


def test_a_certificate_of_the_line_that_the_reader_may_not_open_is_no_link(commune: Agency, clerk: User) -> None:
    old, new = line(commune, count=2)
    Certificate.objects.filter(pk=old.pk).update(managing_agency=world.make_agency("UBND xã Cũ"))
    page = page_of(clerk, new)
    assert "Đời 0" in page
    assert f"/chung-thu/{old.public_id}/" not in page


def test_the_devices_it_is_and_was_on_are_linked(commune: Agency, clerk: User) -> None:
    old, new = line(commune, count=2)
    token = world.make_token("PKI-1", subscriber=old.subscriber, certificate=old)
    spare = world.make_token("PKI-2", subscriber=old.subscriber, certificate=old, state=Token.State.LOST)
    with transaction.atomic():
        link_certificate(
            token=token, certificate=new, subscriber=new.subscriber, at=datetime.now(UTC), case_ref="", by=clerk
        )
    today = f"{timezone.localdate():%d/%m/%Y}"
    response = world.client_of(clerk).get(f"/chung-thu/{new.public_id}/")
    (shown,) = response.context["devices"]
    assert (shown["label"], shown["value"], shown["url"]) == ("Đang nằm trên", "PKI-1", f"/thiet-bi/{token.public_id}/")
    assert today in shown["note"]
    before = world.client_of(clerk).get(f"/chung-thu/{old.public_id}/").context["devices"]
    assert [(row["label"], row["value"]) for row in before] == [
        ("Đang nằm trên", spare.serial_number),
        ("Đã từng nằm trên", "PKI-1"),
    ]


def test_the_page_costs_the_same_for_a_long_line_and_many_devices(commune: Agency, clerk: User) -> None:

    client = world.client_of(clerk)
    counts = []
    for length in (2, 9):
        last = line(commune, count=length)[-1]
        for number in range(length):
            world.make_token(f"D-{length}-{number}", subscriber=last.subscriber, certificate=last, state="lost")
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/chung-thu/{last.public_id}/")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 23


def ends_in(commune: Agency, *, days: int, **values: Any) -> Certificate:
    noon = timezone.localtime().replace(hour=12)
    subscriber = world.make_subscriber(world.make_person("Lò Văn Hạn", agency=commune))
    return world.make_certificate(subscriber, not_after=noon + timedelta(days=days), **values)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (45, "còn 15 ngày để nộp"),
        (30, "hôm nay là ngày cuối"),
        (29, "đã qua; đề nghị cấp mới"),
    ],
)
def test_the_last_day_to_file_a_renewal_is_told(commune: Agency, clerk: User, days: int, words: str) -> None:
    page = page_of(clerk, ends_in(commune, days=days))
    assert f"Còn {days} ngày" in page
    assert words in page
    assert f"{timezone.localdate() + timedelta(days=days - 30):%d/%m/%Y}" in page


def test_what_cannot_be_renewed_has_no_filing_day(commune: Agency, clerk: User) -> None:
    assert "Không gia hạn được nữa" in page_of(clerk, ends_in(commune, days=90, renewal_count=1))
    cases: list[dict[str, Any]] = [{"days": -2}, {"days": 90, "status": "superseded"}]
    for gone in cases:
        assert "Ngày cuối nhận hồ sơ" not in page_of(clerk, ends_in(commune, **gone))


def test_a_higher_app_adds_cases_to_the_page(commune: Agency, clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    (alone,) = line(commune, count=1)
    monkeypatch.setattr(CERTIFICATE_CASE_LINKS, "_finders", {})
    CERTIFICATE_CASE_LINKS.register(
        "test", lambda actor, pk: [Link(title=f"CM-{pk}", url="/ho-so/1/", label="Cấp mới", note=actor.user.username)]
    )
    page = page_of(clerk, alone)
    assert f'<a href="/ho-so/1/">CM-{alone.pk}</a>' in page
    assert clerk.username in page
