"""When a device's password is due to be changed, where a local rule names the months (Vĩnh Long Điều 13 khoản 3)."""

from calendar import monthrange
from datetime import date


def months_later(day: date, *, months: int) -> date:
    """The same day of a later month, or its last day where the month is too short: 31/8 and six months is 28/2."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def latest_due(*, since: date, months: int, on: date) -> date | None:
    """The latest day, up to `on`, on which a change was due; None while the first period runs.

    `since` is the day from which the holder has the password. Raises ValueError for less than one month.
    """
    if months < 1:
        raise ValueError("a period has at least one month")
    passed = (on.year - since.year) * 12 + on.month - since.month
    for periods in range(passed // months, 0, -1):
        due = months_later(since, months=periods * months)
        if due <= on:
            return due
    return None
