"""/ho-so/<id>/han.ics: the deadline of a case for one's own calendar programme."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from directory.policies import REGISTERS, policy
from requests_workflow.services.calendar_files import deadline_file
from requests_workflow.views.loading import load_case


@require_safe
@policy(REGISTERS)
def deadline_ics(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The event with its alarm; once the case is answered, its cancellation. 404 where no term ever ran."""
    case = load_case(request, public_id)
    found = deadline_file(dossier=case.dossier, now=case.now)
    if found is None:
        raise Http404
    response = HttpResponse(found.text, content_type=f"text/calendar; method={found.method}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="han-{case.dossier.code}.ics"'
    return response
