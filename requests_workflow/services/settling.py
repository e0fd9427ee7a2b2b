"""A notice that asks for something is settled when the thing is done, by whomever; nobody has to tick it off."""

from datetime import datetime

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from requests_workflow.models import Dossier, Notification

# Instead of a state: the notice asks that the running term of the dossier be met.
UNTIL_ANSWERED = "@answer"


def settle(*, now: datetime, dossier: Dossier | None = None) -> int:
    """Marks as settled, and as read, what asks for something done: of one dossier, or of all; returns how many.

    Done is: the row, or the dossier, has left the state named; the term was met or stands still; the dossier is closed.
    """
    asking = Notification.objects.filter(settled_at__isnull=True).exclude(asks_in="")
    if dossier is not None:
        asking = asking.filter(dossier=dossier)
    answered = Q(dossier__answered_at__isnull=False) | Q(dossier__due_at__isnull=True)
    of_dossier = Q(request__isnull=True) & ~Q(asks_in=UNTIL_ANSWERED)
    done = (
        Q(dossier__closed_at__isnull=False)
        | (Q(asks_in=UNTIL_ANSWERED) & answered)
        | (Q(request__isnull=False) & ~Q(request__state=F("asks_in")))
        | (of_dossier & ~Q(dossier__state=F("asks_in")))
    )
    return asking.filter(done).update(settled_at=now, read_at=Coalesce("read_at", now))
