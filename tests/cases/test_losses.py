"""A device is lost, before its certificate is revoked or after (Điều 17, 20; Tân Uyên mục 6)."""

from datetime import timedelta
from typing import Any

import pytest

from certificates.models import Certificate
from requests_workflow.models import Dossier, Notification, Request
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.services.form_rows import FormRow
from requests_workflow.services.loss import LossCase, may_report, report_loss
from tests.cases.all_forms_driver import AllFormsDriver, opening_with
from tests.cases.driver import PROOF, TODAY, Driver, device, token_of, user
from tokens.models import Custody, DeviceReturn, LossReport, Token

HOW = "Rơi trên đường đi công tác ngày 19/11"
LOST = {"lost_on": "19/11/2026", "circumstances": HOW}


def with_the_provider(forms: AllFormsDriver) -> Dossier:
    """A revocation of two certificates that the provider has."""
    rows = [
        FormRow(certificate_id=token.certificate.public_id, cells={"reason_code": "retired"})
        for token in (token_of("daumoi"), device("nc_bi_khoa"))
        if token.certificate is not None
    ]
    return forms.provider_received(forms.form_sent("revocation", *rows))


@pytest.fixture(scope="module")
def opening():
    return opening_with(with_the_provider)


@pytest.fixture
def forms(drive: Driver) -> AllFormsDriver:
    return AllFormsDriver(drive.now)


def report(forms: AllFormsDriver, token: Token, *, by: str, **changes: Any) -> LossCase:
    given: dict[str, Any] = {"lost_on": TODAY, "circumstances": HOW, **changes}
    return report_loss(token=token, by=user(by), now=forms.tick(), **given)


def test_the_holder_or_a_drafter_reports_and_everybody_who_must_know_is_told_once(forms):
    token = token_of("chutich")
    may = {
        name
        for name in ("chutich", "vanphong", "daumoi", "vanthu", "canboso", "thuebao")
        if may_report(token=token, by=user(name), now=forms.now)
    }
    assert may == {"chutich", "vanphong", "daumoi"}
    with pytest.raises(WorkflowError, match="báo mất được"):
        report(forms, token, by="vanthu")
    with pytest.raises(InvalidInput) as caught:
        report(forms, token, by="chutich", lost_on=TODAY + timedelta(days=1), circumstances="Mất")
    assert {one.field for one in caught.value.errors} == {"lost_on", "circumstances"}
    made = report(forms, token, by="chutich", emergency_call="Gọi 024.3773.8668 lúc 09:10")
    assert made.revocation is not None
    assert made.loss is not None
    reason = Request.objects.get(dossier=made.revocation).printed
    assert (reason["reason_code"], reason["token_serial"]) == ("device_lost", token.serial_number)
    assert Request.objects.get(dossier=made.loss).printed["circumstances"] == HOW
    assert made.loss.drafted_by.username in {"vanphong", "daumoi"}
    assert LossReport.objects.get(token=token).emergency_call == "Gọi 024.3773.8668 lúc 09:10"
    told = Notification.objects.filter(kind="device_lost", title__contains=token.serial_number)
    assert {"vanphong", "daumoi", "canboso"} <= {one.recipient.username for one in told}
    count = told.count()
    again = report(forms, token, by="vanphong")
    assert (again.report, again.revocation, again.loss, told.count()) == (made.report, None, None, count)
    # A device that nobody has been given cannot be lost by anybody.
    with pytest.raises(WorkflowError, match="không báo mất được"):
        report(forms, device("nc_kho_1"), by="daumoi")


def test_lost_before_the_answer_the_revocation_ends_with_it(forms, case):
    token = token_of("daumoi")
    made = report(forms, token, by="daumoi")
    # Revocation is asked for already: only the minutes are new.
    assert made.loss is not None
    assert (made.revocation, made.report.case_refs) == (None, made.loss.code)
    sent = forms.dispatch(forms.make_official(made.loss, number="150"))
    assert (sent.state, forms.states(sent)) == ("sent", ["closed"])
    assert LossReport.objects.get(token=token).settled_at is not None
    case = forms.answered(case, granted=[1, 2])
    # Nothing has to come back of the lost device; of the other it has.
    assert forms.states(case) == ["closed", "revoked"]
    assert {one.token for one in DeviceReturn.objects.filter(case_ref=case.code)} == {device("nc_bi_khoa")}


def test_lost_after_the_revocation_the_duty_ends_as_a_loss(forms, case):
    case = forms.answered(case, granted=[1, 2])
    made = report(forms, token_of("daumoi"), by="vanphong")
    assert made.loss is not None
    assert made.revocation is None
    # The duty stands until the minutes are sent.
    assert not DeviceReturn.objects.filter(settled_at__isnull=False).exists()
    forms.dispatch(forms.make_official(made.loss, number="150"))
    assert (forms.fresh(case).state, forms.states(case)) == ("answered", ["closed", "revoked"])
    # A device may be written off without a report before it: nobody signs in for its holder.
    forms.form_sent("device_loss", FormRow(token_id=device("nc_bi_khoa").public_id, cells=LOST), number="151")
    assert {one.outcome for one in DeviceReturn.objects.filter(case_ref=case.code)} == {"lost"}
    assert (forms.fresh(case).state, forms.states(case)) == ("closed", ["closed", "closed"])
    for token in (token_of("daumoi"), device("nc_bi_khoa")):
        assert (token.state, token.certificate.status if token.certificate else "") == (
            Token.State.LOST,
            Certificate.Status.REVOKED,
        )


def test_what_went_back_is_not_lost_and_what_is_settled_does_not_go_back(forms, case):
    token = token_of("daumoi")
    # Before there is a duty nothing goes back by Mẫu 08.
    early = forms.form_draft("device_return", FormRow(token_id=token.public_id, cells={"condition": "Tốt"}))
    assert forms.refused(early, "submit_to_leader", by="vanphong") == {"device_settled"}
    forms.act(early, "withdraw", by="vanphong", reason="Chưa có thông báo thu hồi.")
    case = forms.answered(case, granted=[1, 2])
    lost = forms.form_draft("device_loss", FormRow(token_id=token.public_id, cells=LOST))
    paper = forms.form_sent("device_return", FormRow(token_id=token.public_id, cells={"condition": "Tốt"}))
    assert forms.states(case) == ["closed", "revoked"]
    early_time = {"legal_at": paper.sent_at - timedelta(minutes=5), "files": {"proof_file": PROOF}}
    with pytest.raises(InvalidInput, match="sớm hơn lúc gửi"):
        forms.act(paper, "record_return_receipt", by="vanphong", **early_time)
    done = forms.act(paper, "record_return_receipt", by="vanthu", legal_at=forms.now, files={"proof_file": PROOF})
    token.refresh_from_db()
    assert (done.state, forms.states(done), token.state) == ("closed", ["closed"], Token.State.RETURNED)
    held = Custody.objects.get(token=token, until=None)
    assert (held.holder_person, held.holder_agency, held.condition) == (None, done.provider, "Tốt")
    # The draft of a loss that was begun meanwhile goes no further, and a report is refused.
    assert forms.refused(lost, "submit_to_leader", by="vanphong") == {"device_returned"}
    with pytest.raises(WorkflowError, match="không báo mất được"):
        report(forms, token, by="daumoi")
    again = forms.form_draft("device_return", FormRow(token_id=token.public_id, cells={"condition": "Tốt"}))
    assert forms.refused(again, "submit_to_leader", by="vanphong") == {"device_settled"}


def test_a_device_that_was_found_again_goes_back_like_any_other(forms, case):
    token = token_of("daumoi")
    made = report(forms, token, by="daumoi")
    case = forms.answered(case, granted=[1, 2])
    assert forms.states(case) == ["revoked", "revoked"]
    paper = forms.form_sent("device_return", FormRow(token_id=token.public_id, cells={"condition": "Trầy xước"}))
    done = forms.act(paper, "record_return_receipt", by="vanthu", legal_at=forms.now, files={"proof_file": PROOF})
    token.refresh_from_db()
    held = Custody.objects.get(token=token, until=None)
    assert (done.state, token.state, held.holder_agency) == ("closed", Token.State.RETURNED, done.provider)
    assert DeviceReturn.objects.get(token=token).outcome == "returned"
    # The minutes of the loss, begun when it was reported, are no longer true.
    assert made.loss is not None
    assert forms.refused(made.loss, "submit_to_leader", by="vanphong") == {"device_returned"}
    forms.act(made.loss, "withdraw", by="vanphong", reason="Đã tìm thấy thiết bị và giao nộp Cục.")
    token.refresh_from_db()
    assert (token.state, made.report.settled_at) == (Token.State.RETURNED, None)
    made.report.refresh_from_db()
    assert made.report.settled_at is not None
