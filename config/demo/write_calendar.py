"""The first rows of the working-day calendar."""

from requests_workflow.services.calendar_rows import fill_from_seed


def write_calendar() -> None:
    """Seed days and office hours; each table is left alone once it has rows."""
    fill_from_seed()
