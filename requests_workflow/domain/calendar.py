"""The working-day calendar: which day counts, how long the offices are open, and how a count came about.

BLDS 2015 Điều 147–148: the day of the event is not counted; a term that ends on a day off ends on the next working day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

# Legal instants are Vietnamese time, which has had no summer time since long before the first certificate.
VIETNAM = timezone(timedelta(hours=7), "+07:00")
ONE_DAY = timedelta(days=1)
# Longest run of days searched for one working day: no calendar closes the offices for two months.
LONGEST_CLOSURE = 62

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class CalendarError(ValueError):
    """The calendar cannot answer: no office hours, or no working day within LONGEST_CLOSURE days."""


@dataclass(frozen=True)
class DayRule:
    """A day that differs from the plain week: `kind` is "off" or "work" (a make-up day), with its decision."""

    kind: str
    reason: str
    legal_ref: str
    provisional: bool = False

    def __post_init__(self) -> None:
        if self.kind not in {"off", "work"}:
            raise ValueError(f"unknown kind of day {self.kind!r}")


@dataclass(frozen=True)
class DayCount:
    """One day of a count: whether it counts and why, in Vietnamese."""

    date: date
    counts: bool
    why: str


@dataclass(frozen=True)
class Explanation:
    """A due day with its proof. `due_at` is the end of office hours of `due_date` (+07:00); `days` start at the event.

    `provisional` says that a day of the count has no decision yet, or lies beyond the years with known holidays.
    """

    due_date: date
    due_at: datetime
    days: tuple[DayCount, ...]
    calendar_version: str
    provisional: bool = False

    def as_json(self) -> dict[str, object]:
        """Plain JSON values: due_date, due_at, calendar_version, provisional, days [{date, counts, why}]."""
        return {
            "due_date": self.due_date.isoformat(),
            "due_at": self.due_at.isoformat(),
            "calendar_version": self.calendar_version,
            "provisional": self.provisional,
            "days": [{"date": day.date.isoformat(), "counts": day.counts, "why": day.why} for day in self.days],
        }


@dataclass(frozen=True)
class WorkCalendar:
    """Monday to Friday, corrected by `days`. `office_hours` maps a weekday (0 = Monday) to spans of opening.

    A make-up day on a weekday without spans keeps the hours of the first weekday that has some. `version` names the
    data, so that a stored deadline says which calendar it was computed with.
    """

    days: Mapping[date, DayRule]
    office_hours: Mapping[int, tuple[tuple[time, time], ...]]
    version: str
    _years: frozenset[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not any(self.office_hours.values()):
            raise CalendarError("a calendar needs office hours")
        object.__setattr__(self, "days", dict(self.days))
        object.__setattr__(self, "_years", frozenset(day.year for day in self.days))

    def is_working(self, day: date) -> bool:
        """Whether the offices work on this day."""
        rule = self.days.get(day)
        return rule.kind == "work" if rule else day.weekday() < 5

    def is_provisional(self, day: date) -> bool:
        """Whether the answer for this day may still change: its rule has no decision, or its year has no rows."""
        rule = self.days.get(day)
        return rule.provisional if rule else day.year not in self._years

    def provisional_between(self, first: date, last: date) -> bool:
        """Whether a term from `first` to `last` (both included) rests on a day without a decision."""
        return any(self.is_provisional(day) for day in _days(first, last))

    def explain(self, day: date) -> str:
        """Why the day counts or not, in Vietnamese, with the decision that made it so."""
        rule, weekday = self.days.get(day), _WEEKDAYS[day.weekday()]
        if rule:
            kind = "ngày làm bù" if rule.kind == "work" else "ngày nghỉ"
            note = " (tạm tính, chưa có văn bản)" if rule.provisional else ""
            return f"{kind}: {rule.reason}; căn cứ: {rule.legal_ref}{note}"
        if day.weekday() >= 5:
            return f"{weekday}, nghỉ hằng tuần"
        note = f" (chưa có lịch nghỉ năm {day.year})" if day.year not in self._years else ""
        return f"{weekday}, ngày làm việc{note}"

    def hours(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The spans in which the offices are open on this day (+07:00); empty on a day off."""
        if not self.is_working(day):
            return ()
        spans = self.office_hours.get(day.weekday()) or next(
            self.office_hours[weekday] for weekday in sorted(self.office_hours) if self.office_hours[weekday]
        )
        return tuple(
            (datetime.combine(day, opens, VIETNAM), datetime.combine(day, closes, VIETNAM)) for opens, closes in spans
        )

    def opens_at(self, day: date) -> datetime:
        """When the offices open on a working day. Raises CalendarError on a day off."""
        return self._spans(day)[0][0]

    def closes_at(self, day: date) -> datetime:
        """When the offices close on a working day. Raises CalendarError on a day off."""
        return self._spans(day)[-1][1]

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`. Raises CalendarError when there is none within LONGEST_CLOSURE days."""
        for _ in range(LONGEST_CLOSURE):
            day += ONE_DAY
            if self.is_working(day):
                return day
        raise CalendarError(f"no working day within {LONGEST_CLOSURE} days before {day}")

    def working_days_between(self, after: date, until: date) -> int:
        """Working days d with after < d <= until; 0 when `until` is not later."""
        return sum(self.is_working(day) for day in _days(after + ONE_DAY, until))

    def _spans(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        spans = self.hours(day)
        if not spans:
            raise CalendarError(f"{day} is a day off")
        return spans


def add_working_days(start: date, n: int, calendar: WorkCalendar) -> Explanation:
    """The end of a term of `n` working days after an event on `start`; the day of the event is not counted.

    A term of 0 days ends on `start`, or on the next working day where `start` is off. Raises ValueError for a negative
    `n`, CalendarError when the calendar has no working day to end on.
    """
    if n < 0:
        raise ValueError("a term has no negative length")
    days = [DayCount(start, False, f"ngày phát sinh, không tính ({calendar.explain(start)})")]
    due = start
    for _ in range(n):
        last, due = due, calendar.next_working_day(due)
        days += [DayCount(day, calendar.is_working(day), calendar.explain(day)) for day in _days(last + ONE_DAY, due)]
    if n == 0 and not calendar.is_working(start):
        due = calendar.next_working_day(start)
        days += [DayCount(day, day == due, calendar.explain(day)) for day in _days(start + ONE_DAY, due)]
    return Explanation(
        due_date=due,
        due_at=calendar.closes_at(due),
        days=tuple(days),
        calendar_version=calendar.version,
        provisional=any(calendar.is_provisional(day.date) for day in days),
    )


def working_seconds_between(a: datetime, b: datetime, calendar: WorkCalendar) -> int:
    """Seconds of office hours from `a` to `b` (aware instants); negative when `b` comes first."""
    if b < a:
        return -working_seconds_between(b, a, calendar)
    first, last = a.astimezone(VIETNAM).date(), b.astimezone(VIETNAM).date()
    total = timedelta()
    for day in _days(first, last):
        for opens, closes in calendar.hours(day):
            total += max(min(closes, b) - max(opens, a), timedelta())
    return int(total.total_seconds())


def remaining_in_words(now: datetime, due_at: datetime, calendar: WorkCalendar) -> str:
    """What is left, or how late it is, in Vietnamese: days between +07:00 dates, hours on the last half day."""
    now, due_at = now.astimezone(VIETNAM), due_at.astimezone(VIETNAM)
    today, due = now.date(), due_at.date()
    if now > due_at:
        late = calendar.working_days_between(due, today)
        return f"quá hạn {late} ngày làm việc" if late else f"quá hạn từ {due_at:%H:%M} ngày {due:%d/%m/%Y}"
    if today < due and (left := calendar.working_days_between(today, due)):
        return f"còn {left} ngày làm việc"
    seconds = working_seconds_between(now, due_at, calendar)
    if today == due and seconds > 4 * 3600:
        return f"đến hạn trước {due_at:%H:%M} hôm nay"
    if seconds >= 3600:
        return f"còn {seconds // 3600} giờ làm việc"
    return f"còn {seconds // 60} phút làm việc" if seconds >= 60 else "còn dưới 1 phút làm việc"


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
