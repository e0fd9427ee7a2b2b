"""The morning digest: one letter a person and working day, from 07:30, with everything that waits for them.

It takes in what got no letter of its own before (services.notify), and only points at the digest of coming expiries
(services.expiry), which is a letter of its own. When the look is taken: selectors.morning_look.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Q

from directory.domain.roles import Role
from directory.models import Membership, User
from directory.selectors.roles import Actor, actor_for
from requests_workflow.domain.calendar import VIETNAM, WorkCalendar, remaining_in_words
from requests_workflow.domain.digest import Section, digest_body, digest_title
from requests_workflow.models import Dossier, DossierCopy, Notification, Request
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.expiry_scope import had_digest
from requests_workflow.selectors.handovers import missing_notices, waiting_receipts
from requests_workflow.selectors.morning_look import KIND, is_time_to_look, look_key
from requests_workflow.selectors.worklist import Waiting, waiting_for
from requests_workflow.services.notify import tell
from tokens.models import LockReport

WORK_LIST = "/"
A_DAY = 24 * 3600


@dataclass(frozen=True)
class MorningDigest:
    """What one person is told; `held` are the notices that it takes in."""

    recipient: User
    title: str
    body: str
    held: tuple[int, ...]


def send_morning_digests(*, now: datetime) -> int:
    """Tells everybody for whom something waits, one transaction a person; returns how many digests went out.

    Everybody is looked at once a day: for whom nothing waits then, there is no digest that day, whatever comes later.
    """
    calendar = load_calendar()
    if not is_time_to_look(now=now, calendar=calendar):
        return 0
    sent = 0
    for digest in _digests(_to_look_at(now=now), calendar=calendar, now=now):
        with transaction.atomic():
            sent += tell(
                users=[digest.recipient],
                kind=KIND,
                dossier=None,
                title=digest.title,
                body=digest.body,
                event=str(now.astimezone(VIETNAM).date()),
                now=now,
                url=WORK_LIST,
            )
            Notification.objects.filter(pk__in=digest.held, digested_at__isnull=True).update(digested_at=now)
    # A run that was cut off has noted nothing: the next one looks at those who were not told yet.
    cache.set(look_key(now.astimezone(VIETNAM).date()), now, timeout=A_DAY)
    return sent


def plan_morning_digests(*, now: datetime) -> Iterator[MorningDigest]:
    """What `send_morning_digests` would send; writes nothing. Nothing on a day off, before 07:30, or a second time."""
    calendar = load_calendar()
    if is_time_to_look(now=now, calendar=calendar):
        yield from _digests(_to_look_at(now=now), calendar=calendar, now=now)


def _to_look_at(*, now: datetime) -> set[int]:
    """Ids of the users for whom something may wait and who have no digest of that day yet."""
    people = _candidates(now=now)
    day = now.astimezone(VIETNAM).date()
    told = Notification.objects.filter(dedupe_key__in=[f"{KIND}:{day}:{pk}" for pk in people])
    return people - set(told.values_list("recipient_id", flat=True))


def _digests(people: set[int], *, calendar: WorkCalendar, now: datetime) -> Iterator[MorningDigest]:
    if not people:
        return
    local = now.astimezone(VIETNAM)
    reminded = had_digest(people, day=local.date())
    for user in User.objects.filter(pk__in=people, is_active=True).select_related("person").order_by("pk"):
        actor = actor_for(user=user, now=now)
        held = list(
            Notification.objects.filter(
                recipient=user, mail=Notification.Mail.HELD, digested_at__isnull=True, created_at__lt=now
            ).order_by("id")
        )
        sections = _sections(actor=actor, held=held, calendar=calendar, now=now)
        if not sections:
            continue
        yield MorningDigest(
            recipient=user,
            title=digest_title(day=local.date(), sections=sections),
            body=digest_body(sections=sections, expiry_apart=user.pk in reminded),
            held=tuple(one.pk for one in held),
        )


def _sections(*, actor: Actor, held: list[Notification], calendar: WorkCalendar, now: datetime) -> list[Section]:
    waiting = waiting_for(actor, now=now)
    today = now.astimezone(VIETNAM).date()
    late = [one for one in waiting.dossiers if _runs(one) and one.due_at is not None and one.due_at < now]
    due = [
        one
        for one in waiting.dossiers
        if _runs(one) and one.due_at and one.due_at >= now and one.due_at.astimezone(VIETNAM).date() == today
    ]
    rest = [one for one in waiting.dossiers if one not in late and one not in due]
    receipts = [*waiting.confirmations, *waiting_receipts(actor)]
    found = [
        Section("Quá hạn", tuple(_line(one, calendar=calendar, now=now) for one in late)),
        Section("Đến hạn hôm nay", tuple(_line(one, calendar=calendar, now=now) for one in due)),
        Section("Chờ bạn xử lý", tuple(_line(one, calendar=calendar, now=now) for one in rest)),
        Section("Chờ bạn xác nhận", tuple(f"{row.dossier.code}: {row.name}" for row in receipts)),
        Section("Báo thiết bị bị khóa, chưa có hồ sơ", _locked(waiting)),
        Section(
            "Đã bàn giao, chưa gửi thông báo theo Mẫu số 07",
            tuple(
                f"{one.dossier.code}: {one.total} thiết bị, {one.words}"
                for one in missing_notices(actor=actor, now=now)
            ),
        ),
        Section(
            "Thu hồi, giao nộp thiết bị",
            tuple(f"{one.record.token.serial_number}: {one.words}" for one in [*waiting.returns, *waiting.own_returns]),
        ),
        Section(
            "Bản sao phải theo dõi",
            tuple(f"{one.copy.dossier.code}: {one.copy.agency.name}, {one.standing.words}" for one in waiting.copies),
        ),
        # What was done or read since is no news.
        Section("Thông báo chưa có thư riêng", tuple(one.title for one in held if one.read_at is None)),
    ]
    return [section for section in found if section.lines]


def _runs(dossier: Dossier) -> bool:
    return dossier.answered_at is None


def _line(dossier: Dossier, *, calendar: WorkCalendar, now: datetime) -> str:
    state = dossier.kind.dossier.label(dossier.state).lower()
    words = ""
    if dossier.due_at is not None and _runs(dossier):
        words = f"; {remaining_in_words(now, dossier.due_at, calendar)}"
    return f"{dossier.code} ({dossier.managing_agency.name}): {state}{words}"


def _locked(waiting: Waiting) -> tuple[str, ...]:
    return tuple(
        f"Thiết bị {report.token.serial_number}, báo ngày {report.reported_at.astimezone(VIETNAM):%d/%m/%Y}"
        for report in waiting.lock_reports
    )


def _candidates(*, now: datetime) -> set[int]:
    """Ids of the users for whom something may wait, from what is open; few queries, however many accounts there are."""
    still_open = Dossier.objects.filter(closed_at__isnull=True)
    bodies: set[int | None] = set()
    for column in ("managing_agency_id", "recipient_id", "provider_id"):
        bodies |= set(still_open.values_list(column, flat=True).distinct().order_by())
    copies = DossierCopy.objects.filter(sent_at__isnull=False, received_at__isnull=True)
    bodies |= set(copies.values_list("agency_id", flat=True))
    reports = LockReport.objects.filter(settled_at__isnull=True)
    bodies |= set(reports.values_list("token__managing_agency_id", flat=True))
    day = now.astimezone(VIETNAM).date()
    near = Q(agency_id__in=bodies - {None}) | Q(agency__parent_id__in=bodies - {None})
    held = Membership.objects.in_force(on=day).filter(near).exclude(role=Role.SUBSCRIBER.value)
    people = set(held.values_list("user_id", flat=True))
    rows = Request.objects.filter(state__in=("recovered", "handover_offered", "issued"))
    for path in ("person__account", "subscriber__person__account", "token__custody__holder_person__account"):
        found = rows.filter(**{f"{path}__isnull": False}).annotate(account=F(path))
        people |= set(found.values_list("account", flat=True))
    unsent = Notification.objects.filter(mail=Notification.Mail.HELD, digested_at__isnull=True)
    return people | set(unsent.values_list("recipient_id", flat=True))
