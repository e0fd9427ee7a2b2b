"""What a coming expiry means for the one who has to act, in words: how long there is, and the lawful way on.

NĐ 68/2024 Điều 13: one renewal, filed while at least 30 days are left; otherwise a new certificate (Điều 10, 11).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from certificates.domain.filing_window import FilingWindow, Level, may_be_renewed
from certificates.domain.filing_window import level as level_on
from requests_workflow.domain.calendar import LONGEST_CLOSURE, CalendarError, WorkCalendar
from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.instruments import ND_68_2024

ONCE_ONLY = Clause(ND_68_2024, "Điều 13")
NEW_CERTIFICATE = Clause(ND_68_2024, "Điều 10, Điều 11")
RENEWAL_FORM = "Mẫu số 04"
# By kind of subscriber (directory.Subscriber.Kind): the form of a new certificate.
ISSUE_FORMS = {"individual": "Mẫu số 01", "organisation": "Mẫu số 02", "device": "Mẫu số 03"}


@dataclass(frozen=True)
class WayOn:
    """The lawful way on: `code` is "renewal" or "reissue"; `text` a sentence without its full stop."""

    code: str
    text: str
    clause: str


def way_on(*, level: Level, window: FilingWindow, renewal_count: int, kind: str, days_left_clause: Clause) -> WayOn:
    """What the managing body may still do at this level; `days_left_clause` is that of the days wanted at filing.

    Raises KeyError for an unknown kind of subscriber.
    """
    if level.is_open and may_be_renewed(renewal_count=renewal_count):
        arrival = f"hồ sơ phải đến nơi tiếp nhận chậm nhất ngày {window.last_filing_day:%d/%m/%Y}"
        return WayOn("renewal", f"Gia hạn theo {RENEWAL_FORM}; {arrival}", days_left_clause.cite())
    new = f"đề nghị cấp chứng thư mới theo {ISSUE_FORMS[kind]}, ghi số hiệu chứng thư cũ"
    if level is Level.EXPIRED:
        return WayOn("reissue", f"Đã hết hạn: {new}", NEW_CERTIFICATE.cite())
    if not may_be_renewed(renewal_count=renewal_count):
        return WayOn("reissue", f"Đã gia hạn một lần, không được gia hạn nữa: {new}", _both(ONCE_ONLY, NEW_CERTIFICATE))
    return WayOn("reissue", f"Đã quá ngày nộp hồ sơ gia hạn: {new}", _both(days_left_clause, NEW_CERTIFICATE))


def to_file_words(left: int) -> str:
    """How long a request may still be filed, for a chip; `left` days to the last filing day, negative after it."""
    if left < 0:
        return "Đã quá ngày cuối để nộp"
    return f"Còn {left} ngày để nộp" if left else "Hôm nay là ngày cuối để nộp"


def remaining_words(*, level: Level, window: FilingWindow, day: date, renewable: bool) -> str:
    """How long there is, for a chip: days to the last filing day, or to the end where a renewal is out of question."""
    left, to_file = window.days_left(day=day), window.days_to_file(day=day)
    if level is Level.EXPIRED:
        return f"Đã hết hạn {-left} ngày"
    if level.is_open and renewable:
        return to_file_words(to_file)
    ends = f"còn {left} ngày hiệu lực" if left else "hết hạn hôm nay"
    return f"Quá ngày nộp, {ends}" if renewable else ends[0].upper() + ends[1:]


def digest_level(*, day: date, window: FilingWindow, calendar: WorkCalendar) -> Level | None:
    """The level that the digest of a working day tells; D1 also on the last working day before the window closes.

    Without that, nobody would hear a last time of a filing day that lies behind days off. Raises CalendarError when no
    working day follows within LONGEST_CLOSURE days.
    """
    found = level_on(day=day, window=window)
    if found is not None and found.is_open and window.last_filing_day < calendar.next_working_day(day):
        return Level.D1
    return found


def last_working_day(*, until: date, calendar: WorkCalendar) -> date:
    """`until` itself where the offices work on it, else the last working day before.

    Raises CalendarError when there is none within LONGEST_CLOSURE days.
    """
    for back in range(LONGEST_CLOSURE):
        day = until - timedelta(days=back)
        if calendar.is_working(day):
            return day
    raise CalendarError(f"no working day within {LONGEST_CLOSURE} days before {until}")


def day_off_note(*, window: FilingWindow, calendar: WorkCalendar) -> str:
    """Says that the last filing day is a day off and which working day comes before it; "" where it is none."""
    working = last_working_day(until=window.last_filing_day, calendar=calendar)
    if working == window.last_filing_day:
        return ""
    return f"là ngày nghỉ; ngày làm việc cuối cùng trước đó là {working:%d/%m/%Y}"


def _both(first: Clause, second: Clause) -> str:
    if first.instrument == second.instrument:
        return f"{first.locator}, {second.cite()}"
    return f"{first.cite()}; {second.cite()}"
