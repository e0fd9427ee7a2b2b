"""Check-answers and the preview of a draft, of every procedure."""

import uuid
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.domain.personal_data import mask_identity_number, mask_phone
from directory.policies import DRAFTERS, policy
from requests_workflow.domain.individual_rows import row_warnings
from requests_workflow.engine.decide import acts_for
from requests_workflow.forms.fields import new_form_key
from requests_workflow.forms.individual import medium_value
from requests_workflow.forms.people_cells import MEDIA
from requests_workflow.models import Request
from requests_workflow.selectors.attachments import agency_files
from requests_workflow.selectors.contact_officers import contact_officer_wanted
from requests_workflow.selectors.dossiers import may_see_identity
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.forms import form_pdf
from requests_workflow.services.perform import perform
from requests_workflow.services.personal_data import note_rows_viewed, note_viewing
from requests_workflow.views import draft_revocation, draft_update, presenting
from requests_workflow.views.draft_kept_check import kept_lines
from requests_workflow.views.files import first_today, framed
from requests_workflow.views.loading import Case, load_case
from requests_workflow.views.start_issue import parsed_uuid

# Forms that print the identity data of the people in their rows.
WITH_IDENTITY = frozenset({"individual_issue", "revocation", "device_loss"})


@policy(DRAFTERS)
def check_answers(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Everything once more, with the real PDF, before it goes to the next person."""
    case = load_case(request, public_id, whole=True)
    if case.dossier.state != case.dossier.kind.dossier.initial:
        return redirect("cases:case", public_id=public_id)
    errors: list[str] = []
    facts = facts_for(dossier=case.dossier, by=case.user, now=case.now)
    acts = acts_for(case.dossier.kind.dossier, case.dossier.state, facts)
    submits = [d for d in acts if d.transition.name.startswith("submit_to_")]
    if not submits:
        raise Http404
    decision = submits[0]
    if request.method == "POST":
        try:
            perform(
                dossier_id=public_id,
                act=decision.transition.name,
                by=case.user,
                now=case.now,
                # Without a version nobody has seen what is being submitted.
                expected_version=int(version) if (version := request.POST.get("version", "")).isdecimal() else -1,
                form_key=parsed_uuid(request.POST.get("form_key", "")),
            )
            return redirect(f"{reverse('cases:case', args=[public_id])}?xong={decision.transition.name}")
        except WorkflowError as error:
            errors = list(error.sentences)
            case = load_case(request, public_id, whole=True)
    rows = list(
        case.dossier.requests.filter(state="pending").select_related("token", "subscriber", "certificate", "person")
    )
    template, lines_of = ROWS[case.dossier.procedure]
    today = timezone.localdate(case.now)
    wanted = contact_officer_wanted(agency=case.dossier.managing_agency, profile=case.profile, on=today)
    context = {
        "case": case,
        "dossier": case.dossier,
        "decision": decision,
        "acts": presenting.act_links(decisions=(decision,), dossier=case.dossier),
        "rows": rows,
        "rows_template": template,
        "lines": lines_of(case, rows),
        "errors": [{"text": text} for text in errors],
        "contact_officer_wanted": wanted,
        "attachments": len(agency_files(case.dossier).attachments),
        "form_key": new_form_key(),
    }
    return render(request, "requests_workflow/check_answers.html", context, status=409 if errors else 200)


@require_safe
@policy(DRAFTERS)
def preview_pdf(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The form as it would be signed, made on the spot; nothing is filed."""
    case = load_case(request, public_id, whole=True)
    dossier = case.dossier
    # A body above may follow the case; the people's data are for those who work on it.
    if dossier.state != dossier.kind.dossier.initial or not may_see_identity(actor=case.actor, dossier=dossier):
        raise Http404
    if dossier.procedure in WITH_IDENTITY and first_today(request, key=f"preview-rows-{dossier.pk}"):
        note_rows_viewed(dossier=dossier, by=case.user, at=case.now)
    if dossier.coordinator is not None and first_today(request, key=f"preview-{dossier.pk}"):
        note_viewing(person=dossier.coordinator, dossier=dossier, by=case.user, at=case.now)
    pdf = form_pdf(dossier=dossier, profile=case.profile, now=case.now)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{dossier.code}-xem-truoc.pdf"'
    return framed(response)


def _issue_lines(case: Case, rows: list[Request]) -> list[dict[str, Any]]:
    """Rows of Mẫu 01 as they are checked: identity number, day of birth and phone masked, warnings beside them."""
    media = dict(MEDIA)
    today = timezone.localdate(case.now)
    return [
        {
            "row": row,
            "printed": row.printed,
            "identity": mask_identity_number(row.printed.get("identity_number", "")),
            "phone": mask_phone(row.printed.get("phone", "")),
            "medium": media.get(medium_value(row.medium, row.printed.get("sim_pki", "")), row.get_medium_display()),
            "warnings": row_warnings(row=row.printed, profile=case.profile, today=today),
        }
        for row in rows
    ]


def _no_lines(case: Case, rows: list[Request]) -> list[dict[str, Any]]:
    """The template shows the rows themselves, or the document beside it says it all."""
    return []


# Which template shows the rows of each procedure ("" for none), and the `lines` that it is given beside `rows`.
ROWS: Mapping[str, tuple[str, Callable[[Case, list[Request]], list[dict[str, Any]]]]] = MappingProxyType(
    {
        "token_recovery": ("", _no_lines),
        "individual_issue": ("requests_workflow/_check_people.html", _issue_lines),
        "organisation_issue": ("requests_workflow/draft_kept_check.html", kept_lines),
        "system_issue": ("requests_workflow/draft_kept_check.html", kept_lines),
        "certificate_update": ("requests_workflow/draft_update_check.html", draft_update.check_lines),
        "revocation": ("requests_workflow/draft_revocation_check.html", draft_revocation.check_lines),
        "handover_notice": ("requests_workflow/_check_notice.html", _no_lines),
        "device_return": ("requests_workflow/draft_device_paper_check.html", _no_lines),
        "device_loss": ("requests_workflow/draft_device_paper_check.html", _no_lines),
    }
)
