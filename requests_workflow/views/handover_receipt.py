"""The subscriber's answer to a hand-over: "I have it", or "I have not"; made for a phone."""

import uuid
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from directory.policies import REGISTERS, policy
from directory.selectors.kept import kept_post
from requests_workflow.engine.decide import Decision, decide
from requests_workflow.forms.act import ActForm
from requests_workflow.models import Request, Step
from requests_workflow.procedures.registry import INDIVIDUAL_ISSUE, ISSUES
from requests_workflow.selectors.dossiers import own_rows
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.errors import InvalidInput, Refused, WorkflowError
from requests_workflow.services.perform import perform
from requests_workflow.views.loading import Case, load_case

type Reasons = list[dict[str, str]]


@policy(REGISTERS)
def confirm_receipt(request: HttpRequest, public_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """What exactly is confirmed, and the one button."""
    return _page(request, public_id=public_id, row_id=row_id, act="confirm_receipt")


@policy(REGISTERS)
def deny_receipt(request: HttpRequest, public_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """The device did not come, or is another one: back to the officer, with the reason."""
    return _page(request, public_id=public_id, row_id=row_id, act="deny_receipt")


def visible_row(case: Case, row_id: uuid.UUID) -> Request:
    """A row of first certificates that the actor may see, with its device and people, or 404."""
    if case.dossier.procedure not in ISSUES:
        raise Http404
    rows = case.dossier.requests.select_related("token", "certificate", "person__agency", "dossier")
    if not case.whole:
        rows = rows.filter(pk__in=own_rows(case.actor).filter(dossier=case.dossier).values("pk"))
    return get_object_or_404(rows.defer("certificate__der"), public_id=row_id)


def _page(request: HttpRequest, *, public_id: uuid.UUID, row_id: uuid.UUID, act: str) -> HttpResponse:
    case = load_case(request, public_id)
    row = visible_row(case, row_id)
    facts = facts_for(dossier=case.dossier, by=case.user, now=case.now, request=row)
    decision = decide(row.kind.request, row.state, act, facts)
    if not decision.transition.is_role_of(facts):
        raise Http404
    kept = kept_post(request)
    posted = request.method == "POST"
    form = ActForm(
        request.POST if posted else kept,
        transition=decision.transition,
        dossier=case.dossier,
        profile=case.profile,
        user=case.user,
        facts=facts,
    )
    refusals, status = _reasons(decision), 200
    if posted and decision.allowed and not form.is_valid():
        status = 422
    elif posted:
        outcome = _perform(case=case, row=row, form=form, decision=decision)
        if outcome is None:
            return redirect(f"{reverse('cases:case', args=[public_id])}?xong={act}")
        refusals, status = outcome, 409
    context = {
        "case": case,
        "dossier": case.dossier,
        "row": row,
        "act": act,
        "transition": decision.transition,
        "clause": decision.clause.cite(),
        "allowed": decision.allowed,
        "form": form,
        "refusals": refusals,
        "kept": kept is not None,
        "facts": _facts_shown(case, row),
        "confirmed": row.handed_over_at is not None,
    }
    return render(request, "requests_workflow/handover_receipt.html", context, status=status)


def _perform(*, case: Case, row: Request, form: ActForm, decision: Decision) -> Reasons | None:
    """None when it was done, also by the same press before; else why not."""
    if not form.is_valid():
        return _reasons(decision)
    try:
        perform(
            dossier_id=case.dossier.public_id,
            act=decision.transition.name,
            by=case.user,
            now=case.now,
            given=form.act_input(),
            request_id=row.public_id,
            # The row's own state says whether this can still be answered; other rows may move meanwhile.
            form_key=form.cleaned_data["form_key"],
        )
    except InvalidInput as error:
        form.add_service_errors(error)
        return []
    except Refused as error:
        return [{"text": r.text, "clause": r.clause.cite() if r.clause else ""} for r in error.refusals]
    except WorkflowError as error:
        return [{"text": text, "clause": ""} for text in error.sentences]
    return None


def _reasons(decision: Decision) -> Reasons:
    return [{"text": r.text, "clause": r.clause.cite() if r.clause else ""} for r in decision.refusals]


def _facts_shown(case: Case, row: Request) -> list[dict[str, Any]]:
    """Rows of components/summary_list.html: which device, which certificate, in what condition, from whom."""
    offer: Step | None = row.steps.filter(transition="offer_handover").select_related("by__person").last()
    shown: list[dict[str, Any]] = []
    if row.token is not None:
        kind = " ".join(filter(None, (row.token.get_kind_display(), row.token.model)))
        shown.append({"label": "Số hiệu in trên thiết bị", "value": row.token.serial_number, "note": kind})
    if row.certificate is not None:
        until = f"có giá trị đến {row.certificate.not_after:%d/%m/%Y}"
        note = f"{row.certificate.common_name}; {until}"
        shown.append({"label": "Chứng thư trên thiết bị", "value": row.certificate.serial_number, "note": note})
    else:
        shown.append({"label": "Chứng thư trên thiết bị", "value": "Cơ quan chưa nhập tệp chứng thư"})
    if offer is not None:
        shown.append({"label": "Tình trạng khi giao", "value": offer.data.get("condition", "")})
        person = offer.by.person if offer.by else None
        giver = f"{person.full_name} – {person.position}" if person else "Cơ quan"
        shown.append({"label": "Người giao", "value": giver, "note": case.dossier.managing_agency.name})
        if offer.data.get("decision_number"):
            day = date.fromisoformat(offer.data["decision_date"])
            value = f"{offer.data['decision_number']}, ngày {day:%d/%m/%Y}"
            shown.append({"label": "Quyết định giao giữ thiết bị", "value": value})
    receiver = f"{row.person.full_name} – {row.person.position}" if row.person else row.name
    note = "" if row.procedure == INDIVIDUAL_ISSUE.code else f"giữ thiết bị của {row.name}"
    shown.append({"label": "Người nhận", "value": receiver, "note": note})
    return shown
