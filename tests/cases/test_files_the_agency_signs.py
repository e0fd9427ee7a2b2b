"""Attachments, scans and copies bear the agency's signature at the top right of page one, and nobody else's."""

import re
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from directory.ledger.models import LedgerEntry
from requests_workflow.models import Document, Dossier, Step
from requests_workflow.selectors.attachments import agency_files, unsealed_attachments
from requests_workflow.selectors.checks import check_lines
from requests_workflow.services.attachments import attach, remove
from requests_workflow.services.channel_exports import export_for_channel
from requests_workflow.services.corner_signing import submit
from requests_workflow.services.documents import Incoming, read
from requests_workflow.services.errors import InvalidInput, WorkflowError
from signing.services.corner import corner_field
from signing.services.jobs import run_job
from signing.services.sign import sign_corner, sign_pdf
from tests.cases.agency_files import (
    DECISION,
    PAPER_SCAN,
    POWER,
    prepared,
    seal_key,
    sealed_here,
    sent_back,
    signed_in_corner,
    with_attachments,
)
from tests.cases.driver import CLAUSE, REASON, SCAN, TODAY, Driver, device, refusal_sentences, token_of, user
from tests.cases.test_locked_signer_or_seal import lock
from tests.cases.test_signed_uploads import signed_by
from tests.documents.reading import text_of


@pytest.fixture(scope="module")
def opening():
    return with_attachments


def test_each_attachment_is_sealed_before_the_document_leaves_and_arrives_with_it(drive: Driver, case: Dossier):
    files = agency_files(case).attachments
    assert [one.source.title for one in files] == [
        "Tài liệu kèm theo: Quyết định số 12/QĐ-UBND",
        "Tài liệu kèm theo: Giấy ủy quyền",
    ]
    assert unsealed_attachments(case) == 2
    assert drive.refused(case, "send", by="vanthu", channel="qlvb", channel_code="A", legal_at=drive.now) >= {
        "attachments_unsealed"
    }
    paper = prepared(drive, case, files[0].source)
    assert prepared(drive, case, files[0].source) == paper
    job = sent_back(drive, case, paper, signed_in_corner(drive, paper))
    assert refusal_sentences(job) == ""
    assert unsealed_attachments(case) == 1
    sealed_here(drive, case, files[1].source)
    assert unsealed_attachments(case) == 0

    first, second = (one.sealed for one in agency_files(case).attachments)
    assert first is not None
    assert second is not None
    assert read(first).startswith(DECISION.data)
    assert [one.verifications.get().verdict for one in (first, second)] == ["valid", "valid"]
    number = case.full_number
    text = text_of(read(second))
    assert f"Số: {number}" in text
    assert re.search(r"Thời gian ký: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", text)
    step = Step.objects.get(dossier=case, form_key=job.public_id)
    assert (step.transition, step.source, step.target) == ("seal_attachment", "sealed", "sealed")
    assert step.clause.startswith("Điều 15 khoản 4 điểm b")
    assert LedgerEntry.objects.filter(action="token_recovery.seal_attachment").count() == 2
    with pytest.raises(WorkflowError, match="đã được ký"):
        prepared(drive, case, files[0].source)

    made = export_for_channel(dossier=drive.fresh(case), kind="qlvb", by=user("vanthu"), now=drive.tick())
    assert read(first) in _unzipped(made.data)
    dossier = drive.receive(drive.sent(sealed=drive.fresh(case)))
    assert dossier.state == "received"
    assert [one.current.verifications.count() for one in agency_files(dossier).attachments] == [2, 2]
    assert agency_files(dossier).attachments[0].current.verifications.latest("id").verdict == "valid"


def _unzipped(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_what_comes_back_wrong_is_not_taken(drive: Driver, case: Dossier):
    source = agency_files(case).attachments[0].source
    paper = prepared(drive, case, source)
    good = signed_in_corner(drive, paper)
    elsewhere: dict[str, Any] = {"field_name": "khac", "reason": None, "at": drive.now, "stamp_lines": ["UBND"]}
    key = seal_key("na_cang", drive)
    name, _ = corner_field(data=read(paper))
    wrong = {
        "not_pdf": b"MZ\x90" * 40,
        "not_prefix": signed_in_corner(drive, prepared(drive, case, agency_files(case).attachments[1].source)),
        "no_new_signature": read(paper),
        "wrong_signer": signed_by(drive, "vanthu", read(paper)),
        "too_many_signatures": signed_by(drive, "chutich", good),
        "wrong_place": sign_pdf(data=read(paper), key=key, box=(0, 40, 40, 160, 90), **elsewhere),
    }
    for code, data in wrong.items():
        job = sent_back(drive, case, paper, data)
        assert job.result is not None
        assert [one["code"] for one in job.result["refusals"]] == [code]
    hidden = sent_back(drive, case, paper, sign_pdf(data=read(paper), key=key, box=None, **elsewhere))
    assert "góc trên bên phải" in refusal_sentences(hidden)
    other = sent_back(
        drive,
        case,
        paper,
        sign_corner(data=read(paper), key=seal_key("so_tai_chinh", drive), lines=["X"], at=drive.now),
    )
    assert "cần chứng thư số của Ủy ban nhân dân xã Nà Cang" in refusal_sentences(other)
    assert not Document.objects.filter(dossier=case, kind="attachment_sealed").exists()
    assert name == "ChuKyCoQuan"
    assert refusal_sentences(sent_back(drive, case, paper, good)) == ""


def test_only_the_van_thu_of_the_agency_signs_and_only_until_it_is_sent(drive: Driver, case: Dossier):
    source = agency_files(case).attachments[0].source
    for who in ("vanphong", "chutich", "vanthuso", "vl_vanthu"):
        with pytest.raises(WorkflowError, match="Chỉ văn thư"):
            prepared(drive, case, source, by=who)
    paper = prepared(drive, case, source)
    with pytest.raises(WorkflowError, match="Chỉ văn thư"):
        submit(
            dossier_id=case.public_id, document_id=paper.public_id, upload=DECISION, by=user("vanphong"), now=drive.now
        )
    # Taken back and drawn up anew, it gets another number: what was prepared for the old one is void.
    data = signed_in_corner(drive, paper)
    job = submit(
        dossier_id=case.public_id,
        document_id=paper.public_id,
        upload=Incoming(data=data, name="x.pdf"),
        by=user("vanthu"),
        now=drive.tick(),
    )
    lock(device("seal_na_cang"))
    run_job(str(job.public_id), now=drive.tick())
    job.refresh_from_db()
    assert "không có chứng thư, thiết bị dùng được" in refusal_sentences(job)
    # Without a seal that works the whole goes on paper: sending is not in the way.
    refused = drive.refused(case, "send", by="vanthu", channel="qlvb", channel_code="A", legal_at=drive.now)
    assert "attachments_unsealed" not in refused


def test_a_paper_drawn_up_anew_has_its_attachments_sealed_anew(drive: Driver, case: Dossier):
    for one in agency_files(case).attachments:
        sealed_here(drive, case, one.source)
    old = agency_files(case).attachments[0].prepared
    assert old is not None
    dossier = drive.receive(drive.sent(sealed=drive.fresh(case)))
    dossier = drive.act(dossier, "return_for_supplement", by="canboso", reason=REASON, clause=CLAUSE)
    dossier = drive.act(dossier, "reopen_for_correction", by="vanphong", reason=REASON)
    second = agency_files(dossier).attachments[1].source
    remove(dossier_id=dossier.public_id, document_id=second.public_id, by=user("vanphong"), now=drive.tick())
    with pytest.raises(WorkflowError, match="đã được bỏ"):
        remove(dossier_id=dossier.public_id, document_id=second.public_id, by=user("vanphong"), now=drive.tick())
    dossier = drive.act(drive.fresh(dossier), "submit_to_leader", by="vanphong")
    drive.sign(dossier, "sign", by="chutich")
    dossier = drive.act(dossier, "assign_number", by="vanthu", number="140", document_date=TODAY)
    drive.sign(dossier, "seal", by="vanthu")
    dossier = drive.fresh(dossier)
    (left,) = agency_files(dossier).attachments
    assert (left.sealed, left.prepared) == (None, None)
    assert unsealed_attachments(dossier) == 1
    with pytest.raises(WorkflowError, match="đã có chữ ký"):
        submit(
            dossier_id=dossier.public_id, document_id=old.public_id, upload=DECISION, by=user("vanthu"), now=drive.now
        )
    sealed_here(drive, dossier, left.source)
    current = agency_files(dossier).attachments[0].current
    assert "Số: 140/" in text_of(read(current))


def test_what_cannot_be_attached_says_why(drive: Driver, case: Dossier):
    draft = drive.draft(tokens=[device("nc_bi_khoa")])

    def add(title: str, upload: Incoming, *, to: Dossier = draft, by: str = "vanphong") -> Document:
        return attach(dossier_id=to.public_id, title=title, upload=upload, by=user(by), now=drive.tick())

    with pytest.raises(InvalidInput, match="phải là PDF"):
        add("Ảnh", SCAN)
    with pytest.raises(InvalidInput, match="Ghi tên"):
        add("  ", DECISION)
    with pytest.raises(InvalidInput, match="dài quá"):
        add("x" * 101, DECISION)
    for who in ("vanthu", "chutich", "vl_vanphong", "canboso"):
        with pytest.raises(WorkflowError, match="người soạn thảo"):
            add("Quyết định", DECISION, by=who)
    with pytest.raises(WorkflowError, match="bước soạn thảo"):
        add("Quyết định", DECISION, to=case)
    once = add("Quyết định", DECISION)
    assert add("Quyết định", DECISION) == once
    assert draft.steps.filter(transition="attach_file").count() == 1
    for number in range(19):
        add(f"Tài liệu {number}", Incoming(data=DECISION.data + b"\n%" + str(number).encode(), name="x.pdf"))
    with pytest.raises(InvalidInput, match="đã có 20"):
        add("Thêm", POWER)


def test_a_file_whose_own_signature_is_broken_is_not_sealed(drive: Driver):
    draft = drive.draft(tokens=[device("nc_bi_khoa")])
    data = bytearray(signed_by(drive, "chutich", DECISION.data))
    data[data.index(b"Quyet dinh")] ^= 1
    attach(
        dossier_id=draft.public_id,
        title="Đã sửa",
        upload=Incoming(data=bytes(data), name="x.pdf"),
        by=user("vanphong"),
        now=drive.tick(),
    )
    signed = signed_by(drive, "chutich", POWER.data)
    attach(
        dossier_id=draft.public_id,
        title="Đã ký",
        upload=Incoming(data=signed, name="y.pdf"),
        by=user("vanphong"),
        now=drive.tick(),
    )
    drive.work()
    assert drive.refused(draft, "submit_to_leader", by="vanphong") == {"attachments_unsound"}
    broken, good = agency_files(draft).attachments
    remove(dossier_id=draft.public_id, document_id=broken.source.public_id, by=user("vanphong"), now=drive.tick())
    dossier = drive.sealed(drive.act(drive.fresh(draft), "submit_to_leader", by="vanphong"))
    sealed_here(drive, dossier, good.source)
    sealed = agency_files(dossier).attachments[0].sealed
    assert sealed is not None
    report = sealed.verifications.get().report
    assert [one["verdict"] for one in report["signatures"]] == ["valid", "valid"]


def in_ink(drive: Driver, scan: Incoming) -> Dossier:
    lock(token_of("chutich"))
    dossier = drive.draft(tokens=[token_of("chutich")], signer="chutich", wet=True)
    dossier = drive.act(dossier, "submit_to_leader", by="vanphong")
    dossier = drive.act(dossier, "record_wet_signature", by="vanphong", files={"scan_file": scan})
    return drive.act(
        dossier, "record_wet_seal", by="vanthu", number="129", document_date=TODAY, files={"scan_file": scan}
    )


def test_the_scan_of_a_paper_signed_by_hand_is_sealed_digitally_where_the_seal_works(drive: Driver):
    dossier = in_ink(drive, PAPER_SCAN)
    scan = agency_files(dossier).scan
    assert scan is not None
    sealed_here(drive, dossier, scan.source)
    text = text_of(drive.paper(dossier, "wet_scan_sealed"))
    assert "Ủy ban nhân dân xã Nà Cang" in text
    assert "Thời gian ký:" in text
    with pikepdf.open(BytesIO(drive.paper(dossier, "wet_scan_sealed"))) as pdf:
        assert pdf.Root.AcroForm.Fields[-1].FT == "/Sig"
    dossier = drive.receive(drive.sent(sealed=drive.fresh(dossier)))
    lines = {one.line.code: one.line.result for one in check_lines(dossier=dossier, now=drive.now)}
    # The officer compares the ink alone; the agency's signature on the scan is proved.
    assert (lines["signer_verified"], lines["seal_verified"]) == ("unknown", "pass")


def test_a_picture_is_no_scan_to_seal(drive: Driver):
    dossier = in_ink(drive, SCAN)
    scan = agency_files(dossier).scan
    assert scan is not None
    with pytest.raises(WorkflowError, match="dạng PDF"):
        prepared(drive, dossier, scan.source)


def test_the_sealed_attachment_looks_as_the_law_says(drive: Driver, case: Dossier, tmp_path: Path):
    sealed_here(drive, case, agency_files(case).attachments[0].source)
    path = tmp_path / "kem-theo.pdf"
    path.write_bytes(drive.paper(case, "attachment_sealed"))
    fonts = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout
    assert "Tinos-Regular" in fonts
    assert "Bold" not in fonts
    assert "Italic" not in fonts
    images = subprocess.run(["pdfimages", "-list", str(path)], check=True, capture_output=True, text=True).stdout
    assert len(images.splitlines()) == 2  # the heading alone
