"""Certificate files of the provider: upload, review of what they match, and the decision about each."""

import uuid
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from directory.policies import policy
from directory.selectors.kept import kept_post
from requests_workflow.forms.certificate_files import FileChoice, UploadForm, choices_from, decisions_of
from requests_workflow.models import CertificateBatch, CertificateFile, Dossier
from requests_workflow.models.request import BRINGS_CERTIFICATE
from requests_workflow.procedures.provider_request.answering import may_record_answer
from requests_workflow.procedures.registry import CERTIFICATE_UPDATE
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.certificate_decisions import FileDecision, decide_files
from requests_workflow.services.certificate_files import AWAITING, receive_files, review
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError
from requests_workflow.views.case_rows import masked
from requests_workflow.views.certificate_review import FileLine, lines_of
from requests_workflow.views.loading import Case, load_case
from requests_workflow.views.provider_answer import ANSWER_RECORDERS

GROUPS = ("to_decide", "matched", "stranger", "refused", "known", "unreadable", "decided")
NOTHING_CHOSEN = "Chưa chọn tệp nào để nhập hoặc để riêng."
WAITING = CertificateFile.Decision.WAITING


@policy(ANSWER_RECORDERS)
def certificate_files(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What to upload and why, and the uploads so far."""
    case = _load(request, public_id)
    form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    errors: list[dict[str, str]] = []
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                batch = receive_files(
                    dossier_id=public_id,
                    files=form.contents(),
                    by=case.user,
                    now=case.now,
                    creation_key=form.cleaned_data["form_key"],
                )
                return redirect("cases:certificate_batch", public_id=public_id, batch_id=batch.public_id)
            except InvalidInput as error:
                for one in error.errors:
                    form.add_error("certificates", one.text)
            except WorkflowError as error:
                errors = [{"text": text} for text in error.sentences]
                status = 409
    context = {
        "case": case,
        "dossier": case.dossier,
        "form": form,
        **_words(case.dossier),
        "errors": errors,
        "open": _is_open(case.dossier),
        "batches": _batches(case.dossier),
        "rows": _rows(case.dossier),
        "max_bytes": settings.MAX_UPLOAD_BYTES,
    }
    return render(request, "requests_workflow/certificate_files.html", context, status=status)


@policy(ANSWER_RECORDERS)
def certificate_batch(request: HttpRequest, public_id: uuid.UUID, batch_id: uuid.UUID) -> HttpResponse:
    """The files of one upload: matched, to be decided, strangers, and what cannot be taken."""
    case = _load(request, public_id)
    batch = get_object_or_404(
        case.dossier.certificate_batches.select_related("uploaded_by__person"), public_id=batch_id
    )
    batch.dossier = case.dossier
    kept = kept_post(request)
    data = request.POST if request.method == "POST" else kept
    ids = list(batch.files.values_list("public_id", flat=True))
    chosen = choices_from(data=data, file_ids=ids) if data is not None else None
    errors: list[FieldError] = []
    status = 200
    if request.method == "POST" and chosen is not None:
        errors, status = _decide(case=case, batch=batch, chosen=chosen)
        if not errors:
            address = reverse("cases:certificate_batch", args=[public_id, batch_id])
            return redirect(f"{address}?xong={len(decisions_of(chosen))}")
    # Shown as it stands now, which after a refusal may be what somebody else has decided.
    lines = lines_of(case=case, batch=batch, reviewed=review(batch=batch, now=case.now), chosen=chosen)
    context = {
        "case": case,
        "dossier": case.dossier,
        "batch": batch,
        **_words(case.dossier),
        "groups": {group: [line for line in lines if line.group == group] for group in GROUPS},
        "open": _is_open(case.dossier) and any(line.group not in ("unreadable", "decided") for line in lines),
        "errors": _place(errors, lines),
        "rows": _rows(case.dossier),
        "least_reason": case.profile.reason_min_length.value,
        "done": request.GET.get("xong", "") if request.method != "POST" else "",
        "kept": kept is not None,
    }
    return render(request, "requests_workflow/certificate_batch.html", context, status=status)


def _load(request: HttpRequest, public_id: uuid.UUID) -> Case:
    """The case for somebody who may write down the provider's answer, or 404; also after it has ended, to look back."""
    case = load_case(request, public_id, whole=True)
    dossier = case.dossier
    if dossier.procedure not in BRINGS_CERTIFICATE or dossier.sent_at is None:
        raise Http404
    facts = facts_for(dossier=dossier, by=case.user, now=case.now)
    if not may_record_answer(facts):
        raise Http404
    return case


def _is_open(dossier: Dossier) -> bool:
    """Whether certificates may still come for its rows."""
    return dossier.state in dossier.kind.rows_move_in


def _decide(
    *, case: Case, batch: CertificateBatch, chosen: dict[uuid.UUID, FileChoice]
) -> tuple[list[FieldError], int]:
    """(why not, status); no errors where it was done, also by the same press a moment ago."""
    decisions = decisions_of(chosen)
    if not decisions:
        return [FieldError("", NOTHING_CHOSEN)], 422
    try:
        decide_files(batch_id=batch.public_id, decisions=decisions, by=case.user, now=case.now)
    except InvalidInput as error:
        return ([], 200) if _done_before(case=case, batch=batch, decisions=decisions) else (list(error.errors), 422)
    except WorkflowError as error:
        return [FieldError("", text) for text in error.sentences], 409
    return [], 200


def _done_before(*, case: Case, batch: CertificateBatch, decisions: list[FileDecision]) -> bool:
    """Whether this person has decided exactly so before: a double click is no mistake."""
    files = batch.files.exclude(decision=WAITING).select_related("request")
    done = {
        file.public_id: file.request.public_id if file.request else None
        for file in files
        if file.decided_by_id == case.user.pk
    }
    return all(one.file_id in done and done[one.file_id] == one.request_id for one in decisions)


def _place(errors: list[FieldError], lines: list[FileLine]) -> list[dict[str, str]]:
    """Errors beside their files, and the lines of the error summary."""
    by_key = {f"file-{line.key}": line for line in lines}
    summary = []
    for error in errors:
        line = by_key.get(error.field)
        if line is not None:
            line.errors.append(masked(error.text))
        summary.append({"text": masked(error.text), "target": error.field if line is not None else ""})
    return summary


def _batches(dossier: Dossier) -> list[CertificateBatch]:
    """Earlier uploads with how many certificates each holds, the newest first; one query."""
    readable = Q(files__der__isnull=False)
    counted = dossier.certificate_batches.select_related("uploaded_by__person").annotate(
        readable=Count("files", filter=readable),
        waiting=Count("files", filter=readable & Q(files__decision=WAITING)),
        registered=Count("files", filter=Q(files__decision=CertificateFile.Decision.REGISTERED)),
        unreadable=Count("files", filter=Q(files__der__isnull=True)),
    )
    return list(counted.order_by("-id"))


def _words(dossier: Dossier) -> dict[str, Any]:
    """What a row is called, and whether new certificates take the place of others."""
    updates = dossier.procedure == CERTIFICATE_UPDATE.code
    return {"updates": updates, "noun": "dòng" if updates else dossier.kind.row_noun}


def _rows(dossier: Dossier) -> dict[str, Any]:
    """Which rows have their certificate, and which still wait for one."""
    rows = list(dossier.requests.select_related("certificate").defer("certificate__der").order_by("position"))
    return {
        "registered": [row for row in rows if row.certificate_id is not None],
        "waiting": [row for row in rows if row.certificate_id is None and row.state in AWAITING],
        "devices": sum(row.has_device and row.state == "issued" for row in rows),
        "to_install": sum(row.state == "granted" and row.certificate_id is not None for row in rows),
        "unanswered": [row for row in rows if row.state == "pending"],
    }
