"""Import from Excel: templates, upload, the dry run's result cell by cell, and drafts of all rows or the valid ones."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from directory.models import Agency
from directory.policies import DRAFTERS, ActorRequest, policy
from directory.selectors.keyset import keyset_page
from directory.selectors.roles import Actor
from requests_workflow.forms.imports import ImportForm, form_words
from requests_workflow.models import Import
from requests_workflow.regulations.profile import Profile
from requests_workflow.regulations.registry import profile_in_force
from requests_workflow.selectors.imports import drafting_agencies, visible_imports
from requests_workflow.services.draft_rows import MOST_ROWS as MOST_IN_DOSSIER
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.import_kinds import IMPORT_KINDS
from requests_workflow.services.import_reports import NotedRow, kept_bad_rows, noted_rows, said_of
from requests_workflow.services.imports import KEPT, check_again, file_with_errors, order_drafts, receive
from requests_workflow.spreadsheets.archive import MOST_BYTES, FileRefused
from requests_workflow.spreadsheets.reading import MOST_ROWS
from requests_workflow.spreadsheets.writing import MEDIA_TYPE, template

ROWS_A_PAGE = 50
TONES = {
    Import.State.CHECKED: "success",
    Import.State.CREATED: "success",
    Import.State.REFUSED: "danger",
    Import.State.FAILED: "danger",
}


@policy(DRAFTERS)
def import_list(request: HttpRequest) -> HttpResponse:
    """Templates, the upload, and what was uploaded before. POST takes a file for its dry run."""
    actor = cast(ActorRequest, request).actor
    agencies = drafting_agencies(actor)
    agency = _agency(request, agencies)
    profile = _profile(agency)
    if request.method == "POST":
        form = ImportForm(request.POST, request.FILES, agencies=agencies, profile=profile)
        if form.is_valid() and (answer := _received(request, form, actor)) is not None:
            return answer
    else:
        asked = request.GET.get("thu-tuc", "")
        form = ImportForm(initial={"thu_tuc": asked, "co_quan": str(agency.pk)}, agencies=agencies, profile=profile)
    page = keyset_page(visible_imports(actor).defer("report"), params=request.GET, noun="lần nhập")
    context = {
        "form": form,
        "agency": agency,
        "agencies": agencies,
        "templates": sorted(
            (form_words(code, profile), reverse("cases:import_template", args=[code])) for code in IMPORT_KINDS
        ),
        "page": page,
        "lines": [{"one": one, "tone": _tone(one)} for one in page.items],
        "max_bytes": MOST_BYTES,
        "max_rows": MOST_ROWS,
        "kept_days": KEPT.days,
    }
    return render(request, "requests_workflow/imports.html", context, status=422 if form.errors else 200)


@require_safe
@policy(DRAFTERS)
def import_template(request: HttpRequest, procedure: str) -> HttpResponse:
    """The empty list of one form, for the rules of one agency."""
    actor = cast(ActorRequest, request).actor
    if procedure not in IMPORT_KINDS:
        raise Http404
    profile = _profile(_agency(request, drafting_agencies(actor)))
    kind = IMPORT_KINDS[procedure]
    form = kind.form(profile)
    data = template(form=form, profile_code=profile.code, filled_in=kind.filled_in)
    return _workbook(data, name=f"mau-{form.mau}-danh-sach.xlsx")


@policy(DRAFTERS)
def import_page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """How far it is, what was found, and what came of it; htmx asks for the progress alone."""
    actor = cast(ActorRequest, request).actor
    one = get_object_or_404(visible_imports(actor), public_id=public_id)
    problems: list[str] = []
    if request.method == "POST":
        try:
            _act(request, one, actor)
            return redirect("cases:import", public_id=public_id)
        except WorkflowError as error:
            problems = list(error.sentences)
            one = get_object_or_404(visible_imports(actor), public_id=public_id)
    if request.headers.get("HX-Request") == "true":
        response = render(
            request, "requests_workflow/_import_progress.html", {"job": _job(one), "poll_url": request.path}
        )
        if not one.is_running:
            response["HX-Refresh"] = "true"
        return response
    return render(
        request, "requests_workflow/import.html", _context(request, one, problems), status=422 if problems else 200
    )


@require_safe
@policy(DRAFTERS)
def import_errors(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The uploaded list with what is wrong beside each cell."""
    actor = cast(ActorRequest, request).actor
    one = get_object_or_404(visible_imports(actor), public_id=public_id)
    if one.is_running:
        raise Http404
    try:
        data = file_with_errors(one=one, by=actor.user, now=timezone.now())
    except WorkflowError as error:
        messages.error(request, " ".join(error.sentences))
        return redirect("cases:import", public_id=public_id)
    return _workbook(data, name=f"loi-{one.file_name.removesuffix('.xlsx')[:80]}.xlsx")


def _received(request: HttpRequest, form: ImportForm, actor: Actor) -> HttpResponse | None:
    """To the page of the import; None where the file is not taken, with the reason on the form."""
    upload = form.cleaned_data["tep"]
    try:
        one, new = receive(
            procedure=form.cleaned_data["thu_tuc"],
            agency=form.agency,
            data=upload.read(),
            file_name=upload.name or "",
            by=actor.user,
            now=timezone.now(),
        )
    except FileRefused as refused:
        form.add_error("tep", refused.text)
        return None
    except WorkflowError as error:
        form.add_error(None, " ".join(error.sentences))
        return None
    if not new:
        messages.info(request, "Tệp này đã được tải lên trước đây; không có gì thay đổi. Đây là kết quả của lần trước.")
    return redirect("cases:import", public_id=one.public_id)


def _act(request: HttpRequest, one: Import, actor: Actor) -> None:
    now = timezone.now()
    if "kiem_tra_lai" in request.POST:
        check_again(import_id=one.public_id, by=actor.user, now=now)
    else:
        order_drafts(import_id=one.public_id, mode=request.POST.get("cach_nhap", ""), by=actor.user, now=now)


def _context(request: HttpRequest, one: Import, problems: list[str]) -> dict[str, Any]:
    noted = noted_rows(one.report)
    bad_total = len(kept_bad_rows(one.report))
    page, pages = _page_number(request, noted)
    return {
        "one": one,
        "job": _job(one),
        "poll_url": request.path,
        "problems": problems,
        "errors": [{"text": text} for text in problems],
        "tone": _tone(one),
        "said": said_of(one),
        "form_words": form_words(one.procedure, _profile(one.managing_agency)),
        "file_notes": one.report.get("file", []),
        "noted": noted[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE],
        "noted_total": len(noted),
        "bad_total": bad_total,
        "warned_total": len(noted) - bad_total,
        "fine_total": one.rows_total - len(noted),
        "page": {
            "previous_url": f"?trang={page - 1}" if page > 1 else "",
            "next_url": f"?trang={page + 1}" if page < pages else "",
            "summary": f"Trang {page} trong {pages}" if pages > 1 else "",
        },
        "dossiers": list(one.dossiers.order_by("id")),
        "can_order": one.state == Import.State.CHECKED and one.rows_good > 0 and bool(one.storage_name),
        "can_check": not one.is_running and one.state != Import.State.CREATED and bool(one.storage_name),
        "dossier_count": -(-one.rows_good // MOST_IN_DOSSIER),
        "kept_days": KEPT.days,
    }


def _page_number(request: HttpRequest, noted: list[NotedRow]) -> tuple[int, int]:
    pages = max(-(-len(noted) // ROWS_A_PAGE), 1)
    asked = request.GET.get("trang", "")
    return min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 6 else 1, pages


def _job(one: Import) -> dict[str, Any]:
    """Context of components/progress.html."""
    waits = one.state in (Import.State.QUEUED, Import.State.ORDERED)
    creating = one.state in (Import.State.ORDERED, Import.State.CREATING)
    return {
        "state": "queued" if waits else "running",
        "label": "Lập hồ sơ từ danh sách" if creating else "Kiểm tra danh sách, chưa lập hồ sơ nào",
        "done": one.rows_done,
        "total": one.rows_total if not waits else 0,
    }


def _tone(one: Import) -> str:
    if one.state == Import.State.CHECKED and (one.rows_bad or one.problem):
        return "warning"
    return TONES.get(Import.State(one.state), "info")


def _agency(request: HttpRequest, agencies: list[Agency]) -> Agency:
    """The one that the address names, else the first for which the person drafts."""
    asked = request.POST.get("co_quan") or request.GET.get("co-quan", "")
    return next((agency for agency in agencies if str(agency.pk) == asked), agencies[0])


def _profile(agency: Agency) -> Profile:
    return profile_in_force(overlay=agency.overlay or None, on=timezone.localdate())


def _workbook(data: bytes, *, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response.headers["Cache-Control"] = "private, no-store"
    return response
