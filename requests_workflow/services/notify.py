"""Who is told what: an in-app notice and, where there is an address, an e-mail through the outbox."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from directory.domain.roles import Role
from directory.models import Agency, User
from directory.selectors.roles import holders_of
from requests_workflow.models import Dossier, Notification, OutboxMessage, Request
from requests_workflow.services import outbox

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


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
) -> int:
    """Tells each user once for one event; returns how many were newly told.

    `event` identifies the occurrence ("step:812", "overdue:2026-11-23"): a repeated job tells nobody twice. The notice
    leads to `url` (a path of the product), or to the dossier. Raises ValueError for neither.
    """
    target = url or (f"/ho-so/{dossier.public_id}/" if dossier is not None else "")
    if not target:
        raise ValueError("a notice without a dossier needs an address")
    told = 0
    for user in {u.pk: u for u in users if u.is_active}.values():
        notice, created = Notification.objects.get_or_create(
            dedupe_key=f"{kind}:{event}:{user.pk}",
            defaults={
                "recipient": user,
                "kind": kind,
                "dossier": dossier,
                "title": title[:200],
                "body": body,
                "url": target,
                "created_at": now,
            },
        )
        if not created:
            continue
        told += 1
        if user.email:
            outbox.put(
                kind=OutboxMessage.Kind.EMAIL,
                payload={"to": user.email, "subject": title, "body": body, "notification": str(notice.public_id)},
                now=now,
            )
    return told


def users_with(*, agency: Agency | None, roles: frozenset[Role], now: datetime) -> list[User]:
    """Active users who hold one of the roles in that agency on the day of `now`."""
    if agency is None:
        return []
    return [m.user for m in holders_of(agency=agency, roles=roles, on=now.astimezone(VIETNAM).date())]


def subscribers_of(dossier: Dossier, *, request: Request | None = None) -> list[User]:
    """Accounts of the people whose devices the dossier is about (the keeper, for an organisation's device)."""
    users: dict[int, User] = {}
    rows = dossier.requests.select_related("subscriber__person__account", "person__account", "token")
    if request is not None:
        rows = rows.filter(pk=request.pk)
    for row in rows:
        person = row.subscriber.person if row.subscriber else row.person
        if person is None and row.token is not None:
            custody = row.token.custody.filter(until__isnull=True).select_related("holder_person__account").first()
            person = custody.holder_person if custody else None
        account = getattr(person, "account", None) if person is not None else None
        if account is not None:
            users[account.pk] = account
    return list(users.values())
