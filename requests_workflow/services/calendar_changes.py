"""The calendar under four eyes: one person proposes, another decides; an approved change moves deadlines at once."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from directory.domain.roles import Role
from directory.ledger.services import record
from directory.models import User
from directory.selectors.roles import actor_for
from requests_workflow.domain.calendar import VIETNAM, CalendarError, WorkCalendar
from requests_workflow.domain.calendar_changes import (
    DECIDERS,
    PROPOSERS,
    DayProposal,
    Spans,
    changes_anything,
    faults_of,
    read_spans,
    text_faults,
    write_spans,
)
from requests_workflow.models import CalendarChange, DeadlineRecord
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.calendar_changes import rule_of
from requests_workflow.services.calendar_rows import fill_from_seed, write_days, write_hours
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError
from requests_workflow.services.recomputing import days_from, recompute_open_deadlines
from tokens.models import DeviceReturn

# Key of the advisory lock under which the calendar changes ("cal" in ASCII): two approvals never cross.
CALENDAR_LOCK = 0x63616C
SHORTEST_REJECTION, LONGEST_REJECTION = 10, 500
WEEK_HAS_HOURS = "Thứ Hai đến thứ Sáu phải có giờ làm việc. Muốn nghỉ một ngày thì đề nghị ngày nghỉ cho ngày đó."
TWICE = "Ngày này đang có một đề nghị chờ duyệt. Duyệt hoặc không duyệt đề nghị đó trước."


@dataclass(frozen=True)
class Decided:
    """What a decision did: the changes, and how many running deadlines ended elsewhere."""

    changes: tuple[CalendarChange, ...]
    moved: int = 0


@transaction.atomic
def propose_days(
    *, proposals: Sequence[DayProposal], by: User, now: datetime, source: str = ""
) -> list[CalendarChange]:
    """One batch of proposed days, in force for nobody until a second person approves.

    Raises InvalidInput (fields of DayProposal) for a fault or a change of nothing, WorkflowError for the wrong role, a
    day that waits for a decision already, or no proposal at all.
    """
    _require(by, PROPOSERS, now=now, sentence="Chỉ cán bộ xử lý của Sở được ủy quyền đề nghị thay đổi lịch làm việc.")
    if not proposals:
        raise WorkflowError("Không có thay đổi nào để đề nghị.")
    days = load_calendar().days
    for one in proposals:
        if faults := faults_of(one):
            raise InvalidInput(*(FieldError(name, text) for name, text in faults))
        if not changes_anything(one, days):
            raise InvalidInput(FieldError("date", f"Lịch đã ghi ngày {one.date:%d/%m/%Y} đúng như vậy."))
    batch = uuid.uuid4()
    return _create(
        [
            CalendarChange(
                batch=batch,
                source=source[:120],
                kind=one.kind,
                date=one.date,
                reason=one.reason,
                legal_ref=one.legal_ref,
                provisional=one.provisional,
                proposed_by=by,
                proposed_at=now,
            )
            for one in proposals
        ]
    )


@transaction.atomic
def propose_hours(
    *, weekdays: Sequence[int], spans: Spans, reason: str, legal_ref: str, by: User, now: datetime
) -> list[CalendarChange]:
    """One batch that gives each weekday (0 = Monday) these spans; empty spans take those of a Saturday or Sunday away.

    Hours make no working day: Monday to Friday keep some, and those of a weekend count on make-up days alone.
    Raises InvalidInput ("weekdays", "spans", "reason", "legal_ref"), WorkflowError as propose_days.
    """
    _require(by, PROPOSERS, now=now, sentence="Chỉ cán bộ xử lý của Sở được ủy quyền đề nghị thay đổi lịch làm việc.")
    if faults := text_faults(reason=reason, legal_ref=legal_ref):
        raise InvalidInput(*(FieldError(name, text) for name, text in faults))
    calendar = load_calendar()
    changed = [one for one in sorted(set(weekdays)) if tuple(calendar.office_hours.get(one, ())) != spans]
    if not changed:
        raise InvalidInput(FieldError("weekdays", "Giờ làm việc của các ngày đã chọn đang đúng như vậy."))
    _with_hours(calendar, dict.fromkeys(changed, spans))
    if not spans and changed[0] < 5:
        raise InvalidInput(FieldError("spans", WEEK_HAS_HOURS))
    batch = uuid.uuid4()
    return _create(
        [
            CalendarChange(
                batch=batch,
                kind=CalendarChange.Kind.HOURS,
                weekday=weekday,
                spans=write_spans(spans),
                reason=reason,
                legal_ref=legal_ref,
                proposed_by=by,
                proposed_at=now,
            )
            for weekday in changed
        ]
    )


@transaction.atomic
def decide_changes(
    *, change_ids: Sequence[uuid.UUID], approve: bool, by: User, now: datetime, rejection: str = ""
) -> Decided:
    """Decides all of these changes, or none. Approved ones are in force, and open deadlines moved, when this returns.

    Whoever proposed may take the proposal back (reject it), not approve it; nor may the same person under a second
    account. Raises InvalidInput("rejection") without a reason, WorkflowError for the wrong role, a change that was
    decided or is unknown, or a calendar that would have no working day left to end on.
    """
    _require(by, DECIDERS, now=now, sentence="Bạn không có quyền duyệt thay đổi lịch làm việc.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CALENDAR_LOCK])
    changes = list(
        CalendarChange.objects.select_for_update(of=("self",))
        .filter(public_id__in=change_ids)
        .select_related("proposed_by")
        .order_by("pk")
    )
    if not changes or len(changes) != len(set(change_ids)):
        raise WorkflowError("Chọn ít nhất một đề nghị đang chờ. Tải lại trang.")
    if any(one.decision for one in changes):
        raise WorkflowError("Người khác vừa quyết định đề nghị này. Tải lại trang để xem kết quả.")
    if not approve:
        return _reject(changes, rejection=rejection.strip(), by=by, now=now)
    if any(_same_person(one.proposed_by, by) for one in changes):
        raise WorkflowError("Bạn đã đề nghị thay đổi này. Người khác duyệt; bạn chỉ có thể rút lại.")
    touched = _apply(changes, now=now)
    _decide(changes, CalendarChange.Decision.APPROVED, by=by, now=now)
    return Decided(tuple(changes), recompute_open_deadlines(days=touched, by=by, now=now))


def touched_days(*, changes: Sequence[CalendarChange], now: datetime) -> frozenset[date]:
    """The days on which these changes bear; new office hours bear on every day from today to the last running due day.

    At most two queries.
    """
    days = frozenset(one.date for one in changes if one.date is not None)
    if all(one.kind != CalendarChange.Kind.HOURS for one in changes):
        return days
    today = now.astimezone(VIETNAM).date()
    ends = [
        DeadlineRecord.objects.filter(superseded_at__isnull=True).aggregate(last=Max("due_at"))["last"],
        DeviceReturn.objects.filter(settled_at__isnull=True).aggregate(last=Max("due_at"))["last"],
    ]
    spans = [(last.astimezone(VIETNAM).date() - today).days + 1 for last in ends if last is not None]
    return days | days_from(first=today, count=max([0, *spans]))


def proposed_calendar(*, changes: Sequence[CalendarChange], calendar: WorkCalendar) -> WorkCalendar:
    """The calendar as it would be after these changes. Raises WorkflowError where no office hours would be left."""
    days = dict(calendar.days)
    for one in changes:
        if one.date is not None and (rule := rule_of(one)) is not None:
            days[one.date] = rule
        elif one.date is not None:
            days.pop(one.date, None)
    hours = {one.weekday: read_spans(one.spans) for one in changes if one.weekday is not None}
    return replace(_with_hours(calendar, hours), days=days)


def _apply(changes: Sequence[CalendarChange], *, now: datetime) -> frozenset[date]:
    """Writes the rows; returns the days that may move deadlines, as they were before."""
    fill_from_seed()
    touched = touched_days(changes=changes, now=now)
    _refuse_endless(proposed_calendar(changes=changes, calendar=load_calendar()), touched)
    write_days(rules={one.date: rule_of(one) for one in changes if one.date is not None})
    write_hours(hours={one.weekday: read_spans(one.spans) for one in changes if one.weekday is not None})
    return touched


def _refuse_endless(calendar: WorkCalendar, days: frozenset[date]) -> None:
    try:
        for day in days:
            calendar.next_working_day(day)
    except CalendarError as error:
        raise WorkflowError("Sau thay đổi này, hai tháng liền không còn ngày làm việc nào. Xem lại đề nghị.") from error


def _with_hours(calendar: WorkCalendar, hours: dict[int, Spans]) -> WorkCalendar:
    try:
        return replace(calendar, office_hours={**calendar.office_hours, **hours})
    except CalendarError as error:
        raise WorkflowError("Phải còn ít nhất một ngày trong tuần có giờ làm việc.") from error


def _reject(changes: Sequence[CalendarChange], *, rejection: str, by: User, now: datetime) -> Decided:
    if not SHORTEST_REJECTION <= len(rejection) <= LONGEST_REJECTION:
        raise InvalidInput(
            FieldError("rejection", f"Ghi lý do không duyệt, từ {SHORTEST_REJECTION} đến {LONGEST_REJECTION} ký tự.")
        )
    _decide(changes, CalendarChange.Decision.REJECTED, by=by, now=now, rejection=rejection)
    return Decided(tuple(changes))


def _decide(changes: Sequence[CalendarChange], decision: str, *, by: User, now: datetime, rejection: str = "") -> None:
    for one in changes:
        one.decision, one.decided_by, one.decided_at, one.rejection = decision, by, now, rejection
    CalendarChange.objects.bulk_update(changes, ["decision", "decided_by", "decided_at", "rejection"])
    _note(f"calendar.{decision}", changes, by=by, now=now)


def _create(changes: list[CalendarChange]) -> list[CalendarChange]:
    try:
        with transaction.atomic():
            made = CalendarChange.objects.bulk_create(changes)
    except IntegrityError as error:
        raise WorkflowError(TWICE) from error
    _note("calendar.proposed", made, by=made[0].proposed_by, now=made[0].proposed_at)
    return made


def _note(action: str, changes: Sequence[CalendarChange], *, by: User, now: datetime) -> None:
    """One ledger entry a batch, with every change in it."""
    for batch in dict.fromkeys(one.batch for one in changes):
        record(
            action=action,
            object_type="calendar_batch",
            object_id=str(batch),
            by=by,
            at=now,
            payload={
                "changes": [
                    {
                        "id": str(one.public_id),
                        "kind": str(one.kind),
                        "about": one.date.isoformat() if one.date else f"weekday {one.weekday}",
                        "spans": one.spans,
                        "reason": one.reason,
                        "legal_ref": one.legal_ref,
                        "provisional": one.provisional,
                        "rejection": one.rejection,
                    }
                    for one in changes
                    if one.batch == batch
                ]
            },
        )


def _same_person(one: User, other: User) -> bool:
    return one.pk == other.pk or (one.person_id is not None and one.person_id == other.person_id)


def _require(by: User, roles: frozenset[Role], *, now: datetime, sentence: str) -> None:
    if not actor_for(user=by, now=now).roles & roles:
        raise WorkflowError(sentence)
