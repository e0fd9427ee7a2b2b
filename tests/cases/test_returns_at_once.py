"""Two acts ask for the same device at the same instant: one duty, and no error for the second."""

from datetime import timedelta

from tests.cases.driver import Driver, token_of
from tests.cases.test_two_people_at_once import at_once
from tokens.models import DeviceReturn
from tokens.services import returning


def test_two_who_open_the_same_duty_at_once_open_one(live_drive: Driver):
    token = token_of("phochutich")
    certificate, now = token.certificate, live_drive.now
    assert certificate is not None
    due = returning.Due(starts_at=now, due_at=now + timedelta(days=7), explanation={}, clause="Điều 20")

    def begin(cause: str):
        return lambda: returning.open_returns(
            devices=[(token, certificate)], cause=cause, due=due, case_ref="TH-1", by=None, now=now
        )

    results, errors = at_once(begin("expired"), begin("revoked"))
    assert errors == []
    assert len({one[token.pk].pk for one in results}) == 1
    assert DeviceReturn.objects.filter(token=token).count() == 1
