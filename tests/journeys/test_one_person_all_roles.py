"""The persona switcher: one browser, one person, every role, from nothing to the closed case."""

import pytest

from requests_workflow.models import Dossier
from tests.journeys import moves
from tests.journeys.conftest import Town
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def test_one_browser_closes_a_case_through_the_persona_switcher(town: Town):
    desk = town.stranger()
    serial = moves.serial_of("thuebao")
    desk.go("/")
    assert "/dang-nhap/" in desk.page.url
    _become(desk, "thuebao")
    desk.follow("Thiết bị của tôi bị khóa")
    desk.follow(serial)
    desk.follow("Báo thiết bị bị khóa")
    desk.choose("ly_do", "quen_mat_khau")
    desk.press("Tiếp tục")
    desk.press("Tiếp tục")
    desk.press("Gửi")

    _become(desk, "vanphong")
    desk.follow(f"Lập hồ sơ cho thiết bị {serial}")
    desk.press("Lập hồ sơ")
    case = moves.submit(desk)
    _become(desk, "chutich")
    moves.sign_with_test_key(desk, case=case, label="Ký số")
    _become(desk, "vanthu")
    moves.number(desk, case=case)
    moves.sign_with_test_key(desk, case=case, label="Ký số của cơ quan")
    moves.send(desk, town=town, case=case)
    _become(desk, "canboso")
    moves.receive(desk, town=town, case=case)
    moves.checked(desk, case=case)
    moves.accept(desk, case=case)
    moves.recover(desk, case=case, serial=serial)
    _become(desk, "thuebao")
    desk.follow(f"Xác nhận thiết bị {serial}")
    desk.press("Xác nhận đã đặt mật khẩu mới")
    assert Dossier.objects.get().state == "closed"


def _become(desk: Desk, person: str) -> None:
    """Through the banner of the demo, as everybody can."""
    desk.page.get_by_role("link", name="Đổi vai dùng thử").click()
    desk.page.wait_for_url("**/dung-thu/")
    desk.watched = True
    desk.seen("dung-thu")
    desk.watched = False
    form = desk.page.locator("form", has=desk.page.locator(f"input[value={person}]"))
    with desk.page.expect_navigation():
        form.get_by_role("button").click()
    desk.reads("Việc của tôi")
