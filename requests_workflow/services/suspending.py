"""The clock of a case stands still from what was asked for until it came (Suspension rows)."""

from datetime import datetime

from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest

from requests_workflow.models import Dossier, Suspension


def suspend(*, dossier: Dossier, since: datetime, reason: str) -> None:
    """Begins a round; one that is still open ends there."""
    resume(dossier=dossier, at=since)
    Suspension.objects.create(dossier=dossier, since=since, reason=reason)


def resume(*, dossier: Dossier, at: datetime) -> None:
    """Ends the open round, if any; written down in another order than it happened, it never ends before it began."""
    ended = Greatest(F("since"), Value(at, output_field=DateTimeField()))
    Suspension.objects.filter(dossier=dossier, until__isnull=True).update(until=ended)
