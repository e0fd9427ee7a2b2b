"""/chung-thu/: scope, standing in words, search, and the file."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.domain.standing import standing
from certificates.models import Certificate, CertificateStatusChange
from directory.domain.roles import Role
from directory.models import Agency, User
from tests import world

NOW = datetime(2026, 8, 5, 3, 0, tzinfo=UTC)


def stands(*, days: float, **changes: Any) -> str:
    values: dict[str, Any] = {"status": "active", "revoked_at": None, "at": NOW, "not_before": NOW - timedelta(days=9)}
    return standing(**values | {"not_after": NOW + timedelta(days=days)} | changes).label


def test_the_standing_is_told_in_days_between_vietnamese_dates() -> None:
    assert stands(days=31) == "Còn 31 ngày"
    assert stands(days=0.1) == "Hết hạn trong hôm nay"
    # 17:00 UTC is midnight in Vietnam: fourteen hours later it is tomorrow there.
    assert stands(days=14.5 / 24) == "Còn 1 ngày"
    assert stands(days=-0.05) == "Hết hạn hôm nay"
    assert stands(days=-12) == "Hết hạn 12 ngày"
    assert stands(days=99, status="superseded") == "Đã thay bằng chứng thư mới"
    assert stands(days=99, status="revoked", revoked_at=NOW) == "Đã thu hồi ngày 05/08/2026"
    assert stands(days=99, not_before=NOW + timedelta(days=1)) == "Có hiệu lực từ 06/08/2026"


@pytest.fixture
def commune() -> Agency:
    return world.make_agency("UBND xã Nà Cang", parent=world.make_agency("UBND tỉnh"))


@pytest.fixture
def owner(commune: Agency) -> User:
    return world.make_user("Nguyễn Đức Ánh", Role.SUBSCRIBER, agency=commune)


@pytest.fixture
def certificate(owner: User) -> Certificate:
    assert owner.person is not None
    return world.make_certificate(world.make_subscriber(owner.person), official_email="anh.nd@laichau.example")


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("clerk", 200), ("stranger", 404), ("colleague", 404)])
def test_a_certificate_and_its_file_open_only_in_scope(
    certificate: Certificate, owner: User, commune: Agency, who: str, status: int
) -> None:
    users = {
        "owner": lambda: owner,
        "clerk": lambda: world.make_user("Lò Mai", Role.CLERK, agency=commune),
        "stranger": lambda: world.make_user("Vàng Páo", Role.CLERK, agency=world.make_agency("UBND xã Hua Bum")),
        "colleague": lambda: world.make_user("Tẩn Mẩy", Role.SUBSCRIBER, agency=commune),
    }
    client = world.client_of(users[who]())
    assert (certificate.serial_number in client.get("/chung-thu/").content.decode()) is False
    assert (f"/chung-thu/{certificate.public_id}/" in client.get("/chung-thu/").content.decode()) is (status == 200)
    assert client.get(f"/chung-thu/{certificate.public_id}/").status_code == status
    assert client.get(f"/chung-thu/{certificate.public_id}/tep/").status_code == status


@pytest.mark.django_db
def test_an_identity_number_that_a_certificate_bears_is_masked_on_its_page(owner: User) -> None:
    assert owner.person is not None
    bears = world.make_certificate(
        world.make_subscriber(owner.person),
        subject="1.2.840.113549.1.9.1=anh@example,UID=CCCD:012085000001,O=A\\, B,CN=Nguyễn Đức Ánh",
    )
    page = world.client_of(owner).get(f"/chung-thu/{bears.public_id}/").content.decode()
    assert r"E=anh@example,UID=CCCD:0120••••••01,O=A\, B,CN=Nguyễn Đức Ánh" in page
    assert "012085000001" not in page


@pytest.mark.django_db
def test_the_file_is_the_certificate_byte_for_byte(certificate: Certificate, owner: User) -> None:
    response = world.client_of(owner).get(f"/chung-thu/{certificate.public_id}/tep/")
    assert response.content == bytes(certificate.der)
    assert response["Content-Type"] == "application/pkix-cert"
    assert response["Content-Disposition"].endswith(f'"chung-thu-{certificate.serial_number}.cer"')


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["duc anh", "nguyễn", "ANH.ND@laichau.example", "na cang", "SERIAL", "FINGERPRINT"])
def test_a_certificate_is_found_by_name_mail_serial_and_fingerprint(
    certificate: Certificate, commune: Agency, text: str
) -> None:
    text = {"SERIAL": certificate.serial_number[:8].upper(), "FINGERPRINT": certificate.fingerprint}.get(text, text)
    client = world.client_of(world.make_user("Lò Mai", Role.CLERK, agency=commune))
    assert f"/chung-thu/{certificate.public_id}/" in client.get("/chung-thu/", {"q": text}).content.decode()
    assert "Không tìm thấy" in client.get("/chung-thu/", {"q": "khong co ai"}).content.decode()


@pytest.mark.django_db
def test_each_standing_filter_gives_its_own_certificates(commune: Agency) -> None:
    clerk = world.make_user("Lò Mai", Role.CLERK, agency=commune)
    subscriber = world.make_subscriber(world.make_person("A Páo", agency=commune))
    now = datetime.now(UTC)
    made = {
        "xa": world.make_certificate(subscriber, days_left=91),
        "gan": world.make_certificate(subscriber, days_left=90),
        "het": world.make_certificate(subscriber, days_left=-1),
        "thu": world.make_certificate(subscriber, days_left=9, status="revoked", revoked_at=now),
        "thay": world.make_certificate(subscriber, days_left=9, status="superseded"),
    }
    expected = {
        "con_hieu_luc": {"xa", "gan"},
        "sap_het_han": {"gan"},
        "het_han": {"het"},
        "da_thu_hoi": {"thu"},
        "da_thay": {"thay"},
        "": set(made),
    }
    client = world.client_of(clerk)
    for value, names in expected.items():
        page = client.get("/chung-thu/", {"tinh_trang": value}).content.decode()
        assert {name for name, c in made.items() if str(c.public_id) in page} == names, value


@pytest.mark.django_db
def test_the_page_shows_history_and_the_neighbours_in_the_chain(
    certificate: Certificate, owner: User, django_assert_max_num_queries: Any
) -> None:
    old = world.make_certificate(certificate.subscriber, days_left=-3, status="superseded", common_name="Bản cũ")
    Certificate.objects.filter(pk=certificate.pk).update(predecessor=old)
    CertificateStatusChange.objects.create(
        certificate=old, status="superseded", at=datetime.now(UTC), reason="Gia hạn theo công văn"
    )
    client = world.client_of(owner)
    with django_assert_max_num_queries(20):
        page = client.get(f"/chung-thu/{certificate.public_id}/").content.decode()
    assert f"/chung-thu/{old.public_id}/" in page
    assert certificate.serial_number in page
    older = client.get(f"/chung-thu/{old.public_id}/").content.decode()
    assert "Gia hạn theo công văn" in older
    assert f"/chung-thu/{certificate.public_id}/" in older


@pytest.mark.django_db
def test_the_register_costs_the_same_for_many_rows(commune: Agency) -> None:
    clerk = world.make_user("Lò Mai", Role.CLERK, agency=commune)
    client = world.client_of(clerk)
    world.make_certificate(world.make_subscriber(world.make_person("Người Một", agency=commune)))
    with CaptureQueriesContext(connection) as one:
        client.get("/chung-thu/")
    for number in range(29):
        world.make_certificate(world.make_subscriber(world.make_person(f"Người {number}", agency=commune)))
    with CaptureQueriesContext(connection) as many:
        response = client.get("/chung-thu/")
    assert len(one) == len(many) <= 10
    assert len(response.context["rows"]) == 25
    assert response.context["page"].summary == "25 chứng thư trên trang này, trong 30"
