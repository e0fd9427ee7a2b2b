"""Who has a body's papers on the work list hears of them too, also from a division that has no seal of its own."""

from datetime import UTC, datetime, timedelta

import pytest

from directory.domain.roles import Role
from directory.models import Agency, User
from requests_workflow.models import Notification
from requests_workflow.selectors.why_not_told import why_of_dossier
from requests_workflow.services.alerts import watch_deadlines
from requests_workflow.services.calendar_changes import decide_changes
from requests_workflow.services.notify import users_with
from tests import world
from tests.calendar.conftest import CULTURE_DAY, NOW, build_province
from tokens.models import DeviceReturn

# Thursday 19/11/2026, 16:00 in Vietnam: nine tenths of the term below have passed.
THURSDAY = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)


@pytest.fixture
def commune(db: None) -> Agency:
    return world.make_agency("UBND xã Nà Cang")


def user_in(body: Agency, name: str, *roles: Role) -> User:
    return world.make_user(name, *roles, agency=body)


def duty_of(body: Agency, *, starts: datetime, due: datetime) -> DeviceReturn:
    subscriber = world.make_subscriber(body)
    return DeviceReturn.objects.create(
        token=world.make_token("TRA-1", subscriber=subscriber),
        certificate=world.make_certificate(subscriber),
        managing_agency=body,
        cause="revoked",
        starts_at=starts,
        due_at=due,
        explanation={},
        clause="Điều 20",
        opened_at=starts,
    )


def test_clerk_and_head_of_a_division_hear_and_those_of_a_body_with_a_seal_do_not(commune: Agency) -> None:
    division = world.make_agency("Phòng Văn hóa", parent=commune, can_submit=False)
    clerk = user_in(division, "Lò Thị Mai", Role.CLERK, Role.CONTACT_OFFICER)
    head = user_in(division, "Giàng A Dơ", Role.UNIT_HEAD)
    user_in(division, "Vàng A Sử", Role.AGENCY_LEADER, Role.DEPARTMENT_OFFICER)
    school = world.make_agency("Trường THCS", parent=commune)
    user_in(school, "Tẩn A Páo", Role.CLERK, Role.UNIT_HEAD)
    everybody = frozenset(Role)
    assert users_with(agency=commune, roles=everybody, now=THURSDAY) == [clerk, head]
    duty_of(commune, starts=THURSDAY - timedelta(hours=8), due=THURSDAY + timedelta(hours=1))
    assert watch_deadlines(now=THURSDAY) == 2
    assert set(Notification.objects.values_list("kind", "recipient")) == {
        ("device_return_80", clerk.pk),
        ("device_return_80", head.pk),
    }
    dossier = world.make_dossier(commune, by=clerk)
    said = " ".join(line for one in why_of_dossier(dossier=dossier, now=THURSDAY) for line in one.lines)
    assert "UBND xã Nà Cang: Lò Thị Mai: tài khoản không có thư điện tử" in said


def test_a_changed_day_is_told_to_a_division_as_well(db: None) -> None:
    province = build_province()
    division = world.make_agency("Phòng Kinh tế", parent=province.commune, can_submit=False)
    clerk = user_in(division, "Lò Thị Mai", Role.CLERK)
    province.add_case(received=NOW - timedelta(hours=1))
    duty_of(province.commune, starts=NOW - timedelta(hours=1), due=NOW + timedelta(days=8, hours=7))
    change = province.propose(CULTURE_DAY)
    assert decide_changes(change_ids=[change.public_id], approve=True, by=province.leader, now=NOW).moved == 2
    told = set(Notification.objects.values_list("kind", "recipient"))
    for person in (clerk, province.clerk):
        assert {("deadline_moved", person.pk), ("device_return_moved", person.pk)} <= told
