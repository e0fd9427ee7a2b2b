"""/ho-so/moi/cap-moi/: people of the register are offered with what is known of them, and become rows of a draft."""

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from directory.domain.roles import Role
from directory.models import Agency, Person, User
from requests_workflow.models import Dossier
from tests import world
from tests.access.plans import recorded

pytestmark = pytest.mark.django_db
URL = "/ho-so/moi/cap-moi/"


@dataclass
class Office:
    province: Agency
    commune: Agency
    unit: Agency
    clerk: User
    client: Client

    def page(self, query: str = "") -> str:
        response = self.client.get(URL + query)
        assert response.status_code == 200
        return response.content.decode()

    def started(self, *people: Person, **more: str) -> Dossier:
        data = {"nguoi": [str(one.public_id) for one in people], "form_key": str(uuid.uuid4())} | more
        response = self.client.post(URL, data)
        assert response.status_code == 302, response.content.decode()
        return Dossier.objects.get(public_id=response["Location"].split("/")[2])


@pytest.fixture
def office() -> Office:
    province = world.make_agency("UBND tỉnh")
    commune = world.make_agency("UBND xã Nà Cang", parent=province, overlay="lai_chau_2025")
    unit = world.make_agency("Trung tâm phục vụ hành chính công", parent=commune, can_submit=False)
    clerk = world.make_user("Lò Thị Mai", Role.CLERK, agency=commune)
    return Office(province=province, commune=commune, unit=unit, clerk=clerk, client=world.client_of(clerk))


def line_of(page: str, person: Person) -> str:
    """The table row of a person."""
    return next(row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if person.full_name in row)


def test_the_page_says_what_it_takes_who_decides_and_how_long(office: Office):
    page = office.page()
    assert "03 ngày làm việc" in page
    assert "Điều 11 khoản 2" in page
    assert "Mẫu số 01" in page
    assert "Bản sao gửi:" in page
    assert office.commune.name in page


def test_people_of_the_agency_and_of_its_units_are_offered_and_nobody_else(office: Office):
    own = world.make_person("Lò Văn An", agency=office.commune)
    below = world.make_person("Vàng Thị Bé", agency=office.unit)
    sister = world.make_agency("UBND xã Bản Lầu", parent=office.province)
    under_seal = world.make_agency("Trường tiểu học", parent=office.commune)
    strangers = [world.make_person("Người Xã Khác", agency=sister), world.make_person("Cô Giáo", agency=under_seal)]
    gone = world.make_person("Đã Nghỉ Việc", agency=office.commune, left_on="2025-01-01")
    page = office.page()
    assert own.full_name in page
    assert below.full_name in page
    for one in (*strangers, gone):
        assert one.full_name not in page
    # Nor does a changed form bring them in.
    dossier = office.started(own, below, *strangers, gone)
    assert sorted(row.person_id or 0 for row in dossier.requests.all()) == sorted([own.pk, below.pk])


def test_identity_numbers_are_never_shown_in_clear(office: Office):
    person = world.make_person("Lò Văn An", agency=office.commune)
    page = office.page()
    assert person.identity_number not in page
    assert person.masked_identity_number in page


def test_each_person_is_shown_with_the_certificate_that_counts(office: Office):
    people = {
        name: world.make_person(name, agency=office.commune)
        for name in ("Có Hạn", "Gần Hết", "Đã Hết", "Bị Thu", "Chưa Có")
    }
    now = datetime.now(UTC)
    world.make_certificate(world.make_subscriber(people["Có Hạn"]), days_left=400)
    world.make_certificate(world.make_subscriber(people["Có Hạn"]), days_left=-5)
    world.make_certificate(world.make_subscriber(people["Gần Hết"]), days_left=40)
    expired = world.make_certificate(world.make_subscriber(people["Đã Hết"]), days_left=-3)
    revoked = world.make_certificate(
        world.make_subscriber(people["Bị Thu"]), status="revoked", revoked_at=now - timedelta(days=9)
    )
    page = office.page()
    expected = {
        "Có Hạn": "Còn hiệu lực đến",
        "Gần Hết": "Sắp hết hạn",
        "Đã Hết": "cấp lại",
        "Bị Thu": "thu hồi: cấp lại",
        "Chưa Có": "Chưa có chứng thư",
    }
    for name, words in expected.items():
        assert words in line_of(page, people[name]), name
    # Only a certificate that ended goes before the new one.
    dossier = office.started(*people.values())
    serials = {row.printed["full_name"]: row.printed["old_certificate_serial"] for row in dossier.requests.all()}
    assert serials == {
        "Có Hạn": "",
        "Gần Hết": "",
        "Chưa Có": "",
        "Đã Hết": expired.serial_number,
        "Bị Thu": revoked.serial_number,
    }
    assert dossier.requests.get(person=people["Đã Hết"]).predecessor == expired


def test_an_expired_certificate_with_a_successor_is_not_followed_again(office: Office):
    subscriber = world.make_subscriber(world.make_person("Lò Văn An", agency=office.commune))
    old = world.make_certificate(subscriber, days_left=-300)
    world.make_certificate(
        subscriber, days_left=-3, predecessor=old, status="revoked", revoked_at=datetime.now(UTC) - timedelta(days=9)
    )
    assert subscriber.person is not None
    dossier = office.started(subscriber.person)
    assert dossier.requests.get().printed["old_certificate_serial"] != old.serial_number


def test_somebody_who_is_asked_for_already_cannot_be_chosen(office: Office):
    person = world.make_person("Lò Văn An", agency=office.commune)
    first = office.started(person)
    line = line_of(office.page(), person)
    assert first.code in line
    assert "checkbox" not in line
    response = office.client.post(URL, {"nguoi": str(person.public_id), "form_key": str(uuid.uuid4())})
    assert response.status_code == 422
    assert first.code in response.content.decode()


def test_a_second_press_finds_the_first_draft(office: Office):
    person = world.make_person("Lò Văn An", agency=office.commune)
    key = str(uuid.uuid4())
    assert office.started(person, form_key=key) == office.started(person, form_key=key)
    assert Dossier.objects.count() == 1


def test_nobody_needs_to_be_chosen(office: Office):
    dossier = office.started()
    assert dossier.procedure == "individual_issue"
    assert dossier.requests.count() == 0


def test_a_search_without_marks_keeps_who_was_chosen(office: Office):
    chosen = world.make_person("Lò Văn An", agency=office.commune)
    found = world.make_person("Nguyễn Thị Hường", agency=office.unit)
    other = world.make_person("Vàng A Páo", agency=office.commune)
    response = office.client.post(URL, {"tim": "1", "q": "huong", "nguoi": str(chosen.public_id)})
    page = response.content.decode()
    assert " checked" in line_of(page, chosen)
    assert found.full_name in page
    assert other.full_name not in page
    assert Dossier.objects.count() == 0


def test_a_certificate_named_in_the_address_chooses_its_person_and_goes_before(office: Office):
    person = world.make_person("Lò Văn An", agency=office.unit)
    ending = world.make_certificate(world.make_subscriber(person), days_left=10)
    page = office.page(f"?chung-thu={ending.public_id}")
    assert " checked" in line_of(page, person)
    dossier = office.started(person, **{"chung-thu": str(ending.public_id)})
    assert dossier.requests.get().predecessor == ending


def test_a_certificate_of_another_agency_chooses_nobody(office: Office):
    sister = world.make_agency("UBND xã Bản Lầu", parent=office.province)
    stranger = world.make_person("Người Xã Khác", agency=sister)
    certificate = world.make_certificate(world.make_subscriber(stranger), days_left=10)
    for query in (
        f"?chung-thu={certificate.public_id}",
        f"?nguoi={stranger.public_id}",
        "?chung-thu=x&nguoi=y&co-quan=²",
    ):
        page = office.page(query)
        assert stranger.full_name not in page
        assert " checked" not in page


def test_only_who_drafts_may_start(office: Office):
    for role in (Role.AGENCY_LEADER, Role.REGISTRY_CLERK, Role.SUBSCRIBER):
        client = world.client_of(world.make_user("Người Khác", role, agency=office.commune))
        assert client.get(URL).status_code == 404
        assert client.post(URL, {}).status_code == 404


def test_a_hundred_people_cost_as_many_queries_as_one(office: Office):
    def people(count: int) -> None:
        for number in range(count):
            person = world.make_person(f"Lò Văn {number}", agency=office.commune)
            world.make_certificate(world.make_subscriber(person), days_left=number * 10 - 50)
            if number % 3 == 0:
                office.started(person)

    people(1)
    office.page()
    few = recorded(office.page)
    people(60)
    many = recorded(office.page)
    assert len(many) == len(few)
