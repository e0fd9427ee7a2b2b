"""/dung-thu/cuc/: in the demo alone, whoever works on a case may play the provider that answers it."""

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directory.policies import REGISTERS, policy
from requests_workflow.models import Dossier
from requests_workflow.models.request import BRINGS_CERTIFICATE
from requests_workflow.procedures.registry import ANSWERED_BY_PROVIDER, ISSUES
from requests_workflow.selectors.dossiers import may_see_identity
from requests_workflow.views.loading import Case, load_case


@never_cache
@require_safe
@policy(REGISTERS)
def provider(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What the provider would send for this case: certificate files, a letter, devices."""
    case = _case(request, public_id)
    from config.demo.provider import device_numbers, rows_to_answer

    devices = device_numbers(case.dossier)
    context = {
        "dossier": case.dossier,
        "case_url": reverse("cases:case", args=[public_id]),
        "archive_url": reverse("demo_provider_certificates", args=[public_id]),
        "letter_url": reverse("demo_provider_letter", args=[public_id]),
        "count": len(rows_to_answer(case.dossier)),
        "brings_certificates": case.dossier.procedure in BRINGS_CERTIFICATE,
        "brings_devices": case.dossier.procedure in ISSUES,
        "columns": [{"label": "Số hiệu thiết bị", "nowrap": True}, {"label": "Cấp cho"}],
        "rows": [{"cells": [serial, name]} for name, serial in devices],
    }
    return render(request, "config/provider.html", context)


@never_cache
@require_safe
@policy(REGISTERS)
def certificates(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The certificate files as one .zip; the same files each time."""
    case = _case(request, public_id)
    if case.dossier.procedure not in BRINGS_CERTIFICATE:
        raise Http404
    from config.demo.provider import certificate_archive

    data = certificate_archive(case.dossier, now=case.now)
    return _download(data, media_type="application/zip", name=f"chung-thu-{case.dossier.code}.zip")


@never_cache
@require_safe
@policy(REGISTERS)
def letter(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A letter to attach as the provider's answer."""
    case = _case(request, public_id)
    from config.demo.provider import answer_letter

    data = answer_letter(case.dossier, now=case.now)
    return _download(data, media_type="application/pdf", name=f"tra-loi-{case.dossier.code}.pdf")


def _case(request: HttpRequest, public_id: uuid.UUID) -> Case:
    """The case of somebody who works on it, or 404: outside the demo, and where there is nothing to answer."""
    # The demo's data is no part of production: the callers import it after this has let them through.
    if not settings.DEMO:
        raise Http404
    case = load_case(request, public_id, whole=True)
    dossier = case.dossier
    answerable = dossier.procedure in ANSWERED_BY_PROVIDER and dossier.state in dossier.kind.rows_move_in
    # A notice of revocation comes before there is any paper of the agency.
    by_notice = dossier.state == "draft" and dossier.initiator != Dossier.Initiator.AGENCY
    if not (answerable or by_notice) or not may_see_identity(actor=case.actor, dossier=dossier):
        raise Http404
    return case


def _download(data: bytes, *, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=media_type, headers=headers)
