"""Mẫu 06 with everybody at a desk: from a locked token to the closed case; every page is looked at."""

import re

import pytest
from django.utils import timezone

from directory.ledger.services import link_pending
from directory.ledger.verification import verify
from requests_workflow.models import Notification
from tests.journeys import moves
from tests.journeys.conftest import Town
from tests.journeys.desk import typed_now
from tokens.models import Custody, Token

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_a_reported_token_is_recovered_by_everybody_in_turn_and_the_case_closes(town: Town):
    serials = [moves.serial_of(slug) for slug in ("thuebao", "nc_bi_khoa", "nc_phong_kinh_te")]
    _the_subscriber_reports(town, serials[0])
    case = _the_clerk_drafts(town, serials)
    _the_leader_returns_it_and_the_clerk_tries_again(town, case)
    _the_office_signs_numbers_seals_and_sends(town, case)
    _the_officer_receives_checks_and_accepts(town, case, serials)
    _the_devices_are_recovered_and_confirmed(town, case, serials)
    _the_papers_agree(town, case, serials)


def _the_subscriber_reports(town: Town, serial: str) -> None:
    desk = town.stranger(name="thuebao", watched=True)
    town.desks["thuebao"] = desk
    desk.go("/dang-nhap/")
    desk.fill(login="thuebao", password="dung-thu-2026")
    desk.press("Đăng nhập")
    desk.follow("Thiết bị của tôi bị khóa")
    desk.follow(serial)
    desk.follow("Báo thiết bị bị khóa")
    desk.press("Tiếp tục")
    assert "Chọn một lý do" in desk.errors()
    desk.choose("ly_do", "sai_mat_khau")
    desk.press("Tiếp tục")
    desk.fill(mo_ta="mật khẩu là 123456")
    desk.press("Tiếp tục")
    assert "Có vẻ bạn đã ghi mật khẩu" in desk.errors()
    desk.fill(mo_ta="Sáng nay thiết bị báo bị khóa")
    desk.press("Tiếp tục")
    desk.press("Gửi")
    desk.reads("Đã báo thiết bị bị khóa")


def _the_clerk_drafts(town: Town, serials: list[str]) -> str:
    desk = town.desk("vanphong", watched=True)
    desk.go("/")
    desk.reads("Sáng nay thiết bị báo bị khóa")
    desk.follow(f"Lập hồ sơ cho thiết bị {serials[0]}")
    assert desk.page.get_by_label(f"Chọn thiết bị {serials[0]}", exact=True).is_checked()
    desk.press("Lập hồ sơ")
    assert desk.page.input_value("#id_rows-0-token_serial") == serials[0]
    desk.page.locator("#id_rows-1-token_serial").focus()
    desk.page.evaluate(moves.PASTE, f"{serials[1]}\r\nTEST-PKI-999999\r\n")
    desk.press("Lưu và xem lại")
    assert "không có thiết bị số hiệu TEST-PKI-999999" in desk.errors()
    assert desk.page.input_value("#id_rows-1-token_serial") == serials[1]
    desk.page.locator("#id_rows-2-token_serial").focus()
    desk.page.locator("#id_rows-2-token_serial").fill("")
    desk.page.evaluate(moves.PASTE, f"{serials[2]}\tSùng Thị Dợ\tPhòng Kinh tế xã Nà Cang (giả định)\t\r\n")
    desk.press("Lưu nháp")
    desk.follow("Soạn tiếp")
    desk.press("Lưu và xem lại")
    desk.reads("Sở Khoa học và Công nghệ tỉnh Lai Châu")
    assert desk.page.locator("iframe, object, embed").count() == 1
    desk.press("Trình lãnh đạo ký")
    desk.reads("Đã ghi nhận: Trình lãnh đạo ký")
    return desk.case


def _the_leader_returns_it_and_the_clerk_tries_again(town: Town, case: str) -> None:
    leader, clerk = town.desk("chutich", watched=True), town.desk("vanphong")
    leader.go("/")
    leader.follow("Xem và ký")
    leader.act("Trả lại người soạn thảo")
    leader.press("Trả lại người soạn thảo")
    assert "Nhập lý do" in leader.errors()
    leader.fill(reason="Bổ sung lý do đề nghị.\nXem lại tên cơ quan.")
    leader.press("Trả lại người soạn thảo")
    clerk.go("/thong-bao/")
    clerk.reads("Trả lại")
    clerk.page.get_by_role("button", name=re.compile("^Mở")).first.click()
    clerk.reads("Bổ sung lý do đề nghị.")
    clerk.go("/")
    clerk.follow("Soạn tiếp")
    clerk.fill(reason="Thiết bị bị khóa do nhập sai mật khẩu nhiều lần")
    moves.submit(clerk)
    assert clerk.case == case


def _the_office_signs_numbers_seals_and_sends(town: Town, case: str) -> None:
    moves.sign_with_test_key(town.desk("chutich"), case=case, label="Ký số")
    desk = town.desk("vanthu", watched=True)
    desk.go("/")
    moves.number(desk, case=case)
    moves.sign_with_test_key(desk, case=case, label="Ký số của cơ quan")
    desk.act("Ghi nhận đã gửi")
    desk.fill(legal_at="hôm qua")
    desk.press("Ghi nhận đã gửi")
    assert "Nhập ngày và giờ dạng" in desk.errors()
    assert "Chọn tệp" in desk.errors()
    moves.send(desk, town=town, case=case)
    desk.go(case)
    # Inside the case: the menu has reports of its own.
    desk.follow(re.compile("^Báo cáo"))
    desk.seen("bao-cao-chu-ky")
    desk.reads("Kiểm tra chữ ký số")


def _the_officer_receives_checks_and_accepts(town: Town, case: str, serials: list[str]) -> None:
    desk = town.desk("canboso", watched=True)
    desk.go("/")
    desk.follow("Tiếp nhận")
    desk.act("Tiếp nhận")
    desk.fill(legal_at=typed_now(minutes=-600), incoming_number="456")
    desk.attach("proof_file", town.proof)
    desk.press("Tiếp nhận")
    assert "sớm hơn lúc gửi" in desk.errors()
    # The file came through the first time and is not asked for again.
    desk.reads("Đã nhận tệp “minh-chung.pdf”")
    desk.fill(legal_at=typed_now())
    desk.press("Tiếp nhận")
    desk.reads("Hạn xử lý")
    moves.checked(desk, case=case)
    desk.reads("Tất cả các mục đã đạt")
    desk.go("/ho-so/")
    desk.go(f"/ho-so/?q={serials[1]}")
    desk.reads("Nà Cang")
    moves.accept(desk, case=case)


def _the_devices_are_recovered_and_confirmed(town: Town, case: str, serials: list[str]) -> None:
    officer, subscriber, clerk = (town.desk(name) for name in ("canboso", "thuebao", "vanphong"))
    officer.follow_row("Ghi nhận đã khôi phục", serials[0])
    officer.press("Ghi nhận đã khôi phục")
    assert officer.errors()
    moves.recover(officer, case=case, serial=serials[0], handed_over=True)
    officer.watched = False
    moves.recover(officer, case=case, serial=serials[1], way="remote")
    moves.recover(officer, case=case, serial=serials[2])
    officer.watched = True
    officer.go(case)
    subscriber.go("/")
    subscriber.follow(f"Xác nhận thiết bị {serials[0]}")
    subscriber.press("Xác nhận đã đặt mật khẩu mới")
    subscriber.go(case)
    assert serials[1] not in subscriber.page.content()
    for serial in serials[1:]:
        clerk.go(case)
        clerk.follow_row("Nộp xác nhận đã đặt mật khẩu mới", serial)
        clerk.attach("proof_file", town.proof)
        clerk.press("Nộp xác nhận đã đặt mật khẩu mới")
        clerk.watched = False
    clerk.watched = True
    clerk.go(case)
    clerk.reads("Kết thúc hồ sơ")


def _the_papers_agree(town: Town, case: str, serials: list[str]) -> None:
    dossier = moves.dossier_of(town.desk("vanphong"))
    assert dossier.state == "closed"
    assert dossier.answered_at is not None
    assert dossier.due_at is not None
    assert dossier.answered_at <= dossier.due_at
    tokens = Token.objects.filter(serial_number__in=serials)
    assert {(t.state, t.recovery_count) for t in tokens} == {("in_use", 1)}
    held = list(Custody.objects.filter(token__serial_number=serials[0]).order_by("id"))
    assert [c.case_ref for c in held[-2:]] == [dossier.code] * 2
    assert held[-1].holder_person == held[-3].holder_person
    assert [c.until is None for c in held] == [False] * (len(held) - 1) + [True]
    told = set(Notification.objects.filter(dossier=dossier).values_list("recipient__username", "kind"))
    assert {("vanphong", "return_to_drafter"), ("chutich", "submit_to_leader"), ("vanthu", "sign")} <= told
    assert {("canboso", "send"), ("vanphong", "accept"), ("thuebao", "record_recovery")} <= told
    report = town.desk("baocao", watched=True)
    report.go("/bao-cao/khoi-phuc/")
    report.reads(dossier.code)
    report.reads("Đã khôi phục")
    link_pending(now=timezone.now())
    verdict = verify()
    assert verdict.intact
    assert verdict.entries > 15
