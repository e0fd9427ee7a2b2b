"""/ho-so/<id>/soan/ of Mẫu 07: rows are ticked, never typed; the check shows what the notice will say."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from requests_workflow.models import Dossier
from tests.cases.conftest import drive, issuing, world  # noqa: F401  the demo, driven
from tests.cases.driver import Driver, user
from tests.cases.issue_driver import IssueDriver
from tests.world import client_of

THREE = ("nc_moi_dan_van", "nc_moi_y_te", "nc_moi_ke_toan")


@pytest.fixture(scope="module")
def opening() -> Any:
    def open_case(driver: Driver) -> Dossier:
        """Three devices handed over on paper."""
        acting = IssueDriver(driver.now)
        case = acting.answer(acting.issue_sent(*THREE), issued=range(1, 4))
        case = acting.devices(acting.certificates(case, *range(1, 4)), *range(1, 4))
        for position in range(1, 4):
            case = acting.handed_over_on_paper(case, position)
        driver.now = acting.now
        return case

    return open_case


@pytest.fixture
def case(world: Any, issuing: IssueDriver, monkeypatch: pytest.MonkeyPatch) -> Dossier:  # noqa: F811
    """Pages and case live on the same day."""
    monkeypatch.setattr(timezone, "now", lambda: issuing.now)
    return Dossier.objects.get(pk=world.case_id)


@pytest.fixture
def notice(case: Dossier, issuing: IssueDriver) -> Dossier:  # noqa: F811
    """Drafted for the first two."""
    return issuing.notice(case, 1, 2)


@pytest.fixture
def clerk(case: Dossier) -> Client:
    return client_of(user("vanphong"))


def url_of(notice: Dossier) -> str:
    return f"/ho-so/{notice.public_id}/soan/"


def ticked(notice: Dossier, case: Dossier, *positions: int, **more: str) -> dict[str, Any]:
    """The form as a browser sends it."""
    leader = user("chutich").memberships.get(role="agency_leader")
    return {
        "version": str(Dossier.objects.get(pk=notice.pk).version),
        "form_key": "00000000-0000-4000-8000-000000000001",
        "signer": str(leader.pk),
        "signing_way": "digital",
        "dong": [str(one.public_id) for one in case.requests.filter(position__in=positions)],
    } | more


def boxes(page: str) -> list[bool]:
    """Whether each row is ticked."""
    return [" checked" in box for box in re.findall(r'<input type="checkbox" name="dong"[^>]*>', page)]


def test_own_rows_are_ticked_and_those_that_wait_may_be_added(clerk: Client, notice: Dossier, case: Dossier):
    page = clerk.get(url_of(notice)).content.decode()
    assert boxes(page) == [True, True, False]
    for row in case.requests.select_related("token", "certificate"):
        assert row.name in page
        assert row.token is not None
        assert row.token.serial_number in page
        assert row.person is not None
        assert row.person.identity_number not in page
    response = clerk.post(url_of(notice), ticked(notice, case, 1, 3))
    assert response["Location"] == f"/ho-so/{notice.public_id}/kiem-tra/"
    assert [one.origin.position for one in notice.requests.order_by("position")] == [1, 3]  # type: ignore[union-attr]


def test_the_check_shows_the_rows_and_submits(clerk: Client, notice: Dossier, case: Dossier):
    address = clerk.post(url_of(notice), ticked(notice, case, 1, 2, 3))["Location"]
    page = clerk.get(address).content.decode()
    for row in notice.requests.all():
        assert row.printed["token_serial"] in page
        assert row.printed["certificate_serial"] in page
    assert "Người phối hợp" not in page
    assert clerk.get(f"/ho-so/{notice.public_id}/xem-truoc.pdf").content[:5] == b"%PDF-"
    done = clerk.post(address, {"version": str(Dossier.objects.get(pk=notice.pk).version)})
    assert done.status_code == 302
    assert Dossier.objects.get(pk=notice.pk).state == "leader_review"


def test_a_notice_of_nobody_is_not_saved(clerk: Client, notice: Dossier, case: Dossier):
    response = clerk.post(url_of(notice), ticked(notice, case))
    assert response.status_code == 422
    assert "Chọn ít nhất một dòng" in response.content.decode()
    assert notice.requests.count() == 2


def test_rows_of_another_notice_are_not_offered_and_not_taken(
    clerk: Client,
    notice: Dossier,
    case: Dossier,
    issuing: IssueDriver,  # noqa: F811
):
    other = issuing.notice(case, 3)
    page = clerk.get(url_of(notice)).content.decode()
    assert boxes(page) == [True, True]
    response = clerk.post(url_of(notice), ticked(notice, case, 1, 3))
    assert response.status_code == 422
    assert other.requests.count() == 1
    assert notice.requests.count() == 2


def test_a_stale_page_is_told_and_keeps_its_ticks(clerk: Client, notice: Dossier, case: Dossier):
    stale = ticked(notice, case, 3, save_only="1")
    clerk.post(url_of(notice), ticked(notice, case, 1, save_only="1"))
    response = clerk.post(url_of(notice), stale)
    assert response.status_code == 422
    assert boxes(response.content.decode()) == [False, False, True]
    assert [one.origin.position for one in notice.requests.all()] == [1]  # type: ignore[union-attr]


def test_only_who_drafts_opens_it(notice: Dossier):
    for name in ("chutich", "vanthu", "canboso", "vl_vanphong"):
        assert client_of(user(name)).get(url_of(notice)).status_code == 404
