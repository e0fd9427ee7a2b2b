"""One working day from valid receipt, explained day by day, and who is told when it runs out."""

from datetime import UTC, date, datetime

import pytest

from requests_workflow.models import DeadlineRecord, Dossier, Notification, OutboxMessage
from requests_workflow.services.alerts import watch_deadlines
from requests_workflow.services.errors import InvalidInput
from tests.cases.driver import CLAUSE, REASON, Driver, user

OFFICERS = {"canboso", "canboso2"}
FRIDAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def opening():
    return lambda drive: drive.sent()


def at(day: date, clock: str) -> datetime:
    """That wall clock in Vietnam."""
    return datetime.fromisoformat(f"{day.isoformat()}T{clock}:00+07:00").astimezone(UTC)


def told(kind: str) -> set[str]:
    return set(Notification.objects.filter(kind=kind).values_list("recipient__username", flat=True))


@pytest.mark.parametrize(
    ("received", "due", "days"),
    [
        # An ordinary morning.
        (at(date(2026, 11, 19), "09:30"), at(FRIDAY, "17:00"), [False, True]),
        # After 17:00 the label of the document system still says the same day.
        (at(date(2026, 11, 19), "18:45"), at(FRIDAY, "17:00"), [False, True]),
        # Friday evening: the weekend does not count.
        (at(FRIDAY, "20:00"), at(date(2026, 11, 23), "17:00"), [False, False, False, True]),
        # On a Sunday.
        (at(date(2026, 11, 22), "10:00"), at(date(2026, 11, 23), "17:00"), [False, True]),
    ],
)
def test_the_term_ends_with_the_office_hours_of_the_next_working_day(
    drive: Driver, case: Dossier, received: datetime, due: datetime, days: list[bool]
):
    drive.now = max(drive.now, received)
    dossier = drive.receive(case, at=received)
    assert dossier.due_at == due
    record = DeadlineRecord.objects.get(dossier=dossier)
    assert (record.starts_at, record.due_at) == (received, due)
    explained = record.explanation["days"]
    assert [day["counts"] for day in explained] == days
    assert all(day["why"] for day in explained)
    assert explained[-1]["date"] == record.explanation["due_date"] == due.date().isoformat()
    assert "Điều 13 khoản 2 điểm b" in record.clause


def test_a_receipt_cannot_be_before_the_sending_or_in_the_future(drive: Driver, case: Dossier):
    assert case.sent_at is not None
    for wrong in (case.sent_at.replace(year=2025), drive.now.replace(year=2027)):
        with pytest.raises(InvalidInput) as caught:
            drive.receive(case, at=wrong)
        assert [e.field for e in caught.value.errors] == ["legal_at"]
    assert drive.fresh(case).state == "sent"


@pytest.fixture
def received(drive: Driver, case: Dossier) -> Dossier:
    """Thursday morning; the head of a division follows the officers."""
    assert case.recipient is not None
    user("sokhcn_vanphong").memberships.create(
        agency=case.recipient, role="unit_head", valid_from=date(2026, 1, 1), is_head=True
    )
    return drive.receive(case)


def test_each_level_is_told_once_and_to_more_people(drive: Driver, received: Dossier):
    assert watch_deadlines(now=at(date(2026, 11, 19), "16:00")) == 0
    assert watch_deadlines(now=at(FRIDAY, "10:00")) == 1
    assert told("deadline_50") == {"canboso"}  # who received it has it in hand
    assert watch_deadlines(now=at(FRIDAY, "10:05")) == 0
    assert watch_deadlines(now=at(FRIDAY, "15:45")) == 2
    assert told("deadline_80") == {"canboso", "sokhcn_vanphong"}
    assert watch_deadlines(now=at(FRIDAY, "17:00")) == 0  # the last instant is in time
    assert watch_deadlines(now=at(FRIDAY, "17:01")) == 4
    assert told("deadline_100") == {"canboso", "sokhcn_vanphong", "giamdocso", "phogiamdocso"}
    assert watch_deadlines(now=at(date(2026, 11, 23), "08:00")) == 0

    words = Notification.objects.get(kind="deadline_50")
    assert words.title == f"{received.code}: đã qua 50 % thời hạn (đến hạn trước 17:00 hôm nay)"
    assert "Điều 13 khoản 2 điểm b" in words.body
    # The louder notice took the place of the two before it.
    unread = Notification.objects.filter(kind__startswith="deadline_", read_at=None)
    assert set(unread.values_list("kind", flat=True)) == {"deadline_100"}
    mails = OutboxMessage.objects.filter(kind="email", payload__subject__startswith=received.code)
    assert mails.filter(payload__to=user("giamdocso").email, payload__subject__icontains="quá hạn").count() == 1


def test_without_an_officer_in_charge_every_officer_hears(drive: Driver, received: Dossier):
    Dossier.objects.filter(pk=received.pk).update(officer=user("vanthuso"))  # who is no officer
    assert watch_deadlines(now=at(FRIDAY, "10:00")) == 2
    assert told("deadline_50") == OFFICERS


def test_on_days_off_nobody_is_told_and_monday_makes_up_for_it(drive: Driver, received: Dossier):
    assert watch_deadlines(now=at(date(2026, 11, 21), "09:00")) == 0
    assert watch_deadlines(now=at(date(2026, 11, 22), "09:00")) == 0
    assert watch_deadlines(now=at(date(2026, 11, 23), "08:00")) == 4


def test_an_answered_stopped_or_ended_case_worries_nobody(drive: Driver, received: Dossier):
    late = at(FRIDAY, "17:30")
    asked = drive.act(received, "return_for_supplement", by="canboso", reason=REASON, clause=CLAUSE)
    assert watch_deadlines(now=late) == 0
    assert asked.due_at is None


def test_a_recovered_case_is_in_time_although_the_subscriber_takes_long(drive: Driver, received: Dossier):
    dossier = drive.recover(drive.act(received, "accept", by="canboso"))
    assert watch_deadlines(now=at(FRIDAY, "17:30")) == 0
    assert not dossier.is_overdue(at=at(date(2026, 12, 1), "09:00"))


def test_a_case_recovered_after_its_term_stays_late(drive: Driver, received: Dossier):
    drive.now = at(date(2026, 11, 23), "09:00")
    dossier = drive.recover(drive.act(received, "accept", by="canboso"))
    assert dossier.is_overdue(at=drive.now)


def test_another_provinces_department_is_not_told(drive: Driver, received: Dossier):
    watch_deadlines(now=at(FRIDAY, "17:30"))
    assert not Notification.objects.filter(recipient__username__startswith="vl_").exists()
