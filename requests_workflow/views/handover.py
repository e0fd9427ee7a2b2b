"""/ho-so/<id>/ban-giao/: devices that are here go to their subscribers, on screen or by a signed paper."""

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from directory.domain.roles import Role
from directory.policies import DRAFTERS, policy
from directory.selectors.kept import kept_post
from requests_workflow.engine.decide import Decision, decide
from requests_workflow.forms.handover import DecisionForm, OffersForm
from requests_workflow.models import Request
from requests_workflow.procedures.registry import INDIVIDUAL_ISSUE, ISSUES
from requests_workflow.selectors.facts import facts_for, facts_of_rows
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.notices import rows_without_notice
from requests_workflow.services.perform import perform_on_each
from requests_workflow.views.loading import Case, load_case
from requests_workflow.views.presenting import act_url

DRAFTING = frozenset({Role.CLERK, Role.CONTACT_OFFICER})


@dataclass(frozen=True)
class Here:
    """A row whose device is here: by which act it is given, or why it cannot be now, and what to do then."""

    row: Request
    decision: Decision

    @property
    def on_screen(self) -> bool:
        return self.decision.transition.name == "offer_handover"

    @property
    def by_decision(self) -> bool:
        """Whether the device goes to its keeper by a written decision."""
        return "custody_decision" in self.decision.transition.needs

    @property
    def allowed(self) -> bool:
        return self.decision.allowed

    @property
    def url(self) -> str:
        return act_url(dossier=self.row.dossier, act=self.decision.transition.name, row=self.row)

    @property
    def may_stop(self) -> bool:
        """The person left: what stands in the way is not who is looking."""
        return any(refusal.code == "subscriber_left" for refusal in self.decision.refusals)

    @property
    def may_have_been_before(self) -> bool:
        """Who left may have signed a paper before that day."""
        return self.may_stop and not self.on_screen

    @property
    def change_url(self) -> str:
        """Where somebody else is named to keep the device; "" for a personal one."""
        acts = {one.name for one in self.row.kind.request.transitions}
        return act_url(dossier=self.row.dossier, act="change_keeper", row=self.row) if "change_keeper" in acts else ""

    @property
    def stop_url(self) -> str:
        return act_url(dossier=self.row.dossier, act="stop_delivery", row=self.row)


@policy(DRAFTERS)
def handover(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Gives the ticked devices to people with an account, one act each: one that fails does not stop the others."""
    case = drafting_case(request, public_id)
    here = devices_here(case)
    kept = kept_post(request)
    posted = request.method == "POST"
    form = _form(request.POST if posted else kept, here=here)
    results = _settled(case, request, here=here) if posted else []
    status = 200
    form.may_be_empty = bool(results)
    if posted and form.is_valid():
        results += _offer(case, form)
        if not any(one["error"] for one in results):
            return redirect(f"{reverse('cases:handover', args=[public_id])}?xong={len(results)}")
        here = devices_here(case)
        form = _form(None, here=here)
        status = 409
    elif posted:
        status = 422
    offered = list(rows_in(case, "handover_offered"))
    on_paper = [one for one in here if one.allowed and not one.on_screen]
    context = {
        "case": case,
        "dossier": case.dossier,
        "form": form,
        "results": results,
        "done": request.GET.get("xong", "") if not posted else "",
        "kept": kept is not None,
        "blocked": [one for one in here if not one.allowed],
        "on_paper": on_paper,
        "paper_decision": _paper_decision(request) if any(one.by_decision for one in on_paper) else None,
        "receiver": "thuê bao" if case.dossier.procedure == INDIVIDUAL_ISSUE.code else "người giữ",
        "offered": [
            {"row": row, "cancel_url": act_url(dossier=case.dossier, act="cancel_offer", row=row)} for row in offered
        ],
        "without_notice": rows_without_notice(case.dossier).count(),
    }
    return render(request, "requests_workflow/handover.html", context, status=status)


def _form(data: QueryDict | None, *, here: list[Here]) -> OffersForm:
    ready = [one for one in here if one.on_screen and one.allowed]
    return OffersForm(data, rows=[one.row for one in ready], by_decision=any(one.by_decision for one in ready))


def _paper_decision(request: HttpRequest) -> DecisionForm:
    """The decision to print into minutes; with ?thieu the minutes were asked for without it."""
    return DecisionForm(request.GET) if "thieu" in request.GET else DecisionForm()


def drafting_case(request: HttpRequest, public_id: uuid.UUID) -> Case:
    """A dossier of first certificates for which the actor drafts, or 404."""
    case = load_case(request, public_id, whole=True)
    if case.dossier.procedure not in ISSUES or not DRAFTING & case.actor.roles_for(case.dossier.managing_agency):
        raise Http404
    return case


def rows_in(case: Case, *states: str) -> QuerySet[Request]:
    """Rows of the dossier in one of these states, in order, with what a hand-over prints."""
    rows = case.dossier.requests.filter(state__in=states)
    return (
        rows.select_related("person__agency", "token", "certificate", "dossier")
        .defer("certificate__der")
        .order_by("position")
    )


def devices_here(case: Case) -> list[Here]:
    """Rows whose device the agency has, each with the act by which it goes to its receiver."""
    rows = list(rows_in(case, "device_received"))
    facts = facts_for(dossier=case.dossier, by=case.user, now=case.now)
    found = []
    for row, one in zip(rows, facts_of_rows(facts=facts, rows=rows, by=case.user), strict=True):
        acts = [decide(row.kind.request, row.state, act, one) for act in ("offer_handover", "record_paper_handover")]
        found.append(Here(row, next(act for act in acts if act.transition.exists_for(one))))
    return found


def _settled(case: Case, request: HttpRequest, *, here: list[Here]) -> list[dict[str, str]]:
    """[{"name", "error"}] of the ticked rows that cannot be offered any more; no error where this form did it."""
    waiting = {one.row.public_id: one for one in here}
    results = []
    for key in [as_uuid(name.removeprefix("chon-")) for name in request.POST if name.startswith("chon-")]:
        one = waiting.get(key) if key is not None else None
        if key is None or (one is not None and one.on_screen and one.allowed):
            continue
        row = case.dossier.requests.filter(public_id=key).first()
        if row is None:
            continue
        form_key = as_uuid(request.POST.get("form_key", ""))
        done = form_key is not None and row.steps.filter(form_key=uuid.uuid5(form_key, str(key))).exists()
        error = f"đang ở “{row.kind.request.label(row.state)}”, do người khác vừa ghi nhận."
        if one is not None:
            error = " ".join(refusal.text for refusal in one.decision.refusals) or "người này nhận bằng biên bản giấy."
        results.append({"name": row.name, "error": "" if done else error})
    return results


def _offer(case: Case, form: OffersForm) -> list[dict[str, str]]:
    """[{"name", "error"}] of each ticked row; the keys are of this form, so a second press offers nothing twice."""
    chosen = form.chosen()
    refused = perform_on_each(
        dossier_id=case.dossier.public_id,
        act="offer_handover",
        by=case.user,
        now=case.now,
        given={
            offer.row.public_id: ActInput(
                condition=offer.condition, decision_number=offer.decision_number, decision_date=offer.decision_date
            )
            for offer in chosen
        },
        form_key=form.cleaned_data["form_key"],
    )
    results = []
    for offer in chosen:
        error = refused[offer.row.public_id]
        results.append({"name": offer.row.name, "error": " ".join(error.sentences) if error else ""})
    return results


def as_uuid(text: str) -> uuid.UUID | None:
    """The id that a query or a field name spells; None for anything else."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
