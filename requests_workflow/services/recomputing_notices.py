"""Who is told that deadlines moved: each person once, with all of the cases that concern them."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from directory.domain.roles import Role
from directory.models import Membership, User
from directory.selectors.roles import held_for
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.models import Dossier
from requests_workflow.regulations.profile import PROVIDER
from requests_workflow.services.notify import tell

KIND = "deadline_moved"
AGENCY_ROLES = frozenset({Role.CLERK, Role.CONTACT_OFFICER})
LIST_URL = "/ho-so/?trang_thai=dang_xu_ly"
# Cases written out in one notice; the list in the product shows all.
MOST_LINES = 50


def tell_moved(*, moves: Sequence[tuple[Dossier, str]], event: str, now: datetime) -> int:
    """Tells officers and the agencies' clerks; `moves` are (dossier with agencies and officer, sentence).

    One query finds everybody; then one notice a person, however many cases. Returns how many were told. The provider's
    clock concerns the agency alone.
    """
    holders = _holders([dossier for dossier, _ in moves], now=now)
    lines: dict[int, list[tuple[Dossier, str]]] = {}
    users: dict[int, User] = {}
    for dossier, words in moves:
        for user in _concerned(dossier, holders):
            users[user.pk] = user
            lines.setdefault(user.pk, []).append((dossier, words))
    return sum(_tell_one(users[pk], lines[pk], event=event, now=now) for pk in sorted(users))


def _concerned(dossier: Dossier, holders: dict[tuple[int, str], list[User]]) -> list[User]:
    people = {
        user.pk: user for role in AGENCY_ROLES for user in holders.get((dossier.managing_agency_id, role.value), [])
    }
    if dossier.due_bearer != PROVIDER:
        if dossier.officer is not None:
            people[dossier.officer.pk] = dossier.officer
        elif dossier.recipient_id is not None:
            people |= {u.pk: u for u in holders.get((dossier.recipient_id, Role.DEPARTMENT_OFFICER.value), [])}
    return list(people.values())


def _holders(dossiers: Sequence[Dossier], *, now: datetime) -> dict[tuple[int, str], list[User]]:
    """(agency, role) -> active users, for all agencies of the cases; one query."""
    agencies = {dossier.managing_agency_id for dossier in dossiers}
    recipients = {dossier.recipient_id for dossier in dossiers if dossier.recipient_id is not None}
    held = (
        Membership.objects.in_force(on=now.astimezone(VIETNAM).date())
        .filter(
            held_for(agencies=agencies, roles=AGENCY_ROLES)
            | Q(agency_id__in=recipients, role=Role.DEPARTMENT_OFFICER.value),
            user__is_active=True,
        )
        .select_related("user", "agency")
        .order_by("user_id")
    )
    found: dict[tuple[int, str], list[User]] = {}
    for one in held:
        # A division without a seal works on the papers of the body above it.
        own = one.agency_id if one.agency_id in agencies | recipients else one.agency.parent_id or one.agency_id
        found.setdefault((own, one.role), []).append(one.user)
    return found


def _tell_one(user: User, lines: Sequence[tuple[Dossier, str]], *, event: str, now: datetime) -> int:
    codes = list(dict.fromkeys(dossier.code for dossier, _ in lines))
    only = lines[0][0] if len(codes) == 1 else None
    title = f"{codes[0]}: hạn đã được tính lại" if only else f"Hạn của {len(codes)} hồ sơ đã được tính lại"
    today = now.astimezone(VIETNAM).date()
    ends_today = any(one.due_at is not None and one.due_at.astimezone(VIETNAM).date() <= today for one, _ in lines)
    body = [f"{dossier.code}: {words}" for dossier, words in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        body.append(f"Và {len(lines) - MOST_LINES} hạn khác; xem danh sách hồ sơ đang xử lý.")
    return tell(
        users=[user],
        kind=KIND,
        dossier=only,
        title=f"{title} do lịch làm việc thay đổi",
        body="\n".join(body),
        event=event,
        now=now,
        url="" if only else LIST_URL,
        # The second decision of a day would be told tomorrow.
        urgent=ends_today,
    )
