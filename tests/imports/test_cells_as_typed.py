"""Cells as people and Excel leave them: old encodings, lost zeros, days as numbers; nothing is changed in silence."""

import unicodedata

import pytest

from requests_workflow.spreadsheets.cells import CellKind, RawCell
from requests_workflow.spreadsheets.tcvn3 import from_tcvn3, is_mixed, is_tcvn3
from requests_workflow.spreadsheets.typed import Typed, is_old_encoding, typed
from tests.imports.sheets import examined, filled, person, texts


def read(kind: CellKind, text: str, column: str = "text", key: str = "", *, old: bool = False) -> Typed:
    return typed(RawCell(kind, text), kind=column, key=key, old_encoding=old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("NguyÔn V¨n Hïng", "Nguyễn Văn Hùng"),
        ("TrÇn ThÞ HiÒn", "Trần Thị Hiền"),
        ("§ç Lª Hoµng", "Đỗ Lê Hoàng"),
        ("L\u00adu B¸ Ph­íc", "Lưu Bá Phước"),
        ("Ph¹m Quèc Vò", "Phạm Quốc Vũ"),
    ],
)
def test_tcvn3_is_told_from_unicode_and_converted(old: str, new: str):
    assert is_tcvn3(old)
    assert from_tcvn3(old) == new
    assert not is_tcvn3(new)
    assert not is_tcvn3(unicodedata.normalize("NFD", new))


@pytest.mark.parametrize(
    "text", ["Lò Văn Tô", "HÀ NỘI", "Tòa án", "Thanh Hóa", "Lo Van A", "Sở KH&CN «cũ»", "a@b.vn", ""]
)
def test_unicode_text_is_left_alone(text: str):
    assert not is_tcvn3(text)
    assert not is_mixed(text)


def test_a_row_typed_in_tcvn3_is_converted_whole_and_says_so():
    row = [RawCell(CellKind.TEXT, "§ç V¨n"), RawCell(CellKind.TEXT, "Phã phßng")]
    assert is_old_encoding(row)
    assert not is_old_encoding([*row, RawCell(CellKind.TEXT, "Chuyên viên chính Sở")])
    assert read(CellKind.TEXT, "Vò", old=True) == Typed(
        "Vũ", "warning", "Chữ gõ bằng bảng mã TCVN3 (ABC), đã đổi sang Unicode: kiểm tra lại."
    )
    # Chosen from a list, so it was never typed.
    assert read(CellKind.TEXT, "Thanh Hóa", "province", old=True).text == "Thanh Hóa"
    assert read(CellKind.TEXT, "Nguyễn V¨n").kind == "problem"


@pytest.mark.parametrize(
    ("number", "column", "expected", "kind"),
    [
        ("12185000001", "id12", "012185000001", "warning"),
        ("1185000001", "id12", "001185000001", "warning"),
        ("912345678", "phone", "0912345678", "warning"),
        ("100123456", "tax_code", "0100123456", "warning"),
        ("31264", "date", "05/08/1985", "warning"),
        ("1985", "date", "1985", ""),
        ("12345678901234567", "certificate_serial", "12345678901234567", "problem"),
        ("54321", "certificate_serial", "54321", "warning"),
    ],
)
def test_what_excel_made_of_a_number_is_mended_and_told(number: str, column: str, expected: str, kind: str):
    found = read(CellKind.NUMBER, number, column)
    assert (found.text, found.kind) == (expected, kind)


def test_text_is_cleaned_of_what_nobody_sees():
    assert read(CellKind.TEXT, "'0912\u00a0345 678").text == "0912 345 678"
    assert read(CellKind.TEXT, " Lo\u0300\u200b \ufeffMẩy\n").text == "Lò Mẩy"
    assert read(CellKind.TEXT, "1985-08-05 00:00:00", "date").text == "05/08/1985"
    assert read(CellKind.TEXT, "\ud800\x07Mẩy").text == "Mẩy"
    assert read(CellKind.DATE, "05/08/1985", "id12").kind == "problem"
    assert read(CellKind.ERROR, "#REF!").kind == "problem"
    assert read(CellKind.FLAG, "1", "check").text == "x"


def test_a_list_says_what_is_wrong_at_the_cell_and_keeps_the_rest():
    found = examined(
        filled(
            "individual_issue",
            [
                person(1),
                person(2, identity_number="01218500000", official_email="x@gmail.com", province="Hà Bắc"),
                person(3, full_name=unicodedata.normalize("NFD", "Lò Thị Mẩy"), sim_pki="viettel/CS"),
                person(1, phone="0912999999"),
                person(5, birth_date="31/02/1985", phone="", sim_pki="ký số tập trung"),
            ],
        )
    )
    assert [row.is_good for row in found.rows] == [True, False, True, False, False]
    assert texts(found, 5) == [
        "Số định danh cá nhân gồm đúng 12 chữ số.",
        "Dùng thư điện tử công vụ, không dùng hộp thư miễn phí như Gmail, Yahoo.",
        "Chọn một trong 34 tỉnh, thành phố.",
    ]
    assert found.rows[2].cells["full_name"] == "Lò Thị Mẩy"
    assert found.rows[2].cells["sim_pki"] == "Viettel/cs"
    assert texts(found, 7) == ["Trùng với dòng 4. Xóa một trong hai dòng."]
    assert texts(found, 8) == [
        "Ngày 31/02/1985 không có trong lịch.",
        "Nhập số điện thoại di động.",
    ]
    assert found.rows[4].cells["sim_pki"] == "Ký số tập trung"
