"""/bao-cao/tap-huan/, /bao-cao/kiem-tra/, /bao-cao/ke-hoach/: who writes, who reads, and what is never edited."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.domain.roles import Role
from directory.ledger.models import LedgerEntry
from directory.models import Agency, Person, User
from reporting.domain.money import in_dong, read_dong
from reporting.models import Inspection, PlanItem, TrainingCourse, TrainingParticipant, YearlyPlan
from reporting.services.supervision import SupervisionRefused, add_plan_item, remove_plan_item
from tests import world

TODAY = timezone.localdate()
TRAINING, INSPECTIONS, PLANS = "/bao-cao/tap-huan/", "/bao-cao/kiem-tra/", "/bao-cao/ke-hoach/"


@dataclass
class Land:
    """A province with its delegated department, two communes, and a stranger's commune of another province."""

    department: Agency
    commune: Agency
    neighbour: Agency
    officer: User
    clerk: User
    colleague: Person
    others: dict[str, User]


@pytest.fixture
def land(db: None) -> Land:
    province = world.make_agency("UBND tỉnh Đông Sơn")
    department = world.make_agency("Sở Khoa học và Công nghệ", parent=province)
    commune = world.make_agency("UBND xã Nà Cang", parent=province)
    neighbour = world.make_agency("UBND xã Nậm Ngà", parent=province)
    elsewhere = world.make_agency("UBND xã An Bình")
    world.delegate(department, territory=province)
    return Land(
        department=department,
        commune=commune,
        neighbour=neighbour,
        officer=world.make_user("Lý Thị Sở", Role.DEPARTMENT_OFFICER, agency=department),
        clerk=world.make_user("Vừ A Soạn", Role.CLERK, agency=commune),
        colleague=world.make_person("Giàng A Học", agency=commune),
        others={
            "leader": world.make_user("Lò Văn Chủ", Role.AGENCY_LEADER, agency=commune),
            "neighbour": world.make_user("Tao Văn Láng", Role.CLERK, agency=neighbour),
            "stranger": world.make_user("Trần Thị Lạ", Role.CLERK, agency=elsewhere),
            "reader": world.make_user("Hà Thị Đọc", Role.REPORT_MANAGER, agency=province),
        },
    )


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def in_ledger(row: Model) -> list[str]:
    return list(
        LedgerEntry.objects.filter(object_id=str(row.public_id)).order_by("id").values_list("action", flat=True)  # type: ignore[attr-defined]
    )


def is_refused(change: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


def a_course(land: Land, **values: Any) -> TrainingCourse:
    return TrainingCourse.objects.create(
        **{
            "organiser": land.department,
            "territory": land.department.parent,
            "held_on": TODAY,
            "subject": "Ký số trên văn bản",
            "recorded_by": land.officer,
            "recorded_at": timezone.now(),
        }
        | values
    )


def test_the_department_records_training_and_each_agency_its_own_people(land: Land) -> None:
    officer, clerk = world.client_of(land.officer), world.client_of(land.clerk)
    typed = {"ngay": TODAY.strftime("%d/%m/%Y"), "noi_dung": unicodedata.normalize("NFD", "Ký số trên văn bản")}
    wrong = officer.post(TRAINING, typed | {"ngay": "31/02/2026", "dia_ban": "0"})
    assert wrong.status_code == 422
    assert "31/02/2026" in wrong.content.decode()
    assert not TrainingCourse.objects.exists()
    office = land.department.functions.get()
    sent = typed | {"dia_ban": str(office.pk), "can_cu": "Kế hoạch số 15/KH-SKHCN"}
    assert clerk.post(TRAINING, sent).status_code == 404
    course_url = officer.post(TRAINING, sent)["Location"]
    course = TrainingCourse.objects.get()
    assert course.subject == "Ký số trên văn bản"
    assert (course.organiser, course.territory) == (land.department, land.department.parent)
    assert "đã được ghi" in officer.post(TRAINING, sent).content.decode()

    own = {"co_quan": str(land.commune.public_id), "ket_qua": "Đạt"}
    chosen = own | {"nguoi": str(land.colleague.public_id)}
    assert clerk.post(course_url, chosen).status_code == 302
    assert "đã có trong danh sách" in clerk.post(course_url, chosen).content.decode()
    assert clerk.post(course_url, own | {"ho_ten": "Sùng A Khách", "noi_cong_tac": "Trạm y tế"}).status_code == 302
    nobody = clerk.post(course_url, own | {"noi_cong_tac": "Trạm y tế xã"})
    assert nobody.status_code == 422
    assert "Trạm y tế xã" in nobody.content.decode()
    department = {"co_quan": str(land.department.public_id), "ho_ten": "Đỗ Văn Khác", "noi_cong_tac": "Công ty A"}
    assert clerk.post(course_url, department).status_code == 422
    assert officer.post(course_url, department).status_code == 302
    listed = {(one.name, one.body, one.agency.name) for one in TrainingParticipant.objects.all()}
    assert listed == {
        ("Giàng A Học", "UBND xã Nà Cang", "UBND xã Nà Cang"),
        ("Sùng A Khách", "Trạm y tế", "UBND xã Nà Cang"),
        ("Đỗ Văn Khác", "Công ty A", "Sở Khoa học và Công nghệ"),
    }
    assert in_ledger(course) == ["training.recorded", *["training.participant_recorded"] * 3]

    seen = {
        name: text_of(world.client_of(user), course_url) for name, user in land.others.items() if name != "stranger"
    }
    assert {name: "Giàng A Học" in text for name, text in seen.items()} == {
        "leader": True,
        "neighbour": False,
        "reader": True,
    }
    leader, stranger = world.client_of(land.others["leader"]), world.client_of(land.others["stranger"])
    assert leader.post(course_url, chosen).status_code == 404
    assert stranger.get(course_url).status_code == 404
    assert "Ký số trên văn bản" not in text_of(stranger, TRAINING)
    assert officer.get(f"{TRAINING}?muc=khong-phai").status_code == 404
    to_come = a_course(land, held_on=TODAY + timedelta(days=1))
    assert clerk.post(f"{TRAINING}?muc={to_come.public_id}", chosen).status_code == 404
    person = TrainingParticipant.objects.first()
    assert person is not None
    for change in (
        lambda: TrainingCourse.objects.update(subject="Khác"),
        lambda: TrainingParticipant.objects.update(result="Không đạt"),
        lambda: TrainingParticipant.objects.all().delete(),
    ):
        assert is_refused(change)


def test_an_inspection_is_recorded_by_the_department_and_settled_once(land: Land) -> None:
    officer = world.client_of(land.officer)
    day = TODAY - timedelta(days=9)
    sent = {
        "co_quan": str(land.commune.public_id),
        "ngay": day.strftime("%d/%m/%Y"),
        "noi_dung": "Giao giữ thiết bị",
        "ket_qua": "Thiếu một biên bản.\r\nThiết bị đủ.",
        "yeu_cau": "Lập biên bản.",
        "han": (TODAY - timedelta(days=2)).strftime("%d/%m/%Y"),
    }
    stranger = land.others["stranger"]
    assert world.client_of(land.clerk).post(INSPECTIONS, sent).status_code == 404
    elsewhere = str(stranger.memberships.get().agency.public_id)
    for fault in (
        {"co_quan": elsewhere},
        {"ngay": (TODAY + timedelta(days=1)).strftime("%d/%m/%Y"), "han": ""},
        {"han": (day - timedelta(days=1)).strftime("%d/%m/%Y")},
        {"yeu_cau": ""},
    ):
        answer = officer.post(INSPECTIONS, sent | fault)
        assert answer.status_code == 422, fault
        assert "Thiếu một biên bản." in answer.content.decode()
    assert not Inspection.objects.exists()
    assert officer.post(INSPECTIONS, sent).status_code == 302
    one = Inspection.objects.get()
    assert (one.inspecting, one.inspected) == (land.department, land.commune)
    assert one.findings == "Thiếu một biên bản.\nThiết bị đủ."
    assert "Quá hạn khắc phục" in text_of(world.client_of(land.clerk), INSPECTIONS)
    url = f"{INSPECTIONS}?muc={one.public_id}"
    assert "Lập biên bản." in text_of(world.client_of(land.others["reader"]), url)
    for name in ("neighbour", "stranger"):
        assert world.client_of(land.others[name]).get(url).status_code == 404

    settled = {"ngay": TODAY.strftime("%d/%m/%Y"), "ket_qua": "Đã lập biên bản."}
    assert world.client_of(land.clerk).post(url, settled).status_code == 404
    too_early = settled | {"ngay": (day - timedelta(days=1)).strftime("%d/%m/%Y")}
    assert officer.post(url, too_early).status_code == 422
    assert is_refused(lambda: Inspection.objects.update(findings="Khác"))
    assert officer.post(url, settled).status_code == 302
    assert officer.post(url, settled).status_code == 404
    one.refresh_from_db()
    assert (one.settled_on, one.settled_note) == (TODAY, "Đã lập biên bản.")
    assert in_ledger(one) == ["inspection.recorded", "inspection.settled"]
    assert "Đã khắc phục" in text_of(officer, INSPECTIONS)
    assert is_refused(lambda: Inspection.objects.update(settled_note="Khác"))
    assert is_refused(lambda: Inspection.objects.all().delete())


def test_a_plan_adds_up_and_is_kept_once_its_year_is_over(land: Land) -> None:
    clerk = world.client_of(land.clerk)
    sent = {
        "co_quan": str(land.commune.public_id),
        "nam": str(TODAY.year + 1),
        "loai": "device",
        "so_luong": "3",
        "don_gia": "1.250.000",
        "ghi_chu": "Thiết bị dự phòng",
    }
    for fault in ({"don_gia": "1,5 triệu"}, {"don_gia": "1.25.000"}, {"so_luong": "0"}, {"nam": str(TODAY.year - 1)}):
        answer = clerk.post(PLANS, sent | fault)
        assert answer.status_code == 422, fault
        assert "Thiết bị dự phòng" in answer.content.decode()
    assert clerk.post(PLANS, sent | {"co_quan": str(land.neighbour.public_id)}).status_code == 422
    assert not YearlyPlan.objects.exists()
    url = clerk.post(PLANS, sent)["Location"]
    assert "đã có dòng này" in clerk.post(PLANS, sent).content.decode()
    assert clerk.post(PLANS, sent | {"loai": "renewal", "so_luong": "10", "don_gia": "99999999999"}).status_code == 302
    officer = world.client_of(land.officer)
    assert officer.post(PLANS, sent | {"loai": "training", "so_luong": "1", "don_gia": "500000"}).status_code == 302
    plan = YearlyPlan.objects.get()
    assert plan.total == 3_750_000 + 999_999_999_990 + 500_000
    assert "1.000.004.249.990 đồng" in text_of(clerk, PLANS)
    assert "3.750.000 đồng" in text_of(world.client_of(land.others["reader"]), url)
    item = plan.items.get(kind="renewal")
    for name, code in (("leader", 404), ("neighbour", 404), ("reader", 404)):
        assert world.client_of(land.others[name]).post(url, {"bo": str(item.public_id)}).status_code == code
    assert clerk.post(url, {"bo": str(item.public_id)}).status_code == 302
    assert clerk.post(url, {"bo": str(item.public_id)}).status_code == 422
    assert "4.250.000 đồng" in text_of(clerk, url)
    assert in_ledger(plan) == [*["plan.item_added"] * 3, "plan.item_removed"]

    later = timezone.now() + timedelta(days=800)
    kept = plan.items.select_related("plan__agency")[0]
    with pytest.raises(SupervisionRefused, match="giữ nguyên"):
        remove_plan_item(item=kept, by=land.clerk, now=later)
    with pytest.raises(SupervisionRefused, match="năm nay hoặc năm sau"):
        add_plan_item(
            agency=land.commune,
            year=plan.year,
            kind=PlanItem.Kind.OTHER,
            quantity=1,
            unit_cost=1,
            note="",
            by=land.clerk,
            now=later,
        )
    past = YearlyPlan.objects.create(
        agency=land.commune, year=TODAY.year - 1, recorded_by=land.clerk, recorded_at=timezone.now()
    )
    PlanItem.objects.create(
        plan=past, kind="device", quantity=1, unit_cost=1, recorded_by=land.clerk, recorded_at=timezone.now()
    )
    assert is_refused(lambda: past.items.all().delete())
    assert is_refused(lambda: PlanItem.objects.update(quantity=2))
    assert is_refused(lambda: YearlyPlan.objects.update(year=2099))
    assert clerk.post(f"{PLANS}?muc={past.public_id}", {"bo": str(past.items.get().public_id)}).status_code == 404


def test_a_plan_says_where_local_rules_want_it_on_paper_too(land: Land) -> None:
    plan = YearlyPlan.objects.create(
        agency=land.commune, year=TODAY.year, recorded_by=land.clerk, recorded_at=timezone.now()
    )
    url, words = f"{PLANS}?muc={plan.public_id}", "phát hành cả bản giấy"
    assert words not in text_of(world.client_of(land.clerk), url)
    Agency.objects.filter(pk=land.commune.pk).update(overlay="ninh_thuan_2017")
    page = text_of(world.client_of(land.clerk), url)
    assert words in page
    assert "Điều 13 khoản 2 Quyết định số 42/2017/QĐ-UBND" in page


def test_the_lists_cost_the_same_for_many_and_go_page_by_page(land: Land) -> None:
    clerk, officer = world.client_of(land.clerk), world.client_of(land.officer)
    costs: list[list[int]] = []
    for count in (2, 28):
        for number in range(count):
            at = {"recorded_by": land.officer, "recorded_at": timezone.now()}
            course = a_course(land, subject=f"Lớp {count}.{number}")
            TrainingParticipant.objects.create(
                course=course, agency=land.commune, name=f"Người {number}", body="Xã", **at
            )
            Inspection.objects.create(
                inspecting=land.department,
                inspected=land.commune,
                held_on=TODAY,
                subject=f"Đợt {count}.{number}",
                findings="Đủ",
                **at,
            )
            plan = YearlyPlan.objects.create(agency=land.commune, year=2000 + count + number * 40, **at)
            PlanItem.objects.create(plan=plan, kind="other", quantity=1, unit_cost=number, **at)
        measured = []
        for client in (clerk, officer):
            for url in (TRAINING, INSPECTIONS, PLANS):
                with CaptureQueriesContext(
                    connection,
                ) as asked:
                    assert client.get(url).status_code == 200
                measured.append(len(asked))
        costs.append(measured)
    assert costs[0] == costs[1]
    assert max(costs[1]) <= 14
    first = text_of(clerk, TRAINING)
    assert "25 lớp trên trang này, trong 30" in first
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older is not None
    assert "Lớp 2.0" in text_of(clerk, TRAINING + older[1])
    links = text_of(clerk, "/bao-cao/")
    assert all(f'href="{url}"' in links for url in (TRAINING, INSPECTIONS, PLANS))


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1,250,000", "12.34.567", "một", "１２"])
def test_an_amount_that_is_not_whole_dong_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        read_dong(text)


def test_amounts_are_read_as_they_are_printed() -> None:
    assert in_dong(1_250_000) == "1.250.000 đồng"
    for amount in (0, 7, 999, 1000, 1_250_000, 99_999_999_999):
        assert read_dong(in_dong(amount)) == amount
