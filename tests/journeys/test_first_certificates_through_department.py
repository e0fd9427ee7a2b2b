"""Mẫu 01 by way of the department that receives for the provider: two officials from draft to the closed case."""

import pytest

from requests_workflow.models import Document
from tests.journeys import issue_moves, moves
from tests.journeys.conftest import Town
from tests.journeys.desk import typed_now
from tests.journeys.issue_moves import RACH_DUA, device_of, name, row_of
from tokens.models import Custody

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

PEOPLE = ("vl_moi_ke_toan", "vl_moi_van_hoa")
OFFICER = "vl_canboso"


def test_the_department_takes_in_sends_on_answers_and_hands_the_devices_down(town: Town):
    clerk = town.desk(RACH_DUA.clerk)
    officer = town.desk(OFFICER, watched=True)
    case = issue_moves.open_draft(clerk, slugs=PEOPLE)
    clerk.reads("Nơi tiếp nhận: Sở Khoa học và Công nghệ tỉnh Vĩnh Long")
    moves.submit(clerk)
    issue_moves.make_official(town, case=case, office=RACH_DUA, number="31")
    issue_moves.dispatch(town.desk(RACH_DUA.registry), town=town, case=case)
    _the_department_wants_more_and_sends_it_on(town, case)
    _the_department_writes_down_what_the_provider_sent(town, case)
    _the_devices_go_down_by_two_hops(town, case)
    issue_moves.notice_sent(town, office=RACH_DUA, case=case, number="32")
    clerk.go(case)
    clerk.reads("Kết thúc hồ sơ")
    officer.go(case)
    officer.reads("Kết thúc hồ sơ")


def _the_department_wants_more_and_sends_it_on(town: Town, case: str) -> None:
    officer = town.desk(OFFICER)
    officer.go("/")
    officer.follow("Tiếp nhận")
    issue_moves.arrived(officer, town=town, case=case, label="Sở tiếp nhận")
    officer.act("Yêu cầu bổ sung")
    officer.fill(ground="conditions", reason="Đề nghị bổ sung quyết định phân công nhiệm vụ.")
    officer.press("Yêu cầu bổ sung")
    officer.reads("Chờ bổ sung")
    dossier = moves.dossier_of(officer)
    assert dossier.documents.filter(kind=Document.Kind.SUPPLEMENT_NOTICE).count() == 1
    registry = town.desk(RACH_DUA.registry)
    issue_moves.dispatch(registry, town=town, case=case, label="Gửi bổ sung", supplement=True)
    issue_moves.arrived(officer, town=town, case=case, label="Sở tiếp nhận")
    issue_moves.dispatch(officer, town=town, case=case, label="Ghi nhận đã chuyển Cục")
    officer.reads("Sở đã chuyển Cục, chờ trả lời")


def _the_department_writes_down_what_the_provider_sent(town: Town, case: str) -> None:
    officer = town.desk(OFFICER)
    # The clerk's pages of the straight route, looked at there.
    officer.watched = False
    issue_moves.answer(officer, town=town, case=case)
    archive = issue_moves.certificate_archive(town, moves.dossier_of(officer))
    issue_moves.upload_certificates(officer, case=case, file=archive)
    officer.press("Nhập các tệp đã chọn")
    officer.reads("Đã quyết định (2)")
    people = [name(slug) for slug in PEOPLE]
    officer.watched = True
    issue_moves.receive_devices(officer, case=case, names=people, label="Sở nhận thiết bị từ Cục")
    officer.reads("Thiết bị đang ở Sở")


def _the_devices_go_down_by_two_hops(town: Town, case: str) -> None:
    clerk = town.desk(RACH_DUA.clerk)
    dossier = moves.dossier_of(clerk)
    clerk.go(case)
    clerk.act("Nhận thiết bị")
    for slug in PEOPLE:
        row = row_of(dossier, name(slug))
        clerk.reads(device_of(row).serial_number)
        clerk.page.locator(f"[name=tick-{row.public_id}]").check()
    clerk.fill(legal_at=typed_now())
    clerk.press("Ghi nhận đã nhận thiết bị")
    for slug in PEOPLE:
        issue_moves.handed_over_on_paper(clerk, town=town, case=case, full_name=name(slug))
        row = row_of(dossier, name(slug))
        held = [
            str(one.holder_person or one.holder_agency)
            for one in Custody.objects.filter(token=row.token).order_by("id")
        ]
        assert held[1:] == [moves.name_of(RACH_DUA.clerk), name(slug)]
        assert "Sở Khoa học và Công nghệ" in held[0]
