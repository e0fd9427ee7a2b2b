"""The registers and pages in Chromium: axe, both widths, with and without a script; the longer ways on foot."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from directory.domain.roles import Role
from directory.ledger.models import LedgerEntry
from directory.models import User
from signing.models import SigningJob
from tests import world
from tests.plugins.browser import NARROW, WIDE, Live
from tests.signing import pdfs
from tokens.models import LockReport, Token

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass
class Office:
    clerk: User
    manager: User
    administrator: User
    token: Token
    addresses: dict[str, list[str]]


@pytest.fixture
def office(live: Live) -> Office:
    province = world.make_agency("UBND tỉnh")
    commune = world.make_agency("UBND xã Nà Cang", parent=province, overlay="lai_chau_2025")
    clerk = world.make_user("Lò Thị Mai", Role.CLERK, Role.SUBSCRIBER, agency=commune)
    assert clerk.person is not None
    subscriber = world.make_subscriber(clerk.person)
    certificate = world.make_certificate(subscriber, days_left=20)
    token = world.make_token("PKI-000777", subscriber=subscriber, holder=clerk.person, certificate=certificate)
    for number in range(30):
        world.make_token(f"STOCK-{number:03d}", agency=commune, state=Token.State.IN_STOCK)
    dossier = world.make_dossier(commune, by=clerk, coordinator=clerk.person)
    return Office(
        clerk=clerk,
        manager=world.make_user("Lê Báo Cáo", Role.REPORT_MANAGER, agency=province),
        administrator=world.make_user("Quản Trị", Role.ADMINISTRATOR, agency=province),
        token=token,
        addresses={
            "clerk": [
                "/thiet-bi/",
                f"/thiet-bi/{token.public_id}/",
                f"/thiet-bi/{token.public_id}/bao-khoa/?tiep=1",
                f"/thiet-bi/{token.public_id}/bao-khoa/?ly_do=khac",
                "/chung-thu/",
                f"/chung-thu/{certificate.public_id}/",
                "/ky-so/kiem-tra/",
                "/lich-lam-viec/?nam=2026&nhan=31/12/2025&so_ngay=3",
                "/can-cu-phap-ly/",
                "/thong-bao/",
                "/dung-thu/",
                f"/ho-so/{dossier.public_id}/nguoi-phoi-hop/",
            ],
            "manager": ["/bao-cao/", "/bao-cao/khoi-phuc/"],
            "administrator": ["/quan-tri/"],
        },
    )


def assert_sound(page: Page, width: int) -> None:
    """axe finds nothing, and nothing is wider than the screen."""
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_page_is_sound(live: Live, office: Office, size: tuple[int, int]) -> None:
    for who, addresses in office.addresses.items():
        page = live.open_page(size=size)
        live.sign_in(getattr(office, who), page=page)
        for address in addresses:
            response = page.goto(address)
            assert response is not None
            assert response.status == 200, address
            assert_sound(page, size[0])


def report_the_lock(page: Page, token: Token) -> None:
    page.goto(f"/thiet-bi/{token.public_id}/")
    page.get_by_role("link", name="Báo thiết bị bị khóa").click()
    page.get_by_label("Quên mật khẩu của thiết bị").check()
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Bạn muốn nói thêm điều gì?").fill("Sau kỳ nghỉ")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Sửa câu trả lời").click()
    page.get_by_label("Bạn muốn nói thêm điều gì?").fill("Sau kỳ nghỉ dài")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("heading", name="Đã báo thiết bị bị khóa")).to_be_visible()


def check_a_file(page: Page, folder: Path) -> None:
    file = folder / "van-ban.pdf"
    file.write_bytes(pdfs.letter())
    page.goto("/ky-so/kiem-tra/")
    page.get_by_label("Tệp PDF cần kiểm tra").set_input_files(file)
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_text("Văn bản không có chữ ký số.")).to_be_visible(timeout=40_000)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_lock_is_reported_and_a_file_is_checked(
    live: Live, office: Office, tmp_path: Path, *, javascript: bool
) -> None:
    page = live.open_page(size=NARROW, javascript=javascript)
    live.sign_in(office.clerk, page=page)
    report_the_lock(page, office.token)
    assert LockReport.objects.get().note == "Quên mật khẩu của thiết bị. Sau kỳ nghỉ dài"
    check_a_file(page, tmp_path)
    assert SigningJob.objects.get().state == SigningJob.State.DONE


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_identity_data_is_shown_on_request(live: Live, office: Office, *, javascript: bool) -> None:
    page = live.open_page(javascript=javascript)
    live.sign_in(office.clerk, page=page)
    page.goto(office.addresses["clerk"][-1])
    number = office.clerk.person.identity_number  # type: ignore[union-attr]
    expect(page.get_by_text(number)).to_have_count(0)
    page.get_by_role("button", name="Hiện số định danh").click()
    expect(page.get_by_text(number)).to_be_visible()
    assert LedgerEntry.objects.filter(action="personal_data.viewed").count() == 1
