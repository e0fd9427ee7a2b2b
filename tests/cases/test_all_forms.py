"""Mẫu 02, 04, 05, 08 and 09 from the draft to the end, at service level."""

from datetime import timedelta

import pytest

from certificates.models import Certificate
from directory.models import Subscriber
from requests_workflow.models import Dossier, Request
from requests_workflow.selectors.facts import seal_fingerprints
from requests_workflow.services.errors import Refused
from requests_workflow.services.form_rows import FormRow
from requests_workflow.services.loss import report_loss
from tests.cases.all_forms_driver import AllFormsDriver
from tests.cases.driver import PROOF, TODAY, Driver, agency, token_of, user
from tokens.models import Custody, DeviceReturn, LossReport, Token


@pytest.fixture
def forms(drive: Driver) -> AllFormsDriver:
    return AllFormsDriver(drive.now)


def test_a_renewal_ends_with_the_new_certificate_on_the_device_that_is_there(forms: AllFormsDriver):
    token = token_of("daumoi")
    old = token.certificate
    assert old is not None
    sent = forms.form_sent("certificate_update", FormRow(certificate_id=old.public_id, cells={"renew": "x"}))
    row = forms.row(sent, 1)
    assert (row.printed["certificate_serial"], row.predecessor, row.token) == (old.serial_number, old, token)
    received = forms.provider_received(sent)
    assert (received.due_bearer, received.state) == ("provider", "received")
    answered = forms.answered(received, granted=[1])
    assert (answered.state, forms.states(answered)) == ("answered", ["granted"])
    batch = forms.upload_certificates(answered, files=[("moi.cer", forms.renewed_key(forms.row(sent, 1)).der)])
    forms.take_matches(batch)
    new = forms.row(answered, 1).certificate
    assert new is not None
    assert (new.predecessor, new.renewal_count) == (old, 1)
    assert Token.objects.get(pk=token.pk).certificate == old
    done = forms.act(answered, "record_installation", by="vanphong", row=1, legal_at=forms.now, installer="Lò Thị Mẩy")
    assert (done.state, forms.states(done)) == ("closed", ["closed"])
    token.refresh_from_db()
    old.refresh_from_db()
    assert (token.certificate, old.status) == (new, Certificate.Status.SUPERSEDED)


def test_an_organisation_gets_its_device_by_a_decision(forms: AllFormsDriver):
    keeper = user("vanthu").person
    assert keeper is not None
    cells = {
        "organisation_name": "Phòng Kinh tế xã Nà Cang",
        "address": "Bản Nà Cang",
        "province": "Lai Châu",
        "official_email": "phongkinhte.nacang@laichau.gov.vn",
        "founding_reference": "Quyết định số 15/QĐ-UBND ngày 01/7/2025",
    }
    sent = forms.form_sent("organisation_issue", FormRow(cells=cells, person_id=keeper.public_id))
    assert (sent.recipient_function, sent.code[:2]) == ("provider", "CT")
    answered = forms.answered(forms.provider_received(sent), granted=[1])
    row = forms.row(answered, 1)
    forms.take_matches(forms.upload_certificates(answered, files=[("a.cer", forms.key_for(row).der)]))
    arrived = forms.devices(answered, 1)
    with pytest.raises(Refused, match="quyết định giao giữ"):
        forms.offered(arrived, 1)
    offered = forms.act(
        arrived,
        "offer_handover",
        by="vanphong",
        row=1,
        condition="Nguyên vẹn",
        decision_number="77/QĐ-UBND",
        decision_date=TODAY,
    )
    forms.confirmed(offered, 1, by="vanthu")
    held = Custody.objects.get(token=forms.row(offered, 1).token, until=None)
    assert (held.holder_person, held.decision_number, held.decision_date) == (keeper, "77/QĐ-UBND", TODAY)
    subscriber = forms.row(offered, 1).subscriber
    assert subscriber is not None
    assert subscriber.kind == Subscriber.Kind.ORGANISATION
    # Its certificate is its own and no seal of the commune that asked for it.
    assert subscriber.agency.parent == agency("na_cang")
    new = forms.row(offered, 1).certificate
    assert new is not None
    assert new.fingerprint not in seal_fingerprints(agency_id=agency("na_cang").pk, now=forms.now)
    assert forms.notice_sent(offered).state == "sent"
    assert forms.fresh(offered).state == "closed"


def test_a_revoked_certificate_takes_its_device_back_within_five_working_days(forms: AllFormsDriver):
    token = token_of("daumoi")
    certificate = token.certificate
    assert certificate is not None
    sent = forms.form_sent(
        "revocation", FormRow(certificate_id=certificate.public_id, cells={"reason_code": "retired"})
    )
    received_at = forms.now
    answered = forms.answered(forms.provider_received(sent), granted=[1])
    certificate.refresh_from_db()
    assert certificate.status == Certificate.Status.REVOKED
    assert certificate.status_changes.latest("id").cause == "retired"
    duty = DeviceReturn.objects.get(token=token)
    assert (duty.settled_at, forms.states(answered), answered.state) == (None, ["revoked"], "answered")
    assert timedelta(days=5) < duty.due_at - received_at < timedelta(days=12)
    paper = forms.form_sent(
        "device_return", FormRow(token_id=token.public_id, cells={"condition": "Nguyên vẹn"}), number="140"
    )
    assert (forms.fresh(answered).state, forms.states(answered), paper.state) == ("closed", ["closed"], "sent")
    closed = forms.act(paper, "record_return_receipt", by="vanphong", legal_at=forms.now, files={"proof_file": PROOF})
    token.refresh_from_db()
    duty.refresh_from_db()
    assert (closed.state, token.state, duty.outcome) == ("closed", Token.State.RETURNED, "returned")
    assert Custody.objects.get(token=token, until=None).holder_agency == sent.provider


def test_a_lost_device_opens_both_papers_at_once_and_the_loss_ends_the_revocation(forms: AllFormsDriver):
    token = token_of("daumoi")
    made = report_loss(
        token=token, by=user("daumoi"), now=forms.tick(), lost_on=TODAY, circumstances="Rơi trên đường đi công tác"
    )
    assert made.revocation is not None
    assert made.loss is not None
    token.refresh_from_db()
    assert token.state == Token.State.LOST
    again = report_loss(
        token=token, by=user("daumoi"), now=forms.tick(), lost_on=TODAY, circumstances="Rơi trên đường đi công tác"
    )
    assert (again.report, again.revocation, Dossier.objects.filter(procedure="device_loss").count()) == (
        made.report,
        None,
        1,
    )
    for opened in (made.revocation, made.loss):
        assert opened.state == "draft"
    assert Request.objects.get(dossier=made.revocation).printed["reason"] == "Thất lạc thiết bị lưu khóa bí mật"
    assert LossReport.objects.get().case_refs == f"{made.revocation.code}, {made.loss.code}"
    forms.act(made.loss, "found_device", by="vanphong", reason="Đã tìm thấy thiết bị trong tủ hồ sơ")
    token.refresh_from_db()
    assert (token.state, LossReport.objects.get().settled_at) == (Token.State.IN_USE, forms.now)
