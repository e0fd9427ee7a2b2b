"""Identity data of the coordinating person: masked, shown on request to those who work on the case, and recorded."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from directory.domain.roles import Role
from directory.ledger.models import LedgerEntry
from directory.models import Agency, Person, User
from requests_workflow.models import Dossier
from tests import world

pytestmark = pytest.mark.django_db


@dataclass
class Case:
    commune: Agency
    clerk: User
    officer: User
    person: Person
    dossier: Dossier

    @property
    def url(self) -> str:
        return f"/ho-so/{self.dossier.public_id}/nguoi-phoi-hop/"


@pytest.fixture
def case() -> Case:
    province = world.make_agency("UBND tỉnh")
    commune = world.make_agency("UBND xã", parent=province)
    department = world.make_agency("Sở Khoa học và Công nghệ", parent=province)
    world.delegate(department, territory=province)
    clerk = world.make_user("Lò Mai", Role.CLERK, agency=commune)
    person = world.make_person("Vàng Thị Hoa", agency=commune)
    now = datetime.now(UTC)
    return Case(
        commune=commune,
        clerk=clerk,
        officer=world.make_user("Trần Hợp", Role.DEPARTMENT_OFFICER, agency=department),
        person=person,
        dossier=world.make_dossier(
            commune, by=clerk, state="sent", coordinator=person, recipient=department, channel="qlvb", sent_at=now
        ),
    )


def viewings() -> int:
    return LedgerEntry.objects.filter(action="personal_data.viewed").count()


@pytest.mark.parametrize("who", ["clerk", "officer"])
def test_those_who_work_on_the_case_see_the_data_once_and_the_ledger_knows(case: Case, who: str) -> None:
    user: User = getattr(case, who)
    client = world.client_of(user)
    masked = client.get(case.url).content.decode()
    assert case.person.identity_number not in masked
    assert case.person.phone not in masked
    assert case.person.masked_identity_number in masked
    assert viewings() == 0
    shown = client.post(case.url)
    assert case.person.identity_number in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    entry = LedgerEntry.objects.get(action="personal_data.viewed")
    assert (entry.object_type, entry.object_id) == ("person", str(case.person.public_id))
    assert entry.actor_ref == f"user:{user.pk}"
    assert case.person.identity_number not in str(entry.payload)
    assert case.person.identity_number not in client.get(case.url).content.decode()
    assert viewings() == 1


def test_htmx_gets_the_block_alone(case: Case) -> None:
    page = world.client_of(case.clerk).post(case.url, headers={"HX-Request": "true"}).content.decode()
    assert case.person.identity_number in page
    assert "<html" not in page


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.REPORT_MANAGER])
def test_readers_of_the_case_who_do_not_work_on_it_see_the_mask_and_no_button(case: Case, role: Role) -> None:
    client = world.client_of(world.make_user("Người Xem", role, agency=case.commune))
    page = client.get(case.url).content.decode()
    assert "Hiện số định danh" not in page
    assert client.post(case.url).status_code == 404
    assert viewings() == 0


def test_a_clerk_of_a_higher_body_does_not_work_on_the_case(case: Case) -> None:
    parent = case.commune.parent
    assert parent is not None
    client = world.client_of(world.make_user("Cấp Trên", Role.CLERK, agency=parent))
    assert client.get(case.url).status_code == 200
    assert client.post(case.url).status_code == 404


def test_strangers_and_a_case_without_a_coordinator_give_404(case: Case) -> None:
    stranger = world.make_user("Người Lạ", Role.CLERK, agency=world.make_agency("UBND xã khác"))
    assert world.client_of(stranger).post(case.url).status_code == 404
    Dossier.objects.filter(pk=case.dossier.pk).update(coordinator=None)
    assert world.client_of(case.clerk).get(case.url).status_code == 404
    assert viewings() == 0
