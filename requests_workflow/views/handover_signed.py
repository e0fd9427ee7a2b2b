"""/ho-so/<id>/ban-giao/bien-ban-da-ky/: one paper that many have signed is filed for all of them at once."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from directory.policies import DRAFTERS, policy
from directory.selectors.kept import kept_post
from requests_workflow.forms.act import ActForm
from requests_workflow.models import Request
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.perform import perform_on_each
from requests_workflow.views.handover import Here, as_uuid, devices_here, drafting_case
from requests_workflow.views.loading import Case

ACT = "record_paper_handover"


@policy(DRAFTERS)
def signed_minutes(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The scan, its time and the condition, once for the rows named by `dong`; none that wait for a paper: back."""
    case = drafting_case(request, public_id)
    posted = request.method == "POST"
    kept = kept_post(request)
    chosen = _chosen(case, (request.POST if posted else kept or request.GET).getlist("dong"))
    if not chosen:
        return redirect("cases:handover", public_id=public_id)
    form = ActForm(
        request.POST if posted else kept,
        request.FILES or None,
        transition=chosen[0].decision.transition,
        dossier=case.dossier,
        profile=case.profile,
        user=case.user,
        facts=facts_for(dossier=case.dossier, by=case.user, now=case.now),
    )
    results: list[dict[str, str]] = []
    status = 200
    if posted and form.is_valid():
        results = _file(case, form=form, rows=[one.row for one in chosen])
        refused = {one["name"] for one in results if one["error"]}
        if not refused:
            messages.success(request, f"Đã ghi nhận bàn giao bằng biên bản cho {len(results)} người.")
            return redirect("cases:handover", public_id=public_id)
        chosen = [one for one in chosen if one.row.name in refused]
        status = 409
    elif posted:
        status = 422
    if status != 200:
        form.keep_files()
        form.refresh_version(case.dossier.version)
    context = {
        "case": case,
        "dossier": case.dossier,
        "form": form,
        "rows": [one.row for one in chosen],
        "results": results,
        "clause": chosen[0].decision.clause.cite(),
        "kept": kept is not None,
        "max_bytes": settings.MAX_UPLOAD_BYTES,
    }
    return render(request, "requests_workflow/handover_signed.html", context, status=status)


def _chosen(case: Case, keys: list[str]) -> list[Here]:
    """The named rows that wait for a signed paper, also of those who left after the day of that paper."""
    wanted = {as_uuid(key) for key in keys}
    return [one for one in devices_here(case) if one.row.public_id in wanted and not one.on_screen]


def _file(case: Case, *, form: ActForm, rows: list[Request]) -> list[dict[str, str]]:
    """[{"name", "error"}] of each row; what is refused for one stops none of the others."""
    refused = perform_on_each(
        dossier_id=case.dossier.public_id,
        act=ACT,
        by=case.user,
        now=case.now,
        given={row.public_id: form.act_input() for row in rows},
        form_key=form.cleaned_data["form_key"],
    )
    found = ((row.name, refused[row.public_id]) for row in rows)
    return [{"name": name, "error": " ".join(error.sentences) if error else ""} for name, error in found]
