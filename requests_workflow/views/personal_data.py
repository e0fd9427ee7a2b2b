"""/ho-so/<id>/nguoi-phoi-hop/: who works with the recipient on a case; identity data masked until asked for."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from directory.policies import REGISTERS, ActorRequest, policy
from requests_workflow.selectors.dossiers import by_public_id, may_see_identity, sees_whole_case
from requests_workflow.services.personal_data import note_viewing


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@policy(REGISTERS)
def coordinator(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """Masked; a POST shows the data once and is written to the ledger. htmx gets the block alone."""
    dossier = get_object_or_404(by_public_id(actor=request.actor, public_id=public_id))
    if dossier.coordinator is None or not sees_whole_case(actor=request.actor, dossier=dossier):
        raise Http404
    allowed = may_see_identity(actor=request.actor, dossier=dossier)
    if request.method == "POST":
        if not allowed:
            raise Http404
        note_viewing(person=dossier.coordinator, dossier=dossier, by=request.user, at=timezone.now())
    context = {
        "dossier": dossier,
        "person": dossier.coordinator,
        "may_reveal": allowed,
        "revealed": request.method == "POST",
    }
    fragment = request.headers.get("HX-Request") == "true"
    return render(
        request, "requests_workflow/_coordinator.html" if fragment else "requests_workflow/coordinator.html", context
    )
