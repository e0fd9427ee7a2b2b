"""Celery tasks of the signing app. The outbox dispatcher enqueues `run_signing_job`; beat runs the other."""

from celery import shared_task
from django.utils import timezone

from signing.services.jobs import run_job, stale_jobs


@shared_task(acks_late=True, reject_on_worker_lost=True, ignore_result=True)
def run_signing_job(job_id: str) -> None:
    """Do one job (its public id). Running it twice does nothing more."""
    run_job(job_id, now=timezone.now())


@shared_task(ignore_result=True)
def requeue_stale_jobs() -> None:
    """Take up again the jobs whose worker was lost, or whose message was."""
    for job_id in stale_jobs(now=timezone.now()):
        run_signing_job.delay(job_id)
