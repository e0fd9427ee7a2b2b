"""The same case on a telephone without JavaScript: every page works by forms, links and refreshes alone."""

import pytest

from tests.journeys import moves
from tests.journeys.conftest import Town
from tests.plugins.browser import NARROW

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def test_a_case_goes_from_draft_to_closed_without_javascript_on_a_narrow_screen(town: Town):
    for person in ("thuebao", "vanphong", "chutich", "vanthu", "canboso"):
        town.desk(person, javascript=False, size=NARROW)
    clerk, serial = town.desk("vanphong"), moves.serial_of("thuebao")

    moves.open_draft(clerk, slugs=["thuebao"])
    lines = clerk.page.locator("[data-grid-row]").count()
    clerk.press("Thêm dòng")
    assert clerk.page.locator("[data-grid-row]").count() == lines + 10
    clerk.fill(signer="")
    clerk.press("Lưu và xem lại")
    assert "Chọn người ký" in clerk.errors()
    clerk.page.locator("[name=signer]").select_option(index=1)
    case = moves.submit(clerk)

    moves.sign_with_test_key(town.desk("chutich"), case=case, label="Ký số")
    moves.number(town.desk("vanthu"), case=case)
    moves.sign_with_test_key(town.desk("vanthu"), case=case, label="Ký số của cơ quan")
    moves.send(town.desk("vanthu"), town=town, case=case)

    officer = town.desk("canboso")
    officer.go("/")
    officer.page.get_by_text("Các mục").click()
    officer.page.get_by_role("link", name="Hồ sơ", exact=True).click()
    moves.receive(officer, town=town, case=case)
    moves.checked(officer, case=case)
    moves.accept(officer, case=case)
    moves.recover(officer, case=case, serial=serial, handed_over=True)

    subscriber = town.desk("thuebao")
    subscriber.go("/")
    subscriber.follow(f"Xác nhận thiết bị {serial}")
    subscriber.press("Xác nhận đã đặt mật khẩu mới")
    assert moves.dossier_of(clerk).state == "closed"
    clerk.go(case)
    clerk.reads("Kết thúc hồ sơ")


def test_a_pdf_is_checked_without_javascript(town: Town):
    desk = town.desk("thuebao", javascript=False, size=NARROW)
    desk.go("/ky-so/kiem-tra/")
    desk.attach("tep", town.proof)
    desk.press("Kiểm tra")
    desk.page.get_by_role("heading", name="Kết luận").wait_for(timeout=60_000)
    desk.reads("Kết quả kiểm tra chữ ký số")
