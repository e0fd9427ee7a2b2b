"""A device is lost, before its certificate is revoked or after (Điều 17, 20; Tân Uyên mục 6)."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from certificates.models import Certificate
from directory.ledger.models import LedgerEntry
from requests_workflow.models import Dossier, Notification, Request
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.services.form_rows import FormRow
from requests_workflow.services.loss import LossCase, may_report, report_loss
from tests import world
from tests.cases.all_forms_driver import AllFormsDriver, opening_with
from tests.cases.driver import PROOF, TODAY, Driver, device, token_of, user
from tests.world import client_of
from tokens.models import Custody, DeviceReturn, LockReport, LossReport, Token

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


def test_a_renewed_certificate_that_waits_for_the_lost_device_is_revoked_with_the_old_one(forms):
    token = token_of("phochutich")
    assert token.certificate is not None
    asked = FormRow(certificate_id=token.certificate.public_id, cells={"renew": "x"})
    renewal = forms.answered(forms.provider_received(forms.form_sent("certificate_update", asked)), granted=[1])
    new_file = forms.renewed_key(forms.row(renewal, 1)).der
    forms.take_matches(forms.upload_certificates(renewal, files=[("moi.cer", new_file)]))
    made = report(forms, token, by="phochutich")
    assert made.revocation is not None
    named = [row.certificate for row in made.revocation.requests.order_by("position")]
    assert named == [token.certificate, forms.row(renewal, 1).certificate]
    answered = forms.provider_received(forms.dispatch(forms.make_official(made.revocation, number="161")))
    answered = forms.answered(answered, granted=[1, 2])
    assert {row.certificate.status for row in answered.requests.select_related("certificate")} == {"revoked"}


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


def test_a_device_that_was_found_again_goes_back_once_its_loss_is_taken_back(forms, case):
    token = token_of("daumoi")
    made = report(forms, token, by="daumoi")
    case = forms.answered(case, granted=[1, 2])
    assert forms.states(case) == ["revoked", "revoked"]
    paper = forms.form_draft("device_return", FormRow(token_id=token.public_id, cells={"condition": "Trầy xước"}))
    assert forms.refused(paper, "submit_to_leader", by="vanphong") == {"device_lost"}
    assert made.loss is not None
    # A paper that is only given up leaves the device lost; that it was found is said by an act of its own.
    forms.act(made.loss, "withdraw", by="vanphong", reason="Lập lại biên bản cho đủ thông tin.")
    token.refresh_from_db()
    made.report.refresh_from_db()
    assert (token.state, made.report.settled_at) == (Token.State.LOST, None)
    again = forms.form_draft("device_loss", FormRow(token_id=token.public_id, cells=LOST))
    LockReport.objects.create(token=token, reported_by=user("daumoi"), reported_at=forms.now)
    again = forms.act(again, "found_device", by="vanphong", reason="Đã tìm thấy thiết bị trong tủ.")
    token.refresh_from_db()
    made.report.refresh_from_db()
    assert (again.state, forms.states(again), token.state) == ("withdrawn", ["withdrawn"], Token.State.LOCKED)
    assert made.report.settled_at is not None
    sent = forms.dispatch(forms.make_official(paper))
    done = forms.act(sent, "record_return_receipt", by="vanthu", legal_at=forms.now, files={"proof_file": PROOF})
    token.refresh_from_db()
    assert (done.state, token.state) == ("closed", Token.State.RETURNED)
    assert DeviceReturn.objects.get(token=token).outcome == "returned"
    settled = LedgerEntry.objects.get(action="device_returns.settled", payload__outcome="returned")
    duty = DeviceReturn.objects.get(token=token)
    assert (settled.actor_ref, settled.payload["returns"]) == (f"user:{user('vanthu').pk}", [str(duty.public_id)])


def test_a_device_lost_on_its_way_back_holds_up_no_other_and_is_left_to_its_minutes(forms, case):
    lost, other = token_of("daumoi"), device("nc_bi_khoa")
    case = forms.answered(case, granted=[1, 2])
    rows = [FormRow(token_id=one.public_id, cells={"condition": "Tốt"}) for one in (lost, other)]
    paper = forms.form_sent("device_return", *rows)
    assert (forms.fresh(case).state, forms.states(case)) == ("closed", ["closed", "closed"])
    made = report(forms, lost, by="daumoi")
    # Another duty of the second device, begun while it was under way, is met by the receipt.
    first = DeviceReturn.objects.get(token=other)
    first.pk, first.public_id, first.settled_at, first.outcome = None, uuid.uuid4(), None, ""
    first.save()
    done = forms.act(paper, "record_return_receipt", by="vanthu", legal_at=forms.now, files={"proof_file": PROOF})
    assert (done.state, forms.states(done)) == ("closed", ["withdrawn", "closed"])
    assert "Mẫu số 09" in done.steps.get(transition="leave_lost").comment
    lost.refresh_from_db()
    other.refresh_from_db()
    assert (lost.state, other.state) == (Token.State.LOST, Token.State.RETURNED)
    (duty,) = DeviceReturn.objects.filter(settled_at__isnull=True)
    assert (duty.token, duty.outcome) == (lost, "")
    assert made.loss is not None
    forms.dispatch(forms.make_official(made.loss, number="152"))
    duty.refresh_from_db()
    assert duty.outcome == "lost"


def test_the_report_stands_where_a_draft_cannot_be_begun_and_names_who_reported(forms):
    token = token_of("chutich")
    assert token.certificate is not None
    # The register has the certificate under another body: its revocation cannot be drawn up at that of the device.
    Certificate.objects.filter(pk=token.certificate.pk).update(managing_agency=world.make_agency("Cơ quan khác"))
    made = report(forms, token, by="chutich")
    token.refresh_from_db()
    assert (token.state, made.revocation) == (Token.State.LOST, None)
    assert made.loss is not None
    assert [text.split(":")[0] for text in made.not_opened] == ["Chưa mở được hồ sơ “Thu hồi chứng thư chữ ký số”"]
    step = made.loss.steps.get(transition="create")
    entry = LedgerEntry.objects.get(action="device_loss.draft_created", object_id=str(made.loss.public_id))
    assert (step.by, step.role, entry.actor_ref) == (user("chutich"), "", f"user:{user('chutich').pk}")
    assert made.loss.drafted_by != user("chutich")


def test_of_a_division_without_a_seal_the_superior_sends_the_papers(forms):
    token = token_of("chutich")
    superior = token.managing_agency
    division = world.make_agency("Phòng không con dấu", parent=superior, can_submit=False)
    Token.objects.filter(pk=token.pk).update(managing_agency=division)
    made = report(forms, token_of("chutich"), by="chutich")
    assert made.loss is not None
    assert made.revocation is not None
    assert (made.loss.managing_agency, made.revocation.managing_agency) == (superior, superior)


def test_who_heard_of_the_loss_hears_that_it_was_found_and_what_still_asks_to_revoke(forms):
    token = token_of("chutich")
    made = report(forms, token, by="chutich")
    assert made.loss is not None
    assert made.revocation is not None
    page = client_of(user("vanphong")).get(f"/ho-so/{made.loss.public_id}/viec/found_device/").content.decode()
    assert f"/ho-so/{made.revocation.public_id}/" in page
    forms.act(made.loss, "found_device", by="vanphong", reason="Người dân nhặt được, đã trả lại.")
    told = Notification.objects.filter(kind="device_found")
    assert {"chutich", "daumoi", "canboso"} <= {one.recipient.username for one in told}
    assert "vanphong" not in {one.recipient.username for one in told}
    assert all(made.revocation.code in one.body and "nhặt được" in one.body for one in told)
    # The draft stands until somebody decides about it.
    assert forms.fresh(made.revocation).state == "draft"
    assert Token.objects.get(pk=token.pk).state == Token.State.IN_USE
