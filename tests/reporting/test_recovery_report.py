"""/bao-cao/khoi-phuc/: counts equal their lists, periods end at Vietnamese midnight, the CSV cannot compute."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from directory.domain.roles import Role
from directory.domain.spreadsheet import safe_cell
from directory.models import Agency, User
from reporting.domain.durations import in_words
from reporting.domain.periods import Period, period_of
from requests_workflow.models import Dossier, Suspension
from tests import world

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
NOON = datetime(2026, 8, 5, 12, 0, tzinfo=VIETNAM)
HOUR = timedelta(hours=1)
QUARTER = "/bao-cao/khoi-phuc/?ky=quy&so=3&nam=2026"


def test_periods_cover_the_year_without_gap_or_overlap() -> None:
    for kind, count in (("nam", 1), ("nua-nam", 2), ("quy", 4), ("thang", 12)):
        periods = [Period(kind, 2026, number) for number in range(1, count + 1)]
        assert periods[0].since == date(2026, 1, 1)
        assert periods[-1].until == date(2027, 1, 1)
        assert [p.until for p in periods[:-1]] == [p.since for p in periods[1:]]
    assert period_of(kind="quy", day=date(2026, 8, 5)).label == "Quý 3 năm 2026"
    assert Period("nua-nam", 2026, 2).label == "6 tháng cuối năm 2026"
    with pytest.raises(ValueError, match="no period"):
        Period("quy", 2026, 5)


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@SUM(A1)", "\tx", "  =1+1", "\r=1"])
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


def test_plain_cells_stay_as_they_are() -> None:
    assert safe_cell("UBND xã Nà Cang") == "UBND xã Nà Cang"
    assert safe_cell(None) == ""


def test_lengths_of_time_are_told_in_words() -> None:
    assert in_words(None) == "Không"
    assert in_words(timedelta(seconds=20)) == "1 phút"
    assert in_words(timedelta(hours=27)) == "1 ngày 3 giờ"
    assert in_words(timedelta(minutes=135)) == "2 giờ 15 phút"


@pytest.fixture
def commune() -> Agency:
    return world.make_agency("=UBND xã Nà Cang", parent=world.make_agency("UBND tỉnh"))


@pytest.fixture
def manager(commune: Agency) -> User:
    assert commune.parent is not None
    return world.make_user("Lê Báo Cáo", Role.REPORT_MANAGER, agency=commune.parent)


def case(
    agency: Agency, *, state: str, answered: timedelta | None = None, rows: str = "pending", **values: Any
) -> Dossier:
    """A case received at noon with four hours to answer."""
    drafter = world.make_user("Người Soạn", Role.CLERK, agency=agency)
    dossier = world.make_dossier(
        agency,
        by=drafter,
        state=state,
        **{
            "first_received_at": NOON,
            "valid_received_at": NOON,
            "due_at": NOON + 4 * HOUR,
            "answered_at": NOON + answered if answered else None,
        }
        | values,
    )
    world.make_request(dossier, state=rows)
    return dossier


@pytest.fixture
def year(commune: Agency) -> dict[str, Dossier]:
    future = datetime.now(UTC) + timedelta(days=30)
    return {
        "recovered": case(commune, state="accepted", answered=HOUR, rows="recovered"),
        "recovered_late": case(commune, state="closed", answered=9 * HOUR, rows="closed"),
        "refused": case(commune, state="refused", answered=2 * HOUR, rows="refused"),
        "all_rows_refused": case(commune, state="closed", answered=2 * HOUR, rows="refused"),
        "withdrawn": case(commune, state="withdrawn", answered=HOUR, rows="withdrawn"),
        "open_late": case(commune, state="received"),
        "open_in_time": case(commune, state="received", due_at=future),
        "paused": case(commune, state="supplement_requested"),
    }


@pytest.mark.django_db
def test_every_count_equals_the_list_that_it_opens(manager: User, year: dict[str, Dossier]) -> None:
    client = world.client_of(manager)
    page = client.get(QUARTER)
    stats = {stat["label"]: stat for stat in page.context["stats"]}
    expected = {
        "hồ sơ đã tiếp nhận": 8,
        "đã khôi phục": 2,
        "từ chối": 2,
        "cơ quan rút": 1,
        "đang giải quyết": 3,
        "quá hạn": 2,
    }
    assert {label: stats[label]["number"] for label in expected} == expected
    for label, number in expected.items():
        assert len(client.get(stats[label]["url"]).context["rows"]) == number, label
    assert stats["đúng hạn, trong số đã giải quyết xong"]["number"] == "75 %"


@pytest.mark.django_db
def test_a_case_belongs_to_the_period_of_its_first_receipt_by_vietnamese_dates(manager: User, commune: Agency) -> None:
    midnight = datetime(2026, 10, 1, 0, 0, tzinfo=VIETNAM)
    before = case(commune, state="received", first_received_at=midnight - timedelta(microseconds=1))
    after = case(commune, state="received", first_received_at=midnight)
    client = world.client_of(manager)
    third, fourth = (client.get(f"/bao-cao/khoi-phuc/?ky=quy&so={n}&nam=2026").content.decode() for n in (3, 4))
    assert (before.code in third, before.code in fourth) == (True, False)
    assert (after.code in third, after.code in fourth) == (False, True)


@pytest.mark.django_db
def test_the_list_shows_for_how_long_the_clock_stood_still(manager: User, year: dict[str, Dossier]) -> None:
    for since, until in ((0, 27), (30, 33)):
        Suspension.objects.create(
            dossier=year["refused"], since=NOON + since * HOUR, until=NOON + until * HOUR, reason="Thiếu thông tin"
        )
    assert "1 ngày 6 giờ" in world.client_of(manager).get(QUARTER).content.decode()


@pytest.mark.django_db
def test_a_report_holds_only_what_is_in_scope(commune: Agency, year: dict[str, Dossier]) -> None:
    other = world.make_agency("UBND xã Hua Bum")
    stranger = world.client_of(world.make_user("Người Lạ", Role.REPORT_MANAGER, agency=other))
    assert stranger.get(QUARTER).context["rows"] == []
    assert year["refused"].code not in b"".join(stranger.get("/bao-cao/khoi-phuc.csv?ky=nam&nam=2026")).decode()
    clerk = world.make_user("Không Báo Cáo", Role.CLERK, agency=commune)
    assert world.client_of(clerk).get("/bao-cao/khoi-phuc/").status_code == 404
    assert world.client_of(clerk).get("/bao-cao/khoi-phuc.csv").status_code == 404


@pytest.mark.django_db
def test_department_and_provider_report_on_what_came_to_them(commune: Agency) -> None:
    department = world.make_agency("Sở Khoa học và Công nghệ")
    provider = world.make_agency("Cục CTS&BMTT")
    assert commune.parent is not None
    world.delegate(department, territory=commune.parent)
    here = case(commune, state="received", recipient=department)
    there = case(commune, state="received", recipient=provider)
    officer = world.make_user("Trần Hợp", Role.DEPARTMENT_OFFICER, agency=department)
    assert len(world.client_of(officer).get(QUARTER).context["rows"]) == 2
    page = world.client_of(world.make_user("Phạm Hà", Role.PROVIDER_OFFICER, agency=provider)).get(QUARTER)
    assert there.code in page.content.decode()
    assert here.code not in page.content.decode()


@pytest.mark.django_db
def test_the_csv_holds_the_drilled_lines_with_a_mark_and_without_formulas(
    manager: User, year: dict[str, Dossier]
) -> None:
    response = world.client_of(manager).get("/bao-cao/khoi-phuc.csv?ky=nam&nam=2026&ket_qua=refused")
    text = b"".join(response).decode("utf-8")
    assert text.startswith("\ufeff")
    header, *lines = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert header[0] == "Mã hồ sơ"
    assert {line[0] for line in lines} == {year["refused"].code, year["all_rows_refused"].code}
    assert {line[1] for line in lines} == {"'=UBND xã Nà Cang"}


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["ky=quy&so=12&nam=2026", "ky=x&so=y&nam=z", "nam=1&ket_qua=x&han=y", "so=%00"])
def test_a_mangled_address_shows_a_period_that_exists(manager: User, query: str) -> None:
    assert world.client_of(manager).get(f"/bao-cao/khoi-phuc/?{query}").status_code == 200
    assert world.client_of(manager).get(f"/bao-cao/khoi-phuc.csv?{query}").status_code == 200


@pytest.mark.django_db
def test_the_page_costs_the_same_for_one_case_and_for_many(
    manager: User, commune: Agency, django_assert_max_num_queries: Any
) -> None:
    for _ in range(30):
        case(commune, state="received")
    client = world.client_of(manager)
    with django_assert_max_num_queries(9):
        response = client.get(QUARTER)
    assert len(response.context["rows"]) == 25
