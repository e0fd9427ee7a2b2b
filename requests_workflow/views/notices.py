"""/ho-so/<id>/thong-bao-ban-giao/: opens a notice of hand-over (Mẫu 07) for rows that were handed over."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from directory.policies import DRAFTERS, policy
from requests_workflow.forms.handover import NoticeForm
from requests_workflow.models import Dossier
from requests_workflow.procedures.handover_notice.clauses import NOTICE
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.notices import create_notice, rows_without_notice
from requests_workflow.views.handover import drafting_case
from requests_workflow.views.loading import Case


@policy(DRAFTERS)
def new_notice(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The rows handed over that no notice names, all ticked; then on to the draft."""
    case = drafting_case(request, public_id)
    if request.method == "POST" and (made := _made_before(case, request.POST.get("creation_key", ""))) is not None:
        return redirect("cases:draft", public_id=made.public_id)
    rows = list(rows_without_notice(case.dossier).select_related("certificate", "token").defer("certificate__der"))
    posted = request.method == "POST"
    form = NoticeForm(request.POST if posted else None, rows=rows)
    refusals: list[dict[str, str]] = []
    status = 200
    if posted and form.is_valid():
        try:
            notice = create_notice(
                dossier=case.dossier,
                row_ids=[row.public_id for row in form.chosen()],
                by=case.user,
                now=case.now,
                creation_key=form.cleaned_data["creation_key"],
            )
            return redirect("cases:draft", public_id=notice.public_id)
        except WorkflowError as error:
            refusals, status = [{"text": text} for text in error.sentences], 409
    elif posted:
        status = 422
    context = {
        "case": case,
        "dossier": case.dossier,
        "form": form,
        "refusals": refusals,
        "clause": NOTICE.cite(),
        "notices": list(case.dossier.followers.exclude(state="withdrawn").order_by("id")),
    }
    return render(request, "requests_workflow/notice_new.html", context, status=status)


def _made_before(case: Case, key: str) -> Dossier | None:
    """The notice that this very form has opened already (a second press)."""
    try:
        return case.dossier.followers.filter(creation_key=uuid.UUID(key), drafted_by=case.user).first()
    except ValueError:
        return None
