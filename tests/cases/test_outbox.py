"""What an act tells, or has done elsewhere, leaves through the outbox and not within the act."""

import pytest
from django.core import mail
from django.db import transaction

from config.celery import app
from requests_workflow.models import OutboxMessage
from requests_workflow.services import outbox
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.signing_jobs import submit_test_signature
from requests_workflow.tasks import SENDERS
from tests.cases.driver import Driver, token_of, user


def test_the_people_of_a_case_get_their_mail_through_the_dispatcher(drive: Driver):
    dossier = drive.submitted()
    waiting = OutboxMessage.objects.filter(kind="email", done_at=None)
    assert waiting.count() == 1
    assert mail.outbox == []  # nothing leaves within the act
    outbox.dispatch(senders=SENDERS, now=drive.now)
    (letter,) = mail.outbox
    assert letter.to == [user("chutich").email]
    assert dossier.code in letter.subject
    assert "Trình lãnh đạo ký".lower() in letter.body
    assert not waiting.exists()
    outbox.dispatch(senders=SENDERS, now=drive.now)
    assert len(mail.outbox) == 1


def test_an_act_that_is_undone_tells_nobody(drive: Driver):
    dossier = drive.draft(tokens=[token_of("thuebao")])
    with transaction.atomic():
        drive.act(dossier, "submit_to_leader", by="vanphong")
        assert OutboxMessage.objects.exists()
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


def test_while_the_broker_is_down_the_work_is_kept(drive: Driver, monkeypatch: pytest.MonkeyPatch):
    dossier = drive.submitted()
    OutboxMessage.objects.update(done_at=drive.now)
    with monkeypatch.context() as nowhere:
        nowhere.setattr(app.conf, "broker_url", "redis+socket:///nonexistent/valkey.sock")
        nowhere.setattr(app, "_pool", None)
        app.amqp._producer_pool = None
        # The person's act succeeds; nobody waits for the broker.
        job = submit_test_signature(
            dossier_id=dossier.public_id, act="sign", given=ActInput(), by=user("chutich"), now=drive.tick()
        )
        outbox.dispatch(senders=SENDERS, now=drive.now)
    app.amqp._producer_pool = None
    message = OutboxMessage.objects.get(kind="signing_job", done_at=None)
    assert message.attempts == 1
    assert "ConnectionError" in message.last_error
    assert job.state == "queued"
    outbox.dispatch(senders=SENDERS, now=drive.tick())
    message.refresh_from_db()
    assert message.done_at == drive.now
