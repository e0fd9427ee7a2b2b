"""Each device has its own end, the dossier ends with the last one; and when a dossier may still be withdrawn."""

from dataclasses import replace

import pytest

from requests_workflow.models import Dossier, Notification, Request
from requests_workflow.services.errors import InvalidInput
from tests.cases.driver import CLAUSE, PROOF, REASON, Driver, device, token_of, user
from tokens.models import LockReport
from tokens.services.recovery import report_locked


@pytest.fixture(scope="module")
def opening():
    def drive_it(drive: Driver) -> Dossier:
        for token in (token_of("thuebao"), device("nc_bi_khoa")):
            report_locked(token=token, by=user("daumoi"), at=drive.now)
        return drive.accepted([token_of("thuebao"), device("nc_bi_khoa")])

    return drive_it


def states(dossier: Dossier) -> list[str]:
    return list(dossier.requests.order_by("position").values_list("state", flat=True))


def test_a_device_beyond_recovery_does_not_hold_up_the_other(drive: Driver, case: Dossier):
    dossier = drive.recover(case, row=1)
    assert dossier.answered_at is None
    given = {"clause": CLAUSE, "reason": REASON}
    assert drive.refused(dossier, "refuse_row", by="canboso", row=2, **given) == {"missing_input"}
    dossier = drive.act(dossier, "refuse_row", by="canboso", row=2, files={"proof_file": PROOF}, **given)
    assert (dossier.state, states(dossier)) == ("accepted", ["recovered", "refused"])
    assert dossier.answered_at is not None  # the rest is not the department's time
    dossier = drive.act(dossier, "confirm_password", by="thuebao", row=1)
    assert (dossier.state, states(dossier)) == ("closed", ["closed", "refused"])
    assert device("nc_bi_khoa").state == "locked"
    # Both reports are answered by this case.
    assert set(LockReport.objects.values_list("case_ref", flat=True)) == {dossier.code}


def test_the_case_closes_with_a_refused_last_row_too(drive: Driver, case: Dossier):
    dossier = drive.recover(case, row=1)
    dossier = drive.act(dossier, "confirm_password", by="thuebao", row=1)
    assert dossier.state == "accepted"
    dossier = drive.act(
        dossier, "refuse_row", by="canboso", row=2, clause=CLAUSE, reason=REASON, files={"proof_file": PROOF}
    )
    assert dossier.state == "closed"
    closing = dossier.steps.get(transition="close")
    assert closing.by is None
    assert dossier.closed_at == closing.at


def test_a_subscriber_confirms_the_own_row_alone(drive: Driver, case: Dossier):
    dossier = drive.recover(drive.recover(case, row=1), row=2)
    assert drive.refused(dossier, "confirm_password", by="thuebao", row=2) == {"not_the_subscriber"}
    assert drive.refused(dossier, "confirm_password_on_paper", by="vanphong", row=1, files={"proof_file": PROOF}) == {
        "not_applicable"
    }
    dossier = drive.act(dossier, "confirm_password_on_paper", by="vanphong", row=2, files={"proof_file": PROOF})
    assert drive.act(dossier, "confirm_password", by="thuebao", row=1).state == "closed"


def test_a_subscriber_who_moved_to_another_body_still_confirms(drive: Driver, case: Dossier):
    dossier = drive.recover(case, row=1)
    mover = user("thuebao")
    mover.memberships.update(agency=user("stc_vanphong").memberships.get(role="clerk").agency)
    assert drive.act(dossier, "confirm_password", by="thuebao", row=1).requests.get(position=1).state == "closed"


def test_a_recovery_is_recorded_once_and_not_before_the_receipt(drive: Driver, case: Dossier):
    assert case.first_received_at is not None
    early = replace(drive.recovery(), performed_at=case.first_received_at.replace(year=2025))
    with pytest.raises(InvalidInput) as caught:
        drive.act(case, "record_recovery", by="canboso", row=1, recovery=early)
    assert [e.field for e in caught.value.errors] == ["performed_at"]
    dossier = drive.recover(case, row=1)
    assert "wrong_state" in drive.refused(dossier, "record_recovery", by="canboso", row=1, recovery=drive.recovery())


def test_after_one_recovery_neither_withdrawal_nor_refusal_of_the_whole(drive: Driver, case: Dossier):
    dossier = drive.recover(case, row=1)
    assert drive.refused(dossier, "withdraw", by="vanphong", reason=REASON) == {"row_recovered"}
    assert drive.refused(dossier, "propose_refusal", by="canboso", reason=REASON, clause=CLAUSE) == {"row_recovered"}
    dossier = drive.act(dossier, "confirm_password", by="thuebao", row=1)
    assert drive.refused(dossier, "withdraw", by="vanphong", reason=REASON) == {"row_recovered"}


def test_an_accepted_dossier_is_withdrawn_while_no_device_is_recovered(drive: Driver, case: Dossier):
    assert drive.refused(case, "withdraw", by="chutich", reason=REASON) == {"wrong_role"}
    assert drive.refused(case, "withdraw", by="vanphong") == {"missing_input"}
    dossier = drive.act(case, "withdraw", by="vanphong", reason=REASON)
    assert (dossier.state, states(dossier)) == ("withdrawn", ["withdrawn", "withdrawn"])
    assert Notification.objects.filter(recipient=user("canboso"), kind="withdraw").exists()


@pytest.mark.parametrize("state", ["sealed", "sent", "received"])
def test_a_dossier_on_its_way_is_withdrawn_and_the_device_is_free_again(drive: Driver, state: str):
    token = device("nc_phong_kinh_te")
    dossier = drive.submitted([token])
    assert "wrong_state" in drive.refused(dossier, "withdraw", by="vanphong", reason=REASON)
    dossier = drive.sealed(dossier)
    if state != "sealed":
        dossier = drive.sent(sealed=dossier)
    if state == "received":
        dossier = drive.receive(dossier)
    dossier = drive.act(dossier, "withdraw", by="vanphong", reason=REASON)
    assert (dossier.state, states(dossier)) == ("withdrawn", ["withdrawn"])
    assert drive.draft(tokens=[token]).requests.get().token == token


def test_a_draft_thrown_away_leaves_the_report_of_the_locked_device_open(drive: Driver):
    token = device("nc_phong_kinh_te")
    report = report_locked(token=token, by=user("daumoi"), at=drive.now)
    dossier = drive.draft(tokens=[token])
    assert Request.objects.get(dossier=dossier).lock_report == report
    dossier = drive.act(dossier, "withdraw", by="vanphong", reason="Lập nhầm, gộp vào hồ sơ khác.")
    assert dossier.state == "withdrawn"
    report.refresh_from_db()
    assert report.settled_at is None
