"""/bao-mat/: the telephone first, three questions, both dossiers at once; nobody else's device, and no second time."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from directory.models import Agency
from requests_workflow.models import Dossier, Notification
from tests.cases.conftest import drive, opening, world  # noqa: F401  the demo
from tests.cases.driver import Driver, device, token_of, user
from tests.world import client_of
from tokens.models import LossReport, Token

HOW = "Rơi trên đường đi công tác tại bản Nà Cang"
TYPED = {"lost_on": "18/11/2026", "circumstances": HOW, "emergency_call": "Trực ban của Cục, 08:15"}


@pytest.fixture
def today(drive: Driver, monkeypatch: pytest.MonkeyPatch) -> Driver:  # noqa: F811
    monkeypatch.setattr(timezone, "now", lambda: drive.now)
    return drive


def body(response: Any) -> str:
    return str(response.content.decode())


def page_of(token: Token) -> str:
    return f"/bao-mat/{token.public_id}/"


def reports(token: Token) -> int:
    return LossReport.objects.filter(token=token).count()


def test_a_subscriber_reports_and_reads_both_codes(today: Driver):
    token = token_of("thuebao")
    mine = client_of(user("thuebao"))
    assert page_of(token) in body(mine.get("/bao-mat/"))
    page = body(mine.get(page_of(token)))
    provider = Agency.objects.get(exchange_code="G11.07.05")
    # The telephone stands before the questions.
    assert page.index('href="tel:02437738668"') < page.index('name="lost_on"')
    assert provider.phone in page
    assert "Mẫu số 05" in page
    assert "Mẫu số 09" in page
    sent = mine.post(page_of(token), TYPED)
    assert sent["Location"] == f"{page_of(token)}xong/"
    done = body(mine.get(sent["Location"]))
    papers = Dossier.objects.filter(procedure__in=("revocation", "device_loss"))
    assert sorted(papers.values_list("procedure", flat=True)) == ["device_loss", "revocation"]
    assert all(one.code in done for one in papers)
    assert all(text in done for text in (HOW, "Trực ban của Cục, 08:15"))
    token.refresh_from_db()
    assert token.state == Token.State.LOST
    told = Notification.objects.filter(kind="device_lost").values_list("recipient__username", flat=True)
    assert {"vanphong", "daumoi", "chutich", "canboso"} <= set(told)
    # The clerk opens both; pressed again, the button changes nothing, and the page leads to what was done.
    assert mine.post(page_of(token), TYPED)["Location"] == sent["Location"]
    assert (reports(token), papers.count()) == (1, 2)
    clerk = client_of(user("vanphong"))
    assert all(f"/ho-so/{one.public_id}/" in body(clerk.get(sent["Location"])) for one in papers)
    draft = papers.get(procedure="device_loss")
    grid = body(clerk.get(f"/ho-so/{draft.public_id}/soan/"))
    assert 'value="18/11/2026"' in grid
    assert HOW in grid


def test_the_clerk_reports_for_who_has_no_account_from_the_page_of_the_device(today: Driver):
    token = device("nc_da_gia_han")
    clerk = client_of(user("vanphong"))
    assert f'href="{page_of(token)}"' in body(clerk.get(f"/thiet-bi/{token.public_id}/"))
    assert clerk.post(page_of(token), TYPED | {"emergency_call": ""}).status_code == 302
    assert reports(token) == 1
    done = body(clerk.get(f"{page_of(token)}xong/"))
    # Nobody has been telephoned yet: the numbers stay in sight.
    assert "tel:" in done
    assert "Báo mất thiết bị" not in body(clerk.get(f"/thiet-bi/{token.public_id}/"))


def test_wrong_answers_come_back_beside_their_questions(today: Driver):
    token = token_of("thuebao")
    mine = client_of(user("thuebao"))
    for change, said in (
        ({"lost_on": "31/02/2026"}, "Nhập ngày dạng ngày/tháng/năm"),
        ({"lost_on": "30/12/2026"}, "Ngày thất lạc ở tương lai"),
        ({"circumstances": "mất"}, "ít nhất 10 ký tự"),
        ({"circumstances": "a" * 256}, "nhiều nhất 255 ký tự"),
    ):
        back = mine.post(page_of(token), TYPED | change)
        assert back.status_code == 422
        assert said in body(back)
        assert re.search(r'value="Trực ban của Cục, 08:15"', body(back))
    assert (reports(token), Dossier.objects.filter(procedure="device_loss").count()) == (0, 0)


def test_nobody_reports_a_strangers_device(today: Driver):
    token = token_of("thuebao")
    for name in ("daumoi", "vanphong"):
        assert client_of(user(name)).get(page_of(token)).status_code == 200
    for name in ("chutich", "canboso", "vl_vanphong", "stc_thuebao", "cuc", "kiemtra", "quantri"):
        other: Client = client_of(user(name))
        assert other.get(page_of(token)).status_code == 404
        assert other.post(page_of(token), TYPED).status_code == 404
    assert client_of(user("thuebao")).get(f"{page_of(token)}xong/").status_code == 404
    assert reports(token) == 0
