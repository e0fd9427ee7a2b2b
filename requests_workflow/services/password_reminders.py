"""Reminds each holder of a device to change its password, where the local rule names the months; never asks for one.

The period runs from the day on which the holder took the device, or from its last recovery, which ends with a new
password. Whether the password was changed nobody can know: the next period is reminded of like this one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched

from django.db import transaction
from django.db.models import Max

from certificates.domain.validity import VIETNAM
from directory.models import User
from requests_workflow.domain.password_change import latest_due
from requests_workflow.models import Notification
from requests_workflow.regulations.profile import Profile
from requests_workflow.regulations.registry import OVERLAYS, NoProfile, profile_for
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.services.notify import tell
from tokens.models import Custody, Token

KIND = "password_change"
_BATCH = 500


@dataclass(frozen=True)
class _Reminder:
    user: User
    token: Token
    due: date
    profile: Profile

    @property
    def event(self) -> str:
        return f"{self.token.pk}:{self.due:%Y-%m-%d}"


def remind_password_changes(*, now: datetime) -> int:
    """Tells each holder once a period; returns how many were told. Rests on days off, and makes up for missed runs."""
    day = now.astimezone(VIETNAM).date()
    if not load_calendar().is_working(day):
        return 0
    told = 0
    for reminders in batched(_due(day=day), _BATCH):
        keys = {f"{KIND}:{one.event}:{one.user.pk}": one for one in reminders}
        known = set(Notification.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
        for key, one in keys.items():
            if key not in known:
                with transaction.atomic():
                    told += _tell(one, now=now)
    return told


def _due(*, day: date) -> Iterator[_Reminder]:
    for overlay in OVERLAYS:
        try:
            profile = profile_for(overlay=overlay, on=day)
        except NoProfile:
            continue
        months = profile.password_change_months.value
        if months is None:
            continue
        held = (
            Custody.objects.filter(
                until__isnull=True,
                holder_agency__overlay=overlay,
                holder_person__account__is_active=True,
                token__state=Token.State.IN_USE,
            )
            .select_related("token", "holder_person__account")
            .annotate(recovered_at=Max("token__recoveries__performed_at"))
            .order_by("pk")
        )
        for custody in held.iterator(chunk_size=_BATCH):
            since = max(filter(None, (custody.since, custody.recovered_at))).astimezone(VIETNAM).date()
            due = latest_due(since=since, months=months, on=day)
            if due is not None and custody.holder_person is not None:
                yield _Reminder(user=custody.holder_person.account, token=custody.token, due=due, profile=profile)


def _tell(one: _Reminder, *, now: datetime) -> int:
    rule = one.profile.password_change_months
    return tell(
        users=[one.user],
        kind=KIND,
        dossier=None,
        title=f"Đổi mật khẩu thiết bị {one.token.serial_number}",
        body=(
            f"Mật khẩu của thiết bị lưu khóa bí mật phải đổi chậm nhất {rule.value:02d} tháng một lần "
            f"({rule.clause.cite()}). Hạn đổi: {one.due:%d/%m/%Y}. Đổi bằng phần mềm của thiết bị trên máy của bạn. "
            "Không nói mật khẩu cho ai; hệ thống không bao giờ hỏi."
        ),
        event=one.event,
        now=now,
        url=f"/thiet-bi/{one.token.public_id}/",
    )
