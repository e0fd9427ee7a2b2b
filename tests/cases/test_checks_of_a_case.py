"""The check list of a received case: every line computed from the registers, with the evidence it was read from."""

from datetime import timedelta

import pytest
from django.urls import reverse

from directory.models import Person
from requests_workflow.domain.checklist import CheckLine
from requests_workflow.models import CheckOverride, Document, Dossier
from requests_workflow.selectors.checks import check_lines
from requests_workflow.services.draft_rows import RowInput
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.overriding import override_check
from requests_workflow.services.signing_jobs import queue_verification
from signing.test_ca.opening import open_test_ca
from tests.cases.driver import PROOF, TODAY, Driver, agency, device, token_of, user
from tests.world import client_of
from tokens.models import Token

CODES = [
    "signer_verified",
    "seal_verified",
    "token_known",
    "kind_delegated",
    "certificate_in_force",
    "belongs_to_sender",
    "document_complete",
    "not_secret",
]


@pytest.fixture(scope="module")
def opening():
    return lambda drive: drive.received([token_of("thuebao"), device("nc_het_han_bi_khoa")])


def line(drive: Driver, dossier: Dossier, code: str) -> CheckLine:
    return next(c.line for c in check_lines(dossier=dossier, now=drive.now) if c.line.code == code)


def typed_in(drive: Driver, *tokens: Token) -> Dossier:
    """Entered by the department for a body to which those devices do not belong."""
    rows = [RowInput(token_serial=t.serial_number) for t in tokens]
    dossier = create_draft(
        agency=agency("ban_luot"), rows=rows, by=user("canboso"), now=drive.tick(), entered_by_department=True
    )
    return drive.act(
        dossier,
        "enter_received",
        by="canboso",
        number="31",
        symbol="UBND",
        document_date=TODAY,
        channel="qlvb",
        channel_code="31",
        legal_at=drive.now,
        files={"scan_file": PROOF},
    )


def test_only_an_officer_is_led_to_accept_a_line_that_does_not_pass(case: Dossier):
    accept = reverse("cases:override", args=[case.public_id, "certificate_in_force"])
    for who, led in (("canboso", True), ("giamdocso", False)):
        page = client_of(user(who)).get(reverse("cases:checking", args=[case.public_id]))
        assert (accept in page.content.decode()) is led


def test_one_expired_certificate_fails_its_line_and_no_other(drive: Driver, case: Dossier):
    lines = [c.line for c in check_lines(dossier=case, now=drive.now)]
    assert [one.code for one in lines] == CODES
    assert {one.code for one in lines if not one.passes} == {"certificate_in_force"}
    expired = line(drive, case, "certificate_in_force")
    token = device("nc_het_han_bi_khoa")
    assert token.certificate is not None
    assert expired.result == "fail"
    assert token.serial_number in expired.reason
    assert f"đến {token.certificate.not_after + timedelta(hours=7):%d/%m/%Y}" in expired.reason
    assert expired.evidence == ((token.serial_number, "certificate", str(token.certificate.public_id)),)


def test_every_line_names_its_clause_and_its_evidence(drive: Driver, case: Dossier):
    sealed = Document.objects.get(dossier=case, kind="form_sealed")
    for one in (c.line for c in check_lines(dossier=case, now=drive.now)):
        assert "Điều" in one.clause.cite() or "Mẫu số" in one.clause.cite()
        assert one.evidence, one.code
    for code in ("signer_verified", "seal_verified"):
        assert line(drive, case, code).evidence == (("Báo cáo kiểm tra chữ ký", "document", str(sealed.public_id)),)
    assert {key for _, _, key in line(drive, case, "token_known").evidence} == {
        str(row.token.public_id) for row in case.requests.select_related("token") if row.token
    }


def test_an_override_needs_a_reason_and_opens_the_way(drive: Driver, case: Dossier):
    assert drive.refused(case, "accept", by="canboso") == {"checks_open"}
    with pytest.raises(WorkflowError, match="quá ngắn"):
        override_check(
            dossier_id=case.public_id, code="certificate_in_force", reason="  ừ ", by=user("canboso"), now=drive.now
        )
    dossier = drive.override(case, "certificate_in_force")
    assert dossier.version == case.version + 1
    assert drive.act(dossier, "accept", by="canboso").state == "accepted"


def test_a_line_that_passes_is_not_overridden_and_one_is_overridden_once(drive: Driver, case: Dossier):
    with pytest.raises(WorkflowError, match="đã đạt"):
        drive.override(case, "not_secret")
    drive.override(case, "certificate_in_force")
    with pytest.raises(WorkflowError, match="đã được chấp nhận"):
        drive.override(case, "certificate_in_force", by="canboso2")
    assert CheckOverride.objects.count() == 1


@pytest.mark.parametrize("stranger", ["vanphong", "giamdocso", "vanthuso", "vl_canboso", "cuc"])
def test_only_the_departments_officer_overrides(drive: Driver, case: Dossier, stranger: str):
    with pytest.raises(WorkflowError, match="Chỉ cán bộ xử lý"):
        drive.override(case, "certificate_in_force", by=stranger)


def test_a_certificate_revoked_after_the_sealing_no_longer_passes_at_receipt(drive: Driver, case: Dossier):
    certificate = token_of("chutich").certificate
    assert certificate is not None
    open_test_ca().revoke(serial=int(certificate.serial_number, 16), at=drive.now, reason="key_compromise")
    sealed = Document.objects.get(dossier=case, kind="form_sealed")
    queue_verification(document=sealed, by=None, now=drive.tick(60))
    drive.work()
    # Without a time stamp nobody knows whether it was signed before.
    assert line(drive, case, "signer_verified").result == "unknown"
    assert "thu hồi" in line(drive, case, "signer_verified").reason
    assert line(drive, case, "seal_verified").passes


def test_a_suspended_certificate_fails(drive: Driver, case: Dossier):
    certificate = token_of("thuebao").certificate
    assert certificate is not None
    certificate.status = "suspended"
    certificate.save(update_fields=["status"])
    assert "không còn ở trạng thái hoạt động" in line(drive, case, "certificate_in_force").reason


def test_a_subscriber_of_another_body_fails_where_the_paper_came_from_elsewhere(drive: Driver):
    dossier = typed_in(drive, device("nc_bi_khoa"))
    belongs = line(drive, dossier, "belongs_to_sender")
    assert belongs.result == "fail"
    assert device("nc_bi_khoa").serial_number in belongs.reason


def test_an_official_who_works_elsewhere_belongs_to_the_body_that_manages_the_certificate(drive: Driver):
    dossier = drive.draft(tokens=[device("nc_chuyen_cong_tac"), device("nc_phong_kinh_te")])
    assert line(drive, dossier, "belongs_to_sender").passes


def test_a_kind_that_nobody_was_delegated_fails(drive: Driver):
    delegated = line(drive, typed_in(drive, device("nc_hsm")), "kind_delegated")
    assert delegated.result == "fail"
    assert "nơi tiếp nhận khác" in delegated.reason


def test_a_contact_person_with_a_gap_and_a_secret_mark_fail(drive: Driver, case: Dossier):
    Person.objects.filter(account__username="vanphong").update(phone="")
    case.is_secret = True
    case.save(update_fields=["is_secret"])
    assert "số điện thoại di động" in line(drive, case, "document_complete").reason
    assert line(drive, case, "not_secret").result == "fail"


def test_before_a_worker_has_looked_the_signatures_are_unknown(drive: Driver):
    dossier = typed_in(drive, device("nc_bi_khoa"))
    for code in ("signer_verified", "seal_verified"):
        assert line(drive, dossier, code).result == "unknown"
        assert "Chưa có kết quả" in line(drive, dossier, code).reason
