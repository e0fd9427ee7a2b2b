"""Minutes of the change of keeper of an organisation's device, as a PDF (Ninh Thuận Điều 10 khoản 3)."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.policies import REGISTERS, ActorRequest, policy
from requests_workflow.documents.render_minutes import render_keeper_change
from requests_workflow.services.keeper_papers import keeper_change
from requests_workflow.views.files import framed
from tokens.selectors.register import may_read_minutes, visible_to


@require_safe
@policy(REGISTERS)
def keeper_minutes(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """The minutes of the hand-over on record, for both sides to sign; 404 where no decision stands behind it."""
    token = get_object_or_404(
        visible_to(request.actor).select_related("subscriber", "managing_agency", "certificate"), public_id=public_id
    )
    custody = (
        token.custody.filter(until__isnull=True)
        .select_related(
            "holder_person", "holder_agency", "given_by_person", "given_by_agency", "token__managing_agency"
        )
        .first()
    )
    if custody is None or custody.holder_person is None or not custody.decision_number:
        raise Http404
    if not may_read_minutes(actor=request.actor, custody=custody):
        raise Http404
    pdf = render_keeper_change(keeper_change(token=token, custody=custody, now=timezone.now()))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bien-ban-nguoi-giu-{token.public_id}.pdf"'
    return framed(response)
