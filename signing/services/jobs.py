"""Runs signing jobs: safe to repeat, one result per job, and the app above is told in the transaction of the result.

Payload of a job:
    expected         list of SHA-256 fingerprints (hex) of the certificates that may sign
    expected_names   list of their holders' names, for the refusal
    name             file name to show
    test_sign adds   fingerprint (of the test key), field_name, reason, box ([page, x1, y1, x2, y2] or null),
                     stamp_lines, seal (bool); with corner only fingerprint and stamp_lines
    corner           bool: the agency's signature belongs at the top right of page one (signing.services.corner)
A verify_document job has a base file alone; its check holds the report and refuses nothing.
Result: `UploadCheck.to_json()`. `done` means checked (accepted or refused), `failed` that no check could be made.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from signing.errors import SigningError
from signing.models import SigningJob
from signing.services.corner import stands_in_corner
from signing.services.sign import Place, sign_corner, sign_pdf
from signing.services.trust import installed_trust
from signing.services.upload_texts import refusal_text
from signing.services.uploads import UploadCheck, UploadRefusal, check_upload
from signing.services.verify import verify_pdf
from signing.test_ca.keys import TestKey
from signing.test_ca.opening import load_test_key
from signing.verification.report import FileReport

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=6)
"""A job that runs longer than this is taken to have lost its worker (a task is killed after five minutes)."""
PATIENCE = timedelta(seconds=30)
"""A job not begun for this long has lost its message (the broker was emptied); a second message does no harm."""
MOST_ATTEMPTS = 5

type Handler = Callable[[SigningJob, UploadCheck, datetime], None]
_handlers: dict[str, Handler] = {}


def register_handler(purpose: str, fn: Handler) -> None:
    """Set who is told when a job of this purpose ends: `fn(job, check, now)`, inside the transaction of the result.

    What it raises undoes the result; the job is then tried again.
    """
    _handlers[purpose] = fn


@dataclass(frozen=True)
class _Claim:
    job: SigningJob
    exhausted: bool


def run_job(public_id: str, *, now: datetime) -> bool:
    """Do the job with this public id and record its result. False if another worker has it or it is finished."""
    claim = _claim(public_id, now)
    if claim is None:
        return False
    job = claim.job
    if claim.exhausted:
        return _finish(job, _failure(job, "gave_up"), SigningJob.State.FAILED, now)
    try:
        if job.kind == SigningJob.Kind.TEST_SIGN:
            _sign_with_test_key(job, now)
        check = _check(job, now)
    except FileNotFoundError:
        return _finish(job, _failure(job, "missing_file"), SigningJob.State.FAILED, now)
    except SigningError as error:
        return _finish(job, _failure(job, "cannot_sign", reason=str(error)), SigningJob.State.FAILED, now)
    return _finish(job, check, SigningJob.State.DONE, now)


def stale_jobs(*, now: datetime) -> list[str]:
    """Public ids of jobs whose worker was lost, or that were queued and never begun."""
    late = Q(state=SigningJob.State.RUNNING, started_at__lt=now - LEASE)
    forgotten = Q(state=SigningJob.State.QUEUED, created_at__lt=now - PATIENCE)
    rows = SigningJob.objects.filter(late | forgotten).order_by("created_at").values_list("public_id", flat=True)
    return [str(public_id) for public_id in rows]


@transaction.atomic
def _claim(public_id: str, now: datetime) -> _Claim | None:
    job = SigningJob.objects.select_for_update(skip_locked=True).filter(public_id=public_id).first()
    if job is None or job.is_finished:
        return None
    if job.state == SigningJob.State.RUNNING and job.started_at is not None and job.started_at > now - LEASE:
        return None
    job.state, job.started_at, job.attempts = SigningJob.State.RUNNING, now, job.attempts + 1
    job.save(update_fields=["state", "started_at", "attempts"])
    return _Claim(job, exhausted=job.attempts > MOST_ATTEMPTS)


def _sign_with_test_key(job: SigningJob, now: datetime) -> None:
    """Sign the base file and store the outcome as the job's upload; a repeated job keeps what it already signed."""
    if job.upload_path:
        return
    payload = job.payload
    data, key = _read(job.base_path), load_test_key(payload["fingerprint"])
    if payload.get("corner"):
        signed = sign_corner(data=data, key=key, lines=payload["stamp_lines"], at=now)
    else:
        signed = _sign_in_frame(data=data, key=key, payload=payload, now=now)
    job.upload_path = default_storage.save(f"signing/{job.public_id}.pdf", ContentFile(signed))
    SigningJob.objects.filter(pk=job.pk, attempts=job.attempts).update(upload_path=job.upload_path)


def _sign_in_frame(*, data: bytes, key: TestKey, payload: dict[str, Any], now: datetime) -> bytes:
    box: Place | None = None
    if payload.get("box"):
        page, x1, y1, x2, y2 = payload["box"]
        box = (int(page), float(x1), float(y1), float(x2), float(y2))
    return sign_pdf(
        data=data,
        key=key,
        field_name=payload["field_name"],
        reason=payload.get("reason"),
        at=now,
        box=box,
        stamp_lines=payload.get("stamp_lines", []),
        seal=bool(payload.get("seal")),
    )


def _check(job: SigningJob, now: datetime) -> UploadCheck:
    payload = job.payload
    if job.kind == SigningJob.Kind.VERIFY_DOCUMENT:
        report = verify_pdf(
            data=_read(job.base_path),
            trust=installed_trust(now=now),
            at=None,
            now=now,
            name=payload.get("name", ""),
        )
        return UploadCheck((), report)
    base, upload = _read(job.base_path), _read(job.upload_path)
    check = check_upload(
        base=base,
        upload=upload,
        expected=payload.get("expected", []),
        expected_names=payload.get("expected_names", []),
        trust=installed_trust(now=now),
        now=now,
        name=payload.get("name", ""),
    )
    signature = check.signature
    if not payload.get("corner") or not check.accepted or signature is None:
        return check
    if stands_in_corner(base=base, data=upload, field=signature.field):
        return check
    return UploadCheck((UploadRefusal("wrong_place", refusal_text("wrong_place")),), check.report, signature)


def _read(path: str) -> bytes:
    with default_storage.open(path) as file:
        return bytes(file.read())


def _failure(job: SigningJob, code: str, **values: str) -> UploadCheck:
    text = refusal_text(code, **values)
    report = FileReport(job.payload.get("name", ""), "indeterminate", text)
    return UploadCheck((UploadRefusal(code, text),), report)


def _finish(job: SigningJob, check: UploadCheck, state: SigningJob.State, now: datetime) -> bool:
    """Write the result and tell the handler, unless another worker took the job over meanwhile."""
    with transaction.atomic():
        row = SigningJob.objects.select_for_update().get(pk=job.pk)
        if row.state != SigningJob.State.RUNNING or row.attempts != job.attempts:
            return False
        row.state, row.result, row.finished_at = state, check.to_json(), now
        row.save(update_fields=["state", "result", "finished_at"])
        handler = _handlers.get(row.purpose)
        if handler is None:
            return True
        if job.attempts <= MOST_ATTEMPTS:
            handler(row, check, now)
            return True
        try:
            with transaction.atomic():
                handler(row, check, now)
        except Exception:
            # The last attempt must leave a result, or the job would run for ever.
            logger.exception("Handler of signing job %s failed on the last attempt", row.public_id)
    return True
