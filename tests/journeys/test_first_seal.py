"""Mẫu 02, 07 and 03 of a new body that has no key yet: on paper to its seal's device, and a service without one."""

import re

import pytest

from directory.models import Subscriber
from requests_workflow.models import Request
from tests.journeys import issue_moves, moves, provider_moves
from tests.journeys.conftest import Town
from tests.journeys.desk import Desk, local_now, typed_now
from tests.journeys.new_body import NAME, OFFICE, PEOPLE, found_body
from tokens.models import Custody

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

DECISION = "12/QĐ-TYT"
FOUNDED = "Quyết định số 15/QĐ-UBND ngày 01/07/2026"
SERIAL = "TEST-CQ-000001"
SERVICE = "Cổng đặt lịch làm việc xã Nà Cang"


def test_a_new_body_gets_its_first_seal_on_paper_and_a_key_for_a_service(town: Town):
    found_body()
    clerk = town.desk(OFFICE.clerk, watched=True)
    case = _the_clerk_finds_the_form_and_drafts(clerk)
    _sent_on_paper(town, case, number="01")
    row = _the_seal_is_issued_and_its_device_comes(town, case)
    _the_registry_clerk_takes_it_by_a_decision(town, case, row)
    notice = issue_moves.open_notice(clerk, case=case)
    clerk.choose("signing_way", "wet_scan")
    moves.submit(clerk)
    _sent_on_paper(town, notice, number="02")
    clerk.go(case)
    clerk.reads("Kết thúc hồ sơ")
    assert moves.dossier_of(clerk).state == "closed"
    clerk.watched = True
    _a_service_gets_a_key_without_a_device(town)


def _the_clerk_finds_the_form_and_drafts(desk: Desk) -> str:
    desk.go("/bat-dau/")
    desk.follow("Chuyện gì đã xảy ra?")
    desk.follow("Cần chứng thư cho người, cơ quan hoặc hệ thống chưa có")
    desk.follow("Cơ quan, tổ chức")
    desk.reads("Lần đầu chưa ký số được: ký giấy, đóng dấu, quét gửi kèm.")
    desk.follow("Cấp chứng thư cho cơ quan, tổ chức")
    desk.reads("Điều 10 khoản 2")
    desk.follow("Lập hồ sơ")
    desk.page.get_by_label(NAME, exact=True).check()
    desk.press("Lập hồ sơ")
    assert desk.page.input_value("#id_rows-0-organisation_name") == NAME
    keeper = desk.page.locator("#id_rows-0-keeper option:checked").inner_text()
    assert PEOPLE[OFFICE.registry][0] in keeper
    desk.reads("Có thể ký giấy")
    desk.page.locator("[name=signer]").select_option(index=1)
    desk.choose("signing_way", "wet_scan")
    desk.press("Lưu và xem lại")
    assert "Nhập số, ngày của quyết định thành lập" in desk.page.get_by_role("main").inner_text()
    desk.page.locator("#id_rows-0-founding_reference").fill(FOUNDED)
    desk.press("Lưu và xem lại")
    desk.reads(FOUNDED)
    desk.press("Trình lãnh đạo ký")
    desk.reads("Đã ghi nhận: Trình lãnh đạo ký")
    return desk.case


def _sent_on_paper(town: Town, case: str, *, number: str) -> None:
    """Signed and stamped by hand, scanned, numbered and sent."""
    clerk, office = town.desk(OFFICE.clerk), town.desk(OFFICE.registry)
    # Forms of the kind that every act has: looked at elsewhere.
    clerk.watched = False
    clerk.go(case)
    clerk.act("Nộp bản ký tay đã quét")
    clerk.attach("scan_file", town.scan)
    clerk.press("Nộp bản ký tay đã quét")
    clerk.reads("Đã ghi nhận")
    office.go(case)
    office.act("Cấp số, nộp bản giấy đã đóng dấu")
    office.fill(number=number, document_date=f"{local_now():%d/%m/%Y}")
    office.attach("scan_file", town.scan)
    office.press("Cấp số, nộp bản giấy đã đóng dấu")
    office.reads("Đã ghi nhận")
    issue_moves.dispatch(office, town=town, case=case)


def _the_seal_is_issued_and_its_device_comes(town: Town, case: str) -> Request:
    clerk = town.desk(OFFICE.clerk)
    provider_moves.received(clerk, town=town, case=case)
    clerk.watched = True
    provider_moves.answered(clerk, town=town, case=case, number="841/CTSBMTT", rest="Đánh dấu tất cả đã cấp")
    provider_moves.certificates_taken(clerk, town=town, case=case, names=[NAME])
    row = provider_moves.row_named(moves.dossier_of(clerk), NAME)
    clerk.go(f"{case}nhan-thiet-bi/")
    clerk.page.locator(f"[name=serial-{row.public_id}]").fill(SERIAL)
    clerk.fill(legal_at=typed_now())
    clerk.press("Ghi nhận đã nhận thiết bị")
    clerk.reads("Đã ghi nhận")
    return row


def _the_registry_clerk_takes_it_by_a_decision(town: Town, case: str, row: Request) -> None:
    clerk, office = town.desk(OFFICE.clerk), town.desk(OFFICE.registry)
    clerk.go(f"{case}ban-giao/")
    clerk.page.locator(f"[name=chon-{row.public_id}]").check()
    clerk.press("Bàn giao cho người đã chọn")
    assert "Nhập số quyết định giao giữ thiết bị." in clerk.errors()
    clerk.page.locator(f"[name=decision_number-{row.public_id}]").fill(DECISION)
    clerk.page.locator(f"[name=decision_date-{row.public_id}]").fill(f"{local_now():%d/%m/%Y}")
    clerk.press("Bàn giao cho người đã chọn")
    clerk.reads("Đã giao, chờ người giữ xác nhận")
    office.go("/")
    office.follow(re.compile("Xem và xác nhận"))
    office.reads(SERIAL)
    office.press("Xác nhận đã nhận thiết bị")
    office.reads("Đã ghi nhận")
    held = Custody.objects.get(token__serial_number=SERIAL, until=None)
    assert (str(held.holder_person), held.decision_number) == (PEOPLE[OFFICE.registry][0], DECISION)
    seal = provider_moves.row_named(moves.dossier_of(clerk), NAME).certificate
    assert seal is not None
    assert seal.subscriber.kind == Subscriber.Kind.ORGANISATION


def _a_service_gets_a_key_without_a_device(town: Town) -> None:
    desk = town.desk(OFFICE.clerk)
    desk.go("/bat-dau/cap-cho-thiet-bi-dich-vu-phan-mem/")
    desk.follow("Lập hồ sơ")
    desk.press("Lập hồ sơ")
    cells = {"system_name": SERVICE, "purpose": "Ký phiếu hẹn tự động", "official_email": "datlich@gmail.com"}
    for key, value in cells.items():
        desk.page.locator(f"#id_rows-0-{key}").fill(value)
    desk.page.locator("#id_rows-0-system_kind").select_option("Dịch vụ")
    desk.page.locator("#id_rows-0-medium").select_option("centralised")
    desk.page.locator("[name=signer]").select_option(index=1)
    desk.choose("signing_way", "wet_scan")
    desk.press("Lưu và xem lại")
    assert "Dùng thư điện tử công vụ" in desk.errors()
    assert desk.page.input_value("#id_rows-0-purpose") == cells["purpose"]
    desk.page.locator("#id_rows-0-official_email").fill("datlich.nacang@laichau.gov.vn")
    case = moves.submit(desk)
    _sent_on_paper(town, case, number="03")
    provider_moves.received(desk, town=town, case=case)
    provider_moves.answered(desk, town=town, case=case, number="842/CTSBMTT", rest="Đánh dấu tất cả đã cấp")
    provider_moves.certificates_taken(desk, town=town, case=case, names=[SERVICE])
    desk.go(case)
    desk.follow_row("Nộp xác nhận người giữ đã dùng được", SERVICE)
    desk.attach("proof_file", town.scan)
    desk.press("Nộp xác nhận người giữ đã dùng được")
    desk.reads("Kết thúc hồ sơ")
    row = provider_moves.row_named(moves.dossier_of(desk), SERVICE)
    assert row.certificate is not None
    assert (row.certificate.subscriber.kind, row.token) == (Subscriber.Kind.DEVICE, None)
