"""Signing jobs: run once, survive lost workers, tell the app above in the transaction of the result."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction

from signing import tasks
from signing.models import SigningJob
from signing.services import jobs
from signing.services.jobs import LEASE, MOST_ATTEMPTS, PATIENCE, register_handler, run_job, stale_jobs
from tests.signing.conftest import LINES, NOW

pytestmark = pytest.mark.django_db
LATER = NOW + LEASE + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _installed_ca(pki, settings):
    settings.TEST_CA_DIR = pki.ca.folder


@pytest.fixture
def told(monkeypatch):
    """What the handler of purpose `sign` was told."""
    calls = []
    monkeypatch.setattr(jobs, "_handlers", {})
    register_handler("sign", lambda job, check, now: calls.append((job.state, check, now)))
    return calls


@pytest.fixture
def make_job(letter, signed, pki):
    def _make(*, kind=SigningJob.Kind.VERIFY_UPLOAD, upload=signed, **more):
        base = default_storage.save("base.pdf", ContentFile(letter))
        path = default_storage.save("upload.pdf", ContentFile(upload)) if upload else ""
        payload = {"expected": [pki.leader.fingerprint], "expected_names": ["A"], "name": "x.pdf"} | more
        return SigningJob.objects.create(
            kind=kind,
            purpose="sign",
            subject_ref=f"dossier:{uuid4()}",
            payload=payload,
            base_path=base,
            upload_path=path,
            created_at=NOW,
        )

    return _make


def test_a_good_upload_is_done_and_told(make_job, told):
    job = make_job()
    assert run_job(str(job.public_id), now=NOW)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.started_at, job.finished_at) == ("done", 1, NOW, NOW)
    assert job.result["accepted"] is True
    ((state, check, at),) = told
    assert (state, check.accepted, at) == ("done", True, NOW)


def test_a_refused_upload_is_done_too_and_says_why(make_job, told, letter):
    job = make_job(upload=letter)
    run_job(str(job.public_id), now=NOW)
    job.refresh_from_db()
    assert job.state == "done"
    assert job.result["refusals"][0]["code"] == "no_new_signature"
    assert told[0][1].accepted is False


def test_a_finished_job_is_not_done_again(make_job, told):
    job = make_job()
    run_job(str(job.public_id), now=NOW)
    assert not run_job(str(job.public_id), now=LATER)
    assert len(told) == 1


def test_a_running_job_is_left_to_its_worker(make_job, told):
    job = make_job()
    SigningJob.objects.filter(pk=job.pk).update(state="running", started_at=NOW, attempts=1)
    assert not run_job(str(job.public_id), now=NOW + LEASE / 2)
    assert told == []


def test_a_job_whose_worker_was_killed_is_taken_again(make_job, told):
    job = make_job()
    SigningJob.objects.filter(pk=job.pk).update(state="running", started_at=NOW, attempts=1)
    assert stale_jobs(now=LATER) == [str(job.public_id)]
    assert run_job(str(job.public_id), now=LATER)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)
    assert len(told) == 1


def test_the_slow_first_worker_does_not_overwrite_the_second(make_job, told, monkeypatch):
    job = make_job()
    real = jobs._check

    def slow(claimed, now):
        monkeypatch.setattr(jobs, "_check", real)
        assert run_job(str(job.public_id), now=LATER)
        return real(claimed, now)

    monkeypatch.setattr(jobs, "_check", slow)
    assert not run_job(str(job.public_id), now=NOW)
    job.refresh_from_db()
    assert (job.attempts, job.finished_at) == (2, LATER)
    assert len(told) == 1


def test_when_the_handler_fails_the_result_is_undone_and_tried_again(make_job, monkeypatch):
    monkeypatch.setattr(jobs, "_handlers", {})
    seen = []

    def handler(job, check, now):
        seen.append(job.attempts)
        if len(seen) == 1:
            raise RuntimeError("database went away")

    register_handler("sign", handler)
    job = make_job()
    with pytest.raises(RuntimeError):
        run_job(str(job.public_id), now=NOW)
    job.refresh_from_db()
    assert (job.state, job.result) == ("running", None)
    assert run_job(str(job.public_id), now=LATER)
    assert seen == [1, 2]


def test_after_the_last_attempt_it_fails_in_words(make_job, told):
    job = make_job()
    SigningJob.objects.filter(pk=job.pk).update(state="running", started_at=NOW, attempts=MOST_ATTEMPTS)
    assert run_job(str(job.public_id), now=LATER)
    job.refresh_from_db()
    assert (job.state, job.result["refusals"][0]["code"]) == ("failed", "gave_up")
    assert told[0][0] == "failed"


def test_a_handler_that_always_fails_does_not_keep_a_job_for_ever(make_job, monkeypatch):
    monkeypatch.setattr(jobs, "_handlers", {})

    def handler(job, check, now):
        raise RuntimeError("always")

    register_handler("sign", handler)
    job = make_job()
    SigningJob.objects.filter(pk=job.pk).update(state="running", started_at=NOW, attempts=MOST_ATTEMPTS)
    assert run_job(str(job.public_id), now=LATER)
    job.refresh_from_db()
    assert job.state == "failed"


def test_a_lost_file_fails_in_words(make_job, told):
    job = make_job()
    default_storage.delete(job.upload_path)
    run_job(str(job.public_id), now=NOW)
    job.refresh_from_db()
    assert (job.state, job.result["refusals"][0]["code"]) == ("failed", "missing_file")


def test_an_unknown_job_is_nothing(told):
    assert not run_job(str(uuid4()), now=NOW)


def test_a_document_is_verified_without_anybody_expected(make_job, told, signed):
    job = make_job(kind=SigningJob.Kind.VERIFY_DOCUMENT, upload=None)
    job.base_path = default_storage.save("signed.pdf", ContentFile(signed))
    job.save()
    run_job(str(job.public_id), now=NOW)
    (_, check, _), *_ = told
    assert check.report.verdict == "valid"


def test_a_worker_signs_with_the_test_key_and_checks_its_own_work(make_job, told, pki):
    job = make_job(
        kind=SigningJob.Kind.TEST_SIGN,
        upload=None,
        fingerprint=pki.leader.fingerprint,
        field_name="ChuKyLanhDao",
        box=[0, 300, 400, 480, 460],
        stamp_lines=LINES,
    )
    run_job(str(job.public_id), now=NOW)
    job.refresh_from_db()
    assert (job.state, job.result["accepted"]) == ("done", True)
    assert default_storage.exists(job.upload_path)
    assert told[0][1].signature.field == "ChuKyLanhDao"


def test_a_repeated_test_signature_keeps_the_first_file(make_job, told, pki):
    job = make_job(kind=SigningJob.Kind.TEST_SIGN, upload=None, fingerprint=pki.leader.fingerprint, field_name="f")
    run_job(str(job.public_id), now=NOW)
    first = SigningJob.objects.get(pk=job.pk).upload_path
    SigningJob.objects.filter(pk=job.pk).update(state="running", finished_at=None, result=None)
    run_job(str(job.public_id), now=LATER)
    assert SigningJob.objects.get(pk=job.pk).upload_path == first


def test_a_test_signature_with_no_such_key_fails_in_words(make_job, told):
    job = make_job(kind=SigningJob.Kind.TEST_SIGN, upload=None, fingerprint="ab" * 32, field_name="f")
    run_job(str(job.public_id), now=NOW)
    job.refresh_from_db()
    assert (job.state, job.result["refusals"][0]["code"]) == ("failed", "cannot_sign")


def test_jobs_whose_message_was_lost_are_found_again(make_job):
    job = make_job()
    assert stale_jobs(now=NOW + PATIENCE / 2) == []
    assert stale_jobs(now=NOW + PATIENCE * 2) == [str(job.public_id)]


def test_the_beat_task_sends_stale_jobs_again(make_job, monkeypatch):
    job = make_job()
    SigningJob.objects.filter(pk=job.pk).update(created_at=NOW - timedelta(hours=1))
    sent: list[str] = []
    monkeypatch.setattr(tasks.run_signing_job, "delay", sent.append)
    tasks.requeue_stale_jobs()
    assert sent == [str(job.public_id)]


def test_the_task_does_the_job(make_job, told):
    job = make_job()
    tasks.run_signing_job(str(job.public_id))
    job.refresh_from_db()
    assert job.state == "done"


@pytest.mark.parametrize(
    "change",
    [
        {"state": "done"},
        {"state": "running"},
        {"finished_at": NOW},
        {"result": {}},
        {"attempts": 1},
        {"started_at": NOW},
        {"base_path": ""},
        {"upload_path": ""},
    ],
)
def test_the_database_refuses_half_states(make_job, change):
    job = make_job()
    with pytest.raises(IntegrityError), transaction.atomic():
        SigningJob.objects.filter(pk=job.pk).update(**change)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_a_job_once(make_job, told):
    """The second finds the row locked and leaves at once instead of waiting."""
    from concurrent.futures import ThreadPoolExecutor

    job = make_job()

    def other_worker() -> bool:
        try:
            return run_job(str(job.public_id), now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool, transaction.atomic():
        SigningJob.objects.select_for_update().get(pk=job.pk)
        assert pool.submit(other_worker).result(timeout=20) is False
    assert run_job(str(job.public_id), now=NOW)
    assert len(told) == 1
