"""The demo's requests for first certificates: each telling state occurs, and whoever tries it out has work to do."""

from collections import Counter
from datetime import timedelta

import pytest

from config.demo.acting import user
from config.demo.issue_acting import person
from directory.selectors.roles import actor_for
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.domain.individual_rows import row_problems
from requests_workflow.models import CertificateFile, Dossier, Request
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.dossiers import visible_to
from requests_workflow.services.notices import rows_without_notice
from requests_workflow.services.perform import perform
from tests.demo.conftest import THURSDAY
from tokens.models import Custody, Token


def the_case(state: str, **more: object) -> Dossier:
    return Dossier.objects.get(state=state, procedure="individual_issue", **more)


def row_of(slug: str) -> Request:
    return Request.objects.get(person=person(slug), procedure="individual_issue")


def test_each_telling_state_of_a_request_occurs(cases):
    found = [
        (one.managing_agency.province, one.state, list(one.requests.values_list("state", flat=True)))
        for one in Dossier.objects.filter(procedure="individual_issue").order_by("id")
    ]
    assert found == [
        ("Lai Châu", "closed", ["closed", "closed"]),
        ("Lai Châu", "answered", ["handed_over", "handed_over"]),
        ("Lai Châu", "answered", ["handed_over", "handover_offered", "device_received"]),
        ("Lai Châu", "answered", ["issued", "refused", "issued"]),
        ("Vĩnh Long", "forwarded", ["pending", "pending"]),
        ("Lai Châu", "supplement_requested", ["pending", "pending"]),
        ("Lai Châu", "received", ["pending", "pending"]),
        ("Lai Châu", "sent", ["pending"]),
        ("Vĩnh Long", "at_department", ["pending"]),
        ("Lai Châu", "leader_review", ["pending"]),
        ("Lai Châu", "draft", ["pending", "pending"]),
    ]


def test_one_notice_was_sent_and_one_waits_for_the_chairman(cases):
    states = Dossier.objects.filter(procedure="handover_notice").order_by("id").values_list("state", "signer__username")
    assert list(states) == [("sent", "chutich"), ("leader_review", "chutich")]


def test_a_device_was_handed_over_four_working_days_ago_and_no_notice_was_drafted(cases):
    row = row_of("nc_moi_van_hoa")
    assert row.handed_over_at is not None
    assert list(rows_without_notice(row.dossier)) == [row]
    calendar, day = load_calendar(), THURSDAY.astimezone(VIETNAM).date()
    handed_over_on = row.handed_over_at.astimezone(VIETNAM).date()
    days = [handed_over_on + timedelta(days=n) for n in range(1, (day - handed_over_on).days + 1)]
    assert sum(calendar.is_working(one) for one in days) == 4


def test_the_new_subscriber_finds_a_device_to_confirm_and_can(cases):
    row = row_of("thuebaomoi")
    perform(
        dossier_id=row.dossier.public_id,
        act="confirm_receipt",
        by=user("thuebaomoi"),
        now=THURSDAY,
        request_id=row.public_id,
    )
    row.refresh_from_db()
    assert row.state == "handed_over"
    assert Custody.objects.get(token=row.token, until=None).holder_person == person("thuebaomoi")


def test_the_owner_of_the_sim_can_confirm_that_it_works(cases):
    row = row_of("thuebaosim")
    assert row.certificate is not None
    assert row.token is None
    perform(
        dossier_id=row.dossier.public_id,
        act="confirm_activation",
        by=user("thuebaosim"),
        now=THURSDAY,
        request_id=row.public_id,
    )
    row.refresh_from_db()
    assert row.state == "closed"


def test_the_providers_clock_runs_on_one_case_and_stands_still_on_another(cases):
    running = the_case("received")
    assert running.due_at is not None
    assert running.due_bearer == "provider"
    assert THURSDAY < running.due_at < THURSDAY + timedelta(days=3)
    waiting = the_case("supplement_requested")
    assert waiting.due_at is None
    assert waiting.suspensions.get().until is None


def test_one_copy_was_never_sent(cases):
    copies = {one.code: one.copies.filter(sent_at=None).count() for one in Dossier.objects.filter(copies__isnull=False)}
    assert [code for code, missing in copies.items() if missing] == [the_case("sent").code]


def test_old_certificates_are_named_where_there_are_some(cases):
    closed, waiting = row_of("nc_cu_het_han"), row_of("nc_cu_thu_hoi")
    assert closed.certificate is not None
    assert closed.certificate.predecessor == closed.predecessor
    assert waiting.predecessor is not None
    assert waiting.predecessor.status == "revoked"


def test_the_draft_has_cells_that_the_page_must_point_out(cases):
    draft = the_case("draft")
    profile, day = profile_by_code(draft.profile_code), THURSDAY.date()
    odd = [
        {note.key for note in row_problems(row={**row.printed, "medium": row.medium}, profile=profile, today=day)}
        for row in draft.requests.order_by("position")
    ]
    assert odd == [{"identity_number", "official_email"}, {"birth_date"}]


def test_every_certificate_file_was_matched_and_registered(cases):
    files = list(CertificateFile.objects.select_related("request"))
    assert {one.decision for one in files} == {"registered"}
    found = Counter(one.request.procedure for one in files if one.request)
    assert found == {"individual_issue": 9, "certificate_update": 2}
    for one in files:
        assert one.request is not None
        assert one.certificate == one.request.certificate


def test_devices_of_the_cases_say_that_they_are_made_up(cases):
    tokens = Token.objects.filter(requests__procedure="individual_issue")
    assert tokens.count() == 7
    assert all(one.serial_number.startswith("TEST-CAP-") for one in tokens)
    for one in tokens:
        assert one.certificate is not None
        assert one.certificate.subscriber_id == one.subscriber_id


@pytest.mark.parametrize("slug", ["thuebaocho", "nc_moi_dan_van", "vl_moi_dia_chinh"])
def test_people_for_the_walk_through_are_in_no_case(cases, slug):
    assert not Request.objects.filter(person=person(slug)).exists()
    assert not person(slug).subscribers.exists()


def test_each_province_sees_its_own_requests(cases):
    for username, province in (("canboso", "Lai Châu"), ("vl_canboso", "Vĩnh Long")):
        seen = visible_to(actor_for(user=user(username), now=THURSDAY)).filter(procedure="individual_issue")
        assert {one.managing_agency.province for one in seen} == {province}
        assert not seen.filter(sent_at=None).exists()
