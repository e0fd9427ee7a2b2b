"""/thiet-bi/<id>/dinh-chinh/: a serial that was mistyped when the device came is put right, with reason."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from directory.domain.roles import Role
from directory.policies import ActorRequest, Policy, policy
from requests_workflow.forms.serial_correction import CorrectionForm
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.services.serial_corrections import correct_serial, papers_naming
from tokens.selectors.register import may_correct_serial, visible_to

# Who registers devices: at the agency, or at the department that receives them for it.
REGISTRARS = Policy("device_registrars", frozenset({Role.CLERK, Role.CONTACT_OFFICER, Role.DEPARTMENT_OFFICER}))


@require_http_methods(["GET", "HEAD", "POST"])
@policy(REGISTRARS)
def correct(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """The present serial beside the right one, which papers follow, and which letter is asked for."""
    token = get_object_or_404(
        visible_to(request.actor).select_related("subscriber", "managing_agency"), public_id=public_id
    )
    if not may_correct_serial(actor=request.actor, token=token):
        raise Http404
    papers = papers_naming([token])
    form = CorrectionForm(
        request.POST or None, letter_wanted=bool(papers.sent), initial={"da_ghi": token.serial_number}
    )
    errors: list[dict[str, str]] = []
    status = 200
    if form.is_bound and form.is_valid():
        try:
            correct_serial(token=token, by=request.user, now=timezone.now(), **form.values())
            messages.success(request, "Đã đính chính số hiệu thiết bị.")
            return redirect("tokens:detail", public_id=public_id)
        except InvalidInput as error:
            form.add_service_errors(error)
            status = 422
        except WorkflowError as error:
            errors, status = [{"text": text} for text in error.sentences], 409
    elif form.is_bound:
        status = 422
    context = {"token": token, "papers": papers, "form": form, "errors": errors}
    return render(request, "requests_workflow/serial_correction.html", context, status=status)
