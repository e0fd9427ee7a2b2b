"""Other ways through Mẫu 06: more checkers, a deputy, paper signatures, and papers from outside the product."""

import pytest
from playwright.sync_api import expect

from requests_workflow.models import Document
from requests_workflow.services.documents import read
from tests.documents.reading import text_of
from tests.journeys import moves
from tests.journeys.conftest import Town
from tests.journeys.desk import local_now, typed_now
from tokens.models import Token

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def test_where_the_agency_has_them_a_unit_head_and_a_format_checker_come_before_the_leader(town: Town):
    clerk, head, checker = (town.desk(name) for name in ("stc_vanphong", "stc_truongphong", "stc_thethuc"))
    moves.open_draft(clerk, slugs=["stc_thuebao"])
    case = moves.submit(clerk, label="Trình lãnh đạo đơn vị")
    head.go("/")
    head.follow("Xem xét nội dung")
    head.act("Đồng ý nội dung, chuyển kiểm tra thể thức")
    head.press("Đồng ý nội dung, chuyển kiểm tra thể thức")
    checker.go("/")
    checker.follow("Kiểm tra thể thức")
    checker.act("Trả lại người soạn thảo")
    checker.fill(reason="Sai tên phòng ở dòng 1.")
    checker.press("Trả lại người soạn thảo")
    clerk.go(case)
    clerk.reads("Sai tên phòng ở dòng 1.")
    clerk.follow("Soạn tiếp")
    moves.submit(clerk, label="Trình lãnh đạo đơn vị")
    head.go(case)
    head.act("Đồng ý nội dung, chuyển kiểm tra thể thức")
    head.press("Đồng ý nội dung, chuyển kiểm tra thể thức")
    checker.go(case)
    checker.act("Thể thức đạt, trình lãnh đạo ký")
    checker.press("Thể thức đạt, trình lãnh đạo ký")
    moves.sign_with_test_key(town.desk("stc_giamdoc"), case=case, label="Ký số")
    moves.number(town.desk("stc_vanthu"), case=case)
    moves.sign_with_test_key(town.desk("stc_vanthu"), case=case, label="Ký số của cơ quan")
    assert moves.dossier_of(clerk).state == "sealed"


def test_when_the_heads_own_token_is_locked_a_deputy_signs_or_paper_is_scanned(town: Town):
    clerk, deputy, office = town.desk("vanphong"), town.desk("phochutich"), town.desk("vanthu")
    Token.objects.filter(serial_number=moves.serial_of("chutich")).update(state=Token.State.LOCKED)
    case = moves.open_draft(clerk, slugs=["chutich"])
    clerk.press("Lưu và xem lại")
    clerk.reads("Chưa trình được")
    assert not clerk.page.get_by_role("button", name="Trình lãnh đạo ký").count()
    clerk.follow("Quay lại sửa", inside=clerk.page.locator("body"))
    clerk.page.locator("[name=signer]").select_option(label="Hoàng Văn Đức – PHÓ CHỦ TỊCH (ký thay)")
    moves.submit(clerk)
    head = town.desk("chutich")
    head.go(case)
    greyed = head.page.locator(".acts__refused li", has_text="Ký số")
    expect(greyed).to_contain_text("Chưa làm được")
    expect(greyed).to_contain_text("Căn cứ")
    assert not head.page.locator("main a", has_text="Ký số").count()
    moves.sign_with_test_key(deputy, case=case, label="Ký số")
    paper = Document.objects.get(dossier=moves.dossier_of(deputy), kind="form_signed")
    words = text_of(read(paper))
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in words
    assert "Hoàng Văn Đức" in words

    office.go(case)
    office.act("Trả lại người soạn thảo")
    office.fill(reason="Chủ tịch ký tay văn bản này.")
    office.press("Trả lại người soạn thảo")
    clerk.go(f"{case}soan/")
    clerk.page.locator("[name=signer]").select_option(label="Tẩn A Páo – CHỦ TỊCH")
    clerk.choose("signing_way", "wet_scan")
    moves.submit(clerk)
    clerk.act("Nộp bản ký tay đã quét")
    clerk.attach("scan_file", town.scan)
    clerk.press("Nộp bản ký tay đã quét")
    office.go(case)
    office.act("Cấp số, nộp bản giấy đã đóng dấu")
    office.fill(number="129", document_date=f"{local_now():%d/%m/%Y}")
    office.attach("scan_file", town.scan)
    office.press("Cấp số, nộp bản giấy đã đóng dấu")
    office.reads("Đã ghi nhận")
    moves.send(office, town=town, case=case)
    assert moves.dossier_of(office).state == "sent"


def test_a_paper_from_outside_the_product_is_entered_checked_by_hand_and_closed(town: Town):
    desk, serial = town.desk("canboso", watched=True), moves.serial_of("nc_bi_khoa")
    desk.go("/")
    desk.follow("Nhập văn bản đến ngoài hệ thống")
    desk.press("Tiếp tục")
    assert desk.errors()
    desk.page.locator("[name=agency]").select_option(label="Ủy ban nhân dân xã Nà Cang (giả định)")
    desk.press("Tiếp tục")
    case = desk.case
    desk.page.locator("#id_rows-0-token_serial").fill(serial)
    desk.press("Lưu và nhập số, ngày, thời điểm nhận")
    desk.fill(number="31", symbol="UBND-VP", document_date=f"{local_now():%d/%m/%Y}", channel="paper")
    desk.fill(channel_code="trực tiếp", legal_at=typed_now())
    desk.attach("scan_file", town.scan)
    desk.press("Nhập văn bản đã nhận")
    desk.reads("Hạn xử lý")
    moves.checked(desk, case=case)
    desk.reads("chưa đạt")
    while (line := desk.page.get_by_role("main").get_by_role("link", name="Chấp nhận và ghi lý do")).count():
        with desk.page.expect_navigation():
            line.first.click()
        desk.press("Chấp nhận")
        assert "Nhập lý do chấp nhận" in desk.errors()
        desk.fill(reason="Đã đối chiếu bản giấy có chữ ký và dấu đỏ.")
        desk.press("Chấp nhận")
    desk.reads("Tất cả các mục đã đạt hoặc được chấp nhận có lý do")
    moves.accept(desk, case=case)
    moves.recover(desk, case=case, serial=serial, way="visit")
    desk.follow_row("Nhập xác nhận đã đặt mật khẩu mới", serial)
    desk.attach("proof_file", town.scan)
    desk.press("Nhập xác nhận đã đặt mật khẩu mới")
    assert moves.dossier_of(desk).state == "closed"
