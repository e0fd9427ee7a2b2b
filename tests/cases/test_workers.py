"""Real Celery workers: what is queued is done once, whatever happens to workers and to the broker meanwhile."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from config.celery import app
from config.demo.load import load_demo
from requests_workflow.models import Dossier, OutboxMessage, Step
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.signing_jobs import submit_test_signature
from requests_workflow.tasks import dispatch_outbox
from signing.models import SigningJob
from signing.tasks import requeue_stale_jobs
from tests.cases.driver import Driver, token_of, user
from tests.plugins.celery_worker import CeleryWorker, broker


def before_the_leader() -> tuple[Driver, Dossier]:
    """On the real clock, which is what the workers read."""
    now = timezone.now()
    load_demo(now=now)
    drive = Driver(now - timedelta(hours=1))
    dossier = drive.draft(tokens=[token_of("thuebao")])
    return drive, drive.act(dossier, "submit_to_leader", by="vanphong")


def pressed(dossier: Dossier, *, at: datetime | None = None) -> SigningJob:
    """The leader presses “Ký bằng khóa thử nghiệm”."""
    return submit_test_signature(
        dossier_id=dossier.public_id, act="sign", given=ActInput(), by=user("chutich"), now=at or timezone.now()
    )


def is_signed(dossier: Dossier) -> bool:
    return Dossier.objects.filter(pk=dossier.pk, state="signed").exists()


def state_of(job: SigningJob) -> str:
    return SigningJob.objects.values_list("state", flat=True).get(pk=job.pk)


def signed_once(dossier: Dossier) -> bool:
    return is_signed(dossier) and Step.objects.filter(dossier=dossier, transition="sign").count() == 1


def test_the_outbox_and_a_worker_carry_a_signature_to_the_case(celery_worker: CeleryWorker):
    _, dossier = before_the_leader()
    job = pressed(dossier)
    celery_worker.wait_for(lambda: state_of(job) == "done")
    assert signed_once(dossier)
    celery_worker.wait_for(lambda: not OutboxMessage.objects.filter(done_at=None).exists())


def test_a_worker_killed_in_mid_job_loses_nothing_and_does_nothing_twice(celery_worker: CeleryWorker):
    celery_worker.stop()
    _, dossier = before_the_leader()
    job = pressed(dossier)
    with transaction.atomic():
        # Somebody else has the case in hand, so the worker waits with the proved file.
        Dossier.objects.select_for_update().get(pk=dossier.pk)
        celery_worker.start()
        celery_worker.wait_for(lambda: state_of(job) == "running")
        celery_worker.kill_child()
    assert not is_signed(dossier)
    # The lease of the lost worker runs out; beat offers the job again.
    SigningJob.objects.filter(pk=job.pk).update(started_at=timezone.now() - timedelta(minutes=7))
    requeue_stale_jobs()
    celery_worker.wait_for(lambda: state_of(job) == "done")
    assert signed_once(dossier)
    job.refresh_from_db()
    assert job.attempts == 2


def test_an_emptied_broker_loses_nothing(celery_worker: CeleryWorker):
    celery_worker.stop()
    _, dossier = before_the_leader()
    job = pressed(dossier, at=timezone.now() - timedelta(minutes=1))
    assert dispatch_outbox() >= 1
    with broker() as queue:
        assert queue.llen("default") >= 1
        queue.flushdb()
    celery_worker.start()
    requeue_stale_jobs()
    celery_worker.wait_for(lambda: state_of(job) == "done")
    assert signed_once(dossier)


def test_work_that_was_queued_while_no_worker_ran_is_done_when_one_comes(celery_worker: CeleryWorker):
    celery_worker.kill()
    drive, dossier = before_the_leader()
    job = pressed(dossier)
    second = drive.draft(tokens=[token_of("daumoi")], by="vanphong")
    assert second.state == "draft"
    celery_worker.start()
    celery_worker.wait_for(lambda: state_of(job) == "done")
    assert signed_once(dossier)


def test_the_beat_of_the_product_knows_the_tasks_that_bring_lost_work_back():
    app.loader.import_default_modules()
    tasks = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert {
        "requests_workflow.tasks.dispatch_outbox",
        "signing.tasks.requeue_stale_jobs",
        "requests_workflow.tasks.watch_deadlines",
    } <= tasks
    assert all(name in app.tasks for name in tasks)
