"""Facts of first certificates (Mẫu 01–03): devices on the way, and what an organisation or a system must show."""

from datetime import datetime

from directory.models import Person, User
from requests_workflow.models import Dossier, Request
from requests_workflow.procedures.certificate_issue.facts import IssueFacts
from requests_workflow.selectors.facts.provider_request import VIETNAM, narrow, request_facts
from tokens.selectors.keepers import registry_clerks

KEPT_FOR_SOMEBODY = frozenset({"organisation_issue", "system_issue"})


def gather(*, dossier: Dossier, by: User | None, now: datetime, request: Request | None) -> IssueFacts:
    """Facts of the dossier for this actor, narrowed to one row when `request` is given."""
    rows = list(dossier.requests.order_by("position"))
    waiting = [row for row in rows if row.state == "pending"]
    needs_keeper = dossier.procedure in KEPT_FOR_SOMEBODY
    facts = IssueFacts(
        **request_facts(dossier=dossier, by=by, now=now, rows=rows),
        rows_awaiting_device=sum(row.has_device and row.state in ("issued", "device_at_department") for row in rows),
        rows_at_department=sum(row.state == "device_at_department" for row in rows),
        rows_without_ground=tuple(
            row.name
            for row in waiting
            if row.procedure == "organisation_issue" and not row.printed.get("founding_reference")
        ),
        keepers_not_registry=_not_registry(waiting, dossier=dossier, now=now),
        rows_without_keeper=tuple(
            row.name for row in waiting if needs_keeper and row.has_device and row.person_id is None
        ),
    )
    return narrow(facts=facts, rows=[request], by=by)[0] if request is not None else facts


def _not_registry(rows: list[Request], *, dossier: Dossier, now: datetime) -> tuple[str, ...]:
    """Organisations whose chosen keeper signs in here and is not văn thư; looked at on the draft alone."""
    kept = [row for row in rows if row.procedure == "organisation_issue" and row.has_device and row.person_id]
    if dossier.state != "draft" or not kept:
        return ()
    day = now.astimezone(VIETNAM).date()
    clerks = {one.pk for one in registry_clerks(agency=dossier.managing_agency, on=day)}
    people = Person.objects.filter(pk__in=[row.person_id for row in kept], account__isnull=False)
    wrong = set(people.values_list("pk", flat=True)) - clerks
    return tuple(row.name for row in kept if row.person_id in wrong)


__all__ = ["gather", "narrow"]
