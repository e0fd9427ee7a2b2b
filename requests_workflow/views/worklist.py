"""The first page after sign-in, and the list of all visible dossiers."""

from typing import Any, cast

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from directory.domain.names import fold
from directory.domain.roles import Role
from directory.policies import REGISTERS, SIGNED_IN, ActorRequest, policy
from requests_workflow.models import Dossier
from requests_workflow.procedures.registry import KINDS
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.dossiers import rows_named, visible_to
from requests_workflow.selectors.expiry import expiring_for, own_expiring
from requests_workflow.selectors.facts import profile_of
from requests_workflow.selectors.handovers import missing_notices, waiting_receipts
from requests_workflow.selectors.worklist import copies_to_acknowledge, waiting_for
from requests_workflow.views.old_cases import ENTERERS
from requests_workflow.views.presenting import deadline_words, state_tag

PAGE = 25
# The procedure that the department decides itself, by a check list.
CHECKED = "token_recovery"
ACKNOWLEDGE = "Ghi nhận bản sao đến"
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
    rows = [
        {
            "dossier": dossier,
            "url": next_url(dossier),
            "action": ACKNOWLEDGE
            if dossier.pk in copies
            else next_action(dossier, recorded=Role.PROVIDER_OFFICER not in actor.roles),
            "state": state_tag(dossier.state, kind=dossier.kind),
            "due": deadline_words(dossier=dossier, profile=profile_of(dossier), now=now, calendar=calendar)
            if calendar
            else None,
        }
        for dossier in waiting.dossiers
    ]
    context = {
        "rows": rows,
        "waiting": waiting,
        "missing_notices": missing_notices(actor=actor, now=now),
        "receipts": list(waiting_receipts(actor)[:PAGE]),
        "expiring": expiring_for(actor=actor, now=now, limit=5),
        "own_expiring": own_expiring(actor=actor, now=now),
        "may_draft": bool({Role.CLERK, Role.CONTACT_OFFICER} & actor.roles),
        "may_enter": Role.DEPARTMENT_OFFICER in actor.roles,
        "may_report": Role.SUBSCRIBER in actor.roles,
    }
    return render(request, "requests_workflow/worklist.html", context)


def next_action(dossier: Dossier, *, recorded: bool) -> str:
    """The label of the next act; `recorded`: what the provider did is written down by somebody else."""
    steps = dossier.kind.next_steps
    if recorded and dossier.recipient_function == PROVIDER and dossier.state in steps.recorded_actions:
        return steps.recorded_actions[dossier.state]
    return steps.actions.get(dossier.state, "Xem hồ sơ")


def next_url(dossier: Dossier) -> str:
    """Where the next action of a waiting dossier is done."""
    if dossier.state == "draft":
        return reverse("cases:draft", args=[dossier.public_id])
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
        late = found.filter(answered_at__isnull=True, due_at__lt=now)
        by_provider = Q(due_bearer=PROVIDER)
        found = late.filter(by_provider) if query["trang_thai"] == "cuc_qua_han" else late.exclude(by_provider)
    elif query["trang_thai"] in STATES:
        found = found.filter(state=query["trang_thai"])
    if query["thu_tuc"] in KINDS:
        found = found.filter(procedure=query["thu_tuc"])
    if query["truoc"].isdigit():
        found = found.filter(pk__lt=int(query["truoc"]))
    page = list(found.order_by("-id")[: PAGE + 1])
    calendar = load_calendar()
    rows = [
        {
            "dossier": d,
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
