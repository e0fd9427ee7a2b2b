"""The demo's cases of recovery: every list has something in it at the first start; the history is a possible one."""

from datetime import UTC, datetime, timedelta

import pytest

from config.demo.acting import latest_receipt_day, token, user, working_day_before
from directory.selectors.roles import actor_for
from requests_workflow.domain.calendar import VIETNAM, remaining_in_words
from requests_workflow.domain.calendar_seed import seed_calendar
from requests_workflow.domain.deadlines import compute_deadline
from requests_workflow.models import Document, Dossier, Notification, OutboxMessage, Step
from requests_workflow.regulations.national_2024 import PROFILE
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.worklist import waiting_for
from requests_workflow.services.draft_rows import RowInput
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.perform import perform
from signing.models import SigningJob
from tests.demo.conftest import THURSDAY
from tokens.models import Custody, LockReport, Token

# Night of the third day of Tết 2027.
TET = datetime(2027, 2, 7, 19, 0, tzinfo=UTC)
NA_CANG = "UBND xã Nà Cang (giả định)"
FINANCE = "Sở Tài chính Lai Châu"


def the_case(state: str, **more: object) -> Dossier:
    return Dossier.objects.get(state=state, procedure="token_recovery", **more)


def test_each_telling_state_occurs(cases):
    found = [
        (one.managing_agency.short_name, one.state, one.recipient_function, one.entered_by_department)
        for one in Dossier.objects.filter(procedure="token_recovery").select_related("managing_agency").order_by("id")
    ]
    department, provider = "delegated_department", "provider"
    assert found == [
        (NA_CANG, "refused", department, False),
        (NA_CANG, "closed", department, False),
        (NA_CANG, "received", department, False),
        (NA_CANG, "supplement_requested", department, False),
        (NA_CANG, "sent", provider, False),
        (FINANCE, "received", department, False),
        ("UBND xã Bản Lướt (giả định)", "received", department, True),
        (NA_CANG, "sent", department, False),
        (NA_CANG, "draft", department, False),
        (FINANCE, "unit_head_review", department, False),
    ]


def test_deadline_words_are_telling(cases):
    calendar = load_calendar()
    words = {}
    for one in Dossier.objects.filter(state="received", procedure="token_recovery"):
        assert one.due_at is not None
        words[one.managing_agency.short_name] = remaining_in_words(THURSDAY, one.due_at, calendar)
    assert words == {
        NA_CANG: "quá hạn 2 ngày làm việc",
        FINANCE: "đến hạn trước 17:00 hôm nay",
        "UBND xã Bản Lướt (giả định)": "đến hạn trước 17:00 hôm nay",
    }


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 19, 0, 30, tzinfo=UTC),
        datetime(2026, 11, 19, 10, 0, 1, tzinfo=UTC),
        datetime(2026, 11, 22, 3, 0, tzinfo=UTC),
        datetime(2026, 11, 20, 17, 0, tzinfo=UTC),
        TET,
    ],
    ids=["before opening", "just after closing", "a Sunday", "a Saturday's first minute", "Tết"],
)
def test_one_case_is_due_next_and_one_overdue_whenever_the_demo_is_loaded(now):
    calendar = seed_calendar()

    def due(day) -> datetime:
        received_at = datetime(day.year, day.month, day.day, 9, 0, tzinfo=VIETNAM)
        assert received_at < now
        return compute_deadline(PROFILE.recovery_deadline, received_at, calendar, "same_day").due_at

    latest = latest_receipt_day(calendar=calendar, now=now)
    assert due(latest) >= now
    assert due(working_day_before(calendar=calendar, day=latest, count=1)) < now
    today = now.astimezone(VIETNAM).date()
    late = due(working_day_before(calendar=calendar, day=today, count=3))
    assert remaining_in_words(now, late, calendar).startswith("quá hạn ")


def test_the_closed_case_was_in_time_and_the_device_went_there_and_back(cases):
    case = the_case("closed")
    assert case.closed_at is not None
    assert case.answered_at is not None
    assert not case.is_overdue(at=THURSDAY)
    assert timedelta(days=10) < THURSDAY - case.closed_at < timedelta(days=16)
    device = token("nc_ke_toan")
    assert (device.state, device.recovery_count) == (Token.State.IN_USE, 1)
    before, taken, back = Custody.objects.filter(token=device).order_by("since", "id")
    assert taken.holder_person == user("canboso").person
    assert device.subscriber is not None
    assert before.holder_person == back.holder_person == device.subscriber.person
    assert (before.until, taken.until, back.until) == (taken.since, back.since, None)
    assert {taken.case_ref, back.case_ref} == {case.code}


def test_the_refusal_was_signed_numbered_sealed_and_issued_last_month(cases):
    case = the_case("refused")
    assert case.closed_at is not None
    assert timedelta(days=27) < THURSDAY - case.closed_at < timedelta(days=45)
    chain = Document.objects.get(dossier=case, kind=Document.Kind.REFUSAL_SEALED)
    assert [s["verdict"] for s in chain.verifications.get().report["signatures"]] == ["valid", "valid"]
    kinds = []
    while chain.previous is not None:
        chain = chain.previous
        kinds.append(chain.kind)
    assert kinds == ["refusal_numbered", "refusal_signed", "refusal"]
    step = Step.objects.get(dossier=case, transition="propose_refusal")
    assert "Điều 31" in step.data["clause_cited"]
    assert "hết hạn" in step.comment


def test_the_clock_stands_still_while_a_supplement_is_awaited(cases):
    case = the_case("supplement_requested")
    assert case.due_at is None
    assert case.first_received_at is not None
    assert case.suspensions.get().until is None


def test_the_leader_has_returned_a_draft_with_a_comment(cases):
    case = the_case("draft")
    step = case.steps.order_by("-id").first()
    assert step is not None
    assert (step.transition, step.by) == ("return_to_drafter", user("chutich"))
    assert "Phòng Kinh tế" in step.comment


@pytest.mark.parametrize(
    ("username", "states"),
    [
        ("vanphong", {"draft", "supplement_requested", "sent", "received", "answered"}),
        ("canboso", {"received", "sent"}),
        ("stc_truongphong", {"unit_head_review"}),
        ("cuc", {"sent", "forwarded", "received"}),
    ],
)
def test_work_lists_have_something_in_them(cases, username, states):
    waiting = waiting_for(actor_for(user=user(username), now=THURSDAY), now=THURSDAY)
    assert {one.state for one in waiting.dossiers} == states


def test_the_officer_of_the_second_province_has_its_own_cases_alone(cases):
    waiting = waiting_for(actor_for(user=user("vl_canboso"), now=THURSDAY), now=THURSDAY)
    assert {one.managing_agency.province for one in waiting.dossiers} == {"Vĩnh Long"}


@pytest.mark.parametrize("slug", ["thuebao", "canboso2", "nc_bi_khoa"])
def test_devices_for_the_walk_through_are_locked_and_free(cases, slug):
    device = token(slug)
    assert device.state == Token.State.LOCKED
    assert not device.requests.exists()
    assert not LockReport.objects.filter(token=device).exists()


def test_seals_are_in_no_case(cases):
    assert not Dossier.objects.filter(requests__subscriber__kind="organisation").exists()


def test_the_clerk_can_draft_and_submit_for_the_subscriber_at_once(cases):
    clerk = user("vanphong")
    rows = [RowInput(token_serial=token("thuebao").serial_number)]
    assert clerk.person is not None
    case = create_draft(agency=clerk.person.agency, rows=rows, by=clerk, now=THURSDAY)
    perform(dossier_id=case.public_id, act="submit_to_leader", by=clerk, now=THURSDAY)
    case.refresh_from_db()
    assert case.state == "leader_review"


def test_history_is_in_order_in_office_hours_and_past(cases):
    calendar = load_calendar()
    for case in Dossier.objects.all():
        times = list(case.steps.order_by("id").values_list("at", flat=True))
        assert times == sorted(times), case
        assert times[-1] < THURSDAY
        for at in times:
            day = at.astimezone(VIETNAM).date()
            assert calendar.opens_at(day) <= at <= calendar.closes_at(day), (case, at)
    # A notice is drafted later than what it follows.
    drafted = list(Dossier.objects.filter(parent=None).order_by("id").values_list("drafted_at", flat=True))
    assert drafted == sorted(drafted), "codes follow the dates"


def test_every_signature_of_the_history_is_valid(cases):
    signed = Document.objects.filter(kind__in=["form_signed", "form_sealed", "refusal_signed", "refusal_sealed"])
    assert signed.count() == 16 + 20 + 8, "recovery, first certificates with a notice, Mẫu 02, 04 and 05"
    for document in signed:
        assert {one.verdict for one in document.verifications.all()} == {"valid"}, document
    received = signed.filter(kind="form_sealed", dossier__profile_pinned_at__isnull=False).filter(
        dossier__procedure="token_recovery"
    )
    assert received.count() == 5
    assert all(one.verifications.count() == 2 for one in received), "verified again on receipt"


def test_only_news_is_unread_and_nothing_waits_to_be_sent(cases):
    day_ago = THURSDAY - timedelta(days=1)
    unread = Notification.objects.filter(read_at__isnull=True)
    assert unread.exists()
    assert not unread.filter(created_at__lt=day_ago).exists()
    assert Notification.objects.filter(read_at__isnull=False, created_at__lt=day_ago).count() > 30
    assert not OutboxMessage.objects.filter(done_at__isnull=True).exists()
    assert set(SigningJob.objects.values_list("state", flat=True)) == {"done"}
