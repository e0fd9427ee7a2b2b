"""/thong-bao/vi-sao/: why there is no notice yet, for a case or a certificate that one may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates.selectors.register import visible_to as visible_certificates
from directory.policies import SIGNED_IN, ActorRequest, policy
from requests_workflow.forms.why import CASE, CERTIFICATE, WhyForm
from requests_workflow.selectors.dossiers import sees_whole_case
from requests_workflow.selectors.dossiers import visible_to as visible_dossiers
from requests_workflow.selectors.expiry_reasons import certificates_with
from requests_workflow.selectors.why_not_told import Answer, why_of_dossier
from requests_workflow.selectors.why_of_certificate import why_of_certificate


@require_safe
@policy(SIGNED_IN)
def why_not_told(request: ActorRequest) -> HttpResponse:
    """The form, and the answers to what it asks; what one may not see is not found."""
    form = WhyForm(request.GET or None)
    found: list[tuple[str, list[Answer]]] = []
    if form.is_valid():
        if code := form.cleaned_data[CASE]:
            found = _case(request, code)
        elif serial := form.cleaned_data[CERTIFICATE]:
            found = _certificates(request, serial)
        if not found and (code or serial):
            field = CASE if code else CERTIFICATE
            form.add_error(field, "Không tìm thấy trong phạm vi bạn được xem. Kiểm tra lại mã, số hiệu.")
    context = {"form": form, "found": [{"title": title, "answers": answers} for title, answers in found]}
    return render(request, "requests_workflow/notifications_why.html", context)


def _case(request: ActorRequest, code: str) -> list[tuple[str, list[Answer]]]:
    dossier = (
        visible_dossiers(request.actor)
        .filter(code__iexact=code)
        .select_related("managing_agency", "recipient", "provider", "signer__person")
        .first()
    )
    # A subscriber sees an own row, not who else was told.
    if dossier is None or not sees_whole_case(actor=request.actor, dossier=dossier):
        return []
    return [(f"Hồ sơ {dossier.code}", why_of_dossier(dossier=dossier, now=timezone.now()))]


def _certificates(request: ActorRequest, serial: str) -> list[tuple[str, list[Answer]]]:
    ids = [one.pk for one in certificates_with(serial)]
    seen = set(visible_certificates(request.actor).filter(pk__in=ids).values_list("pk", flat=True))
    now = timezone.now()
    return [
        (f"{one.common_name}, số hiệu {one.serial_number}", why_of_certificate(certificate=one, now=now))
        for one in certificates_with(serial)
        if one.pk in seen
    ]
