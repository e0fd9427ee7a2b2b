"""One file to be signed by the agency at the top right of page one: download, sign elsewhere, upload, wait."""

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directory.domain.roles import Role
from directory.models import Agency
from directory.policies import Policy, policy
from requests_workflow.forms.attachments import SignedFileForm
from requests_workflow.forms.staging import receive
from requests_workflow.models import Document
from requests_workflow.procedures.outgoing_document.file_acts import FILE_ACTS, clause_of
from requests_workflow.selectors.attachments import PREPARED
from requests_workflow.selectors.dossiers import visible_documents
from requests_workflow.selectors.facts import seal_fingerprints
from requests_workflow.services.corner_preparing import copying_body, signing_body
from requests_workflow.services.corner_signing import (
    PURPOSE,
    act_of,
    may_sign,
    running,
    subject_of,
    submit,
)
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.signing_jobs import has_test_key
from requests_workflow.views.loading import Case, load_case
from signing.models import SigningJob

SEAL_KEEPERS = Policy("seal_keepers", frozenset({Role.REGISTRY_CLERK}))


@policy(SEAL_KEEPERS)
def sign_file(request: HttpRequest, public_id: uuid.UUID, document_id: uuid.UUID) -> HttpResponse:
    """The prepared file beside what to do with it. POST takes the signed one, or in the demo asks for a test key."""
    case, prepared = _prepared(request, public_id, document_id)
    if (job := running(prepared)) is not None and request.method == "GET":
        return redirect("cases:sign_file_job", public_id=public_id, document_id=document_id, job_id=job.public_id)
    with_test_key = "khoa_thu" in request.POST
    form = SignedFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    form.fields["signed_document"].required = not with_test_key
    errors: list[str] = []
    test_key = False
    try:
        body = may_sign(dossier=case.dossier, prepared=prepared, by=case.user, now=case.now)
        prints = seal_fingerprints(agency_id=body.pk, now=case.now)
        test_key = settings.DEMO and any(has_test_key(one) for one in prints)
        if request.method == "POST" and form.is_valid():
            upload = form.cleaned_data["signed_document"]
            job = submit(
                dossier_id=public_id,
                document_id=document_id,
                upload=None if with_test_key else receive(upload),
                by=case.user,
                now=case.now,
            )
            return redirect("cases:sign_file_job", public_id=public_id, document_id=document_id, job_id=job.public_id)
    except WorkflowError as error:
        errors = list(error.sentences)
    form.fields["signed_document"].required = True
    act = act_of(prepared)
    context = {
        "case": case,
        "dossier": case.dossier,
        "document": prepared,
        "act": FILE_ACTS[act],
        "clause": clause_of(act=act, profile=case.profile).cite(),
        "form": form,
        "file_url": reverse("cases:file", args=[public_id, document_id]),
        "body": signing_body(dossier=case.dossier, by=case.user, now=case.now),
        "errors": [{"text": text} for text in errors],
        "test_key": test_key,
        "max_bytes": settings.MAX_UPLOAD_BYTES,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "requests_workflow/sign_file.html", context, status=status)


@require_safe
@policy(SEAL_KEEPERS)
def sign_file_job(
    request: HttpRequest, public_id: uuid.UUID, document_id: uuid.UUID, job_id: uuid.UUID
) -> HttpResponse:
    """How far the proof is; can be left and found again. htmx asks for the panel alone."""
    case, prepared = _prepared(request, public_id, document_id)
    job = get_object_or_404(
        SigningJob, public_id=job_id, purpose=PURPOSE, subject_ref=subject_of(prepared), created_by=case.user
    )
    result = job.result or {}
    refusals = [r["text"] for r in result.get("refusals", ())] + list(result.get("workflow_refusals", ()))
    accepted = bool(result.get("accepted")) and not result.get("workflow_refusals")
    label = FILE_ACTS[act_of(prepared)].label
    context = {
        "case": case,
        "dossier": case.dossier,
        "job": {
            "state": "failed" if job.is_finished and not accepted else job.state,
            "label": f"{label}: kiểm tra chữ ký số",
            "message": " ".join(refusals),
        },
        "transition": {"label": label},
        "running": not job.is_finished,
        "accepted": accepted,
        "refusals": refusals,
        "report": result.get("report"),
        "poll_url": request.path,
        "retry_url": reverse("cases:sign_file", args=[public_id, document_id]),
        "case_url": reverse("cases:attachments", args=[public_id]),
    }
    fragment = request.headers.get("HX-Request") == "true"
    response = render(request, "requests_workflow/_job.html" if fragment else "requests_workflow/job.html", context)
    if fragment and job.is_finished:
        response["HX-Refresh"] = "true"
    return response


def _prepared(request: HttpRequest, public_id: uuid.UUID, document_id: uuid.UUID) -> tuple[Case, Document]:
    """The case and its prepared file; 404 for whoever is not văn thư of the body that signs it."""
    case = load_case(request, public_id, whole=True)
    body = signing_body(dossier=case.dossier, by=case.user, now=case.now)
    files = visible_documents(actor=case.actor, dossier=case.dossier).filter(kind__in=PREPARED)
    prepared = get_object_or_404(files.select_related("previous", "created_by"), public_id=document_id)
    own: Agency | None = case.dossier.managing_agency
    if prepared.kind == Document.Kind.COPY_PREPARED:
        own = copying_body(prepared=prepared, dossier=case.dossier, now=case.now)
    if body is None or body != own:
        raise Http404
    return case, prepared
