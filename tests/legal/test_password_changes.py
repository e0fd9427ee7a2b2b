"""Where a local rule says every six months, each holder of a device is reminded once a period, and nobody else."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from directory.domain.roles import Role
from directory.models import User
from requests_workflow.domain.password_change import latest_due, months_later
from requests_workflow.models import Notification
from requests_workflow.services.password_reminders import KIND, remind_password_changes
from tests import world
from tokens.models import Custody, Recovery, Token

TUESDAY = datetime(2026, 11, 17, 1, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def test_a_period_ends_on_the_same_day_of_a_later_month_or_on_its_last() -> None:
    assert months_later(date(2026, 8, 31), months=6) == date(2027, 2, 28)
    assert months_later(date(2023, 8, 31), months=6) == date(2024, 2, 29)
    assert months_later(date(2026, 1, 15), months=12) == date(2027, 1, 15)
    assert latest_due(since=date(2026, 5, 18), months=6, on=date(2026, 11, 17)) is None
    assert latest_due(since=date(2026, 5, 17), months=6, on=date(2026, 11, 17)) == date(2026, 11, 17)
    assert latest_due(since=date(2024, 5, 17), months=6, on=date(2026, 12, 1)) == date(2026, 11, 17)
    with pytest.raises(ValueError, match="at least one month"):
        latest_due(since=date(2026, 5, 17), months=0, on=date(2026, 11, 17))


@pytest.mark.parametrize("since", [date(2024, 2, 29), date(2025, 8, 31), date(2026, 1, 1)])
def test_the_latest_due_day_is_within_one_period(since: date) -> None:
    for months in range(1, 25):
        for days in range(0, 1600, 3):
            on = since + timedelta(days=days)
            due = latest_due(since=since, months=months, on=on)
            if due is None:
                assert on < months_later(since, months=months)
            else:
                assert since < due <= on
                assert months_later(due, months=months) + timedelta(days=3) > on


def held(user: User, serial: str, *, days: int, **values: Any) -> Token:
    assert user.person is not None
    token = world.make_token(serial, agency=user.person.agency, **values)
    Custody.objects.create(
        token=token,
        holder_person=user.person,
        holder_agency=user.person.agency,
        since=TUESDAY - timedelta(days=days),
        condition="Tốt",
        reason="Cấp mới",
    )
    return token


@pytest.mark.django_db
def test_each_holder_in_vinh_long_is_reminded_once_a_period() -> None:
    here = world.make_agency("UBND phường Long Châu", overlay="vinh_long_2020")
    there = world.make_agency("UBND xã Nà Cang", overlay="lai_chau_2025")
    long_held = world.make_user("Trần Văn Bền", Role.SUBSCRIBER, agency=here)
    recovered = world.make_user("Lê Thị Hai", Role.SUBSCRIBER, agency=here)
    new = world.make_user("Phạm Ba", Role.SUBSCRIBER, agency=here)
    elsewhere = world.make_user("Lò Mai", Role.SUBSCRIBER, agency=there)
    token = held(long_held, "PKI-1", days=400)
    recently = held(recovered, "PKI-2", days=400)
    assert recovered.person is not None
    Recovery.objects.create(
        token=recently,
        way=Recovery.Way.REMOTE,
        tool="VGCAUnlockToken",
        operator=recovered.person,
        performed_at=TUESDAY - timedelta(days=20),
        case_ref="KP-1",
    )
    held(new, "PKI-3", days=30)
    held(elsewhere, "PKI-4", days=400)
    held(long_held, "PKI-5", days=400, state=Token.State.LOST)

    assert remind_password_changes(now=SATURDAY) == 0
    assert remind_password_changes(now=TUESDAY) == 1
    assert remind_password_changes(now=TUESDAY) == 0
    notice = Notification.objects.get(kind=KIND)
    assert (notice.recipient, notice.url) == (long_held, f"/thiet-bi/{token.public_id}/")
    assert notice.title == "Đổi mật khẩu thiết bị PKI-1"
    assert "chậm nhất 06 tháng một lần (Điều 13 khoản 3 Quyết định số 35/2020/QĐ-UBND)" in notice.body
    assert "Hạn đổi: 13/10/2026" in notice.body
    # Half a year on, the next period; the recovered and the new device have come to their ends as well.
    assert remind_password_changes(now=TUESDAY + timedelta(days=184)) == 3
