"""Start page, grid, check-answers and preview of a recovery dossier."""

import uuid
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.domain.roles import Role
from directory.models import Agency, Membership, Person
from directory.policies import DEPARTMENT_OFFICERS, DRAFTERS, ActorRequest, policy
from directory.selectors.kept import kept_post
from directory.selectors.roles import prefix_filter
from requests_workflow.engine.decide import acts_for
from requests_workflow.forms.draft import DraftForm, OutsideForm, RowFormSet
from requests_workflow.forms.fields import new_form_key
from requests_workflow.models import Dossier, Request
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.regulations.registry import profile_for
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services import papers
from requests_workflow.services.draft_rows import RowInput
from requests_workflow.services.drafting import create_draft, update_draft
from requests_workflow.services.errors import FieldError, InvalidInput, Stale, WorkflowError
from requests_workflow.services.forms import form_pdf
from requests_workflow.services.perform import perform
from requests_workflow.services.personal_data import note_viewing
from requests_workflow.views import presenting
from requests_workflow.views.files import first_today, framed
from requests_workflow.views.loading import Case, load_case
from tokens.models import Token

EMPTY_ROWS = 3
MORE_ROWS = 10


@policy(DRAFTERS)
def start(request: HttpRequest) -> HttpResponse:
    """What is needed, who decides, how long, under which clause; then choose the devices."""
    actor = cast(ActorRequest, request).actor
    now = timezone.now()
    agencies = {a.pk: a for a in actor.agencies(Role.CLERK, Role.CONTACT_OFFICER)}
    data = request.POST if request.method == "POST" else request.GET
    agency = agencies.get(int(data["co-quan"])) if data.get("co-quan", "").isdigit() else None
    agency = agency or next((a for a in agencies.values() if a.can_submit), next(iter(agencies.values())))
    errors: list[str] = []
    if request.method == "POST":
        chosen = list(_own_tokens(agency).filter(public_id__in=_uuids(request.POST.getlist("thiet-bi"))))
        rows = [RowInput(token_serial=token.serial_number) for token in chosen]
        try:
            dossier = create_draft(
                agency=agency, rows=rows, by=actor.user, now=now, creation_key=_uuid(request.POST.get("form_key", ""))
            )
            return redirect("cases:draft", public_id=dossier.public_id)
        except InvalidInput as error:
            errors = [e.text for e in error.errors]
        except WorkflowError as error:
            errors = list(error.sentences)
    profile = profile_for(overlay=agency.overlay or None, on=timezone.localdate(now))
    busy = set(
        Request.objects.filter(token__managing_agency=agency, state__in=OPEN_STATES).values_list("token_id", flat=True)
    )
    context = {
        "agency": agency,
        "agencies": list(agencies.values()),
        "profile": profile,
        "tokens": [
            {
                "token": token,
                "busy": token.pk in busy,
                "chosen": str(token.public_id) in data.getlist("thiet-bi"),
                "recipient": profile.recovery_recipient(token.kind),
            }
            for token in _own_tokens(agency)[:500]
        ],
        "form_key": new_form_key(),
        "errors": [{"text": text} for text in errors],
    }
    return render(request, "requests_workflow/start.html", context)


@policy(DEPARTMENT_OFFICERS)
def enter_outside(request: HttpRequest) -> HttpResponse:
    """The department enters a Mẫu 06 that came by QLVB or on paper from a body that is not on the product."""
    actor = cast(ActorRequest, request).actor
    agencies = Agency.objects.filter(
        prefix_filter(lookup="path", paths=actor.department_territories), valid_to__isnull=True
    )
    agencies = agencies.exclude(pk__in=[a.pk for a in actor.agencies(Role.DEPARTMENT_OFFICER)]).order_by("path")
    choices = {str(a.public_id): a for a in agencies}
    form = OutsideForm(request.POST or None, agencies=[(key, a.name) for key, a in choices.items()])
    if request.method == "POST" and form.is_valid():
        try:
            dossier = create_draft(
                agency=choices[form.cleaned_data["agency"]],
                rows=[],
                by=actor.user,
                now=timezone.now(),
                creation_key=form.cleaned_data["form_key"],
                entered_by_department=True,
            )
            return redirect("cases:draft", public_id=dossier.public_id)
        except WorkflowError as error:
            form.add_error(None, " ".join(error.sentences))
    return render(request, "requests_workflow/enter_outside.html", {"form": form})


DRAFT_EDITORS = DRAFTERS.roles | DEPARTMENT_OFFICERS.roles


@policy(type(DRAFTERS)("draft_editors", DRAFT_EDITORS))
def draft(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The grid: rows for many devices, paste from Excel, pre-filled from the register."""
    case = load_case(request, public_id, whole=True)
    if case.dossier.state != case.dossier.kind.dossier.initial or not _may_edit(case):
        return redirect("cases:case", public_id=public_id)
    kept = kept_post(request)
    data = request.POST if request.method == "POST" else kept
    form = _draft_form(case, data, complete=_is_complete(request, case))
    rows = _row_formset(case, data, more=data is not None and "more_rows" in data)
    errors: list[FieldError] = []
    if request.method == "POST" and "more_rows" not in request.POST and form.is_valid() and rows.is_valid():
        try:
            saved = update_draft(
                dossier_id=case.dossier.public_id,
                draft=form.draft(),
                rows=[row.row() for row in rows.forms],
                by=case.user,
                now=case.now,
                expected_version=form.cleaned_data["version"],
            )
            return _after_saving(request, saved)
        except InvalidInput as error:
            errors = list(error.errors)
            _place_row_errors(rows, errors)
        except Stale as error:
            errors = [FieldError("", " ".join(error.sentences))]
            case = load_case(request, public_id, whole=True)
            form = _draft_form(case, _with_version(request.POST, case.dossier.version))
        except WorkflowError as error:
            errors = [FieldError("", text) for text in error.sentences]
    context = {
        "case": case,
        "dossier": case.dossier,
        "form": form,
        "formset": rows,
        "errors": [{"text": e.text, "target": f"id_{e.field}" if e.field.startswith("rows-") else ""} for e in errors],
        "kept": kept is not None and request.method != "POST",
    }
    return render(request, "requests_workflow/draft.html", context, status=422 if errors or form.errors else 200)


def _after_saving(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    if dossier.entered_by_department:
        return redirect("cases:act", public_id=dossier.public_id, act="enter_received")
    if "save_only" in request.POST:
        return redirect("cases:case", public_id=dossier.public_id)
    return redirect("cases:check_answers", public_id=dossier.public_id)


@policy(DRAFTERS)
def check_answers(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Everything once more, with the real PDF, before it goes to the next person."""
    case = load_case(request, public_id, whole=True)
    if case.dossier.state != case.dossier.kind.dossier.initial:
        return redirect("cases:case", public_id=public_id)
    errors: list[str] = []
    facts = facts_for(dossier=case.dossier, by=case.user, now=case.now)
    acts = acts_for(case.dossier.kind.dossier, case.dossier.state, facts)
    submits = [d for d in acts if d.transition.name.startswith("submit_to_")]
    if not submits:
        raise Http404
    decision = submits[0]
    if request.method == "POST":
        try:
            perform(
                dossier_id=public_id,
                act=decision.transition.name,
                by=case.user,
                now=case.now,
                # Without a version nobody has seen what is being submitted.
                expected_version=int(version) if (version := request.POST.get("version", "")).isdecimal() else -1,
                form_key=_uuid(request.POST.get("form_key", "")),
            )
            return redirect(f"{reverse('cases:case', args=[public_id])}?xong={decision.transition.name}")
        except WorkflowError as error:
            errors = list(error.sentences)
            case = load_case(request, public_id, whole=True)
    rows = list(case.dossier.requests.select_related("token", "subscriber", "certificate").order_by("position"))
    context = {
        "case": case,
        "dossier": case.dossier,
        "decision": decision,
        "acts": presenting.act_links(decisions=(decision,), dossier=case.dossier),
        "rows": rows,
        "errors": [{"text": text} for text in errors],
        "form_key": new_form_key(),
    }
    return render(request, "requests_workflow/check_answers.html", context, status=409 if errors else 200)


@require_safe
@policy(DRAFTERS)
def preview_pdf(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The form as it would be signed, made on the spot; nothing is filed."""
    case = load_case(request, public_id, whole=True)
    dossier = case.dossier
    if dossier.state != dossier.kind.dossier.initial:
        raise Http404
    if dossier.coordinator is not None and first_today(request, key=f"preview-{dossier.pk}"):
        note_viewing(person=dossier.coordinator, dossier=dossier, by=case.user, at=case.now)
    pdf = form_pdf(dossier=dossier, profile=case.profile, now=case.now)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{dossier.code}-xem-truoc.pdf"'
    return framed(response)


def _may_edit(case: Case) -> bool:
    if case.dossier.entered_by_department:
        return Role.DEPARTMENT_OFFICER in case.actor.roles
    return bool({Role.CLERK, Role.CONTACT_OFFICER} & case.actor.roles_for(case.dossier.managing_agency))


def _own_tokens(agency: Agency) -> QuerySet[Token]:
    """Devices that may be in need of recovery, locked ones first."""
    return (
        Token.objects.filter(managing_agency=agency, state__in=(Token.State.LOCKED, Token.State.IN_USE))
        .select_related("subscriber", "certificate")
        .order_by("-state", "id")
    )


def _is_complete(request: HttpRequest, case: Case) -> bool:
    """Whether the draft is meant to go on to check-answers, and not only to be saved or to get more rows."""
    only_saved = "save_only" in request.POST or "more_rows" in request.POST
    return request.method == "POST" and not only_saved and not case.dossier.entered_by_department


def _draft_form(case: Case, data: Any, *, complete: bool = False) -> DraftForm:
    agency = case.dossier.managing_agency
    people: list[Person] = list(Person.objects.filter(agency=agency, left_on__isnull=True).order_by("sort_name"))
    leaders: list[Membership] = papers.leader_memberships(agency=agency, on=timezone.localdate(case.now))
    return DraftForm(data, dossier=case.dossier, people=people, leaders=leaders, complete=complete)


def _row_formset(case: Case, data: Any, *, more: bool) -> Any:
    if data is not None:
        if more:
            data = data.copy()
            total = int(data.get("rows-TOTAL_FORMS") or 0)
            data["rows-TOTAL_FORMS"] = str(min(total + MORE_ROWS, 500))
        return RowFormSet(data, prefix="rows")
    initial: list[dict[str, str]] = [dict(r.printed) for r in case.dossier.requests.order_by("position")]
    initial += [{} for _ in range(EMPTY_ROWS)]
    return RowFormSet(prefix="rows", initial=initial)


def _with_version(data: QueryDict, version: int) -> QueryDict:
    """The typed form with the version that is now in force: the next press is made in knowledge of the new state."""
    renewed = data.copy()
    renewed["version"] = str(version)
    return renewed


def _place_row_errors(rows: Any, errors: list[FieldError]) -> None:
    """Service errors count only filled lines; put each beside the line that was typed."""
    filled = [form for form in rows.forms if not form.row().is_empty()]
    for error in errors:
        parts = error.field.split("-")
        if parts[0] == "rows" and len(parts) == 3 and int(parts[1]) < len(filled):
            filled[int(parts[1])].add_error(parts[2], error.text)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _uuids(texts: list[str]) -> list[uuid.UUID]:
    return [found for text in texts if (found := _uuid(text)) is not None]
