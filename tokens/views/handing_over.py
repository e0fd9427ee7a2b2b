"""/thiet-bi/<id>/giao/: the agency's device is given to its văn thư, or to another one (S3 Điều 16.4)."""

import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from directory.models import Person, Subscriber
from directory.policies import DRAFTERS, REGISTERS, ActorRequest, policy
from tokens.forms.handing_over import HandOverForm
from tokens.models import Custody, Token
from tokens.selectors.keepers import registry_clerks
from tokens.selectors.register import may_hand_over, may_read_minutes, present_custody, visible_to
from tokens.services.custody import CannotRecord, move
from tokens.services.scans import keep_scan, kept_scan, open_scan

REASON = "Giao thiết bị của cơ quan cho văn thư"


def _token_to_hand_over(request: ActorRequest, public_id: uuid.UUID) -> Token:
    token = get_object_or_404(
        visible_to(request.actor).select_related("subscriber", "managing_agency"), public_id=public_id
    )
    if not may_hand_over(actor=request.actor, token=token):
        raise Http404
    return token


def why_not(*, token: Token, holder: Custody | None, takers: list[Person]) -> str:
    """Why the device cannot be given now, as a sentence; "" where it can."""
    if token.state in (Token.State.LOST, Token.State.RETURNED):
        return f"Thiết bị đang ở tình trạng “{token.get_state_display()}”."
    if holder is None:
        return "Sổ giao giữ chưa ghi ai đang giữ thiết bị."
    if not takers:
        return f"{token.managing_agency.name} chưa có văn thư nào khác trong hệ thống để giao."
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@policy(DRAFTERS)
def hand_over(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """The form; the answers to check; then the custody row. The scan travels as a signed reference."""
    now = timezone.now()
    token = _token_to_hand_over(request, public_id)
    holder = present_custody(token)
    clerks = registry_clerks(agency=token.managing_agency, on=timezone.localdate(now))
    takers = [person for person in clerks if holder is None or person.pk != holder.holder_person_id]
    if request.method == "POST" and holder is not None and _pressed_twice(request, holder):
        return redirect("tokens:hand_over_done", public_id=token.public_id)
    refusal = why_not(token=token, holder=holder, takers=takers)
    if holder is None or refusal:
        return render(request, "tokens/hand_over_refused.html", {"token": token, "refusal": refusal}, status=409)
    form = HandOverForm(
        request.POST or None,
        request.FILES or None,
        clerks=takers,
        decided=token.subscriber is not None and token.subscriber.kind == Subscriber.Kind.ORGANISATION,
        since=holder.since,
        now=now,
    )
    context: dict[str, Any] = {"token": token, "holder": holder, "form": form}
    if form.is_bound and form.is_valid() and "sua" not in request.POST:
        return _checked(request, token, holder, form, context)
    return _asked(request, form, context)


def _asked(request: ActorRequest, form: HandOverForm, context: dict[str, Any]) -> HttpResponse:
    kept = kept_scan(reference=request.POST.get("tep_bien_ban", ""), user_id=request.user.pk)
    context |= {"max_bytes": settings.MAX_UPLOAD_BYTES, "kept": bool(kept)}
    return render(request, "tokens/hand_over.html", context)


def _pressed_twice(request: ActorRequest, holder: Custody) -> bool:
    """The same answers were recorded a moment ago: the back button, or a second press."""
    person = holder.holder_person
    if "ghi" not in request.POST or person is None or request.POST.get("nguoi_nhan") != str(person.public_id):
        return False
    return request.POST.get("giao_luc", "") == f"{timezone.localtime(holder.since):%d/%m/%Y %H:%M}"


def _checked(
    request: ActorRequest, token: Token, holder: Custody, form: HandOverForm, context: dict[str, Any]
) -> HttpResponse:
    """The page that shows the answers, or the record itself."""
    given = form.cleaned_data
    reference = given["tep_bien_ban"]
    if given["bien_ban"]:
        reference = keep_scan(data=given["bien_ban"].read(), user_id=request.user.pk)
    scan = kept_scan(reference=reference, user_id=request.user.pk) if reference else ""
    if reference and not scan:
        form.add_error("bien_ban", "Hệ thống không còn giữ tệp đã chọn. Chọn lại bản quét biên bản.")
        return _asked(request, form, context)
    errors = []
    if "ghi" in request.POST:
        try:
            with transaction.atomic():
                move(
                    token=token,
                    to_person=form.person,
                    to_agency=token.managing_agency,
                    given_by_person=holder.holder_person,
                    given_by_agency=holder.holder_agency,
                    at=given["giao_luc"],
                    condition=given["tinh_trang"],
                    reason=REASON,
                    case_ref="",
                    by=request.user,
                    confirmed_by=Custody.Confirmation.PAPER if scan else "",
                    document_ref=scan,
                    decision_number=given["so_quyet_dinh"],
                    decision_date=given["ngay_quyet_dinh"],
                )
        except CannotRecord as error:
            errors = [{"text": str(error)}]
        else:
            return redirect("tokens:hand_over_done", public_id=token.public_id)
    context |= {"errors": errors, "reference": reference, "person": form.person}
    return render(request, "tokens/hand_over_check.html", context, status=409 if errors else 200)


@require_safe
@policy(DRAFTERS)
def done(request: ActorRequest, public_id: uuid.UUID) -> HttpResponse:
    """Says who holds it now and what is to be done."""
    token = _token_to_hand_over(request, public_id)
    holder = present_custody(token)
    if holder is None or holder.holder_person is None:
        return redirect("tokens:detail", public_id=token.public_id)
    return render(request, "tokens/hand_over_done.html", {"token": token, "holder": holder})


@require_safe
@policy(REGISTERS)
def minutes(request: ActorRequest, public_id: uuid.UUID, custody_id: int) -> HttpResponseBase:
    """The scan that was filed with a hand-over, byte for byte; opening it is written to the ledger."""
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
