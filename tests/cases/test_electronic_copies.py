"""Electronic copies of a case's papers: sao y, sao lục, trích sao, each signed by the body that copies."""

import re
from typing import Any

import pytest

from requests_workflow.models import Document, DocumentVerification, Dossier, Step
from requests_workflow.selectors.attachments import agency_files, copies_waiting
from requests_workflow.services.corner_preparing import CopyInput, prepare_copy
from requests_workflow.services.corner_signing import submit
from requests_workflow.services.documents import read
from requests_workflow.services.errors import InvalidInput, WorkflowError
from tests.cases.agency_files import (
    POWER,
    sealed_here,
    with_attachments,
)
from tests.cases.driver import TODAY, Driver, user
from tests.documents.reading import text_of


@pytest.fixture(scope="module")
def opening():
    return with_attachments


def copied(drive: Driver, dossier: Dossier, *, by: str = "vanthu", **changes) -> Document:
    source = Document.objects.filter(dossier=dossier, kind="form_sealed").latest("id")
    given: dict[str, Any] = {"document_id": source.public_id, "form": "sao_y", "number": "05/SY-UBND", "day": TODAY}
    return prepare_copy(dossier_id=dossier.public_id, given=CopyInput(**given | changes), by=user(by), now=drive.tick())


def test_an_electronic_copy_says_what_it_is_and_keeps_the_signatures_of_the_original(drive: Driver, case: Dossier):
    paper = copied(drive, case)
    assert copied(drive, case) == paper
    assert paper.title == "Sao y số 05/SY-UBND ngày 19/11/2026: Văn bản đề nghị đã đóng dấu"
    assert [one.pk for one in copies_waiting(case, now=drive.now)] == [paper.pk]
    submit(dossier_id=case.public_id, document_id=paper.public_id, upload=None, by=user("vanthu"), now=drive.tick())
    drive.work()
    copy = Document.objects.get(dossier=case, kind="e_copy")
    assert copies_waiting(case, now=drive.now) == []
    assert (copy.title, copy.previous) == (paper.title, paper)
    report = copy.verifications.get().report
    assert [one["verdict"] for one in report["signatures"]] == ["valid"] * 3
    text = text_of(read(copy))
    assert re.search(r"Sao y Ủy ban nhân dân xã Nà Cang .*? Thời gian ký: 2026-11-19T", text)
    assert Step.objects.get(dossier=case, transition="issue_copy").clause.startswith("Điều 15 khoản 2")
    assert drive.fresh(case).state == "sealed"
    with pytest.raises(WorkflowError, match="đã có chữ ký"):
        submit(dossier_id=case.public_id, document_id=paper.public_id, upload=None, by=user("vanthu"), now=drive.now)
    # Of what bears such a signature already, the next one stands beside it.
    sealed_here(drive, case, agency_files(case).attachments[0].source)
    sealed = Document.objects.get(dossier=case, kind="attachment_sealed")
    again = copied(drive, case, document_id=sealed.public_id, number="06/SY-UBND")
    submit(dossier_id=case.public_id, document_id=again.public_id, upload=None, by=user("vanthu"), now=drive.tick())
    drive.work()
    assert Document.objects.filter(dossier=case, kind="e_copy").count() == 2
    # A paper whose signature was found bad meanwhile is copied no more.
    DocumentVerification.objects.create(document=sealed, verdict="invalid", report={"signatures": []}, at=drive.now)
    with pytest.raises(WorkflowError, match="không hợp lệ"):
        copied(drive, case, document_id=sealed.public_id, number="07/SY-UBND")


def test_an_extract_is_a_file_of_its_own_and_each_body_copies_in_its_own_name(drive: Driver, case: Dossier):
    with pytest.raises(InvalidInput, match="phần được trích"):
        copied(drive, case, form="trich_sao")
    for changes, field in (
        ({"form": "photo"}, "form"),
        ({"number": " "}, "number"),
        ({"day": TODAY.replace(year=2027)}, "day"),
        ({"document_id": case.public_id}, "document"),
    ):
        with pytest.raises(InvalidInput) as caught:
            copied(drive, case, **changes)
        assert [one.field for one in caught.value.errors] == [field]
    for who in ("vanphong", "chutich", "vl_vanthu"):
        with pytest.raises(WorkflowError, match="Chỉ văn thư"):
            copied(drive, case, by=who)
    extract = copied(drive, case, form="trich_sao", extract=POWER)
    assert read(extract).startswith(POWER.data)
    for one in agency_files(case).attachments:
        sealed_here(drive, case, one.source)
    dossier = drive.receive(drive.sent(sealed=drive.fresh(case)))
    at_department = copied(drive, dossier, by="vanthuso", form="sao_luc", number="2/SL-SKHCN")
    with pytest.raises(WorkflowError, match="Chỉ văn thư"):
        submit(
            dossier_id=dossier.public_id,
            document_id=at_department.public_id,
            upload=None,
            by=user("vanthu"),
            now=drive.now,
        )
    submit(
        dossier_id=dossier.public_id,
        document_id=at_department.public_id,
        upload=None,
        by=user("vanthuso"),
        now=drive.tick(),
    )
    drive.work()
    assert "Sở Khoa học và Công nghệ" in text_of(read(Document.objects.get(dossier=dossier, kind="e_copy")))
