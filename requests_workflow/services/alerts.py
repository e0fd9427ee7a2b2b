"""Limits that run out: told at shares of their working time, once a level, on working days, to more people each time.

Also keeps what was told true: what is done is settled, and calendar files follow their deadlines.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import batched

from django.db.models import Q
from django.db.models.functions import Coalesce

from directory.models import User
from requests_workflow.domain.calendar import VIETNAM, WorkCalendar, remaining_in_words
from requests_workflow.domain.escalation import WHOLE, Reached, level_reached
from requests_workflow.models import Notification
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.escalations import Audience, WatchedTerm, running_terms
from requests_workflow.services.calendar_files import deadline_file, send_changes
from requests_workflow.services.ended_delegations import tell_of_ended_delegations
from requests_workflow.services.notify import tell
from requests_workflow.services.notify_custody import tell_previous_holders
from requests_workflow.services.settling import settle

_BATCH = 200


def watch_deadlines(*, now: datetime) -> int:
    """Tells whom it concerns; returns how many notices were new. Idempotent: a missed run is made up by the next."""
    settle(now=now)
    calendar = load_calendar()
    if not calendar.is_working(now.astimezone(VIETNAM).date()):
        return 0
    send_changes(now=now)
    tell_previous_holders(now=now)
    tell_of_ended_delegations(now=now)
    return escalate(terms=running_terms(), calendar=calendar, now=now)


def escalate(*, terms: Iterable[WatchedTerm], calendar: WorkCalendar, now: datetime) -> int:
    """Tells the highest level that each limit has reached; a level that was passed in between is told by no one.

    Returns how many notices were new.
    """
    audience = Audience(now=now)
    told = 0
    for group in batched(terms, _BATCH):
        plan: list[tuple[WatchedTerm, Reached, list[User]]] = []
        for term in group:
            reached = level_reached(term=term, now=now, calendar=calendar, levels=term.levels)
            if reached is None or (term.only_over and reached.share != WHOLE):
                continue
            plan.append((term, reached, audience.of(term, reached)))
        keys = [notice_key(term, reached, user) for term, reached, users in plan for user in users]
        known = set(Notification.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
        for term, reached, users in plan:
            new = [user for user in users if notice_key(term, reached, user) not in known]
            if new:
                told += _tell(term=term, reached=reached, users=new, calendar=calendar, now=now)
    return told


def notice_key(term: WatchedTerm, reached: Reached, user: User) -> str:
    """The key under which services.notify.tell keeps this notice."""
    return f"{term.kind_at(reached)}:{_event(term)}:{user.pk}"


def _event(term: WatchedTerm) -> str:
    return f"term:{term.key}"


def _tell(*, term: WatchedTerm, reached: Reached, users: list[User], calendar: WorkCalendar, now: datetime) -> int:
    words = remaining_in_words(now, term.due_at, calendar)
    if term.only_over:
        title = f"{term.subject}: Cục đã quá hạn trả lời"
        body = f"{term.told} (căn cứ: {term.clause}). Liên hệ Cục; khi có trả lời thì ghi nhận vào hồ sơ."
    else:
        title = f"{term.subject}: {term.label_at(reached).lower()} ({words})"
        body = f"{term.told}; {words}. Căn cứ: {term.clause}."
    # The louder notice takes the place of the earlier one.
    same = Q(dossier=term.dossier) if term.dossier is not None else Q(url=term.url)
    earlier = Notification.objects.filter(same, recipient__in=users, asks_in=term.asks_in, settled_at__isnull=True)
    earlier.update(settled_at=now, read_at=Coalesce("read_at", now))
    return tell(
        users=users,
        kind=term.kind_at(reached),
        dossier=term.dossier,
        title=title,
        body=body,
        event=_event(term),
        now=now,
        url=term.url,
        asks_in=term.asks_in,
        calendar=deadline_file(dossier=term.dossier, now=now) if term.dossier and not term.only_over else None,
    )
