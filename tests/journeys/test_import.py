"""A list for Mẫu 01 from Excel: template, dry run, file with errors, corrected list, draft; the same file again."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from requests_workflow.models import Dossier, Import
from requests_workflow.spreadsheets.columns import sheet_columns
from tests.imports.sheets import first_row, form_of, person, saved
from tests.journeys.conftest import Town
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

FORM = "individual_issue"
NAMES = ("Lò Thị Mẩy", "Vàng Văn Thử", "Giàng A Mẫu")
RUN_MILLISECONDS = 60_000


def test_a_list_is_checked_corrected_and_becomes_one_draft_and_the_same_file_changes_nothing(town: Town):
    desk = town.desk("vanphong", watched=True)
    desk.go("/nhap-excel/")
    template = _downloaded(desk, "Mẫu số 01")
    rows = [person(number, full_name=name) for number, name in enumerate(NAMES, start=1)]
    wrong = [rows[0], {**rows[1], "official_email": "thu@gmail.com"}, rows[2]]
    _upload(desk, town.file("danh-sach.xlsx", _filled(template, wrong)))
    desk.reads("chưa được vì còn 1 dòng lỗi")
    line = desk.page.get_by_role("region", name="Lỗi theo từng dòng").locator("tbody tr")
    assert line.count() == 1
    assert "Dùng thư điện tử công vụ" in line.inner_text()
    assert not Dossier.objects.filter(procedure=FORM).exists()

    returned = load_workbook(io.BytesIO(_downloaded(desk, "Tải tệp có ghi lỗi (.xlsx)").read_bytes()))
    sheet = returned["Danh sách"]
    at = _position("official_email")
    cell = sheet.cell(row=first_row(FORM) + 1, column=at)
    assert (cell.value, cell.fill.fgColor.rgb[-6:]) == ("thu@gmail.com", "F8B4B4")
    cell.value = rows[1]["official_email"]
    corrected = town.file("danh-sach-da-sua.xlsx", saved(returned))

    desk.go("/nhap-excel/?thu-tuc=individual_issue")
    _upload(desk, corrected)
    desk.press("Nhập tất cả 3 dòng")
    _wait(desk)
    desk.reads("Hồ sơ đã lập")
    dossier = Dossier.objects.get(procedure=FORM)
    desk.follow(dossier.code)
    typed = [one.input_value() for one in desk.page.locator(".person__full_name input").all()]
    assert [one for one in typed if one] == list(NAMES)
    desk.page.locator("[name=signer]").select_option(index=1)
    desk.press("Lưu và xem lại")
    desk.reads(NAMES[1])
    assert "012185000002" not in desk.page.get_by_role("main").inner_text()

    desk.go("/nhap-excel/")
    _upload(desk, corrected)
    desk.reads("Tệp này đã được tải lên trước đây; không có gì thay đổi")
    desk.reads(dossier.code)
    assert (Dossier.objects.filter(procedure=FORM).count(), dossier.requests.count()) == (1, 3)
    assert Import.objects.count() == 2


def _downloaded(desk: Desk, name: str) -> Path:
    """What the page gives by a link."""
    with desk.page.expect_download() as waiting:
        desk.page.get_by_role("main").get_by_role("link", name=name).click()
    return waiting.value.path()


def _position(key: str) -> int:
    """Number of a column in the template; the first is the ordinal."""
    return [one.key for one in sheet_columns(form_of(FORM))].index(key) + 2


def _filled(template: Path, rows: Sequence[dict[str, str]]) -> bytes:
    """The downloaded template with these rows typed under its headings."""
    book = load_workbook(io.BytesIO(template.read_bytes()))
    sheet = book["Danh sách"]
    for number, row in enumerate(rows, start=first_row(FORM)):
        for key, value in row.items():
            sheet.cell(row=number, column=_position(key), value=value)
    return saved(book)


def _upload(desk: Desk, file: Path) -> None:
    desk.fill(thu_tuc=FORM)
    desk.attach("tep", file)
    desk.press("Tải lên và kiểm tra")
    _wait(desk)


def _wait(desk: Desk) -> None:
    """Until a worker has done it; the page renews itself."""
    desk.page.locator(".notice[role=status]").first.wait_for(timeout=RUN_MILLISECONDS)
    desk.page.wait_for_load_state()
    desk.seen("nhap-excel")
