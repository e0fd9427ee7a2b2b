"""Start pages of a recovery dossier, its grid, and the way to the draft page of each procedure."""

import uuid
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from directory.domain.roles import Role
from directory.models import Agency
from directory.policies import DEPARTMENT_OFFICERS, DRAFTERS, ActorRequest, policy
from directory.selectors.kept import kept_post
from directory.selectors.roles import prefix_filter
from requests_workflow.domain.form_rows import recovery_notes
from requests_workflow.forms.draft import DraftForm, OutsideForm, RowFormSet
from requests_workflow.forms.fields import new_form_key
from requests_workflow.models import Dossier, Request
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.regulations.registry import profile_in_force
from requests_workflow.services.draft_rows import RowInput
from requests_workflow.services.drafting import create_draft, update_draft
from requests_workflow.services.errors import FieldError, InvalidInput, Stale, WorkflowError
from requests_workflow.views.draft_choices import NOT_SAVED, SAVED_BUT, choices_form, with_version
from requests_workflow.views.draft_device_paper import edit_device_paper
from requests_workflow.views.draft_issue import edit_issue
from requests_workflow.views.draft_kept import edit_kept
from requests_workflow.views.draft_notice import edit_notice
from requests_workflow.views.draft_revocation import edit_revocation
from requests_workflow.views.draft_update import edit_update
from requests_workflow.views.loading import Case, load_case, may_edit
from requests_workflow.views.start_issue import parsed_uuid
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
                agency=agency,
                rows=rows,
                by=actor.user,
                now=now,
                creation_key=parsed_uuid(request.POST.get("form_key", "")),
            )
            return redirect("cases:draft", public_id=dossier.public_id)
        except InvalidInput as error:
            errors = [e.text for e in error.errors]
        except WorkflowError as error:
            errors = list(error.sentences)
    profile = profile_in_force(overlay=agency.overlay or None, on=timezone.localdate(now))
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
    """The draft page of the dossier's procedure; who may not edit, or too late, is led to the case."""
    case = load_case(request, public_id, whole=True)
    if not may_edit(case):
        return redirect("cases:case", public_id=public_id)
    return EDITORS[case.dossier.procedure](request, case)


def edit_recovery(request: HttpRequest, case: Case) -> HttpResponse:
    """The grid of Mẫu 06: rows for many devices, paste from Excel, pre-filled from the register."""
    public_id = case.dossier.public_id
    kept = kept_post(request)
    data = request.POST if request.method == "POST" else kept
    form = choices_form(DraftForm, case=case, data=data)
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
            form = choices_form(DraftForm, case=case, data=with_version(request.POST, case.dossier.version))
        except WorkflowError as error:
            errors = [FieldError("", text) for text in error.sentences]
    return _page(request, case, form=form, rows=rows, errors=errors, kept=kept is not None and request.method != "POST")


def _page(
    request: HttpRequest,
    case: Case,
    *,
    form: DraftForm,
    rows: Any,
    errors: list[FieldError],
    kept: bool = False,
    title: str = "",
) -> HttpResponse:
    context = {
        "case": case,
        "dossier": case.dossier,
        "form": form,
        "formset": rows,
        "errors": [{"text": e.text, "target": f"id_{e.field}" if e.field.startswith("rows-") else ""} for e in errors],
        "summary_title": title or NOT_SAVED,
        "kept": kept,
    }
    return render(request, "requests_workflow/draft.html", context, status=422 if errors or form.errors else 200)


# What is drafted how.
EDITORS: Mapping[str, Callable[[HttpRequest, Case], HttpResponse]] = MappingProxyType(
    {
        "token_recovery": edit_recovery,
        "individual_issue": edit_issue,
        "organisation_issue": edit_kept,
        "system_issue": edit_kept,
        "certificate_update": edit_update,
        "revocation": edit_revocation,
        "handover_notice": edit_notice,
        "device_return": edit_device_paper,
        "device_loss": edit_device_paper,
    }
)


def _after_saving(request: HttpRequest, saved: Dossier) -> HttpResponse:
    """On to what follows; or back to the saved grid with what is missing or wrong."""
    if saved.entered_by_department:
        return redirect("cases:act", public_id=saved.public_id, act="enter_received")
    if "save_only" in request.POST:
        return redirect("cases:case", public_id=saved.public_id)
    case = load_case(request, saved.public_id, whole=True)
    printed = [dict(row.printed) for row in saved.requests.order_by("position")]
    errors = [
        FieldError(f"rows-{index}-{note.key}", f"Dòng {index + 1}: {note.text}")
        for index, cells in enumerate(printed)
        for note in recovery_notes(cells=cells, profile=case.profile)
    ] or ([] if printed else [FieldError("rows-0-token_serial", "Nhập ít nhất một thiết bị.")])
    form = choices_form(DraftForm, case=case, data=with_version(request.POST, saved.version), complete=True)
    if form.is_valid() and not errors:
        return redirect("cases:check_answers", public_id=saved.public_id)
    cells = {f"rows-{index}-{key}": text for index, row in enumerate(printed) for key, text in row.items()}
    total = {"rows-TOTAL_FORMS": str(len(printed) + EMPTY_ROWS), "rows-INITIAL_FORMS": "0"}
    rows = RowFormSet(total | cells, prefix="rows")
    if rows.is_valid():
        _place_row_errors(rows, errors)
    return _page(request, case, form=form, rows=rows, errors=errors, title=SAVED_BUT)


def _own_tokens(agency: Agency) -> QuerySet[Token]:
    """Devices that may be in need of recovery, locked ones first."""
    return (
        Token.objects.filter(managing_agency=agency, state__in=(Token.State.LOCKED, Token.State.IN_USE))
        .select_related("subscriber", "certificate")
        .order_by("-state", "id")
    )


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


def _place_row_errors(rows: Any, errors: list[FieldError]) -> None:
    """Service errors count only filled lines; put each beside the line that was typed."""
    filled = [form for form in rows.forms if not form.row().is_empty()]
    for error in errors:
        parts = error.field.split("-")
        if parts[0] == "rows" and len(parts) == 3 and int(parts[1]) < len(filled):
            filled[int(parts[1])].add_error(parts[2], error.text)


def _uuids(texts: list[str]) -> list[uuid.UUID]:
    return [found for text in texts if (found := parsed_uuid(text)) is not None]
