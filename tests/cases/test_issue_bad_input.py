"""Bad, late and simultaneous input to requests for first certificates: refused with a reason, nothing half done."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from certificates.models import Certificate
from requests_workflow.models import CertificateFile, Request, Step
from requests_workflow.services.act_input import RowResult
from requests_workflow.services.certificate_decisions import FileDecision, decide_files
from requests_workflow.services.certificate_files import review
from requests_workflow.services.errors import InvalidInput, Refused, Stale, WorkflowError
from tests.cases.driver import PROOF, REASON, user
from tests.cases.issue_driver import INTACT, IssueDriver, opening_of, row
from tokens.models import Custody, Token


@pytest.fixture(scope="module")
def opening():
    """Sent: somebody with an account and somebody without."""
    return opening_of(lambda drive: drive.issue_sent("thuebaomoi", "nc_moi_dan_van"))


def errors_of(issuing: IssueDriver, case, act: str, *, by: str = "vanphong", **given) -> dict[str, str]:
    """Field -> text of the input errors; the case stays where it was."""
    before = issuing.fresh(case)
    with pytest.raises(InvalidInput) as caught:
        issuing.step(case, act, by=by, **given)
    after = issuing.fresh(case)
    assert (after.state, after.version, issuing.states(after)) == (before.state, before.version, issuing.states(before))
    return {error.field: error.text for error in caught.value.errors}


def test_of_two_clerks_who_record_the_same_answer_the_second_learns_it(issuing, case):
    version = case.version
    issuing.answer(case, issued=(1, 2), version=version)
    with pytest.raises(Stale):
        issuing.answer(case, issued=(1, 2), by="vanthu", version=version)
    # Without the version of the page it is the state that stands against it.
    with pytest.raises(Refused):
        issuing.answer(case, issued=(1, 2), by="vanthu")
    assert Step.objects.filter(dossier=case, transition="mark_issued").count() == 2


def test_of_two_partial_answers_to_one_row_the_second_is_told_what_the_first_said(issuing, case):
    issuing.answer(case, issued=(1,))
    one = issuing.row(case, 1)
    found = errors_of(
        issuing,
        case,
        "record_provider_answer",
        row_results=(issuing.result(case, 1, "refused", REASON),),
        **issuing.letter(),
    )
    assert "Đã cấp chứng thư" in found[f"result-{one.public_id}"]


def test_one_form_sent_twice_is_one_answer(issuing, case):
    key, results = uuid.uuid4(), (issuing.result(case, 1, "issued"),)
    steps = [
        issuing.step(
            case, "record_provider_answer", by="vanphong", form_key=key, row_results=results, **issuing.letter()
        )
        for _ in range(2)
    ]
    assert steps[0] == steps[1]
    assert Step.objects.filter(dossier=case, transition="record_provider_answer").count() == 1


@pytest.mark.parametrize(
    ("outcome", "reason", "field"), [("refused", "", "reason"), ("refused", "sai", "reason"), ("maybe", "", "result")]
)
def test_an_answer_that_cannot_be_is_pointed_out_at_its_row(issuing, case, outcome, reason, field):
    one = issuing.row(case, 2)
    results = (issuing.result(case, 1, "issued"), RowResult(request_id=one.public_id, outcome=outcome, reason=reason))
    found = errors_of(issuing, case, "record_provider_answer", row_results=results, **issuing.letter())
    assert set(found) == {f"{field}-{one.public_id}"}
    assert one.name in found[f"{field}-{one.public_id}"]


def test_an_answer_names_rows_of_its_own_dossier_alone_and_each_once(issuing, case):
    other = issuing.issue_sent("nc_moi_y_te", number="129")
    first = issuing.result(case, 1, "issued")
    for results in ((first, issuing.result(other, 1, "issued")), (first, first)):
        assert "" in errors_of(issuing, case, "record_provider_answer", row_results=results, **issuing.letter())


def test_an_answer_is_not_earlier_than_the_sending_nor_in_the_future(issuing, case):
    results = (issuing.result(case, 1, "issued"),)
    assert case.sent_at is not None
    for at in (case.sent_at - timedelta(hours=1), issuing.now + timedelta(hours=1)):
        given = {**issuing.letter(), "legal_at": at, "row_results": results}
        assert set(errors_of(issuing, case, "record_provider_answer", **given)) == {"legal_at"}


@pytest.mark.parametrize("missing", ["number", "legal_at", "files", "row_results"])
def test_an_answer_without_a_part_of_it_is_refused(issuing, case, missing):
    given = {**issuing.letter(), "row_results": (issuing.result(case, 1, "issued"),)}
    del given[missing]
    assert issuing.refused(case, "record_provider_answer", by="vanphong", **given)


def test_serials_are_wanted_told_apart_and_known_once(issuing, case):
    case = issuing.answer(case, issued=(1, 2))
    one, two = issuing.row(case, 1), issuing.row(case, 2)
    parcel = issuing.parcel(case, 1, 2)
    first, second = parcel["devices"]
    empty = (replace(first, serial="  "), second)
    found = errors_of(issuing, case, "receive_devices", devices=empty, legal_at=issuing.now)
    assert set(found) == {f"serial-{one.public_id}"}
    twice = (first, replace(second, serial=f" {first.serial.lower()} "))
    found = errors_of(issuing, case, "receive_devices", devices=twice, legal_at=issuing.now)
    assert set(found) == {f"serial-{two.public_id}"}
    assert one.name in found[f"serial-{two.public_id}"]
    known = Token.objects.exclude(subscriber=None).earliest("id")
    taken = (replace(first, serial=known.serial_number), second)
    assert f"serial-{one.public_id}" in errors_of(issuing, case, "receive_devices", devices=taken, legal_at=issuing.now)
    assert not Token.objects.filter(serial_number=second.serial).exists(), "all or nothing"


def test_a_device_does_not_come_before_its_certificate_was_issued(issuing, case):
    case = issuing.answer(case, issued=(1,))
    found = errors_of(issuing, case, "receive_devices", **issuing.parcel(case, 1, 2))
    assert set(found) == {f"serial-{issuing.row(case, 2).public_id}"}


def test_a_device_is_confirmed_by_its_owner_alone_and_only_when_offered(issuing, case):
    case = issuing.devices(issuing.answer(case, issued=(1, 2)), 1, 2)
    assert issuing.refused(case, "confirm_receipt", by="thuebaomoi", row=1) == {"wrong_state"}
    case = issuing.offered(case, 1)
    for other in ("thuebaosim", "vanphong", "chutich"):
        assert issuing.refused(case, "confirm_receipt", by=other, row=1)
    case = issuing.act(case, "deny_receipt", by="thuebaomoi", row=1, reason="Chưa nhận được thiết bị nào.")
    assert issuing.row(case, 1).state == "device_received"
    assert Custody.objects.filter(token=issuing.row(case, 1).token).count() == 1


def test_paper_is_for_those_without_an_account_and_the_screen_for_those_with_one(issuing, case):
    case = issuing.devices(issuing.answer(case, issued=(1, 2)), 1, 2)
    paper = {"condition": INTACT, "legal_at": issuing.now, "files": {"proof_file": PROOF}}
    assert issuing.refused(case, "record_paper_handover", by="vanphong", row=1, **paper)
    assert issuing.refused(case, "offer_handover", by="vanphong", row=2, condition=INTACT)


def test_a_device_is_not_handed_over_before_it_came(issuing, case):
    case = issuing.devices(issuing.answer(case, issued=(1, 2)), 1, 2)
    token = issuing.row(case, 2).token
    early = Custody.objects.get(token=token).since - timedelta(days=1)
    given = {"condition": INTACT, "legal_at": early, "files": {"proof_file": PROOF}}
    with pytest.raises(InvalidInput):
        issuing.step(case, "record_paper_handover", by="vanphong", row=2, **given)
    assert issuing.row(case, 2).state == "device_received"


def test_who_has_left_gets_no_device_and_the_row_ends_as_not_handed_over(issuing, case):
    case = issuing.devices(issuing.answer(case, issued=(2,), refused=(1,)), 2)
    person = issuing.row(case, 2).person
    assert person is not None
    person.left_on = issuing.now.date()
    person.save(update_fields=["left_on"])
    paper = {"condition": INTACT, "legal_at": issuing.now, "files": {"proof_file": PROOF}}
    assert issuing.refused(case, "record_paper_handover", by="vanphong", row=2, **paper) == {"subscriber_left"}
    case = issuing.certificates(case, 2)
    assert issuing.act(case, "stop_delivery", by="vanphong", row=2, reason=REASON).state == "closed"


def test_a_paper_signed_before_somebody_left_is_taken_in_afterwards(issuing, case):
    case = issuing.devices(issuing.answer(case, issued=(2,), refused=(1,)), 2)
    signed_at = issuing.now
    issuing.now += timedelta(days=3)
    person = issuing.row(case, 2).person
    assert person is not None
    person.left_on = issuing.now.date()
    person.save(update_fields=["left_on"])
    paper = {"condition": INTACT, "legal_at": signed_at, "files": {"proof_file": PROOF}}
    case = issuing.act(case, "record_paper_handover", by="vanphong", row=2, **paper)
    assert issuing.states(case)[1] == "handed_over"
    assert Custody.objects.get(token=issuing.row(case, 2).token, until=None).holder_person == person


def test_a_certificate_of_somebody_else_stays_out_of_the_register(issuing, case):
    case = issuing.answer(case, issued=(1, 2))
    stranger = issuing.key_for(
        issuing.row(case, 1),
        subject_cn="Người Xa Lạ",
        email="xa.la@laichau.example",
        identity_number="099088000001",
    )
    before = Certificate.objects.count()
    batch = issuing.upload_certificates(case, files=[("la.cer", stranger.der), ("hong.cer", b"not a certificate")])
    outcomes = [
        (one.match.outcome if one.match else "", bool(one.refusal)) for one in review(batch=batch, now=issuing.now)
    ]
    assert outcomes == [("stranger", False), ("", True)]
    forced = FileDecision(
        file_id=batch.files.get(position=1).public_id,
        request_id=issuing.row(case, 1).public_id,
        reason=REASON,
        warnings_seen=True,
    )
    with pytest.raises(InvalidInput):
        decide_files(batch_id=batch.public_id, decisions=[forced], by=user("vanphong"), now=issuing.tick())
    assert Certificate.objects.count() == before
    assert set(batch.files.values_list("decision", flat=True)) == {CertificateFile.Decision.WAITING}


def test_one_certificate_file_twice_is_registered_once(issuing, case):
    case = issuing.answer(case, issued=(1, 2))
    der = issuing.key_for(issuing.row(case, 1)).der
    issuing.take_matches(issuing.upload_certificates(case, files=[("1.cer", der)]))
    again = issuing.upload_certificates(case, files=[("1.cer", der)], by="vanthu")
    [reviewed] = review(batch=again, now=issuing.now)
    assert reviewed.refusal
    assert reviewed.match is None
    assert Certificate.objects.filter(subscriber=issuing.row(case, 1).subscriber).count() == 1


def test_who_may_not_record_an_answer_uploads_no_certificate(issuing, case):
    case = issuing.answer(case, issued=(1, 2))
    der = issuing.key_for(issuing.row(case, 1)).der
    for other in ("thuebaomoi", "chutich", "vl_vanphong", "vl_canboso"):
        with pytest.raises(WorkflowError):
            issuing.upload_certificates(case, files=[("1.cer", der)], by=other)


def test_a_person_is_asked_for_once_at_a_time(issuing, case):
    with pytest.raises(InvalidInput) as caught:
        issuing.issue_draft("nc_moi_y_te", "thuebaomoi")
    [error] = caught.value.errors
    assert error.field == "rows-1-full_name"
    assert case.code in error.text
    # Another medium is another request.
    assert issuing.issue_draft(row("thuebaomoi", medium="sim_pki", sim_pki="Viettel")).requests.count() == 1


def test_odd_cells_are_kept_as_typed_and_stop_the_submission(issuing):
    odd = row(
        "nc_moi_y_te", identity_number="12 34", phone="abc", birth_date="31/02/1990", official_email="a@gmail.com"
    )
    draft = issuing.issue_draft(odd)
    printed = Request.objects.get(dossier=draft).printed
    assert (printed["identity_number"], printed["phone"], printed["birth_date"]) == ("1234", "abc", "31/02/1990")
    assert issuing.refused(draft, "submit_to_leader", by="vanphong") == {"rows_invalid", "email_not_allowed"}
    draft = issuing.issue_redraft(draft, row("nc_moi_y_te"))
    assert issuing.act(draft, "submit_to_leader", by="vanphong").state == "leader_review"


def test_a_draft_with_a_gap_is_not_submitted(issuing):
    draft = issuing.issue_draft(row("nc_moi_y_te", position=""))
    assert issuing.refused(draft, "submit_to_leader", by="vanphong") == {"rows_incomplete"}


def test_an_old_certificate_of_somebody_else_is_no_predecessor(issuing):
    foreign = Certificate.objects.get(subscriber__person__full_name="Ly A Chinh")
    with pytest.raises(InvalidInput) as caught:
        issuing.issue_draft(row("nc_moi_y_te", old_certificate_serial=foreign.serial_number))
    assert [error.field for error in caught.value.errors] == ["rows-0-old_certificate_serial"]


def test_an_old_certificate_is_asked_to_be_re_issued_once(issuing):
    old = Certificate.objects.get(subscriber__person__full_name="Ly A Chinh").serial_number
    token = row("nc_cu_het_han", old_certificate_serial=old)
    sim = row("nc_cu_het_han", medium="sim_pki", sim_pki="Viettel", old_certificate_serial=old)
    with pytest.raises(InvalidInput, match="dòng 1") as caught:
        issuing.issue_draft(token, sim)
    assert [error.field for error in caught.value.errors] == ["rows-1-old_certificate_serial"]
    first = issuing.issue_draft(token)
    with pytest.raises(InvalidInput, match=first.code) as caught:
        issuing.issue_draft(sim)
    assert [error.field for error in caught.value.errors] == ["rows-0-old_certificate_serial"]
    # Of two clerks at once the database refuses the second.
    other = issuing.issue_draft(row("nc_moi_y_te"))
    with pytest.raises(IntegrityError, match="request_reissues_certificate_once"), transaction.atomic():
        other.requests.update(predecessor=first.requests.get().predecessor)
