"""How a request for first certificates ends: by itself, in the act that settles its last row, and never before."""

import pytest

from directory.ledger.models import LedgerEntry
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.models import DeadlineRecord
from tests.cases.driver import PROOF, REASON, user
from tests.cases.issue_driver import IssueDriver, opening_of, row
from tokens.models import Custody

SIM = {"medium": "sim_pki", "sim_pki": "Viettel"}


@pytest.fixture(scope="module")
def opening():
    """Sent: two devices and a SIM."""
    return opening_of(lambda drive: drive.issue_sent("thuebaomoi", "nc_moi_dan_van", row("thuebaosim", **SIM)))


def withdrawn(issuing: IssueDriver, case, position: int):
    return issuing.act(case, "withdraw_row", by="vanphong", row=position, reason=REASON, files={"proof_file": PROOF})


def test_it_closes_when_every_row_is_refused(issuing, case):
    case = issuing.answer(case, refused=(1, 2))
    assert (case.state, case.closed_at) == ("received", None)
    case = issuing.answer(case, refused=(3,))
    assert (case.state, issuing.states(case)) == ("closed", ["refused"] * 3)
    assert case.closed_at is not None
    assert case.steps.filter(transition="close").get().by is None


def test_it_closes_when_every_row_is_withdrawn(issuing, case):
    case = issuing.provider_received(case)
    for position in (1, 2, 3):
        assert case.closed_at is None
        case = withdrawn(issuing, case, position)
    assert (case.state, issuing.states(case)) == ("closed", ["withdrawn"] * 3)


def test_it_closes_when_the_last_sim_is_confirmed(issuing, case):
    case = issuing.answer(case, issued=(3,), refused=(1, 2))
    assert (case.state, case.closed_at) == ("answered", None)
    assert issuing.refused(case, "confirm_activation", by="thuebaosim", row=3) == {"certificate_not_registered"}
    case = issuing.certificates(case, 3)
    assert issuing.refused(case, "confirm_activation", by="thuebaomoi", row=3)
    case = issuing.act(case, "confirm_activation", by="thuebaosim", row=3)
    assert (case.state, issuing.row(case, 3).state) == ("closed", "closed")


def test_it_closes_when_a_device_is_not_handed_over_any_more(issuing, case):
    case = issuing.answer(case, issued=(1,), refused=(2, 3))
    case = issuing.devices(issuing.certificates(case, 1), 1)
    case = issuing.act(case, "stop_delivery", by="vanphong", row=1, reason=REASON)
    assert (case.state, issuing.row(case, 1).state) == ("closed", "undelivered")
    # The device stays with whoever took it in.
    assert Custody.objects.get(token=issuing.row(case, 1).token, until=None).holder_person == user("vanphong").person


def test_it_does_not_close_while_a_notice_is_missing_or_only_drafted(issuing, case):
    case = issuing.answer(case, issued=(2,), refused=(1, 3))
    case = issuing.handed_over_on_paper(issuing.devices(issuing.certificates(case, 2), 2), 2)
    assert case.state == "answered"
    notice = issuing.make_official(issuing.notice(case))
    assert (notice.state, issuing.fresh(case).state) == ("sealed", "answered")
    issuing.dispatch(notice)
    assert issuing.fresh(case).state == "closed"


def test_one_row_is_withdrawn_and_the_others_go_on(issuing, case):
    case = withdrawn(issuing, issuing.provider_received(case), 2)
    assert (case.state, issuing.states(case)) == ("received", ["pending", "withdrawn", "pending"])
    case = issuing.answer(case, issued=(1, 3))
    assert (case.state, issuing.states(case)) == ("answered", ["issued", "withdrawn", "issued"])
    # Whom the withdrawn row asked for may be asked for again.
    assert issuing.issue_draft("nc_moi_dan_van").requests.count() == 1


def test_a_row_that_was_answered_is_not_withdrawn_nor_the_dossier_refused_as_a_whole(issuing, case):
    case = issuing.answer(case, issued=(1,))
    assert issuing.refused(case, "withdraw_row", by="vanphong", row=1, reason=REASON, files={"proof_file": PROOF})
    assert issuing.refused(case, "record_provider_refusal", by="vanphong", reason=REASON, **issuing.letter()) == {
        "row_answered"
    }
    assert issuing.refused(case, "withdraw", by="vanphong", reason=REASON)


def test_the_provider_refuses_the_whole_dossier(issuing, case):
    case = issuing.provider_received(case)
    case = issuing.act(case, "record_provider_refusal", by="vanthu", reason=REASON, **issuing.letter("906/CTSBMTT"))
    assert (case.state, issuing.states(case)) == ("refused", ["refused"] * 3)
    assert not DeadlineRecord.objects.filter(dossier=case, superseded_at=None).exists()
    step = case.steps.get(transition="record_provider_refusal")
    assert (step.comment, step.data["number"]) == (REASON, "906/CTSBMTT")


def test_two_supplements_stop_the_providers_clock_twice_and_start_it_anew(issuing, case):
    case = issuing.provider_received(case)
    dues = [case.due_at]
    for days in (1, 3):
        case = issuing.supplement_asked(case)
        assert (case.state, case.due_at) == ("supplement_requested", None)
        issuing.tick(days * 24 * 60)
        case = issuing.supplemented(case)
        assert case.state == "sent"
        case = issuing.provider_received(case)
        dues.append(case.due_at)
    assert case.due_bearer == "provider"
    # Three working days each time: received on Thursday, on Friday and on Monday; 24/11 is a day off.
    assert [f"{due.astimezone(VIETNAM):%d/%m %H:%M}" for due in dues] == ["25/11 17:00", "26/11 17:00", "27/11 17:00"]
    records = list(DeadlineRecord.objects.filter(dossier=case).order_by("id"))
    assert [one.due_at for one in records] == dues
    assert [one.superseded_at is None for one in records] == [False, False, True]
    pauses = list(case.suspensions.order_by("id"))
    assert len(pauses) == 2
    assert all(one.until is not None and one.since < one.until for one in pauses)
    case = issuing.answer(case, issued=(1, 2, 3))
    assert case.answered_at is not None
    assert not case.is_overdue(at=issuing.now)


def test_an_answer_without_a_receipt_is_an_answer(issuing, case):
    """The provider often answers without saying that it has the dossier."""
    case = issuing.answer(case, issued=(1, 2, 3))
    assert (case.state, case.due_at) == ("answered", None)
    assert case.profile_pinned_at is not None


@pytest.mark.parametrize("recorder", ["vanphong", "vanthu", "canboso", "cuc"])
def test_whoever_has_the_letter_writes_the_answer_down(issuing, case, recorder):
    case = issuing.copy_sent(case)
    case = issuing.answer(case, issued=(1,), refused=(2, 3), by=recorder)
    case = issuing.certificates(case, 1, by=recorder)
    assert issuing.states(case) == ["issued", "refused", "refused"]
    step = case.steps.get(transition="record_provider_answer")
    assert step.by == user(recorder)
    assert issuing.row(case, 1).certificate is not None
    entry = LedgerEntry.objects.get(action="individual_issue.record_provider_answer")
    assert entry.payload["step"] == step.pk


@pytest.mark.parametrize("other", ["chutich", "thuebaomoi", "vl_canboso", "vl_vanphong", "baocao"])
def test_nobody_else_writes_the_answer_down(issuing, case, other):
    case = issuing.copy_sent(case)
    results = (issuing.result(case, 1, "issued"),)
    assert issuing.refused(case, "record_provider_answer", by=other, row_results=results, **issuing.letter())


def test_the_department_records_nothing_before_its_copy_has_left(issuing, case):
    results = (issuing.result(case, 1, "issued"),)
    assert issuing.refused(case, "record_provider_answer", by="canboso", row_results=results, **issuing.letter())
