"""Hand-overs that wait: for their notice (Mẫu 07), for the subscriber's confirmation, for a device."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from directory.domain.roles import Role
from directory.selectors.roles import Actor
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.domain.notice_urgency import NoticeLevel, days_without_notice, notice_level, waiting_words
from requests_workflow.models import Dossier, Request
from requests_workflow.procedures.certificate_issue.rows import KEEPER
from requests_workflow.procedures.handover_notice.clauses import NOTICE
from requests_workflow.procedures.registry import INDIVIDUAL_ISSUE, ISSUES
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.selectors.calendar import load_calendar

WITHOUT_DEVICE = (Request.Medium.SIM_PKI, Request.Medium.CENTRALISED)
# Who sees the task at which level; who drafts sees it at once (services.notice_alerts tells the same people).
SEEN_BY = {
    NoticeLevel.NOTICE: (Role.CLERK, Role.CONTACT_OFFICER),
    NoticeLevel.WARNING: (Role.CLERK, Role.CONTACT_OFFICER, Role.UNIT_HEAD),
    NoticeLevel.DANGER: (Role.CLERK, Role.CONTACT_OFFICER, Role.UNIT_HEAD, Role.AGENCY_LEADER),
}


@dataclass(frozen=True, kw_only=True)
class MissingNotice:
    """One dossier with rows handed over whose notice was not sent.

    `without_notice` rows are named by no notice, `in_draft` rows by one of `notices`, which are not sent yet.
    `days` are working days since the oldest of these hand-overs, `since`, that of row `oldest_id`.
    """

    dossier: Dossier
    without_notice: int
    in_draft: int
    notices: tuple[Dossier, ...]
    since: datetime
    oldest_id: int
    days: int
    level: NoticeLevel

    @property
    def total(self) -> int:
        return self.without_notice + self.in_draft

    @property
    def words(self) -> str:
        return waiting_words(self.days)

    @property
    def clause(self) -> str:
        return NOTICE.cite()


def missing_notices(*, actor: Actor, now: datetime) -> list[MissingNotice]:
    """What the actor is to see on the work list, the oldest hand-over first; at most four queries.

    Who drafts sees all of the own bodies; a unit head and a leader only what has grown to their level.
    """
    bodies = {level: _bodies(actor, *roles) for level, roles in SEEN_BY.items()}
    widest = frozenset().union(*bodies.values())
    if not widest:
        return []
    found = all_missing_notices(now=now, agency_ids=widest)
    return [one for one in found if one.dossier.managing_agency_id in bodies[one.level]]


def all_missing_notices(*, now: datetime, agency_ids: Collection[int] | None = None) -> list[MissingNotice]:
    """Of these managing agencies (None: of all), the oldest hand-over first; four queries, none for no row."""
    rows = Request.objects.filter(
        procedure__in=ISSUES, state="handed_over", handed_over_at__isnull=False, dossier__closed_at__isnull=True
    )
    if agency_ids is not None:
        rows = rows.filter(dossier__managing_agency_id__in=agency_ids)
    waiting: dict[int, list[tuple[int, datetime]]] = {}
    for pk, dossier_id, at in rows.order_by("handed_over_at", "pk").values_list("pk", "dossier_id", "handed_over_at"):
        if at is not None:
            waiting.setdefault(dossier_id, []).append((pk, at))
    if not waiting:
        return []
    notices = Request.objects.filter(origin__dossier_id__in=waiting, origin__state="handed_over", state="pending")
    named = dict(notices.values_list("origin_id", "dossier_id"))
    dossiers = Dossier.objects.select_related("managing_agency").in_bulk({*waiting, *named.values()})
    calendar, today = load_calendar(), now.astimezone(VIETNAM).date()
    found = []
    for dossier_id, handed_over in waiting.items():
        dossier = dossiers[dossier_id]
        oldest_id, since = handed_over[0]
        days = days_without_notice(handed_over_at=since, day=today, calendar=calendar)
        levels = profile_by_code(dossier.profile_code).handover_notice_levels.value
        level = notice_level(days=days, levels=levels)
        if level is None:
            continue
        in_draft = [named[pk] for pk, _ in handed_over if pk in named]
        found.append(
            MissingNotice(
                dossier=dossier,
                without_notice=len(handed_over) - len(in_draft),
                in_draft=len(in_draft),
                notices=tuple(dossiers[pk] for pk in sorted(set(in_draft))),
                since=since,
                oldest_id=oldest_id,
                days=days,
                level=level,
            )
        )
    return found


def waiting_receipts(actor: Actor) -> QuerySet[Request]:
    """Rows that the actor is to confirm: a device that was handed over, a signature that works, or a new certificate
    that is on its device. The actor is the subscriber, or who keeps the device of an organisation or a system."""
    if actor.person_id is None or not KEEPER & actor.roles:
        return Request.objects.none()
    offered = Q(state="handover_offered", procedure__in=ISSUES)
    usable = Q(state="issued", procedure__in=ISSUES, medium__in=WITHOUT_DEVICE, certificate__isnull=False)
    if Role.SUBSCRIBER not in actor.roles:
        # An official's own device is confirmed by whoever is a subscriber; others keep devices of bodies and systems.
        kept = Q(procedure__in=ISSUES - {INDIVIDUAL_ISSUE.code})
        offered, usable = offered & kept, usable & kept
    renewed = Q(state="granted", procedure="certificate_update", certificate__isnull=False)
    return (
        Request.objects.filter(offered | usable | renewed, person_id=actor.person_id)
        .select_related("dossier__managing_agency", "token", "certificate", "predecessor")
        .defer("certificate__der", "predecessor__der")
        .order_by("id")
    )


def _bodies(actor: Actor, *roles: Role) -> frozenset[int]:
    """Ids of the managing agencies for which the actor works in one of the roles."""
    found: set[int] = set()
    for agency in actor.agencies(*roles):
        found.add(agency.pk)
        if not agency.can_submit and agency.parent_id:
            found.add(agency.parent_id)
    return frozenset(found)
