"""The worker fixture is a real worker: it takes tasks from the queue and survives what happens to processes."""

import pytest
from celery import Celery
from django.conf import settings

from config.celery import app
from tests.plugins.celery_worker import CeleryWorker, broker


def ping(worker: CeleryWorker) -> bool:
    return bool(app.control.ping(timeout=2.0, destination=[f"{worker.name}"]))


def test_a_worker_answers_on_this_runs_own_queue(celery_worker: CeleryWorker):
    assert isinstance(app, Celery)
    assert app.conf.broker_url == settings.REDIS_URL
    assert ping(celery_worker)


def test_a_killed_worker_is_gone_and_a_new_one_takes_over(celery_worker: CeleryWorker):
    celery_worker.kill()
    assert not ping(celery_worker)
    celery_worker.start()
    assert ping(celery_worker)


def test_a_worker_whose_child_was_killed_goes_on(celery_worker: CeleryWorker):
    celery_worker.kill_child()
    celery_worker.wait_for(lambda: ping(celery_worker))


def test_a_worker_finds_its_queue_again_after_the_broker_was_emptied(celery_worker: CeleryWorker):
    with broker() as queue:
        queue.flushdb()
    celery_worker.wait_for(lambda: ping(celery_worker))


@pytest.mark.browser
def test_a_browser_sees_the_running_product(live):
    answer = live.page.goto("/healthz")
    assert answer is not None
    assert answer.status == 200
    assert live.page.locator("body").inner_text() == '{"status": "ok"}'


@pytest.mark.browser
def test_a_page_without_javascript_and_on_a_phone_can_be_opened(live):
    page = live.open_page(size=(360, 740), javascript=False)
    page.goto("/healthz")
    assert page.evaluate("() => window.innerWidth") == 360
