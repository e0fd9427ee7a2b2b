"""Devices that have to go back to the provider, as those see them who have to see to it (NĐ 68/2024 Điều 20)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from directory.domain.roles import Role
from directory.models import Agency
from directory.selectors.roles import SUBTREE_ROLES, Actor, prefix_filter
from directory.selectors.search import agencies_named, serial_like
from requests_workflow.domain.calendar import VIETNAM, WorkCalendar, remaining_in_words
from requests_workflow.domain.deadlines import Urgency, provisional_note, urgency
from requests_workflow.models import Request
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.regulations.profile import Profile
from requests_workflow.regulations.registry import profile_in_force
from requests_workflow.selectors.calendar import load_calendar
from tokens.models import Custody, DeviceReturn, LossReport, Token

PAPERS = ("device_return", "device_loss")
DRAFTERS = (Role.CLERK, Role.CONTACT_OFFICER)
TONES = {
    Urgency.RUNNING: "info",
    Urgency.DUE_TODAY: "warning",
    Urgency.NEARLY_DUE: "warning",
    Urgency.OVERDUE: "danger",
}
OVERDUE, NEAR = "qua_han", "den_han"


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One device to be given back and how it stands; `paper` is the row of a Mẫu 08 or 09 that is open for it.

    `note` is that of domain.deadlines.provisional_note.
    """

    record: DeviceReturn
    words: str
    tone: str
    note: str
    holder: str
    paper: Request | None
    is_lost: bool
    days: list[dict[str, Any]]


def open_returns(actor: Actor) -> QuerySet[DeviceReturn]:
    """Open duties of the actor's bodies and those below; for the delegated department, of its territory."""
    paths = {m.agency.path for m in actor.memberships if Role(m.role) in SUBTREE_ROLES}
    paths |= set(actor.department_territories)
    bodies = Agency.objects.filter(prefix_filter(lookup="path", paths=tuple(paths))).values_list("pk", flat=True)
    return DeviceReturn.objects.filter(managing_agency_id__in=list(bodies) if paths else [], settled_at__isnull=True)


def wanted_returns(
    rows: QuerySet[DeviceReturn], *, text: str = "", cause: str = "", term: str = "", now: datetime
) -> QuerySet[DeviceReturn]:
    """`text`: part of a serial, of the name on the certificate or of the body; `term`: OVERDUE, NEAR (today) or ""."""
    if text:
        rows = rows.filter(
            serial_like(lookup="token__serial_number", text=text.replace(" ", ""))
            | Q(certificate__common_name__icontains=text)
            | agencies_named(text)
        )
    if cause:
        rows = rows.filter(cause=cause)
    if term == OVERDUE:
        rows = rows.filter(due_at__lt=now)
    elif term == NEAR:
        rows = rows.filter(due_at__gte=now, due_at__lt=_end_of_day(now))
    return rows


def present(duties: Iterable[DeviceReturn], *, now: datetime, calendar: WorkCalendar | None = None) -> list[Duty]:
    """The duties with their words; the calendar is read once, holders and papers in two queries."""
    found = list(duties)
    if not found:
        return []
    calendar = calendar or load_calendar()
    tokens = [one.token_id for one in found]
    papers = {row.token_id: row for row in _open_papers(tokens)}
    held = Custody.objects.filter(token__in=tokens, until__isnull=True)
    holders = {one.token_id: one for one in held.select_related("holder_person", "holder_agency")}
    return [
        Duty(
            record=one,
            words=remaining_in_words(now, one.due_at, calendar),
            tone=TONES[urgency(now, one.due_at, calendar, nearly_due_working_hours=_near_hours(one))],
            note=provisional_note(since=one.starts_at, due_at=one.due_at, calendar=calendar),
            holder=_holder(holders.get(one.token_id)),
            paper=papers.get(one.token_id),
            is_lost=one.token.state == Token.State.LOST,
            days=[{**day, "date": date.fromisoformat(day["date"])} for day in one.explanation.get("days", [])],
        )
        for one in found
    ]


def with_devices(rows: QuerySet[DeviceReturn]) -> QuerySet[DeviceReturn]:
    """What a line of the list shows, joined."""
    return rows.select_related("token", "certificate", "managing_agency").defer("certificate__der")


def returns_to_see_to(actor: Actor) -> QuerySet[DeviceReturn]:
    """Duties for which the actor has to draw up the paper: nothing is signed and under way yet; the first due first."""
    bodies = drafting_bodies(actor)
    if not bodies:
        return DeviceReturn.objects.none()
    under_way = Request.objects.filter(procedure__in=PAPERS, state__in=OPEN_STATES).exclude(dossier__state="draft")
    rows = open_returns(actor).filter(managing_agency_id__in=bodies)
    return with_devices(rows.exclude(token__requests__in=under_way)).order_by("due_at", "id")


def drafting_bodies(actor: Actor) -> set[int]:
    """Ids of the bodies for which the actor drafts: a division without a seal works on what its superior manages."""
    bodies = actor.agencies(*DRAFTERS)
    return {one.pk for one in bodies} | {one.parent_id for one in bodies if not one.can_submit and one.parent_id}


def returns_of_holder(actor: Actor) -> QuerySet[DeviceReturn]:
    """Duties for devices that the actor holds or is the subscriber of: he gives them to his own agency first."""
    if actor.person_id is None:
        return DeviceReturn.objects.none()
    held = Custody.objects.filter(holder_person_id=actor.person_id, until__isnull=True)
    mine = Q(pk__in=list(held.values_list("token_id", flat=True)))
    tokens = Token.objects.filter(mine).exclude(state__in=(Token.State.LOST, Token.State.RETURNED))
    rows = DeviceReturn.objects.filter(token__in=tokens, settled_at__isnull=True)
    return with_devices(rows).order_by("due_at", "id")


def candidates(*, agency: Agency, procedure: str, besides: int) -> list[Token]:
    """Devices that a Mẫu 08 (or 09) of the body may name: with an open duty (or reported lost), in no other paper."""
    duties = Q(pk__in=DeviceReturn.objects.filter(settled_at__isnull=True).values("token_id"))
    lost = Q(state=Token.State.LOST) & Q(pk__in=LossReport.objects.filter(settled_at__isnull=True).values("token_id"))
    reports = Prefetch("loss_reports", queryset=LossReport.objects.filter(settled_at__isnull=True))
    open_rows = Request.objects.filter(procedure=procedure, state__in=OPEN_STATES).exclude(dossier_id=besides)
    tokens = Token.objects.filter(managing_agency__path__startswith=agency.path).exclude(state=Token.State.RETURNED)
    tokens = tokens.filter(duties) if procedure == "device_return" else tokens.filter(duties | lost)
    return list(
        tokens.exclude(requests__in=open_rows)
        .select_related("certificate", "subscriber")
        .prefetch_related(reports)
        .defer("certificate__der")
        .order_by("serial_number")[:500]
    )


def profile_of_agency(agency: Agency, *, on: date) -> Profile:
    """The rules of the body on that day, the national ones where it has none of its own."""
    return profile_in_force(overlay=agency.overlay or None, on=on)


def _open_papers(tokens: list[int]) -> QuerySet[Request]:
    rows = Request.objects.filter(token__in=tokens, procedure__in=PAPERS, state__in=OPEN_STATES)
    return rows.select_related("dossier").order_by("id")


def _near_hours(duty: DeviceReturn) -> int:
    day = duty.starts_at.astimezone(VIETNAM).date()
    return profile_of_agency(duty.managing_agency, on=day).nearly_due_working_hours.value


def _holder(held: Custody | None) -> str:
    if held is None:
        return "Chưa ghi ai đang giữ"
    return str(held.holder_person or held.holder_agency)


def _end_of_day(now: datetime) -> datetime:
    local = now.astimezone(VIETNAM)
    return local.replace(hour=23, minute=59, second=59, microsecond=999999)
