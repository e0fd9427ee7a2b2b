"""The drafts of Mẫu 08 and 09: which devices, in which condition they go back or how they were lost, and who signs."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from directory.selectors.kept import kept_post
from requests_workflow.forms.device_paper import (
    DeviceLine,
    DevicePaperForm,
    device_lines,
    fill_empty,
    judge,
    take_typed,
    token_ids,
    typed_columns,
)
from requests_workflow.models import Dossier
from requests_workflow.selectors.device_returns import candidates
from requests_workflow.services.drafting import update_draft
from requests_workflow.services.errors import FieldError, InvalidInput, Stale, WorkflowError
from requests_workflow.views.draft_choices import NOT_SAVED, SAVED_BUT, choices_form, wet_signature_reason, with_version
from requests_workflow.views.loading import Case, load_case
from tokens.models import Token

NOBODY = "Chọn ít nhất một thiết bị."


def edit_device_paper(request: HttpRequest, case: Case) -> HttpResponse:
    """Rows of the draft are ticked, other devices that may be named stand below them; nothing typed is lost."""
    kept = kept_post(request) if request.method != "POST" else None
    data: Any = request.POST if request.method == "POST" else kept
    lines = _lines(case, data)
    if data is None:
        return _page(request, case, lines, form=choices_form(DevicePaperForm, case=case, data=None))
    if case.dossier.procedure == "device_return":
        fill_empty(lines, key="condition", text=str(data.get("tinh-trang-chung", "")).strip())
    form = choices_form(DevicePaperForm, case=case, data=data)
    if request.method != "POST":
        return _page(request, case, lines, form=form, kept=True)
    return _save(request, case, lines, form=form)


def _save(request: HttpRequest, case: Case, lines: list[DeviceLine], *, form: DevicePaperForm) -> HttpResponse:
    """The draft saved as it stands and the way on; or the page with what was typed, and why it was not saved."""
    chosen = [line for line in lines if line.chosen]
    errors: list[dict[str, str]] = []
    status = 422
    if form.is_valid():
        try:
            saved = update_draft(
                dossier_id=case.dossier.public_id,
                draft=form.draft(),
                rows=[line.row() for line in chosen],
                by=case.user,
                now=case.now,
                expected_version=form.cleaned_data["version"],
            )
            return _after_saving(request, saved, lines)
        except InvalidInput as error:
            errors = _placed(chosen, error.errors)
        except Stale as error:
            # Loaded again: the next press is made in knowledge of the new state.
            case = load_case(request, case.dossier.public_id, whole=True)
            form = choices_form(DevicePaperForm, case=case, data=with_version(request.POST, case.dossier.version))
            errors, status = [{"text": text, "target": ""} for text in error.sentences], 409
        except WorkflowError as error:
            errors = [{"text": text, "target": ""} for text in error.sentences]
    return _page(request, case, lines, form=form, errors=errors, status=status)


def _after_saving(request: HttpRequest, saved: Dossier, lines: list[DeviceLine]) -> HttpResponse:
    """To check-answers when nothing is missing or wrong; else back to the grid, with what is."""
    if "save_only" in request.POST:
        messages.success(request, "Đã lưu nháp.")
        return redirect("cases:draft", public_id=saved.public_id)
    case = load_case(request, saved.public_id, whole=True)
    errors = _judged(case, lines, gaps=True)
    if not any(line.chosen for line in lines):
        errors.append({"text": NOBODY, "target": lines[0].target("") if lines else ""})
    form = choices_form(DevicePaperForm, case=case, data=with_version(request.POST, saved.version), complete=True)
    if form.is_valid() and not errors:
        return redirect("cases:check_answers", public_id=saved.public_id)
    return _page(request, case, lines, form=form, errors=errors, title=SAVED_BUT, status=422)


def _judged(case: Case, lines: list[DeviceLine], *, gaps: bool) -> list[dict[str, str]]:
    today = timezone.localdate(case.now)
    return judge(lines, procedure=case.dossier.procedure, profile=case.profile, today=today, gaps=gaps)


def _lines(case: Case, data: Any) -> list[DeviceLine]:
    dossier = case.dossier
    columns = typed_columns(procedure=dossier.procedure, profile=case.profile)
    rows = dossier.requests.filter(state="pending").select_related("token").order_by("position")
    others = candidates(agency=dossier.managing_agency, procedure=dossier.procedure, besides=dossier.pk)
    if data is not None:
        # What was ticked and is no candidate any more comes back too; saving it says where it is.
        ticked = Token.objects.filter(
            public_id__in=token_ids(data), managing_agency__path__startswith=dossier.managing_agency.path
        )
        others += [
            one
            for one in ticked.select_related("certificate", "subscriber").prefetch_related("loss_reports")
            if one not in others
        ]
    lines = device_lines(rows=rows, others=others, columns=columns)
    if data is not None:
        take_typed(lines, data)
    return lines


def _placed(chosen: list[DeviceLine], errors: tuple[FieldError, ...]) -> list[dict[str, str]]:
    """Errors of the services count the chosen lines alone; each leads to its own."""
    said = []
    for error in errors:
        parts = error.field.split("-")
        place = int(parts[1]) if len(parts) == 3 and parts[1].isdecimal() else len(chosen)
        line = chosen[place] if place < len(chosen) else None
        if line is not None:
            line.notes.setdefault(parts[2], error.text)
        said.append({"text": error.text, "target": line.target(parts[2]) if line is not None else ""})
    return said


def _page(
    request: HttpRequest,
    case: Case,
    lines: list[DeviceLine],
    *,
    form: DevicePaperForm,
    errors: list[Any] | tuple[Any, ...] = (),
    title: str = "",
    kept: bool = False,
    status: int = 200,
) -> HttpResponse:
    is_return = case.dossier.procedure == "device_return"
    # What cannot be is said at its cell whenever the page is shown.
    _judged(case, lines, gaps=False)
    context = {
        "case": case,
        "dossier": case.dossier,
        "paper": case.profile.return_form if is_return else case.profile.loss_form,
        "is_return": is_return,
        "form": form,
        "lines": lines,
        "errors": errors,
        "summary_title": title or NOT_SAVED,
        "kept": kept,
        "wet_reason": wet_signature_reason(case),
    }
    return render(request, "requests_workflow/draft_device_paper.html", context, status=status)
