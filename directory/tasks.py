"""Periodic tasks of the directory; the beat schedule names them."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="directory.tasks.clear_sessions")
def clear_sessions() -> None:
    """Deletes expired sessions, and with them the typed data that they kept (directory.selectors.kept); once a day."""
    call_command("clearsessions")
