"""/bao-mat/: a device is lost. The telephone first, three questions, and what was begun at once."""

import uuid
from typing import cast

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.domain.roles import Role
from directory.models import Agency
from directory.policies import REGISTERS, ActorRequest, policy
from directory.selectors.kept import kept_post
from directory.selectors.roles import Actor, body_with_function
from requests_workflow.forms.loss import LossForm
from requests_workflow.models import Dossier, Request
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER, Profile
from requests_workflow.selectors.device_returns import profile_of_agency
from requests_workflow.selectors.dossiers import visible_to as visible_dossiers
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.services.loss import may_report, report_loss
from requests_workflow.views.presenting import state_tag
from tokens.models import Custody, LossReport, Token
from tokens.selectors.register import visible_to

# The papers that answer a loss, in the order in which they are called.
ANSWERS = ("revocation", "device_loss")


@require_safe
@policy(REGISTERS)
def loss_devices(request: HttpRequest) -> HttpResponse:
    """Which device? One's own, as subscriber or keeper; a drafter finds others in the register."""
    actor = cast(ActorRequest, request).actor
    tokens = list(_own_tokens(actor).select_related("certificate", "managing_agency").defer("certificate__der")[:50])
    agency = tokens[0].managing_agency if tokens else actor.memberships[0].agency
    context = {
        "tokens": tokens,
        "phones": _phones(agency),
        "is_drafter": bool({Role.CLERK, Role.CONTACT_OFFICER} & actor.roles),
        "profile": profile_of_agency(agency, on=actor.day),
    }
    return render(request, "requests_workflow/loss_devices.html", context)


@policy(REGISTERS)
def report_lost(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The emergency page of one device; for its subscriber, its keeper and who drafts for its agency."""
    token = _token(request, public_id)
    now = timezone.now()
    if _open_report(token) is not None:
        return redirect("cases:report_lost_done", public_id=public_id)
    kept = kept_post(request) if request.method != "POST" else None
    form = LossForm(request.POST if request.method == "POST" else kept)
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = report_loss(token=token, by=cast(ActorRequest, request).user, now=now, **form.cleaned_data)
            for text in made.not_opened:
                messages.warning(request, text)
            return redirect("cases:report_lost_done", public_id=public_id)
        except InvalidInput as error:
            for one in error.errors:
                if one.field in form.fields:
                    form.add_error(one.field, one.text)
                else:
                    errors.append(one.text)
        except WorkflowError as error:
            errors = list(error.sentences)
    context = {
        "token": token,
        "form": form,
        "phones": _phones(token.managing_agency),
        "profile": _profile(token),
        "errors": [{"text": text} for text in errors],
    }
    wrong = request.method == "POST"
    return render(request, "requests_workflow/loss_report.html", context, status=422 if wrong else 200)


@require_safe
@policy(REGISTERS)
def report_lost_done(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What was written down and begun, with the codes of both dossiers."""
    token = _token(request, public_id)
    report = token.loss_reports.select_related("reported_by__person").order_by("-id").first()
    if report is None:
        raise Http404
    actor = cast(ActorRequest, request).actor
    answering = Request.objects.filter(token=token, procedure__in=ANSWERS).exclude(state="withdrawn").order_by("-id")
    newest: dict[str, Dossier] = {}
    for row in answering.select_related("dossier"):
        newest.setdefault(row.procedure, row.dossier)
    dossiers = [newest[procedure] for procedure in ANSWERS if procedure in newest]
    opens = set(visible_dossiers(actor).filter(pk__in=[one.pk for one in dossiers]).values_list("pk", flat=True))
    context = {
        "token": token,
        "report": report,
        "dossiers": [
            {"dossier": one, "may_open": one.pk in opens, "state": state_tag(one.state, kind=one.kind)}
            for one in dossiers
        ],
        "phones": _phones(token.managing_agency),
        "profile": _profile(token),
        "is_drafter": bool({Role.CLERK, Role.CONTACT_OFFICER} & actor.roles_for(token.managing_agency)),
    }
    return render(request, "requests_workflow/loss_done.html", context)


def _token(request: HttpRequest, public_id: uuid.UUID) -> Token:
    """The device, or 404: for a stranger, and for who sees it and has no word in it."""
    actor = cast(ActorRequest, request).actor
    rows = visible_to(actor).select_related("managing_agency", "subscriber", "certificate")
    token = get_object_or_404(rows, public_id=public_id)
    if not may_report(token=token, by=actor.user, now=timezone.now()):
        raise Http404
    return token


def _own_tokens(actor: Actor) -> QuerySet[Token]:
    if actor.person_id is None:
        return Token.objects.none()
    held = Custody.objects.filter(holder_person_id=actor.person_id, until__isnull=True)
    mine = Q(subscriber__person_id=actor.person_id) | Q(pk__in=list(held.values_list("token_id", flat=True)))
    gone = (Token.State.RETURNED, Token.State.IN_STOCK)
    return Token.objects.filter(mine).exclude(state__in=gone).order_by("serial_number")


def _open_report(token: Token) -> LossReport | None:
    return token.loss_reports.filter(settled_at__isnull=True).first()


def _phones(agency: Agency) -> list[dict[str, str]]:
    """Whom to call, with numbers of the register: the provider first, then the delegated department."""
    found = []
    for function in (PROVIDER, DELEGATED_DEPARTMENT):
        body = body_with_function(function=function, agency=agency, on=timezone.localdate())
        if body is not None and body.phone:
            digits = "".join(sign for sign in body.phone if sign.isdigit())
            found.append({"name": body.name, "phone": body.phone, "tel": f"tel:{digits}"})
    return found


def _profile(token: Token) -> Profile:
    return profile_of_agency(token.managing_agency, on=timezone.localdate())
