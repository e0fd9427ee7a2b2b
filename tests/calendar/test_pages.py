"""The pages of the calendar: proposed by one, approved by another, and shown to all."""

from datetime import date

from django.template.loader import render_to_string
from django.test import Client

from requests_workflow.models import CalendarChange, CalendarDay, DeadlineRecord
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.services.calendar_changes import decide_changes
from requests_workflow.views.presenting import deadline_panel, deadline_words
from tests import world
from tests.calendar.conftest import NOW, REF, Province, at

CALENDAR, PROPOSE, HOURS, IMPORT, CHANGES = (
    f"/lich-lam-viec/{part}" for part in ("", "de-nghi/", "gio-lam-viec/", "nhap/", "thay-doi/")
)
STORM = {"ngay": "07/07/2026", "loai": "off", "ly_do": "Nghỉ vì bão", "can_cu": REF}


def text_of(client: Client, url: str, **query: str) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def decide(client: Client, change: CalendarChange, **values: object):
    data = {"dot": str(change.batch), "chon": [str(change.public_id)], "viec": "duyet"} | values
    return client.post(CHANGES, data)


def test_a_day_goes_from_proposal_to_calendar_over_the_pages(province: Province) -> None:
    officer, leader, clerk = (world.client_of(one) for one in (province.officer, province.leader, province.clerk))
    wrong = officer.post(PROPOSE, STORM | {"can_cu": "theo thông báo"})
    assert wrong.status_code == 422
    assert "Ghi số và ngày của văn bản quyết định" in wrong.content.decode()
    assert officer.post(PROPOSE, STORM)["Location"] == CHANGES
    assert officer.post(PROPOSE, STORM).status_code == 422
    change = CalendarChange.objects.get()

    own = text_of(officer, CHANGES)
    assert "Rút lại các thay đổi đã chọn" in own
    assert "Duyệt các thay đổi đã chọn" not in own
    assert decide(officer, change).status_code == 409
    waiting = text_of(clerk, CALENDAR, nam="2026")
    assert "Thay đổi đang chờ duyệt" in waiting
    assert "Cán Bộ Một" in waiting
    assert PROPOSE not in waiting
    for url in (PROPOSE, HOURS, IMPORT, CHANGES):
        assert clerk.get(url).status_code == 404
        assert leader.get(url).status_code == (200 if url == CHANGES else 404)

    assert "Không có hạn đang chạy nào thay đổi" in text_of(leader, CHANGES)
    assert decide(leader, change, chon=[]).status_code == 422
    assert decide(leader, change, viec="khong_duyet", ly_do="").status_code == 422
    assert decide(leader, change, viec="gi đó").status_code == 422
    assert decide(leader, change)["Location"] == CHANGES
    assert "Đã duyệt 1 thay đổi" in text_of(leader, CHANGES)
    assert decide(leader, change).status_code == 409
    year = text_of(clerk, CALENDAR, nam="2026")
    assert "Nghỉ vì bão" in year
    assert "Giám Đốc, " in year
    assert "Thay đổi đang chờ duyệt" not in year


def test_a_list_is_tried_before_it_is_proposed(province: Province) -> None:
    officer = world.client_of(province.officer)
    text = f'05/02/2027;nghỉ;"Tết <b>Nguyên đán</b>";{REF};\n08/05/2027;làm bù;làm bù;{REF};x\n'
    tried = officer.post(IMPORT, {"danh_sach": text})
    page = tried.content.decode()
    assert tried.status_code == 200
    assert "Đề nghị 2 thay đổi" in page
    assert "<b>Nguyên" not in page
    assert CalendarChange.objects.count() == 0
    carried = tried.context["form"].text
    assert officer.post(IMPORT, {"danh_sach": carried, "de_nghi": "1", "nguon": "lich.csv"})["Location"] == CHANGES
    assert CalendarChange.objects.filter(source="danh sách lich.csv").count() == 2
    assert "Danh sách không có gì mới" in officer.post(IMPORT, {"danh_sach": text}).content.decode()
    wrong = officer.post(IMPORT, {"danh_sach": text + "hôm qua;nghỉ;x;y;"})
    assert wrong.status_code == 200
    assert "Có dòng sai" in wrong.content.decode()
    assert "Đề nghị 2" not in wrong.content.decode()
    assert officer.post(IMPORT, {"danh_sach": "x" * 200_001}).status_code == 422
    assert officer.post(IMPORT, {}).status_code == 422


def test_hours_are_proposed_and_the_effect_is_said_before_anybody_approves(province: Province) -> None:
    province.add_case(received=at(date(2026, 11, 23), "09:00"))
    officer, leader = world.client_of(province.officer), world.client_of(province.leader)
    values = {"thu": ["0", "1"], "gio": "7:00-11:00, 13:00-x", "ly_do": "Giờ mùa đông", "can_cu": REF}
    assert "Không đọc được" in officer.post(HOURS, values).content.decode()
    assert officer.post(HOURS, values | {"gio": "7:00-11:00, 13:00-16:00"})["Location"] == CHANGES
    province.propose(date(2026, 11, 24))
    page = text_of(leader, CHANGES)
    assert "Nếu duyệt cả đợt, 1 hạn đang chạy được tính lại" in page
    assert "07:00–11:00, 13:00–16:00" in page


def test_the_calculator_takes_the_time_and_marks_what_is_provisional(province: Province) -> None:
    clerk = world.client_of(province.clerk)
    query = {"nhan": "20/11/2026", "so_ngay": "3", "luc": "18:45"}
    page = text_of(clerk, CALENDAR, **query)
    assert "Hạn: trước 17:00, Thứ Năm, 26/11/2026 (tạm tính)" in page
    assert "Nhận ngoài giờ làm việc vẫn tính theo ngày ghi" in page
    assert "Nhận ngoài giờ" not in text_of(clerk, CALENDAR, **query | {"luc": "09:00"})
    assert "Nhập giờ dạng giờ:phút" in text_of(clerk, CALENDAR, **query | {"luc": "25:00"})
    CalendarDay.objects.filter(date=date(2026, 11, 24)).update(provisional=False)
    assert "(tạm tính)" not in text_of(clerk, CALENDAR, nam="2025", **query)
    future = text_of(clerk, CALENDAR, nam="2027")
    assert 'href="?nam=2026"' in future
    assert "Năm 2027 chưa có ngày nghỉ nào theo văn bản quyết định" in future


def test_a_deadline_that_rests_on_an_undecided_day_says_so_until_it_is_decided(province: Province) -> None:
    received = at(date(2026, 11, 23), "09:00")
    case = province.add_case(received=received, officer=province.officer)
    certain = province.add_case(received=at(date(2026, 11, 25), "09:00"))
    profile = profile_by_code(case.profile_code)

    def notes() -> list[str]:
        calendar = load_calendar()
        shown = (deadline_words(dossier=d, profile=profile, now=received, calendar=calendar) for d in (case, certain))
        return [words.get("note", "") for words in shown if words is not None]

    assert notes() == ["tạm tính, có ngày chưa có văn bản quyết định", ""]
    record = DeadlineRecord.objects.get(dossier=case)
    panel = deadline_panel(dossier=case, record=record, profile=profile, now=received, calendar=load_calendar())
    assert "(tạm tính, có ngày chưa có văn bản quyết định)" in render_to_string(
        "components/deadline_panel.html", {"deadline": panel}
    )
    change = province.propose(date(2026, 11, 24), "off", reason="Ngày Văn hóa Việt Nam")
    assert decide_changes(change_ids=[change.public_id], approve=True, by=province.leader, now=NOW).moved == 0
    assert notes() == ["", ""]
