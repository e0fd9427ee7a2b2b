"""How far a limit has run, in working time, and which level of warning that is.

The levels (profile.escalation_levels) are shares of the working time between start and end: the first is the officer's,
the second the head's too, the last the leader's too (Lai Châu Điều 22.3: the officer follows, the leader answers).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from requests_workflow.domain.calendar import WorkCalendar, working_seconds_between

WHOLE = 100
# What a notice of a limit asks for: that the dossier be answered, or the device be given back.
UNTIL_ANSWERED = "@answer"
UNTIL_RETURNED = "@return"


class Term(Protocol):
    """A limit that runs: aware instants."""

    @property
    def starts_at(self) -> datetime: ...

    @property
    def due_at(self) -> datetime: ...


@dataclass(frozen=True)
class Reached:
    """A level: `share` in percent, and its place among the levels (0 = the first)."""

    share: int
    place: int


def share_used(*, term: Term, now: datetime, calendar: WorkCalendar) -> int:
    """Whole percent of the working time that is over: 0 before the start, 100 from the end on.

    A term without any office hours (received after closing, due the same day) is used up only at its end.
    """
    if now >= term.due_at:
        return WHOLE
    if now <= term.starts_at:
        return 0
    whole = working_seconds_between(term.starts_at, term.due_at, calendar)
    if whole == 0:
        return 0
    return working_seconds_between(term.starts_at, now, calendar) * WHOLE // whole


def level_reached(*, term: Term, now: datetime, calendar: WorkCalendar, levels: Sequence[int]) -> Reached | None:
    """The highest level reached; None before the first. A limit is passed only after its last instant.

    Raises ValueError for levels that are not rising percents up to 100.
    """
    if not levels or list(levels) != sorted(set(levels)) or levels[0] <= 0 or levels[-1] > WHOLE:
        raise ValueError(f"levels are rising percents, not {levels!r}")
    used = share_used(term=term, now=now, calendar=calendar)
    reached = [
        Reached(share, place)
        for place, share in enumerate(levels)
        if (now > term.due_at if share == WHOLE else used >= share)
    ]
    return reached[-1] if reached else None


def level_label(share: int) -> str:
    """ "Quá hạn" for the whole limit, else "Đã qua 50 % thời hạn"."""
    return "Quá hạn" if share == WHOLE else f"Đã qua {share} % thời hạn"
