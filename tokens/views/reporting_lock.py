"""/thiet-bi/<id>/bao-khoa/: a subscriber says that a device is locked, one question a page (NĐ 68/2024 Điều 22.1)."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from directory.policies import REGISTERS, ActorRequest, policy
from tokens.forms import CauseForm, DescriptionForm
from tokens.models import Token
from tokens.selectors.register import can_be_reported, may_report, open_report, visible_to
from tokens.services.recovery import CannotRecord, report_locked


def _token_to_report(request: ActorRequest, public_id: uuid.UUID) -> Token:
    token = get_object_or_404(
        visible_to(request.actor).select_related("subscriber", "managing_agency"), public_id=public_id
    )
    if not may_report(actor=request.actor, token=token):
        raise Http404
    return token


@require_http_methods(["GET", "HEAD", "POST"])
@policy(REGISTERS)
def report(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """What happened; anything more; check the answers; send. Answers travel in the form: nothing is kept half-way."""
    token = _token_to_report(request, public_id)
    waiting = open_report(token)
    if waiting is not None:
        # A second press, a second person, the back button: the first report stands.
        return render(request, "tokens/report_exists.html", {"token": token, "report": waiting})
    if not can_be_reported(token):
        return render(request, "tokens/report_refused.html", {"token": token})
    return _answered(request, token) if request.method == "POST" else _asked(request, token)


def _asked(request: ActorRequest, token: Token) -> HttpResponse:
    """The first question, or the second when the address holds the answer to the first."""
    form = CauseForm(request.GET or None)
    if form.is_bound and form.is_valid():
        description = DescriptionForm(initial=form.cleaned_data)
        return render(request, "tokens/report_description.html", {"token": token, "form": description})
    return render(request, "tokens/report_cause.html", {"token": token, "form": form})


def _answered(request: ActorRequest, token: Token) -> HttpResponse:
    """Back to the question that lacks an answer, the answers to check, or the report itself."""
    form = DescriptionForm(request.POST)
    if "ly_do" in form.errors:
        return render(request, "tokens/report_cause.html", {"token": token, "form": CauseForm(request.POST)})
    if not form.is_valid() or "sua" in request.POST:
        return render(request, "tokens/report_description.html", {"token": token, "form": form})
    errors = []
    if "gui" in request.POST:
        try:
            report_locked(token=token, by=request.user, at=timezone.now(), note=form.note)
        except CannotRecord as error:
            errors = [{"text": str(error)}]
        else:
            return redirect("tokens:report_done", public_id=token.public_id)
    context = {"token": token, "form": form, "errors": errors}
    return render(request, "tokens/report_check.html", context, status=409 if errors else 200)


@require_safe
@policy(REGISTERS)
def done(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """Says what happens next."""
    token = _token_to_report(request, public_id)
    waiting = open_report(token)
    if waiting is None:
        return redirect("tokens:detail", public_id=token.public_id)
    return render(
        request,
        "tokens/report_done.html",
        {
            "token": token,
            "next": [
                f"{token.managing_agency.name} lập hồ sơ đề nghị khôi phục (Mẫu số 06) và gửi nơi có thẩm quyền.",
                "Bạn nhận thông báo trên hệ thống khi hồ sơ có kết quả.",
                "Khi thiết bị được khôi phục, bạn đặt mật khẩu mới và xác nhận. Không ai được hỏi mật khẩu của bạn.",
            ],
        },
    )
