"""/ho-so/<id>/kem-theo/ without any script: attach, take out, sign, copy, and what each reader is shown."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from requests_workflow.models import Document, Dossier
from requests_workflow.selectors.attachments import agency_files
from requests_workflow.services.documents import read
from signing.models import SigningJob
from signing.services.sign import sign_corner
from tests.cases.agency_files import seal_key
from tests.cases.conftest import drive, opening, world  # noqa: F401  the demo, driven
from tests.cases.driver import Driver, token_of, user
from tests.signing import pdfs
from tests.world import client_of


@pytest.fixture
def case(drive: Driver, monkeypatch: pytest.MonkeyPatch) -> Dossier:  # noqa: F811
    monkeypatch.setattr(timezone, "now", lambda: drive.now)
    return drive.draft(tokens=[token_of("thuebao")])


def body(response: Any) -> str:
    return str(response.content.decode())


def pdf(name: str = "quyet-dinh.pdf", text: str = "Quyet dinh") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdfs.letter(text), content_type="application/pdf")


def test_from_the_draft_to_the_sealed_attachment_and_its_copy(drive: Driver, case: Dossier) -> None:  # noqa: F811
    page = f"/ho-so/{case.public_id}/kem-theo/"
    clerk, registry = client_of(user("vanphong")), client_of(user("vanthu"))
    assert page in body(clerk.get(f"/ho-so/{case.public_id}/"))
    attached = {"viec": "dinh-kem", "kem-title": "Quyết định số 12/QĐ-UBND"}
    wrong = clerk.post(page, attached | {"kem-file": SimpleUploadedFile("x.pdf", b"\x89PNG\r\n\x1a\nabc")})
    assert wrong.status_code == 422
    assert "Tệp không phải PDF" in body(wrong)
    # What was typed stays.
    assert 'value="Quyết định số 12/QĐ-UBND"' in body(wrong)
    assert "Tải lại trang" in body(clerk.post(page, {"viec": "pha"}))
    assert clerk.post(page, attached | {"kem-file": pdf()}).status_code == 302
    drive.work()
    assert clerk.post(page, attached | {"kem-title": "Nhầm", "kem-file": pdf(text="Nham")}).status_code == 302
    mistaken = agency_files(case).attachments[1].source
    assert clerk.post(page, {"viec": "bo", "tep": str(mistaken.public_id)}).status_code == 302
    shown = body(clerk.get(page))
    assert "Quyết định số 12/QĐ-UBND" in shown
    assert "Nhầm" not in shown
    assert "Nhầm (đã bỏ khỏi hồ sơ)" in body(clerk.get(f"/ho-so/{case.public_id}/"))
    assert "1 tệp" in body(clerk.get(f"/ho-so/{case.public_id}/kiem-tra/"))
    # The văn thư attaches nothing, and signs nothing before the document is sealed.
    assert 'value="dinh-kem"' not in body(registry.get(page))
    (line,) = agency_files(case).attachments
    early = registry.post(page, {"viec": "ky", "tep": str(line.source.public_id)})
    assert "đã đóng dấu và chưa gửi" in body(early)

    sealed = drive.sealed(drive.act(drive.fresh(case), "submit_to_leader", by="vanphong"))
    assert "tài liệu kèm theo chưa có chữ ký số" in body(registry.get(f"/ho-so/{case.public_id}/"))
    assert 'value="ky"' not in body(clerk.get(page))
    to_sign = registry.post(page, {"viec": "ky", "tep": str(line.source.public_id)})["Location"]
    prepared = Document.objects.get(dossier=case, kind="corner_prepared")
    asked = body(registry.get(to_sign))
    assert f"/ho-so/{case.public_id}/tep/{prepared.public_id}/" in asked
    assert "Ủy ban nhân dân xã Nà Cang" in asked
    assert "góc trên bên phải trang đầu" in asked
    assert clerk.get(to_sign).status_code == 404
    assert registry.post(to_sign, {}).status_code == 422
    data = sign_corner(data=read(prepared), key=seal_key("na_cang", drive), lines=["Số: 128/VP"], at=drive.now)
    signed = SimpleUploadedFile("da-ky.pdf", data, content_type="application/pdf")
    waiting = registry.post(to_sign, {"signed_document": signed})["Location"]
    assert registry.get(to_sign)["Location"] == waiting
    assert "http-equiv" in body(registry.get(waiting))
    drive.work()
    done = body(registry.get(waiting))
    assert f'href="{page}"' in done
    assert "Đã ký" in body(registry.get(page))
    assert "Hợp lệ" in body(registry.get(page))

    copy = {"viec": "sao", "sao-form": "sao_y", "sao-number": "05/SY-UBND", "sao-day": "19/11/2026"}
    paper = Document.objects.filter(dossier=case, kind="form_sealed").get()
    assert "Chọn một tệp PDF" in body(registry.post(page, copy))
    missing = registry.post(page, copy | {"sao-document": str(paper.public_id), "sao-form": "trich_sao"})
    assert "phần được trích" in body(missing)
    to_copy = registry.post(page, copy | {"sao-document": str(paper.public_id)})["Location"]
    assert "Chờ ký" in body(registry.get(page))
    assert registry.post(to_copy, {"khoa_thu": "1"}).status_code == 302
    drive.work()
    assert "Chờ ký" not in body(registry.get(page))
    assert "Sao y số 05/SY-UBND ngày 19/11/2026" in body(registry.get(page))

    # Who follows the case reads what there is and opens no paper; the addressee opens it.
    received = drive.receive(drive.sent(sealed=drive.fresh(sealed)))
    assert received.state == "received"
    officer, auditor = body(client_of(user("canboso")).get(page)), body(client_of(user("kiemtra")).get(page))
    link = f"/ho-so/{case.public_id}/tep/{agency_files(case).attachments[0].current.public_id}/"
    assert link in officer
    assert "Hợp lệ" in officer
    assert link not in auditor
    assert "Quyết định số 12/QĐ-UBND" in auditor
    assert "<form" not in auditor.partition("<main")[2].partition("</main>")[0]


def test_a_file_that_was_refused_says_why_and_leads_back(drive: Driver, case: Dossier) -> None:  # noqa: F811
    page = f"/ho-so/{case.public_id}/kem-theo/"
    client_of(user("vanphong")).post(page, {"viec": "dinh-kem", "kem-title": "Giấy mời", "kem-file": pdf()})
    drive.work()
    drive.sealed(drive.act(drive.fresh(case), "submit_to_leader", by="vanphong"))
    registry = client_of(user("vanthu"))
    source = agency_files(case).attachments[0].source
    to_sign = registry.post(page, {"viec": "ky", "tep": str(source.public_id)})["Location"]
    job_page = registry.post(to_sign, {"signed_document": pdf(text="khac")})["Location"]
    drive.work()
    told = body(registry.get(job_page))
    assert "không phải là văn bản của hồ sơ này" in told
    assert f'href="{to_sign}"' in told
    assert SigningJob.objects.get(purpose="file.corner").state == "done"
    # The panel alone, for a page that asks by itself.
    panel = registry.get(job_page, headers={"HX-Request": "true"})
    assert panel["HX-Refresh"] == "true"
    assert "<html" not in body(panel)
