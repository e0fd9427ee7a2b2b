"""Mẫu 04: who may renew and change what, and how the new certificate takes the place of the old (Điều 9, 13–16)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from certificates.models import Certificate
from certificates.services.revoking import Revocation, revoke_certificates
from requests_workflow.models import Dossier, Request
from requests_workflow.procedures.certificate_update.rules import RECEIVED_IN_TIME
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.certificate_decisions import FileDecision, decide_files
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.errors import InvalidInput, Refused
from requests_workflow.services.form_rows import FormRow
from signing.test_ca.opening import open_test_ca
from tests.cases.all_forms_driver import AllFormsDriver, opening_with
from tests.cases.driver import PROOF, Driver, agency, device, token_of, user
from tokens.models import DeviceReturn, Installation, Token

UPDATE = "certificate_update"
NEW_EMAIL = {"change_code": "email", "old_information": "thư cũ", "new_information": "thu.moi@laichau.gov.vn"}
MOVED = {"change_code": "workplace", "old_information": "Phòng cũ", "new_information": "Phòng mới"}
ONE_DAY = timedelta(days=1)


def old(token: Token) -> Certificate:
    assert token.certificate is not None
    return token.certificate


def asks(token: Token, **cells: str) -> FormRow:
    return FormRow(certificate_id=old(token).public_id, cells=cells)


def three_rows(forms: AllFormsDriver) -> Dossier:
    """Sealed on the thirtieth day before the first one ends: a renewal, a change of a renewed one, and both at once."""
    rows = (
        asks(token_of("daumoi"), renew="x"),
        asks(device("nc_da_gia_han"), change="x", **NEW_EMAIL),
        asks(device("nc_con_31_ngay"), renew="x", change="x", **MOVED),
    )
    return forms.make_official(forms.form_draft(UPDATE, *rows), number="131")


@pytest.fixture(scope="module")
def opening():
    return opening_with(three_rows)


@pytest.fixture
def forms(drive: Driver) -> AllFormsDriver:
    return AllFormsDriver(drive.now)


def granted(forms: AllFormsDriver, case: Dossier) -> Dossier:
    return forms.answered(forms.provider_received(forms.dispatch(case)), granted=[1, 2, 3])


def file_of(forms: AllFormsDriver, case: Dossier, position: int, **changes: Any) -> tuple[str, bytes]:
    return (f"{position}.cer", forms.renewed_key(forms.row(case, position), **changes).der)


def told(forms: AllFormsDriver, draft: Dossier) -> dict[str, tuple[str, str]]:
    """Refusal -> (clause, sentence) when the draft is submitted."""
    with pytest.raises(Refused) as caught:
        forms.step(draft, "submit_to_leader", by="vanphong")
    return {one.code: (one.clause.locator if one.clause else "", one.text) for one in caught.value.refusals}


def test_the_days_left_are_counted_on_the_day_of_sending_and_not_when_it_is_written_down(forms, case):
    sent_at = forms.now
    forms.tick(24 * 60)
    late = forms.sending()
    with pytest.raises(Refused) as caught:
        forms.step(case, "send", by="vanthu", **late)
    (refusal,) = caught.value.refusals
    assert (refusal.code, refusal.clause.locator if refusal.clause else "") == ("renewal_too_late", "Điều 13")
    assert old(token_of("daumoi")).common_name in refusal.text
    assert old(device("nc_con_31_ngay")).common_name not in refusal.text
    sent = forms.act(case, "send", by="vanthu", **{**late, "legal_at": sent_at})
    # The profile counts the day of receipt: what reached the provider a day too late is no valid dossier.
    with pytest.raises(Refused, match="không còn đủ thời hạn") as caught:
        forms.provider_received(sent)
    assert [one.code for one in caught.value.refusals] == ["received_too_late"]
    facts = facts_for(dossier=sent, by=user("vanphong"), now=forms.now).at(forms.now)
    assert RECEIVED_IN_TIME(facts) is not None
    by_sending = replace(
        facts.profile, filing_window_counts=replace(facts.profile.filing_window_counts, value="sending")
    )
    assert RECEIVED_IN_TIME(replace(facts, profile=by_sending)) is None
    received = forms.act(sent, "record_provider_receipt", by="vanphong", legal_at=sent_at, files={"proof_file": PROOF})
    assert (received.state, received.sent_at) == ("received", sent_at)


def test_a_day_too_late_or_no_case_of_the_law_is_refused_with_clause_and_the_way_on(forms):
    draft = forms.form_draft(
        UPDATE,
        asks(device("nc_con_29_ngay"), renew="x", change="x", **NEW_EMAIL),
        asks(
            token_of("phochutich"), change="x", change_code="position", old_information="Phó", new_information="Trưởng"
        ),
        asks(token_of("chutich"), change="x", change_code="identity", old_information="A", new_information="B"),
        asks(device("seal_na_cang"), change="x", **MOVED),
    )
    found = told(forms, draft)
    assert {code: clause for code, (clause, _) in found.items()} == {
        "renewal_too_late": "Điều 13",
        "change_too_late": "Điều 16",
        "position_changed": "Điều 17 khoản 2 điểm b",
        "identity_changed": "Điều 15",
        "change_not_listed": "Điều 15",
    }
    assert "Đề nghị cấp mới (Mẫu số 01" in found["renewal_too_late"][1]
    assert "thu hồi (Mẫu số 05) và cấp mới (Mẫu số 01)" in found["position_changed"][1]
    assert "Hỏi Cục" in found["identity_changed"][1]
    assert old(device("seal_na_cang")).common_name in found["change_not_listed"][1]
    ended = told(forms, forms.form_draft(UPDATE, asks(device("nc_het_han_bi_khoa"), renew="x")))
    assert ended["certificate_ended"][0] == "Điều 13"
    assert "ghi số hiệu chứng thư cũ" in ended["certificate_ended"][1]


def test_a_line_that_lacks_something_waits_in_the_draft_and_a_line_that_cannot_be_is_said_at_the_line(forms):
    twice = asks(token_of("chutich"), renew="x")
    with pytest.raises(InvalidInput) as caught:
        forms.form_draft(UPDATE, FormRow(cells={"certificate_serial": "ffff", "renew": "x"}), twice, twice)
    assert {one.field for one in caught.value.errors} == {"rows-0-certificate_serial", "rows-2-certificate_serial"}
    lacking = (asks(device("nc_bi_khoa")), asks(token_of("chutich"), change="x", change_code="email"))
    draft = forms.form_draft(UPDATE, *lacking)
    assert [row.printed["change_code"] for row in draft.requests.order_by("position")] == ["", "email"]
    assert "rows_incomplete" in told(forms, draft)


def test_each_new_certificate_bears_what_was_asked_and_takes_the_place_of_the_old(forms, case):
    case = granted(forms, case)
    batch = forms.upload_certificates(case, files=[file_of(forms, case, position) for position in (1, 2, 3)])
    forms.take_matches(batch)
    renewed, changed, both = (forms.row(case, position) for position in (1, 2, 3))
    for row, renewals, years in ((renewed, 1, 3), (changed, 1, 0), (both, 1, 3)):
        new, before = row.certificate, row.predecessor
        assert (new.predecessor, new.renewal_count) == (before, renewals)
        assert (new.not_after - before.not_after) == timedelta(days=365 * years)
        assert before.status == Certificate.Status.ACTIVE
    # The one that was changed had been renewed before, and a change gives no second renewal.
    assert changed.predecessor.renewal_count == 1
    assert forms.refused(case, "confirm_installation", by="daumoi", row=3, legal_at=forms.now) == {"not_the_subscriber"}
    assert forms.refused(case, "record_installation", by="vanphong", row=1, legal_at=forms.now) == {"missing_input"}
    at = forms.tick(60)
    case = forms.act(case, "confirm_installation", by="daumoi", row=1, legal_at=at)
    case = forms.act(case, "record_installation", by="vanthu", row=2, legal_at=at, installer="Mùa A Dình")
    assert (case.state, forms.states(case)) == ("answered", ["closed", "closed", "granted"])
    for row in (renewed, changed):
        token = Token.objects.get(pk=row.token.pk)
        row.predecessor.refresh_from_db()
        assert (token.certificate, row.predecessor.status) == (row.certificate, Certificate.Status.SUPERSEDED)
        assert row.predecessor.status_changes.latest("id").at == at
        put = Installation.objects.get(token=token, certificate=row.certificate)
        assert (put.installed_at, put.case_ref) == (at, case.code)
    assert case.steps.get(transition="record_installation").data["installer"] == "Mùa A Dình"
    # A certificate is renewed once, whichever device it came to.
    new = FormRow(certificate_id=renewed.certificate.public_id, cells={"renew": "x"})
    again = told(forms, forms.form_draft(UPDATE, new))
    assert again["renewal_used"][0] == "Điều 13"
    assert "Đề nghị cấp mới" in again["renewal_used"][1]


def test_a_right_that_was_used_stays_used_although_the_certificate_was_never_installed(forms, case):
    case = granted(forms, case)
    forms.take_matches(forms.upload_certificates(case, files=[file_of(forms, case, 1)]))
    case = forms.act(case, "stop_installation", by="vanphong", row=1, reason="Thiết bị hỏng, không cài được.")
    row = forms.row(case, 1)
    assert (row.state, row.predecessor.status) == ("not_installed", Certificate.Status.ACTIVE)
    # The old one is still on its device, in force and in time: only the right to renew is gone, and the new one is
    # what may be asked about.
    with pytest.raises(InvalidInput, match=row.certificate.serial_number):
        forms.form_draft(UPDATE, asks(token_of("daumoi"), renew="x"))
    new = FormRow(certificate_id=row.certificate.public_id, cells={"renew": "x"})
    again = told(forms, forms.form_draft(UPDATE, new))
    assert set(again) == {"renewal_used"}


def test_a_device_whose_old_certificate_was_revoked_meanwhile_is_in_use_again_with_the_new_one(forms, case):
    case = granted(forms, case)
    forms.take_matches(forms.upload_certificates(case, files=[file_of(forms, case, 1)]))
    token = token_of("daumoi")
    notice = create_draft(
        agency=agency("na_cang"),
        rows=[FormRow(certificate_id=old(token).public_id)],
        by=user("vanphong"),
        now=forms.tick(),
        procedure="revocation",
        initiator=Dossier.Initiator.PROVIDER,
    )
    notice = forms.act(
        notice, "record_revocation_notice", by="vanphong", reason="Thu hồi sau khi gia hạn.", **forms.letter()
    )
    duty = DeviceReturn.objects.get(token=token)
    assert (notice.state, duty.settled_at) == ("answered", None)
    case = forms.act(case, "confirm_installation", by="daumoi", row=1, legal_at=forms.now)
    duty.refresh_from_db()
    token.refresh_from_db()
    row = forms.row(case, 1)
    assert (duty.outcome, duty.settled_by_ref, token.certificate) == ("reused", case.code, row.certificate)
    # Revoked is what it was, and nothing has to come back: the other case is at its end.
    assert Certificate.objects.get(pk=row.predecessor_id).status == Certificate.Status.REVOKED
    assert (forms.fresh(notice).state, forms.states(notice)) == ("closed", ["closed"])


def test_a_refused_renewal_uses_up_no_right(forms, case):
    case = forms.answered(forms.provider_received(forms.dispatch(case)), granted=[2, 3], refused=[1])
    assert forms.states(case) == ["refused", "granted", "granted"]
    assert old(token_of("daumoi")).renewal_count == 0
    again = forms.form_draft(UPDATE, asks(token_of("daumoi"), renew="x"))
    assert forms.act(again, "submit_to_leader", by="vanphong").state == "leader_review"


def test_of_two_services_on_one_row_the_provider_may_grant_one(forms, case):
    case = forms.provider_received(forms.dispatch(case))

    def told(position: int, why: str = "") -> Dossier:
        results = (forms.result(case, position, "granted_change", why),)
        return forms.act(case, "record_provider_answer", by="vanphong", row_results=results, **forms.letter())

    for position, field in ((1, "result"), (3, "reason")):
        with pytest.raises(InvalidInput) as caught:
            told(position)
        assert [one.field.split("-")[0] for one in caught.value.errors] == [field]
    why = "Chưa đến thời điểm gia hạn theo kế hoạch."
    case = told(3, why)
    assert forms.states(case) == ["pending", "pending", "granted"]
    assert case.steps.get(transition="mark_granted").comment == f"Không gia hạn: {why}"
    old = forms.row(case, 3).predecessor
    # The change alone keeps the day of expiry and uses up no right to renew.
    longer = forms.upload_certificates(case, files=[file_of(forms, case, 3)])
    with pytest.raises(InvalidInput, match="giữ nguyên ngày hết hạn"), transaction.atomic():
        forms.take_matches(longer)
    forms.take_matches(forms.upload_certificates(case, files=[file_of(forms, case, 3, not_after=old.not_after)]))
    new = forms.row(case, 3).certificate
    assert (new.not_after, new.renewal_count) == (old.not_after, old.renewal_count)


def test_nothing_is_granted_on_a_certificate_that_had_been_revoked(forms, case):
    case, certificate = forms.provider_received(forms.dispatch(case)), old(token_of("daumoi"))
    revoked = Revocation(certificate=certificate, cause="retired", reason="Nghỉ hưu")
    before, at = forms.now, forms.tick(30)
    revoke_certificates(revocations=[revoked], at=at, by=None, now=at, case_ref="TH-2026-000999")
    forms.tick(30)
    with pytest.raises(InvalidInput, match="đã bị thu hồi lúc"):
        forms.answered(case, granted=[1])
    # What the provider had granted before is written down as it was.
    assert forms.states(forms.answered(case, granted=[1], legal_at=before))[0] == "granted"


def test_a_file_that_is_not_what_was_asked_for_stays_out_of_the_register(forms, case):
    case = granted(forms, case)
    ca, rows = open_test_ca(), {position: forms.row(case, position) for position in (1, 2, 3)}
    kept = ca.key(rows[1].predecessor.fingerprint).private_key
    stranger = ca.key(old(token_of("chutich")).fingerprint).private_key
    before = Certificate.objects.count()
    # A change that moves the day of expiry; a renewal that does not.
    for position, not_after in ((2, rows[2].predecessor.not_after + ONE_DAY), (1, rows[1].predecessor.not_after)):
        batch = forms.upload_certificates(case, files=[file_of(forms, case, position, not_after=not_after)])
        with pytest.raises(InvalidInput, match="hết hạn") as caught, transaction.atomic():
            forms.take_matches(batch)
        assert f"{rows[position].predecessor.not_after + timedelta(hours=7):%d/%m/%Y}" in str(caught.value)
    # The key of somebody else's certificate.
    forms.take_matches(forms.upload_certificates(case, files=[file_of(forms, case, 3, key=stranger)]))
    assert (Certificate.objects.count(), forms.row(case, 3).certificate) == (before, None)
    # The key that is on the device already, from the row's own certificate or from another row's.
    batch = forms.upload_certificates(case, files=[file_of(forms, case, 3, key=kept)])
    (file,) = batch.files.all()
    taken = FileDecision(file_id=file.public_id, request_id=rows[3].public_id, warnings_seen=True)
    with pytest.raises(InvalidInput, match="cặp khóa riêng"), transaction.atomic():
        decide_files(batch_id=batch.public_id, decisions=[taken], by=user("vanphong"), now=forms.tick())
    forms.take_matches(forms.upload_certificates(case, files=[file_of(forms, case, 1, key=kept)]))
    new = forms.row(case, 1).certificate
    assert (new.public_key_digest, new.renewal_count) == (rows[1].predecessor.public_key_digest, 1)


def test_one_certificate_is_in_one_open_dossier_alone(forms, case):
    with pytest.raises(InvalidInput, match=case.code):
        forms.form_draft(UPDATE, asks(token_of("daumoi"), renew="x"))
    other = forms.form_draft(UPDATE, asks(device("nc_bi_khoa"), renew="x"))
    with pytest.raises(IntegrityError, match="request_updates_certificate_once"), transaction.atomic():
        Request.objects.filter(dossier=other).update(predecessor=old(token_of("daumoi")))
