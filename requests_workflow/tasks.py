"""Celery tasks of the workflow; beat names them in config.celery. Each may run twice, or late, without harm."""

from email.message import MIMEPart
from typing import Any

from celery import shared_task
from django.core.mail import EmailMessage
from django.utils import timezone
from kombu.exceptions import OperationalError

from requests_workflow.models import OutboxMessage
from requests_workflow.services import (
    alerts,
    calendar_watch,
    digests,
    expiry,
    expiry_returns,
    import_runs,
    imports,
    notice_alerts,
    outbox,
    password_reminders,
    report_reminders,
)
from requests_workflow.services.calendar_files import FILE_NAME
from signing.tasks import run_signing_job


def _enqueue_signing_job(payload: dict[str, Any]) -> None:
    try:
        run_signing_job.delay(payload["job"])
    except OperationalError as error:
        raise ConnectionError(str(error)) from error


def _send_email(payload: dict[str, Any]) -> None:
    letter = EmailMessage(payload["subject"], payload["body"], None, [payload["to"]])
    if calendar := payload.get("calendar"):
        letter.attach(_calendar_part(calendar, method=payload["calendar_method"]))
    letter.send()


def _calendar_part(text: str, *, method: str) -> MIMEPart:
    """The file as bytes: attached as text it would lose the CRLF that RFC 5545 (3.1) ends its lines with."""
    part = MIMEPart()
    part.set_content(
        text.encode(),
        maintype="text",
        subtype="calendar",
        disposition="attachment",
        filename=FILE_NAME,
        params={"method": method, "charset": "utf-8"},
    )
    return part


def _enqueue_import(payload: dict[str, Any]) -> None:
    try:
        run_import.delay(payload["import"])
    except OperationalError as error:
        raise ConnectionError(str(error)) from error


SENDERS: dict[str, outbox.Sender] = {
    OutboxMessage.Kind.SIGNING_JOB: _enqueue_signing_job,
    OutboxMessage.Kind.EMAIL: _send_email,
    OutboxMessage.Kind.IMPORT: _enqueue_import,
}


@shared_task(name="requests_workflow.tasks.dispatch_outbox", expires=10)
def dispatch_outbox() -> int:
    """Sends what the outbox holds; every second."""
    return outbox.dispatch(senders=SENDERS, now=timezone.now())


@shared_task(name="requests_workflow.tasks.watch_deadlines", expires=300)
def watch_deadlines() -> int:
    """Tells officer, head and leader of limits that run out, and settles what is done; every five minutes."""
    return alerts.watch_deadlines(now=timezone.now())


@shared_task(name="requests_workflow.tasks.send_expiry_digests", expires=3000)
def send_expiry_digests() -> int:
    """Tells clerks of coming expiries, once a working day; hourly, so that a morning without workers is made up for."""
    return expiry.send_digests(now=timezone.now())


@shared_task(name="requests_workflow.tasks.watch_notices", expires=3000)
def watch_notices() -> int:
    """Tells of devices handed over without their notice (Mẫu 07); hourly on working days, once per level."""
    return notice_alerts.watch_notices(now=timezone.now())


@shared_task(name="requests_workflow.tasks.remind_password_changes", expires=3000)
def remind_password_changes() -> int:
    """Reminds holders of devices to change the password where a local rule names the months; once a period."""
    return password_reminders.remind_password_changes(now=timezone.now())


@shared_task(name="requests_workflow.tasks.remind_reports", expires=3000)
def remind_reports() -> int:
    """Reminds bodies of the yearly report before the day that their local rules name; hourly on working days."""
    return report_reminders.remind_reports(now=timezone.now())


@shared_task(name="requests_workflow.tasks.open_expired_returns", expires=3000)
def open_expired_returns() -> int:
    """Opens the return of devices whose certificate ended without another; hourly until noon, running twice is one."""
    return expiry_returns.open_expired(now=timezone.now())


@shared_task(name="requests_workflow.tasks.send_morning_digests", expires=600)
def send_morning_digests() -> int:
    """One letter a person and working day from 07:30; every ten minutes, so that a late worker makes up for it."""
    return digests.send_morning_digests(now=timezone.now())


@shared_task(name="requests_workflow.tasks.watch_calendar", expires=3000)
def watch_calendar() -> int:
    """Tells of a year without decided days, once a week; hourly, so that a morning without workers is made up for."""
    return calendar_watch.watch_calendar(now=timezone.now())


@shared_task(name="requests_workflow.tasks.run_import", acks_late=True, reject_on_worker_lost=True)
def run_import(import_id: str) -> bool:
    """The dry run of an uploaded list, or its drafts (its public id). Running it twice does nothing more."""
    return import_runs.run_import(import_id, now=timezone.now())


@shared_task(name="requests_workflow.tasks.requeue_stale_imports", expires=60)
def requeue_stale_imports() -> None:
    """Takes up again the imports whose worker was lost, or whose message was; every minute."""
    for import_id in import_runs.stale_imports(now=timezone.now()):
        run_import.delay(import_id)


@shared_task(name="requests_workflow.tasks.purge_import_files", expires=3000)
def purge_import_files() -> int:
    """Removes uploaded lists after the days for which they are kept; every night."""
    return imports.purge_files(now=timezone.now())
