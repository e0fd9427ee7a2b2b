"""What moved in a period: how certificates, devices and cases stood at its start, came, went and stood at its end.

Each kind of count is a frozen row of numbers that adds up with others of its kind. Balances close by what they are:
something counted once enters at most once and leaves at most once, never before it entered.
"""

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Self

# When something happened, seen from a period.
BEFORE, IN, AFTER = "before", "in", "after"


@dataclass(frozen=True)
class Counts:
    """Numbers that are added field by field."""

    def __add__(self, other: Self) -> Self:
        return type(self)(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})

    @property
    def is_empty(self) -> bool:
        """Whether every number is zero."""
        return not any(getattr(self, one.name) for one in fields(self))


def total[T: Counts](start: T, *more: T) -> T:
    """The sum; `start` alone where there is nothing more."""
    found = start
    for one in more:
        found += one
    return found


@dataclass(frozen=True, kw_only=True)
class CertificateCounts(Counts):
    """Certificates in circulation: opening + came − went = closing.

    One comes at the start of its term: issued for the first time, re-issued after expiry or revocation (NĐ 68/2024
    Điều 21), renewed (a higher renewal count) or with changed information (the predecessor's own last day). It goes
    when it is revoked, replaced by its successor, or at the end of its term, whichever is first.
    """

    opening: int = 0
    first_issued: int = 0
    reissued: int = 0
    renewed: int = 0
    changed: int = 0
    revoked: int = 0
    superseded: int = 0
    expired: int = 0
    closing: int = 0

    @property
    def came(self) -> int:
        return self.first_issued + self.reissued + self.renewed + self.changed

    @property
    def went(self) -> int:
        return self.revoked + self.superseded + self.expired

    @property
    def closes(self) -> bool:
        """Whether the balance closes."""
        return self.opening + self.came - self.went == self.closing


@dataclass(frozen=True, kw_only=True)
class TokenCounts(Counts):
    """Devices of the register: opening + received − lost − returned = closing; `recovered` counts recoveries."""

    opening: int = 0
    received: int = 0
    lost: int = 0
    returned: int = 0
    closing: int = 0
    recovered: int = 0

    @property
    def went(self) -> int:
        return self.lost + self.returned

    @property
    def closes(self) -> bool:
        """Whether the balance closes."""
        return self.opening + self.received - self.went == self.closing


@dataclass(frozen=True, kw_only=True)
class CaseCounts(Counts):
    """Cases: carried over + received = answered + withdrawn + open.

    Of those answered, `refused` are refused whole. `historic` of the received ones follow rules older than NĐ 68/2024;
    `rows` are the requests in the received ones.
    """

    carried: int = 0
    received: int = 0
    rows: int = 0
    historic: int = 0
    answered: int = 0
    refused: int = 0
    withdrawn: int = 0
    open: int = 0

    @property
    def closes(self) -> bool:
        """Whether the balance closes."""
        return self.carried + self.received == self.answered + self.withdrawn + self.open


@dataclass(frozen=True, kw_only=True)
class TermCounts(Counts):
    """Cases with a legal term: answered on time or late in the period; at its end running, waiting or overdue."""

    on_time: int = 0
    late: int = 0
    running: int = 0
    waiting: int = 0
    overdue: int = 0


@dataclass(frozen=True, kw_only=True)
class SuspensionCounts:
    """Stops of the clock that reach into the period: cases, rounds, and how long they lasted within it."""

    cases: int = 0
    rounds: int = 0
    length: timedelta = timedelta()

    def __add__(self, other: Self) -> Self:
        return type(self)(
            cases=self.cases + other.cases, rounds=self.rounds + other.rounds, length=self.length + other.length
        )
