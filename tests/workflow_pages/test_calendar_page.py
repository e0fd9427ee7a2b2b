"""/lich-lam-viec/: rows with their decisions, and the calculator that explains itself."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from directory.domain.roles import Role
from requests_workflow.models import CalendarDay
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return world.client_of(world.make_user("Lò Mai", Role.SUBSCRIBER, agency=world.make_agency("UBND xã")))


def test_a_stranger_signs_in_first() -> None:
    response = Client().get("/lich-lam-viec/")
    assert response.status_code == 302
    assert response["Location"].startswith("/dang-nhap/")


def test_the_year_lists_days_off_and_made_up_days_with_the_deciding_document(client: Client) -> None:
    page = client.get("/lich-lam-viec/?nam=2026").content.decode()
    assert "Thứ Sáu, 02/01/2026" in page
    assert "Thứ Bảy, 10/01/2026" in page
    assert "12729/VPCP-KGVX" in page
    assert "Làm bù" in page


def test_rows_of_the_database_take_the_place_of_the_first_calendar(client: Client) -> None:
    CalendarDay.objects.create(
        date=date(2026, 7, 7), kind="off", reason="Nghỉ vì bão", legal_ref="Công điện 7", provisional=True
    )
    page = client.get("/lich-lam-viec/?nam=2026").content.decode()
    assert "Nghỉ vì bão" in page
    assert "Công điện 7 (tạm tính, chưa có văn bản)" in page
    assert "12729/VPCP-KGVX" not in page


def test_a_month_shows_every_day_and_why_it_counts(client: Client) -> None:
    page = client.get("/lich-lam-viec/?nam=2026&thang=1").content.decode()
    assert page.count("/01/2026</th>") == 31
    assert "làm bù cho ngày 02/01/2026" in page


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("31/12/2025", 1, "Thứ Hai, 05/01/2026"),
        ("20/11/2026", 3, "Thứ Năm, 26/11/2026"),
        ("21/08/2026", 1, "Thứ Bảy, 22/08/2026"),
    ],
)
def test_the_calculator_gives_the_due_day_and_each_day_on_the_way(
    client: Client, received: str, days: int, due: str
) -> None:
    page = client.get("/lich-lam-viec/", {"nhan": received, "so_ngay": str(days)}).content.decode()
    assert f"Hạn: trước 17:00, {due}" in page
    assert "ngày phát sinh, không tính" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"nhan": "31/02/2026", "so_ngay": "1"}, "Nhập ngày dạng ngày/tháng/năm"),
        ({"nhan": "05/08/2026", "so_ngay": "9999"}, "Số ngày không quá 250"),
        ({"nhan": "05/08/2026", "so_ngay": "-1"}, "Số ngày không được âm"),
        ({"nhan": "05/08/1026", "so_ngay": "1"}, "Chọn ngày trong các năm"),
        ({"nhan": "", "so_ngay": ""}, "error-summary"),
    ],
)
def test_wrong_input_is_named_and_nothing_is_computed(client: Client, query: dict[str, str], said: str) -> None:
    response = client.get("/lich-lam-viec/", query)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert response.context["answer"] is None


@pytest.mark.parametrize("query", ["nam=9999", "nam=abc&thang=13", "thang=2"])
def test_a_mangled_address_shows_this_year(client: Client, query: str) -> None:
    assert client.get(f"/lich-lam-viec/?{query}").status_code == 200


def test_the_page_costs_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(8):
        client.get("/lich-lam-viec/?nam=2026&thang=1&nhan=05/08/2026&so_ngay=3")
