"""The draft of Mẫu 07: which handed-over rows the notice names, and who signs; nothing is typed."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from requests_workflow.forms.draft import NoticeDraftForm
from requests_workflow.models import Request
from requests_workflow.services.drafting import update_draft
from requests_workflow.services.errors import FieldError, InvalidInput, Stale, WorkflowError, known
from requests_workflow.services.notice_rows import NoticeRow
from requests_workflow.services.notices import rows_without_notice
from requests_workflow.views.draft_choices import choices_form, wet_signature_reason, with_version
from requests_workflow.views.loading import Case, load_case
from requests_workflow.views.start_issue import parsed_uuid

NOBODY = "Chọn ít nhất một dòng đã bàn giao."


def edit_notice(request: HttpRequest, case: Case) -> HttpResponse:
    """Rows of this notice are ticked; others that wait for a notice may be added."""
    rows = _rows(case)
    if request.method != "POST":
        chosen = {row.public_id for row in rows if any(one.dossier_id == case.dossier.pk for one in row.notices.all())}
        return _page(request, case, rows, chosen=chosen, form=choices_form(NoticeDraftForm, case=case, data=None))
    chosen = {one for text in request.POST.getlist("dong") if (one := parsed_uuid(text))}
    complete = "save_only" not in request.POST
    form = choices_form(NoticeDraftForm, case=case, data=request.POST, complete=complete)
    errors: list[FieldError] = []
    if form.is_valid() and not chosen:
        errors = [FieldError("dong", NOBODY)]
    elif form.is_valid():
        try:
            saved = update_draft(
                dossier_id=case.dossier.public_id,
                draft=form.draft(),
                rows=[NoticeRow(origin_id=one) for one in chosen],
                by=case.user,
                now=case.now,
                expected_version=form.cleaned_data["version"],
            )
            if complete:
                return redirect("cases:check_answers", public_id=saved.public_id)
            messages.success(request, "Đã lưu nháp.")
            return redirect("cases:draft", public_id=saved.public_id)
        except InvalidInput as error:
            errors = list(error.errors)
        except Stale as error:
            errors = [FieldError("", " ".join(error.sentences))]
            case = load_case(request, case.dossier.public_id, whole=True)
            form = choices_form(NoticeDraftForm, case=case, data=with_version(request.POST, case.dossier.version))
        except WorkflowError as error:
            errors = [FieldError("", text) for text in error.sentences]
    return _page(request, case, rows, chosen=chosen, form=form, errors=errors, status=422)


def _rows(case: Case) -> list[Request]:
    """Handed-over rows of the first dossier that no other notice names, with those of this one."""
    parent = known(case.dossier.parent)
    waiting = rows_without_notice(parent).values("pk")
    rows = parent.requests.filter(Q(pk__in=waiting) | Q(notices__dossier=case.dossier)).distinct()
    return list(
        rows.select_related("certificate", "token")
        .defer("certificate__der")
        .prefetch_related("notices")
        .order_by("position")
    )


def _page(
    request: HttpRequest,
    case: Case,
    rows: list[Request],
    *,
    chosen: set[Any],
    form: NoticeDraftForm,
    errors: list[FieldError] | tuple[FieldError, ...] = (),
    status: int = 200,
) -> HttpResponse:
    first = f"id_dong-{rows[0].pk}" if rows else ""
    context = {
        "case": case,
        "dossier": case.dossier,
        "parent": case.dossier.parent,
        "form": form,
        "rows": rows,
        "chosen": chosen,
        "errors": [{"text": e.text, "target": first if e.field in ("dong", "rows") else ""} for e in errors],
        "wet_reason": wet_signature_reason(case),
    }
    return render(request, "requests_workflow/draft_notice.html", context, status=status)
