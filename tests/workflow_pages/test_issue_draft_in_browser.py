"""Mẫu 01 in Chromium: pasted rows, keyboard, both widths, axe; and the same way without a script."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from directory.domain.roles import Role
from directory.models import Agency, Membership, User
from requests_workflow.models import Dossier
from tests import world
from tests.journeys.looking import look
from tests.plugins.browser import NARROW, Live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLE = (
    "1\tLò Văn Tư\t1/1/1990\t012090000009; 1/2/2021; Bộ Công an\ttu@laichau.gov.vn\tUBND xã Nà Cang\tLai Châu\t"
    "Kế toán\t0912345670\t\tViettel/cs\r\n"
    '2\t"Vàng Thị\nNăm"\t02/03/1991\t012191000003; 01/02/2021; Bộ Công an\tnam@gmail.com\tUBND xã Nà Cang\tLai Châu\t'
    "Công chức Tư pháp - Hộ tịch\t0912345671\t54010a5f3c2b1d0e9f8a\t\r\n"
)


@dataclass
class Office:
    commune: Agency
    clerk: User


@pytest.fixture
def office(live: Live) -> Office:
    commune = world.make_agency(
        "Ủy ban nhân dân xã Nà Cang", parent=world.make_agency("UBND tỉnh"), address="Bản Nà Cang"
    )
    contact = world.make_person(
        "Lò Thị Mai",
        agency=commune,
        identity_issued_on="2021-02-01",
        identity_issued_by="Bộ Công an",
        official_email="mai@laichau.gov.vn",
        phone="0912345699",
    )
    clerk = world.make_user("Lò Thị Mai", Role.CLERK, agency=commune, person=contact)
    leader = world.make_user("Vàng A Chủ", Role.AGENCY_LEADER, agency=commune)
    Membership.objects.filter(user=leader).update(title="Chủ tịch", is_head=True)
    for number, (name, days) in enumerate((("Lò Văn An", 400), ("Vàng A Páo", -3), ("Nguyễn Thị Hường", 25))):
        person = world.make_person(
            name,
            agency=commune,
            birth_date="1985-08-05",
            identity_number=f"0120850000{number:02d}",
            identity_issued_on="2021-02-01",
            identity_issued_by="Cục Cảnh sát quản lý hành chính về trật tự xã hội",
            official_email=f"nguoi{number}@laichau.gov.vn",
            phone=f"091234568{number}",
        )
        world.make_certificate(world.make_subscriber(person), days_left=days)
    return Office(commune=commune, clerk=clerk)


def paste(page: Page, text: str) -> None:
    """Pastes text into the focused cell, as Excel gives it."""
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const options = {clipboardData: data, bubbles: true, cancelable: true};
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        text,
    )


def start(page: Page) -> None:
    page.goto("/ho-so/moi/cap-moi/")
    page.get_by_label("Vàng A Páo").check()
    page.get_by_label("Tìm theo tên").fill("huong")
    page.get_by_role("button", name="Tìm", exact=True).click()
    expect(page.get_by_label("Vàng A Páo")).to_be_checked()
    page.get_by_label("Nguyễn Thị Hường").check()


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_rows_pasted_into_the_grid_are_read_by_their_columns_and_go_to_the_check(live: Live, office: Office) -> None:
    page = live.page
    live.sign_in(office.clerk)
    start(page)
    faults = look(page, shot="bat-dau")
    press(page, "Lập hồ sơ")
    faults += look(page, shot="soan")
    # A name typed and not saved goes along.
    page.fill("#id_rows-2-full_name", "Lò Chưa Xong")
    page.locator("#id_rows-3-full_name").focus()
    with page.expect_navigation():
        paste(page, TABLE)
    expect(page.get_by_text("Đã đưa 2 người từ Excel")).to_be_visible()
    assert page.input_value("#id_rows-2-full_name") == "Lò Chưa Xong"
    assert page.input_value("#id_rows-4-full_name") == "Vàng Thị Năm"
    assert page.input_value("#id_rows-3-medium") == "sim_pki:Viettel/cs"
    faults += look(page, shot="soan-da-dan")
    page.get_by_label("Người ký", exact=False).first.select_option(index=1)
    press(page, "Lưu và xem lại")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Dùng thư điện tử công vụ")
    faults += look(page, shot="soan-con-thieu")
    summary.get_by_role("link", name="Dùng thư điện tử công vụ").click()
    expect(page.locator("#id_rows-4-official_email")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("nam@laichau.gov.vn")
    page.check("#id_rows-2-drop")
    press(page, "Lưu và xem lại")
    expect(page.get_by_role("heading", name="Kiểm tra trước khi trình")).to_be_visible()
    faults += look(page, shot="kiem-tra")
    press(page, "Trình lãnh đạo ký")
    assert Dossier.objects.get().state == "leader_review"
    assert faults == []


def test_a_column_is_pasted_downwards_and_new_lines_start_with_the_agency(live: Live, office: Office) -> None:
    page = live.page
    live.sign_in(office.clerk)
    page.goto("/ho-so/moi/cap-moi/")
    press(page, "Lập hồ sơ")
    page.locator("#id_rows-3-full_name").focus()
    paste(page, "Lò Một\t01/01/1990\nLò Hai\t02/01/1990\nLò Ba\t03/01/1990\n")
    assert page.locator("[data-grid-row]").count() == 6
    assert page.input_value("#id_rows-5-full_name") == "Lò Ba"
    assert page.input_value("#id_rows-5-birth_date") == "03/01/1990"
    assert page.input_value("#id_rows-5-workplace") == office.commune.name
    assert page.locator("[data-grid-row]").nth(5).locator(".grid__no").inner_text() == "6"
    press(page, "Lưu nháp")
    assert Dossier.objects.get().requests.count() == 3


def test_everything_works_without_a_script(live: Live, office: Office) -> None:
    page = live.open_page(size=NARROW, javascript=False)
    live.sign_in(office.clerk, page=page)
    start(page)
    press(page, "Lập hồ sơ")
    page.get_by_text("Dán từ Excel", exact=True).click()
    page.get_by_label("Dán các dòng chép từ Excel").fill(TABLE.replace("gmail.com", "laichau.gov.vn"))
    press(page, "Đưa vào danh sách")
    expect(page.get_by_text("Đã đưa 2 người từ Excel")).to_be_visible()
    press(page, "Thêm dòng")
    assert page.locator("[data-grid-row]").count() == 16
    press(page, "Lưu và xem lại")
    expect(page.get_by_role("heading", name="Kiểm tra trước khi trình")).to_be_visible()
    assert Dossier.objects.get().requests.count() == 4
