"""A notice that asks for something is settled when the thing is done, by whomever; nobody has to tick it off."""

from datetime import datetime

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from requests_workflow.domain.escalation import UNTIL_ANSWERED, UNTIL_RETURNED
from requests_workflow.models import Dossier, Notification
from tokens.models import DeviceReturn


def settle(*, now: datetime, dossier: Dossier | None = None) -> int:
    """Marks as settled, and as read, what asks for something done: of one dossier, or of all; returns how many.

    Done is: the row, or the dossier, has left the state named; the term was met or stands still; the dossier is closed;
    the device was given back.
    """
    returned = 0
    asking = Notification.objects.filter(settled_at__isnull=True).exclude(asks_in="")
    if dossier is not None:
        asking = asking.filter(dossier=dossier)
    else:
        returned = _settle_returns(now=now)
    answered = Q(dossier__answered_at__isnull=False) | Q(dossier__due_at__isnull=True)
    of_dossier = Q(request__isnull=True, dossier__isnull=False) & ~Q(asks_in=UNTIL_ANSWERED)
    done = (
        Q(dossier__closed_at__isnull=False)
        | (Q(asks_in=UNTIL_ANSWERED) & answered)
        | (Q(request__isnull=False) & ~Q(request__state=F("asks_in")))
        | (of_dossier & ~Q(dossier__state=F("asks_in")))
    )
    return returned + asking.filter(done).update(settled_at=now, read_at=Coalesce("read_at", now))


def _settle_returns(*, now: datetime) -> int:
    asking = Notification.objects.filter(settled_at__isnull=True, asks_in=UNTIL_RETURNED)
    tokens = DeviceReturn.objects.filter(settled_at__isnull=True).values_list("token__public_id", flat=True)
    still_due = [f"/thiet-bi/{public_id}/" for public_id in tokens]
    return asking.exclude(url__in=still_due).update(settled_at=now, read_at=Coalesce("read_at", now))
