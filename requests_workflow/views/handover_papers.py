"""Minutes of hand-over as PDF: a paper to sign by hand, and the record of what both sides confirmed on screen."""

import uuid
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directory.models import Person
from directory.policies import DRAFTERS, REGISTERS, policy
from requests_workflow.documents.issuing import HandoverMinutes
from requests_workflow.documents.render import UnprintableText
from requests_workflow.documents.render_issuing import render_handover_minutes
from requests_workflow.forms.handover import DecisionForm
from requests_workflow.models import Document, Request, Step
from requests_workflow.selectors.dossiers import visible_documents
from requests_workflow.services.issue_papers import handover_minutes
from requests_workflow.views.files import framed
from requests_workflow.views.handover import as_uuid, drafting_case, rows_in
from requests_workflow.views.handover_receipt import visible_row
from requests_workflow.views.loading import Case, load_case


@require_safe
@policy(DRAFTERS)
def minutes_to_sign(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The minutes for the rows named by ?dong=, to be signed by hand; nothing is recorded. None: back to choose."""
    case = drafting_case(request, public_id)
    wanted = [one for text in request.GET.getlist("dong") if (one := as_uuid(text)) is not None]
    rows = list(rows_in(case, "device_received").filter(public_id__in=wanted, person__isnull=False))
    if case.user.person is None or not rows:
        return redirect("cases:handover", public_id=public_id)
    decision = None
    if by_decision(rows[0]):
        form = DecisionForm(request.GET)
        if not form.is_valid():
            typed = request.GET.copy()
            typed["thieu"] = "1"
            return redirect(f"{reverse('cases:handover', args=[public_id])}?{typed.urlencode()}#bang-giay")
        decision = form.decision()
    minutes = handover_minutes(
        dossier=case.dossier,
        rows=rows,
        giver=case.user.person,
        confirmed=False,
        now=case.now,
        decision=decision,
    )
    return _pdf(request, case=case, minutes=minutes)


@require_safe
@policy(REGISTERS)
def minutes_of_row(request: HttpRequest, public_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """The minutes of one hand-over, for both sides: what was confirmed on screen, or the signed paper."""
    case = load_case(request, public_id)
    row = visible_row(case, row_id)
    confirmed = row.steps.filter(transition="confirm_receipt").exists()
    if row.handed_over_at is None or not confirmed:
        return _signed_paper(case, row)
    offer = row.steps.filter(transition="offer_handover").select_related("by__person").latest("id")
    giver = _giver(offer)
    minutes = handover_minutes(
        dossier=case.dossier,
        rows=[row],
        giver=giver,
        confirmed=True,
        now=row.handed_over_at,
        decision=_decision_of(offer),
    )
    return _pdf(request, case=case, minutes=minutes)


def by_decision(row: Request) -> bool:
    """Whether the device of the row goes to its keeper by a written decision."""
    return any("custody_decision" in one.needs for one in row.kind.request.transitions)


def _decision_of(offer: Step) -> tuple[str, date] | None:
    number, day = offer.data.get("decision_number", ""), offer.data.get("decision_date", "")
    return (number, date.fromisoformat(day)) if number and day else None


def _giver(offer: Step) -> Person:
    if offer.by is None or offer.by.person is None:
        raise Http404
    return offer.by.person


def _signed_paper(case: Case, row: Request) -> HttpResponse:
    """The scan that was filed, for those who may open the case's papers."""
    papers = visible_documents(actor=case.actor, dossier=case.dossier)
    paper = get_object_or_404(papers.filter(kind=Document.Kind.HANDOVER_MINUTES, request=row).order_by("-id")[:1])
    return redirect("cases:file", public_id=case.dossier.public_id, document_id=paper.public_id)


def _pdf(request: HttpRequest, *, case: Case, minutes: HandoverMinutes) -> HttpResponse:
    try:
        paper = render_handover_minutes(minutes)
    except UnprintableText as error:
        context = {"dossier": case.dossier, "reason": str(error)}
        return render(request, "requests_workflow/handover_unprintable.html", context, status=422)
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{case.dossier.code}-bien-ban-ban-giao.pdf"'
    return framed(response)
