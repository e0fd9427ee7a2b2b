"""Uploads of certificate files: who may, what is kept, devices that come before or after, and two people at once."""

import uuid

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from django.db import connection

from certificates.models import Certificate
from directory.ledger.models import LedgerEntry
from requests_workflow.models import CertificateBatch, CertificateFile, Dossier, Step
from requests_workflow.services.certificate_decisions import FileDecision, decide_files
from requests_workflow.services.certificate_files import receive_files, review
from requests_workflow.services.errors import InvalidInput, WorkflowError
from signing.test_ca import TestKey
from tests.cases.driver import Driver, user
from tests.cases.issue_driver import IssueDriver, person, row
from tests.cases.test_two_people_at_once import at_once
from tests.signing.x509_files import zipped
from tokens.models import Installation


@pytest.fixture(scope="module")
def opening():
    """One person asked for and issued; the file and the device are to come."""

    def drive(driver: Driver) -> Dossier:
        issuing = IssueDriver(driver.now)
        dossier = issuing.answer(issuing.issue_sent("nc_moi_dan_van"), issued=(1,))
        driver.now = issuing.now
        return dossier

    return drive


def private_files(key: TestKey) -> list[tuple[str, bytes]]:
    """The same secret in each wrapping that somebody might send."""
    text = key.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    bundle = pkcs12.serialize_key_and_certificates(b"x", key.private_key, key.certificate, None, NoEncryption())
    beside = key.certificate.public_bytes(Encoding.PEM) + text
    return [
        ("khoa.key", text),
        ("khoa.der", key.private_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
        ("khoa.p12", bundle),
        ("ca hai.pem", beside),
        ("goi.zip", zipped(("1.cer", key.der), ("khoa.key", text))),
    ]


def test_a_private_key_is_refused_and_is_nowhere_afterwards(issuing: IssueDriver, case: Dossier, caplog):
    key = issuing.key_for(issuing.row(case, 1))
    files = private_files(key)
    batch = issuing.upload_certificates(case, files=files)
    found = list(batch.files.all())
    assert len(found) == len(files)
    assert all(one.der is None and "Không bao giờ tải khóa bí mật lên" in one.problem for one in found)
    secret = key.private_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    line = key.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).split(b"\n")[1].decode()
    assert tables_that_hold(secret.hex()) == []
    assert tables_that_hold(line) == []
    assert line not in caplog.text
    assert not Certificate.objects.filter(fingerprint=key.fingerprint).exists()


def tables_that_hold(text: str) -> list[str]:
    """Tables of which some row, written out, holds the text (bytes are written in hexadecimal)."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" AS t WHERE strpos(t::text, %s) > 0', [text])  # noqa: S608
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_the_search_of_this_test_finds_what_is_there(issuing: IssueDriver, case: Dossier):
    key = issuing.key_for(issuing.row(case, 1))
    issuing.upload_certificates(case, files=[("1.cer", key.der)])
    assert tables_that_hold(key.der.hex()) == ["requests_workflow_certificatefile"]


def test_a_hostile_archive_is_answered_file_by_file(issuing: IssueDriver, case: Dossier):
    one = issuing.row(case, 1)
    archive = zipped(
        ("../../etc/1.cer", issuing.key_for(one).der),
        ("bom.cer", bytes(2 * 1024 * 1024)),
        ("trong.zip", zipped(("x.cer", b"x"))),
        ("<b>đậm</b>.cer", b"not a certificate"),
    )
    batch = issuing.upload_certificates(case, files=[("kq.zip", archive), ("trống.cer", b"")])
    found = review(batch=batch, now=issuing.now)
    assert [bool(each.facts) for each in found] == [True, False, False, False, False]
    assert found[0].file.name == "kq.zip › 1.cer"
    assert all(each.refusal for each in found[1:])
    decide_files(
        batch_id=batch.public_id,
        decisions=[FileDecision(file_id=found[0].file.public_id, request_id=one.public_id)],
        by=user("vanphong"),
        now=issuing.tick(),
    )
    assert issuing.row(case, 1).certificate is not None


def test_the_ledger_tells_of_the_upload_and_of_the_decision_without_personal_data(issuing: IssueDriver, case: Dossier):
    one = issuing.row(case, 1)
    issuing.certificates(case, 1)
    actions = ["certificate_files.received", "certificate.registered", "individual_issue.certificates_registered"]
    entries = list(LedgerEntry.objects.filter(action__in=actions).order_by("id").values_list("action", "payload"))[-3:]
    assert [action for action, _ in entries] == actions
    for value in (one.printed["identity_number"], one.printed["full_name"], one.printed["official_email"]):
        assert value not in str(entries)
    step = Step.objects.get(request=one, transition="register_certificate")
    assert step.label == "Chứng thư đã vào sổ"
    assert step.clause


def test_the_same_upload_pressed_twice_is_one_batch(issuing: IssueDriver, case: Dossier):
    files = [("1.cer", issuing.key_for(issuing.row(case, 1)).der)]
    key = uuid.uuid4()

    def press(who: str) -> CertificateBatch:
        return receive_files(dossier_id=case.public_id, files=files, by=user(who), now=issuing.now, creation_key=key)

    first = press("vanphong")
    assert press("vanphong") == first
    with pytest.raises(WorkflowError, match="Tải lại trang"):
        press("vanthu")
    assert CertificateBatch.objects.filter(dossier=case).count() == 1


def test_nothing_chosen_is_no_upload(issuing: IssueDriver, case: Dossier):
    with pytest.raises(InvalidInput, match="Không có tệp nào"):
        issuing.upload_certificates(case, files=[])
    assert not CertificateBatch.objects.exists()


@pytest.mark.parametrize("who", ["vanphong", "vanthu", "canboso", "cuc"])
def test_each_recorder_may_bring_the_files(issuing: IssueDriver, case: Dossier, who: str):
    # The department's officer from the copy that the agency sent.
    issuing.certificates(issuing.copy_sent(case), 1, by=who)
    assert issuing.row(case, 1).certificate is not None


@pytest.mark.parametrize("who", ["chutich", "canboso", "giamdocso", "thuebao", "vl_vanphong", "vl_canboso", "quantri"])
def test_nobody_else_may(issuing: IssueDriver, case: Dossier, who: str):
    batch = issuing.upload_certificates(case, files=[("1.cer", issuing.key_for(issuing.row(case, 1)).der)])
    with pytest.raises(WorkflowError, match="không có vai trò"):
        issuing.upload_certificates(case, files=[("1.cer", b"x")], by=who)
    with pytest.raises(WorkflowError, match="không có vai trò"):
        issuing.take_matches(batch, by=who)
    assert issuing.row(case, 1).certificate is None


def test_files_of_a_dossier_that_has_not_left_are_not_taken(issuing: IssueDriver, case: Dossier):
    draft = issuing.issue_draft("thuebaomoi")
    with pytest.raises(WorkflowError, match="không ở bước nhập chứng thư"):
        issuing.upload_certificates(draft, files=[("1.cer", b"x")])


def test_a_row_that_the_provider_has_not_answered_waits_for_no_certificate(issuing: IssueDriver, case: Dossier):
    other = issuing.issue_sent("thuebaomoi", number="129")
    batch = issuing.upload_certificates(other, files=[("1.cer", issuing.key_for(issuing.row(other, 1)).der)])
    (found,) = review(batch=batch, now=issuing.now)
    assert found.match is not None
    assert found.match.outcome == "stranger"
    # The answer is written down later; the file that waited is matched then.
    issuing.answer(other, issued=(1,))
    issuing.take_matches(batch)
    assert issuing.row(other, 1).certificate is not None


@pytest.mark.parametrize("order", ["device first", "file first"])
def test_device_and_certificate_meet_whichever_comes_first(issuing: IssueDriver, case: Dossier, order: str):
    steps = [issuing.devices, issuing.certificates]
    for step in steps if order == "device first" else reversed(steps):
        step(case, 1)
    one = issuing.row(case, 1)
    assert one.token is not None
    assert one.token.certificate == one.certificate
    assert one.token.subscriber == one.subscriber
    assert Installation.objects.get(token=one.token).certificate == one.certificate


@pytest.mark.parametrize("slug", ["nc_cu_het_han", "nc_cu_thu_hoi"])
def test_a_new_certificate_follows_the_old_one(issuing: IssueDriver, case: Dossier, slug: str):
    old = Certificate.objects.get(subscriber__person=person(slug))
    other = issuing.issue_sent(row(slug, old_certificate_serial=old.serial_number), number="129")
    issuing.certificates(issuing.answer(other, issued=(1,)), 1)
    new = issuing.row(other, 1).certificate
    assert new is not None
    assert (new.predecessor, new.subscriber) == (old, old.subscriber)
    assert Certificate.objects.get(pk=old.pk).status == old.status


def test_an_old_certificate_of_somebody_else_does_not_hold_the_new_one_back(issuing: IssueDriver, case: Dossier):
    """Nobody knew the person when the form was drafted, so nobody could say that the old number is another's."""
    old = Certificate.objects.get(subscriber__person=person("nc_cu_het_han"))
    stranger = row("nc_moi_y_te", identity_number="099087654321", old_certificate_serial=old.serial_number)
    other = issuing.issue_sent(stranger, number="129")
    assert issuing.row(other, 1).predecessor == old
    issuing.certificates(issuing.answer(other, issued=(1,)), 1)
    new = issuing.row(other, 1).certificate
    assert new is not None
    assert new.predecessor is None
    step = Step.objects.get(dossier=other, transition="register_certificate")
    assert "Không nối được với chứng thư cũ" in step.comment


def test_of_two_people_who_decide_at_once_one_does_and_the_other_learns_it(live_drive: Driver):
    issuing = IssueDriver(live_drive.now)
    case = issuing.answer(issuing.issue_sent("nc_moi_dan_van"), issued=(1,))
    one = issuing.row(case, 1)
    # Each has an upload of their own, of the same file.
    key = issuing.key_for(one)
    batches = {who: issuing.upload_certificates(case, files=[("1.cer", key.der)], by=who) for who in RACERS}
    acts = [lambda who=who: decide_as(issuing, batches[who], one.public_id, who) for who in RACERS]
    results, errors = at_once(*acts)
    assert (len(results), len(errors)) == (1, 1)
    assert isinstance(errors[0], InvalidInput)
    assert "đã có trong sổ chứng thư" in str(errors[0])
    assert Certificate.objects.filter(fingerprint=key.fingerprint).count() == 1
    assert CertificateFile.objects.filter(decision="registered").count() == 1
    assert Step.objects.filter(dossier=case, transition="register_certificate").count() == 1


RACERS = ("vanphong", "vanthu")


def decide_as(issuing: IssueDriver, batch: CertificateBatch, request_id: uuid.UUID, who: str) -> CertificateBatch:
    decision = FileDecision(file_id=batch.files.get().public_id, request_id=request_id)
    return decide_files(batch_id=batch.public_id, decisions=[decision], by=user(who), now=issuing.now)


def test_of_two_presses_at_once_there_is_one_batch(live_drive: Driver):
    issuing = IssueDriver(live_drive.now)
    case = issuing.answer(issuing.issue_sent("nc_moi_dan_van"), issued=(1,))
    files, key, clerk = [("1.cer", issuing.key_for(issuing.row(case, 1)).der)], uuid.uuid4(), user("vanphong")

    def press() -> CertificateBatch:
        return receive_files(dossier_id=case.public_id, files=files, by=clerk, now=issuing.now, creation_key=key)

    results, errors = at_once(press, press)
    assert errors == []
    assert results[0] == results[1]
    assert CertificateBatch.objects.count() == 1
