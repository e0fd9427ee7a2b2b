"""What a clerk reads: the lawful way on with its clause, and a last day that nobody works on."""

from datetime import date

import pytest

from certificates.domain.filing_window import FilingWindow, Level
from requests_workflow.domain.calendar_seed import seed_calendar
from requests_workflow.domain.expiry import day_off_note, last_working_day, remaining_words, way_on
from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_68_2024
from requests_workflow.services.expiry_text import digest_title, short_serial

RULE = Clause(ND_68_2024, "Điều 13")
WINDOW = FilingWindow(last_filing_day=date(2026, 12, 31), expires_on=date(2027, 1, 30))


def way(level: Level, *, renewal_count: int = 0, kind: str = "individual"):
    return way_on(level=level, window=WINDOW, renewal_count=renewal_count, kind=kind, days_left_clause=RULE)


@pytest.mark.parametrize("level", [one for one in Level if one.is_open])
def test_before_the_last_filing_day_a_renewal_is_filed(level):
    found = way(level)
    assert found.code == "renewal"
    assert "Mẫu số 04" in found.text
    assert "chậm nhất ngày 31/12/2026" in found.text
    assert found.clause == "Điều 13 Nghị định số 68/2024/NĐ-CP"


@pytest.mark.parametrize("level", list(Level))
def test_after_the_one_renewal_only_a_new_certificate_is_left(level):
    found = way(level, renewal_count=1)
    assert found.code == "reissue"
    assert "Mẫu số 01" in found.text
    assert "Mẫu số 04" not in found.text
    assert "Điều 10, Điều 11 Nghị định số 68/2024/NĐ-CP" in found.clause


@pytest.mark.parametrize(("level", "why"), [(Level.PAST, "quá ngày nộp"), (Level.EXPIRED, "hết hạn")])
def test_too_late_for_a_renewal_a_new_certificate_is_asked_for(level, why):
    found = way(level)
    assert found.code == "reissue"
    assert why in found.text


@pytest.mark.parametrize(
    ("kind", "form"), [("individual", "Mẫu số 01"), ("organisation", "Mẫu số 02"), ("device", "Mẫu số 03")]
)
def test_the_form_of_a_new_certificate_is_that_of_its_subscriber(kind, form):
    assert form in way(Level.PAST, kind=kind).text


@pytest.mark.parametrize(
    ("day", "level", "renewable", "words"),
    [
        (date(2026, 12, 1), Level.D30, True, "Còn 30 ngày để nộp"),
        (date(2026, 12, 31), Level.D1, True, "Hôm nay là ngày cuối để nộp"),
        (date(2027, 1, 1), Level.PAST, True, "Quá ngày nộp, còn 29 ngày hiệu lực"),
        (date(2027, 1, 30), Level.PAST, True, "Quá ngày nộp, hết hạn hôm nay"),
        (date(2027, 2, 2), Level.EXPIRED, True, "Đã hết hạn 3 ngày"),
        (date(2026, 12, 1), Level.D30, False, "Còn 60 ngày hiệu lực"),
        (date(2027, 1, 30), Level.PAST, False, "Hết hạn hôm nay"),
    ],
)
def test_what_is_left_is_said_in_days(day, level, renewable, words):
    assert remaining_words(level=level, window=WINDOW, day=day, renewable=renewable) == words


def test_a_last_filing_day_on_a_day_off_is_said_with_the_working_day_before():
    calendar = seed_calendar()
    # 01/01/2026 is a holiday; 02/01/2026 is one that was swapped for Saturday 10/01/2026.
    window = FilingWindow(last_filing_day=date(2026, 1, 4), expires_on=date(2026, 2, 3))
    assert day_off_note(window=window, calendar=calendar).endswith("31/12/2025")
    assert last_working_day(until=date(2026, 1, 10), calendar=calendar) == date(2026, 1, 10)
    working = FilingWindow(last_filing_day=date(2026, 12, 31), expires_on=date(2027, 1, 30))
    assert day_off_note(window=working, calendar=calendar) == ""


def test_the_subject_counts_what_there_is_and_nothing_else():
    day = date(2026, 11, 23)
    assert digest_title(day=day, levels=[Level.D90, Level.D1, Level.PAST]) == (
        "Chứng thư sắp hết hạn (23/11/2026): 2 cần nộp hồ sơ, 1 đã quá ngày nộp hồ sơ gia hạn"
    )
    assert digest_title(day=day, levels=[Level.EXPIRED]).endswith(": 1 đã hết hạn")


def test_a_serial_number_is_shortened_to_its_end():
    assert short_serial("5a0000000001ff") == "…000001ff"
    assert short_serial("0a1b") == "0a1b"
