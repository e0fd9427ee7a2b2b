"""A certificate that ends without another opens the return of its device; running the job again changes nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from certificates.models import Certificate
from directory.models import Agency
from requests_workflow.models import Notification
from requests_workflow.selectors.escalations import running_terms
from requests_workflow.services.expiry_returns import open_expired
from requests_workflow.services.form_rows import FormRow
from requests_workflow.services.loss import report_loss
from tests import world
from tests.cases.all_forms_driver import AllFormsDriver
from tests.cases.driver import TODAY, Driver, token_of, user
from tokens.models import DeviceReturn, Token

MINUTE = timedelta(minutes=1)


@pytest.fixture
def forms(drive: Driver) -> AllFormsDriver:
    return AllFormsDriver(drive.now)


def ended(token: Token, *, at: datetime) -> Certificate:
    """The certificate on the device, ended at that instant."""
    certificate = token.certificate
    assert certificate is not None
    Certificate.objects.filter(pk=certificate.pk).update(not_before=at - timedelta(days=365), not_after=at)
    certificate.refresh_from_db()
    return certificate


def opened(token: Token) -> list[DeviceReturn]:
    return list(DeviceReturn.objects.filter(token=token))


def test_the_end_opens_the_return_once_and_tells_the_clerks(forms: AllFormsDriver):
    token = token_of("phochutich")
    # Saturday 21/11/2026: the end is what it is, and the term counts from Monday; 24/11 is a day of work or not as the
    # calendar says.
    end = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
    certificate = ended(token, at=end)
    open_expired(now=end)
    assert opened(token) == []
    open_expired(now=end + MINUTE)
    (duty,) = opened(token)
    assert (duty.certificate, duty.cause, duty.starts_at, duty.settled_at) == (certificate, "expired", end, None)
    days = [day["date"] for day in duty.explanation["days"] if day["counts"]]
    assert len(days) == 5
    assert "2026-11-22" not in days
    assert f"{duty.due_at + timedelta(hours=7):%Y-%m-%d}" == days[-1]
    assert open_expired(now=end + 2 * MINUTE) == 0
    assert len(opened(token)) == 1
    told = Notification.objects.filter(kind="device_return_due", body__contains=token.serial_number)
    assert {one.recipient.username for one in told} == {"vanphong", "daumoi"}
    # The clock is watched like every other.
    assert [one.told for one in running_terms() if one.kind == "device_return" and token.serial_number in one.told]


def test_one_under_way_opens_none_and_a_reissue_gives_the_old_device_back(forms: AllFormsDriver):
    renewed, re_issued, written_off = token_of("daumoi"), token_of("phochutich"), token_of("chutich")
    old = renewed.certificate
    assert old is not None
    draft = forms.form_draft("certificate_update", FormRow(certificate_id=old.public_id, cells={"renew": "x"}))
    end = forms.now + timedelta(days=1)
    ended(renewed, at=end)
    open_expired(now=end + MINUTE)
    # Its renewal is under way, though only as a draft.
    assert opened(renewed) == []
    forms.act(draft, "withdraw", by="vanphong", reason="Không gia hạn nữa, thu hồi thiết bị.")
    open_expired(now=end + 2 * MINUTE)
    assert len(opened(renewed)) == 1
    # A successor of the certificate is on another device: this one goes back.
    before = ended(re_issued, at=end)
    other = token_of("chutich").certificate
    assert other is not None
    Certificate.objects.filter(pk=other.pk).update(predecessor=before)
    # A device whose loss was confirmed to the provider cannot go back.
    ended(written_off, at=end)
    lost = {"lost_on": "19/11/2026", "circumstances": "Rơi trên đường đi công tác"}
    forms.form_sent("device_loss", FormRow(token_id=written_off.public_id, cells=lost))
    open_expired(now=end + 3 * MINUTE)
    assert [one.certificate for one in opened(re_issued)] == [before]
    assert opened(written_off) == []


def test_local_rules_that_have_ended_leave_the_national_ones_and_hold_up_nobody_else(forms: AllFormsDriver):
    token = token_of("phochutich")
    # Its rules ended on 30/6/2025.
    Agency.objects.filter(pk=token.managing_agency_id).update(overlay="tan_uyen_2024")
    end = forms.now + timedelta(hours=1)
    ended(token, at=end)
    open_expired(now=end + MINUTE)
    (duty,) = opened(token)
    assert "68/2024" in duty.clause
    # Reporting a loss works there too, under the national rules.
    made = report_loss(
        token=token_of("phochutich"),
        by=user("daumoi"),
        now=end + 2 * MINUTE,
        lost_on=TODAY,
        circumstances="Rơi trên đường đi công tác",
    )
    assert made.loss is not None
    assert (made.loss.overlay, made.not_opened) == ("", ())


def test_what_is_back_already_or_ended_long_ago_opens_none(forms: AllFormsDriver):
    back, old, revoked = token_of("daumoi"), token_of("phochutich"), token_of("chutich")
    end = forms.now + timedelta(hours=1)
    for token, at in ((back, end), (old, end - timedelta(days=400))):
        ended(token, at=at)
    taken_back = ended(revoked, at=end)
    Token.objects.filter(pk=back.pk).update(state=Token.State.RETURNED)
    Certificate.objects.filter(pk=taken_back.pk).update(status=Certificate.Status.REVOKED, revoked_at=end)
    open_expired(now=end + MINUTE)
    assert [opened(token) for token in (back, old, revoked)] == [[], [], []]
    # A lost device is asked for too: its minutes are those of a loss.
    Token.objects.filter(pk=back.pk).update(state=Token.State.LOST)
    open_expired(now=end + 2 * MINUTE)
    assert len(opened(back)) == 1
    # Settled by a paper, it is not opened anew for the same certificate.
    DeviceReturn.objects.filter(token=back).update(settled_at=end, outcome="returned")
    open_expired(now=end + 3 * MINUTE)
    assert len(opened(back)) == 1


def test_what_fails_for_one_body_is_in_the_log_and_opens_at_the_next_run(forms: AllFormsDriver, caplog):
    token, other = token_of("phochutich"), token_of("daumoi")
    division = world.make_agency("Phòng lỗi", parent=token.managing_agency, can_submit=False)
    Token.objects.filter(pk=other.pk).update(managing_agency=division)
    end = forms.now + timedelta(hours=1)
    for one in (token, other):
        ended(one, at=end)
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE tokens_devicereturn ADD CONSTRAINT refuses_one CHECK (managing_agency_id <> %s) NOT VALID",
            [division.pk],
        )
    assert open_expired(now=end + MINUTE) >= 1
    assert (len(opened(token)), opened(other)) == (1, [])
    assert str(division.public_id) in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE tokens_devicereturn DROP CONSTRAINT refuses_one")
    open_expired(now=end + 2 * MINUTE)
    assert len(opened(other)) == 1
