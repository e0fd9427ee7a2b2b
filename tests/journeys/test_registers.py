"""The registers with their filters, the story of one line, and the agency's device given to its văn thư."""

import pytest

from config.demo.identity import demo_id
from tests.journeys.conftest import Town
from tests.journeys.desk import typed_now
from tests.journeys.moves import name_of
from tokens.models import Custody, Token

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def service_device() -> Token:
    """The HSM of the commune's one-stop system."""
    return Token.objects.get(public_id=demo_id("token", "nc_hsm"))


def test_both_registers_are_filtered_and_exported_by_those_who_read_them(town: Town):
    for person in ("canboso", "thuebao"):
        desk = town.desk(person, watched=True)
        desk.go("/chung-thu/")
        desk.go("/chung-thu/?so_ngay=90&loai=individual")
        desk.go("/chung-thu/?so_ngay=abc")
        desk.go("/thiet-bi/?tinh_trang=in_use")
        desk.go("/thiet-bi/")
        with desk.page.expect_download() as csv:
            desk.page.get_by_role("link", name="Tải danh sách (CSV)").click()
        assert csv.value.suggested_filename.startswith("thiet-bi-")
    desk = town.desk("canboso")
    desk.go("/chung-thu/")
    desk.fill(q="renew", so_ngay="3650")
    desk.press("Lọc")
    assert "so_ngay=3650" in desk.page.url


def test_the_line_of_a_certificate_leads_from_one_to_the_next(town: Town):
    desk = town.desk("canboso", watched=True)
    device = Token.objects.filter(certificate__predecessor__isnull=False).select_related("certificate").first()
    assert device is not None
    assert device.certificate is not None
    desk.go(f"/chung-thu/{device.certificate.public_id}/")
    desk.reads("Các chứng thư trước và sau")
    desk.follow(device.serial_number)
    desk.reads("Giao, giữ thiết bị")


def test_the_device_of_the_agency_is_given_on_paper(town: Town):
    token = service_device()
    desk = town.desk("vanphong", watched=True)
    desk.go(f"/thiet-bi/{token.public_id}/")
    desk.act("Giao cho người giữ khác")
    desk.page.get_by_label("có biên bản hai bên ký").check()
    desk.fill(giao_luc="mai", tinh_trang="")
    desk.press("Tiếp tục")
    for said in ("Chọn người nhận.", "Chọn bản quét biên bản có chữ ký hai bên."):
        assert said in desk.errors()
    desk.fill(nguoi_nhan=str(demo_id("person", "vanthu")))
    desk.fill(giao_luc=typed_now(), tinh_trang="Bị khóa, nguyên vẹn")
    desk.attach("bien_ban", town.scan)
    desk.press("Tiếp tục")
    desk.reads("đã chọn tệp")
    desk.press("Sửa câu trả lời")
    desk.reads("Đã có tệp biên bản")
    desk.press("Tiếp tục")
    desk.press("Ghi vào sổ giao giữ")
    desk.reads("Đã ghi giao thiết bị")
    row = Custody.objects.get(token=token, until__isnull=True)
    assert (str(row.holder_person), row.confirmed_by) == (name_of("vanthu"), "paper")
    desk.follow("Xem thiết bị")
    desk.reads("Biên bản có chữ ký")


def test_the_device_of_the_agency_is_given_without_javascript(town: Town):
    token = service_device()
    desk = town.desk("vanphong", javascript=False, size=(360, 740))
    desk.go(f"/thiet-bi/{token.public_id}/giao/")
    desk.fill(nguoi_nhan=str(demo_id("person", "vanthu")))
    desk.fill(tinh_trang="Bị khóa, nguyên vẹn")
    desk.press("Tiếp tục")
    desk.press("Gửi hai bên xác nhận")
    desk.reads("Đã gửi hai bên xác nhận")
    keeper = town.desk("vanthu", javascript=False, size=(360, 740))
    keeper.go("/")
    keeper.follow("Xem và xác nhận")
    keeper.press("Xác nhận đã nhận thiết bị")
    keeper.reads("Hai bên đã xác nhận")
