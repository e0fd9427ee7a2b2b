"""/thiet-bi/<id>/bien-ban/<row>/: the scan that was filed with a hand-over."""

import uuid

from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.policies import REGISTERS, ActorRequest, policy
from tokens.selectors.register import may_read_minutes, visible_to
from tokens.services.scans import open_scan


@require_safe
@policy(REGISTERS)
def minutes(request: ActorRequest, public_id: uuid.UUID, custody_id: int) -> HttpResponseBase:
    """The scan, byte for byte; opening it is written to the ledger."""
    token = get_object_or_404(visible_to(request.actor), public_id=public_id)
    custody = get_object_or_404(token.custody.select_related("token__managing_agency"), pk=custody_id)
    if not may_read_minutes(actor=request.actor, custody=custody):
        raise Http404
    try:
        with transaction.atomic():
            data, media, ending = open_scan(custody=custody, by=request.user, at=timezone.now())
    except LookupError as error:
        raise Http404 from error
    response = HttpResponse(data, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="bien-ban-giao-nhan-{custody.pk}{ending}"'
    return response
