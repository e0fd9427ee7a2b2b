"""The first page after sign-in, and the list of all visible dossiers."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from certificates.selectors.scope import reads_others
from directory.domain.names import fold
from directory.domain.roles import Role
from directory.policies import REGISTERS, SIGNED_IN, ActorRequest, policy
from directory.selectors.roles import Actor
from requests_workflow.models import Dossier, Request
from requests_workflow.procedures.registry import KINDS
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.dossiers import is_late, open_counts, rows_named, visible_to
from requests_workflow.selectors.expiry import expiring_for, own_expiring
from requests_workflow.selectors.facts import profile_of
from requests_workflow.selectors.handovers import missing_notices, waiting_receipts
from requests_workflow.selectors.worklist import Waiting, copies_to_acknowledge, waiting_for
from requests_workflow.views.next_move import OTHERS, OWN, row_moves, waits_for
from requests_workflow.views.old_cases import ENTERERS
from requests_workflow.views.own_things import own_things
from requests_workflow.views.presenting import deadline_words, state_tag
from tokens.selectors.keeping import waiting_changes

PAGE = 25
# Who answers for the work of others.
OVERSEERS = frozenset({Role.UNIT_HEAD, Role.AGENCY_LEADER, Role.DEPARTMENT_LEADER, Role.DEPARTMENT_OFFICER})
# The procedure that the department decides itself, by a check list.
CHECKED = "token_recovery"
ACKNOWLEDGE = "Ghi nhận bản sao đến"
LOOK = "Xem hồ sơ"
STANDING = ("dossier_id", "state", "medium", "has_file")
# Of all procedures; a state means the same wherever it bears the same name.
STATES = {state: label for kind in KINDS.values() for state, label in kind.dossier.states.items()}


@policy(SIGNED_IN)
def worklist(request: HttpRequest) -> HttpResponse:
    """What waits for me, by remaining working time, with the next action on the row."""
    actor = cast(ActorRequest, request).actor
    now = timezone.now()
    waiting = waiting_for(actor, now=now)
    calendar = load_calendar() if waiting.dossiers else None
    copies = set(copies_to_acknowledge(actor))
    moves = first_moves(waiting.dossiers)
    own_bodies = {membership.agency.pk for membership in actor.memberships}
    rows = [
        {
            "dossier": dossier,
            "url": next_url(dossier),
            "action": ACKNOWLEDGE
            if dossier.pk in copies
            else moves.get(dossier.pk) or next_action(dossier, recorded=Role.PROVIDER_OFFICER not in actor.roles),
            # Whoever works for one body need not read its name on every line.
            "agency": "" if dossier.managing_agency_id in own_bodies else dossier.managing_agency.name,
            "state": state_tag(dossier.state, kind=dossier.kind),
            "due": deadline_words(dossier=dossier, profile=profile_of(dossier), now=now, calendar=calendar)
            if calendar
            else None,
            "filing": waiting.filing.get(dossier.pk),
        }
        for dossier in waiting.dossiers
    ]
    notices = missing_notices(actor=actor, now=now)
    expiring = expiring_for(actor=actor, now=now, limit=5)
    context = {
        "rows": rows,
        "waiting": waiting,
        "overview": _overview(actor, now=now) if OVERSEERS & actor.roles else [],
        "parts": _parts(waiting, notices=len(notices), expiring=expiring.to_file if expiring else 0),
        "missing_notices": notices,
        "receipts": list(waiting_receipts(actor)[:PAGE]),
        "keeper_changes": list(waiting_changes(actor)[:PAGE]),
        "expiring": expiring,
        "own": own_things(actor=actor, now=now) if not reads_others(actor) else None,
        "own_expiring": own_expiring(actor=actor, now=now),
        "may_draft": bool({Role.CLERK, Role.CONTACT_OFFICER} & actor.roles),
        "may_enter": Role.DEPARTMENT_OFFICER in actor.roles,
        "may_report": Role.SUBSCRIBER in actor.roles,
    }
    return render(request, "requests_workflow/worklist.html", context)


def _overview(actor: Actor, *, now: datetime) -> list[dict[str, Any]]:
    """Counts for who answers for the work of others, each a link to its list; one query."""
    found = open_counts(actor, now=now)
    address = reverse("cases:list")
    return [
        {"number": number, "label": label, "url": f"{address}?trang_thai={key}", "tone": tone if number else "neutral"}
        for key, label, number, tone in (
            ("dang_xu_ly", "hồ sơ đang xử lý", found.open, "info"),
            ("qua_han", "hồ sơ quá hạn", found.late, "danger"),
            ("cuc_qua_han", "hồ sơ Cục quá hạn trả lời", found.provider_late, "warning"),
        )
    ]


def _parts(waiting: Waiting, *, notices: int, expiring: int) -> list[dict[str, Any]]:
    """The parts of a long page, as links with counts (components/tabs.html); none where there is one part or none."""
    parts = (
        ("thieu-mau-07", "Chưa gửi Mẫu số 07", notices),
        ("bao-khoa", "Thiết bị báo bị khóa", len(waiting.lock_reports)),
        ("ho-so", "Hồ sơ", waiting.total),
        ("thu-hoi-thiet-bi", "Thu hồi thiết bị", len(waiting.returns)),
        ("ban-sao", "Bản sao", len(waiting.copies)),
        ("sap-het-han", "Chứng thư sắp hết hạn", expiring),
    )
    found = [
        {"url": f"#{key}", "label": label, "count": count, "current": False} for key, label, count in parts if count
    ]
    return found if len(found) > 1 else []


def first_moves(dossiers: Sequence[Dossier]) -> dict[int, str]:
    """Primary key -> what is done first in a case whose rows stand apart since it was answered; one query."""
    answered = [dossier.pk for dossier in dossiers if dossier.state == "answered"]
    if not answered:
        return {}
    waits: dict[int, list[str]] = defaultdict(list)
    rows = Request.objects.filter(dossier_id__in=answered).annotate(has_file=Q(certificate__isnull=False))
    for dossier, state, medium, has_file in rows.order_by().values_list(*STANDING).distinct():
        waits[dossier].append(waits_for(state=state, medium=medium, has_file=has_file))
    found = {dossier: row_moves(keys, sender=OWN) for dossier, keys in waits.items()}
    return {
        dossier: next((move["what"] for move in moves if move["who"] not in OTHERS), LOOK)
        for dossier, moves in found.items()
        if moves
    }


def next_action(dossier: Dossier, *, recorded: bool) -> str:
    """The label of the next act; `recorded`: what the provider did is written down by somebody else."""
    steps = dossier.kind.next_steps
    if recorded and dossier.recipient_function == PROVIDER and dossier.state in steps.recorded_actions:
        return steps.recorded_actions[dossier.state]
    return steps.actions.get(dossier.state, LOOK)


def next_url(dossier: Dossier) -> str:
    """Where the next action of a waiting dossier is done."""
    if dossier.state == "draft":
        return reverse("cases:draft", args=[dossier.public_id])
    if dossier.closed_at is not None:
        # What an ended case still waits for is its copy.
        return reverse("cases:copies", args=[dossier.public_id])
    at_department = dossier.recipient_function == DELEGATED_DEPARTMENT
    if dossier.procedure == CHECKED and dossier.state == "received" and at_department:
        return reverse("cases:checking", args=[dossier.public_id])
    return reverse("cases:case", args=[dossier.public_id])


@policy(REGISTERS)
def dossier_list(request: HttpRequest) -> HttpResponse:
    """All dossiers in scope; filters in the URL, keyset pages, newest first."""
    actor = cast(ActorRequest, request).actor
    now = timezone.now()
    query = {k: request.GET.get(k, "").replace("\x00", "").strip() for k in ("q", "thu_tuc", "trang_thai", "truoc")}
    found = visible_to(actor).select_related("managing_agency", "recipient")
    if query["q"]:
        text = query["q"]
        found = found.filter(
            Q(code__istartswith=text)
            | Q(number=text)
            | Q(pk__in=rows_named(actor=actor, text=text).values("dossier_id"))
            | Q(managing_agency__folded_name__contains=fold(text))
        )
    if query["trang_thai"] == "dang_xu_ly":
        found = found.filter(closed_at__isnull=True)
    elif query["trang_thai"] in ("qua_han", "cuc_qua_han"):
        # The same cases as the counts on the work list.
        late = is_late(now=now, by_provider=query["trang_thai"] == "cuc_qua_han")
        found = found.filter(late, closed_at__isnull=True)
    elif query["trang_thai"] in STATES:
        found = found.filter(state=query["trang_thai"])
    if query["thu_tuc"] in KINDS:
        found = found.filter(procedure=query["thu_tuc"])
    if query["truoc"].isdigit():
        found = found.filter(pk__lt=int(query["truoc"]))
    page = list(found.order_by("-id")[: PAGE + 1])
    calendar = load_calendar()
    own_bodies = {membership.agency.pk for membership in actor.memberships}
    rows = [
        {
            "dossier": d,
            "agency": "" if d.managing_agency_id in own_bodies else d.managing_agency.name,
            "state": state_tag(d.state, kind=d.kind),
            "due": deadline_words(dossier=d, profile=profile_of(d), now=now, calendar=calendar),
        }
        for d in page[:PAGE]
    ]
    context: dict[str, Any] = {
        "rows": rows,
        "query": query,
        "may_enter_old": bool(ENTERERS.roles & actor.roles),
        "states": STATES,
        "kinds": KINDS.values(),
        "next_url": _page_url(request, page[PAGE - 1].pk) if len(page) > PAGE else "",
    }
    return render(request, "requests_workflow/dossier_list.html", context)


def _page_url(request: HttpRequest, before: int) -> str:
    params = request.GET.copy()
    params["truoc"] = str(before)
    return f"?{params.urlencode()}"
