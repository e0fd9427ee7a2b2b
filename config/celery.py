"""The Celery application. Workers do what the outbox holds; losing the broker loses nothing."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("chungthu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    task_time_limit=300,
    task_soft_time_limit=240,
    timezone="Asia/Ho_Chi_Minh",
    broker_connection_retry_on_startup=True,
    broker_transport_options={"visibility_timeout": 600},
    worker_hijack_root_logger=False,
    task_default_queue="default",
    beat_schedule={
        # "expires" keeps a worker that was away from running a thousand missed ticks.
        "dispatch-outbox": {
            "task": "requests_workflow.tasks.dispatch_outbox",
            "schedule": 1.0,
            "options": {"expires": 5},
        },
        "link-ledger": {
            "task": "directory.ledger.tasks.link_ledger",
            "schedule": 5.0,
            "options": {"expires": 30},
        },
        "requeue-stale-jobs": {
            "task": "signing.tasks.requeue_stale_jobs",
            "schedule": 15.0,
            "options": {"expires": 30},
        },
        "watch-deadlines": {
            "task": "requests_workflow.tasks.watch_deadlines",
            "schedule": 300.0,
            "options": {"expires": 300},
        },
        "expiry-digests": {
            "task": "requests_workflow.tasks.send_expiry_digests",
            "schedule": crontab(hour="7-16", minute="10"),
            "options": {"expires": 3000},
        },
        "morning-digests": {
            "task": "requests_workflow.tasks.send_morning_digests",
            "schedule": crontab(hour="7-16", minute="0,10,20,30,40,50"),
            "options": {"expires": 600},
        },
        "watch-notices": {
            "task": "requests_workflow.tasks.watch_notices",
            "schedule": crontab(hour="7-16", minute="25"),
            "options": {"expires": 3000},
        },
        # Every day of the year: an expiry does not wait for a working day.
        "expired-devices": {
            "task": "requests_workflow.tasks.open_expired_returns",
            "schedule": crontab(hour="6-12", minute="40"),
            "options": {"expires": 3000},
        },
        "password-reminders": {
            "task": "requests_workflow.tasks.remind_password_changes",
            "schedule": crontab(hour="7-16", minute="45"),
            "options": {"expires": 3000},
        },
        "report-reminders": {
            "task": "requests_workflow.tasks.remind_reports",
            "schedule": crontab(hour="7-16", minute="50"),
            "options": {"expires": 3000},
        },
        "watch-calendar": {
            "task": "requests_workflow.tasks.watch_calendar",
            "schedule": crontab(hour="7-16", minute="35"),
            "options": {"expires": 3000},
        },
        "requeue-stale-imports": {
            "task": "requests_workflow.tasks.requeue_stale_imports",
            "schedule": 60.0,
            "options": {"expires": 60},
        },
        "purge-import-files": {
            "task": "requests_workflow.tasks.purge_import_files",
            "schedule": crontab(hour="2", minute="40"),
            "options": {"expires": 3000},
        },
        "clear-sessions": {
            "task": "directory.tasks.clear_sessions",
            "schedule": crontab(hour="3", minute="30"),
        },
        "ledger-partitions": {
            "task": "directory.ledger.tasks.ensure_ledger_partitions",
            "schedule": crontab(hour="3", minute="0"),
        },
    },
)
app.autodiscover_tasks()
