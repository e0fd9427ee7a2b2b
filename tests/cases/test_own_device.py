"""Nobody decides about the own device: an officer of the department has one that is locked."""

from typing import Any

import pytest

from requests_workflow.models import Dossier
from requests_workflow.services.errors import Refused, WorkflowError
from tests.cases.driver import CLAUSE, PROOF, REASON, SEEN, TODAY, Driver, token_of


def of_the_department(drive: Driver, who: str) -> Dossier:
    """A dossier of the department itself about one of its officials, received by the other officer."""
    dossier = drive.draft(tokens=[token_of(who)], by="sokhcn_vanphong", body="so_khcn", signer="phogiamdocso")
    dossier = drive.act(dossier, "submit_to_leader", by="sokhcn_vanphong")
    drive.sign(dossier, "sign", by="phogiamdocso")
    dossier = drive.act(dossier, "assign_number", by="vanthuso", number="210", document_date=TODAY)
    drive.sign(dossier, "seal", by="vanthuso")
    dossier = drive.act(dossier, "send", by="vanthuso", **drive.posted())
    return drive.receive(dossier)


@pytest.fixture(scope="module")
def opening():
    return lambda drive: of_the_department(drive, "canboso2")


def test_the_officer_decides_nothing_about_the_own_device(drive: Driver, case: Dossier):
    own = {"own_token"}
    assert drive.refused(case, "accept", by="canboso2") == own
    assert drive.refused(case, "propose_refusal", by="canboso2", reason=REASON, clause=CLAUSE) == own
    assert drive.refused(case, "return_for_supplement", by="canboso2", reason=REASON, clause=CLAUSE) == own
    dossier = drive.act(case, "accept", by="canboso")
    assert drive.refused(dossier, "record_recovery", by="canboso2", row=1, recovery=drive.recovery()) == own
    proof = {"proof_file": PROOF}
    assert drive.refused(dossier, "refuse_row", by="canboso2", row=1, reason=REASON, clause=CLAUSE, files=proof) == own


def test_nor_accepts_a_check_line_of_it(drive: Driver, case: Dossier):
    certificate = token_of("canboso2").certificate
    assert certificate is not None
    certificate.status = "suspended"
    certificate.save(update_fields=["status"])
    with pytest.raises(WorkflowError, match="do chính bạn giữ"):
        drive.override(case, "certificate_in_force", by="canboso2")
    assert not case.check_overrides.exists()
    assert drive.override(case, "certificate_in_force", by="canboso").check_overrides.get().reason == SEEN


def test_nor_numbers_or_issues_its_refusal(drive: Driver, case: Dossier):
    dossier = drive.refusal_proposed(case)
    drive.sign(dossier, "sign_refusal", by="giamdocso")
    number: dict[str, Any] = {"number": "77", "document_date": TODAY}
    assert drive.refused(dossier, "assign_refusal_number", by="canboso2", **number) == {"own_token"}
    dossier = drive.act(dossier, "assign_refusal_number", by="vanthuso", **number)
    with pytest.raises(Refused) as caught:
        drive.sign(dossier, "issue_refusal", by="canboso2", **drive.posted())
    assert [r.code for r in caught.value.refusals] == ["own_token"]


def test_the_colleague_takes_it_to_the_end_and_the_officer_confirms_as_a_subscriber(drive: Driver, case: Dossier):
    dossier = drive.recover(drive.act(case, "accept", by="canboso"))
    assert drive.act(dossier, "confirm_password", by="canboso2", row=1).state == "closed"


def test_a_leader_neither_signs_nor_turns_down_the_refusal_of_the_own_device(drive: Driver):
    token = token_of("giamdocso")
    token.state = "locked"
    token.save(update_fields=["state"])
    dossier = drive.refusal_proposed(of_the_department(drive, "giamdocso"))
    assert "own_token" in drive.refused(dossier, "sign_refusal", by="giamdocso", signed="x")
    assert drive.refused(dossier, "return_refusal", by="giamdocso", reason=REASON) == {"own_token"}
    assert drive.sign(dossier, "sign_refusal", by="phogiamdocso").state == "done"


def test_the_own_device_of_one_is_no_bar_to_a_case_of_others(drive: Driver):
    dossier = drive.received([token_of("thuebao")])
    assert drive.act(dossier, "accept", by="canboso2").state == "accepted"
