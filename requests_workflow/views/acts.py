"""The page of one act: what it does, under which clause, the form of what it needs."""

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from directory.domain.roles import Role
from directory.models import Person, User
from directory.policies import REGISTERS, policy
from directory.selectors.kept import kept_post
from requests_workflow.engine.decide import Decision, decide
from requests_workflow.engine.procedure import Procedure
from requests_workflow.forms.act import ActForm
from requests_workflow.models import Request
from requests_workflow.selectors.dossiers import own_rows
from requests_workflow.selectors.facts import facts_for
from requests_workflow.selectors.filing_days import filing_days
from requests_workflow.selectors.kept_candidates import keepers_for
from requests_workflow.services.errors import InvalidInput, Refused, Stale, WorkflowError
from requests_workflow.services.notify import users_with
from requests_workflow.services.perform import perform
from requests_workflow.views.act_facts import dossier_facts, ends_case, row_facts
from requests_workflow.views.loading import Case, load_case
from requests_workflow.views.presenting import DANGER, SIGNING_ACTS


@policy(REGISTERS)
def act_page(request: HttpRequest, public_id: uuid.UUID, act: str) -> HttpResponse:
    """One act of the dossier."""
    if act in SIGNING_ACTS:
        return redirect("cases:sign", public_id=public_id, act=act)
    case = load_case(request, public_id, whole=True)
    return _page(request, case=case, procedure=case.dossier.kind.dossier, state=case.dossier.state, act=act, row=None)


@policy(REGISTERS)
def row_act_page(request: HttpRequest, public_id: uuid.UUID, row_id: uuid.UUID, act: str) -> HttpResponse:
    """One act of a row; a subscriber reaches an own row alone."""
    case = load_case(request, public_id)
    rows = case.dossier.requests.select_related(
        "token", "subscriber__person__account", "certificate", "predecessor", "dossier"
    ).defer("certificate__der", "predecessor__der")
    if not case.whole:
        rows = rows.filter(pk__in=own_rows(case.actor).filter(dossier=case.dossier).values("pk"))
    row = get_object_or_404(rows, public_id=row_id)
    return _page(request, case=case, procedure=case.dossier.kind.request, state=row.state, act=act, row=row)


def _page(
    request: HttpRequest, *, case: Case, procedure: Procedure, state: str, act: str, row: Request | None
) -> HttpResponse:
    facts = facts_for(dossier=case.dossier, by=case.user, now=case.now, request=row)
    try:
        decision = decide(procedure, state, act, facts)
    except LookupError as error:
        raise Http404 from error
    transition = decision.transition
    if transition.system or not (transition.is_role_of(facts) and transition.exists_for(facts)):
        raise Http404
    kept = kept_post(request)
    data = request.POST if request.method == "POST" else kept
    form = ActForm(
        data,
        request.FILES or None,
        transition=transition,
        dossier=case.dossier,
        profile=case.profile,
        user=case.user,
        facts=facts,
        officers=_officers(case) if "officer" in transition.needs else None,
        keepers=keepers_for(row=row, agency=case.dossier.managing_agency, on=timezone.localdate(case.now))
        if row is not None and "keeper" in transition.needs
        else None,
        operators=_operators(case) if "recovery_record" in transition.needs else None,
        initial=_initial(case),
    )
    refusals = [(r.text, r.clause.cite() if r.clause else "") for r in decision.refusals]
    status = 200
    if request.method == "POST" and not form.is_valid() and decision.allowed:
        status = 422
    elif request.method == "POST":
        outcome = _perform(case=case, form=form, act=act, row=row)
        if outcome is None:
            return redirect(f"{reverse('cases:case', args=[case.dossier.public_id])}?xong={act}")
        refusals, status = outcome, 409
    if status != 200:
        form.keep_files()
    return render(
        request,
        "requests_workflow/act.html",
        _context(case=case, decision=decision, form=form, row=row, refusals=refusals, kept=kept is not None),
        status=status,
    )


def _perform(*, case: Case, form: ActForm, act: str, row: Request | None) -> list[tuple[str, str]] | None:
    """None when it was done, else the reasons; typed values stay in the form."""
    if not form.is_valid():
        # The state refuses whatever was typed; what was typed stays in the form.
        facts = facts_for(dossier=case.dossier, by=case.user, now=case.now, request=row)
        kind = case.dossier.kind
        procedure, state = (kind.request, row.state) if row else (kind.dossier, case.dossier.state)
        refused = decide(procedure, state, act, facts).refusals
        return [(r.text, r.clause.cite() if r.clause else "") for r in refused]
    try:
        perform(
            dossier_id=case.dossier.public_id,
            act=act,
            by=case.user,
            now=case.now,
            given=form.act_input(),
            request_id=row.public_id if row else None,
            expected_version=form.cleaned_data.get("version"),
            form_key=form.cleaned_data.get("form_key"),
        )
    except InvalidInput as error:
        form.add_service_errors(error)
        return []
    except Refused as error:
        return [(r.text, r.clause.cite() if r.clause else "") for r in error.refusals]
    except Stale as error:
        case.dossier.refresh_from_db(fields=["version", "state"])
        form.refresh_version(case.dossier.version)
        return [(text, "") for text in error.sentences]
    except WorkflowError as error:
        return [(text, "") for text in error.sentences]
    return None


def _context(
    *,
    case: Case,
    decision: Decision,
    form: ActForm,
    row: Request | None,
    refusals: list[tuple[str, str]],
    kept: bool,
) -> dict[str, Any]:
    return {
        "case": case,
        "dossier": case.dossier,
        "row": row,
        "decision": decision,
        "transition": decision.transition,
        "clause": decision.clause.cite(),
        "form": form,
        "danger": decision.transition.name in DANGER,
        "facts": row_facts(row=row, transition=decision.transition)
        if row is not None
        else dossier_facts(dossier=case.dossier, transition=decision.transition),
        "filing": filing_days([case.dossier], now=case.now).get(case.dossier.pk),
        "ends_case": decision.allowed and ends_case(row=row, transition=decision.transition),
        "refusals": [{"text": text, "clause": clause} for text, clause in refusals],
        "kept": kept,
        "max_bytes": settings.MAX_UPLOAD_BYTES,
        "target_label": (case.dossier.kind.request if row else case.dossier.kind.dossier).label(
            decision.transition.target
        ),
    }


def _officers(case: Case) -> list[User]:
    """Who else may take the case over."""
    roles = frozenset({Role.DEPARTMENT_OFFICER})
    users = users_with(agency=case.dossier.recipient, roles=roles, now=case.now)
    return [u for u in users if u.pk != case.dossier.officer_id]


def _operators(case: Case) -> list[Person]:
    """Who may have recovered a device: officers of the receiving body, the present user first."""
    users = users_with(
        agency=case.dossier.recipient,
        roles=frozenset({Role.DEPARTMENT_OFFICER, Role.PROVIDER_OFFICER}),
        now=case.now,
    )
    people = {u.person.pk: u.person for u in sorted(users, key=lambda u: u.pk != case.user.pk) if u.person}
    return list(people.values())


def _initial(case: Case) -> dict[str, Any]:
    """What is already known; never a legal time."""
    initial: dict[str, Any] = {}
    if case.dossier.document_date:
        initial["document_date"] = case.dossier.document_date.strftime("%d/%m/%Y")
    if case.dossier.number:
        initial["number"] = case.dossier.number
    return initial
