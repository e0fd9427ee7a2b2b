"""A file that somebody wants checked: kept until a worker has looked at it, and not a moment longer."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from signing.errors import SigningError
from signing.models import SigningJob
from signing.selectors.page_checks import PURPOSE, unfinished
from signing.services.jobs import register_handler
from signing.services.uploads import UploadCheck

# One person's files that may wait at a time; the workers belong to everybody.
MOST_WAITING = 3


class TooManyWaiting(SigningError):
    """The person's earlier files are not finished yet."""

    def __init__(self) -> None:
        super().__init__(
            f"Bạn đang có {MOST_WAITING} tệp chờ kiểm tra. Chờ một tệp xong rồi gửi tiếp; kết quả ở danh sách dưới."
        )


def register() -> None:
    """Called at start-up of web and workers: the input is deleted when its report is written."""
    register_handler(PURPOSE, _on_checked)


@transaction.atomic
def submit(*, data: bytes, name: str, by: Any, now: datetime) -> SigningJob:
    """Queues the check of a PDF. The row is the message: a job that nobody begins is taken up again by beat.

    Raises TooManyWaiting; then nothing is kept.
    """
    # One press at a time for one person, so that the count holds.
    get_user_model().objects.select_for_update().get(pk=by.pk)
    if unfinished(by).count() >= MOST_WAITING:
        raise TooManyWaiting
    job = SigningJob(
        kind=SigningJob.Kind.VERIFY_DOCUMENT,
        purpose=PURPOSE,
        subject_ref=f"user:{by.pk}",
        payload={"name": name[:200]},
        created_by=by,
        created_at=now,
    )
    job.base_path = default_storage.save(f"verification/{job.public_id}.pdf", ContentFile(data))
    try:
        with transaction.atomic():
            job.save()
    except Exception:
        default_storage.delete(job.base_path)
        raise
    return job


def forget_input(job: SigningJob) -> None:
    """Deletes the file of a finished check; again does no harm."""
    if job.is_finished and job.purpose == PURPOSE:
        default_storage.delete(job.base_path)


def _on_checked(job: SigningJob, _check: UploadCheck, _now: datetime) -> None:
    # Only after the report is committed: a worker that dies before must find the file again.
    transaction.on_commit(lambda: forget_input(job))
