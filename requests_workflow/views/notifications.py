"""/thong-bao/: what the system told me."""

import uuid

from django.contrib import messages
from django.db.models import FETCH_RAISE
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from directory.policies import SIGNED_IN, ActorRequest, policy
from directory.selectors.keyset import keyset_page
from requests_workflow.selectors.notifications import notifications_of
from requests_workflow.services import reading

UNREAD = "chua-doc"


@require_safe
@policy(SIGNED_IN)
def notifications(request: ActorRequest) -> HttpResponse:
    """Newest first; all, or only those not read yet."""
    only_unread = request.GET.get("loc") == UNREAD
    rows = notifications_of(request.user, unread=only_unread).fetch_mode(FETCH_RAISE)
    waiting = notifications_of(request.user, unread=True).count()
    return render(
        request,
        "requests_workflow/notifications.html",
        {
            "page": keyset_page(rows, params=request.GET, noun="thông báo"),
            "only_unread": only_unread,
            "waiting": waiting,
            "tabs": [
                {"url": "/thong-bao/", "label": "Tất cả", "current": not only_unread},
                {"url": f"/thong-bao/?loc={UNREAD}", "label": "Chưa đọc", "count": waiting, "current": only_unread},
            ],
        },
    )


@require_POST
@policy(SIGNED_IN)
def mark_read(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """Marks one notice as read; with `mo` opens what it is about."""
    notice = get_object_or_404(notifications_of(request.user), public_id=public_id)
    reading.mark_read(user=request.user, now=timezone.now(), notification=notice)
    if "mo" in request.POST and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None):
        return redirect(notice.url)
    return redirect("/thong-bao/")


@require_POST
@policy(SIGNED_IN)
def mark_all_read(request: ActorRequest) -> HttpResponse:
    """Marks all as read."""
    count = reading.mark_read(user=request.user, now=timezone.now())
    if count:
        messages.success(request, f"Đã đánh dấu {count} thông báo là đã đọc.")
    return redirect("/thong-bao/")
