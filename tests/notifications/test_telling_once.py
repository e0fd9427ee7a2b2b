"""One letter a recipient, kind and day; what asks for a move is settled with it; a lost worker repeats one letter."""

import threading
from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.db import connection, transaction
from icalendar import Event

from directory.domain.roles import Role
from directory.models import Person, User
from requests_workflow.models import CalendarEntry, DeadlineRecord, DeliveryAttempt, Notification, OutboxMessage
from requests_workflow.selectors.why_not_told import why_of_dossier
from requests_workflow.services import outbox
from requests_workflow.services.alerts import watch_deadlines
from requests_workflow.services.calendar_files import CalendarFile, send_changes
from requests_workflow.services.digests import send_morning_digests
from requests_workflow.services.notify import subscribers_of, tell
from requests_workflow.services.notify_custody import tell_previous_holders
from requests_workflow.services.settling import settle
from tests import world
from tokens.models import Custody, DeviceReturn

# Thursday 19/11/2026, 10:00 in Vietnam, and the next working morning.
THURSDAY = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)
FRIDAY_730 = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)
SATURDAY = FRIDAY_730 + timedelta(days=1)


class WorkerDied(BaseException):
    """Not an Exception: what kills a worker is caught by nobody."""


@pytest.fixture
def clerk(db: None) -> User:
    user = world.make_user("Lò Thị Mai", Role.CLERK, agency=world.make_agency("UBND xã Nà Cang"))
    User.objects.filter(pk=user.pk).update(email="lothimai@nacang.example")
    user.refresh_from_db()
    return user


def say(user: User, event: str, *, now: datetime = THURSDAY, kind: str = "accept", **values: Any) -> int:
    values = {"dossier": None, "url": "/"} | values
    return tell(users=[user], kind=kind, title=f"Tin {event}", body="Nội dung", event=event, now=now, **values)


def letters() -> list[str]:
    return [one.payload["subject"] for one in OutboxMessage.objects.filter(kind="email").order_by("id")]


def test_the_second_letter_of_a_kind_waits_for_the_morning_digest(clerk: User):
    assert [say(clerk, "1"), say(clerk, "2"), say(clerk, "3", kind="seal"), say(clerk, "1")] == [1, 1, 1, 0]
    assert letters() == ["Tin 1", "Tin 3"]
    assert Notification.objects.count() == 3
    assert Notification.objects.get(title="Tin 2").mail == "held"

    before_half_past = FRIDAY_730 - timedelta(minutes=1)
    assert send_morning_digests(now=before_half_past) == 0
    assert send_morning_digests(now=SATURDAY) == 0
    # Nobody worked at 07:30: the run of 10:00 makes up for it, and that of 10:10 tells nobody twice.
    assert send_morning_digests(now=FRIDAY_730 + timedelta(hours=2, minutes=30)) == 1
    assert send_morning_digests(now=FRIDAY_730 + timedelta(hours=2, minutes=40)) == 0
    digest = Notification.objects.get(kind="morning_digest")
    assert digest.title == "Việc của bạn ngày 20/11/2026: thông báo chưa có thư riêng 1"
    assert "- Tin 2" in digest.body
    assert "Tin 1" not in digest.body
    assert Notification.objects.get(title="Tin 2").digested_at is not None
    assert say(clerk, "4", now=FRIDAY_730) == 1  # a new day, a new letter
    assert letters()[-1] == "Tin 4"


def test_what_is_urgent_never_waits_for_the_digest(clerk: User):
    assert [say(clerk, one, kind="device_lost", urgent=True) for one in ("1", "2", "2")] == [1, 1, 0]
    assert say(clerk, "3", kind="device_lost") == 1  # the ordinary letter of the day is still to be had
    assert say(clerk, "4", kind="device_lost", urgent=True) == 1
    assert letters() == ["Tin 1", "Tin 2", "Tin 3", "Tin 4"]
    assert not Notification.objects.filter(mail="held").exists()


def test_a_notice_is_not_left_without_its_letter(clerk: User):
    class Unwritable(CalendarFile):
        def payload(self) -> dict[str, Any]:
            raise OSError("no memory")

    assert clerk.person is not None
    dossier = world.make_dossier(clerk.person.agency, by=clerk)
    file = Unwritable(dossier=dossier, parameter="recovery", method="PUBLISH", sequence=0, event=Event())
    with pytest.raises(OSError, match="no memory"):
        say(clerk, "1", calendar=file)
    assert not Notification.objects.exists()
    assert say(clerk, "1") == 1
    assert letters() == ["Tin 1"]


def test_who_is_to_receive_the_device_of_an_organisation_or_a_system_hears_of_it(clerk: User):
    assert clerk.person is not None
    body = clerk.person.agency
    row = world.make_request(world.make_dossier(body, by=clerk), person=clerk.person)
    for subscriber in (None, world.make_subscriber(body)):
        for procedure in ("individual_issue", "organisation_issue", "system_issue"):
            row.subscriber, row.procedure = subscriber, procedure
            row.save()
            assert subscribers_of(row.dossier, request=row) == [clerk], procedure


def test_an_account_without_address_or_switched_off_gets_no_letter_and_the_page_says_why(clerk: User):
    assert clerk.person is not None
    dossier = world.make_dossier(clerk.person.agency, by=clerk)
    User.objects.filter(pk=clerk.pk).update(email="")
    clerk.refresh_from_db()
    say(clerk, "1", dossier=dossier, url="", asks_in="draft")
    assert letters() == []
    assert Notification.objects.get().mail == "no_address"
    said = " ".join(line for one in why_of_dossier(dossier=dossier, now=THURSDAY) for line in one.lines)
    assert "không gửi thư vì tài khoản không có địa chỉ" in said
    assert "Chưa nhận hồ sơ hợp lệ nên chưa tính hạn" in said
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    clerk.refresh_from_db()
    assert say(clerk, "2", dossier=dossier) == 0
    said = " ".join(line for one in why_of_dossier(dossier=dossier, now=SATURDAY) for line in one.lines)
    assert "tài khoản đã ngừng hoạt động nên không được báo" in said
    assert "nghỉ hằng tuần; ngày nghỉ không báo hạn" in said


def test_what_was_asked_is_settled_by_the_move_and_what_only_informs_is_not(clerk: User):
    assert clerk.person is not None
    dossier = world.make_dossier(clerk.person.agency, by=clerk)
    row = world.make_request(dossier, state="recovered")
    say(clerk, "1", kind="a", dossier=dossier, asks_in="draft")
    say(clerk, "2", kind="b", dossier=dossier, asks_in="leader_review")
    say(clerk, "3", kind="c", dossier=dossier)
    say(clerk, "4", kind="d", dossier=dossier, asks_in="recovered", request_id=row.pk)
    say(clerk, "5", kind="e", dossier=dossier, asks_in="pending", request_id=row.pk)
    assert settle(now=FRIDAY_730, dossier=dossier) == 2
    assert settle(now=FRIDAY_730) == 0
    unread = Notification.objects.filter(read_at=None).order_by("id")
    assert list(unread.values_list("title", flat=True)) == ["Tin 1", "Tin 3", "Tin 4"]
    assert set(Notification.objects.filter(settled_at=FRIDAY_730).values_list("title", flat=True)) == {"Tin 2", "Tin 5"}


def test_a_failed_letter_leaves_a_row_for_each_try(clerk: User):
    say(clerk, "1")
    sent: list[str] = []

    def refuse(payload: dict[str, Any]) -> None:
        no = (550, b"5.1.1 <lothimai@nacang.example>: unknown")
        raise SMTPRecipientsRefused({payload["to"]: no, "khac@nacang.example": no})

    outbox.dispatch(senders={"email": refuse}, now=THURSDAY)
    kept = OutboxMessage.objects.get().last_error
    outbox.dispatch(senders={"email": lambda payload: sent.append(payload["to"])}, now=THURSDAY + timedelta(seconds=5))
    first, second = DeliveryAttempt.objects.order_by("id")
    assert (first.result, first.address) == ("failed", "l•••i@nacang.example")
    for text in (first.error, kept):
        assert "'l•••i@nacang.example': (550, b'5.1.1 <l•••i@nacang.example>: unknown')" in text
        assert "k•••c@nacang.example" in text
        assert "lothimai" not in text
    assert (second.result, second.may_repeat, second.notification) == ("sent", False, Notification.objects.get())
    assert sent == ["lothimai@nacang.example"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_between_letter_and_mark_repeats_it_once_at_most():
    user = world.make_user("Lò Thị Mai", Role.CLERK, agency=world.make_agency("UBND xã"))
    User.objects.filter(pk=user.pk).update(email="lothimai@nacang.example")
    user.refresh_from_db()
    say(user, "1")
    sent: list[str] = []

    def send_and_die(payload: dict[str, Any]) -> None:
        sent.append(payload["subject"])
        raise WorkerDied

    def work(now: datetime) -> None:
        try:
            outbox.dispatch(senders={"email": send_and_die}, now=now)
        except WorkerDied:
            connection.close()  # the process is gone, with whatever it had not committed

    for minutes in (0, 1, 9):  # while the lease runs nobody takes it
        work(THURSDAY + timedelta(minutes=minutes))
    assert sent == ["Tin 1"]
    for minutes in (11, 22, 33, 44):
        work(THURSDAY + timedelta(minutes=minutes))
    assert sent == ["Tin 1", "Tin 1"]
    tries = list(DeliveryAttempt.objects.order_by("id").values_list("result", "may_repeat"))
    assert tries == [("unknown", False), ("unknown", True)]
    message = OutboxMessage.objects.get()
    assert message.done_at is not None
    assert message.last_error == outbox.LOST_TWICE


@pytest.mark.django_db(transaction=True)
def test_of_two_runs_at_a_time_one_sends_the_calendar_file():
    user = world.make_user("Lò Thị Mai", Role.CLERK, agency=world.make_agency("UBND xã"))
    User.objects.filter(pk=user.pk).update(email="lothimai@nacang.example")
    assert user.person is not None
    dossier = world.make_dossier(user.person.agency, by=user)
    term = {"dossier": dossier, "parameter": "recovery_deadline"}
    times = {"starts_at": THURSDAY, "due_at": FRIDAY_730, "computed_at": THURSDAY, "superseded_at": THURSDAY}
    DeadlineRecord.objects.create(**term, **times, explanation={"days": []}, clause="Điều 15")
    CalendarEntry.objects.create(**term, recipient=user, sequence=0, sent_at=THURSDAY)
    other: list[int] = []

    def overlapping() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
            other.append(send_changes(now=THURSDAY))
        finally:
            connection.close()

    with transaction.atomic():  # the first run has written and not committed
        assert send_changes(now=THURSDAY) == 1
        thread = threading.Thread(target=overlapping)
        thread.start()
        thread.join()
    assert other == [0]
    assert send_changes(now=FRIDAY_730) == 0
    assert letters() == [f"Bỏ hạn khỏi lịch: {dossier.code}"]


def test_the_previous_holder_is_told_once_and_not_of_history(clerk: User, django_assert_num_queries: Any):
    assert clerk.person is not None
    body = clerk.person.agency
    other: Person = world.make_person("Vàng A Páo", agency=body)
    old, new = (world.make_token(serial, agency=body) for serial in ("CU-1", "MOI-1"))
    for token, moved in ((new, THURSDAY - timedelta(hours=1)), (old, THURSDAY - timedelta(days=30))):
        terms = {"token": token, "holder_agency": body, "condition": "Nguyên vẹn", "reason": "Đổi người giữ"}
        Custody.objects.create(**terms, holder_person=clerk.person, since=moved - timedelta(days=9), until=moved)
        Custody.objects.create(**terms, holder_person=other, since=moved)
    assert tell_previous_holders(now=THURSDAY) == 1
    with django_assert_num_queries(2):
        assert tell_previous_holders(now=THURSDAY + timedelta(minutes=5)) == 0
    notice = Notification.objects.get(kind="custody_left")
    assert notice.recipient == clerk
    assert notice.title == "Thiết bị MOI-1 không còn do bạn giữ"
    assert "Vàng A Páo" in notice.body


def test_a_device_to_be_given_back_grows_louder_until_it_is_back(clerk: User):
    assert clerk.person is not None
    body = clerk.person.agency
    head = world.make_user("Giàng A Dơ", Role.AGENCY_LEADER, agency=body)
    subscriber = world.make_subscriber(clerk.person)
    token = world.make_token("TRA-1", subscriber=subscriber)
    duty = DeviceReturn.objects.create(
        token=token,
        certificate=world.make_certificate(subscriber),
        managing_agency=body,
        cause="revoked",
        starts_at=THURSDAY - timedelta(days=6),
        due_at=THURSDAY + timedelta(hours=7),
        explanation={"days": []},
        clause="Điều 20",
        opened_at=THURSDAY - timedelta(days=6),
    )
    assert watch_deadlines(now=THURSDAY) == 1
    assert watch_deadlines(now=THURSDAY + timedelta(minutes=5)) == 0
    assert watch_deadlines(now=FRIDAY_730 + timedelta(hours=1)) == 2
    late = Notification.objects.get(recipient=head)
    assert (late.kind, late.url) == ("device_return_100", f"/thiet-bi/{token.public_id}/")
    assert late.title.startswith("Giao nộp thiết bị TRA-1: quá hạn")
    assert Notification.objects.get(kind="device_return_80").settled_at is not None
    duty.settled_at, duty.outcome = FRIDAY_730, "returned"
    duty.save()
    assert watch_deadlines(now=FRIDAY_730 + timedelta(hours=2)) == 0
    assert not Notification.objects.filter(settled_at=None).exists()
