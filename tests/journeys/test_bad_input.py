"""Double clicks, two people at once, an expired session, files that are too large or not what they say: no loss."""

import socket
from urllib.parse import urlsplit

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from requests_workflow.models import Dossier, Step
from tests.journeys import moves
from tests.journeys.conftest import Town
from tests.journeys.desk import Desk, typed_now

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
HOSTILE_NAME = "<img src=x onerror=alert(1)>.pdf"


def test_two_presses_make_one_draft_and_one_step(town: Town):
    for javascript in (True, False):
        desk = town.another("vanphong", javascript=javascript)
        before = Dossier.objects.count()
        desk.go("/ho-so/moi/khoi-phuc/")
        _press_twice(desk, "Lập hồ sơ")
        desk.page.wait_for_url("**/soan/")
        assert Dossier.objects.count() == before + 1
        desk.press("Lưu và xem lại" if javascript else "Lưu nháp")
        case = desk.case
        desk.go(case)
        desk.act("Rút hồ sơ")
        desk.fill(reason="Lập nhầm hồ sơ.")
        _press_twice(desk, "Rút hồ sơ")
        desk.page.wait_for_url("**xong=withdraw")
        desk.reads("Đã ghi nhận")
        assert Step.objects.filter(dossier=moves.dossier_of(desk), transition="withdraw").count() == 1


def _press_twice(desk: Desk, name: str) -> None:
    """As a trembling hand does: the second press comes before any answer."""
    button = desk.button(name)
    if desk.javascript:
        button.evaluate("one => { one.click(); one.click(); }")
    else:
        button.dblclick(no_wait_after=True)


def test_of_two_people_at_once_the_second_is_told_and_keeps_what_was_typed(town: Town):
    clerk, contact = town.desk("vanphong"), town.desk("daumoi")
    case = moves.open_draft(clerk, slugs=["thuebao"])
    contact.go(f"{case}soan/")
    contact.fill(reason="Lý do mà cán bộ đầu mối đã gõ")
    contact.page.locator("#id_rows-1-token_serial").fill(moves.serial_of("nc_bi_khoa"))
    clerk.press("Lưu nháp")
    contact.press("Lưu và xem lại")
    assert "Hồ sơ đã được người khác cập nhật" in contact.errors()
    assert contact.page.input_value("[name=reason]") == "Lý do mà cán bộ đầu mối đã gõ"
    assert contact.page.input_value("#id_rows-1-token_serial") == moves.serial_of("nc_bi_khoa")
    moves.submit(contact)

    first, second = town.desk("chutich"), town.another("chutich")
    for desk in (first, second):
        desk.go(case)
        desk.act("Trả lại người soạn thảo")
        desk.fill(reason=f"Ý kiến của {'người thứ nhất' if desk is first else 'người thứ hai'}")
    first.press("Trả lại người soạn thảo")
    second.press("Trả lại người soạn thảo")
    assert "Hồ sơ đã được người khác cập nhật" in second.errors()
    assert second.page.input_value("[name=reason]") == "Ý kiến của người thứ hai"
    assert Step.objects.filter(dossier=moves.dossier_of(first), transition="return_to_drafter").count() == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_typed_data_is_back_after_the_session_ended_and_a_new_sign_in(town: Town, *, javascript: bool):
    desk = town.desk("vanphong", javascript=javascript)
    case = moves.open_draft(desk, slugs=["thuebao"])
    desk.page.locator("#id_rows-1-token_serial").fill(moves.serial_of("nc_bi_khoa"))
    desk.fill(reason="Một lý do dài đã gõ rất lâu")
    _session_ends(desk)
    desk.press("Lưu và xem lại")
    _sign_in_again(desk)
    desk.page.wait_for_url(f"**{case}soan/")
    assert desk.page.input_value("[name=reason]") == "Một lý do dài đã gõ rất lâu"
    assert desk.page.input_value("#id_rows-1-token_serial") == moves.serial_of("nc_bi_khoa")
    desk.press("Lưu và xem lại")
    assert Dossier.objects.get().reason == "Một lý do dài đã gõ rất lâu"

    # A form with a file field, sent without a file.
    desk.go(f"{case}viec/withdraw/")
    desk.fill(reason="Lý do rút hồ sơ")
    _session_ends(desk)
    desk.press("Rút hồ sơ")
    _sign_in_again(desk)
    assert desk.page.input_value("[name=reason]") == "Lý do rút hồ sơ"
    assert Dossier.objects.get().state == "draft"


def _session_ends(desk: Desk) -> None:
    """The cookie is gone and the server has forgotten the session."""
    desk.page.context.clear_cookies(name="sessionid")
    Session.objects.all().delete()


def _sign_in_again(desk: Desk) -> None:
    desk.page.wait_for_url("**/dang-nhap/**")
    desk.reads("Đăng nhập để mở trang bạn cần")
    desk.fill(login=desk.person, password="dung-thu-2026")
    desk.press("Đăng nhập")


def test_a_file_of_200_megabytes_is_refused_before_it_is_sent(town: Town):
    case = moves.sealed_case(town)
    desk = town.desk("vanthu", watched=True)
    desk.go(f"{case}viec/send/")
    large = town.folder / "rat-lon.pdf"
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    desk.attach("proof_file", large)
    expect(desk.page.locator("[data-upload-error]")).to_contain_text("lớn hơn 20 MB")
    assert desk.page.evaluate("document.querySelector('[name=proof_file]').files.length") == 0

    answer = _declare(town.live.url, path=f"{case}viec/send/", size=200 * 1024 * 1024)
    assert " 413 " in answer.splitlines()[0]
    assert "Tệp quá lớn" in answer
    assert moves.dossier_of(desk).state == "sealed"

    # What was typed and what came through well is kept when something else is wrong; a file's name is never HTML.
    desk.fill(channel_code="QLVB-1", legal_at="31/02/2026 08:00")
    desk.attach("proof_file", town.file(HOSTILE_NAME, town.proof.read_bytes()))
    desk.press("Ghi nhận đã gửi")
    assert "Nhập ngày và giờ dạng" in desk.errors()
    desk.reads(f"Đã nhận tệp “{HOSTILE_NAME}”")
    desk.press("Ghi nhận đã gửi")
    desk.reads(f"Đã nhận tệp “{HOSTILE_NAME}”")
    assert desk.page.locator("img").count() == 0
    desk.fill(legal_at=typed_now())
    desk.press("Ghi nhận đã gửi")
    assert moves.dossier_of(desk).state == "sent"


def _declare(url: str, *, path: str, size: int) -> str:
    """Announces a body of that size and sends none of it; the answer as text."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=20) as wire:
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            f"Content-Length: {size}\r\nConnection: close\r\n\r\n"
        )
        wire.sendall(head.encode())
        answer = b""
        while b"</html>" not in answer and (part := wire.recv(65536)):
            answer += part
    return answer.decode()


def test_files_that_are_not_what_they_say_are_refused_with_a_sentence(town: Town):
    desk = town.desk("thuebao", watched=True)
    desk.go("/ky-so/kiem-tra/")
    desk.attach("tep", town.file("trang.pdf", b"<!doctype html><script>alert(1)</script>"))
    desk.press("Kiểm tra")
    assert "PDF" in desk.errors()
    desk.attach("tep", town.file("rac.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 200))
    desk.press("Kiểm tra")
    desk.page.get_by_role("heading", name="Kết luận").wait_for(timeout=60_000)
    desk.seen("rac")
    verdict = desk.page.locator("h2:has-text('Kết luận') + .notice .notice__title")
    assert verdict.inner_text() in ("Không hợp lệ", "Chưa kiểm tra được", "Không có chữ ký số")
