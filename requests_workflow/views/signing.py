"""Signing: download the paper, sign it with one's own token, upload it; a worker proves it and moves the case."""

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directory.policies import REGISTERS, policy
from directory.selectors.kept import kept_post
from requests_workflow.engine.decide import decide
from requests_workflow.forms.act import ActForm
from requests_workflow.forms.staging import receive
from requests_workflow.selectors.facts import facts_for
from requests_workflow.selectors.filing_days import filing_days
from requests_workflow.services.errors import InvalidInput, Refused, WorkflowError
from requests_workflow.services.signing_jobs import (
    base_document,
    expected_signers,
    has_test_key,
    running_job,
    subject_of,
    submit_signed,
    submit_test_signature,
)
from requests_workflow.views.loading import Case, load_case
from requests_workflow.views.presenting import SIGNING_ACTS
from signing.models import SigningJob


@policy(REGISTERS)
def sign_page(request: HttpRequest, public_id: uuid.UUID, act: str) -> HttpResponse:
    """The paper beside what to do with it. POST takes the signed file, or in the demo asks for a test signature."""
    case = load_case(request, public_id, whole=True)
    if act not in SIGNING_ACTS:
        raise Http404
    facts = facts_for(dossier=case.dossier, by=case.user, now=case.now)
    try:
        transition = case.dossier.kind.dossier.find(name=act, state=case.dossier.state)
    except LookupError as error:
        raise Http404 from error
    decision = decide(case.dossier.kind.dossier, case.dossier.state, act, facts)
    if not (transition.is_role_of(facts) and transition.exists_for(facts)):
        raise Http404
    if (running := running_job(dossier=case.dossier, act=act)) is not None and request.method == "GET":
        return redirect("cases:job", public_id=public_id, job_id=running.public_id)
    kept = kept_post(request)
    with_test_key = "khoa_thu" in request.POST
    form = ActForm(
        request.POST if request.method == "POST" else kept,
        request.FILES or None,
        transition=transition,
        dossier=case.dossier,
        profile=case.profile,
        user=case.user,
        facts=facts,
        signed_file=True,
    )
    form.fields["signed_document"].required = not with_test_key
    refusals = [(r.text, r.clause.cite() if r.clause else "") for r in decision.refusals]
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                job = _submit(case=case, act=act, form=form, with_test_key=with_test_key)
                return redirect("cases:job", public_id=public_id, job_id=job.public_id)
            except InvalidInput as error:
                form.add_service_errors(error)
            except Refused as error:
                refusals = [(r.text, r.clause.cite() if r.clause else "") for r in error.refusals]
            except WorkflowError as error:
                refusals = [(text, "") for text in error.sentences]
        form.fields["signed_document"].required = True
        form.keep_files()
        status = 422
    base = base_document(dossier=case.dossier, act=act)
    fingerprints, names = expected_signers(dossier=case.dossier, act=act, by=case.user, now=case.now)
    context: dict[str, Any] = {
        "case": case,
        "dossier": case.dossier,
        "decision": decision,
        "transition": transition,
        "clause": decision.clause.cite(),
        "form": form,
        "base": base,
        "file_url": reverse("cases:file", args=[public_id, base.public_id]) if base else "",
        "expected_names": names,
        "filing": filing_days([case.dossier], now=case.now).get(case.dossier.pk),
        "refusals": [{"text": text, "clause": clause} for text, clause in refusals],
        "test_key": settings.DEMO and any(has_test_key(f) for f in fingerprints),
        "max_bytes": settings.MAX_UPLOAD_BYTES,
    }
    return render(request, "requests_workflow/sign.html", context, status=status)


def _submit(*, case: Case, act: str, form: ActForm, with_test_key: bool) -> SigningJob:
    dossier_id = case.dossier.public_id
    given = form.act_input()
    if with_test_key:
        return submit_test_signature(dossier_id=dossier_id, act=act, given=given, by=case.user, now=case.now)
    upload = receive(form.cleaned_data["signed_document"])
    return submit_signed(dossier_id=dossier_id, act=act, upload=upload, given=given, by=case.user, now=case.now)


@require_safe
@policy(REGISTERS)
def job_page(request: HttpRequest, public_id: uuid.UUID, job_id: uuid.UUID) -> HttpResponse:
    """How far the work is; can be left and found again. htmx asks for the panel alone."""
    case = load_case(request, public_id, whole=True)
    job = get_object_or_404(SigningJob, public_id=job_id, subject_ref=subject_of(case.dossier), created_by=case.user)
    act = job.payload.get("act", "")
    result = job.result or {}
    refusals = [r["text"] for r in result.get("refusals", ())] + list(result.get("workflow_refusals", ()))
    accepted = bool(result.get("accepted")) and not result.get("workflow_refusals")
    transition = case.dossier.kind.dossier.find(name=act, state=case.dossier.state)
    context = {
        "case": case,
        "dossier": case.dossier,
        "job": {
            "state": "failed" if job.is_finished and not accepted else job.state,
            "label": f"{transition.label}: kiểm tra chữ ký số",
            "message": " ".join(refusals),
        },
        "transition": transition,
        "running": not job.is_finished,
        "accepted": accepted,
        "refusals": refusals,
        "report": result.get("report"),
        "poll_url": request.path,
        "retry_url": reverse("cases:sign", args=[public_id, act]),
        "case_url": f"{reverse('cases:case', args=[public_id])}?xong={act}",
    }
    fragment = request.headers.get("HX-Request") == "true"
    response = render(request, "requests_workflow/_job.html" if fragment else "requests_workflow/job.html", context)
    if fragment and job.is_finished:
        response["HX-Refresh"] = "true"
    return response
