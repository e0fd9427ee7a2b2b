"""The page on which somebody writes down what the provider answered, row by row, with the letter as proof."""

import uuid
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from directory.policies import Policy, policy
from directory.selectors.kept import kept_post
from requests_workflow.engine.decide import Decision, decide
from requests_workflow.forms.act import ActForm
from requests_workflow.forms.provider_answer import ANSWERABLE, RowAnswers
from requests_workflow.models import Request, Step
from requests_workflow.procedures.provider_request.answering import RECORDERS
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.certificate_files import AWAITING
from requests_workflow.services.errors import FieldError, InvalidInput, Refused, Stale, WorkflowError
from requests_workflow.services.perform import perform
from requests_workflow.views import presenting
from requests_workflow.views.answer_words import WORDS, about, quick_choices
from requests_workflow.views.case_rows import duty_panel
from requests_workflow.views.links import DRAFTERS
from requests_workflow.views.loading import Case, load_case
from requests_workflow.views.start_said import Speaker
from tokens.models import DeviceReturn

ACT = "record_provider_answer"
ANSWER_RECORDERS = Policy("answer_recorders", RECORDERS)
NOTHING_CHOSEN = "Chọn kết quả cho ít nhất một {noun}, theo văn bản của Cục."


@policy(ANSWER_RECORDERS)
def provider_answer(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The letter's number, date and file, and what it says of each row that waits; `?xong` says what comes next."""
    case = load_case(request, public_id, whole=True)
    decision = _decision(case)
    if request.method != "POST" and "xong" in request.GET and (done := _answers(case)):
        return render(request, "requests_workflow/provider_answer_done.html", _done_context(case, done))
    kept = kept_post(request)
    data = request.POST if request.method == "POST" else kept
    form = _form(request, case=case, decision=decision, data=data)
    rows = RowAnswers(rows=_rows(case), data=data)
    # Where nobody waits any more the page says so, with what was recorded; that is no error until somebody presses.
    refusals = _texts(decision) if rows.lines or request.method == "POST" else []
    errors: list[FieldError] = []
    status, marked = 200, False
    words = WORDS[case.dossier.procedure]
    if request.method == "POST" and "rest" in request.POST:
        rows.mark_rest(request.POST["rest"])
        form.keep_files()
        # Nobody has pressed the button that asks whether everything is there; a file that cannot be kept is told.
        dropped = form.errors.get("proof_file") if "proof_file" in request.FILES else None
        form.errors.clear()
        if dropped:
            form.errors["proof_file"] = dropped
        marked = True
    elif request.method == "POST":
        if decision.allowed and not rows.results():
            errors.append(FieldError("", NOTHING_CHOSEN.format(noun=words.noun)))
        if decision.allowed and (not form.is_valid() or errors):
            status = 422
        else:
            try:
                _perform(case=case, form=form, rows=rows)
                return redirect(f"{reverse('cases:provider_answer', args=[public_id])}?xong=1")
            except InvalidInput as error:
                errors = _place(error, form=form, rows=rows)
                status = 422
            except Stale as error:
                case.dossier.refresh_from_db(fields=["version", "state"])
                form.refresh_version(case.dossier.version)
                rows = RowAnswers(rows=_rows(case), data=data)
                decision = _decision(case)
                refusals = [{"text": text, "clause": ""} for text in error.sentences] + _texts(decision)
                status = 409
            except Refused as error:
                refusals = [{"text": r.text, "clause": r.clause.cite() if r.clause else ""} for r in error.refusals]
                status = 409
            except WorkflowError as error:
                refusals = [{"text": text, "clause": ""} for text in error.sentences]
                status = 409
        form.keep_files()
    context = {
        "case": case,
        "dossier": case.dossier,
        "decision": decision,
        "bases": Speaker(case.profile, {}).bases_of_term(decision.clause),
        "form": form,
        "rows": rows,
        "lines": [{"line": line, "about": about(line)} for line in rows.lines],
        "words": words,
        "quick": quick_choices(case.dossier.kind),
        "answered": _answered(_rows(case)),
        "answers": _answers(case),
        "errors": refusals + [{"text": one.text, "target": ""} for one in errors] + rows.summary(),
        "least_reason": case.profile.reason_min_length.value,
        "kept": kept is not None,
        "marked": marked,
        "letter_kept": bool(form["proof_file_kept"].value()),
        "max_bytes": settings.MAX_UPLOAD_BYTES,
    }
    return render(request, "requests_workflow/provider_answer.html", context, status=status)


def _decision(case: Case) -> Decision:
    """Whether the answer may be written down now; 404 for another procedure and for who never may."""
    facts = facts_for(dossier=case.dossier, by=case.user, now=case.now)
    try:
        decision = decide(case.dossier.kind.dossier, case.dossier.state, ACT, facts)
    except LookupError as error:
        raise Http404 from error
    if not (decision.transition.is_role_of(facts) and decision.transition.exists_for(facts)):
        raise Http404
    return decision


def _form(request: HttpRequest, *, case: Case, decision: Decision, data: QueryDict | None) -> ActForm:
    form = ActForm(
        data,
        request.FILES or None,
        transition=decision.transition,
        dossier=case.dossier,
        profile=case.profile,
        user=case.user,
        facts=facts_for(dossier=case.dossier, by=case.user, now=case.now),
    )
    form.fields["proof_file"].label = "Tệp văn bản trả lời của Cục"
    return form


def _perform(*, case: Case, form: ActForm, rows: RowAnswers) -> None:
    """Raises WorkflowError; a form that is not valid comes here only where the state refuses whatever was typed."""
    if not form.is_valid():
        raise Refused(_decision(case).refusals)
    perform(
        dossier_id=case.dossier.public_id,
        act=ACT,
        by=case.user,
        now=case.now,
        given=replace(form.act_input(), row_results=rows.results()),
        expected_version=form.cleaned_data["version"],
        form_key=form.cleaned_data["form_key"],
    )


def _place(error: InvalidInput, *, form: ActForm, rows: RowAnswers) -> list[FieldError]:
    """Errors beside the row or the field that they speak of; what is left over goes to the summary."""
    others = rows.place(error.errors)
    form.add_service_errors(InvalidInput(*(one for one in others if one.field in form.fields)))
    return [one for one in others if one.field not in form.fields]


def _texts(decision: Decision) -> list[dict[str, str]]:
    return [{"text": r.text, "clause": r.clause.cite() if r.clause else ""} for r in decision.refusals]


def _rows(case: Case) -> list[Request]:
    rows = case.dossier.requests.select_related("person", "predecessor").defer("predecessor__der")
    return list(rows.order_by("position"))


def _answered(rows: list[Request]) -> list[dict[str, Any]]:
    """Rows that have their answer, or need none."""
    return [
        {"row": row, "state": presenting.state_tag(row.state, row=True, kind=row.kind)}
        for row in rows
        if row.state not in ANSWERABLE
    ]


def _answers(case: Case) -> list[dict[str, Any]]:
    """The answers written down so far, the newest first."""
    steps = Step.objects.filter(dossier=case.dossier, request=None, transition=ACT).select_related("by__person")
    return [{"step": step, "note": presenting.step_note(step)} for step in steps.order_by("-id")]


def _done_context(case: Case, answers: list[dict[str, Any]]) -> dict[str, Any]:
    counts = case.dossier.requests.aggregate(
        pending=Count("pk", filter=Q(state="pending")),
        supplement=Count("pk", filter=Q(state="supplement")),
        refused=Count("pk", filter=Q(state="refused")),
        files=Count("pk", filter=Q(state__in=AWAITING, certificate=None)),
        devices=Count("pk", filter=Q(state="issued", medium=Request.Medium.TOKEN)),
        returns=Count("pk", filter=Q(state="revoked")),
    )
    return {
        "case": case,
        "dossier": case.dossier,
        "last": answers[0],
        "counts": counts,
        "words": WORDS[case.dossier.procedure],
        "updates": case.dossier.procedure == "certificate_update",
        "may_return": bool(DRAFTERS & case.actor.roles_for(case.dossier.managing_agency)),
        "duty": _last_duty(case) if counts["returns"] else None,
        "state": presenting.state_tag(case.dossier.state, kind=case.dossier.kind),
    }


def _last_duty(case: Case) -> dict[str, Any] | None:
    """The term in which the devices of the newest notice go back."""
    duties = DeviceReturn.objects.filter(requests__dossier=case.dossier, settled_at__isnull=True)
    duty = duties.order_by("-id").first()
    return duty_panel(duty, case=case, calendar=load_calendar()) if duty is not None else None
