"""HSM and SIM PKI go to the provider: its answers are written down with proof, by the agency or by its own officer."""

import pytest

from requests_workflow.models import DeadlineRecord, Document, Dossier, Notification
from requests_workflow.services.draft_rows import RowInput
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.errors import InvalidInput
from tests.cases.driver import PROOF, REASON, TODAY, Driver, agency, device, token_of, user

PROOF_FILE = {"proof_file": PROOF}


def opening(drive: Driver) -> Dossier:
    """An HSM and a SIM on their way to the provider."""
    return drive.sent([device("nc_hsm"), device("nc_sim_bi_khoa")], channel="dichvucong")


@pytest.fixture(scope="module", name="opening")
def opening_fixture():
    return opening


def received(drive: Driver, dossier: Dossier, *, by: str) -> Dossier:
    return drive.act(dossier, "record_provider_receipt", by=by, legal_at=drive.now, files=PROOF_FILE)


def accepted(drive: Driver, dossier: Dossier, *, by: str) -> Dossier:
    dossier = received(drive, dossier, by=by)
    return drive.act(dossier, "record_provider_acceptance", by=by, legal_at=drive.now, files=PROOF_FILE)


def recovered(drive: Driver, dossier: Dossier, *, by: str, row: int) -> Dossier:
    return drive.act(
        dossier, "record_provider_recovery", by=by, row=row, recovery=drive.recovery(by="cuc"), files=PROOF_FILE
    )


def test_the_recipient_follows_from_the_kind_of_device(case: Dossier):
    assert case.recipient == agency("cuc")
    assert case.recipient_function == "provider"


@pytest.mark.parametrize("by", ["vanphong", "cuc"])
def test_agency_or_provider_records_every_answer_to_the_end(drive: Driver, case: Dossier, by: str):
    dossier = accepted(drive, case, by=by)
    assert set(dossier.requests.values_list("state", flat=True)) == {"accepted"}
    dossier = recovered(drive, dossier, by=by, row=1)
    dossier = recovered(drive, dossier, by=by, row=2)
    # Neither the server nor this official has an account, so the agency hands in what they confirm.
    dossier = drive.act(dossier, "confirm_password_on_paper", by="vanphong", row=1, files=PROOF_FILE)
    assert dossier.state == "accepted"
    dossier = drive.act(dossier, "confirm_password_on_paper", by="vanphong", row=2, files=PROOF_FILE)
    assert dossier.state == "closed"
    for token in (device("nc_hsm"), device("nc_sim_bi_khoa")):
        assert token.state == "in_use"
        assert token.recovery_count == 1
    kinds = set(Document.objects.filter(dossier=dossier).values_list("kind", flat=True))
    assert {"proof_received", "provider_answer"} <= kinds


def test_no_clock_runs_at_the_provider(drive: Driver, case: Dossier):
    dossier = received(drive, case, by="vanthu")
    assert dossier.due_at is None
    assert not DeadlineRecord.objects.filter(dossier=dossier).exists()
    assert dossier.first_received_at is not None


def test_what_the_provider_did_is_never_written_down_without_proof(drive: Driver, case: Dossier):
    assert drive.refused(case, "record_provider_receipt", by="vanphong", legal_at=drive.now) == {"missing_input"}
    assert drive.refused(case, "record_provider_receipt", by="vanphong", files=PROOF_FILE) == {"missing_input"}


def test_the_department_has_no_part_in_it(drive: Driver, case: Dossier):
    refusals = drive.refused(case, "receive", by="canboso", legal_at=drive.now, files=PROOF_FILE)
    assert refusals == {"wrong_role", "not_applicable"}
    assert "wrong_role" in drive.refused(case, "record_provider_receipt", by="canboso", files=PROOF_FILE)


def test_leaders_and_subscribers_do_not_record_for_the_provider(drive: Driver, case: Dossier):
    for who in ("chutich", "phochutich", "thuebao"):
        assert drive.refused(case, "record_provider_receipt", by=who, legal_at=drive.now, files=PROOF_FILE) == {
            "wrong_role"
        }


def test_the_provider_refuses_by_a_numbered_paper(drive: Driver, case: Dossier):
    dossier = received(drive, case, by="vanphong")
    assert drive.refused(dossier, "record_provider_refusal", by="vanphong", reason=REASON, files=PROOF_FILE) == {
        "missing_input"
    }
    dossier = drive.act(
        dossier,
        "record_provider_refusal",
        by="vanphong",
        reason=REASON,
        number="901",
        document_date=TODAY,
        files=PROOF_FILE,
    )
    assert dossier.state == "refused"
    assert set(dossier.requests.values_list("state", flat=True)) == {"refused"}
    # The number on the refusal is the provider's, not that of the request.
    assert dossier.number == "128"


def test_the_provider_asks_for_more_and_gets_it(drive: Driver, case: Dossier):
    dossier = received(drive, case, by="cuc")
    dossier = drive.act(dossier, "record_provider_supplement_request", by="cuc", reason=REASON, files=PROOF_FILE)
    assert dossier.state == "supplement_requested"
    assert Notification.objects.filter(
        recipient=user("vanphong"), kind="record_provider_supplement_request", body__contains=REASON
    ).exists()
    dossier = drive.act(
        dossier,
        "supply_supplement",
        by="vanphong",
        channel="dichvucong",
        channel_code="DVC-2",
        legal_at=drive.now,
        files={"proof_file": PROOF, "supplement_file": PROOF},
    )
    assert dossier.state == "sent"
    assert accepted(drive, dossier, by="cuc").state == "accepted"


def test_one_device_is_beyond_recovery_and_the_other_is_not(drive: Driver, case: Dossier):
    dossier = accepted(drive, case, by="vanphong")
    dossier = drive.act(dossier, "record_provider_row_refusal", by="vanphong", row=1, reason=REASON, files=PROOF_FILE)
    assert dossier.state == "accepted"
    dossier = recovered(drive, dossier, by="vanphong", row=2)
    dossier = drive.act(dossier, "confirm_password_on_paper", by="daumoi", row=2, files=PROOF_FILE)
    assert dossier.state == "closed"
    assert list(dossier.requests.values_list("state", flat=True)) == ["refused", "closed"]


def test_devices_for_two_recipients_do_not_share_a_dossier(drive: Driver):
    dossier = drive.draft(tokens=[token_of("thuebao"), device("nc_phong_kinh_te")])
    hsm = device("nc_bi_khoa")
    hsm.kind = "hsm"
    hsm.save(update_fields=["kind"])
    dossier = drive.redraft(dossier, tokens=[token_of("thuebao"), hsm])
    assert drive.refused(dossier, "submit_to_leader", by="vanphong") == {"mixed_recipients"}


def test_a_device_of_the_open_dossier_cannot_be_drafted_again(drive: Driver, case: Dossier):
    with pytest.raises(InvalidInput) as caught:
        create_draft(
            agency=agency("na_cang"),
            rows=[RowInput(token_serial=device("nc_hsm").serial_number)],
            by=user("vanphong"),
            now=drive.tick(),
        )
    assert case.code in caught.value.errors[0].text
