"""How moments are written in a report."""

from datetime import datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


def moment(at: datetime) -> str:
    """The instant in Vietnam's time, as people read it: `08:30 ngày 22/11/2026`."""
    return at.astimezone(VIETNAM).strftime("%H:%M ngày %d/%m/%Y")


def iso(at: datetime | None) -> str | None:
    """The instant in ISO 8601 with +07:00, or None."""
    return at.astimezone(VIETNAM).isoformat(timespec="seconds") if at else None
