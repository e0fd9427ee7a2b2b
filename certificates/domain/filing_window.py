"""Until when a renewal may be filed, and how near that day is (NĐ 68/2024 Điều 13: at least 30 days left).

Everything is counted between +07:00 calendar dates. Whether the day counts on which the request leaves or the one on
which it arrives is written nowhere; the product speaks of arrival, which is safe either way.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from certificates.domain.validity import VIETNAM

# NĐ 68/2024 Điều 13 (60 days under NĐ 130/2018 Điều 63): the value of a profile wins where there is one.
MIN_DAYS_LEFT = 30
# NĐ 68/2024 Điều 13: a certificate is renewed once.
MOST_RENEWALS = 1
# Who let a certificate expire is reminded of it this long; what expired earlier is history.
EXPIRED_WATCHED_DAYS = 90


class Level(StrEnum):
    """How near the last filing day is: "d30" is the band from 30 days before it down to the next smaller one."""

    D90 = "d90"
    D60 = "d60"
    D30 = "d30"
    D15 = "d15"
    D5 = "d5"
    D1 = "d1"
    PAST = "past"
    EXPIRED = "expired"

    @property
    def is_open(self) -> bool:
        """Whether the last filing day has not passed."""
        return self in OFFSETS


# Days before the last filing day at which a level begins, the farthest first.
OFFSETS = {Level.D90: 90, Level.D60: 60, Level.D30: 30, Level.D15: 15, Level.D5: 5, Level.D1: 1}


@dataclass(frozen=True)
class FilingWindow:
    """+07:00 dates: the last day on which a renewal may be filed, and the day on which the certificate ends."""

    last_filing_day: date
    expires_on: date

    def days_to_file(self, *, day: date) -> int:
        """Days from `day` to the last filing day; 0 on that day, negative after it."""
        return (self.last_filing_day - day).days

    def days_left(self, *, day: date) -> int:
        """Days from `day` to the day of expiry; negative after it."""
        return (self.expires_on - day).days


def filing_window(*, not_after: datetime, min_days_left: int) -> FilingWindow:
    """The window of a certificate that ends at `not_after` (aware): `min_days_left` days are left on its last day.

    Raises ValueError for a negative number of days or a naive instant.
    """
    if min_days_left < 0:
        raise ValueError("days left cannot be negative")
    if not_after.tzinfo is None:
        raise ValueError("`not_after` must be aware")
    expires_on = not_after.astimezone(VIETNAM).date()
    return FilingWindow(last_filing_day=expires_on - timedelta(days=min_days_left), expires_on=expires_on)


def level(*, day: date, window: FilingWindow) -> Level | None:
    """The level on that +07:00 day: the smallest offset that has been reached; None while more than 90 days remain."""
    if day > window.expires_on:
        return Level.EXPIRED
    remaining = window.days_to_file(day=day)
    if remaining < 0:
        return Level.PAST
    return next((one for one in reversed(OFFSETS) if remaining <= OFFSETS[one]), None)


def expiry_days(*, at_level: Level, day: date, min_days_left: int) -> tuple[date, date]:
    """Half-open range of days of expiry [first, end) of the certificates that stand at that level on `day`.

    The inverse of `level`; EXPIRED reaches back EXPIRED_WATCHED_DAYS days.
    """
    if at_level is Level.EXPIRED:
        return day - timedelta(days=EXPIRED_WATCHED_DAYS), day
    if at_level is Level.PAST:
        return day, day + timedelta(days=min_days_left)
    nearer = [offset for offset in OFFSETS.values() if offset < OFFSETS[at_level]]
    after = max(nearer, default=-1)
    last_day = day + timedelta(days=min_days_left)
    return last_day + timedelta(days=after + 1), last_day + timedelta(days=OFFSETS[at_level] + 1)


def may_be_renewed(*, renewal_count: int) -> bool:
    """Whether the certificate has a renewal left; after the one renewal only a new certificate leads on."""
    return renewal_count < MOST_RENEWALS
