"""Reminds a body of its yearly report before the day that its local rules name (Vĩnh Long Điều 9 khoản 6).

Those who draw it up are told a month before the day, they and the head a week before it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from certificates.domain.validity import VIETNAM
from directory.domain.roles import Role
from directory.models import Membership
from directory.selectors.roles import body_with_function
from requests_workflow.domain.calendar import WorkCalendar
from requests_workflow.models import Notification
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, Profile
from requests_workflow.regulations.registry import OVERLAYS, NoProfile, profile_for
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.services.notify import tell
from tokens.models import Token

KIND = "report_due"
WRITERS = (Role.CLERK, Role.CONTACT_OFFICER, Role.REPORT_MANAGER)
# Days before the named day from which a level holds, with those who are told at it.
LEVELS = ((7, (*WRITERS, Role.AGENCY_LEADER)), (30, WRITERS))


@dataclass(frozen=True)
class _Reminder:
    membership: Membership
    profile: Profile
    due: date
    days: int

    @property
    def event(self) -> str:
        return f"{self.membership.agency_id}:{self.due:%Y-%m-%d}:{self.days}"


def remind_reports(*, now: datetime) -> int:
    """Tells each once a level; returns how many were told. Rests on days off, and makes up for missed runs."""
    day = now.astimezone(VIETNAM).date()
    calendar = load_calendar()
    if not calendar.is_working(day):
        return 0
    reminders = {f"{KIND}:{one.event}:{one.membership.user_id}": one for one in _due(day=day)}
    known = set(Notification.objects.filter(dedupe_key__in=reminders).values_list("dedupe_key", flat=True))
    told = 0
    for key, one in reminders.items():
        if key not in known:
            with transaction.atomic():
                told += _tell(one, calendar=calendar, now=now)
    return told


def _due(*, day: date) -> Iterator[_Reminder]:
    """Who is to be told on that day, of each body that was given devices; the department gets the reports."""
    for overlay in OVERLAYS:
        try:
            profile = profile_for(overlay=overlay, on=day)
        except NoProfile:
            continue
        due = profile.report_due_on(day.year)
        level = next((one for one in LEVELS if due and due - timedelta(days=one[0]) <= day < due), None)
        if due is None or level is None:
            continue
        days, roles = level
        held = Membership.objects.in_force(on=day).filter(
            Exists(Token.objects.filter(managing_agency=OuterRef("agency"))),
            agency__overlay=overlay,
            role__in=[role.value for role in roles],
            user__is_active=True,
        )
        receives: dict[int, bool] = {}
        for one in held.select_related("user", "agency").order_by("pk"):
            agency = one.agency
            if agency.pk not in receives:
                body = body_with_function(function=DELEGATED_DEPARTMENT, agency=agency, on=day)
                receives[agency.pk] = agency.exists_on(day) and body != agency
            if receives[agency.pk]:
                yield _Reminder(membership=one, profile=profile, due=due, days=days)


def _tell(one: _Reminder, *, calendar: WorkCalendar, now: datetime) -> int:
    last = one.due - timedelta(days=1)
    while not calendar.is_working(last):
        last -= timedelta(days=1)
    return tell(
        users=[one.membership.user],
        kind=KIND,
        dossier=None,
        title=f"Báo cáo năm {one.due.year} gửi trước ngày {one.due:%d/%m/%Y}",
        body=(
            f"{one.membership.agency.name} báo cáo tình hình quản lý, sử dụng chứng thư, chữ ký số, thiết bị năm "
            f"{one.due.year} trước ngày {one.due:%d/%m/%Y} ({one.profile.report_due_before.clause.cite()}). "
            f"Ngày làm việc cuối để gửi: {last:%d/%m/%Y}. Số liệu lấy ở trang Báo cáo."
        ),
        event=one.event,
        now=now,
        url=f"/bao-cao/?ky=nam&nam={one.due.year}",
    )
