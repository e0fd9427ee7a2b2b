"""/ho-so/<id>/xuat/: the files with which a document is handed in on its channel."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from directory.domain.roles import Role
from directory.policies import Policy, policy
from requests_workflow.models import Dossier
from requests_workflow.procedures.outgoing_document.signing import SENDERS
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER
from requests_workflow.selectors.dossiers import goes_on_paper, may_see_identity
from requests_workflow.services.channel_exports import KINDS, NOT_SEALED, export_for_channel, final_document
from requests_workflow.services.errors import WorkflowError
from requests_workflow.views.loading import Case, load_case

EXPORTERS = Policy("exporters", SENDERS | {Role.DEPARTMENT_OFFICER})


@policy(EXPORTERS)
def exports(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One file for each channel; a POST hands it out and writes it in the ledger."""
    case = load_case(request, public_id, whole=True)
    if not _may_export(case):
        raise Http404
    errors: list[str] = []
    if request.method == "POST":
        try:
            made = export_for_channel(
                dossier=case.dossier, kind=request.POST.get("tep", ""), by=case.user, now=case.now
            )
            response = HttpResponse(made.data, content_type=made.media_type)
            response["Content-Disposition"] = f'attachment; filename="{made.name}"'
            return response
        except WorkflowError as error:
            errors = list(error.sentences)
    open_channels = _channels(case)
    context = {
        "case": case,
        "dossier": case.dossier,
        "groups": [
            {
                "channel": label,
                "is_open": code in open_channels,
                "kinds": [kind for kind in KINDS.values() if kind.channel == code],
            }
            for code, label in Dossier.Channel.choices
            if any(kind.channel == code for kind in KINDS.values())
        ],
        "sealed": final_document(case.dossier) is not None,
        "not_sealed": NOT_SEALED,
        "clause": case.profile.channels.clause.cite(),
        "errors": [{"text": text} for text in errors],
    }
    return render(request, "requests_workflow/exports.html", context, status=409 if errors else 200)


def exports_url(case: Case) -> str:
    """Where this reader takes out files of the case; "" for who may not."""
    return reverse("cases:exports", args=[case.dossier.public_id]) if case.whole and _may_export(case) else ""


def _may_export(case: Case) -> bool:
    """Who sends the document, or sends it on, and sees identity data there."""
    dossier = case.dossier
    roles = SENDERS & case.actor.roles_for(dossier.managing_agency)
    if dossier.recipient_function == DELEGATED_DEPARTMENT and dossier.recipient is not None:
        roles |= {Role.DEPARTMENT_OFFICER} & case.actor.roles_for(dossier.recipient)
    return bool(roles) and may_see_identity(actor=case.actor, dossier=dossier)


def _channels(case: Case) -> tuple[str, ...]:
    """Channels that the rules of the case open towards its addressee."""
    function = case.dossier.recipient_function or PROVIDER
    return case.profile.channels_for(function, wet_signed=goes_on_paper(case.dossier))
