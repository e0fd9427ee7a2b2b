"""Signing with one's own token outside the product: download, sign, upload; wrong files leave the case where it was."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import expect

from config.local.paths import PROJECT
from requests_workflow.models import Document
from tests.journeys import moves
from tests.journeys.conftest import Town
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


def _download(desk: Desk, *, town: Town, name: str) -> Path:
    """The paper as the browser saves it."""
    with desk.page.expect_download() as waiting:
        desk.page.get_by_role("link", name="Tải văn bản (PDF)").click()
    path = town.folder / name
    waiting.value.save_as(path)
    return path


def _signed_by(town: Town, user: str, paper: Path, *, seal: bool = False) -> Path:
    """The paper after the desktop signer of this user, which is a program of its own."""
    out = paper.with_name(f"{paper.stem}-{user}.pdf")
    signer = [sys.executable, "manage.py", "test_token", "sign", "--user", user, *(["--seal"] if seal else [])]
    subprocess.run([*signer, paper, out], env=town.live.worker.environment, cwd=PROJECT, check=True)
    return out


def _upload(desk: Desk, file: Path) -> None:
    desk.attach("signed_document", file)
    desk.press("Gửi tệp đã ký")


def _refused(desk: Desk, file: Path, *, words: str) -> None:
    """A worker looks at the file, says why it cannot be taken, and nothing has moved."""
    before = moves.dossier_of(desk)
    papers = Document.objects.filter(dossier=before).count()
    _upload(desk, file)
    desk.wait_for_job(refused=True)
    expect(desk.page.get_by_role("main")).to_contain_text("Tệp chưa được chấp nhận")
    assert words in desk.errors()
    after = moves.dossier_of(desk)
    assert (after.state, after.version) == (before.state, before.version)
    assert Document.objects.filter(dossier=before).count() == papers
    desk.follow("Làm lại")


def test_a_paper_is_downloaded_signed_elsewhere_and_uploaded_by_the_right_person_alone(town: Town):
    clerk, leader, office = town.desk("vanphong"), town.desk("chutich", watched=True), town.desk("vanthu")
    moves.open_draft(clerk, slugs=["thuebao"])
    case = moves.submit(clerk)
    leader.go(case)
    leader.act("Ký số")
    paper = _download(leader, town=town, name="van-ban.pdf")
    assert paper.read_bytes().startswith(b"%PDF-")

    leader.press("Gửi tệp đã ký")
    assert "Chọn tệp" in leader.errors()
    _upload(leader, town.file("trang.pdf", b"<!doctype html><script>alert(1)</script>"))
    assert "Tệp không phải PDF" in leader.errors()
    _refused(leader, paper, words="chưa có chữ ký mới")
    _refused(leader, _signed_by(town, "phochutich", paper), words="Tệp được ký bằng chứng thư số của Hoàng Văn Đức")
    other = town.file("khac.pdf", _blank_pdf())
    _refused(leader, _signed_by(town, "chutich", other), words="không phải là văn bản của hồ sơ này")
    garbage = town.file("rac.pdf", paper.read_bytes() + b"\n%PDF-garbage" + bytes(range(256)) * 40)
    _refused(leader, garbage, words="Hãy")

    _upload(leader, _signed_by(town, "chutich", paper))
    leader.wait_for_job()
    leader.follow("Về hồ sơ")
    assert moves.dossier_of(leader).state == "signed"

    moves.number(office, case=case)
    office.act("Ký số của cơ quan")
    numbered = _download(office, town=town, name="da-cap-so.pdf")
    _refused(office, _signed_by(town, "phochutich", numbered), words="cần chứng thư số của Ủy ban nhân dân xã Nà Cang")
    _upload(office, _signed_by(town, "vanthu", numbered, seal=True))
    office.wait_for_job()
    office.follow("Về hồ sơ")
    assert moves.dossier_of(office).state == "sealed"


def _blank_pdf() -> bytes:
    """Another paper."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(out)
    return out.getvalue()
