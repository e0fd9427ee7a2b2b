"""Hand-over and confirmation on a telephone without JavaScript: 360 CSS pixels, forms and links alone."""

import re

import pytest

from tests.journeys import issue_moves, moves
from tests.journeys.conftest import Town
from tests.journeys.desk import typed_now
from tests.journeys.issue_moves import name, row_of
from tests.journeys.issue_parcels import issued_case
from tests.plugins.browser import NARROW
from tokens.models import Custody

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SCREEN, DENIER, PAPER, SIM = "thuebaomoi", "thuebaocho", "nc_moi_dan_van", "thuebaosim"


def test_devices_are_scanned_handed_over_and_confirmed_without_javascript_on_a_narrow_screen(town: Town):
    for person in ("vanphong", SCREEN, DENIER, SIM):
        town.desk(person, javascript=False, size=NARROW)
    clerk = town.desk("vanphong")
    dossier = issued_case(SCREEN, DENIER, PAPER, SIM)
    case = f"/ho-so/{dossier.public_id}/"

    clerk.go(f"{case}nhan-thiet-bi/")
    waiting = [row_of(dossier, name(slug)) for slug in (SCREEN, DENIER, PAPER)]
    for row in waiting:
        # A scanner types the number and presses Enter: the page comes back with the next line in focus.
        field = f"[name=serial-{row.public_id}]"
        clerk.page.locator(field).fill(issue_moves.serial_for(row))
        with clerk.page.expect_navigation():
            clerk.page.locator(field).press("Enter")
    clerk.fill(legal_at=typed_now())
    clerk.press("Ghi nhận đã nhận thiết bị")
    clerk.reads("Đã ghi nhận")

    issue_moves.offer(clerk, case=case, names=[name(SCREEN), name(DENIER)])
    denier = town.desk(DENIER)
    denier.go("/")
    denier.follow(re.compile("Xem và xác nhận"))
    denier.follow("Tôi chưa nhận được")
    denier.fill(reason="Tôi đi công tác, chưa nhận thiết bị.")
    denier.press("Báo chưa nhận được thiết bị")
    denier.reads("Đã ghi nhận")
    issue_moves.offer(clerk, case=case, names=[name(DENIER)])
    for person in (SCREEN, DENIER):
        desk = town.desk(person)
        desk.go("/")
        desk.follow(re.compile("Xem và xác nhận"))
        desk.reads(issue_moves.serial_for(row_of(dossier, name(person))))
        assert _tall_enough(desk.button("Xác nhận đã nhận thiết bị").bounding_box())
        desk.press("Xác nhận đã nhận thiết bị")
        desk.reads("Đã ghi nhận")
        minutes = desk.page.get_by_role("link", name=re.compile("Biên bản bàn giao")).get_attribute("href")
        assert desk.page.request.get(str(minutes)).headers["content-type"] == "application/pdf"
    sim = town.desk(SIM)
    sim.go("/")
    sim.follow(re.compile("Xác nhận đã dùng được"))
    sim.press("Xác nhận đã dùng được chữ ký số")

    clerk.go(f"{case}ban-giao/")
    assert clerk.page.request.get(_minutes(case, row_of(dossier, name(PAPER)).public_id)).headers["content-type"] == (
        "application/pdf"
    )
    issue_moves.handed_over_on_paper(clerk, town=town, case=case, full_name=name(PAPER))
    assert set(issue_moves.states(dossier).values()) == {"handed_over", "closed"}
    for row in waiting:
        last = Custody.objects.filter(token=row_of(dossier, row.name).token).latest("id")
        assert str(last.holder_person) == row.name
    issue_moves.open_notice(clerk, case=case, without=[name(PAPER)])
    clerk.press("Lưu và xem lại")
    clerk.reads(name(SCREEN))
    assert moves.dossier_of(clerk).requests.count() == 2


def _tall_enough(box: object) -> bool:
    """A finger's width: 44 CSS pixels (WCAG 2.5.5)."""
    return isinstance(box, dict) and box["height"] >= 44 and box["width"] >= 44


def _minutes(case: str, row: object) -> str:
    return f"{case}ban-giao/bien-ban.pdf?dong={row}"
