"""Deadlines as calendar files (.ics, RFC 5545): one event a deadline, with an alarm; a later file replaces an earlier.

The UID stays the same for a dossier and its parameter. SEQUENCE grows by two with every computation of the term, so
that a cancellation (odd) fits between two of them. Nothing in a file is personal: the code of the dossier, the instant
and the clause.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from icalendar import Alarm, Calendar, Event

from directory.models import User
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.models import CalendarEntry, DeadlineRecord, Dossier, OutboxMessage
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.services import outbox

PRODUCT_ID = "-//Chứng thư chữ ký số chuyên dùng công vụ//Hạn xử lý//VI"
PUBLISH, CANCEL = "PUBLISH", "CANCEL"
FILE_NAME = "han-xu-ly.ics"


@dataclass(frozen=True, kw_only=True)
class CalendarFile:
    """The file of one deadline: `method` is PUBLISH or CANCEL, `sequence` grows with each version."""

    dossier: Dossier
    parameter: str
    method: str
    sequence: int
    event: Event

    @property
    def text(self) -> str:
        """The whole .ics, lines ended by CRLF and folded."""
        return write(files=[self])

    def payload(self) -> dict[str, Any]:
        """What a letter in the outbox carries: keys `calendar` and `calendar_method`."""
        return {"calendar": self.text, "calendar_method": self.method}


def write(*, files: Sequence[CalendarFile]) -> str:
    """One .ics with all events. Raises ValueError for none, or for files of different methods."""
    methods = {one.method for one in files}
    if len(methods) != 1:
        raise ValueError("one calendar has one method")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT_ID)
    calendar.add("version", "2.0")
    calendar.add("method", methods.pop())
    for one in files:
        calendar.add_component(one.event)
    return str(calendar.to_ical().decode())


def deadline_file(*, dossier: Dossier, now: datetime) -> CalendarFile | None:
    """The dossier's newest deadline: to publish while it runs, to cancel once it does not; None without any."""
    return deadline_files(dossiers=[dossier], now=now).get(dossier.pk)


def deadline_files(*, dossiers: Iterable[Dossier], now: datetime) -> dict[int, CalendarFile]:
    """By id of the dossier, as `deadline_file`; one query."""
    by_id = {dossier.pk: dossier for dossier in dossiers}
    records: dict[int, list[DeadlineRecord]] = {}
    for record in DeadlineRecord.objects.filter(dossier_id__in=by_id).order_by("id"):
        records.setdefault(record.dossier_id, []).append(record)
    return {pk: _file(dossier=by_id[pk], records=found, now=now) for pk, found in records.items()}


def note_sent(*, users: Iterable[User], files: Iterable[CalendarFile], now: datetime) -> None:
    """Remembers which version these people hold, so that a change or an end of the deadline reaches them."""
    for one in files:
        for user in users:
            CalendarEntry.objects.update_or_create(
                recipient=user,
                dossier=one.dossier,
                parameter=one.parameter,
                defaults={
                    "sequence": one.sequence,
                    "sent_at": now,
                    "cancelled_at": now if one.method == CANCEL else None,
                },
            )


def send_changes(*, now: datetime) -> int:
    """Replaces or cancels what people hold and what holds no longer: one letter a person and method.

    Returns how many letters. These are for the calendar programme, so they go at once and are no notice. Each person is
    one transaction, under a lock of what they hold: of two runs at a time one sends, and a failed one loses one person.
    """
    people = {entry.recipient_id for entry, _ in _changed(now=now)}
    sent = 0
    for person in sorted(people):
        with transaction.atomic():
            sent += _send_to(person, now=now)
    return sent


def _send_to(recipient_id: int, *, now: datetime) -> int:
    letters: dict[str, tuple[User, list[CalendarFile]]] = {}
    for entry, one in _changed(now=now, locked_for=recipient_id):
        letters.setdefault(one.method, (entry.recipient, []))[1].append(one)
    for method, (user, found) in letters.items():
        codes = ", ".join(one.dossier.code for one in found)
        words = "Bỏ hạn khỏi lịch" if method == CANCEL else "Hạn mới trong lịch"
        outbox.put(
            kind=OutboxMessage.Kind.EMAIL,
            payload={
                "to": user.email,
                "subject": f"{words}: {codes}"[:200],
                "body": f"{words}: {codes}. Mở tệp lịch kèm theo để lịch của bạn được cập nhật.",
                "calendar": write(files=found),
                "calendar_method": method,
            },
            now=now,
        )
        note_sent(users=[user], files=found, now=now)
    return len(letters)


def _changed(*, now: datetime, locked_for: int | None = None) -> list[tuple[CalendarEntry, CalendarFile]]:
    """What somebody holds, beside the newer file; of one person, locked, without what another transaction holds."""
    runs_again = Q(dossier__answered_at=None, dossier__closed_at=None, dossier__due_at__isnull=False)
    held = CalendarEntry.objects.filter(Q(cancelled_at__isnull=True) | runs_again, recipient__is_active=True)
    if locked_for is not None:
        held = held.filter(recipient_id=locked_for).select_for_update(of=("self",), skip_locked=True)
    entries = list(held.select_related("recipient", "dossier").order_by("recipient_id", "id"))
    files = deadline_files(dossiers=[entry.dossier for entry in entries], now=now)
    return [
        (entry, one)
        for entry in entries
        if (one := files.get(entry.dossier_id)) and one.sequence > entry.sequence and entry.recipient.email
    ]


def _file(*, dossier: Dossier, records: Sequence[DeadlineRecord], now: datetime) -> CalendarFile:
    record = records[-1]
    count = sum(one.parameter == record.parameter for one in records)
    runs = record.superseded_at is None and not (dossier.answered_at or dossier.closed_at)
    sequence = 2 * (count - 1) + (0 if runs else 1)
    due = record.due_at.astimezone(VIETNAM)
    event = Event()
    event.add("uid", f"{dossier.public_id}-{record.parameter}")
    event.add("sequence", sequence)
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("dtstart", record.due_at)
    event.add("summary", f"Hạn xử lý hồ sơ {dossier.code}")
    event.add("status", "CONFIRMED" if runs else "CANCELLED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if runs:
        event.add("description", f"Phải xong trước {due:%H:%M ngày %d/%m/%Y}. Căn cứ: {record.clause}.")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -timedelta(hours=profile_by_code(dossier.profile_code).nearly_due_working_hours.value))
        alarm.add("description", f"Sắp đến hạn xử lý hồ sơ {dossier.code}: {due:%H:%M ngày %d/%m/%Y}")
        event.add_component(alarm)
    return CalendarFile(
        dossier=dossier,
        parameter=record.parameter,
        method=PUBLISH if runs else CANCEL,
        sequence=sequence,
        event=event,
    )
