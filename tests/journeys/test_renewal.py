"""Mẫu 04 with everybody at a desk: a renewal and a change of e-mail, a supplement of one row, both installed."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator

from certificates.models import Certificate
from config.demo.identity import demo_id
from tests.journeys import issue_moves, moves, provider_moves
from tests.journeys.conftest import Town
from tests.journeys.desk import Desk, typed_now
from tests.journeys.issue_moves import NA_CANG, name
from tests.plugins.browser import NARROW
from tokens.models import Token

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

RENEWED, CHANGED, RENEWED_BEFORE = "thuebaogiahan", "nc_con_44_ngay", "nc_da_gia_han"
NEW_ADDRESS = "vang.moi@laichau.gov.vn"
MORE_WANTED = "Bổ sung xác nhận của đơn vị cấp hộp thư mới."


def test_a_renewal_and_a_change_end_with_new_certificates_on_the_same_devices(town: Town):
    clerk = town.desk("vanphong", watched=True)
    subscriber = town.desk(RENEWED, javascript=False, size=NARROW)
    old = {slug: _certificate_on(slug) for slug in (RENEWED, CHANGED)}
    case = _the_clerk_chooses_and_drafts(clerk)
    provider_moves.sent(town, office=NA_CANG, case=case, number="151")
    _one_row_is_supplemented_and_both_are_granted(town, case)
    provider_moves.certificates_taken(clerk, town=town, case=case, names=[name(RENEWED), name(CHANGED)])
    _the_subscriber_and_the_clerk_write_down_the_installation(subscriber, clerk, case=case)

    dossier = moves.dossier_of(clerk)
    assert dossier.state == "closed"
    new = {slug: _certificate_on(slug) for slug in old}
    assert {slug: one.predecessor for slug, one in new.items()} == old
    assert new[RENEWED].not_after - old[RENEWED].not_after == timedelta(days=3 * 365)
    assert (new[RENEWED].renewal_count, new[CHANGED].renewal_count) == (1, 0)
    assert (new[CHANGED].not_after, new[CHANGED].official_email) == (old[CHANGED].not_after, NEW_ADDRESS)
    for one in old.values():
        one.refresh_from_db()
        assert one.status == Certificate.Status.SUPERSEDED


def _certificate_on(slug: str) -> Certificate:
    """The certificate that the register has on the official's device."""
    token = Token.objects.select_related("certificate__predecessor").get(public_id=demo_id("token", slug))
    assert token.certificate is not None
    return token.certificate


def _the_clerk_chooses_and_drafts(desk: Desk) -> str:
    desk.go("/sap-het-han/")
    desk.follow(re.compile(f"Gia hạn chứng thư của {name(RENEWED)}"))
    assert _box(desk, "gia-han", RENEWED).is_checked()
    desk.fill(q=name(RENEWED_BEFORE), tinh_trang="")
    desk.press("Lọc")
    (line,) = desk.page.locator("tbody tr").filter(has_text=name(RENEWED_BEFORE)).filter(has_text="01 lần,").all()
    desk.reads("chỉ được gia hạn 01 lần: đề nghị cấp chứng thư mới theo Mẫu số 01, ghi số hiệu chứng thư cũ")
    assert "Căn cứ: " in line.inner_text()
    assert line.get_by_role("link", name="Lập hồ sơ cấp mới").count() == 1
    assert line.locator("[name=gia-han]").count() == 0
    desk.fill(q=name(CHANGED), tinh_trang="")
    desk.press("Lọc")
    _box(desk, "thay-doi", CHANGED).check()
    assert _box(desk, "gia-han", RENEWED).is_checked()
    desk.press("Lập hồ sơ")
    row = desk.page.locator("tr").filter(has_text=name(CHANGED))
    row.locator("select[name$=change_code]").select_option("email")
    row.locator("[name$=new_information]").fill("vang.moi@gmail.com")
    desk.page.locator("[name=signer]").select_option(index=1)
    desk.press("Lưu và xem lại")
    assert "không dùng hộp thư miễn phí" in desk.errors()
    row = desk.page.locator("tr").filter(has_text=name(CHANGED))
    assert row.locator("[name$=new_information]").input_value() == "vang.moi@gmail.com"
    row.locator("[name$=new_information]").fill(NEW_ADDRESS)
    desk.press("Lưu và xem lại")
    desk.reads(NEW_ADDRESS)
    desk.press("Trình lãnh đạo ký")
    desk.reads("Đã ghi nhận: Trình lãnh đạo ký")
    assert moves.dossier_of(desk).requests.count() == 2
    return desk.case


def _box(desk: Desk, service: str, slug: str) -> Locator:
    """The box of a service beside this person's certificate on the device."""
    return desk.page.locator(f"[name={service}][value='{_certificate_on(slug).public_id}']")


def _one_row_is_supplemented_and_both_are_granted(town: Town, case: str) -> None:
    clerk, office = town.desk("vanphong"), town.desk("vanthu")
    # Forms of the kind that every act has: looked at elsewhere.
    clerk.watched = False
    provider_moves.received(clerk, town=town, case=case)
    clerk.watched = True
    provider_moves.answered(
        clerk, town=town, case=case, number="821/CTSBMTT", results={name(CHANGED): ("supplement", MORE_WANTED)}
    )
    office.go(case)
    office.reads(MORE_WANTED)
    office.follow_row("Gửi bổ sung cho đề nghị này", name(CHANGED))
    office.fill(legal_at=typed_now())
    office.attach("supplement_file", town.scan)
    office.press("Gửi bổ sung cho đề nghị này")
    office.reads("Đã ghi nhận")
    office.reads(f"Tài liệu bổ sung: {name(CHANGED)}")
    clerk.go(case)
    provider_moves.answered(
        clerk, town=town, case=case, number="822/CTSBMTT", rest="Đánh dấu tất cả đã cấp chứng thư mới"
    )
    dossier = moves.dossier_of(clerk)
    assert (dossier.state, set(issue_moves.states(dossier).values())) == ("answered", {"granted"})


def _the_subscriber_and_the_clerk_write_down_the_installation(subscriber: Desk, clerk: Desk, *, case: str) -> None:
    subscriber.go("/")
    subscriber.follow(re.compile("Xác nhận đã cài chứng thư mới"))
    subscriber.fill(legal_at="hôm qua")
    subscriber.press("Xác nhận đã cài chứng thư mới")
    assert "Nhập ngày và giờ dạng" in subscriber.errors()
    subscriber.fill(legal_at=typed_now())
    subscriber.press("Xác nhận đã cài chứng thư mới")
    subscriber.reads("Đã ghi nhận")
    subscriber.go(case)
    assert name(CHANGED) not in subscriber.page.content()
    clerk.go(case)
    clerk.follow_row("Ghi nhận đã cài chứng thư mới", name(CHANGED))
    clerk.fill(legal_at=typed_now(), installer="Nguyễn Thị Hạnh, cán bộ đầu mối")
    clerk.press("Ghi nhận đã cài chứng thư mới")
    clerk.reads("Đã ghi nhận")
    clerk.reads("Kết thúc hồ sơ")
