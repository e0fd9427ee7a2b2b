"""/sap-het-han/: the certificates of a clerk's bodies that come to their end, the first to expire first."""

from typing import cast

from django.db.models import FETCH_RAISE
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates.domain.validity import VIETNAM
from directory.policies import DRAFTERS, ActorRequest, policy
from requests_workflow.forms.expiring import ExpiringFilter
from requests_workflow.selectors.expiry import expiring_certificates, present, with_bodies
from requests_workflow.selectors.expiry_pages import expiry_page


@require_safe
@policy(DRAFTERS)
def expiring(request: HttpRequest) -> HttpResponse:
    """All of them, or those of one level; filter and keys of the page are in the address."""
    day = timezone.now().astimezone(VIETNAM).date()
    form = ExpiringFilter(request.GET)
    rows = expiring_certificates(actor=cast(ActorRequest, request).actor, day=day, levels=form.levels())
    page = expiry_page(with_bodies(rows).fetch_mode(FETCH_RAISE), params=request.GET)
    return render(
        request,
        "requests_workflow/expiring.html",
        {
            "filters": form,
            "page": page,
            "lines": present(page.items, day=day),
            "filtered": bool(form.cleaned_data.get("muc")),
        },
    )
