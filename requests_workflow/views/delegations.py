"""/uy-quyen/: who may sign for the head of one's agency, by which decision, until when."""

import re
import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from directory.models import Agency, Delegation
from directory.policies import ActorRequest, Policy, policy
from directory.selectors.delegations import (
    Standing,
    delegations_in_force,
    delegations_of,
    eligible_anyhow,
    standing,
)
from directory.selectors.kept import kept_post
from directory.services.delegations import RECORDERS, DelegationRefused, end_delegation, record_delegation
from requests_workflow.forms.delegations import DelegationForm, EndForm
from requests_workflow.procedures.registry import kind_of

DELEGATION_RECORDERS = Policy("delegation_recorders", RECORDERS)
MOST = 200
COLUMNS = [
    {"label": "Người được giao ký"},
    {"label": "Hình thức"},
    {"label": "Quyết định"},
    {"label": "Thủ tục"},
    {"label": "Kết thúc"},
]
LIVE = (Standing.IN_FORCE, Standing.UPCOMING, Standing.POST_LOST, Standing.SOURCE_ENDED)
TONES = {Standing.IN_FORCE: "success", Standing.UPCOMING: "info"}


@dataclass
class Line:
    """A delegation that has not run out, with the form that ends it."""

    delegation: Delegation
    tag: dict[str, str]
    scope: str
    form: EndForm


@policy(DELEGATION_RECORDERS)
def delegations(request: ActorRequest) -> HttpResponse:
    """What is in force or to come, with an early end for each; and what has ended."""
    agencies = _agencies(request)
    sent: EndForm | None = None
    errors: list[dict[str, str]] = []
    status = 200
    if request.method == "POST":
        sent, errors, status = _end(request, agencies)
        if status == 200:
            return redirect("cases_public:delegations")
    now = timezone.now()
    found = [(one, standing(delegation=one, now=now)) for one in delegations_of(agencies=agencies)[:MOST]]
    context = {
        "live": [_line(one, state, sent) for one, state in found if state in LIVE],
        "ended": [_ended_row(one, state) for one, state in found if state not in LIVE],
        "columns": COLUMNS,
        "agencies": agencies,
        "errors": errors,
        "form": sent if sent is not None and sent.errors else None,
        "most": MOST,
    }
    return render(request, "requests_workflow/delegations.html", context, status=status)


@policy(DELEGATION_RECORDERS)
def new_delegation(request: ActorRequest) -> HttpResponse:
    """A decision of the head is written down."""
    agencies, now = _agencies(request), timezone.now()
    asked = request.GET.get("co-quan", "")
    agency = next((one for one in agencies if str(one.pk) == asked), agencies[0])
    day = timezone.localdate(now)
    orders = [
        one
        for one in delegations_in_force(agency=agency, now=now)
        if one.kind == Delegation.Kind.TL and one.source_id is None
    ]
    form = DelegationForm(
        request.POST if request.method == "POST" else kept_post(request),
        agency=agency,
        people=list(eligible_anyhow(agency=agency, on=day).exclude(pk=request.user.pk)),
        orders=orders,
    )
    errors: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = record_delegation(given=form.given(), by=request.user, now=now)
            messages.success(request, f"Đã ghi: {made.delegate.get_full_name()}, {made.words}.")
            return redirect("cases_public:delegations")
        except DelegationRefused as error:
            errors = _place(error, form, DelegationForm.FIELDS)
    context = {"form": form, "errors": errors, "agency": agency, "agencies": agencies}
    status = 422 if request.method == "POST" else 200
    return render(request, "requests_workflow/delegation_new.html", context, status=status)


def _end(request: ActorRequest, agencies: list[Agency]) -> tuple[EndForm | None, list[dict[str, str]], int]:
    """(the form where it comes back, lines of the error summary, status)."""
    gone = [{"text": "Việc giao ký này không có trong danh sách của cơ quan. Tải lại trang."}]
    text = request.POST.get("uy_quyen", "")
    key = uuid.UUID(text) if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) else None
    if key is None or not delegations_of(agencies=agencies).filter(public_id=key).exists():
        return None, gone, 409
    form = EndForm(request.POST, public_id=key)
    if not form.is_valid():
        return form, [], 422
    try:
        end_delegation(delegation_id=key, reason=form.cleaned_data["ly_do"], by=request.user, now=timezone.now())
    except DelegationRefused as error:
        errors = _place(error, form, EndForm.FIELDS)
        return form, errors, 409 if errors else 422
    messages.success(request, "Đã chấm dứt. Văn bản chưa ký phải chọn người ký khác; văn bản đã ký giữ nguyên.")
    return None, [], 200


def _agencies(request: ActorRequest) -> list[Agency]:
    """Bodies for which this person writes decisions down, each once."""
    return list({one.pk: one for one in request.actor.agencies(*RECORDERS)}.values())


def _line(one: Delegation, state: Standing, sent: EndForm | None) -> Line:
    form = EndForm(public_id=one.public_id)
    if sent is not None and str(sent.data.get("uy_quyen", "")) == str(one.public_id):
        form = sent
    return Line(one, {"label": state.label, "tone": TONES.get(state, "warning")}, _scope(one), form)


def _ended_row(one: Delegation, state: Standing) -> dict[str, object]:
    who = f"{one.delegate.get_full_name()}, {one.delegate_title}"
    ended = f"{state.label}: {one.valid_to:%d/%m/%Y}" if one.valid_to else state.label
    if one.revoked_at is not None and one.revoked_by is not None:
        at = timezone.localtime(one.revoked_at)
        ended = f"{state.label} {at:%H:%M %d/%m/%Y}, {one.revoked_by.get_full_name()}. Lý do: {one.revocation_reason}"
    decision = f"{one.decision}, từ {one.valid_from:%d/%m/%Y}"
    return {"cells": [who, one.get_kind_display(), decision, _scope(one), ended]}


def _scope(one: Delegation) -> str:
    return "; ".join(kind_of(code).title for code in one.procedures) if one.procedures else "Mọi thủ tục"


def _place(error: DelegationRefused, form: Form, names: dict[str, str]) -> list[dict[str, str]]:
    """Faults beside their fields; what belongs to no field shown goes to the error summary."""
    rest = []
    for name, text in error.faults:
        if names.get(name) in form.fields:
            form.add_error(names[name], text)
        else:
            rest.append({"text": text})
    return rest
