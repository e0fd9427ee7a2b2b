"""Certificates of the agency's register for Mẫu 04 and 05: which may be chosen, and of the others why not."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from certificates.models import Certificate
from directory.domain.roles import Role
from directory.models import Agency
from directory.policies import DRAFTERS, ActorRequest, policy
from requests_workflow.forms.choosing import (
    LABELS,
    NAMES,
    SERVICES,
    ChoiceFilter,
    InitiatorForm,
    Picked,
    offer_of,
    read_picked,
    refusals,
    uuids,
)
from requests_workflow.forms.fields import new_form_key
from requests_workflow.models import Dossier
from requests_workflow.procedures.registry import kind_of
from requests_workflow.regulations.profile import Profile, Value
from requests_workflow.regulations.registry import profile_in_force
from requests_workflow.selectors.update_candidates import (
    REVOCATION,
    UPDATE,
    Candidate,
    candidates,
    certificates_of,
    draft_begun_with,
    matching,
    present,
)
from requests_workflow.services.draft_rows import MOST_ROWS
from requests_workflow.services.drafting import add_rows, create_draft
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.views import draft_update
from requests_workflow.views.certificate_drafts import Grid
from requests_workflow.views.draft_revocation import grid_of
from requests_workflow.views.loading import Case, load_case
from requests_workflow.views.start_issue import parsed_uuid
from requests_workflow.views.start_said import Speaker

NONE_CHOSEN = "Đánh dấu ít nhất một chứng thư."
TOO_MANY = f"Một hồ sơ có nhiều nhất {MOST_ROWS} dòng. Bỏ bớt, hoặc tách thành nhiều hồ sơ."
# How many of the register are looked through for "choose all": more than a dossier takes.
MOST_LOOKED_AT = 2 * MOST_ROWS
DEADLINES: Mapping[str, Any] = MappingProxyType(
    {UPDATE: lambda profile: profile.update_deadline, REVOCATION: lambda profile: profile.revocation_deadline}
)
# Parameters of the profile on which the page rests.
GROUNDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {UPDATE: ("update_form", "update_deadline"), REVOCATION: ("revocation_form", "revocation_deadline")}
)


@dataclass
class Choosing:
    """One request of the page: for which body and procedure, into which draft (None: a new one), what is ticked."""

    request: HttpRequest
    procedure: str
    agency: Agency
    agencies: list[Agency]
    profile: Profile
    picked: Picked
    named: list[uuid.UUID]
    filters: ChoiceFilter
    case: Case | None = None

    @property
    def dossier(self) -> Dossier | None:
        return self.case.dossier if self.case else None

    def found(self) -> QuerySet[Certificate]:
        """What the filters leave, without what the draft has already."""
        actor = cast(ActorRequest, self.request).actor
        rows = matching(agency=self.agency, actor=actor, wanted=self.filters.wanted(), now=timezone.now())
        if self.dossier is None:
            return rows
        waiting = self.dossier.requests.filter(state="pending").values_list("predecessor_id", "certificate_id")
        return rows.exclude(pk__in=[pk for pair in waiting for pk in pair if pk])

    def chosen(self) -> list[Candidate]:
        """The ticked and the named ones, of this body alone."""
        ids = [*self.picked, *self.named]
        rows = list(certificates_of(self.agency).filter(public_id__in=ids).order_by("not_after", "id")) if ids else []
        return present(rows, profile=self.profile, now=timezone.now(), dossier=self.dossier)


@policy(DRAFTERS)
def start_update(request: HttpRequest) -> HttpResponse:
    """/ho-so/moi/gia-han/: a new draft of Mẫu 04; `?chung-thu=` chooses one, `&viec=` for which service."""
    return _start(request, UPDATE)


@policy(DRAFTERS)
def start_revocation(request: HttpRequest) -> HttpResponse:
    """/ho-so/moi/thu-hoi/: a new draft of Mẫu 05, or of a notice of revocation; `?chung-thu=` chooses one."""
    return _start(request, REVOCATION)


@policy(DRAFTERS)
def add_certificates(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """More certificates for a draft, saved after the rows that it has."""
    case = load_case(request, public_id, whole=True)
    dossier = case.dossier
    drafts = {Role.CLERK, Role.CONTACT_OFFICER} & case.actor.roles_for(dossier.managing_agency)
    if dossier.procedure not in SERVICES or dossier.state != dossier.kind.dossier.initial or not drafts:
        return redirect("cases:case", public_id=public_id)
    data = request.POST if request.method == "POST" else request.GET
    choosing = Choosing(
        request=request,
        procedure=dossier.procedure,
        agency=dossier.managing_agency,
        agencies=[dossier.managing_agency],
        profile=case.profile,
        picked=read_picked(data, procedure=dossier.procedure),
        named=[],
        filters=ChoiceFilter(data),
        case=case,
    )
    return _answer(choosing)


def _start(request: HttpRequest, procedure: str) -> HttpResponse:
    actor = cast(ActorRequest, request).actor
    agencies = list(actor.agencies(Role.CLERK, Role.CONTACT_OFFICER))
    data = request.POST if request.method == "POST" else request.GET
    named = uuids(data.getlist("chung-thu"))
    agency = _agency_of(data, agencies=agencies, named=named)
    choosing = Choosing(
        request=request,
        procedure=procedure,
        agency=agency,
        agencies=agencies,
        profile=profile_in_force(overlay=agency.overlay or None, on=timezone.localdate()),
        picked=read_picked(data, procedure=procedure),
        named=named,
        filters=ChoiceFilter(data),
    )
    if request.method != "POST":
        _pick_named(choosing, wish=data.get("viec", ""))
    return _answer(choosing)


def _agency_of(data: QueryDict, *, agencies: list[Agency], named: list[uuid.UUID]) -> Agency:
    """The body asked for, else that of the named certificate, else one that can send documents."""
    typed = data.get("co-quan", "")
    if re.fullmatch(r"[0-9]{1,18}", typed) and (asked := [a for a in agencies if a.pk == int(typed)]):
        return asked[0]
    if named and (own := [a for a in agencies if certificates_of(a).filter(public_id__in=named).exists()]):
        return own[0]
    return ([a for a in agencies if a.can_submit] or agencies)[0]


def _pick_named(choosing: Choosing, *, wish: str) -> None:
    """Ticks what the clerk came for, where nothing is in the way; else the line says what is."""
    services = [one for one in SERVICES[choosing.procedure] if NAMES[one] == wish] or SERVICES[choosing.procedure][:1]
    for candidate in choosing.chosen():
        free = [one for one in services if candidate.obstacle(one) is None]
        if free:
            choosing.picked.setdefault(candidate.certificate.public_id, free)


def _answer(choosing: Choosing) -> HttpResponse:
    data = choosing.request.POST
    if choosing.request.method != "POST" or "tim" in data:
        return _page(choosing)
    if "chon-het" in data:
        service = next((one for one in SERVICES[choosing.procedure] if NAMES[one] == data["chon-het"]), "")
        _pick_all(choosing, service=service or SERVICES[choosing.procedure][0])
        return _page(choosing)
    key, by = parsed_uuid(data.get("form_key", "")), cast(ActorRequest, choosing.request).user
    if choosing.dossier is None and (made := draft_begun_with(key=key, by=by)) is not None:
        return redirect("cases:draft", public_id=made.public_id)
    chosen = [one for one in choosing.chosen() if one.certificate.public_id in choosing.picked]
    errors = refusals(chosen, picked=choosing.picked)
    if not chosen:
        errors = [NONE_CHOSEN]
    there = choosing.dossier.requests.filter(state="pending").count() if choosing.dossier else 0
    if len(chosen) + there > MOST_ROWS:
        errors = [TOO_MANY]
    initiator = InitiatorForm(data) if choosing.procedure == REVOCATION and choosing.dossier is None else None
    if errors or (initiator is not None and not initiator.is_valid()):
        return _page(choosing, errors=errors, initiator=initiator)
    return _save(choosing, chosen, initiator=initiator)


def _pick_all(choosing: Choosing, *, service: str) -> None:
    """Ticks every certificate that the filters leave and that nothing stands against, as many as a dossier takes."""
    rows = list(choosing.found()[:MOST_LOOKED_AT])
    for one in present(rows, profile=choosing.profile, now=timezone.now(), dossier=choosing.dossier):
        key = one.certificate.public_id
        if one.obstacle(service) is None and (key in choosing.picked or len(choosing.picked) < MOST_ROWS):
            choosing.picked[key] = list(dict.fromkeys([*choosing.picked.get(key, []), service]))


def _save(choosing: Choosing, chosen: list[Candidate], *, initiator: InitiatorForm | None) -> HttpResponse:
    """The chosen ones become rows of the draft at once, whatever is still to be typed of them there."""
    request, now, by = choosing.request, timezone.now(), cast(ActorRequest, choosing.request).user
    begun_by = initiator.cleaned_data["ben_yeu_cau"] if initiator is not None else Dossier.Initiator.AGENCY.value
    if choosing.dossier is not None:
        begun_by = choosing.dossier.initiator
    grid: Grid = draft_update.GRID if choosing.procedure == UPDATE else grid_of(begun_by)
    values = [(one, grid.new_values(one, choosing.picked[one.certificate.public_id])) for one in chosen]
    rows = [grid.row(grid.line(index, one, cells)) for index, (one, cells) in enumerate(values)]
    try:
        if choosing.dossier is not None:
            dossier = add_rows(dossier_id=choosing.dossier.public_id, rows=rows, by=by, now=now)
        else:
            dossier = create_draft(
                agency=choosing.agency,
                rows=rows,
                by=by,
                now=now,
                creation_key=parsed_uuid(request.POST.get("form_key", "")),
                procedure=choosing.procedure,
                initiator=begun_by,
            )
    except InvalidInput as error:
        return _page(choosing, errors=[one.text for one in error.errors], initiator=initiator)
    except WorkflowError as error:
        return _page(choosing, errors=list(error.sentences), initiator=initiator)
    return redirect("cases:draft", public_id=dossier.public_id)


def _page(
    choosing: Choosing, *, errors: list[str] | None = None, initiator: InitiatorForm | None = None
) -> HttpResponse:
    procedure, now = choosing.procedure, timezone.now()
    first = [one.certificate for one in choosing.chosen()]
    found = candidates(
        found=choosing.found(), chosen=first, profile=choosing.profile, now=now, dossier=choosing.dossier
    )
    if initiator is None and procedure == REVOCATION and choosing.dossier is None:
        typed = choosing.request.POST.get("ben_yeu_cau", Dossier.Initiator.AGENCY.value)
        initiator = InitiatorForm(initial={"ben_yeu_cau": typed})
    deadline: Value[int] = DEADLINES[procedure](choosing.profile)
    context = {
        "procedure": procedure,
        "title": kind_of(procedure).title,
        "form": kind_of(procedure).form(choosing.profile),
        "profile": choosing.profile,
        "deadline": deadline,
        "agency": choosing.agency,
        "agencies": choosing.agencies,
        "bases": Speaker(choosing.profile, {}).bases_of(*GROUNDS[procedure]),
        "dossier": choosing.dossier,
        "filters": choosing.filters,
        "offers": [offer_of(one, picked=choosing.picked, procedure=procedure) for one in found.items],
        "total": found.total,
        "picked": len([one for one in first if one.public_id in choosing.picked]),
        "services": [{"name": NAMES[one], "label": LABELS[one]} for one in SERVICES[procedure]],
        "initiator": initiator,
        "form_key": parsed_uuid(choosing.request.POST.get("form_key", "")) or new_form_key(),
        "errors": [{"text": text} for text in errors or []],
    }
    wrong = bool(errors) or (initiator is not None and bool(initiator.errors))
    template = "requests_workflow/choose_certificates.html"
    return render(choosing.request, template, context, status=422 if wrong else 200)
