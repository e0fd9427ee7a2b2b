"""Mẫu 05 and notices of revocation: who may, what the register then says, and when the device is due (Điều 17–20)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.models import Certificate
from certificates.services.revoking import Revocation, revoke_certificates
from directory.ledger.models import LedgerEntry
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.models import Dossier
from requests_workflow.regulations.registry import profile_for, profile_for_old_case
from requests_workflow.services.device_returns import due_for
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.errors import InvalidInput, Refused
from requests_workflow.services.form_rows import FormRow
from tests import world
from tests.cases.all_forms_driver import AllFormsDriver, opening_with
from tests.cases.driver import PROOF, Driver, agency, device, token_of, user
from tokens.models import Custody, DeviceReturn, Token

REVOCATION = "revocation"
WHY = "Theo yêu cầu của cơ quan điều tra tại văn bản kèm theo."


def certificate_on(token: Token) -> Certificate:
    assert token.certificate is not None
    return token.certificate


def to_revoke(token: Token, reason: str = "retired") -> FormRow:
    return FormRow(certificate_id=certificate_on(token).public_id, cells={"reason_code": reason})


def three_rows(forms: AllFormsDriver) -> Dossier:
    """With the provider: two personal devices and a certificate on no device."""
    loose = certificate_on(device("nc_sim_bi_khoa"))
    Token.objects.filter(certificate=loose).update(certificate=None)
    rows = (
        to_revoke(token_of("daumoi")),
        to_revoke(device("nc_bi_khoa"), "resigned"),
        FormRow(certificate_id=loose.public_id, cells={"reason_code": "agency_request"}),
    )
    return forms.provider_received(forms.form_sent(REVOCATION, *rows))


@pytest.fixture(scope="module")
def opening():
    return opening_with(three_rows)


@pytest.fixture
def forms(drive: Driver) -> AllFormsDriver:
    return AllFormsDriver(drive.now)


def local(at: Any) -> date:
    day: date = at.astimezone(VIETNAM).date()
    return day


def test_the_five_days_run_from_the_notice_and_each_paper_ends_its_own_row(forms, case):
    # Revoked on Thursday the 19th; the notice came on Monday the 23rd.
    revoked_at, forms.now = forms.now, forms.now + timedelta(days=4)
    case = forms.answered(case, granted=[1, 2, 3], revoked_at=revoked_at)
    assert (case.state, forms.states(case)) == ("answered", ["revoked", "revoked", "closed"])
    for position in (1, 2, 3):
        certificate = forms.row(case, position).certificate
        assert (certificate.status, certificate.revoked_at) == (Certificate.Status.REVOKED, revoked_at)
        assert case.code in certificate.status_changes.latest("id").reason
    first, second = (DeviceReturn.objects.get(token=forms.row(case, position).token) for position in (1, 2))
    # 24 November is a holiday: 25, 26, 27, 30 November and 1 December.
    assert (local(first.starts_at), local(first.due_at)) == (date(2026, 11, 23), date(2026, 12, 1))
    assert first.starts_at == case.steps.get(transition="record_provider_answer").legal_at
    assert (first.case_ref, "Điều 20" in first.clause, first.cause) == (case.code, True, DeviceReturn.Cause.REVOKED)
    assert LedgerEntry.objects.filter(action="certificates.revoked", object_id=case.code).count() == 1
    # One device goes back by Mẫu 08, the other is lost: Mẫu 09. The case ends with the second.
    forms.form_sent("device_return", FormRow(token_id=first.token.public_id, cells={"condition": "Tốt"}), number="140")
    assert (forms.fresh(case).state, forms.states(case)) == ("answered", ["closed", "revoked", "closed"])
    lost = {"lost_on": "20/11/2026", "circumstances": "Rơi trên đường đi công tác"}
    forms.form_sent("device_loss", FormRow(token_id=second.token.public_id, cells=lost), number="141")
    assert (forms.fresh(case).state, forms.states(case)) == ("closed", ["closed"] * 3)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.outcome, second.outcome) == ("returned", "lost")
    assert Token.objects.get(pk=second.token_id).state == Token.State.LOST


def test_from_which_day_the_term_runs_is_the_rule_of_the_time(forms):
    revoked_at, noticed_at = forms.now, forms.now + timedelta(days=4)
    today = profile_for(overlay=None, on=date(2026, 11, 20))
    old = profile_for_old_case(received_on=date(2020, 11, 20))
    given: dict[str, Any] = {"revoked_at": revoked_at, "noticed_at": noticed_at}
    found = due_for(profile=today, cause="revoked", **given)
    assert (found.starts_at, local(found.due_at)) == (noticed_at, date(2026, 12, 1))
    # NĐ 130/2018 Điều 71: five working days from the revocation itself.
    found = due_for(profile=old, cause="revoked", **given)
    assert (found.starts_at, local(found.due_at)) == (revoked_at, date(2026, 11, 27))
    # Of an expiry nobody gives notice.
    assert due_for(profile=today, cause="expired", **given).starts_at == revoked_at


def test_times_that_cannot_be_are_refused_at_their_field_and_change_nothing(forms, case):
    later, before = forms.now + timedelta(hours=2), certificate_on(token_of("daumoi")).not_before - timedelta(days=1)
    for revoked_at, words in ((later, "sau thời điểm nhận"), (before, "sớm hơn ngày chứng thư có hiệu lực")):
        with pytest.raises(InvalidInput, match=words) as caught:
            forms.answered(case, granted=[1], revoked_at=revoked_at)
        assert [one.field for one in caught.value.errors] == ["revoked_at"]
    assert forms.states(case) == ["pending"] * 3
    assert not DeviceReturn.objects.filter(case_ref=case.code).exists()
    assert certificate_on(token_of("daumoi")).status == Certificate.Status.ACTIVE


def test_one_row_is_refused_one_taken_out_and_the_third_goes_on(forms, case):
    case = forms.answered(case, refused=[2])
    assert (case.state, forms.states(case)) == ("received", ["pending", "refused", "pending"])
    assert forms.refused(case, "withdraw", by="vanphong", reason=WHY) == {"row_answered"}
    taken = {"by": "vanphong", "reason": WHY, "files": {"proof_file": PROOF}}
    case = forms.act(case, "withdraw_row", row=1, **taken)
    assert (case.state, forms.states(case)) == ("received", ["withdrawn", "refused", "pending"])
    assert certificate_on(token_of("daumoi")).status == Certificate.Status.ACTIVE
    # What was taken out or refused may be asked for again.
    assert forms.form_draft(REVOCATION, to_revoke(token_of("daumoi")), to_revoke(device("nc_bi_khoa"))).state == "draft"
    case = forms.answered(case, granted=[3])
    assert (case.state, case.closed_at is None, forms.states(case)) == (
        "closed",
        False,
        ["withdrawn", "refused", "closed"],
    )


def test_a_certificate_that_was_revoked_elsewhere_meanwhile_keeps_what_came_first(forms, case):
    first_at, certificate = forms.now, certificate_on(token_of("daumoi"))
    elsewhere = Revocation(certificate=certificate, cause="key_exposed", reason="Lộ khóa bí mật")
    revoke_certificates(revocations=[elsewhere], at=first_at, by=None, now=first_at, case_ref="TH-2026-000999")
    forms.tick(60)
    case = forms.answered(case, granted=[1])
    certificate.refresh_from_db()
    assert certificate.revoked_at == first_at
    assert [one.cause for one in certificate.status_changes.filter(status="revoked")] == ["key_exposed"]
    # The device has to come back all the same.
    assert forms.row(case, 1).state == "revoked"
    assert DeviceReturn.objects.get(token=token_of("daumoi")).settled_at is None
    # Before it is sent, a draft about a revoked certificate goes no further.
    draft = forms.form_draft(REVOCATION, to_revoke(device("nc_thu_hoi")))
    assert forms.refused(draft, "submit_to_leader", by="vanphong") == {"revoked_before"}


def test_a_reason_of_another_kind_of_subscriber_is_refused_with_its_clause(forms):
    draft = forms.form_draft(
        REVOCATION, to_revoke(device("seal_na_cang"), "retired"), to_revoke(token_of("chutich"), "stopped")
    )
    with pytest.raises(Refused) as caught:
        forms.step(draft, "submit_to_leader", by="vanphong")
    (refusal,) = caught.value.refusals
    assert (refusal.code, refusal.clause.locator if refusal.clause else "") == ("revocation_reason_unfit", "Điều 17")
    for token in (device("seal_na_cang"), token_of("chutich")):
        assert certificate_on(token).common_name in refusal.text
    # The seal itself is revoked: the paper that asks for it is sealed by hand, or by the seal while it still stands.
    fit = forms.form_draft(REVOCATION, to_revoke(device("nc_noi_vu"), "position_changed"))
    assert forms.act(fit, "submit_to_leader", by="vanphong").state == "leader_review"


def notice_of(forms: AllFormsDriver, initiator: str, *tokens: Token) -> Dossier:
    rows = [FormRow(certificate_id=certificate_on(one).public_id) for one in tokens]
    clerk = user("vanphong")
    return create_draft(
        agency=agency("na_cang"), rows=rows, by=clerk, now=forms.tick(), procedure=REVOCATION, initiator=initiator
    )


@pytest.mark.parametrize("initiator", ["provider", "prosecution", "police"])
def test_a_notice_revokes_without_a_request_and_opens_the_return(forms, initiator):
    token = token_of("chutich")
    draft = notice_of(forms, initiator, token)
    assert "revocation_by_notice" in forms.refused(draft, "submit_to_leader", by="vanphong")
    assert forms.refused(draft, "record_revocation_notice", by="vanphong", legal_at=forms.now) == {"missing_input"}
    revoked_at = forms.now - timedelta(hours=3)
    case = forms.act(
        draft, "record_revocation_notice", by="vanthu", reason=WHY, revoked_at=revoked_at, **forms.letter("88/CQĐT")
    )
    certificate = certificate_on(token)
    certificate.refresh_from_db()
    change = certificate.status_changes.latest("id")
    # Điều 17 khoản 1 điểm c is of the prosecution and the police; the provider's own notice is counted apart.
    assert (certificate.revoked_at, change.cause) == (
        revoked_at,
        "provider" if initiator == "provider" else "authorities",
    )
    assert (case.state, forms.states(case), case.sent_at) == ("answered", ["revoked"], None)
    duty = DeviceReturn.objects.get(token=token)
    step = case.steps.get(transition="record_revocation_notice")
    assert (duty.starts_at, step.clause) == (step.legal_at, "Điều 17 Nghị định số 68/2024/NĐ-CP")
    assert step.comment == WHY


def test_five_hundred_certificates_take_no_more_questions_than_two(forms):
    clerk, body = user("vanphong"), agency("na_cang")
    people = [world.make_person(f"Lò Văn {number}", agency=body) for number in range(502)]
    for number, person in enumerate(people):
        owner = world.make_subscriber(person)
        certificate = world.make_certificate(owner, not_before=forms.now - timedelta(days=30))
        world.make_token(f"NHIEU-{number}", subscriber=owner, certificate=certificate, holder=person)
    tokens = list(Token.objects.filter(serial_number__startswith="NHIEU-").select_related("certificate").order_by("pk"))
    asked = []
    for chosen in (tokens[:2], tokens[2:]):
        with CaptureQueriesContext(
            connection,
        ) as drafting:
            draft = notice_of(forms, "provider", *chosen)
        with CaptureQueriesContext(connection) as recording:
            case = forms.act(
                draft, "record_revocation_notice", by="vanphong", reason=WHY, **forms.letter(f"{len(chosen)}/CTSBMTT")
            )
        assert set(forms.states(case)) == {"revoked"}
        asked.append((len(drafting), len(recording)))
    assert DeviceReturn.objects.filter(token__in=tokens).count() == 502
    (few_drafting, few_recording), (many_drafting, many_recording) = asked
    assert many_drafting <= few_drafting + 6
    assert many_recording <= few_recording + 12
    assert clerk.person is not None
    assert Custody.objects.filter(token__in=tokens, until=None).count() == 502
