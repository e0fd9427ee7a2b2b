"""A refusal is written: proposed with clause and reason, signed by the department's leader, issued by its văn thư."""

from datetime import date
from typing import Any

import pytest

from requests_workflow.models import DeadlineRecord, Document, Dossier, Notification
from requests_workflow.services.errors import Refused
from tests.cases.driver import CLAUSE, REASON, TODAY, Driver, agency, token_of, user
from tokens.models import LockReport
from tokens.services.recovery import report_locked


@pytest.fixture(scope="module")
def opening():
    def drive_it(drive: Driver) -> Dossier:
        report_locked(token=token_of("thuebao"), by=user("thuebao"), at=drive.now)
        return drive.received()

    return drive_it


def test_the_whole_way_of_a_refusal(drive: Driver, case: Dossier):
    dossier = drive.refused_in_writing(case)
    assert drive.travel(dossier)[-4:] == ["refusal_drafted", "refusal_signed", "refusal_numbered", "refused"]
    assert set(dossier.requests.values_list("state", flat=True)) == {"refused"}
    assert dossier.closed_at is not None
    assert dossier.answered_at is not None
    assert not DeadlineRecord.objects.filter(dossier=dossier, superseded_at__isnull=True).exists()
    # The number of the request is the sender's own.
    assert dossier.number == "128"

    text = drive.text(dossier, "refusal_sealed")
    assert CLAUSE in text
    assert REASON in text
    assert "77/SKHCN" in text
    assert "GIÁM ĐỐC" in text
    sealed = Document.objects.get(dossier=dossier, kind="refusal_sealed")
    report = sealed.verifications.get()
    assert report.verdict == "valid"
    assert [s["signer"] for s in report.report["signatures"]] == ["Ngô Văn Thành", agency("so_khcn").name]

    assert LockReport.objects.get(token=token_of("thuebao")).case_ref == dossier.code
    told = set(Notification.objects.filter(kind="issue_refusal").values_list("recipient__username", flat=True))
    assert {"vanphong", "daumoi", "chutich", "thuebao"} <= told


def test_nobody_refuses_without_clause_and_reason(drive: Driver, case: Dossier):
    assert drive.refused(case, "propose_refusal", by="canboso", reason=REASON) == {"missing_input"}
    assert drive.refused(case, "propose_refusal", by="canboso", clause=CLAUSE) == {"missing_input"}
    assert drive.refused(case, "propose_refusal", by="canboso", clause=CLAUSE, reason="không") == {"reason_too_short"}
    assert drive.refused(case, "propose_refusal", by="giamdocso", clause=CLAUSE, reason=REASON) == {"wrong_role"}


def test_who_proposes_does_not_sign(drive: Driver, case: Dossier):
    officer = user("canboso")
    assert case.recipient is not None
    officer.memberships.create(agency=case.recipient, role="department_leader", valid_from=date(2026, 1, 1))
    dossier = drive.refusal_proposed(case)
    with pytest.raises(Refused) as caught:
        drive.sign(dossier, "sign_refusal", by="canboso")
    assert [r.code for r in caught.value.refusals] == ["proposer_signs_refusal"]
    assert drive.sign(dossier, "sign_refusal", by="phogiamdocso").state == "done"
    assert drive.fresh(dossier).state == "refusal_signed"


def test_the_second_officer_may_not_sign_for_the_leader(drive: Driver, case: Dossier):
    dossier = drive.refusal_proposed(case)
    assert "wrong_role" in drive.refused(dossier, "sign_refusal", by="canboso2", signed="x")


def test_only_the_departments_van_thu_numbers_and_issues(drive: Driver, case: Dossier):
    dossier = drive.refusal_proposed(case)
    drive.sign(dossier, "sign_refusal", by="giamdocso")
    dossier = drive.fresh(dossier)
    number: dict[str, Any] = {"number": "77", "document_date": TODAY}
    for stranger in ("vanthu", "vanphong", "stc_vanthu", "vl_vanthuso"):
        assert drive.refused(dossier, "assign_refusal_number", by=stranger, **number) == {"wrong_role"}
    dossier = drive.act(dossier, "assign_refusal_number", by="vanthuso", **number)
    for stranger in ("vanthu", "vl_vanthuso"):
        with pytest.raises(Refused) as caught:
            drive.sign(dossier, "issue_refusal", by=stranger, **drive.posted())
        assert [r.code for r in caught.value.refusals] == ["wrong_role"]


def test_a_refusal_is_not_issued_without_proof_of_sending(drive: Driver, case: Dossier):
    dossier = drive.refusal_numbered(drive.refusal_proposed(case))
    with pytest.raises(Refused) as caught:
        drive.sign(dossier, "issue_refusal", by="vanthuso")
    assert {r.code for r in caught.value.refusals} == {"missing_input"}
    assert len(caught.value.refusals) == 3  # channel, time, proof


def test_the_leader_who_does_not_agree_sends_it_back_and_the_clock_never_stopped(drive: Driver, case: Dossier):
    dossier = drive.refusal_proposed(case)
    assert drive.refused(dossier, "return_refusal", by="giamdocso") == {"missing_input"}
    dossier = drive.act(dossier, "return_refusal", by="giamdocso", reason="Chứng thư đã có trong sổ, kiểm tra lại.")
    assert (dossier.state, dossier.due_at) == ("received", case.due_at)
    assert DeadlineRecord.objects.get(dossier=dossier, superseded_at__isnull=True).due_at == case.due_at
    assert drive.act(dossier, "accept", by="canboso").state == "accepted"


def test_a_second_proposal_makes_a_new_paper(drive: Driver, case: Dossier):
    dossier = drive.act(
        drive.refusal_proposed(case), "return_refusal", by="giamdocso", reason="Viết rõ hơn căn cứ từ chối."
    )
    other = "Thuê bao không thuộc cơ quan gửi văn bản."
    dossier = drive.act(dossier, "propose_refusal", by="canboso", clause=CLAUSE, reason=other)
    assert Document.objects.filter(dossier=dossier, kind="refusal").count() == 2
    dossier = drive.refusal_numbered(dossier)
    text = drive.text(dossier, "refusal_numbered")
    assert other in text
    assert REASON not in text


def test_an_accepted_dossier_can_still_be_refused_and_its_rows_wait_meanwhile(drive: Driver, case: Dossier):
    dossier = drive.refusal_proposed(drive.act(case, "accept", by="canboso"))
    recovery = drive.recovery()
    assert drive.refused(dossier, "record_recovery", by="canboso", row=1, recovery=recovery) == {"wrong_state"}
    dossier = drive.refusal_numbered(dossier)
    drive.sign(dossier, "issue_refusal", by="vanthuso", **drive.posted())
    dossier = drive.fresh(dossier)
    assert dossier.state == "refused"
    assert dossier.requests.get().state == "refused"


def test_after_a_proposal_was_turned_down_an_accepted_row_goes_on(drive: Driver, case: Dossier):
    dossier = drive.refusal_proposed(drive.act(case, "accept", by="canboso"))
    dossier = drive.act(dossier, "return_refusal", by="giamdocso", reason="Đủ điều kiện, tiếp tục khôi phục.")
    dossier = drive.recover(drive.act(dossier, "accept", by="canboso2"))
    assert drive.act(dossier, "confirm_password", by="thuebao", row=1).state == "closed"


def test_a_wrong_number_on_the_refusal_is_undone(drive: Driver, case: Dossier):
    dossier = drive.refusal_numbered(drive.refusal_proposed(case))
    dossier = drive.act(dossier, "undo_refusal_number", by="vanthuso", reason="Gõ nhầm số, số đúng là 78.")
    assert (dossier.state, dossier.number) == ("refusal_signed", "128")
    dossier = drive.act(dossier, "assign_refusal_number", by="vanthuso", number="78", document_date=TODAY)
    assert "78/SKHCN" in drive.text(dossier, "refusal_numbered")
