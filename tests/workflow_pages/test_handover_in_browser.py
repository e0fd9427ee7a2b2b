"""Devices and hand-over in Chromium: axe, both widths, and a scanner that ends every number with Enter."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from directory.domain.roles import Role
from directory.models import Person, User
from requests_workflow.models import Dossier, Request, Step
from tests import world
from tests.plugins.browser import NARROW, WIDE, Live
from tokens.models import Token

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass
class Desk:
    """The officer, a subscriber to whom a device is offered, and their dossier."""

    clerk: User
    subscriber: User
    case: Dossier


@pytest.fixture
def desk(live: Live) -> Desk:
    """Of six people: offered, here with and without an account, left, handed over, and two devices still to come."""
    province = world.make_agency("UBND tỉnh Lai Châu")
    commune = world.make_agency("Ủy ban nhân dân xã Nà Cang (giả định)", parent=province, overlay="lai_chau_2025")
    clerk = world.make_user("Vàng A Sử", Role.CLERK, agency=commune)
    subscriber = world.make_user("Vàng Thị Mai", Role.SUBSCRIBER, agency=commune)
    other = world.make_user("Chẻo Thị Hoa", Role.SUBSCRIBER, agency=commune)
    assert subscriber.person is not None
    assert other.person is not None
    gone = world.make_person("Đèo Văn Hặc", agency=commune, left_on=date(2025, 1, 1))
    people = [
        (subscriber.person, "handover_offered"),
        (other.person, "device_received"),
        (world.make_person("Khoàng A Pó", agency=commune), "device_received"),
        (gone, "device_received"),
        (world.make_person("Lò Thị Xuyến", agency=commune), "handed_over"),
        (world.make_person("Phan Văn Lả", agency=commune), "issued"),
        (world.make_person("Sìn Văn Dền", agency=commune), "issued"),
    ]
    case = world.make_dossier(
        commune,
        by=clerk,
        state="answered",
        code="CM-2026-000007",
        procedure="individual_issue",
        overlay="lai_chau_2025",
        base="national_2024",
        channel="dichvucong",
        sent_at=timezone.now() - timedelta(days=20),
        recipient_function="provider",
    )
    for position, (person, state) in enumerate(people, start=1):
        add_row(case, position=position, person=person, state=state, clerk=clerk)
    return Desk(clerk, subscriber, case)


@transaction.atomic
def add_row(case: Dossier, *, position: int, person: Person, state: str, clerk: User) -> None:
    """A row whose device, where it has come, is with the clerk, or with its person once it was handed over."""
    subscriber = world.make_subscriber(person)
    certificate = world.make_certificate(subscriber)
    handed_over = state == "handed_over"
    token = None
    if state != "issued":
        holder = person if handed_over else clerk.person
        kept = Token.State.IN_USE if handed_over else Token.State.IN_STOCK
        serial = f"VGCA-2026-{position:06d}"
        token = world.make_token(serial, subscriber=subscriber, holder=holder, certificate=certificate, state=kept)
    row = Request.objects.create(
        dossier=case,
        position=position,
        procedure="individual_issue",
        state=state,
        medium=Request.Medium.TOKEN,
        person=person,
        subscriber=subscriber,
        certificate=certificate,
        token=token,
        handed_over_at=timezone.now() - timedelta(days=12) if handed_over else None,
        printed={"full_name": person.full_name, "workplace": case.managing_agency.name},
    )
    Step.objects.create(
        dossier=case,
        request=row,
        transition="offer_handover",
        label="Đặt cho phép thử",
        source="pending",
        target=state,
        by=clerk,
        at=timezone.now(),
        clause="–",
        data={"condition": "Nguyên vẹn, đúng nhãn"},
    )


def assert_sound(page: Page, width: int) -> None:
    """axe finds nothing, and nothing is wider than the screen."""
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_pages_are_sound(live: Live, desk: Desk, size: tuple[int, int]) -> None:
    offered = desk.case.requests.get(position=1).public_id
    addresses = {
        "clerk": ["nhan-thiet-bi/", "ban-giao/", "thong-bao-ban-giao/"],
        "subscriber": [f"dong/{offered}/confirm_receipt/", f"dong/{offered}/deny_receipt/"],
    }
    for who, tails in addresses.items():
        page = live.open_page(size=size)
        live.sign_in(getattr(desk, who), page=page)
        for tail in tails:
            response = page.goto(f"/ho-so/{desk.case.public_id}/{tail}")
            assert response is not None
            assert response.status == 200, tail
            assert_sound(page, size[0])
        page.goto("/")
        assert_sound(page, size[0])


def test_a_scanner_goes_from_line_to_line_and_the_form_is_sent_by_its_button(live: Live, desk: Desk) -> None:
    page = live.open_page(size=WIDE)
    live.sign_in(desk.clerk, page=page)
    page.goto(f"/ho-so/{desk.case.public_id}/nhan-thiet-bi/")
    fields = page.locator("[data-scan]")
    expect(fields).to_have_count(2)
    fields.nth(0).focus()
    page.keyboard.type("VG-1")
    page.keyboard.press("Enter")
    expect(fields.nth(1)).to_be_focused()
    page.keyboard.type("VG-1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Ghi nhận đã nhận thiết bị")).to_be_focused()
    page.get_by_label("Thời điểm nhận").fill(f"{timezone.localtime():%d/%m/%Y %H:%M}")
    page.get_by_role("button", name="Ghi nhận đã nhận thiết bị").click()
    expect(page.get_by_role("alert")).to_contain_text("đã nhập cho")
    expect(fields.nth(0)).to_have_value("VG-1")
    assert_sound(page, WIDE[0])


def test_without_a_script_a_pasted_list_fills_the_lines(live: Live, desk: Desk) -> None:
    page = live.open_page(size=NARROW, javascript=False)
    live.sign_in(desk.clerk, page=page)
    page.goto(f"/ho-so/{desk.case.public_id}/nhan-thiet-bi/")
    page.get_by_text("Dán danh sách số hiệu").click()
    page.get_by_label("Dán danh sách").fill("VG-6; Phan Văn Lả\nVG-9; Người Lạ")
    page.get_by_role("button", name="Điền vào các dòng").click()
    expect(page.get_by_label("Số hiệu thiết bị của Phan Văn Lả")).to_have_value("VG-6")
    expect(page.get_by_text("không có dòng nào đang chờ")).to_be_visible()
