"""/ho-so/<id>/xuat/: a file for each channel with all fields of the form, for those who may see them, in the ledger."""

import csv
import hashlib
import io
import time
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from directory.ledger.models import LedgerEntry
from requests_workflow.models import Document, Dossier
from requests_workflow.regulations.forms_2024 import INDIVIDUAL_ISSUE_FORM
from requests_workflow.services import channel_files
from requests_workflow.services.channel_exports import KINDS
from requests_workflow.services.channel_files import NAMESPACE, Contents, Field
from requests_workflow.services.documents import read
from tests.cases.conftest import drive, issuing, world  # noqa: F401  the demo, driven
from tests.cases.driver import Driver, user
from tests.cases.issue_driver import IssueDriver, row
from tests.documents.reading import text_of
from tests.world import client_of

HOSTILE = Contents(
    title="=HYPERLINK(1)",
    document=(Field(key="number", label="Số", value="=1+1"),),
    contact=(Field(key="contact_mobile", label="Điện thoại", value="+84912"),),
    columns=(("full_name", "Họ và tên"), ("note", "Ghi chú")),
    rows=(
        {"full_name": "=cmd|'/C calc'!A0", "note": "@SUM(1)"},
        {"full_name": "  -2+3", "note": "Đỗ <b>&amp;</b>\x0b\u200b"},
    ),
)


@pytest.fixture(scope="module")
def opening() -> Any:
    def open_case(driver: Driver) -> Dossier:
        """Sealed and not sent yet: now its files are wanted."""
        acting = IssueDriver(driver.now)
        case = acting.issue_sealed("nc_moi_dan_van", "nc_moi_y_te")
        driver.now = acting.now
        return case

    return open_case


@pytest.fixture
def case(world: Any, issuing: IssueDriver, monkeypatch: pytest.MonkeyPatch) -> Dossier:  # noqa: F811
    monkeypatch.setattr(timezone, "now", lambda: issuing.now)
    return Dossier.objects.get(pk=world.case_id)


def page_of(case: Dossier) -> str:
    return f"/ho-so/{case.public_id}/xuat/"


def taken(client: Client, case: Dossier, kind: str) -> bytes:
    response = client.post(page_of(case), {"tep": kind})
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    return bytes(response.content)


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheets(data: bytes) -> dict[str, list[list[str]]]:
    book = load_workbook(io.BytesIO(data))
    return {page.title: [[str(cell or "") for cell in row] for row in page.values] for page in book.worksheets}


def test_no_cell_is_a_formula_and_the_same_facts_give_the_same_bytes():
    text = channel_files.list_text(HOSTILE).decode()
    assert text.startswith("\ufeff")
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert lines[0] == ["STT", "Họ và tên", "Ghi chú"]
    assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@")) for line in lines for cell in line)
    book = channel_files.workbook(HOSTILE)
    for page in load_workbook(io.BytesIO(book)).worksheets:
        assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert sheets(book)["Danh sách"][1][1] == "=cmd|'/C calc'!A0"
    envelope = channel_files.envelope_xml(HOSTILE, files=[("a.pdf", "00")])
    cells = [one.text for one in ET.fromstring(envelope).iter(f"{{{NAMESPACE}}}truong")]  # noqa: S314  our own bytes
    assert "Đỗ <b>&amp;</b>" in cells
    first = [made(HOSTILE) for made in (channel_files.list_text, channel_files.workbook)]
    time.sleep(1.1)  # times in a workbook are whole seconds
    assert [made(HOSTILE) for made in (channel_files.list_text, channel_files.workbook)] == first


def test_every_channel_has_all_fields_of_the_form(case: Dossier):
    clerk = client_of(user("vanphong"))
    page = clerk.get(page_of(case)).content.decode()
    assert page.count('name="tep"') == len(KINDS)
    assert "Kênh của quy chế" in page
    assert page_of(case) in clerk.get(f"/ho-so/{case.public_id}/").content.decode()
    labels = [column.label for column in INDIVIDUAL_ISSUE_FORM.columns]
    asked = case.requests.order_by("position")[0].printed
    identity = "; ".join((asked["identity_number"], asked["identity_issued_on"], asked["identity_issued_by"]))
    first = ["1", asked["full_name"], asked["birth_date"], identity, asked["official_email"], asked["workplace"]]
    # 11 columns in the order of the form, as DANH_SACH_TONG_HOP is known.
    response = clerk.post(page_of(case), {"tep": "dichvucong_txt"})
    assert f"DANH_SACH_TONG_HOP_{case.code}.txt" in response["Content-Disposition"]
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert (lines[0], len(lines[0]), len(lines)) == (["STT", *labels], 11, 3)
    assert lines[1][:6] == first
    book = sheets(taken(clerk, case, "dichvucong_xlsx"))
    assert book["Danh sách"][1][:6] == first
    assert len(book["Người phối hợp"]) == len(INDIVIDUAL_ISSUE_FORM.contact_fields)
    assert ["Mã định danh cơ quan nhận", "G11.07.05"] in book["Thông tin văn bản"]
    # The signed PDF goes out byte for byte.
    sealed = read(Document.objects.get(dossier=case, kind=Document.Kind.FORM_SEALED))
    axis, desk = unzipped(taken(clerk, case, "truc_lien_thong")), unzipped(taken(clerk, case, "qlvb"))
    assert [sealed in files.values() for files in (axis, desk)] == [True, True]
    root = ET.fromstring(axis[f"{case.code}-thong-tin.xml"])  # noqa: S314  our own bytes
    attached = root.find(f".//{{{NAMESPACE}}}tep")
    assert attached is not None
    assert attached.get("sha256") == hashlib.sha256(sealed).hexdigest()
    fields = {one.get("khoa"): one.text for one in root.iter(f"{{{NAMESPACE}}}truong")}
    assert {column.key for column in INDIVIDUAL_ISSUE_FORM.columns} <= set(fields)
    assert sheets(desk[f"{case.code}-thong-tin.xlsx"])["Danh sách"][1][:6] == first
    printed = unzipped(taken(clerk, case, "paper"))
    cover = text_of(next(data for name, data in printed.items() if "bia" in name))
    assert case.full_number in cover
    assert sealed in printed.values()
    notes = list(LedgerEntry.objects.filter(action="case.exported").order_by("id"))
    assert [one.payload["export"] for one in notes] == [
        "dichvucong_txt",
        "dichvucong_xlsx",
        "truc_lien_thong",
        "qlvb",
        "paper",
    ]
    assert {one.payload["rows"] for one in notes} == {2}


def test_only_who_sends_takes_files_out_and_only_of_a_sealed_paper(case: Dossier, issuing: IssueDriver):  # noqa: F811
    for name, status in (
        ("vanthu", 200),
        ("daumoi", 200),
        ("chutich", 404),
        ("canboso", 404),
        ("cuc", 404),
        ("baocao", 404),
        ("kiemtra", 404),
        ("stc_vanphong", 404),
        ("vl_vanphong", 404),
    ):
        person = client_of(user(name))
        assert person.get(page_of(case)).status_code == status
        assert person.post(page_of(case), {"tep": "khong-co"}).status_code == (409 if status == 200 else status)
    draft = issuing.issue_draft(row("nc_moi_ke_toan"))
    clerk = client_of(user("vanphong"))
    assert 'name="tep"' not in clerk.get(page_of(draft)).content.decode()
    assert clerk.post(page_of(draft), {"tep": "qlvb"}).status_code == 409
    assert not LedgerEntry.objects.filter(action="case.exported").exists()
