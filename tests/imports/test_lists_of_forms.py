"""Templates and error files of all six forms: headings of the form, choices, marks, and back again without loss."""

import io
import unicodedata
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from requests_workflow.services.import_kinds import IMPORT_KINDS
from requests_workflow.spreadsheets.archive import FileRefused
from requests_workflow.spreadsheets.columns import sheet_columns
from requests_workflow.spreadsheets.locating import MARK_SHEET
from requests_workflow.spreadsheets.writing import template, with_errors
from tests.imports.sheets import PROFILE, examined, filled, first_row, form_of, person, saved, texts

# One sound row of each form, and one with something wrong in every column that can be wrong.
SOUND: dict[str, dict[str, Any]] = {
    "individual_issue": person(1),
    "organisation_issue": {
        "organisation_name": "UBND xã Nà Cang",
        "address": "Bản Nà Cang",
        "tax_code": "6200 012 345 001",
        "budget_code": "1.012.345",
        "province": "lai chau",
        "official_email": "NaCang@laichau.gov.vn",
        "founding_reference": "Quyết định số 12/QĐ-UBND ngày 01/7/2025",
    },
    "system_issue": {
        "system_name": "Cổng dịch vụ công",
        "system_kind": "phần mềm",
        "managing_body": "UBND xã Nà Cang",
        "province": "Lai Châu",
        "official_email": "nacang@laichau.gov.vn",
        "purpose": "Ký kết quả",
    },
    "certificate_update": {"certificate_serial": "05:40:0A:1B", "renew": "X", "change": "không"},
    "revocation": {"certificate_serial": "0x05400A1B", "reason": "thất lạc thiết bị lưu khóa bí mật"},
    "token_recovery": {"token_serial": "NC-0001"},
}
WRONG: dict[str, tuple[dict[str, Any], set[str]]] = {
    "organisation_issue": (
        {"tax_code": "123", "budget_code": "12", "province": "Hà Tây", "official_email": "a@gmail.com", "keeper": "1"},
        {"organisation_name", "address", "tax_code", "budget_code", "province", "official_email", "keeper"},
    ),
    "system_issue": (
        {"system_name": "Cổng", "system_kind": "Robot", "old_certificate_serial": "xyz"},
        {"system_kind", "managing_body", "province", "official_email", "purpose", "old_certificate_serial"},
    ),
    "certificate_update": (
        {"certificate_serial": "không rõ", "renew": "chắc vậy", "change_code": "Nhóm máu"},
        {"certificate_serial", "renew", "change_code"},
    ),
    "revocation": (
        {"certificate_name": "Lò Thị Mẩy", "identity_number": "1", "reason": "Không thích"},
        {"certificate_serial", "identity_number", "reason"},
    ),
    "token_recovery": ({"subscriber_email": "sai"}, {"token_serial", "subscriber_email"}),
}


@pytest.mark.parametrize("procedure", IMPORT_KINDS)
def test_a_template_has_the_forms_headings_text_cells_choices_and_help(procedure: str):
    form = form_of(procedure)
    book = load_workbook(io.BytesIO(template(form=form, profile_code=PROFILE.code)))
    assert book.sheetnames == ["Danh sách", MARK_SHEET, "Hướng dẫn"]
    assert book[MARK_SHEET].sheet_state == "hidden"
    sheet, head = book["Danh sách"], first_row(procedure) - 1
    headings = [cell.value for cell in sheet[head]]
    assert headings == ["STT", *(one.heading for one in sheet_columns(form))]
    assert {one.label for one in form.columns if one.kind != "identity"} <= set(headings)
    assert all(cell.comment is not None for cell in sheet[head][1:])
    for letter in (cell.column_letter for cell in sheet[head][1:]):
        assert sheet.column_dimensions[letter].number_format == "@"
    listed = {str(one.sqref).partition(":")[0] for one in sheet.data_validations.dataValidation}
    kinds = {
        one.kind: f"{sheet[head][at].column_letter}{head + 1}" for at, one in enumerate(sheet_columns(form), start=1)
    }
    for kind in ("province", "sim_pki", "system_kind", "revocation_reason", "check"):
        assert kind not in kinds or kinds[kind] in listed
    with pytest.raises(FileRefused, match="chưa có dòng nào"):
        examined(filled(procedure, []), procedure)


@pytest.mark.parametrize("procedure", IMPORT_KINDS)
def test_a_sound_row_of_each_form_is_taken_in_the_forms_own_spelling(procedure: str):
    found = examined(filled(procedure, [SOUND[procedure]]), procedure)
    assert found.notes == ()
    assert found.rows[0].notes == []
    cells = found.rows[0].cells
    assert (cells.get("tax_code") or "6200012345-001") == "6200012345-001"
    assert cells.get("province", "Lai Châu") == "Lai Châu"
    assert cells.get("certificate_serial", "5400a1b") == "5400a1b"
    assert (cells.get("renew", "x"), cells.get("change", "")) == ("x", "")
    assert cells.get("reason", "Thất lạc thiết bị lưu khóa bí mật") == "Thất lạc thiết bị lưu khóa bí mật"
    assert cells.get("system_kind", "Phần mềm") == "Phần mềm"


@pytest.mark.parametrize("procedure", WRONG)
def test_what_is_wrong_is_said_at_its_cell_and_comes_back_beside_it(procedure: str):
    typed, expected = WRONG[procedure]
    found = examined(filled(procedure, [SOUND[procedure], typed]), procedure)
    row = found.rows[1]
    assert {found.located.columns[note.column].key for note in row.notes if note.column is not None} == expected
    form = form_of(procedure)
    data = with_errors(
        form=form, profile_code=PROFILE.code, examined=found, filled_in=IMPORT_KINDS[procedure].filled_in
    )
    sheet = load_workbook(io.BytesIO(data))["Danh sách"]
    for note in row.notes:
        cell = sheet.cell(row=row.number, column=(note.column or 0) + 1)
        assert note.text in cell.comment.text
        assert cell.fill.fgColor.rgb.endswith("F8B4B4")
    last = sheet.max_column
    assert sheet.cell(row=first_row(procedure) - 1, column=last).value == "Lỗi"
    assert all(note.text in sheet.cell(row=row.number, column=last).value for note in row.notes)
    # The same file, sent again as it is, finds the same; its own column of errors is no column of the form.
    again = examined(data, procedure)
    assert [(r.number, r.cells, r.notes) for r in again.rows] == [(r.number, r.cells, r.notes) for r in found.rows]
    assert again.notes == ()


def test_a_formula_comes_back_as_text_that_excel_does_not_compute():
    found = examined(filled("individual_issue", [person(1, position="=HYPERLINK(1)")]))
    data = with_errors(form=form_of("individual_issue"), profile_code=PROFILE.code, examined=found)
    position = found.position("position")
    assert position is not None
    cell = load_workbook(io.BytesIO(data))["Danh sách"].cell(row=4, column=position + 1)
    assert (cell.value, cell.data_type, cell.quotePrefix, cell.number_format) == ("=HYPERLINK(1)", "s", True, "@")


def test_another_form_version_or_sheet_is_told():
    recovery = filled("token_recovery", [{"token_serial": "NC-1"}])
    with pytest.raises(FileRefused, match="mẫu nhập của Mẫu số 06, không phải Mẫu số 01"):
        examined(recovery)

    def older(book: Workbook) -> None:
        cell = book[MARK_SHEET]["A1"]
        cell.value = cell.value.replace('"phien_ban": 1', '"phien_ban": 0')

    with pytest.raises(FileRefused, match="phiên bản khác"):
        examined(filled("individual_issue", [person(1)], change=older))

    def renamed(book: Workbook) -> None:
        book["Danh sách"].title = "Sheet1"
        del book[MARK_SHEET]

    found = examined(filled("individual_issue", [person(1)], change=renamed))
    assert len(found.rows) == 1
    assert "không lập từ mẫu nhập" in found.notes[0]
    assert "Đã đọc trang “Sheet1”" in found.notes[1]

    def doubled(book: Workbook) -> None:
        renamed(book)
        book.copy_worksheet(book["Sheet1"])

    def with_marks_apart(book: Workbook) -> None:
        book["Danh sách"].title = unicodedata.normalize("NFD", "Danh sách")

    assert examined(filled("individual_issue", [person(1)], change=with_marks_apart)).notes == ()
    with pytest.raises(FileRefused, match="Nhiều trang có bảng"):
        examined(filled("individual_issue", [person(1)], change=doubled))

    def without_phone(book: Workbook) -> None:
        book["Danh sách"].delete_cols(11)

    with pytest.raises(FileRefused, match="thiếu cột bắt buộc: Số điện thoại di động"):
        examined(filled("individual_issue", [person(1)], change=without_phone))
    with pytest.raises(FileRefused, match="Không thấy bảng của Mẫu số 01"):
        examined(saved(Workbook()))


def test_columns_may_stand_in_any_order_under_their_headings():
    def swapped(book: Workbook) -> None:
        sheet = book["Danh sách"]
        for row in (3, 4):
            name, day = sheet.cell(row=row, column=2).value, sheet.cell(row=row, column=3).value
            sheet.cell(row=row, column=2).value, sheet.cell(row=row, column=3).value = day, name
        sheet.cell(row=3, column=3).value = "HỌ VÀ TÊN (*)"

    found = examined(filled("individual_issue", [person(1)], change=swapped))
    assert texts(found, 4) == []
    assert (found.rows[0].cells["full_name"], found.rows[0].cells["birth_date"]) == ("Lò Thị Mẩy", "05/08/1985")
