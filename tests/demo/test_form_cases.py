"""The demo's renewals, changes, revocations, lost and expired devices: each can be found and gone on with."""

from datetime import date

import pytest
from cryptography.x509 import load_der_x509_crl

from certificates.models import Certificate
from config.demo.acting import token, user
from config.demo.issue_acting import person
from directory.selectors.delegations import delegations_in_force
from requests_workflow.domain.calendar import VIETNAM, remaining_in_words
from requests_workflow.models import Dossier, Notification, Request
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.perform import perform
from signing.models import RevocationList
from tests.demo.conftest import THURSDAY
from tokens.models import DeviceReturn, LossReport, Token

FORMS = ("organisation_issue", "system_issue", "certificate_update", "revocation", "device_return", "device_loss")


def certificate_of(slug: str) -> Certificate:
    return Certificate.objects.get(subscriber__person=person(slug), predecessor=None)


def test_each_procedure_stands_where_somebody_can_go_on_with_it(cases):
    found = [
        (one.procedure, one.managing_agency.province, one.state, list(one.requests.values_list("state", flat=True)))
        for one in Dossier.objects.filter(procedure__in=FORMS, recorded_afterwards_at=None).order_by("id")
    ]
    assert found == [
        ("revocation", "Lai Châu", "answered", ["revoked", "revoked"]),
        ("certificate_update", "Lai Châu", "answered", ["granted", "closed"]),
        ("certificate_update", "Vĩnh Long", "received", ["pending"]),
        ("organisation_issue", "Lai Châu", "sent", ["pending"]),
        ("device_loss", "Lai Châu", "draft", ["pending"]),
        ("revocation", "Lai Châu", "draft", ["pending"]),
        ("system_issue", "Lai Châu", "draft", ["pending"]),
    ]


def test_the_owner_installs_the_renewed_certificate(cases):
    row = Request.objects.get(person=person("thuebaogiahan"))
    old, new = row.predecessor, row.certificate
    assert old is not None
    assert new is not None
    assert (new.predecessor, new.renewal_count, new.public_key_digest) == (old, 1, old.public_key_digest)
    perform(
        dossier_id=row.dossier.public_id,
        act="confirm_installation",
        by=user("thuebaogiahan"),
        now=THURSDAY,
        given=ActInput(legal_at=THURSDAY),
        request_id=row.public_id,
    )
    old.refresh_from_db()
    assert (Dossier.objects.get(pk=row.dossier_id).state, old.status) == ("closed", Certificate.Status.SUPERSEDED)
    assert token("thuebaogiahan").certificate == new


def test_the_changed_address_keeps_the_term(cases):
    row = Request.objects.get(person=person("nc_doi_thu"))
    old, new = certificate_of("nc_doi_thu"), row.certificate
    assert new is not None
    assert new.official_email == row.printed["new_information"] != old.official_email
    assert new.not_after == old.not_after
    assert token("nc_doi_thu").certificate == new


def test_devices_go_back_in_time_late_and_after_expiry(cases):
    calendar = load_calendar()
    found = {
        one.token: (one.cause, remaining_in_words(THURSDAY, one.due_at, calendar))
        for one in DeviceReturn.objects.filter(settled_at=None)
    }
    assert found[token("nc_nghi_huu")] == ("revoked", "quá hạn 3 ngày làm việc")
    assert found[token("nc_thoi_viec")] == ("revoked", "còn 2 ngày làm việc")
    assert found[token("nc_vua_het_han")][0] == "expired"
    assert not found[token("nc_vua_het_han")][1].startswith("quá hạn")
    assert found[token("nc_het_han_bi_khoa")][0] == "expired"
    assert len(found) == 4


def test_the_test_authority_lists_what_was_revoked(cases):
    revoked = Certificate.objects.filter(status=Certificate.Status.REVOKED)
    assert {certificate_of("nc_nghi_huu"), certificate_of("nc_thoi_viec")} <= set(revoked)
    lists = [load_der_x509_crl(bytes(one.der)) for one in RevocationList.objects.all()]
    assert {int(one.serial_number, 16) for one in revoked} == {row.serial_number for one in lists for row in one}


def test_the_lost_device_has_both_papers_begun(cases):
    report = LossReport.objects.get()
    assert (report.token, report.reported_by) == (token("thuebaomat"), user("thuebaomat"))
    assert report.token.state == Token.State.LOST
    begun = Dossier.objects.filter(requests__token=report.token)
    assert set(begun.values_list("procedure", "drafted_by__username")) == {
        ("device_loss", "daumoi"),
        ("revocation", "daumoi"),
    }
    assert report.case_refs == ", ".join(begun.order_by("-id").values_list("code", flat=True))


def test_two_old_cases_stand_under_the_rules_of_their_days(cases):
    old = Dossier.objects.filter(recorded_afterwards_at__isnull=False).order_by("first_received_at")
    regimes = []
    for one in old:
        assert one.first_received_at is not None
        profile = profile_by_code(one.profile_code)
        received_on = one.first_received_at.astimezone(VIETNAM).date()
        regimes.append((received_on, one.kind.form(profile).mau, profile.renewal_min_days_left.value))
    assert regimes == [(date(2024, 8, 14), "08", 60), (date(2024, 8, 15), "04", 30)]


def test_a_decision_to_sign_is_in_force_at_one_body(cases):
    agency = person("stc_truongphong").agency
    [decision] = delegations_in_force(agency=agency, now=THURSDAY, procedure="certificate_update")
    assert (decision.kind, decision.delegate) == ("tuq", user("stc_truongphong"))


def test_no_letter_of_the_history_is_said_to_wait(cases):
    assert Notification.objects.exists()
    assert not Notification.objects.exclude(mail="").exists()
    assert not Notification.objects.filter(mail_day__isnull=False).exists()


@pytest.mark.parametrize("slug", ["daumoi", "vanthu", "canboso", "thuebao", "vl_chutich"])
def test_devices_of_the_walk_through_are_asked_for_by_no_form(cases, slug):
    assert not Request.objects.filter(subscriber__person=person(slug), procedure__in=FORMS).exists()
    assert not DeviceReturn.objects.filter(token__subscriber__person=person(slug)).exists()
