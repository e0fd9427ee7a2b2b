"""/thong-bao/: one's own notices, newest first."""

from datetime import UTC, datetime
from typing import Any

import pytest

from directory.domain.roles import Role
from directory.models import User
from requests_workflow.models import Notification
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return world.make_user("Lò Mai", Role.CLERK, agency=world.make_agency("UBND xã"))


def tell(user: User, number: int, *, url: str = "/lich-lam-viec/") -> Notification:
    return Notification.objects.create(
        recipient=user,
        kind="test",
        title=f"Tin số {number}",
        body="Nội dung",
        url=url,
        created_at=datetime.now(UTC),
        dedupe_key=f"{user.pk}:{number}",
    )


def test_the_list_holds_ones_own_notices_only(reader: User) -> None:
    other = world.make_user("Người Khác", Role.CLERK, agency=world.make_agency("UBND xã khác"))
    tell(reader, 1)
    foreign = tell(other, 2)
    client = world.client_of(reader)
    page = client.get("/thong-bao/").content.decode()
    assert "Tin số 1" in page
    assert "Tin số 2" not in page
    assert client.post(f"/thong-bao/{foreign.public_id}/da-doc/").status_code == 404
    foreign.refresh_from_db()
    assert foreign.read_at is None


def test_opening_a_notice_marks_it_read_and_leads_to_its_page(reader: User) -> None:
    notice = tell(reader, 1)
    client = world.client_of(reader)
    response = client.post(f"/thong-bao/{notice.public_id}/da-doc/", {"mo": "1"})
    assert response["Location"] == "/lich-lam-viec/"
    notice.refresh_from_db()
    first = notice.read_at
    assert first is not None
    client.post(f"/thong-bao/{notice.public_id}/da-doc/")
    notice.refresh_from_db()
    assert notice.read_at == first


def test_a_notice_never_leads_to_another_site(reader: User) -> None:
    notice = tell(reader, 1, url="https://example.com/")
    response = world.client_of(reader).post(f"/thong-bao/{notice.public_id}/da-doc/", {"mo": "1"})
    assert response["Location"] == "/thong-bao/"


def test_reading_changes_nothing_without_a_post(reader: User) -> None:
    notice = tell(reader, 1)
    client = world.client_of(reader)
    assert client.get(f"/thong-bao/{notice.public_id}/da-doc/").status_code == 405
    assert client.get("/thong-bao/da-doc/").status_code == 405
    client.get("/thong-bao/")
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_can_be_marked_at_once_and_the_unread_filter_empties(reader: User) -> None:
    for number in range(3):
        tell(reader, number)
    client = world.client_of(reader)
    assert "Tin số 2" in client.get("/thong-bao/?loc=chua-doc").content.decode()
    assert "Đã đánh dấu 3 thông báo" in client.post("/thong-bao/da-doc/", follow=True).content.decode()
    assert "Không có thông báo chưa đọc" in client.get("/thong-bao/?loc=chua-doc").content.decode()


def test_the_list_costs_the_same_for_many_notices(reader: User, django_assert_max_num_queries: Any) -> None:
    for number in range(40):
        tell(reader, number)
    client = world.client_of(reader)
    with django_assert_max_num_queries(9):
        response = client.get("/thong-bao/")
    assert len(response.context["page"].items) == 25
    assert "sau=" in response.context["page"].next_url


def test_somebody_who_was_told_nothing_reads_that(reader: User) -> None:
    assert "Chưa có thông báo nào" in world.client_of(reader).get("/thong-bao/").content.decode()
