"""Two clerks at the same instant over one device: corrected, given, returned once, and the other is told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from directory.models import Membership, User
from requests_workflow.models import Request
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.errors import InvalidInput, Refused, WorkflowError
from requests_workflow.services.form_rows import FormRow
from requests_workflow.services.keeper_changes import confirm_keeper, give_by_paper, offer_device
from requests_workflow.services.perform import perform
from requests_workflow.services.serial_corrections import correct_serial
from tests.cases.all_forms_driver import AllFormsDriver
from tests.cases.driver import PROOF, TODAY, agency, device, token_of, user
from tests.cases.issue_driver import IssueDriver
from tests.cases.test_two_people_at_once import at_once
from tokens.models import Custody, DeviceReturn, KeeperChange, SerialCorrection, Token
from tokens.services.keeping import Terms

pytestmark = pytest.mark.django_db(transaction=True)

WHY = "Nhập nhầm hai chữ số cuối."


def correcting(token: Token, serial: str, *, by: str, now: Any) -> Callable[[], Any]:
    clerk = user(by)
    return lambda: correct_serial(token=token, serial=serial, reason=WHY, by=clerk, now=now, seen=token.serial_number)


def test_of_two_corrections_of_one_device_the_second_learns_of_the_first(live_drive):
    token, now = token_of("phochutich"), live_drive.tick()
    results, errors = at_once(
        correcting(token, "RIGHT-1", by="vanphong", now=now), correcting(token, "RIGHT-2", by="daumoi", now=now)
    )
    assert (len(results), "vừa được người khác sửa" in str(errors[0])) == (1, True)
    row = SerialCorrection.objects.get()
    assert Token.objects.get(pk=token.pk).serial_number == row.new_serial


def test_two_devices_are_not_given_one_serial(live_drive):
    first, second, now = token_of("phochutich"), token_of("daumoi"), live_drive.tick()
    results, errors = at_once(
        correcting(first, "RIGHT-1", by="vanphong", now=now), correcting(second, "right-1", by="daumoi", now=now)
    )
    assert len(results) == 1
    assert isinstance(errors[0], InvalidInput)
    assert errors[0].errors[0].field == "so_hieu"
    assert Token.objects.filter(serial_number="RIGHT-1").count() == 1
    assert SerialCorrection.objects.count() == 1


def test_a_correction_and_a_paper_begun_in_that_moment_agree(live_drive):
    issuing = IssueDriver(live_drive.now)
    case = issuing.devices(issuing.answer(issuing.issue_sent("nc_moi_dan_van"), issued=(1,)), 1)
    case = issuing.certificates(case, 1)
    case = issuing.handed_over_on_paper(case, 1)
    token, notice = issuing.row(case, 1).token, issuing.notice(case, 1)
    assert token is not None
    clerk, now = user("vanphong"), issuing.tick()

    def submit() -> Any:
        return perform(dossier_id=notice.public_id, act="submit_to_leader", by=clerk, now=now)

    results, errors = at_once(correcting(token, "RIGHT-1", by="daumoi", now=now), submit)
    assert results
    # One of the two was asked to wait or to look again; whatever is on its way to the signature prints the register.
    assert all(isinstance(one, WorkflowError) for one in errors)
    token.refresh_from_db()
    assert Request.objects.get(dossier=notice).printed["token_serial"] == token.serial_number


def second_clerk() -> User:
    """The clerk becomes văn thư too: somebody to whom the seal may go."""
    account, body = user("vanphong"), agency("na_cang")
    Membership.objects.create(user=account, agency=body, role="registry_clerk", valid_from=TODAY - timedelta(days=1))
    return account


def terms(taker: User, number: str) -> Terms:
    assert taker.person is not None
    return Terms(taker=taker.person, purpose="keep", condition="Tốt", decision_number=number, decision_date=TODAY)


def test_one_device_is_offered_to_one_and_given_once_when_both_confirm_together(live_drive):
    seal, taker, now = device("seal_na_cang"), second_clerk(), live_drive.tick()

    def offering(number: str, by: str) -> Callable[[], Any]:
        clerk = user(by)
        return lambda: offer_device(token=seal, terms=terms(taker, number), by=clerk, now=now)

    results, errors = at_once(offering("1/QĐ", "vanphong"), offering("2/QĐ", "daumoi"))
    assert (len(results), "xác nhận" in str(errors[0])) == (1, True)
    change = KeeperChange.objects.get()
    keeper, later = user("vanthu"), live_drive.tick()
    results, errors = at_once(
        lambda: confirm_keeper(change=change, by=keeper, now=later),
        lambda: confirm_keeper(change=change, by=taker, now=later),
    )
    assert errors == []
    held = Custody.objects.get(token=seal, until=None)
    assert (held.holder_person, held.decision_number) == (taker.person, change.decision_number)
    assert KeeperChange.objects.get().custody == held
    assert Custody.objects.filter(token=seal, holder_person=taker.person).count() == 1


def test_of_a_signed_paper_and_an_offer_at_once_one_is_recorded(live_drive):
    seal, taker, now = device("seal_na_cang"), second_clerk(), live_drive.tick()
    clerk, other = user("vanphong"), user("daumoi")
    results, errors = at_once(
        lambda: offer_device(token=seal, terms=terms(taker, "1/QĐ"), by=clerk, now=now),
        lambda: give_by_paper(token=seal, terms=terms(taker, "1/QĐ"), at=now, document_ref="scan", by=other, now=now),
    )
    assert (len(results), len(errors)) == (1, 1)
    assert KeeperChange.objects.count() == 1
    assert Custody.objects.filter(token=seal, until=None).count() == 1


def test_one_device_is_in_one_paper_of_return_and_comes_back_once(live_drive):
    forms = AllFormsDriver(live_drive.now)
    token = token_of("daumoi")
    assert token.certificate is not None
    asked = FormRow(certificate_id=token.certificate.public_id, cells={"reason_code": "retired"})
    forms.answered(forms.provider_received(forms.form_sent("revocation", asked)), granted=[1])
    row, now = FormRow(token_id=token.public_id, cells={"condition": "Tốt"}), forms.tick()

    def draft(who: str) -> Callable[[], Any]:
        by, body = user(who), agency("na_cang")
        return lambda: create_draft(agency=body, rows=[row], by=by, now=now, procedure="device_return")

    results, errors = at_once(draft("vanphong"), draft("daumoi"))
    assert (len(results), isinstance(errors[0], InvalidInput)) == (1, True)
    (paper,) = results
    forms.act(paper, "withdraw", by="vanphong", reason="Lập lại có người ký.")
    sent = forms.form_sent("device_return", row, number="140")
    given = ActInput(legal_at=forms.now, files={"proof_file": PROOF})
    later = forms.tick()

    def receive(who: str) -> Callable[[], Any]:
        by = user(who)
        return lambda: perform(dossier_id=sent.public_id, act="record_return_receipt", by=by, now=later, given=given)

    results, errors = at_once(receive("vanphong"), receive("vanthu"))
    assert (len(results), isinstance(errors[0], Refused)) == (1, True)
    assert Token.objects.get(pk=token.pk).state == Token.State.RETURNED
    assert DeviceReturn.objects.get(token=token).outcome == "returned"
    assert Custody.objects.get(token=token, until=None).holder_agency == sent.provider
