"""The telling states of demo certificates, counted from the day of loading."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from certificates.domain.validity import VIETNAM

_YEAR = 365


class Term(Enum):
    """State of a certificate on the day on which the demo is loaded."""

    CURRENT = "current"
    DAYS_120 = "days_120"
    DAYS_75 = "days_75"
    DAYS_52 = "days_52"
    DAYS_44 = "days_44"
    DAYS_34 = "days_34"
    DAYS_31 = "days_31"
    DAYS_30 = "days_30"
    DAYS_29 = "days_29"
    EXPIRED = "expired"
    EXPIRED_LATELY = "expired_lately"
    REVOKED = "revoked"
    RENEWED = "renewed"


@dataclass(frozen=True)
class Period:
    """From the first second of a +07:00 day to the last second of another."""

    not_before: datetime
    not_after: datetime


def period(*, starts: date, ends: date) -> Period:
    """The term that covers both +07:00 days whole."""
    return Period(
        datetime.combine(starts, time(0, 0), VIETNAM),
        datetime.combine(ends, time(23, 59, 59), VIETNAM),
    )


# Days before (-) and after (+) the day of loading: first and last day. One year each where the term has run nearly or
# wholly out, since the communes exist only from 01/7/2025; five years at most elsewhere (NĐ 68/2024 Điều 9.2).
_DAYS = {
    Term.CURRENT: (-200, 5 * _YEAR - 200),
    Term.DAYS_120: (120 - _YEAR, 120),
    Term.DAYS_75: (75 - _YEAR, 75),
    Term.DAYS_52: (52 - _YEAR, 52),
    Term.DAYS_44: (44 - _YEAR, 44),
    Term.DAYS_34: (34 - _YEAR, 34),
    Term.DAYS_31: (31 - _YEAR, 31),
    Term.DAYS_30: (30 - _YEAR, 30),
    Term.DAYS_29: (29 - _YEAR, 29),
    Term.EXPIRED: (-40 - _YEAR, -40),
    Term.EXPIRED_LATELY: (-3 - _YEAR, -3),
    Term.REVOKED: (-200, 5 * _YEAR - 200),
}
# Renewed 45 days before expiry (Tân Uyên 2024 §4: at least 30) by three years, counted from the old expiry (Điều 9.3).
_RENEWED_OLD = (-35 - _YEAR, -35)
_RENEWED_NEW = (-80, 3 * _YEAR - 35)
REVOKED_DAYS_AGO = 20


def term_period(*, term: Term, today: date) -> Period:
    """Term of the certificate in hand; for RENEWED that of the new one."""
    first, last = _RENEWED_NEW if term is Term.RENEWED else _DAYS[term]
    return period(starts=today + timedelta(days=first), ends=today + timedelta(days=last))


def predecessor_period(*, today: date) -> Period:
    """Term of the certificate that was renewed."""
    first, last = _RENEWED_OLD
    return period(starts=today + timedelta(days=first), ends=today + timedelta(days=last))


def revoked_at(*, today: date) -> datetime:
    """When the demo's revoked certificates were revoked: a morning three weeks ago."""
    return datetime.combine(today - timedelta(days=REVOKED_DAYS_AGO), time(9, 0), VIETNAM)
