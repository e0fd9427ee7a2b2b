"""The daily look at the calendar: is the coming year decided, and does every running deadline agree with it?"""

from datetime import datetime, timedelta

from directory.domain.roles import Role
from directory.models import Membership, User
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.domain.calendar_years import years_without_decision
from requests_workflow.models import CalendarChange
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.services.calendar_changes import touched_days
from requests_workflow.services.notify import tell
from requests_workflow.services.recomputing import recompute_open_deadlines

KIND = "calendar_year_missing"
URL = "/lich-lam-viec/"
# Administrators watch; the departments' officers are those who can propose the days.
TOLD = (Role.ADMINISTRATOR, Role.DEPARTMENT_OFFICER)
# A clock that was started while a change was being approved may have read the old calendar; longer than any act runs.
_LOOK_BACK = timedelta(days=3)


def watch_calendar(*, now: datetime) -> int:
    """Tells of years without decided days, once a week and year, on working days; returns how many were told.

    Also sets right what an approval and an act at the same instant left behind. Idempotent.
    """
    recent = list(CalendarChange.objects.filter(decision="approved", decided_at__gte=now - _LOOK_BACK))
    if recent:
        recompute_open_deadlines(days=touched_days(changes=recent, now=now), by=None, now=now)
    calendar = load_calendar()
    today = now.astimezone(VIETNAM).date()
    if not calendar.is_working(today):
        return 0
    week = "{}-W{:02d}".format(*today.isocalendar())
    return sum(
        tell(
            users=_watchers(now=now),
            kind=KIND,
            dossier=None,
            title=f"Lịch làm việc năm {year} chưa có ngày nghỉ chính thức",
            body=(
                f"Chưa có ngày nghỉ nào của năm {year} được ghi theo văn bản quyết định, nên hạn đi qua năm {year} chỉ "
                f"là tạm tính. Cán bộ Sở được ủy quyền nhập lịch của năm ở trang Lịch làm việc; người thứ hai duyệt."
            ),
            event=f"{year}:{week}",
            now=now,
            url=f"{URL}?nam={year}",
        )
        for year in years_without_decision(today=today, days=calendar.days)
    )


def _watchers(*, now: datetime) -> list[User]:
    held = (
        Membership.objects.in_force(on=now.astimezone(VIETNAM).date())
        .filter(role__in=[role.value for role in TOLD], user__is_active=True)
        .select_related("user")
        .order_by("user_id")
    )
    return list({one.user_id: one.user for one in held}.values())
