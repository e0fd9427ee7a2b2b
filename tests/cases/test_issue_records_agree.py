"""At the end of a case its rows, the registers, the custody book, the ledger and the papers say the same."""

import re

import pytest

from certificates.models import Certificate
from directory.ledger.models import LedgerEntry
from directory.models import Person
from requests_workflow.models import Document, Dossier, Notification, OutboxMessage, Step
from requests_workflow.services.individual_rows import IndividualRow
from signing.models import SigningJob
from tests.cases.driver import user
from tests.cases.issue_driver import IssueDriver, opening_of, row, steps_told
from tokens.models import Custody, Token

SIM = {"medium": "sim_pki", "sim_pki": "Mobifone"}
TYPED = {
    "full_name": "Hảng A Tủa",
    "birth_date": "04/05/1991",
    "identity_number": "099091000555",
    "identity_issued_on": "06/07/2021",
    "identity_issued_by": "Bộ Công an",
    "official_email": "hang.a.tua@laichau.example",
    "workplace": "Phòng Kinh tế xã Nà Cang (giả định)",
    "province": "Lai Châu",
    "position": "Chuyên viên",
    "phone": "0300000555",
}


def whole_case(issuing: IssueDriver) -> Dossier:
    """An account, no account, a SIM, somebody refused, and somebody whom the directory did not know; to the end."""
    case = issuing.issue_sent(
        "thuebaomoi", "nc_moi_dan_van", row("thuebaosim", **SIM), "nc_moi_y_te", IndividualRow(cells=TYPED)
    )
    case = issuing.copy_acknowledged(issuing.copy_sent(case))
    case = issuing.answer(issuing.provider_received(case), issued=(1, 2, 3, 5), refused=(4,))
    case = issuing.devices(issuing.certificates(case, 1, 2, 3, 5), 1, 2, 5)
    case = issuing.confirmed(issuing.offered(case, 1), 1, by="thuebaomoi")
    for position in (2, 5):
        case = issuing.handed_over_on_paper(case, position)
    case = issuing.act(case, "confirm_activation", by="thuebaosim", row=3)
    issuing.notice_sent(case)
    return issuing.fresh(case)


@pytest.fixture(scope="module")
def opening():
    return opening_of(whole_case)


def rows(case: Dossier):
    return list(case.requests.select_related("person", "subscriber", "certificate", "token").order_by("position"))


def test_rows_registers_custody_ledger_and_papers_agree(issuing, case):
    assert case.state == "closed"
    notice = case.followers.get()
    form = issuing.text(case, Document.Kind.FORM_SEALED)
    noticed = issuing.text(notice, Document.Kind.FORM_SEALED)
    actions = LedgerEntry.objects.filter(payload__dossier=case.code)
    registered = {
        fingerprint
        for entry in actions.filter(action="individual_issue.certificates_registered")
        for fingerprint in entry.payload["certificates"]
    }
    issued = [one for one in rows(case) if one.certificate is not None]
    assert registered == {one.certificate.fingerprint for one in issued}
    for one in rows(case):
        assert one.name in form
        if one.state == "refused":
            assert (one.certificate, one.token, one.subscriber) == (None, None, None)
            continue
        # Register of certificates.
        certificate = Certificate.objects.get(pk=one.certificate_id)
        assert (certificate.subscriber, certificate.status) == (one.subscriber, "active")
        assert certificate.managing_agency == case.managing_agency
        assert one.subscriber.person == one.person
        assert certificate.common_name == one.printed["full_name"]
        if not one.has_device:
            assert (one.token, one.handed_over_at) == (None, None)
            assert one.name not in noticed
            continue
        # Register of devices and the custody book.
        token = Token.objects.get(pk=one.token_id)
        assert (token.certificate, token.subscriber, token.state) == (certificate, one.subscriber, "in_use")
        taken, given = Custody.objects.filter(token=token).order_by("since", "id")
        assert (taken.holder_person, given.holder_person) == (user("vanphong").person, one.person)
        assert (taken.until, given.until) == (given.since, None)
        assert given.since == one.handed_over_at
        assert {taken.case_ref, given.case_ref} == {case.code}
        assert taken.given_by_agency == case.provider
        # The notice, as it was kept and as it was printed.
        line = notice.requests.get(origin=one)
        assert line.printed["certificate_serial"] == certificate.serial_number
        assert line.printed["token_serial"] == token.serial_number
        assert one.name in noticed
        # The ledger speaks of this very device.
        kept = LedgerEntry.objects.filter(object_type="token", object_id=str(token.public_id))
        assert {"token.received", "token.moved"} <= set(kept.values_list("action", flat=True))


def test_every_step_is_in_the_ledger_once(issuing, case):
    for dossier in (case, case.followers.get()):
        assert steps_told(dossier) == list(dossier.steps.order_by("pk").values_list("pk", flat=True))


def test_whom_the_directory_did_not_know_is_in_it_now_at_the_body_where_they_work(issuing, case):
    new = Person.objects.get(identity_number=TYPED["identity_number"])
    assert (new.full_name, new.agency.kind) == ("Hảng A Tủa", "division")
    assert new.subscribers.get().managing_agency == case.managing_agency
    assert issuing.row(case, 5).person == new


def test_no_identity_number_or_phone_in_ledger_messages_steps_or_jobs(issuing, case):
    people = list(Person.objects.values_list("identity_number", "phone"))
    secret = {text for pair in people for text in pair if text}
    assert TYPED["phone"] in secret
    kept = [
        *(str(one) for one in LedgerEntry.objects.values_list("action", "object_id", "payload")),
        *(str(one) for one in Notification.objects.values_list("title", "body")),
        *(str(one) for one in OutboxMessage.objects.values_list("payload", flat=True)),
        *(str(one) for one in SigningJob.objects.values_list("subject_ref", "payload", "result")),
        *(str(one) for one in Step.objects.values_list("label", "comment", "data")),
    ]
    assert len(kept) > 100
    assert [text for text in kept if any(number in text for number in secret)] == []
    # A number that is nobody's in the register would be found by its shape.
    assert [text for text in kept if re.search(r"(?<![\w-])0990\d{8}(?![\w-])", text)] == []


def test_the_notifications_of_a_row_go_to_its_own_person(issuing, case):
    for username, stranger in (("thuebaomoi", "Lường Văn Tâm"), ("thuebaosim", "Vàng Thị Mai")):
        texts = [f"{one.title} {one.body}" for one in Notification.objects.filter(recipient=user(username))]
        assert texts
        assert not any(stranger in text or "Khoàng A Pó" in text for text in texts)
