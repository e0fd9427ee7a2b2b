"""What waits for me, most urgent first. The tables of domain.next_steps also decide who is told."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from directory.domain.roles import Role
from directory.models import Agency, Subscriber
from directory.selectors.roles import Actor
from requests_workflow.models import Dossier, DossierCopy, Request
from requests_workflow.procedures.next_steps import RECORDERS, SCANNERS
from requests_workflow.procedures.registry import KINDS, ProcedureKind
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER
from requests_workflow.selectors.copies import TrackedCopy, copies_to_look_after
from requests_workflow.selectors.device_returns import Duty, present, returns_of_holder, returns_to_see_to
from requests_workflow.selectors.dossiers import AT_THE_AGENCY, own_rows
from requests_workflow.selectors.filing_days import FilingDay, filing_days, in_order, urgent_first
from tokens.models import LockReport

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MOST = 100


@dataclass(frozen=True)
class Waiting:
    """What waits: dossiers in order of urgency, rows that the subscriber confirms, and reports without a dossier.

    `filing` says by primary key until when dossiers of Mẫu 04 may be filed.
    `returns` are devices for which a Mẫu 08 or 09 is to be drawn up, the first due first; `own_returns` those that the
    actor holds and gives back; `copies` tracked copies that have not left, or of whose arrival nobody has heard.
    """

    dossiers: list[Dossier]
    filing: dict[int, FilingDay]
    confirmations: list[Request]
    lock_reports: list[LockReport]
    total: int
    returns: list[Duty]
    own_returns: list[Duty]
    copies: list[TrackedCopy]

    @property
    def is_empty(self) -> bool:
        papers = self.dossiers or self.confirmations or self.lock_reports
        return not (papers or self.returns or self.own_returns or self.copies)


def waiting_for(actor: Actor, *, now: datetime) -> Waiting:
    """At most MOST dossiers, four queries and a count; due ones first, then the oldest."""
    found = urgent_first(waiting_dossiers(actor))
    dossiers = list(found.select_related("managing_agency", "recipient", "drafted_by__person")[: MOST + 1])
    filing = filing_days(dossiers[:MOST], now=now)
    return Waiting(
        dossiers=in_order(dossiers[:MOST], filing=filing),
        filing=filing,
        confirmations=list(waiting_confirmations(actor)[:MOST]),
        lock_reports=list(waiting_lock_reports(actor)[:MOST]),
        total=len(dossiers),
        returns=present(returns_to_see_to(actor)[:MOST], now=now),
        own_returns=present(returns_of_holder(actor)[:MOST], now=now),
        copies=copies_to_look_after(actor, now=now),
    )


def waiting_dossiers(actor: Actor) -> QuerySet[Dossier]:
    """Dossiers whose next move is one of the actor's roles, at the right body; ended ones where a copy came in."""
    # Whoever signs by a decision of the head need not be a leader, nor of that body.
    condition = Q(state="leader_review", signer=actor.user, signer_delegation__isnull=False)
    for membership in actor.memberships:
        for kind in KINDS.values():
            condition |= Q(procedure=kind.code) & _of_membership(kind, Role(membership.role), membership.agency, actor)
    # All rows answered: what is left is the subscriber's own confirmation.
    waiting_on_subscriber = Q(procedure="token_recovery", state="accepted", answered_at__isnull=False)
    waiting = condition & Q(closed_at__isnull=True) & ~waiting_on_subscriber
    # A copy is registered by whoever got it, also when the case has ended meanwhile.
    return Dossier.objects.filter(waiting | Q(pk__in=copies_to_acknowledge(actor)))


def copies_to_acknowledge(actor: Actor) -> list[int]:
    """Dossiers whose copy was sent to the actor's department and is not on record as arrived; the oldest first."""
    departments = [agency.pk for agency in actor.agencies(Role.DEPARTMENT_OFFICER)]
    if not departments:
        return []
    waiting = DossierCopy.objects.filter(
        agency_id__in=departments,
        sent_at__isnull=False,
        received_at__isnull=True,
        dossier__sent_at__isnull=False,
    ).exclude(dossier__state__in=AT_THE_AGENCY)
    return list(waiting.order_by("id").values_list("dossier_id", flat=True)[:MOST])


def _of_membership(kind: ProcedureKind, role: Role, agency: Agency, actor: Actor) -> Q:
    steps = kind.next_steps
    condition = _at_agency(kind, role, agency, actor)
    for function, table in ((DELEGATED_DEPARTMENT, steps.at_department), (PROVIDER, steps.at_provider)):
        states = [state for state, roles in table.items() if role in roles]
        if states:
            condition |= Q(recipient_function=function, recipient=agency, state__in=states)
            if function == PROVIDER:
                condition |= Q(provider=agency, forwarded_at__isnull=False, state__in=states)
    if role in RECORDERS and steps.recorded:
        # The provider's answer is written down by the sending body.
        condition |= Q(recipient_function=PROVIDER, managing_agency=agency, state__in=steps.recorded)
    if role is Role.DEPARTMENT_OFFICER:
        condition |= Q(state="draft", entered_by_department=True, recipient=agency)
    return condition


def _at_agency(kind: ProcedureKind, role: Role, agency: Agency, actor: Actor) -> Q:
    states = {state for state, roles in kind.next_steps.at_agency.items() if role in roles}
    # A division without a seal works on the papers of the body that manages it.
    bodies = Q(managing_agency=agency)
    if not agency.can_submit and agency.parent_id:
        bodies |= Q(managing_agency_id=agency.parent_id)
    condition = Q(pk__in=[])
    if "leader_review" in states:
        states.discard("leader_review")
        condition |= Q(state="leader_review", signer=actor.user)
    if role in SCANNERS:
        condition |= bodies & Q(state="leader_review", signing_way=Dossier.SigningWay.WET_SCAN)
    if states:
        condition |= bodies & Q(state__in=states, entered_by_department=False)
    return condition


def waiting_confirmations(actor: Actor) -> QuerySet[Request]:
    """Recovered devices whose subscriber (or keeper) has not yet confirmed a new password."""
    if actor.person_id is None:
        return Request.objects.none()
    return (
        own_rows(actor)
        .filter(state="recovered")
        .select_related("dossier__managing_agency", "token")
        .distinct()
        .order_by("id")
    )


def waiting_lock_reports(actor: Actor) -> QuerySet[LockReport]:
    """Reports of locked devices that no open case answers yet, for those who may draft one."""
    agencies = [a.pk for a in actor.agencies(Role.CLERK, Role.CONTACT_OFFICER)]
    open_rows = Request.objects.filter(state__in=("pending", "accepted", "recovered"))
    return (
        LockReport.objects.filter(settled_at__isnull=True, token__managing_agency_id__in=agencies)
        .exclude(token__requests__in=open_rows)
        .select_related("token__subscriber__person", "reported_by__person")
        .prefetch_related(Prefetch("token__subscriber", queryset=Subscriber.objects.select_related("person")))
        .order_by("reported_at")
    )
