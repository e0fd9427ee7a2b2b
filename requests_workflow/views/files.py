"""Files of a case: served by scope, never by a storage URL; and the verification report of a PDF."""

import uuid
from io import BytesIO
from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.policies import REGISTERS, ActorRequest, policy
from requests_workflow.models import Document
from requests_workflow.selectors.dossiers import PAPERS_WITH_IDENTITY, visible_documents
from requests_workflow.services.documents import PDF, read
from requests_workflow.services.personal_data import note_document_viewed
from requests_workflow.services.signing_jobs import queue_verification
from requests_workflow.views.loading import load_case

SEEN = "papers_seen"


def framed[R: HttpResponseBase](response: R) -> R:
    """Lets our own pages show the file in a frame, and nobody else's; the browser's PDF viewer needs no more."""
    response["Content-Security-Policy"] = "frame-ancestors 'self'"
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def note_paper_viewed(request: HttpRequest, *, document: Document) -> None:
    """Writes to the ledger that a paper with identity data was opened; once per session, paper and day."""
    if document.kind in PAPERS_WITH_IDENTITY and first_today(request, key=str(document.pk)):
        note_document_viewed(document=document, by=cast(ActorRequest, request).user, at=timezone.now())


def first_today(request: HttpRequest, *, key: str) -> bool:
    """Whether this session opens the paper for the first time today; a viewer that reloads writes nothing more."""
    seen: dict[str, str] = request.session.get(SEEN, {})
    today = timezone.localdate().isoformat()
    if seen.get(key) == today:
        return False
    request.session[SEEN] = {k: day for k, day in seen.items() if day == today} | {key: today}
    return True


@require_safe
@policy(REGISTERS)
def file(request: HttpRequest, public_id: uuid.UUID, document_id: uuid.UUID) -> FileResponse:
    """The stored bytes, as they were filed; `?tai` downloads."""
    document = _document(request, public_id, document_id)
    note_paper_viewed(request, document=document)
    response = FileResponse(
        BytesIO(read(document)),
        content_type=document.media_type,
        as_attachment="tai" in request.GET,
        filename=document.file_name,
    )
    return framed(response)


@policy(REGISTERS)
def report(request: HttpRequest, public_id: uuid.UUID, document_id: uuid.UUID) -> HttpResponse:
    """Verification reports of one file, newest first; POST asks for a fresh one."""
    document = _document(request, public_id, document_id)
    case = load_case(request, public_id, whole=True)
    if request.method == "POST" and document.media_type == PDF:
        queue_verification(document=document, by=case.user, now=case.now)
        return redirect("cases:report", public_id=public_id, document_id=document_id)
    context = {
        "case": case,
        "dossier": case.dossier,
        "document": document,
        "verifications": list(document.verifications.order_by("-id")),
        "file_url": reverse("cases:file", args=[public_id, document_id]),
    }
    return render(request, "requests_workflow/report.html", context)


def _document(request: HttpRequest, public_id: uuid.UUID, document_id: uuid.UUID) -> Document:
    case = load_case(request, public_id)
    return get_object_or_404(visible_documents(actor=case.actor, dossier=case.dossier), public_id=document_id)
