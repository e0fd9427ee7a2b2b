"""What the periodic report says: tables of one source, sentences, periods asked for, and a workbook that is inert."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from openpyxl import load_workbook

from reporting.domain.due import due_notes
from reporting.domain.movements import CaseCounts, CertificateCounts, SuspensionCounts, TermCounts, TokenCounts
from reporting.domain.periodic import BodyLine, PeriodicReport, ProcedureLine, TermLine
from reporting.domain.periodic_tables import TOTAL, tables_of
from reporting.domain.periods import VIETNAM, Period
from reporting.domain.summary import headlines_of, summary_of
from reporting.forms.periodic import PeriodicFilter, address_of
from reporting.services.workbook import write_workbook

HALF = Period("nua-nam", 2026, 1)
CERTIFICATES = CertificateCounts(opening=10, first_issued=4, reissued=1, renewed=2, changed=1, revoked=3, closing=15)
TOKENS = TokenCounts(opening=8, received=2, lost=1, closing=9, recovered=5)
CASES = CaseCounts(carried=1, received=3, rows=40, answered=2, refused=1, withdrawn=1, open=1)
STOPPED = SuspensionCounts(cases=1, rounds=4, length=timedelta(days=2, hours=3))
REPORT = PeriodicReport(
    period=HALF,
    body="UBND xã Nà Cang",
    until=HALF.instants[1],
    running=False,
    certificates=(("Cá nhân", CERTIFICATES), ("Cơ quan, tổ chức", CERTIFICATES)),
    revocations=(("Nghỉ hưu", 5), ("=1+1", 1)),
    tokens=(("PKI Token", TOKENS),),
    undated_tokens=2,
    procedures=(
        ProcedureLine(title="Khôi phục", cases=CASES, suspended=STOPPED),
        ProcedureLine(title="Thu hồi", cases=CaseCounts(), suspended=SuspensionCounts()),
    ),
    terms=(TermLine(title="Khôi phục", bearer="Cục CTS&BMTT", counts=TermCounts(on_time=1, overdue=1)),),
    on_the_way=7,
    bodies=(BodyLine(name="UBND xã Nà Cang", certificates=CERTIFICATES, tokens=TOKENS, cases=CASES, late=1),),
)


def test_tables_total_their_columns_and_each_row_fills_them() -> None:
    for table in tables_of(REPORT):
        assert len(table.sheet) <= 31
        for row in (*table.rows, *([table.total] if table.total else [])):
            assert len(row) == len(table.columns), table.title
        for at in range(table.words, len(table.columns)):
            column = [row[at] for row in table.rows]
            if table.total and all(isinstance(cell, int) for cell in column):
                assert table.total[at] == sum(cell for cell in column if isinstance(cell, int)), table.columns[at]
    certificates, reasons, tokens, cases, terms, stopped, bodies = tables_of(REPORT)
    assert certificates.total == (TOTAL, 20, 8, 2, 4, 2, 6, 0, 0, 30)
    assert reasons.total == (TOTAL, 6)
    assert "Không tính 2 thiết bị" in tokens.note
    assert "Không tính 7 hồ sơ đã gửi" in cases.note
    assert terms.rows == (("Khôi phục", "Cục CTS&BMTT", 1, 0, 0, 0, 1),)
    assert stopped.rows == (("Khôi phục", 1, 4, "2 ngày 3 giờ"),)
    assert bodies.rows == (("UBND xã Nà Cang", 10, 8, 3, 15, 8, 2, 1, 9, 3, 1, 1),)
    assert len(tables_of(replace(REPORT, bodies=()))) == 6


def test_the_summary_says_what_the_leader_signs() -> None:
    lines = " ".join(summary_of(REPORT))
    assert "từ ngày 01/01/2026 đến hết ngày 30/06/2026." in lines
    assert "đầu kỳ 20; cấp mới lần đầu 8, cấp lại 2, gia hạn 4, thay đổi thông tin 2; thu hồi 6" in lines
    assert "Tạm dừng tính hạn 4 lần ở 1 hồ sơ." in lines
    assert "hạn của Cục CTS&BMTT: đúng hạn 1, quá hạn 1" in lines
    running = replace(REPORT, running=True, until=datetime(2026, 5, 2, 9, 30, tzinfo=VIETNAM), terms=())
    assert "số liệu tính đến 09:30 02/05/2026" in summary_of(running)[1]
    assert summary_of(running)[-1] == "Thời hạn: không có hồ sơ nào có hạn trong kỳ."


def test_a_headline_says_what_it_counts_and_not_what_the_work_list_counts() -> None:
    labels = [one["label"] for one in headlines_of(REPORT)]
    assert labels[2:] == [
        "hồ sơ tiếp nhận trong kỳ; chưa giải quyết xong khi hết kỳ: 1",
        "hạn bị quá trong kỳ, kể cả của Cục và hồ sơ đã trả lời; 1 đúng hạn",
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, Period("nua-nam", 2026, 1)),
        ({"ky": "2", "nam": "2025"}, Period("nua-nam", 2025, 2)),
        ({"ky": "nam", "nam": "2025"}, Period("nam", 2025, 1)),
        ({"ky": "nam"}, Period("nam", 2026, 1)),
        # An old case, recorded afterwards, is counted in its own year.
        ({"ky": "1", "nam": "2018"}, Period("nua-nam", 2018, 1)),
        ({"ky": "2", "nam": "2026"}, Period("nua-nam", 2026, 1)),
        ({"ky": "x", "nam": "\x00", "co_quan": "y"}, Period("nua-nam", 2026, 1)),
    ],
)
def test_the_address_asks_for_a_period_that_has_begun(query: dict[str, str], expected: Period) -> None:
    form = PeriodicFilter(query, today=date(2026, 5, 2))
    form.is_valid()
    assert form.period == expected
    again = PeriodicFilter(address_of(expected), today=date(2026, 5, 2))
    assert again.is_valid()
    assert again.period == expected


def test_the_days_of_local_rules_are_told_where_they_name_one() -> None:
    on = date(2026, 5, 2)
    (asked, asked_by), (due, due_by) = due_notes(overlay="vinh_long_2020", period=Period("nam", 2026, 1), on=on)
    assert asked == "Quy định hiện hành yêu cầu báo cáo 06 tháng và năm."
    assert due == "Báo cáo năm 2026 gửi trước ngày 20/11/2026."
    assert "Điều 15 khoản 3" in asked_by
    assert "Điều 9 khoản 6" in due_by
    assert due_notes(overlay="", period=HALF, on=on) == ()
    assert [text for text, _ in due_notes(overlay="", period=Period("nam", 2026, 1), on=on)] == [
        "Quy định hiện hành yêu cầu báo cáo năm."
    ]
    assert due_notes(overlay="nowhere", period=HALF, on=on) == ()


def test_the_workbook_holds_numbers_as_numbers_and_no_formula() -> None:
    with write_workbook(heading=("=cmd()", "Phạm vi\x0b\x01 xã"), tables=tables_of(REPORT)) as file:
        book = load_workbook(file)
    assert book.sheetnames == ["Báo cáo", *(table.sheet for table in tables_of(REPORT))]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}
    formula, pasted = (book["Báo cáo"].cell(row, 1) for row in (1, 2))
    assert (formula.value, formula.quotePrefix, pasted.value, pasted.quotePrefix) == (
        "=cmd()",
        True,
        "Phạm vi xã",
        False,
    )
    assert [cell.value for cell in book["Chứng thư"][6]] == [TOTAL, 20, 8, 2, 4, 2, 6, 0, 0, 30]
