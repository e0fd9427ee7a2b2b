"""/ky-so/kiem-tra/: anybody who is signed in has the signatures of a PDF checked."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from kombu.exceptions import OperationalError

from directory.policies import SIGNED_IN, ActorRequest, policy
from signing.forms import VerifyForm
from signing.models import SigningJob
from signing.selectors.page_checks import checks_of
from signing.services.page_checks import TooManyWaiting, forget_input, submit
from signing.tasks import run_signing_job

RECENT = 10
# Nobody waits for a broker that is down.
IMPATIENT = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
    "socket_connect_timeout": 2,
}
COLUMNS = [{"label": "Tệp"}, {"label": "Gửi lúc", "nowrap": True}, {"label": "Kết quả", "nowrap": True}]
VERDICTS = {
    "valid": {"label": "Hợp lệ", "tone": "success"},
    "invalid": {"label": "Không hợp lệ", "tone": "danger"},
    "indeterminate": {"label": "Chưa kiểm tra được", "tone": "warning", "icon": "unknown"},
    "unsigned": {"label": "Không có chữ ký số", "tone": "neutral"},
}
RUNNING = {"label": "Đang kiểm tra", "tone": "info", "icon": "clock"}
FAILED = {"label": "Không thực hiện được", "tone": "danger"}


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
def verify(request: ActorRequest) -> HttpResponse:
    """The upload, and one's own latest checks."""
    form = VerifyForm(request.POST, request.FILES) if request.method == "POST" else VerifyForm()
    errors: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["tep"]
        try:
            job = submit(data=upload.read(), name=upload.name, by=request.user, now=timezone.now())
        except TooManyWaiting as error:
            errors = [{"text": str(error)}]
        else:
            _wake_worker(job)
            return redirect("signing:verification", job_id=job.public_id)
    recent = checks_of(request.user)[:RECENT]
    return render(
        request,
        "signing/verify.html",
        {
            "form": form,
            "errors": errors,
            "max_bytes": settings.MAX_UPLOAD_BYTES,
            "columns": COLUMNS,
            "rows": [_row(job) for job in recent],
        },
        status=422 if request.method == "POST" else 200,
    )


def _wake_worker(job: SigningJob) -> None:
    """Tells a worker at once. Without a broker the job waits for beat, which finds it in the database."""
    app = run_signing_job.app
    try:
        with app.connection_for_write(transport_options=app.conf.broker_transport_options | IMPATIENT) as connection:
            run_signing_job.apply_async([str(job.public_id)], connection=connection, retry=False)
    except (OperationalError, OSError):
        return


def _row(job: SigningJob) -> dict[str, Any]:
    return {
        "cells": [
            {
                "text": job.payload.get("name") or "Tệp không tên",
                "url": reverse("signing:verification", args=[job.public_id]),
            },
            f"{timezone.localtime(job.created_at):%d/%m/%Y %H:%M}",
            {"tag": _tag(job)},
        ]
    }


def _tag(job: SigningJob) -> dict[str, str]:
    if not job.is_finished:
        return RUNNING
    if job.state == SigningJob.State.FAILED:
        return FAILED
    return VERDICTS[(job.result or {})["report"]["verdict"]]


@never_cache
@require_safe
@policy(SIGNED_IN)
def verification(request: ActorRequest, job_id: uuid.UUID) -> HttpResponse:
    """How far the check is, then its report. htmx asks for the progress alone and reloads when it is done."""
    job = get_object_or_404(checks_of(request.user), public_id=job_id)
    if job.is_finished:
        forget_input(job)
    failed = job.state == SigningJob.State.FAILED
    result = job.result or {}
    context = {
        "job": job,
        "name": job.payload.get("name") or "Tệp không tên",
        "running": not job.is_finished,
        "failed": failed,
        "problems": [refusal["text"] for refusal in result.get("refusals", ())] if failed else [],
        "report": result.get("report") if job.is_finished and not failed else None,
    }
    if request.headers.get("HX-Request") != "true":
        return render(request, "signing/verification.html", context)
    response = render(request, "signing/_progress.html", context)
    if job.is_finished:
        response["HX-Refresh"] = "true"
    return response
