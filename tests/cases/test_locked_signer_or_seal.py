"""The locked device is the leader's own or the seal's: a deputy signs KT., or ink on paper takes its place."""

import pytest

from requests_workflow.models import Dossier
from requests_workflow.selectors.checks import check_lines
from requests_workflow.services.errors import Refused
from tests.cases.driver import PROOF, SCAN, TODAY, Driver, device, token_of, user
from tokens.models import Token


def lock(token: Token) -> Token:
    token.state = Token.State.LOCKED
    token.save(update_fields=["state"])
    return token


@pytest.fixture
def heads_token(drive: Driver) -> Token:
    return lock(token_of("chutich"))


@pytest.fixture
def seal(drive: Driver) -> Token:
    return lock(device("seal_na_cang"))


def sealed_in_ink(drive: Driver, dossier: Dossier) -> Dossier:
    return drive.act(
        dossier,
        "record_wet_seal",
        by="vanthu",
        number="129",
        document_date=TODAY,
        files={"scan_file": SCAN},
    )


def decided_and_closed(drive: Driver, dossier: Dossier, *, confirmed_by: str) -> Dossier:
    """From the sealed paper to the end; scans are compared by eye, so two lines are accepted with a reason."""
    dossier = drive.receive(drive.sent(sealed=dossier))
    open_lines = {c.line.code: c.line.result for c in check_lines(dossier=dossier, now=drive.now) if not c.settled}
    assert open_lines == {"signer_verified": "unknown", "seal_verified": "unknown"}
    assert drive.refused(dossier, "accept", by="canboso") == {"checks_open"}
    dossier = drive.override(dossier, "signer_verified", "seal_verified")
    dossier = drive.recover(drive.act(dossier, "accept", by="canboso"))
    return drive.act(dossier, "confirm_password", by=confirmed_by, row=1)


def test_the_head_cannot_sign_the_request_for_the_own_device(drive: Driver, heads_token: Token):
    dossier = drive.draft(tokens=[heads_token])
    assert dossier.signer == user("chutich")
    with pytest.raises(Refused) as caught:
        drive.step(dossier, "submit_to_leader", by="vanphong")
    (refusal,) = caught.value.refusals
    assert refusal.code == "signer_token_in_rows"
    assert refusal.clause is not None
    assert refusal.clause.cite().startswith("Điều 13 khoản 1 Nghị định số 30/2020/NĐ-CP")
    assert "ký thay (KT.)" in refusal.text


def test_a_head_whose_device_is_locked_cannot_sign_for_others_either(drive: Driver):
    dossier = drive.submitted()
    lock(token_of("chutich"))
    with pytest.raises(Refused) as caught:
        drive.sign(dossier, "sign", by="chutich")
    assert [r.code for r in caught.value.refusals] == ["signer_token_locked"]
    assert drive.fresh(dossier).state == "leader_review"


def test_a_signer_without_a_certificate_in_force_is_told_so(drive: Driver):
    dossier = drive.submitted()
    certificate = token_of("chutich").certificate
    assert certificate is not None
    certificate.status = "revoked"
    certificate.revoked_at = drive.now
    certificate.save(update_fields=["status", "revoked_at"])
    with pytest.raises(Refused) as caught:
        drive.sign(dossier, "sign", by="chutich")
    assert [r.code for r in caught.value.refusals] == ["certificate_not_in_force"]


def test_the_deputy_signs_for_the_head_and_the_paper_says_kt(drive: Driver, heads_token: Token):
    dossier = drive.draft(tokens=[heads_token], signer="phochutich")
    dossier = drive.act(dossier, "submit_to_leader", by="vanphong")
    assert drive.refused(dossier, "sign", by="chutich", signed="x") >= {"not_chosen_signer", "own_token"}
    dossier = drive.sealed(dossier, signer="phochutich")
    text = drive.text(dossier, "form_sealed")
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in text
    assert "Hoàng Văn Đức" in text
    dossier = drive.receive(drive.sent(sealed=dossier))
    assert all(c.line.passes for c in check_lines(dossier=dossier, now=drive.now))
    dossier = drive.recover(drive.act(dossier, "accept", by="canboso"))
    assert drive.act(dossier, "confirm_password", by="chutich", row=1).state == "closed"


def test_the_head_signs_in_ink_and_the_case_closes(drive: Driver, heads_token: Token):
    dossier = drive.draft(tokens=[heads_token], signer="chutich", wet=True)
    dossier = drive.act(dossier, "submit_to_leader", by="vanphong")
    assert "own_token" in drive.refused(dossier, "sign", by="chutich", signed="x")
    dossier = drive.act(dossier, "record_wet_signature", by="vanphong", files={"scan_file": SCAN})
    assert (dossier.state, dossier.signing_way) == ("signed", "wet_scan")
    # Number and date are on the paper itself.
    assert drive.refused(dossier, "assign_number", by="vanthu", number="129", document_date=TODAY) == {"not_applicable"}
    dossier = sealed_in_ink(drive, dossier)
    assert dossier.full_number == f"129/{dossier.managing_agency.abbreviation}"
    scans = dossier.documents.filter(kind="wet_scan").values_list("title", flat=True)
    assert list(scans) == ["Bản quét văn bản đã ký tay", "Bản quét văn bản đã đóng dấu"]
    assert decided_and_closed(drive, dossier, confirmed_by="chutich").state == "closed"


def test_ink_is_not_taken_where_every_device_works(drive: Driver):
    dossier = drive.submitted()
    assert drive.refused(dossier, "record_wet_signature", by="vanphong", files={"scan_file": SCAN}) == {
        "not_applicable"
    }
    drive.sign(dossier, "sign", by="chutich")
    refusals = drive.refused(
        dossier, "record_wet_seal", by="vanthu", number="129", document_date=TODAY, files={"scan_file": SCAN}
    )
    assert refusals == {"wet_seal_not_needed"}


def test_a_scan_is_needed_and_it_must_be_a_scan(drive: Driver, heads_token: Token):
    dossier = drive.draft(tokens=[heads_token], signer="chutich", wet=True)
    dossier = drive.act(dossier, "submit_to_leader", by="vanphong")
    assert drive.refused(dossier, "record_wet_signature", by="vanphong") == {"missing_input"}
    assert drive.refused(dossier, "record_wet_signature", by="chutich", files={"scan_file": SCAN}) == {"wrong_role"}


def test_the_seal_is_locked_so_the_leader_signs_digitally_and_the_seal_is_ink(drive: Driver, seal: Token):
    dossier = drive.submitted([seal])
    assert drive.sign(dossier, "sign", by="chutich").state == "done"
    dossier = drive.fresh(dossier)
    assert (dossier.state, dossier.signing_way) == ("signed", "digital")
    with pytest.raises(Refused) as caught:
        drive.step(dossier, "assign_number", by="vanthu", number="129", document_date=TODAY)
    assert [r.code for r in caught.value.refusals] == ["seal_token_locked"]
    dossier = sealed_in_ink(drive, dossier)
    # The device of the body is kept by its văn thư, who sets the new password.
    dossier = decided_and_closed(drive, dossier, confirmed_by="vanthu")
    assert dossier.state == "closed"
    seal.refresh_from_db()
    assert seal.state == "in_use"


def test_nobody_else_confirms_the_password_of_the_seal(drive: Driver, seal: Token):
    dossier = drive.submitted([seal])
    drive.sign(dossier, "sign", by="chutich")
    dossier = drive.receive(drive.sent(sealed=sealed_in_ink(drive, drive.fresh(dossier))))
    dossier = drive.override(dossier, "signer_verified", "seal_verified")
    dossier = drive.recover(drive.act(dossier, "accept", by="canboso"))
    assert drive.refused(dossier, "confirm_password", by="thuebao", row=1) == {"not_the_subscriber"}
    assert "not_applicable" in drive.refused(
        dossier, "confirm_password_on_paper", by="vanphong", row=1, files={"proof_file": PROOF}
    )
