"""Điều 17 khoản 1 điểm a and Điều 20: a device whose certificate ended goes back, once, unless it carries a new one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from directory.domain.roles import Role
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.models import Notification
from requests_workflow.services.expiry_returns import open_expired
from tests import world
from tokens.models import DeviceReturn

ENDED = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)
NOW = ENDED + timedelta(days=1)


@pytest.mark.django_db
def test_the_five_days_run_from_expiry_and_a_renewed_certificate_opens_nothing() -> None:
    agency = world.make_agency("UBND xã Nà Cang", overlay="lai_chau_2025")
    clerk = world.make_user("Lò Mai", Role.CLERK, agency=agency)
    people = [world.make_person(name, agency=agency) for name in ("Tao Pin", "Lò Bun", "Vàng Sua", "Giàng Chu")]
    ended, renewed, running, re_issued = (world.make_subscriber(person) for person in people)
    certificate = world.make_certificate(ended, not_after=ENDED)
    token = world.make_token("PKI-1", subscriber=ended, certificate=certificate)
    old = world.make_certificate(renewed, not_after=ENDED)
    new = world.make_certificate(renewed, not_after=ENDED + timedelta(days=900), predecessor=old)
    world.make_token("PKI-2", subscriber=renewed, certificate=new)
    alive = world.make_certificate(running, not_after=NOW + timedelta(days=1))
    world.make_token("PKI-3", subscriber=running, certificate=alive)

    # Issued anew, on another device: the old device goes back.
    before = world.make_certificate(re_issued, not_after=ENDED)
    after = world.make_certificate(re_issued, not_after=ENDED + timedelta(days=900), predecessor=before)
    world.make_token("PKI-4", subscriber=re_issued, certificate=before)
    world.make_token("PKI-5", subscriber=re_issued, certificate=after)

    assert open_expired(now=NOW) == 2
    assert open_expired(now=NOW) == 0
    assert set(DeviceReturn.objects.values_list("token__serial_number", flat=True)) == {"PKI-1", "PKI-4"}
    duty = DeviceReturn.objects.get(token=token)
    assert (duty.certificate, duty.cause) == (certificate, DeviceReturn.Cause.EXPIRED)
    # 17, 18, 19, 20 and 23 November: the day of expiry is not counted, the weekend neither.
    assert (duty.starts_at, duty.due_at.astimezone(VIETNAM).date()) == (ENDED, date(2026, 11, 23))
    assert "Điều 20" in duty.clause
    notice = Notification.objects.get(recipient=clerk)
    assert "Mẫu số 08" in notice.body
    assert "PKI-1" in notice.body
    assert "PKI-2" not in notice.body
