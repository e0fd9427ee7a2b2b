"""Files that are not what a dossier waits for, two presses, the wrong person, a session that ended: nothing is lost."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.contrib.sessions.models import Session
from django.utils import timezone

from certificates.models import Certificate
from config.demo.issue_acting import certificate_for
from requests_workflow.models import CertificateFile, Dossier, Request, Step
from signing.test_ca import TestCA, TestKey
from signing.test_ca.opening import open_test_ca
from tests.journeys import issue_moves, moves
from tests.journeys.conftest import Town
from tests.journeys.desk import typed_now
from tests.journeys.issue_moves import certificate_of, name, row_of
from tests.journeys.issue_parcels import answered_case, issued_case
from tests.signing.x509_files import zipped

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

FIRST, SECOND, PAPER = "thuebaomoi", "thuebaocho", "nc_moi_dan_van"


def _certificate(row: Request, *, ca: TestCA | None = None) -> TestKey:
    return certificate_for(ca=ca or open_test_ca(), row=row, at=timezone.now())


def test_of_a_bad_parcel_only_the_dossiers_own_certificates_of_the_provider_come_in(town: Town):
    dossier = answered_case(FIRST, SECOND)
    case, desk = f"/ho-so/{dossier.public_id}/", town.desk("vanphong", watched=True)
    before = Certificate.objects.count()
    mine = _certificate(row_of(dossier, name(FIRST)))
    parcel = _bad_parcel(town, dossier, mine)
    issue_moves.upload_certificates(desk, case=case, file=parcel)
    for words in ("Không thuộc hồ sơ này (1)", "Không nhập được (1)", "khóa bí mật", "Khớp, đã chọn sẵn (1)"):
        desk.reads(words)
    assert desk.page.locator("img").count() == 0
    for file in CertificateFile.objects.filter(batch__dossier=dossier):
        assert b"PRIVATE KEY" not in bytes(file.der or b"")
    desk.press("Nhập các tệp đã chọn")
    desk.reads("Đã quyết định (1)")
    # The same file once more, as people do who are not sure whether it worked.
    issue_moves.upload_certificates(desk, case=case, file=parcel[0])
    desk.reads("Đã có trong sổ (1)")
    assert Certificate.objects.count() == before + 1
    assert certificate_of(row_of(dossier, name(FIRST))).fingerprint == mine.fingerprint
    assert row_of(dossier, name(SECOND)).certificate is None


def _bad_parcel(town: Town, dossier: Dossier, mine: TestKey) -> list[Path]:
    """The first is right and comes twice; then a foreign CA, a stranger, a hostile archive, a key, and junk."""
    row, now = row_of(dossier, name(SECOND)), timezone.now()
    foreign = _certificate(row, ca=TestCA.create(now=now))
    stranger = open_test_ca().issue(
        subject_cn="Người Lạ",
        organisation="Cơ quan khác",
        email="la@khac.gov.vn",
        not_before=now - timedelta(hours=1),
        not_after=now + timedelta(days=300),
    )
    bomb = zipped(("../../a.cer", bytes(2 * 1024 * 1024)), ("trong.zip", zipped(("b.cer", mine.der))))
    key = mine.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return [
        town.file("mot.cer", mine.der),
        town.file("mot (1).cer", mine.der),
        town.file("ngoai.cer", foreign.der),
        town.file("la.cer", stranger.der),
        town.file("doc-hai.zip", bomb),
        town.file("khoa.pem", key),
        town.file("<img src=x onerror=alert(1)>.cer", b"khong phai chung thu"),
    ]


def test_a_device_of_somebody_else_stops_the_parcel_and_a_receipt_is_confirmed_once_by_its_own_person(town: Town):
    dossier = issued_case(FIRST, PAPER)
    case, clerk = f"/ho-so/{dossier.public_id}/", town.desk("vanphong", watched=True)
    _a_serial_that_is_somebody_elses(town, dossier, case)
    clerk.watched = False
    issue_moves.offer(clerk, case=case, names=[name(FIRST)])
    page = f"{case}dong/{row_of(dossier, name(FIRST)).public_id}/confirm_receipt/"
    for stranger in (SECOND, "vl_vanphong", "quantri"):
        town.desk(stranger).go(page, status=404)
    clerk.watched = True
    clerk.go(page)
    assert not clerk.button("Xác nhận đã nhận thiết bị").count()

    holder = town.desk(FIRST, watched=True)
    holder.go(page)
    holder.button("Xác nhận đã nhận thiết bị").evaluate("one => { one.click(); one.click(); }")
    holder.page.wait_for_url("**xong=confirm_receipt")
    holder.reads("Đã ghi nhận")
    assert Step.objects.filter(dossier=dossier, transition="confirm_receipt").count() == 1
    holder.go(page)
    holder.reads("Đã bàn giao xong")
    holder.go(f"{case}dong/{uuid.uuid4()}/confirm_receipt/", status=404)


def _a_serial_that_is_somebody_elses(town: Town, dossier: Dossier, case: str) -> None:
    """Nothing is recorded, and what was typed and the file are back."""
    desk = town.desk("vanphong")
    desk.go(f"{case}nhan-thiet-bi/")
    first, second = (row_of(dossier, name(slug)).public_id for slug in (FIRST, PAPER))
    desk.fill(**{f"serial-{first}": "TEST-MOI-1", f"serial-{second}": moves.serial_of("thuebao")})
    desk.fill(legal_at=typed_now())
    desk.attach("proof_file", town.proof)
    desk.press("Ghi nhận đã nhận thiết bị")
    assert name(PAPER) in desk.page.locator("tr[data-tone=danger]").inner_text()
    desk.reads("Đã nhận tệp “minh-chung.pdf”")
    assert desk.page.input_value(f"[name=serial-{first}]") == "TEST-MOI-1"
    assert set(issue_moves.states(dossier).values()) == {"issued"}
    desk.page.locator(f"[name=serial-{second}]").fill("TEST-MOI-2")
    desk.press("Ghi nhận đã nhận thiết bị")
    assert set(issue_moves.states(dossier).values()) == {"device_received"}


def test_the_grid_of_people_is_back_after_the_session_ended_with_and_without_javascript(town: Town):
    for person, slug in (("vanphong", FIRST), ("daumoi", SECOND)):
        desk = town.desk(person, javascript=person == "vanphong")
        issue_moves.open_draft(desk, slugs=[slug])
        cells = {"full_name": f"Người {person}", "birth_date": "05/08/1990", "official_email": "go@laichau.gov.vn"}
        for key, text in cells.items():
            desk.page.locator(f"#id_rows-1-{key}").fill(text)
        desk.page.locator("#id_rows-1-medium").select_option("sim_pki:Mobifone/cs")
        desk.page.context.clear_cookies(name="sessionid")
        Session.objects.all().delete()
        desk.press("Lưu và xem lại")
        desk.page.wait_for_url("**/dang-nhap/**")
        desk.fill(login=person, password="dung-thu-2026")
        desk.press("Đăng nhập")
        desk.page.wait_for_url("**/soan/**")
        for key, text in cells.items():
            assert desk.page.input_value(f"#id_rows-1-{key}") == text
        assert desk.page.input_value("#id_rows-1-medium") == "sim_pki:Mobifone/cs"
        desk.press("Lưu nháp")
        rows = moves.dossier_of(desk).requests.order_by("position")
        assert [row.name for row in rows] == [name(slug), f"Người {person}"]
