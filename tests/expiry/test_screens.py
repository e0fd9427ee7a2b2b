"""/sap-het-han/ in Chromium: axe finds nothing, and nothing is wider than the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from certificates.domain.validity import VIETNAM
from tests.expiry.conftest import Office
from tests.plugins.browser import NARROW, WIDE, Live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_list_is_sound_and_its_filter_works_without_a_script(
    live: Live, office: Office, size: tuple[int, int]
) -> None:
    today = timezone.now().astimezone(VIETNAM).date()
    for name, days in (("Giàng A Dơ", 13), ("Lý Thị Sa", 1), ("Tẩn Văn Phú", -4), ("Lò Văn Hặc", -33)):
        office.certificate(name, days_to_file=days, day=today)
    office.certificate("Chẻo Thị Mẩy", days_to_file=70, day=today, renewal_count=1)
    # A last filing day on a Sunday.
    office.certificate("Vàng Thị Dở", days_to_file=(6 - today.weekday()) % 7 + 14, day=today)
    page = live.open_page(size=size, javascript=True)
    live.sign_in(office.clerk, page=page)
    page.goto("/sap-het-han/")
    expect(page.get_by_role("heading", name="Chứng thư sắp hết hạn", level=1)).to_be_visible()
    expect(page.get_by_text("là ngày nghỉ; ngày làm việc cuối cùng trước đó là").first).to_be_visible()
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]

    plain = live.open_page(size=size, javascript=False)
    live.sign_in(office.clerk, page=plain)
    plain.goto("/sap-het-han/")
    plain.get_by_label("Mức").select_option(label="Đã hết hạn")
    plain.get_by_role("button", name="Lọc").click()
    expect(plain.get_by_role("link", name="Lò Văn Hặc", exact=True)).to_be_visible()
    expect(plain.get_by_role("link", name="Giàng A Dơ")).to_have_count(0)
