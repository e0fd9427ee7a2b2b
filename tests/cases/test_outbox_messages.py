"""Messages of the outbox by themselves: once, later after a failure, given up in the end, and never twice."""

import threading
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.db import connection, transaction

from requests_workflow.models import OutboxMessage
from requests_workflow.services import outbox
from tests.cases.driver import NOW


class Post:
    """A sender that fails as often as it is told to."""

    def __init__(self, *, failures: int = 0) -> None:
        self.failures = failures
        self.sent: list[int] = []

    def __call__(self, payload: dict[str, int]) -> None:
        if self.failures:
            self.failures -= 1
            raise ConnectionError("the mail server is away")
        self.sent.append(payload["n"])


def put(n: int) -> OutboxMessage:
    return outbox.put(kind="email", payload={"n": n}, now=NOW)


@pytest.mark.django_db
def test_a_failed_message_waits_longer_each_time_and_does_not_hold_up_the_next():
    post = Post(failures=3)
    first, second = put(1), put(2)
    post.failures = 1
    assert outbox.dispatch(senders={"email": post}, now=NOW) == 2
    assert post.sent == [2]
    first.refresh_from_db()
    assert (first.attempts, first.not_before, first.done_at) == (1, NOW + timedelta(seconds=5), None)
    assert "the mail server is away" in first.last_error
    second.refresh_from_db()
    assert second.done_at == NOW

    post.failures = 1
    assert outbox.dispatch(senders={"email": post}, now=NOW + timedelta(seconds=4)) == 0
    assert outbox.dispatch(senders={"email": post}, now=NOW + timedelta(seconds=5)) == 1
    first.refresh_from_db()
    assert first.not_before == NOW + timedelta(seconds=15)
    outbox.dispatch(senders={"email": post}, now=NOW + timedelta(seconds=15))
    first.refresh_from_db()
    assert post.sent == [2, 1]
    assert (first.attempts, first.last_error) == (3, "")


@pytest.mark.django_db
def test_the_wait_has_an_end():
    message = put(1)
    post = Post(failures=20)
    now = NOW
    for _ in range(20):
        outbox.dispatch(senders={"email": post}, now=now)
        message.refresh_from_db()
        assert message.not_before - now <= timedelta(minutes=10)
        now = message.not_before
    assert outbox.dispatch(senders={"email": post}, now=now) == 1
    assert post.sent == [1]


@pytest.mark.django_db
def test_a_mail_server_that_hangs_holds_up_neither_the_task_nor_what_is_no_letter(monkeypatch: pytest.MonkeyPatch):
    post = Post()
    letters = [put(1), put(2)]
    job = outbox.put(kind="signing_job", payload={"n": 3}, now=NOW)
    monkeypatch.setattr(outbox, "LONGEST_RUN", 0.0)
    assert outbox.dispatch(senders={"email": post, "signing_job": post}, now=NOW) == 1
    job.refresh_from_db()
    assert job.done_at == NOW
    assert [outbox.dispatch(senders={"email": post}, now=NOW) for _ in range(3)] == [1, 1, 0]
    assert post.sent == [3, *(letter.payload["n"] for letter in letters)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "kind", "tries", "ended"),
    [
        (SMTPRecipientsRefused({"x@y.example": (550, b"no such user")}), "email", outbox.REFUSED_TRIES, True),
        (SMTPRecipientsRefused({"x@y.example": (450, b"try later")}), "email", outbox.REFUSED_TRIES + 1, False),
        (ConnectionError("away"), "email", 730, True),
        (ConnectionError("away"), "signing_job", 730, False),
    ],
)
def test_a_letter_is_given_up_in_the_end_and_nothing_else_is(error: Exception, kind: str, tries: int, ended: bool):
    message = outbox.put(kind=kind, payload={"to": "x@y.example"}, now=NOW)
    OutboxMessage.objects.update(attempts=tries - 2)

    def refuse(payload: dict[str, str]) -> None:
        raise error

    # The last but one of so many tries, then the last.
    last = NOW + timedelta(days=5) if tries == 730 else NOW + timedelta(minutes=10)
    for at in (NOW, last):
        assert outbox.dispatch(senders={kind: refuse}, now=at) == 1
    message.refresh_from_db()
    assert (message.attempts, message.done_at) == (tries, last if ended else None)
    assert message.last_error.startswith(outbox.GIVEN_UP) == ended
    assert outbox.dispatch(senders={kind: refuse}, now=last + timedelta(days=1)) == (0 if ended else 1)


@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_never_send_one_message_twice():
    with transaction.atomic():
        for n in range(40):
            put(n)
    post = Post()
    gate = threading.Barrier(3)

    def dispatch() -> None:
        gate.wait(timeout=20)
        outbox.dispatch(senders={"email": post}, now=NOW)
        connection.close()

    threads = [threading.Thread(target=dispatch) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(post.sent) == list(range(40))
    assert not OutboxMessage.objects.filter(done_at=None).exists()
