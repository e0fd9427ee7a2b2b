"""/ho-so/moi/cap-moi/: first certificates for people – what it takes, who decides, and for whom."""

import re
import uuid
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from certificates.models import Certificate
from directory.domain.roles import Role
from directory.models import Agency, AgencyFunction
from directory.policies import DRAFTERS, ActorRequest, policy
from directory.selectors.roles import body_with_function
from requests_workflow.forms.fields import new_form_key
from requests_workflow.regulations.profile import PROVIDER, Profile
from requests_workflow.regulations.registry import profile_in_force
from requests_workflow.selectors import issue_candidates
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.services.individual_rows import IndividualRow, row_of_person


@policy(DRAFTERS)
def start_issue(request: HttpRequest) -> HttpResponse:
    """Choose people of the register, or go on with an empty grid; `?chung-thu=` chooses the person of a certificate."""
    actor = cast(ActorRequest, request).actor
    now = timezone.now()
    data = request.POST if request.method == "POST" else request.GET
    agencies = {a.pk: a for a in actor.agencies(Role.CLERK, Role.CONTACT_OFFICER)}
    named = _named_certificate(data.get("chung-thu", ""), agencies=list(agencies.values()))
    agency = agencies.get(int(data["co-quan"])) if re.fullmatch(r"[0-9]{1,18}", data.get("co-quan", "")) else None
    agency = agency or _agency_of(named, list(agencies.values()))
    chosen = [one for text in data.getlist("nguoi") if (one := parsed_uuid(text))]
    if named is not None and request.method != "POST" and named.subscriber.person is not None:
        chosen.append(named.subscriber.person.public_id)
    search = data.get("q", "").replace("\x00", "").strip()[:100]
    errors: list[str] = []
    if request.method == "POST" and "tim" not in request.POST:
        people = issue_candidates.people_of(agency).filter(public_id__in=chosen)
        rows = [_row(one, agency=agency, named=named) for one in issue_candidates.present(list(people[:500]), now=now)]
        try:
            dossier = create_draft(
                agency=agency,
                rows=rows,
                by=actor.user,
                now=now,
                creation_key=parsed_uuid(request.POST.get("form_key", "")),
                procedure="individual_issue",
            )
            return redirect("cases:draft", public_id=dossier.public_id)
        except InvalidInput as error:
            errors = [e.text for e in error.errors]
        except WorkflowError as error:
            errors = list(error.sentences)
    profile = profile_in_force(overlay=agency.overlay or None, on=timezone.localdate(now))
    context = {
        "agency": agency,
        "agencies": list(agencies.values()),
        "profile": profile,
        "route": _route(agency=agency, profile=profile),
        "people": issue_candidates.candidates(agency=agency, now=now, search=search, chosen=chosen),
        "chosen": set(chosen),
        "search": search,
        "named": named,
        "form_key": parsed_uuid(request.POST.get("form_key", "")) or new_form_key(),
        "errors": [{"text": text} for text in errors],
    }
    return render(request, "requests_workflow/start_issue.html", context, status=422 if errors else 200)


def parsed_uuid(text: str) -> uuid.UUID | None:
    """The UUID, or None for anything else from the address bar."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _named_certificate(text: str, *, agencies: list[Agency]) -> Certificate | None:
    """The certificate that the clerk came from, if it is that of a person of these bodies."""
    public_id = parsed_uuid(text)
    if public_id is None:
        return None
    found = Certificate.objects.filter(public_id=public_id, subscriber__person__isnull=False)
    certificate = found.select_related("subscriber__person", "successor").defer("der", "successor__der").first()
    person = certificate.subscriber.person_id if certificate is not None else None
    own = person is not None and any(issue_candidates.people_of(a).filter(pk=person).exists() for a in agencies)
    return certificate if own else None


def _agency_of(named: Certificate | None, agencies: list[Agency]) -> Agency:
    """The body of the named certificate, else one that can send documents."""
    own = [a for a in agencies if named is not None and a.pk == named.managing_agency_id]
    return (own or [a for a in agencies if a.can_submit] or agencies)[0]


def _row(candidate: issue_candidates.Candidate, *, agency: Agency, named: Certificate | None) -> IndividualRow:
    row = row_of_person(person=candidate.person, agency=agency)
    serial = issue_candidates.old_certificate(candidate, named=named)
    return IndividualRow(cells={**row.cells, "old_certificate_serial": serial}, person_id=row.person_id)


def _route(*, agency: Agency, profile: Profile) -> dict[str, Any]:
    """Who gets the document, who decides, and who gets a copy."""
    day = timezone.localdate()
    bodies = {
        function: body_with_function(function=function, agency=agency, on=day)
        for function in {PROVIDER, profile.issue_route.value, *profile.copies.value}
    }
    labels = dict(AgencyFunction.Function.choices)
    names = {function: body.name if body else labels[function] for function, body in bodies.items()}
    return {
        "recipient": names[profile.issue_route.value],
        "provider": names[PROVIDER],
        "straight": profile.issue_route.value == PROVIDER,
        "copies": [names[function] for function in profile.copies.value],
    }
