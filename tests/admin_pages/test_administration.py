"""/quan-tri/: roles in force and the state of the machinery, for administrators of those bodies."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from directory.domain.roles import Role
from directory.ledger.services import record
from directory.models import Agency, Membership, User
from requests_workflow.models import OutboxMessage
from requests_workflow.regulations.registry import OVERLAYS
from signing.models import SigningJob
from tests import world

pytestmark = pytest.mark.django_db
URL = "/quan-tri/"


@pytest.fixture
def province() -> Agency:
    return world.make_agency("UBND tỉnh")


@pytest.fixture
def administrator(province: Agency) -> User:
    return world.make_user("Quản Trị", Role.ADMINISTRATOR, agency=province)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_other_roles_do_not_find_the_page(province: Agency, role: Role) -> None:
    assert world.client_of(world.make_user("Ai Đó", role, agency=province)).get(URL).status_code == 404


def test_it_lists_memberships_in_force_below_the_administrators_body(province: Agency, administrator: User) -> None:
    commune = world.make_agency("UBND xã", parent=province)
    clerk = world.make_user("Lò Mai", Role.CLERK, agency=commune)
    Membership.objects.filter(user=clerk).update(decision_number="15/QĐ-UBND", decision_date=date(2026, 1, 5))
    gone = world.make_user("Đã Thôi", Role.CLERK, agency=commune)
    Membership.objects.filter(user=gone).update(valid_to=date(2025, 1, 1))
    foreign = world.make_user("Tỉnh Khác", Role.CLERK, agency=world.make_agency("UBND tỉnh khác"))
    page = world.client_of(administrator).get(URL).content.decode()
    assert clerk.username in page
    assert "15/QĐ-UBND ngày 05/01/2026" in page
    assert gone.username not in page
    assert foreign.username not in page


def test_it_says_to_whom_bodies_send_and_which_rules_they_chose(province: Agency, administrator: User) -> None:
    department = world.make_agency("Sở KH&CN", parent=province, exchange_code="H35.6", overlay="lai_chau_2025")
    world.delegate(department, territory=province)
    world.delegate(world.make_agency("Sở của tỉnh khác"), territory=world.make_agency("UBND tỉnh khác"))
    world.make_agency("UBND xã", parent=province, overlay="laichau")
    world.make_agency("UBND huyện", parent=province, overlay="tan_uyen_2024")
    context = world.client_of(administrator).get(URL).context
    (function,) = [row["cells"] for row in context["functions"]]
    assert function[1:5] == ["Sở KH&CN", "UBND tỉnh", "H35.6", "Quy chế"]
    rules = {row["cells"][0]: (row["cells"][1], row["cells"][2]["tag"]["tone"]) for row in context["rules"]}
    # A mistyped code is told: its bodies go by the national rules alone.
    assert rules == {
        "Không chọn": ("1", "neutral"),
        "laichau": ("1", "danger"),
        OVERLAYS["lai_chau_2025"].title: ("1", "success"),
        OVERLAYS["tan_uyen_2024"].title: ("1", "warning"),
    }


def test_the_queues_are_counted_and_a_stoppage_is_marked(administrator: User) -> None:
    now = datetime.now(UTC)
    for minutes, error in ((5, "ConnectionError: down"), (0, "")):
        at = now - timedelta(minutes=minutes)
        OutboxMessage.objects.create(kind="email", payload={"to": "x"}, created_at=at, not_before=at, last_error=error)
    SigningJob.objects.create(
        kind="verify_document", purpose="page", subject_ref="user:1", base_path="a.pdf", created_at=now
    )
    with transaction.atomic():
        record(action="test", object_type="x", object_id="1", by=None, at=now, payload={})
    queues = {row["label"]: row for row in world.client_of(administrator).get(URL).context["queues"]}
    assert queues["Hộp gửi đi: đang chờ"]["tag"] == {"label": "2", "tone": "warning"}
    assert queues["Hộp gửi đi: lần gửi trước bị lỗi"]["tag"]["label"] == "1"
    assert queues["Việc ký số, kiểm tra: đang chờ"]["tag"] == {"label": "1", "tone": "info"}
    assert queues["Việc ký số, kiểm tra: đang làm"]["tag"]["label"] == "0"
    assert queues["Nhật ký: số mục"]["value"] == "1"
    assert queues["Nhật ký: mục chờ nối vào chuỗi"]["tag"]["label"] == "1"


def test_the_page_shows_no_personal_data_and_costs_the_same_for_many(
    province: Agency, administrator: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        world.make_user(f"Người {number}", Role.CLERK, agency=province)
    client = world.client_of(administrator)
    with django_assert_max_num_queries(14):
        page = client.get(URL).content.decode()
    for membership in Membership.objects.select_related("user__person"):
        person = membership.user.person
        assert person is not None
        assert person.identity_number not in page
        assert person.phone not in page
