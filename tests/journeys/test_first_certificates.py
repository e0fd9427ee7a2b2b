"""Mẫu 01 with everybody at a desk: ten officials, every way that a row can end, two notices, the closed case."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from directory.ledger.services import link_pending
from directory.ledger.verification import verify
from directory.models import Person
from requests_workflow.models import DeadlineRecord, Dossier
from tests.journeys import issue_moves, moves
from tests.journeys.conftest import Town
from tests.journeys.desk import Desk, typed_now
from tests.journeys.issue_moves import NA_CANG, NO_MATCH, certificate_of, name, row_of
from tokens.models import Custody

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SCREEN, DENIER, SIM = "thuebaomoi", "thuebaocho", "thuebaosim"
AGAIN, PAPER, LEAVER = "nc_cu_het_han", "nc_moi_dan_van", "nc_moi_dia_chinh"
REFUSED, WITHDRAWN = "nc_moi_quan_su", "nc_moi_noi_vu"
OF_THE_REGISTER = (SCREEN, DENIER, SIM, AGAIN, PAPER, LEAVER, REFUSED, WITHDRAWN)
PASTED = ("Lò Thị Thử", "Vàng Văn Mẫu")
BODY = "Ủy ban nhân dân xã Nà Cang (giả định)"
FROM_EXCEL = (
    f"1\t{PASTED[0]}\t5/8/1990\t099190000901; 1/2/2021; Bộ Công an\tthu@laichau.gov.vn\t{BODY}\tLai Châu\t"
    "Công chức Văn hóa - Xã hội\t300000901\t\t\r\n"
    f"2\t{PASTED[1]}\t06/09/1991\t099091000902; 01/02/2021; Bộ Công an\tmau@laichau.gov.vn\t{BODY}\tLai Châu\t"
    "Công chức Địa chính\t0300000902\t\t\r\n"
)


def test_ten_officials_of_one_dossier_each_come_to_their_own_end_and_the_case_closes(town: Town):
    for person in ("vanphong", SCREEN, DENIER, SIM):
        town.desk(person, watched=True)
    case = _the_clerk_drafts(town)
    issue_moves.make_official(town, case=case, office=NA_CANG, number="128")
    _it_is_sent_and_the_department_has_its_copy(town, case)
    _the_provider_asks_twice_and_one_person_is_withdrawn(town, case)
    _the_answer_and_its_files_are_recorded(town, case)
    _the_devices_come_and_are_handed_over(town, case)
    _two_notices_close_the_case(town, case)
    _registers_custody_and_case_agree(town, case)


def _the_clerk_drafts(town: Town) -> str:
    desk = town.desk("vanphong")
    case = issue_moves.open_draft(desk, slugs=OF_THE_REGISTER)
    old = issue_moves.line_of(desk, name(AGAIN)).locator("input[name$=old_certificate_serial]")
    assert old.input_value()
    issue_moves.line_of(desk, name(SIM)).locator("select[name$=medium]").select_option("sim_pki:Viettel")
    desk.page.get_by_text("Dán từ Excel", exact=True).click()
    desk.page.get_by_label("Dán các dòng chép từ Excel").fill(FROM_EXCEL)
    desk.press("Đưa vào danh sách")
    desk.reads("Đã đưa 2 người từ Excel vào danh sách")
    email = issue_moves.line_of(desk, PASTED[0]).locator("input[name$=official_email]")
    email.fill("thu@gmail.com")
    desk.press("Lưu và xem lại")
    assert f"({PASTED[0]}): Dùng thư điện tử công vụ" in desk.errors()
    issue_moves.line_of(desk, PASTED[0]).locator("input[name$=official_email]").fill("thu@laichau.gov.vn")
    desk.press("Lưu và xem lại")
    assert "0300000901" not in desk.page.get_by_role("main").inner_text()
    desk.press("Trình lãnh đạo ký")
    desk.reads("Đã ghi nhận: Trình lãnh đạo ký")
    assert moves.dossier_of(desk).requests.count() == 10
    return case


def _it_is_sent_and_the_department_has_its_copy(town: Town, case: str) -> None:
    office, department = town.desk("vanthu"), town.desk("canboso")
    department.go(case, status=404)
    issue_moves.dispatch(office, town=town, case=case)
    office.reads("Chưa ghi nhận gửi")
    office.act("Ghi nhận đã gửi bản sao")
    office.fill(channel_code="QLVB-2026-128", legal_at=typed_now())
    office.press("Ghi nhận đã gửi bản sao")
    office.reads("Chưa ghi nhận đến")
    department.go("/thong-bao/")
    department.go(case)
    department.act("Ghi nhận Sở đã nhận bản sao")
    department.fill(legal_at=typed_now(), incoming_number="901")
    department.press("Ghi nhận Sở đã nhận bản sao")
    department.reads("Đã đến")


def _the_provider_asks_twice_and_one_person_is_withdrawn(town: Town, case: str) -> None:
    clerk, office = town.desk("vanphong"), town.desk("vanthu")
    # Forms of the kind that every act has: looked at elsewhere.
    clerk.watched = False
    issue_moves.arrived(clerk, town=town, case=case, label="Ghi nhận Cục đã tiếp nhận hồ sơ hợp lệ")
    clerk.reads("Cục đã tiếp nhận, chờ kết quả")
    for number, reason in (
        ("811/CTSBMTT", "Bổ sung quyết định bổ nhiệm."),
        ("812/CTSBMTT", "Bổ sung bản quét rõ hơn."),
    ):
        issue_moves.supplement_asked(clerk, town=town, case=case, number=number, reason=reason)
        clerk.reads(reason)
        issue_moves.dispatch(office, town=town, case=case, label="Gửi bổ sung", supplement=True)
    clerk.go(case)
    clerk.follow_row("Rút đề nghị này", name(WITHDRAWN))
    clerk.fill(reason="Người này đã được điều động đi nơi khác.")
    clerk.attach("proof_file", town.proof)
    clerk.press("Rút đề nghị này")
    issue_moves.arrived(clerk, town=town, case=case, label="Ghi nhận Cục đã tiếp nhận hồ sơ hợp lệ")
    clerk.reads("Cách tính từng ngày")


def _the_answer_and_its_files_are_recorded(town: Town, case: str) -> None:
    desk = town.desk("vanphong")
    desk.watched = True
    issue_moves.answer(desk, town=town, case=case, refused={name(REFUSED): NO_MATCH})
    dossier = moves.dossier_of(desk)
    assert dossier.state == "answered"
    desk.follow("Nhập tệp chứng thư")
    archive = issue_moves.certificate_archive(town, dossier, by_name_alone=(name(PAPER),))
    issue_moves.upload_certificates(desk, case=case, file=archive)
    desk.reads("Cần bạn quyết định (1)")
    desk.reads("Khớp, đã chọn sẵn (7)")
    desk.page.get_by_label(f"Nhập cho dòng {row_of(dossier, name(PAPER)).position}: {name(PAPER)}").check()
    desk.press("Nhập các tệp đã chọn")
    desk.reads("Đã quyết định (8)")
    assert "Không còn người nào chờ chứng thư" in desk.page.locator(".notice.tone-success").inner_text()


def _the_devices_come_and_are_handed_over(town: Town, case: str) -> None:
    desk = town.desk("vanphong")
    here = [name(slug) for slug in (SCREEN, DENIER, AGAIN, PAPER, LEAVER)] + list(PASTED)
    issue_moves.receive_devices(desk, case=case, names=here[:5])
    desk.watched = False
    issue_moves.receive_devices(desk, case=case, names=here[5:])
    desk.watched = True
    Person.objects.filter(full_name=name(LEAVER)).update(left_on=timezone.localdate() - timedelta(days=1))
    issue_moves.offer(desk, case=case, names=[name(SCREEN), name(DENIER)])
    desk.reads("Chưa bàn giao được")
    desk.follow(f"Không bàn giao nữa cho {name(LEAVER)}")
    desk.fill(reason="Đồng chí này đã nghỉ việc trước khi nhận thiết bị.")
    desk.press("Không bàn giao nữa")
    desk.reads("Đã ghi nhận")
    _subscribers_answer(town, case)
    issue_moves.handed_over_on_paper(desk, town=town, case=case, full_name=name(PAPER))
    desk.watched = False
    for one in (name(AGAIN), *PASTED):
        issue_moves.handed_over_on_paper(desk, town=town, case=case, full_name=one)
    desk.watched = True


def _subscribers_answer(town: Town, case: str) -> None:
    clerk, screen, denier, sim = (town.desk(one) for one in ("vanphong", SCREEN, DENIER, SIM))
    screen.go("/")
    screen.follow(re.compile("Xem và xác nhận"))
    screen.press("Xác nhận đã nhận thiết bị")
    screen.reads("Đã ghi nhận")
    denier.go("/")
    denier.follow(re.compile("Xem và xác nhận"))
    denier.follow("Tôi chưa nhận được")
    denier.press("Báo chưa nhận được thiết bị")
    assert "Nhập lý do" in denier.errors()
    denier.fill(reason="Số hiệu in trên thiết bị khác với số trên trang này.")
    denier.press("Báo chưa nhận được thiết bị")
    denier.reads("Đã ghi nhận")
    clerk.watched = False
    clerk.go(case)
    clerk.reads("Số hiệu in trên thiết bị khác với số trên trang này.")
    issue_moves.offer(clerk, case=case, names=[name(DENIER)])
    clerk.watched = True
    denier.go("/")
    denier.follow(re.compile("Xem và xác nhận"))
    denier.press("Xác nhận đã nhận thiết bị")
    sim.go("/")
    sim.follow(re.compile("Xác nhận đã dùng được"))
    sim.reads("ký thử được bằng chứng thư này")
    sim.press("Xác nhận đã dùng được chữ ký số")
    sim.reads("Đã ghi nhận")
    sim.go(case)
    assert name(SCREEN) not in sim.page.content()


def _two_notices_close_the_case(town: Town, case: str) -> None:
    clerk = town.desk("vanphong")
    clerk.go("/")
    clerk.reads("Đã bàn giao, chưa gửi Mẫu số 07")
    later = [name(DENIER), *PASTED]
    issue_moves.notice_sent(town, office=NA_CANG, case=case, number="140", without=later)
    clerk.go(case)
    clerk.watched = False
    dossier = moves.dossier_of(clerk)
    assert (dossier.state, {issue_moves.states(dossier)[one] for one in later}) == ("answered", {"handed_over"})
    issue_moves.notice_sent(town, office=NA_CANG, case=case, number="141")
    clerk.go(case)
    clerk.reads("Kết thúc hồ sơ")
    clerk.reads(f"Biên bản bàn giao thiết bị: {PASTED[0]}")


def _registers_custody_and_case_agree(town: Town, case: str) -> None:
    desk = town.desk("vanphong")
    desk.go(case)
    dossier = moves.dossier_of(desk)
    shown = issue_moves.table_of(desk)
    ends = {name(REFUSED): "Đã từ chối", name(WITHDRAWN): "Đã rút", name(LEAVER): "Không bàn giao"}
    assert {one: cells["Tình trạng"].splitlines()[0] for one, cells in shown.items()} == {
        one: ends.get(one, "Đã xong") for one in shown
    }
    assert len(shown) == 10
    devices, certificates = _csv(desk, "/thiet-bi/"), _csv(desk, "/chung-thu/")
    for one, cells in shown.items():
        row = row_of(dossier, one)
        assert bool(row.certificate) == bool(cells["Chứng thư ở"]) == (one not in (name(REFUSED), name(WITHDRAWN)))
        if row.certificate:
            assert any(row.certificate.serial_number in line and one in line for line in certificates)
        if not row.token:
            continue
        assert cells["Thiết bị"].strip() == row.token.serial_number == issue_moves.serial_for(row)
        (line,) = [line for line in devices if row.token.serial_number in line]
        holder = name("vanphong") if one == name(LEAVER) else one
        assert any(holder in cell for cell in line), line
        _device_page_agrees(town, dossier, one, path=cells["Thiết bị ở"], holder=holder)
    _old_certificate_is_followed(town, dossier)
    records = list(DeadlineRecord.objects.filter(dossier=dossier))
    assert len(records) >= 2
    link_pending(now=timezone.now())
    verdict = verify()
    assert verdict.intact
    assert verdict.entries > 60


def _csv(desk: Desk, path: str) -> list[list[str]]:
    """The lines of a register as the page gives them away."""
    desk.go(path)
    with desk.page.expect_download() as waiting:
        desk.page.get_by_role("link", name="Tải danh sách (CSV)").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ","))


def _device_page_agrees(town: Town, dossier: Dossier, full_name: str, *, path: str, holder: str) -> None:
    """The story of the device says who has it, by which case, and which certificate is on it."""
    row = row_of(dossier, full_name)
    desk = town.desk("vanphong")
    desk.go(path)
    desk.reads(dossier.code)
    desk.reads(certificate_of(row).serial_number)
    first = desk.page.get_by_role("region", name="Giao, giữ thiết bị").locator("tbody tr").first
    assert holder in first.inner_text()
    assert "Đang giữ" in first.inner_text()
    held = list(Custody.objects.filter(token=row.token).order_by("id"))
    assert [bool(one.until) for one in held] == [True] * (len(held) - 1) + [False]
    assert len(held) == (1 if full_name == name(LEAVER) else 2)


def _old_certificate_is_followed(town: Town, dossier: Dossier) -> None:
    desk, new = town.desk("vanphong"), certificate_of(row_of(dossier, name(AGAIN)))
    assert new.predecessor is not None
    desk.go(f"/chung-thu/{new.public_id}/")
    desk.reads("Các chứng thư trước và sau")
    desk.reads(new.predecessor.serial_number)
    desk.reads(dossier.code)
