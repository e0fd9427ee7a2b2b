"""Who is told what: an in-app notice and, where there is an address, an e-mail through the outbox."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from directory.domain.roles import Role
from directory.models import Agency, User
from directory.selectors.roles import working_for
from requests_workflow.models import Dossier, Notification, OutboxMessage, Request
from requests_workflow.procedures.registry import ISSUES
from requests_workflow.services import outbox
from requests_workflow.services.calendar_files import CalendarFile, note_sent

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
QUEUED, HELD, NO_ADDRESS = Notification.Mail.QUEUED, Notification.Mail.HELD, Notification.Mail.NO_ADDRESS


def tell(
    *,
    users: Iterable[User],
    kind: str,
    dossier: Dossier | None,
    title: str,
    body: str,
    event: str,
    now: datetime,
    url: str = "",
    asks_in: str = "",
    request_id: int | None = None,
    calendar: CalendarFile | None = None,
    urgent: bool = False,
) -> int:
    """Tells each user once for one event; returns how many were newly told.

    `event` identifies the occurrence ("step:812", "overdue:2026-11-23"): a repeated job tells nobody twice. The notice
    leads to `url` (a path of the product), or to the dossier. `asks_in` is the state (of the row `request_id`, else of
    the dossier) that the person is asked to end, or a word of domain.escalation. One letter a recipient, kind and
    +07:00 day: what comes after it that day waits for the morning digest, unless it is `urgent`.
    The notice and its letter are written in one transaction. Raises ValueError without an address.
    """
    target = url or (f"/ho-so/{dossier.public_id}/" if dossier is not None else "")
    if not target:
        raise ValueError("a notice without a dossier needs an address")
    active = {u.pk: u for u in users if u.is_active}
    day = now.astimezone(VIETNAM).date()
    had_letter = _had_letter(active, kind=kind, day=day)
    told = 0
    for user in active.values():
        values = {
            "recipient": user,
            "kind": kind,
            "dossier": dossier,
            "title": title[:200],
            "body": body,
            "url": target,
            "created_at": now,
            "asks_in": asks_in,
            "request_id": request_id,
        }
        held = user.pk in had_letter and not urgent
        mail = NO_ADDRESS if not user.email else HELD if held else QUEUED
        letter_of = None if urgent else day
        with transaction.atomic():
            notice, created = _create(key=f"{kind}:{event}:{user.pk}", values=values, mail=mail, day=letter_of)
            if not created:
                continue
            told += 1
            if notice.mail == QUEUED:
                payload = {"to": user.email, "subject": title, "body": body, "notification": str(notice.public_id)}
                if calendar is not None:
                    payload |= calendar.payload()
                    note_sent(users=[user], files=[calendar], now=now)
                outbox.put(kind=OutboxMessage.Kind.EMAIL, payload=payload, now=now)
    return told


def _had_letter(users: Collection[int], *, kind: str, day: date) -> set[int]:
    found = Notification.objects.filter(recipient_id__in=users, kind=kind, mail_day=day)
    return set(found.values_list("recipient_id", flat=True))


def _create(*, key: str, values: dict[str, Any], mail: str, day: date | None) -> tuple[Notification, bool]:
    """The notice of that key, and whether it is new; the letter is held when somebody else's was faster that day.

    Without a day the letter does not count as that of the day, and none is in its way.
    """
    letter = {"mail": mail, "mail_day": day if mail == QUEUED else None}
    try:
        return Notification.objects.get_or_create(dedupe_key=key, defaults=values | letter)
    except IntegrityError:
        if mail != QUEUED or day is None:
            raise
        held = {"mail": HELD, "mail_day": None}
        return Notification.objects.get_or_create(dedupe_key=key, defaults=values | held)


def users_with(*, agency: Agency | None, roles: frozenset[Role], now: datetime) -> list[User]:
    """Active users, each once, who hold one of the roles in the affairs of that agency on the day of `now`."""
    if agency is None:
        return []
    held = working_for(agency=agency, roles=roles, on=now.astimezone(VIETNAM).date())
    return list({one.user_id: one.user for one in held}.values())


def subscribers_of(dossier: Dossier, *, request: Request | None = None) -> list[User]:
    """Accounts of the people whose devices the dossier is about (the keeper, for an organisation's device)."""
    users: dict[int, User] = {}
    rows = dossier.requests.select_related("subscriber__person__account", "person__account", "token")
    if request is not None:
        rows = rows.filter(pk=request.pk)
    for row in rows:
        person = row.subscriber.person if row.subscriber else row.person
        # The row of an issue names who is to receive the device; an organisation or a system has no person of its own.
        if row.procedure in ISSUES:
            person = row.person or person
        if person is None and row.token is not None:
            custody = row.token.custody.filter(until__isnull=True).select_related("holder_person__account").first()
            person = custody.holder_person if custody else None
        account = getattr(person, "account", None) if person is not None else None
        if account is not None:
            users[account.pk] = account
    return list(users.values())
