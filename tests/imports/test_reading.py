"""What people upload is read as text behind guards; what is no such list is refused in words."""

import io
import random
import time
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from requests_workflow.spreadsheets.archive import MOST_BYTES, FileRefused
from requests_workflow.spreadsheets.cells import column_letters, column_number, is_date_format
from requests_workflow.spreadsheets.locating import MARK_SHEET
from requests_workflow.spreadsheets.reading import MOST_MERGED, RawWorkbook
from tests.imports.sheets import examined, filled, person, saved, texts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book_of(*rows: list[object]) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def cells_of(book: Workbook) -> list[dict[int, tuple[str, str]]]:
    sheet = RawWorkbook(saved(book)).sheet("Sheet")
    return [{at: (cell.kind.value, cell.text) for at, cell in row.cells.items()} for row in sheet.rows]


def rewritten(data: bytes, *, replace: dict[str, bytes] | None = None, add: dict[str, bytes] | None = None) -> bytes:
    """The archive with other contents of some parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in source.infolist():
            copy.writestr(part.filename, (replace or {}).get(part.filename, source.read(part)))
        for name, content in (add or {}).items():
            copy.writestr(name, content)
    return target.getvalue()


def test_every_kind_of_cell_is_text_and_says_what_it_was():
    moment = datetime(2021, 2, 1, 8)  # noqa: DTZ001  a spreadsheet knows no time zone
    book = book_of(["chữ", 12345678901, 0.5, True, date(1985, 8, 5), moment, "=1+1", "#N/A", 1e20])
    assert cells_of(book) == [
        {
            0: ("text", "chữ"),
            1: ("number", "12345678901"),
            2: ("number", "0.5"),
            3: ("flag", "1"),
            4: ("date", "05/08/1985"),
            5: ("date", "01/02/2021"),
            6: ("formula", "=1+1"),
            7: ("error", "#N/A"),
            8: ("number", "100000000000000000000"),
        }
    ]


def test_days_count_from_1904_where_the_workbook_says_so():
    book = book_of([date(1985, 8, 5)])
    book.epoch = CALENDAR_MAC_1904
    assert cells_of(book) == [{0: ("date", "05/08/1985")}]


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("dd/mm/yyyy", True),
        ("[$-42A]d mmmm yyyy", True),
        ("General", False),
        ("@", False),
        ('0 "day"', False),
        ("0", False),
    ],
)
def test_a_number_format_shows_a_day_or_does_not(code: str, is_date: bool):
    assert is_date_format(code) is is_date


def test_columns_are_numbered_as_excel_letters_them():
    assert [column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [column_number(f"{letters}7") for letters in ("A", "Z", "AA", "ZZ", "AAA")] == [0, 25, 26, 701, 702]
    assert column_number("7A") is None


def test_rich_text_is_joined_and_phonetic_hints_are_left_out():
    rich = "<si><r><t>Lò </t></r><r><t>Mẩy_x0009_</t></r><rPh><t>hint</t></rPh></si>"
    strings = f"<x:sst xmlns:x='{MAIN}'>{rich.replace('<', '<x:').replace('<x:/', '</x:')}</x:sst>"
    cells = "<row><c t='s'><v>0</v></c><c t='s'><v>9</v></c></row>"
    sheet = f"<worksheet xmlns='{MAIN}'><sheetData>{cells}</sheetData></worksheet>"
    relations = (
        "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml' Type='a/worksheet'/>"
        "<Relationship Id='rId2' Target='sharedStrings.xml' Type='a/sharedStrings'/></Relationships>"
    )
    data = rewritten(
        saved(book_of(["x"])),
        replace={"xl/worksheets/sheet1.xml": sheet.encode(), "xl/_rels/workbook.xml.rels": relations.encode()},
        add={"xl/sharedStrings.xml": strings.encode()},
    )
    read = RawWorkbook(data).sheet("Sheet")
    assert [(row.number, row.cells[0].text, len(row.cells)) for row in read.rows] == [(1, "Lò Mẩy\t", 1)]


def test_files_that_are_no_list_are_refused_with_the_way_on():
    fine = saved(book_of(["x"]))
    bomb = rewritten(fine, add={"xl/media/image1.png": b"0" * (130 * 1024 * 1024)})
    entities = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><workbook/>'
    for data, word in (
        (b"id,name\n1,A\n", "không phải .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "mật khẩu"),
        (b"PK\x03\x04 broken", "Không đọc được"),
        (fine[:-40], "Không đọc được"),
        (rewritten(fine, add={"xl/vbaProject.bin": b"macro"}), "macro"),
        (bomb, "quá lớn"),
        (rewritten(fine, replace={"xl/workbook.xml": entities}), "khai báo XML"),
        (rewritten(fine, replace={"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"}), "Không đọc được"),
        (b"PK" + b"0" * MOST_BYTES, "MB"),
    ):
        with pytest.raises(FileRefused) as refused:
            RawWorkbook(data).sheet("Sheet")
        assert word in refused.value.text


def test_a_damaged_file_is_read_or_refused_and_nothing_else():
    sound = filled("individual_issue", [person(1)])
    chance = random.Random(20261119)  # noqa: S311  the same damage in every run
    refused = 0
    for _ in range(300):
        damaged = bytearray(sound)
        for _ in range(chance.randint(1, 20)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            examined(bytes(damaged))
        except FileRefused:
            refused += 1
    assert refused > 100


def test_a_hundred_thousand_empty_rows_cost_little_and_are_no_rows():
    rows = "".join(f'<row r="{n}" spans="1:12"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(5, 100_005))
    data = filled("individual_issue", [person(1)])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    data = rewritten(
        data, replace={"xl/worksheets/sheet1.xml": sheet.replace("</sheetData>", f"{rows}</sheetData>").encode()}
    )
    started = time.process_time()
    found = examined(data)
    assert time.process_time() - started < 5
    assert [row.number for row in found.rows] == [4]
    assert found.rows[0].is_good


def test_more_rows_than_a_file_may_have_are_refused():
    with pytest.raises(FileRefused, match="hơn 5000 dòng"):
        examined(filled("token_recovery", [{"token_serial": f"T-{n}"} for n in range(5_001)]), "token_recovery")


def test_merged_hidden_and_linked_things_are_told():
    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.merge_cells("J4:J5")
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["H"].hidden = True
        sheet.cell(row=3, column=16, value="Ghi chú")

    found = examined(filled("individual_issue", [person(1), person(2)], change=change))
    assert "Ô gộp nhiều dòng: chỉ dòng đầu có giá trị. Bỏ gộp ô (Unmerge) rồi điền từng dòng." in texts(found, 5)
    notes = " ".join(found.notes)
    assert "1 dòng đang ẩn vẫn được đọc: 5." in notes
    assert "Cột đang ẩn vẫn được đọc: H." in notes
    assert "P “Ghi chú”" in notes


def test_more_merged_ranges_than_are_looked_at_refuse_the_list_rather_than_pass_some_over():
    def merged(book: Workbook, *, ranges: int) -> None:
        for number in range(4, 4 + 2 * ranges, 2):
            book.worksheets[0].merge_cells(start_row=number, end_row=number + 1, start_column=12, end_column=12)

    people = [person(n) for n in range(1, 4)]
    found = examined(filled("individual_issue", people, change=lambda book: merged(book, ranges=MOST_MERGED)))
    assert [row.is_good for row in found.rows] == [False, False, False]
    with pytest.raises(FileRefused, match="Bỏ gộp ô"):
        examined(filled("individual_issue", people, change=lambda book: merged(book, ranges=MOST_MERGED + 1)))


def test_what_no_text_may_hold_never_reaches_the_database():
    def broken(book: Workbook) -> None:
        book.worksheets[0].cell(row=3, column=16, value="Ghi_x0000_ chú_xD800_")
        book[MARK_SHEET].cell(row=1, column=1, value='{"mau": "\\u000002", "phien_ban": 1, "quy_che": "x"}')

    found = examined(filled("individual_issue", [person(1, position="Văn_x0000_ thư_x000A_")], change=broken))
    assert "P “Ghi chú”" in found.notes[1]
    assert "đánh dấu mẫu đã bị sửa" in found.notes[0]
    assert found.rows[0].cells["position"] == "Văn thư"


def test_formulas_are_never_computed():
    calls = "'=cmd|' /C calc'!A0"
    found = examined(filled("individual_issue", [person(1, full_name="=A1"), person(2, position=calls)]))
    for row in found.rows:
        assert not row.is_good
        assert "không tính công thức" in " ".join(note.text for note in row.notes)
