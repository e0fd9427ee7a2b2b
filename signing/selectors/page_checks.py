"""The checks that one person asked for on /ky-so/kiem-tra/."""

from typing import Any

from django.db.models import QuerySet

from signing.models import SigningJob

PURPOSE = "page"


def checks_of(user: Any) -> QuerySet[SigningJob]:
    """The person's own checks, newest first; nobody else reads them."""
    return SigningJob.objects.filter(subject_ref=f"user:{user.pk}", purpose=PURPOSE, created_by=user).order_by(
        "-created_at", "-id"
    )


def unfinished(user: Any) -> QuerySet[SigningJob]:
    """Those that wait or run."""
    return checks_of(user).filter(state__in=(SigningJob.State.QUEUED, SigningJob.State.RUNNING))
