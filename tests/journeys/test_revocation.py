"""Mẫu 05, 08 and 09 with everybody at a desk: a loss, a retirement, a notice of the police, devices given back."""

import pytest

from certificates.models import Certificate
from config.demo.identity import demo_id
from requests_workflow.models import Dossier
from tests.journeys import issue_moves, moves, provider_moves
from tests.journeys.conftest import Town
from tests.journeys.desk import Desk, local_now
from tests.journeys.issue_moves import NA_CANG, name
from tests.plugins.browser import NARROW
from tokens.models import Custody, DeviceReturn, LossReport, Token

pytestmark = [pytest.mark.browser, pytest.mark.timeout(500)]

LOST, RETIRED, BY_POLICE = "thuebaomat", "nc_nghi_huu", "nc_thoi_viec"


def test_certificates_end_by_loss_retirement_and_notice_and_their_devices_go_back_or_are_written_off(town: Town):
    clerk = town.desk("vanphong", watched=True)
    _the_subscriber_reports_the_loss(town.desk(LOST, javascript=False, size=NARROW))
    case = _the_clerk_adds_the_retired_official(clerk)
    provider_moves.sent(town, office=NA_CANG, case=case, number="161")
    # Forms of the kind that every act has: looked at elsewhere.
    clerk.watched = False
    provider_moves.received(clerk, town=town, case=case)
    clerk.watched = True
    provider_moves.answered(clerk, town=town, case=case, number="831/CTSBMTT", rest="Đánh dấu tất cả đã thu hồi")
    clerk.go(case)
    assert issue_moves.states(moves.dossier_of(clerk)) == {name(LOST): "revoked", name(RETIRED): "revoked"}
    notice = _a_notice_of_the_police_is_written_down(town, clerk)
    returned = _the_devices_are_sent_back(town, clerk)
    _the_loss_is_sent(town, clerk)

    clerk.watched = False
    for path in (case, notice):
        clerk.go(path)
        assert moves.dossier_of(clerk).state == "closed"
        clerk.reads("Kết thúc hồ sơ")
    issue_moves.arrived(clerk, town=town, case=returned, label="Ghi nhận Cục đã nhận thiết bị")
    assert moves.dossier_of(clerk).state == "closed"
    outcomes = {slug: DeviceReturn.objects.get(token=_device(slug)).outcome for slug in (LOST, RETIRED, BY_POLICE)}
    clerk.go("/giao-nop/")
    assert not [slug for slug in outcomes if _device(slug).serial_number in clerk.page.content()]
    assert outcomes == {LOST: "lost", RETIRED: "returned", BY_POLICE: "returned"}
    assert {slug: _device(slug).state for slug in outcomes} == {
        LOST: Token.State.LOST,
        RETIRED: Token.State.RETURNED,
        BY_POLICE: Token.State.RETURNED,
    }
    for slug in outcomes:
        certificate = _device(slug).certificate
        assert certificate is not None
        assert certificate.status == Certificate.Status.REVOKED
    assert Custody.objects.get(token=_device(RETIRED), until=None).holder_agency is not None


def _device(slug: str) -> Token:
    """The device of an official of the demo, as the register has it."""
    return Token.objects.select_related("certificate").get(public_id=demo_id("token", slug))


def _path(procedure: str) -> str:
    """The address of the only case of a procedure."""
    return f"/ho-so/{Dossier.objects.get(procedure=procedure).public_id}/"


def _the_subscriber_reports_the_loss(desk: Desk) -> None:
    serial = _device(LOST).serial_number
    desk.go("/bat-dau/chuyen-gi-da-xay-ra/")
    desk.follow("Thiết bị lưu khóa bí mật (USB ký số) có vấn đề")
    desk.follow("Bị mất, không tìm thấy")
    desk.reads("Điều 17 khoản 1 điểm b")
    desk.follow("Báo mất thiết bị")
    desk.follow("Báo mất")
    desk.follow(serial)
    desk.press("Báo mất thiết bị này")
    assert "Nhập ngày phát hiện mất thiết bị." in desk.errors()
    desk.fill(lost_on=f"{local_now():%d/%m/%Y}", circumstances="Rơi trên đường đi công tác", emergency_call="Trực ban")
    desk.press("Báo mất thiết bị này")
    desk.reads(f"Đã báo mất thiết bị {serial}")
    opened = Dossier.objects.filter(requests__token=_device(LOST))
    assert {one.procedure for one in opened} == {"revocation", "device_loss"}
    for one in opened:
        desk.reads(one.code)
    assert _device(LOST).state == Token.State.LOST


def _the_clerk_adds_the_retired_official(desk: Desk) -> str:
    case = _path("revocation")
    desk.go(f"{case}soan/")
    desk.reads(name(LOST))
    desk.press("Lưu nháp và chọn thêm chứng thư")
    desk.fill(q=name(RETIRED))
    desk.press("Lọc")
    certificate = _device(RETIRED).certificate
    assert certificate is not None
    desk.page.locator(f"[name=thu-hoi][value='{certificate.public_id}']").check()
    desk.press("Đưa vào hồ sơ")
    desk.page.locator("[name=signer]").select_option(index=1)
    desk.press("Lưu và xem lại")
    assert desk.errors()
    desk.page.get_by_label("Lý do thu hồi, dòng 2").select_option("retired")
    desk.press("Lưu và xem lại")
    desk.reads("Nghỉ hưu")
    desk.reads("Thất lạc thiết bị lưu khóa bí mật")
    desk.press("Trình lãnh đạo ký")
    desk.reads("Đã ghi nhận: Trình lãnh đạo ký")
    assert desk.case == case
    return case


def _a_notice_of_the_police_is_written_down(town: Town, desk: Desk) -> str:
    desk.go(f"/ho-so/moi/thu-hoi/?q={name(BY_POLICE)}")
    certificate = _device(BY_POLICE).certificate
    assert certificate is not None
    desk.choose("ben_yeu_cau", "police")
    desk.page.locator(f"[name=thu-hoi][value='{certificate.public_id}']").check()
    desk.press("Lập hồ sơ")
    desk.press("Lưu và ghi nhận thông báo")
    desk.reads("Ngày của văn bản thông báo")
    desk.fill(reason="Công an tỉnh yêu cầu thu hồi để phục vụ điều tra.")
    issue_moves.provider_letter(desk, town=town, number="77/CAT-PA05")
    desk.press("Ghi nhận thông báo thu hồi")
    desk.reads("Đã ghi nhận")
    assert (moves.dossier_of(desk).state, moves.dossier_of(desk).sent_at) == ("answered", None)
    return desk.case


def _the_devices_are_sent_back(town: Town, desk: Desk) -> str:
    desk.go("/")
    desk.reads("Thu hồi thiết bị")
    desk.go("/giao-nop/")
    for slug in (RETIRED, BY_POLICE):
        desk.page.get_by_label(f"Chọn thiết bị {_device(slug).serial_number}", exact=True).check()
    desk.press("Lập biên bản giao nộp (Mẫu số 08)")
    desk.page.locator("[name=signer]").select_option(index=1)
    desk.press("Lưu và xem lại")
    assert desk.errors()
    desk.page.locator("[name=tinh-trang-chung]").fill("Nguyên vẹn")
    return _made_and_sent(town, desk, number="162")


def _the_loss_is_sent(town: Town, desk: Desk) -> None:
    desk.watched = True
    desk.go(f"{_path('device_loss')}soan/")
    desk.reads("Rơi trên đường đi công tác")
    desk.page.locator("[name=signer]").select_option(index=1)
    _made_and_sent(town, desk, number="163")
    assert LossReport.objects.get().settled_at is not None


def _made_and_sent(town: Town, desk: Desk, *, number: str) -> str:
    """From the filled-in draft of minutes to their sending; returns the address."""
    desk.press("Lưu và xem lại")
    desk.watched = False
    desk.press("Trình lãnh đạo ký")
    case = desk.case
    provider_moves.sent(town, office=NA_CANG, case=case, number=number)
    return case
