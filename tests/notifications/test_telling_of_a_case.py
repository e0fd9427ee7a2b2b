"""A received Mẫu 06 as its people hear of it: levels, calendar files, the morning digest, and why nobody was told."""

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from icalendar import Calendar

from requests_workflow.models import (
    CalendarEntry,
    DeadlineRecord,
    DeliveryAttempt,
    Dossier,
    Notification,
    OutboxMessage,
)
from requests_workflow.services import outbox
from requests_workflow.services.alerts import watch_deadlines
from requests_workflow.services.calendar_files import deadline_file
from requests_workflow.services.digests import plan_morning_digests, send_morning_digests
from requests_workflow.tasks import SENDERS
from tests import world as people
from tests.cases.driver import CLAUSE, REASON, Driver, user

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


def at(day: date, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day.isoformat()}T{clock}:00+07:00").astimezone(UTC)


@pytest.fixture(scope="module")
def opening():
    return lambda drive: drive.received()


@pytest.fixture(autouse=True)
def quiet(case: Dossier) -> None:
    """What the way here put into the outbox is sent already."""
    OutboxMessage.objects.update(done_at=case.drafted_at)


def event_of(text: str) -> Any:
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    return event


def sent_files(now: datetime) -> list[tuple[str, str]]:
    """Recipient and calendar of each letter that the dispatcher now sends."""
    mail.outbox.clear()
    outbox.dispatch(senders=SENDERS, now=now)
    found = []
    for letter in mail.outbox:
        # As it leaves and is read at the other end.
        received = message_from_bytes(letter.message().as_bytes(), policy=default)
        for part in received.iter_attachments():
            assert (part.get_filename(), part.get_content_type()) == ("han-xu-ly.ics", "text/calendar")
            text = bytes(part.get_payload(decode=True)).decode()
            assert part["Content-Type"].params["method"] == Calendar.from_ical(text)["METHOD"]
            assert "\n" not in text.replace("\r\n", "")
            found.append((letter.to[0], text))
    return found


def test_the_calendar_follows_the_deadline_from_its_letter_to_its_end(drive: Driver, case: Dossier):
    officer = user("canboso").email
    watch_deadlines(now=at(FRIDAY, "10:00"))
    ((to, text),) = sent_files(at(FRIDAY, "10:00"))
    assert to == officer
    assert Calendar.from_ical(text)["METHOD"] == "PUBLISH"
    first = event_of(text)
    assert (first["UID"], first["SEQUENCE"]) == (f"{case.public_id}-recovery_deadline", 0)
    assert first["DTSTART"].dt == at(FRIDAY, "17:00")
    (alarm,) = first.walk("VALARM")
    assert alarm["TRIGGER"].dt.total_seconds() == -2 * 3600
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    for private in (case.drafted_by.get_full_name(), *(row.name for row in case.requests.all()), officer):
        assert private not in text.replace("\r\n ", "")
    assert DeliveryAttempt.objects.latest("id").channel == "email_ics"

    # The calendar of working days changed: the same event, moved.
    now = at(FRIDAY, "11:00")
    old = DeadlineRecord.objects.get(dossier=case, superseded_at=None)
    DeadlineRecord.objects.filter(pk=old.pk).update(superseded_at=now)
    old.pk, old.due_at, old.computed_at = None, at(MONDAY, "17:00"), now
    old.save()
    Dossier.objects.filter(pk=case.pk).update(due_at=old.due_at)
    watch_deadlines(now=now)
    ((_, text),) = sent_files(now)
    moved = event_of(text)
    assert (moved["UID"], moved["SEQUENCE"], moved["DTSTART"].dt) == (first["UID"], 2, at(MONDAY, "17:00"))
    watch_deadlines(now=at(FRIDAY, "11:05"))
    assert sent_files(at(FRIDAY, "11:05")) == []

    # Asked for a supplement: the clock stands still, the event is taken back, the notice is settled.
    drive.now = at(FRIDAY, "13:40")
    drive.act(case, "return_for_supplement", by="canboso", reason=f"{REASON} Số định danh 099000000123.", clause=CLAUSE)
    asked = Notification.objects.filter(kind="return_for_supplement").first()
    assert asked is not None
    assert "Số định danh 0990••••••23" in asked.body
    assert not Notification.objects.filter(kind__startswith="deadline_", settled_at=None).exists()
    watch_deadlines(now=drive.now)
    ((to, text),) = sent_files(drive.now)
    gone = event_of(text)
    assert to == officer
    assert Calendar.from_ical(text)["METHOD"] == "CANCEL"
    assert (gone["UID"], gone["SEQUENCE"], gone["STATUS"]) == (first["UID"], 3, "CANCELLED")
    assert not CalendarEntry.objects.filter(cancelled_at=None).exists()
    watch_deadlines(now=at(FRIDAY, "14:00"))
    assert sent_files(at(FRIDAY, "14:00")) == []


def test_the_file_on_the_case_page_and_the_reasons_of_a_case(
    drive: Driver, case: Dossier, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(timezone, "now", lambda: at(FRIDAY, "10:00"))
    file = deadline_file(dossier=case, now=at(FRIDAY, "10:00"))
    assert file is not None
    browser = people.client_of(user("canboso"))
    page = browser.get(f"/ho-so/{case.public_id}/").content.decode()
    assert f"/ho-so/{case.public_id}/han.ics" in page
    answer = browser.get(f"/ho-so/{case.public_id}/han.ics")
    assert answer["Content-Type"] == "text/calendar; method=PUBLISH; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="han-{case.code}.ics"'
    assert answer.content.decode() == file.text

    why = f"/thong-bao/vi-sao/?ho-so={case.code}"
    page = browser.get(why).content.decode()
    assert "sẽ báo trong 5 phút của ngày làm việc" in page
    assert "Đã qua 80 % thời hạn: chưa đến mức này; khi đến sẽ báo" in page
    # The department has no head of a unit on record: the second level tells the officer again and nobody more.
    assert "không có ai giữ vai trò lãnh đạo đơn vị nên không báo được ai" in page
    watch_deadlines(now=at(FRIDAY, "10:00"))
    outbox.dispatch(senders=SENDERS, now=at(FRIDAY, "10:00"))
    page = browser.get(why).content.decode()
    assert f"{user('canboso').get_full_name()} được báo lúc 10:00 20/11/2026" in page
    assert "thư điện tử kèm tệp lịch đến" in page
    assert user("canboso").email not in page
    # Who may not see the case learns nothing, nor does a subscriber who has a row of it.
    for stranger in ("vl_canboso", "stc_truongphong", "thuebao", "quantri"):
        page = people.client_of(user(stranger)).get(why).content.decode()
        assert "Không tìm thấy trong phạm vi bạn được xem" in page
        assert "Báo hạn" not in page
    both = browser.get("/thong-bao/vi-sao/?ho-so=A&chung-thu=B").content.decode()
    assert "không nhập cả hai" in both

    out = StringIO()
    call_command("why_not_told", case.code.lower(), stdout=out)
    assert "đã qua" in out.getvalue()
    certificate = case.requests.get(position=1).certificate
    assert certificate is not None
    call_command("why_not_told", certificate.serial_number, stdout=out)
    assert "Nhắc hết hạn" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("why_not_told", "KP-0", stdout=out)


def test_the_morning_digest_groups_by_urgency_and_comes_once(
    drive: Driver, case: Dossier, django_assert_max_num_queries: Any
):
    def planned(now: datetime) -> dict[str, tuple[str, str]]:
        return {one.recipient.username: (one.title, one.body) for one in plan_morning_digests(now=now)}

    friday = planned(at(FRIDAY, "07:30"))
    title, body = friday["canboso"]
    assert "đến hạn hôm nay 1" in title
    assert f"- {case.code} (" in body
    assert "vl_canboso" not in friday or case.code not in friday["vl_canboso"][1]
    assert planned(at(FRIDAY, "07:29")) == planned(at(date(2026, 11, 21), "09:00")) == {}
    title, body = planned(at(MONDAY, "07:30"))["canboso"]
    assert "quá hạn 1" in title
    assert body.index("Quá hạn (1):") < body.index(case.code)

    sent = send_morning_digests(now=at(MONDAY, "07:30"))
    assert sent == len(planned(at(date(2026, 11, 25), "07:30"))) > 1
    # Nor is anybody looked at again for whom nothing waited.
    with django_assert_max_num_queries(20):
        assert send_morning_digests(now=at(MONDAY, "09:00")) == 0
    assert Notification.objects.filter(kind="morning_digest").count() == sent
