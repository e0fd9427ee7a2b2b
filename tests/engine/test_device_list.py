"""A pasted list of devices fills a row only where it names that row exactly."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_workflow.domain.device_list import WaitingRow, match_devices

MAI = WaitingRow(key="1", full_name="Vàng Thị Mai", official_email="mai.vt@laichau.gov.vn", certificate_serial="5A0B")
PO = WaitingRow(key="2", full_name="Khoàng A Pó", official_email="po.ka@laichau.gov.vn")
OTHER_PO = WaitingRow(key="3", full_name="Khoàng A Pó", official_email="po2.ka@laichau.gov.vn")


def matched(text: str, *rows: WaitingRow) -> dict[str, str]:
    return match_devices(text=text, rows=rows or (MAI, PO))[0]


def left(text: str, *rows: WaitingRow) -> list[tuple[int, str]]:
    return [(one.line, one.why) for one in match_devices(text=text, rows=rows or (MAI, PO))[1]]


@pytest.mark.parametrize(
    "who",
    ["Vàng Thị Mai", "vàng  thị mai", unicodedata.normalize("NFD", "Vàng Thị Mai"), "MAI.VT@laichau.gov.vn", "5a0b"],
)
def test_a_row_is_named_by_name_address_or_certificate(who):
    assert matched(f"VG-001\t{who}") == {"1": "VG-001"}
    assert matched(f"VG-001; {who}") == {"1": "VG-001"}


def test_lines_fill_their_own_rows_and_blank_ones_nothing():
    assert matched("VG-1\tKhoàng A Pó\r\n\r\nVG-2\tVàng Thị Mai\n") == {"2": "VG-1", "1": "VG-2"}


@pytest.mark.parametrize("line", ["VG-001", "VG-001\t", "\tVàng Thị Mai", "VG-001\tVàng Thị Mai\tthêm", "VG-001 Mai"])
def test_a_line_of_another_shape_is_listed(line):
    assert matched(line) == {}
    assert "mỗi dòng gồm" in left(line)[0][1]


def test_a_name_without_its_marks_is_another_name():
    assert matched("VG-001\tVang Thi Mai") == {}
    assert left("VG-001\tVang Thi Mai") == [(1, "không có dòng nào đang chờ")]


def test_one_name_of_two_people_is_left_to_the_person():
    text = "VG-1\tKhoàng A Pó\nVG-2\tpo2.ka@laichau.gov.vn"
    assert matched(text, PO, OTHER_PO) == {"3": "VG-2"}
    assert left(text, PO, OTHER_PO) == [(1, "nhiều dòng cùng tên, ghi thư điện tử hoặc số hiệu chứng thư")]


def test_two_serials_for_one_row_fill_nothing_and_the_same_twice_is_one():
    assert matched("VG-1\tVàng Thị Mai\nVG-2\tmai.vt@laichau.gov.vn") == {}
    assert [line for line, _ in left("VG-1\tVàng Thị Mai\nVG-2\tmai.vt@laichau.gov.vn")] == [1, 2]
    assert matched("VG-1\tVàng Thị Mai\nvg -1\t5A0B") == {"1": "VG-1"}


@given(st.text(max_size=200))
def test_whatever_is_pasted_every_line_is_filled_or_listed(text):
    found, unmatched = match_devices(text=text, rows=(MAI, PO))
    assert set(found) <= {"1", "2"}
    assert len(unmatched) + len(found) >= (1 if text.strip() else 0)
    assert all(one.line >= 1 for one in unmatched)
