"""Periodic tasks of the ledger; the beat schedule names them."""

from celery import shared_task
from django.utils import timezone

from directory.ledger import services


@shared_task(name="directory.ledger.tasks.link_ledger")
def link_ledger() -> int:
    """Chain what is ready; every few seconds."""
    return services.link_pending(now=timezone.now())


@shared_task(name="directory.ledger.tasks.ensure_ledger_partitions")
def ensure_ledger_partitions() -> list[str]:
    """Create the partitions of the coming months; once a day."""
    return services.ensure_partitions(timezone.now())
