"""The department officer's split view: the paper beside the computed check list; overrides with a reason."""

import uuid

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from directory.policies import DEPARTMENT, DEPARTMENT_OFFICERS, policy
from requests_workflow.engine.decide import acts_for
from requests_workflow.models import DeadlineRecord, Document
from requests_workflow.procedures.token_recovery import DOSSIER
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.checks import RECEIVED_KINDS, CheckedLine, check_lines
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.overriding import override_check
from requests_workflow.services.verifying import verify_again
from requests_workflow.views import presenting
from requests_workflow.views.loading import Case, load_case


class OverrideForm(forms.Form):
    """Why a line that does not pass is accepted all the same."""

    reason = forms.CharField(
        label="Lý do chấp nhận",
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=10,
        max_length=2000,
        help_text="Nêu căn cứ hoặc cách đã đối chiếu, ít nhất 10 ký tự. Lý do được ghi vào nhật ký.",
        error_messages={
            "required": "Nhập lý do chấp nhận.",
            "min_length": "Lý do quá ngắn; viết ít nhất 10 ký tự.",
        },
    )


def _load(request: HttpRequest, public_id: uuid.UUID) -> Case:
    """A case that the department decides itself; there is nothing to check line by line in any other."""
    case = load_case(request, public_id, whole=True)
    if case.dossier.procedure != "token_recovery":
        raise Http404
    return case


@policy(DEPARTMENT)
def checking(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The paper and, line by line, what the registers and the verification say about it."""
    case = _load(request, public_id)
    dossier = case.dossier
    if request.method == "POST":
        verify_again(dossier=dossier, by=case.user, now=case.now)
        return redirect("cases:checking", public_id=public_id)
    lines = check_lines(dossier=dossier, now=case.now)
    facts = facts_for(dossier=dossier, by=case.user, now=case.now)
    papers = list(Document.objects.filter(dossier=dossier, kind__in=RECEIVED_KINDS).order_by("-id"))
    record = DeadlineRecord.objects.filter(dossier=dossier).order_by("-id").first()
    context = {
        "case": case,
        "dossier": dossier,
        "state": presenting.state_tag(dossier.state),
        "lines": [_line(case, one) for one in lines],
        "open_lines": sum(not one.settled for one in lines),
        "verifying": any(one.line.reason.startswith("Chưa có kết quả kiểm tra") for one in lines),
        "paper": next((p for p in papers if p.media_type == "application/pdf"), None),
        "picture": next((p for p in papers if p.media_type != "application/pdf"), None),
        "acts": presenting.act_links(decisions=acts_for(DOSSIER, dossier.state, facts), dossier=dossier),
        "deadline": presenting.deadline_panel(
            dossier=dossier, record=record, profile=case.profile, now=case.now, calendar=load_calendar()
        ),
    }
    return render(request, "requests_workflow/checking.html", context)


@policy(DEPARTMENT_OFFICERS)
def override(request: HttpRequest, public_id: uuid.UUID, code: str) -> HttpResponse:
    """A page of its own: accepting what a computed line does not pass is a decision, with a reason."""
    case = _load(request, public_id)
    found = next((c for c in check_lines(dossier=case.dossier, now=case.now) if c.line.code == code), None)
    if found is None or found.settled:
        raise Http404
    form = OverrideForm(request.POST or None)
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            override_check(
                dossier_id=public_id, code=code, reason=form.cleaned_data["reason"], by=case.user, now=case.now
            )
            return redirect("cases:checking", public_id=public_id)
        except WorkflowError as error:
            errors = list(error.sentences)
    context = {
        "case": case,
        "dossier": case.dossier,
        "line": found.line,
        "form": form,
        "errors": [{"text": text} for text in errors],
    }
    return render(request, "requests_workflow/override.html", context, status=200 if request.method == "GET" else 422)


def _line(case: Case, one: CheckedLine) -> dict[str, str]:
    dossier = case.dossier
    urls = {
        "document": lambda key: reverse("cases:report", args=[dossier.public_id, key]),
        "token": lambda key: reverse("tokens:detail", args=[key]),
        "certificate": lambda key: reverse("certificates:detail", args=[key]),
        "dossier": lambda key: reverse("cases:case", args=[key]),
    }
    evidence = one.line.evidence[0] if one.line.evidence else None
    detail = one.line.reason
    if one.override is not None:
        detail += f" Chấp nhận: {one.override.reason} ({one.override.by.get_full_name()})"
    officer = bool(DEPARTMENT_OFFICERS.roles & case.actor.roles)
    may_override = officer and dossier.state == "received" and not one.settled
    return {
        "label": one.line.label,
        "result": "overridden" if one.override is not None and not one.line.passes else one.line.result,
        "detail": detail,
        "clause": one.line.clause.cite(),
        "evidence_url": urls[evidence[1]](evidence[2]) if evidence and evidence[1] in urls else "",
        "evidence_label": evidence[0] if evidence else "",
        "override_url": reverse("cases:override", args=[dossier.public_id, one.line.code]) if may_override else "",
    }
