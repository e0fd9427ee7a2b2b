"""Pages off the road of a case: registers, calendar, law, accounts, errors; each is looked at, by who may open it."""

import pytest

from certificates.models import Certificate
from tests.journeys.conftest import Town
from tests.journeys.desk import local_now

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_every_page_of_the_menus_is_sound_at_both_widths(town: Town):
    clerk = town.desk("vanphong", watched=True)
    certificate = Certificate.objects.get(subscriber__person__account__username="thuebao")
    for path in (
        "/chung-thu/",
        "/chung-thu/?tinh_trang=sap_het_han",
        f"/chung-thu/{certificate.public_id}/",
        "/thiet-bi/",
        "/ho-so/?q=khongco",
        "/thong-bao/",
        "/ky-so/kiem-tra/",
        "/lich-lam-viec/",
        f"/lich-lam-viec/?nam={local_now().year}&thang=9",
        f"/lich-lam-viec/?nhan={local_now():%d/%m/%Y}&so_ngay=3",
        "/lich-lam-viec/?nhan=hom-qua&so_ngay=x",
        "/can-cu-phap-ly/",
        "/tai-khoan/mat-khau/",
        "/tai-khoan/hai-lop/",
    ):
        clerk.go(path)
    clerk.go("/khong-co-trang-nay/", status=404)
    clerk.reads("Không tìm thấy")
    town.desk("quantri", watched=True).go("/quan-tri/")
    for person in ("kiemtra", "baocao", "cuc", "canboso"):
        desk = town.desk(person, watched=True)
        desk.go("/")
        desk.page.get_by_role("navigation").get_by_role("link").last.click()
        desk.page.wait_for_load_state()
        desk.seen()


def test_the_account_menu_and_the_section_menu_work_by_keyboard(town: Town):
    page = town.desk("vanphong").page
    page.goto("/")
    summary = page.locator(".account summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Đổi mật khẩu").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Đổi mật khẩu").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('nav, form') !== null")
