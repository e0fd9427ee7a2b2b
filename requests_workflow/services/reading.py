"""A person has read what it was told."""

from datetime import datetime

from directory.models import User
from requests_workflow.models import Notification


def mark_read(*, user: User, now: datetime, notification: Notification | None = None) -> int:
    """Marks one notice of the user as read, or all of them; returns how many were unread. The first reading stays."""
    rows = Notification.objects.filter(recipient=user, read_at__isnull=True)
    if notification is not None:
        rows = rows.filter(pk=notification.pk)
    return rows.update(read_at=now)
