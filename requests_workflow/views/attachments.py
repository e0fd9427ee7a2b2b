"""/ho-so/<id>/kem-theo/: files that go with the document, the scan, and electronic copies of the case's papers."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from directory.domain.roles import Role
from directory.policies import REGISTERS, policy
from requests_workflow.forms.attachments import AttachForm, CopyForm
from requests_workflow.forms.staging import receive
from requests_workflow.models import Document
from requests_workflow.procedures.outgoing_document.file_acts import clause_of
from requests_workflow.selectors.attachments import AgencyFile, agency_files, copies_made, copies_waiting, copyable
from requests_workflow.selectors.dossiers import may_see_identity
from requests_workflow.services.attachments import attach, drafts_here, remove
from requests_workflow.services.corner_preparing import (
    CopyInput,
    copying_body,
    prepare_copy,
    prepare_file,
    signing_body,
)
from requests_workflow.services.documents import PDF
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.views.loading import Case, load_case
from requests_workflow.views.start_issue import parsed_uuid


@policy(REGISTERS)
def attachments(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The list for whoever works on the case; what may be done with it depends on who looks and when."""
    case = load_case(request, public_id, whole=True)
    may_read = may_see_identity(actor=case.actor, dossier=case.dossier)
    drafts = drafts_here(dossier=case.dossier, by=case.user, now=case.now) is not None
    body = signing_body(dossier=case.dossier, by=case.user, now=case.now) if may_read else None
    documents = copyable(case.dossier) if body is not None else []
    work = request.POST.get("viec", "")
    attach_form = AttachForm(*_posted(request, work == "dinh-kem")) if drafts else None
    copy_form = CopyForm(*_posted(request, work == "sao"), documents=documents) if documents else None
    errors: list[str] = []
    if request.method == "POST":
        target, errors = _act(request, case=case, work=work, attach_form=attach_form, copy_form=copy_form)
        if target:
            return redirect(target)
    files = agency_files(case.dossier)
    keeps_seal = Role.REGISTRY_CLERK in case.actor.roles_for(case.dossier.managing_agency)
    signs = keeps_seal and case.dossier.state == "sealed"
    context = {
        "case": case,
        "dossier": case.dossier,
        "lines": [_line(case, one, may_read=may_read, drafts=drafts, signs=signs) for one in files.attachments],
        "scan": _line(case, files.scan, may_read=may_read, drafts=False, signs=signs) if files.scan else None,
        "copies": [_file(case, one, may_read=may_read) for one in copies_made(case.dossier)],
        "waiting": [
            {"document": one, "url": _signing(case, one)}
            for one in copies_waiting(case.dossier, now=case.now)
            if body is not None and copying_body(prepared=one, dossier=case.dossier, now=case.now) == body
        ],
        "attach_form": attach_form,
        "copy_form": copy_form,
        "copying_body": body,
        "form": copy_form if work == "sao" else attach_form,
        "errors": [{"text": text} for text in errors],
        "demanded": case.profile.attachments_sealed.value,
        "clause": clause_of(act="seal_attachment", profile=case.profile).cite(),
        "copy_clause": clause_of(act="issue_copy", profile=case.profile).cite(),
        "max_bytes": settings.MAX_UPLOAD_BYTES,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "requests_workflow/attachments.html", context, status=status)


def _posted(request: HttpRequest, mine: bool) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if mine else (None, None)


def _act(
    request: HttpRequest, *, case: Case, work: str, attach_form: AttachForm | None, copy_form: CopyForm | None
) -> tuple[str, list[str]]:
    """(where to go when it was done, what is wrong with the whole); fields hold their own errors."""
    form = {"dinh-kem": attach_form, "sao": copy_form}.get(work)
    named = parsed_uuid(request.POST.get("tep", ""))
    try:
        if form is not None:
            return (_fill(request, case, form) if form.is_valid() else ""), []
        if named is not None and work == "bo":
            remove(dossier_id=case.dossier.public_id, document_id=named, by=case.user, now=case.now)
            messages.success(request, "Đã bỏ tài liệu khỏi hồ sơ; tệp gốc vẫn được lưu.")
            return _here(case), []
        if named is not None and work == "ky":
            prepared = prepare_file(dossier_id=case.dossier.public_id, document_id=named, by=case.user, now=case.now)
            return _signing(case, prepared), []
        return "", ["Việc này không làm được ở bước hiện tại. Tải lại trang rồi chọn lại."]
    except InvalidInput as error:
        for one in error.errors:
            if form is not None:
                form.add_error(one.field, one.text)
        return "", []
    except WorkflowError as error:
        return "", list(error.sentences)


def _fill(request: HttpRequest, case: Case, form: AttachForm | CopyForm) -> str:
    """Does what a valid form asks for; the address that follows."""
    data = form.cleaned_data
    if isinstance(form, CopyForm):
        given = CopyInput(
            document_id=uuid.UUID(data["document"]),
            form=data["form"],
            number=data["number"],
            day=data["day"],
            extract=receive(data["extract"]) if data.get("extract") else None,
        )
        prepared = prepare_copy(dossier_id=case.dossier.public_id, given=given, by=case.user, now=case.now)
        return _signing(case, prepared)
    attach(
        dossier_id=case.dossier.public_id,
        title=data["title"],
        upload=receive(data["file"]),
        by=case.user,
        now=case.now,
    )
    messages.success(request, "Đã đính kèm tài liệu. Chữ ký số có sẵn trên tệp đang được kiểm tra.")
    return _here(case)


def _here(case: Case) -> str:
    return reverse("cases:attachments", args=[case.dossier.public_id])


def _signing(case: Case, prepared: Document) -> str:
    return reverse("cases:sign_file", args=[case.dossier.public_id, prepared.public_id])


def _line(case: Case, one: AgencyFile, *, may_read: bool, drafts: bool, signs: bool) -> dict[str, Any]:
    return {
        **_file(case, one.current, may_read=may_read),
        "source": one.source,
        "sealed": one.sealed is not None,
        "removable": drafts,
        "signable": signs and one.sealed is None and one.source.media_type == PDF,
    }


def _file(case: Case, document: Document, *, may_read: bool) -> dict[str, Any]:
    """The document, where it opens for this reader, and what its last verification said."""
    args = [case.dossier.public_id, document.public_id]
    return {
        "document": document,
        "title": document.title.partition(": ")[2] if document.kind.startswith("attachment") else document.title,
        "url": reverse("cases:file", args=args) if may_read else "",
        "report_url": reverse("cases:report", args=args) if may_read and document.media_type == PDF else "",
        "verdict": next((v.verdict for v in reversed(list(document.verifications.all()))), ""),
    }
