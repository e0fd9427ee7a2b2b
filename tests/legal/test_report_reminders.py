"""Before the day that a local rule names for the yearly report its writers are reminded, then the head; once each."""

from datetime import UTC, datetime, timedelta

import pytest

from directory.domain.roles import Role
from requests_workflow.models import Notification
from requests_workflow.services.report_reminders import KIND, remind_reports
from tests import world

# A month and a day, a month, and a week before Friday 20/11/2026.
TOO_EARLY = datetime(2026, 10, 20, 1, 0, tzinfo=UTC)
A_MONTH = datetime(2026, 10, 21, 1, 0, tzinfo=UTC)
A_WEEK = datetime(2026, 11, 13, 1, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_body_of_vinh_long_is_reminded_before_the_twentieth_of_november_and_no_other() -> None:
    province = world.make_agency("UBND tỉnh Vĩnh Long", overlay="vinh_long_2020")
    here = world.make_agency("UBND phường Long Châu", parent=province, overlay="vinh_long_2020")
    there = world.make_agency("UBND xã Nà Cang", overlay="lai_chau_2025")
    without = world.make_agency("Trường Mầm non", parent=province, overlay="vinh_long_2020")
    department = world.make_agency("Sở Khoa học và Công nghệ", parent=province, overlay="vinh_long_2020")
    world.delegate(department, territory=province)
    for agency in (here, there, department):
        world.make_token(f"PKI-{agency.pk}", agency=agency)
    clerk = world.make_user("Trần Văn Bền", Role.CLERK, agency=here)
    head = world.make_user("Lê Thị Hai", Role.AGENCY_LEADER, agency=here)
    world.make_user("Võ Tư", Role.SUBSCRIBER, agency=here)
    for agency in (there, without, department):
        world.make_user(f"Phạm Ba {agency.pk}", Role.CLERK, Role.AGENCY_LEADER, agency=agency)

    assert remind_reports(now=TOO_EARLY) == 0
    assert remind_reports(now=A_MONTH) == 1
    assert remind_reports(now=A_MONTH) == 0
    notice = Notification.objects.get(kind=KIND)
    assert (notice.recipient, notice.url) == (clerk, "/bao-cao/?ky=nam&nam=2026")
    assert "trước ngày 20/11/2026 (Điều 9 khoản 6 Quyết định số 35/2020/QĐ-UBND)" in notice.body
    assert "Ngày làm việc cuối để gửi: 19/11/2026" in notice.body
    # A week before, the head too; a run that was missed is made up for on the next working day.
    assert remind_reports(now=A_WEEK + timedelta(days=1)) == 0
    assert remind_reports(now=A_WEEK + timedelta(days=3)) == 2
    assert set(Notification.objects.filter(recipient=head).values_list("kind", flat=True)) == {KIND}
    # On the day itself it is too late to remind.
    assert remind_reports(now=A_WEEK + timedelta(days=7)) == 0
    assert Notification.objects.count() == 3
