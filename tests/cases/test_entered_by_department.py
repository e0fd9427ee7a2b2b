"""A Mẫu 06 that came from outside the product: entered by the department, under the same clock and the same checks."""

from datetime import UTC, datetime

import pytest

from requests_workflow.models import DeadlineRecord, Document, Dossier
from requests_workflow.selectors.checks import check_lines
from requests_workflow.services.documents import Incoming
from requests_workflow.services.draft_rows import RowInput
from requests_workflow.services.drafting import DraftInput, create_draft, update_draft
from requests_workflow.services.errors import WorkflowError
from signing.models import SigningJob
from tests.cases.driver import PROOF, REASON, SCAN, TODAY, Driver, agency, device, user

UNKNOWN_SERIAL = "8A5510004477"
OUTSIDE_ROW = RowInput(
    token_serial=UNKNOWN_SERIAL,
    certificate_name="Người Ngoài Hệ Thống",
    subscriber_agency="UBND xã Bản Lướt",
    subscriber_email="ngoai@laichau.example",
)


def entered(drive: Driver, *, rows: list[RowInput], file: Incoming, channel: str) -> Dossier:
    """Received at 09:00 by its label; typed in a little later."""
    dossier = create_draft(
        agency=agency("ban_luot"), rows=rows, by=user("canboso"), now=drive.tick(), entered_by_department=True
    )
    dossier = drive.act(
        dossier,
        "enter_received",
        by="canboso",
        number="31",
        symbol="UBND",
        document_date=TODAY,
        channel=channel,
        channel_code="H35.99-31",
        legal_at=datetime(2026, 11, 19, 2, 0, tzinfo=UTC),
        incoming_number="457",
        files={"scan_file": file},
    )
    drive.work()
    return drive.fresh(dossier)


def results(drive: Driver, dossier: Dossier) -> dict[str, str]:
    return {c.line.code: c.line.result for c in check_lines(dossier=dossier, now=drive.now)}


@pytest.fixture
def on_paper(drive: Driver) -> Dossier:
    return entered(drive, rows=[OUTSIDE_ROW], file=SCAN, channel="paper")


def test_the_same_clock_runs_from_the_label_of_the_receipt(drive: Driver, on_paper: Dossier):
    assert on_paper.state == "received"
    assert on_paper.full_number == "31/UBND"
    assert on_paper.first_received_at == on_paper.valid_received_at == datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
    assert on_paper.due_at == datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert DeadlineRecord.objects.get(dossier=on_paper).due_at == on_paper.due_at
    assert "31/UBND" in drive.text(on_paper, "receipt")
    assert on_paper.incoming_number == "457"
    assert on_paper.officer == user("canboso")


def test_what_the_register_does_not_know_is_unknown_and_never_passes(drive: Driver, on_paper: Dossier):
    found = results(drive, on_paper)
    unknown = {code for code, result in found.items() if result == "unknown"}
    assert unknown == {
        "signer_verified",
        "seal_verified",
        "token_known",
        "kind_delegated",
        "certificate_in_force",
        "belongs_to_sender",
    }
    assert found["document_complete"] == "pass"
    signer = next(c.line for c in check_lines(dossier=on_paper, now=drive.now) if c.line.code == "signer_verified")
    assert "đối chiếu bằng mắt" in signer.reason
    assert drive.refused(on_paper, "accept", by="canboso") == {"checks_open"}


def test_from_paper_to_the_end_with_reasons_for_every_unknown_line(drive: Driver, on_paper: Dossier):
    unknown = [code for code, result in results(drive, on_paper).items() if result != "pass"]
    dossier = drive.override(on_paper, *unknown)
    # Who typed the paper in has not drafted it.
    dossier = drive.recover(drive.act(dossier, "accept", by="canboso"))
    assert "wrong_role" in drive.refused(
        dossier, "confirm_password_on_paper", by="canboso", row=1, files={"proof_file": PROOF}
    )
    assert drive.refused(dossier, "record_password_confirmation", by="canboso", row=1) == {"missing_input"}
    dossier = drive.act(dossier, "record_password_confirmation", by="canboso", row=1, files={"proof_file": PROOF})
    assert dossier.state == "closed"
    assert set(dossier.check_overrides.values_list("check_code", flat=True)) == set(unknown)
    assert dossier.steps.filter(transition="override_check").count() == len(unknown)


def test_a_signed_pdf_that_came_by_qlvb_is_verified_by_a_worker(drive: Driver):
    """The paper of another case stands for one that was signed elsewhere, in a body that is not on the product."""
    other = drive.sealed(drive.submitted([device("nc_bi_khoa")]))
    file = Incoming(data=drive.paper(other, "form_sealed"), name="mau-06.pdf")
    drive.act(other, "withdraw", by="vanphong", reason=REASON)
    body = agency("na_cang")
    dossier = create_draft(
        agency=body,
        rows=[RowInput(token_serial=device("nc_bi_khoa").serial_number)],
        by=user("canboso"),
        now=drive.tick(),
        entered_by_department=True,
    )
    dossier = drive.act(
        dossier,
        "enter_received",
        by="canboso",
        number="31",
        symbol="UBND",
        document_date=TODAY,
        channel="qlvb",
        channel_code="H35.99-31",
        legal_at=drive.now,
        files={"scan_file": file},
    )
    assert results(drive, dossier)["signer_verified"] == "unknown"
    assert SigningJob.objects.filter(state="queued", kind="verify_document").count() == 1
    drive.work()
    assert Document.objects.get(dossier=dossier, kind="incoming").verifications.get().verdict == "valid"
    assert set(results(drive, dossier).values()) == {"pass"}
    assert drive.act(dossier, "accept", by="canboso").state == "accepted"


def test_an_unsigned_pdf_by_qlvb_fails_and_a_paper_original_is_compared_by_eye(drive: Driver):
    plain = Incoming(data=drive.paper(drive.submitted([device("nc_bi_khoa")]), "form"), name="chua-ky.pdf")
    by_qlvb = entered(drive, rows=[OUTSIDE_ROW], file=plain, channel="qlvb")
    assert results(drive, by_qlvb)["signer_verified"] == "fail"
    on_paper = entered(drive, rows=[OUTSIDE_ROW], file=plain, channel="paper")
    assert results(drive, on_paper)["signer_verified"] == "unknown"


def test_supplements_and_withdrawal_from_outside_are_written_down_by_the_officer(drive: Driver, on_paper: Dossier):
    clause = "Điều 21 khoản 3 Quy chế"
    dossier = drive.act(on_paper, "return_for_supplement", by="canboso", reason=REASON, clause=clause)
    assert drive.refused(
        dossier,
        "supply_supplement",
        by="canboso",
        channel="qlvb",
        channel_code="1",
        legal_at=drive.now,
        files={"proof_file": PROOF, "supplement_file": SCAN},
    ) >= {"not_applicable"}
    dossier = drive.act(
        dossier,
        "record_supplement",
        by="canboso",
        channel="paper",
        channel_code="trực tiếp",
        legal_at=drive.now,
        files={"proof_file": PROOF, "supplement_file": SCAN},
    )
    assert dossier.state == "received"
    assert dossier.valid_received_at is not None
    assert dossier.first_received_at is not None
    assert dossier.valid_received_at > dossier.first_received_at
    assert drive.refused(dossier, "record_withdrawal", by="canboso", reason=REASON) == {"missing_input"}
    dossier = drive.act(dossier, "record_withdrawal", by="canboso", reason=REASON, files={"proof_file": PROOF})
    assert dossier.state == "withdrawn"


def test_only_the_department_of_that_province_enters_for_the_body(drive: Driver):
    for stranger in ("vl_canboso", "vanphong", "vanthuso"):
        with pytest.raises(WorkflowError):
            create_draft(
                agency=agency("ban_luot"),
                rows=[OUTSIDE_ROW],
                by=user(stranger),
                now=drive.tick(),
                entered_by_department=True,
            )
    dossier = create_draft(
        agency=agency("ban_luot"), rows=[], by=user("canboso"), now=drive.tick(), entered_by_department=True
    )
    with pytest.raises(WorkflowError):
        update_draft(
            dossier_id=dossier.public_id,
            draft=DraftInput(),
            rows=[OUTSIDE_ROW],
            by=user("vl_canboso"),
            now=drive.tick(),
            expected_version=dossier.version,
        )
    assert not Dossier.objects.get().requests.exists()
