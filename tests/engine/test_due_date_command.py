"""`manage.py due_date` answers in the agreed JSON, by the calendar of the database."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from requests_workflow.management.commands import due_date
from requests_workflow.models import CalendarDay

pytestmark = pytest.mark.django_db


def run(received: str, days: int | str, *more: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("due_date", "--received", received, "--working-days", str(days), *more, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def answer(received: str, days: int) -> dict[str, Any]:
    out, err = run(received, days, "--json")
    assert err == ""
    found: dict[str, Any] = json.loads(out)
    return found


def test_the_answer_has_the_agreed_shape() -> None:
    found = answer("2025-12-31T10:00:00+07:00", 1)
    assert set(found) == {"received", "due_date", "due_at", "days"}
    assert found["received"] == "2025-12-31T10:00:00+07:00"
    assert found["due_date"] == "2026-01-05"
    assert found["due_at"] == "2026-01-05T17:00:00+07:00"
    assert [set(day) for day in found["days"]] == [{"date", "counts", "why"}] * 6
    assert [day["counts"] for day in found["days"]] == [False] * 5 + [True]


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2025-12-31", 3, "2026-01-07"),
        ("2026-11-20", 3, "2026-11-26"),
        ("2026-08-21", 1, "2026-08-22"),
        ("2026-08-21T23:30:00", 1, "2026-08-22"),
        ("2026-08-20T17:30:00Z", 1, "2026-08-22"),
    ],
)
def test_dates_and_times_are_read_as_vietnamese(received: str, days: int, due: str) -> None:
    assert answer(received, days)["due_date"] == due


def test_rows_of_the_database_win_over_the_seed() -> None:
    CalendarDay.objects.all().delete()
    assert answer("2026-11-18", 1)["due_date"] == "2026-11-19"
    CalendarDay.objects.create(date=date(2026, 11, 19), kind="off", reason="bão", legal_ref="Công điện số 1")
    found = answer("2026-11-18", 1)
    assert found["due_date"] == "2026-11-20"
    assert "Công điện số 1" in found["days"][1]["why"]


def test_without_json_it_speaks_to_people() -> None:
    out, _ = run("2026-08-21", 1)
    assert out.startswith("Hạn: 17:00 ngày 22/08/2026")


def test_without_a_database_it_says_which_calendar_it_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def down() -> None:
        raise OperationalError

    monkeypatch.setattr(due_date, "load_calendar", down)
    out, err = run("2026-08-21", 1, "--json")
    assert json.loads(out)["due_date"] == "2026-08-22"
    assert "lịch gốc" in err


@pytest.mark.parametrize(("received", "days"), [("hôm qua", "1"), ("2026-08-21", "-1"), ("2026-08-21", "9999")])
def test_bad_input_is_refused_in_words(received: str, days: str) -> None:
    with pytest.raises(CommandError):
        call_command("due_date", f"--received={received}", f"--working-days={days}")


def test_a_day_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(CommandError, match="ngoài lịch"):
        run("9999-12-31", 1)
