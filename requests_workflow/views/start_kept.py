"""/ho-so/moi/co-quan/ and /ho-so/moi/he-thong/: the first rows of Mẫu 02 and 03, filled in from the registers."""

import re
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from certificates.models import Certificate
from directory.domain.roles import Role
from directory.models import Agency, Person, Subscriber
from directory.policies import DRAFTERS, ActorRequest, policy
from requests_workflow.forms.fields import new_form_key
from requests_workflow.procedures.registry import kind_of
from requests_workflow.regulations.registry import profile_in_force
from requests_workflow.selectors.kept_candidates import BodyChoice, bodies_of, registry_clerks_of
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.services.form_rows import FormRow
from requests_workflow.views.start_issue import parsed_uuid
from requests_workflow.views.start_words import BY_KIND


@policy(DRAFTERS)
def start_kept(request: HttpRequest, procedure: str) -> HttpResponse:
    """Choose bodies (Mẫu 02), or begin with an empty grid; `?chung-thu=` names the old certificate of a re-issue."""
    actor = cast(ActorRequest, request).actor
    now = timezone.now()
    data = request.POST if request.method == "POST" else request.GET
    agencies = {a.pk: a for a in actor.agencies(Role.CLERK, Role.CONTACT_OFFICER)}
    named = _named(data.get("chung-thu", ""), procedure=procedure, agencies=list(agencies.values()))
    typed = data.get("co-quan", "")
    agency = agencies.get(int(typed)) if re.fullmatch(r"[0-9]{1,18}", typed) else None
    agency = agency or _agency_of(named, list(agencies.values()))
    chosen = [one for text in data.getlist("co_quan") if (one := parsed_uuid(text))]
    if named is not None and request.method != "POST":
        chosen.append(named.subscriber.agency.public_id)
    bodies = bodies_of(agency=agency, now=now, chosen=chosen) if procedure == "organisation_issue" else []
    errors: list[str] = []
    if request.method == "POST":
        try:
            dossier = create_draft(
                agency=agency,
                rows=_rows([one for one in bodies if one.agency.public_id in chosen], agency=agency, named=named),
                by=actor.user,
                now=now,
                creation_key=parsed_uuid(request.POST.get("form_key", "")),
                procedure=procedure,
            )
            return redirect("cases:draft", public_id=dossier.public_id)
        except InvalidInput as error:
            errors = [e.text for e in error.errors]
        except WorkflowError as error:
            errors = list(error.sentences)
    profile = profile_in_force(overlay=agency.overlay or None, on=timezone.localdate(now))
    context = {
        "kind": kind_of(procedure),
        "page": BY_KIND[procedure],
        "mau": kind_of(procedure).form(profile),
        "agency": agency,
        "agencies": list(agencies.values()),
        "bodies": bodies,
        "chosen": set(chosen),
        "named": named,
        "form_key": parsed_uuid(request.POST.get("form_key", "")) or new_form_key(),
        "errors": [{"text": text} for text in errors],
    }
    return render(request, "requests_workflow/start_kept.html", context, status=422 if errors else 200)


def _named(text: str, *, procedure: str, agencies: list[Agency]) -> Certificate | None:
    """The certificate that the clerk came from, if it is one of these bodies' and of the right kind of subscriber."""
    public_id = parsed_uuid(text)
    if public_id is None:
        return None
    organisation = procedure == "organisation_issue"
    kind = Subscriber.Kind.ORGANISATION if organisation else Subscriber.Kind.DEVICE
    found = Certificate.objects.filter(public_id=public_id, subscriber__kind=kind, managing_agency__in=agencies)
    return found.select_related("subscriber__agency", "managing_agency", "successor").defer("der").first()


def _agency_of(named: Certificate | None, agencies: list[Agency]) -> Agency:
    """The body of the named certificate, else one that can send documents."""
    own = [one for one in agencies if named is not None and one.pk == named.managing_agency_id]
    return (own or [one for one in agencies if one.can_submit] or agencies)[0]


def _rows(bodies: list[BodyChoice], *, agency: Agency, named: Certificate | None) -> list[FormRow]:
    """The rows of the draft as the registers know them."""
    if named is not None and named.subscriber.kind == Subscriber.Kind.DEVICE:
        cells = {
            "system_name": named.subscriber.name,
            "managing_body": named.subscriber.agency.name,
            "province": agency.province,
            "official_email": named.official_email,
            "old_certificate_serial": _old_serial(named),
        }
        return [FormRow(cells=cells)]
    keepers = registry_clerks_of([one.agency for one in bodies], on=timezone.localdate())
    return [_row_of_body(one, keeper=keepers.get(one.agency.pk), named=named) for one in bodies]


def _row_of_body(choice: BodyChoice, *, keeper: Person | None, named: Certificate | None) -> FormRow:
    body = choice.agency
    ended = choice.certificate if choice.ended else None
    old = named if named is not None and named.subscriber.agency_id == body.pk else ended
    return FormRow(
        person_id=keeper.public_id if keeper is not None else None,
        cells={
            "organisation_name": body.name,
            "address": body.address,
            "tax_code": body.tax_code,
            "budget_code": body.budget_code,
            "province": body.province,
            "official_email": body.official_email,
            "old_certificate_serial": _old_serial(old) if old is not None else "",
        },
    )


def _old_serial(certificate: Certificate) -> str:
    """The serial, unless another certificate took its place already."""
    return "" if hasattr(certificate, "successor") else certificate.serial_number
