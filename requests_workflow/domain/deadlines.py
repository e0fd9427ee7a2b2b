"""Legal deadlines: from a receipt and a profile value to a due instant that can explain itself, and how urgent it is.

The clock counts from receipt of a *valid* dossier (NĐ 68/2024 Điều 22), so a supplement starts it anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from requests_workflow.domain.calendar import (
    ONE_DAY,
    VIETNAM,
    DayCount,
    Explanation,
    WorkCalendar,
    add_working_days,
    working_seconds_between,
)
from requests_workflow.regulations.profile import Value

UNDECIDED = "tạm tính, có ngày chưa có văn bản quyết định"


def provisional_note(*, since: datetime, due_at: datetime, calendar: WorkCalendar) -> str:
    """What stands beside a term between two aware instants while it rests on a day without a decision; else ""."""
    first, last = since.astimezone(VIETNAM).date(), due_at.astimezone(VIETNAM).date()
    return UNDECIDED if calendar.provisional_between(first, last) else ""


def legal_day_of_receipt(received_at: datetime, calendar: WorkCalendar, *, after_hours: str) -> date:
    """The day that counts as the day of receipt.

    `after_hours`: "same_day" takes the day on the label of the document system; "next_office_opening" moves a receipt
    after closing or on a day off to the next working day. Raises ValueError for another rule or a naive time.
    """
    if received_at.tzinfo is None:
        raise ValueError("a receipt needs an aware time")
    local = received_at.astimezone(VIETNAM)
    day = local.date()
    if after_hours == "same_day":
        return day
    if after_hours != "next_office_opening":
        raise ValueError(f"unknown rule for receipt after hours {after_hours!r}")
    if calendar.is_working(day) and local <= calendar.closes_at(day):
        return day
    return calendar.next_working_day(day)


def compute_deadline(
    parameter: Value[int], received_at: datetime, calendar: WorkCalendar, receipt_after_hours: str
) -> Explanation:
    """When a term of `parameter` (unit "working_day") from a receipt ends, day by day.

    `receipt_after_hours` as in legal_day_of_receipt. Raises ValueError for a unit that is not "working_day".
    """
    if parameter.unit != "working_day":
        raise ValueError(f"a deadline in {parameter.unit!r} cannot be computed")
    received = received_at.astimezone(VIETNAM).date()
    legal = legal_day_of_receipt(received_at, calendar, after_hours=receipt_after_hours)
    found = add_working_days(legal, parameter.value, calendar)
    if legal == received:
        return found
    skipped = [DayCount(received, False, "nhận sau giờ hành chính, chuyển sang ngày làm việc kế tiếp")]
    day = received + ONE_DAY
    while day < legal:
        skipped.append(DayCount(day, False, calendar.explain(day)))
        day += ONE_DAY
    provisional = found.provisional or any(calendar.is_provisional(one.date) for one in skipped)
    return replace(found, days=(*skipped, *found.days), provisional=provisional)


class ClockEvent(StrEnum):
    """What moves the clock of a case."""

    RECEIVED = "received"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Clock:
    """`first_receipt` and `valid_receipt` are what reports show; the term runs from `valid_receipt` while `running`."""

    first_receipt: datetime | None = None
    valid_receipt: datetime | None = None
    running: bool = False


def read_clock(events: Iterable[tuple[ClockEvent, datetime]]) -> Clock:
    """Replay the events of a case in order: a request for a supplement voids the receipt, the next receipt restarts.

    Raises ValueError when an event is earlier than the one before it.
    """
    clock, last = Clock(), None
    for event, at in events:
        if last is not None and at < last:
            raise ValueError("clock events are not in order")
        last = at
        if event is ClockEvent.RECEIVED:
            clock = Clock(clock.first_receipt or at, at, running=True)
        elif event is ClockEvent.SUPPLEMENT_REQUESTED:
            clock = Clock(clock.first_receipt, None, running=False)
        else:
            clock = replace(clock, running=False)
    return clock


class Urgency(StrEnum):
    """How near a deadline is, from calm to late."""

    RUNNING = "running"
    DUE_TODAY = "due_today"
    NEARLY_DUE = "nearly_due"
    OVERDUE = "overdue"

    @property
    def label(self) -> str:
        """The Vietnamese word for a status chip."""
        return {"running": "Trong hạn", "due_today": "Đến hạn hôm nay", "nearly_due": "Sắp đến hạn"}.get(
            self.value, "Quá hạn"
        )


def urgency(now: datetime, due_at: datetime, calendar: WorkCalendar, *, nearly_due_working_hours: int) -> Urgency:
    """OVERDUE after the due instant; NEARLY_DUE within that many office hours of it; DUE_TODAY on its day (+07:00)."""
    if now > due_at:
        return Urgency.OVERDUE
    if working_seconds_between(now, due_at, calendar) <= nearly_due_working_hours * 3600:
        return Urgency.NEARLY_DUE
    if now.astimezone(VIETNAM).date() == due_at.astimezone(VIETNAM).date():
        return Urgency.DUE_TODAY
    return Urgency.RUNNING
