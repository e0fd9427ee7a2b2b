"""What one person was told."""

from django.db.models import QuerySet

from directory.models import User
from requests_workflow.models import Notification


def notifications_of(user: User, *, unread: bool = False) -> QuerySet[Notification]:
    """The person's own notices alone."""
    rows = Notification.objects.filter(recipient=user).select_related("dossier")
    return rows.filter(read_at__isnull=True) if unread else rows
