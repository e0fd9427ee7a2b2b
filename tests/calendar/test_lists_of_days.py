"""A list of days line by line: what it adds, changes, leaves, and what is wrong with it. No database."""

from datetime import date, time
from io import BytesIO

import pytest
from openpyxl import Workbook

from requests_workflow.domain.calendar import DayRule
from requests_workflow.domain.calendar_changes import DayProposal, changes_anything, faults_of, read_spans, write_spans
from requests_workflow.domain.calendar_import import ImportLine, UnreadableList, plan_import, split_list
from requests_workflow.domain.calendar_seed import seed_calendar
from requests_workflow.domain.calendar_years import years_without_decision
from requests_workflow.forms.calendar_lists import as_text, lines_of

REF = "Công văn số 9999/VPCP-KGVX ngày 20/11/2026"
DAYS = {
    date(2027, 1, 1): DayRule("off", "Tết Dương lịch", "Điều 112", provisional=True),
    date(2027, 4, 30): DayRule("off", "Ngày Chiến thắng", REF),
}
LIST = f"""ngày;loại;lý do;căn cứ;tạm tính
01/01/2027;nghỉ;Tết Dương lịch;{REF};
30/04/2027;Nghỉ;Ngày   Chiến thắng;{REF};không

2027-05-08;làm bù;làm bù cho ngày 03/05/2027;{REF};x
"""


def plan(text: str, **kwargs: object) -> list[ImportLine]:
    return plan_import(split_list(text), **({"days": DAYS, "waiting": {}} | kwargs))  # type: ignore[arg-type]


def test_each_line_says_what_it_would_change() -> None:
    lines = plan(LIST)
    assert [(line.number, line.outcome) for line in lines] == [(2, "change"), (3, "unchanged"), (5, "add")]
    assert lines[0].before == DAYS[date(2027, 1, 1)]
    assert lines[2].proposal == DayProposal(
        date=date(2027, 5, 8), kind="work", reason="làm bù cho ngày 03/05/2027", legal_ref=REF, provisional=True
    )


def test_what_waits_already_is_proposed_no_second_time_and_nothing_else_for_that_day() -> None:
    proposed = plan(LIST)[2].proposal
    assert proposed is not None
    assert plan(LIST, waiting={proposed.date: proposed.rule})[2].outcome == "waiting"
    other = plan(LIST, waiting={proposed.date: None})[2]
    assert other.outcome == "error"
    assert "chờ duyệt" in other.notes[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"31/02/2027;nghỉ;x;{REF};", "không đọc được"),
        (f"01/06/2027;nghỉ nửa ngày;x;{REF};", "Ghi “nghỉ” hoặc “làm bù”"),
        (f"01/06/2027;nghỉ;x;{REF};có lẽ", "Ghi “x” nếu chưa có văn bản"),
        (f"01/06/2027;nghỉ;;{REF};", "Lý do: chưa ghi."),
        ("01/06/2027;nghỉ;x;;", "Căn cứ: chưa ghi."),
        ("01/06/2027;nghỉ;x;theo thông báo;", "Ghi số và ngày của văn bản"),
        (f"01/06/2027;nghỉ;của 012345678901;{REF};", "số định danh"),
        (f"01/06/2027;làm bù;x;{REF};", "vốn đã làm việc"),
        (f"01/06/1027;nghỉ;x;{REF};", "2020–2035"),
        (f"01/06/2027;nghỉ;x;{REF};;thừa", "Thừa ô"),
        (f"01/06/2027;nghỉ;{'x' * 161};{REF};", "dài quá 160"),
        (f"=1+1;nghỉ;x;{REF};", "không đọc được"),
    ],
)
def test_a_wrong_line_says_why(line: str, said: str) -> None:
    (found,) = plan(line)
    assert found.outcome == "error"
    assert said in " ".join(found.notes)


def test_a_day_that_stands_twice_is_wrong_the_second_time() -> None:
    lines = plan(f"01/06/2027;nghỉ;x;{REF};\n01/06/2027;nghỉ;y;{REF};")
    assert [line.outcome for line in lines] == ["add", "error"]
    assert lines[1].notes == ("Ngày này đã có ở dòng 1.",)


@pytest.mark.parametrize("text", ["", "\n\n", "ngày;loại", "01/01/2027;nghỉ;x;y\n" * 401, "a\0b", "x" * 200_001])
def test_what_is_no_list_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(UnreadableList):
        plan(text)


def test_commas_quotes_tabs_and_a_byte_order_mark_are_understood() -> None:
    for text in (
        f'\ufeff"Ngày","Loại","Lý do","Căn cứ"\n01/06/2027,nghỉ,"bão, lũ","{REF}"',
        f"01/06/2027\tnghỉ\tbão, lũ\t{REF}",
        f"Căn cứ\tLý do\tLoại\tNgày\n{REF}\tbão, lũ\tnghỉ\t01/06/2027",
    ):
        (line,) = plan(text)
        assert line.proposal == DayProposal(date=date(2027, 6, 1), kind="off", reason="bão, lũ", legal_ref=REF)


def test_a_workbook_reads_like_the_list_and_a_formula_is_only_text() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ngày", "Loại", "Lý do", "Căn cứ", "Tạm tính"])
    sheet.append([date(2027, 1, 1), "nghỉ", "Tết Dương lịch", REF, None])
    sheet.append([None] * 5)
    sheet.append(['=HYPERLINK("x")', "nghỉ", "x", REF, True])
    stream = BytesIO()
    book.save(stream)
    lines = lines_of(data=stream.getvalue())
    found = plan_import(lines, days=DAYS, waiting={})
    assert [(line.number, line.outcome) for line in found] == [(2, "change"), (4, "error")]
    # The page that asks for the second press carries the same lines.
    assert plan(as_text(lines)) == found


@pytest.mark.parametrize("data", [b"PK\x03\x04 no zip", "ngày".encode("utf-16-be"), b"\xff\xfe\x00", b"%PDF-1.7\0"])
def test_a_file_that_is_no_list_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnreadableList):
        lines_of(data=data)


def test_text_of_excels_unicode_export_is_read() -> None:
    assert lines_of(data=LIST.encode("utf-16"))[0][1][0] == "ngày"


def test_a_change_of_nothing_and_the_removal_of_nothing_are_told_apart() -> None:
    kept = DayProposal(date=date(2027, 4, 30), kind="off", reason="Ngày Chiến thắng", legal_ref=REF)
    assert not changes_anything(kept, DAYS)
    plain = DayProposal(date=date(2027, 4, 30), kind="plain", reason="hủy", legal_ref=REF)
    assert changes_anything(plain, DAYS)
    assert not changes_anything(plain, {})
    assert faults_of(plain) == []
    with pytest.raises(ValueError, match="unknown kind"):
        DayProposal(date=date(2027, 4, 30), kind="half", reason="x", legal_ref=REF)


def test_office_hours_are_read_as_they_are_written() -> None:
    spans = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
    assert read_spans("7:30-11:30, 13:30–17:00") == read_spans("7h30 đến 11h30; 13.30 - 17.00") == spans
    assert read_spans(write_spans(spans)) == spans
    assert read_spans("  ") == ()
    for wrong in ("7:30", "25:00-26:00", "11:30-7:30", "7:00-12:00, 11:00-13:00", "a-b", ",".join(["1:00-2:00"] * 5)):
        with pytest.raises(ValueError, match=r"\w"):
            read_spans(wrong)


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 9, 30), ()),
        (date(2026, 10, 1), (2027,)),
        (date(2026, 12, 31), (2027,)),
        (date(2027, 1, 1), (2027,)),
        (date(2028, 11, 1), (2028, 2029)),
    ],
)
def test_from_october_on_the_next_year_has_to_be_decided(today: date, years: tuple[int, ...]) -> None:
    days = seed_calendar().days
    assert years_without_decision(today=today, days=days) == years
    confirmed = {**days, date(2027, 1, 1): DayRule("off", "Tết", REF)}
    assert 2027 not in years_without_decision(today=today, days=confirmed)
