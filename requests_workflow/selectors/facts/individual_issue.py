"""Facts of Mẫu 01: what the rows still lack, who may write down the provider's answer, who gets the device."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from directory.domain.roles import Role
from directory.models import Agency, Membership, Person, User
from directory.selectors.roles import Actor
from requests_workflow.domain.contact import contact_gaps
from requests_workflow.domain.individual_rows import row_gaps, row_problems
from requests_workflow.domain.official_email import email_verdict
from requests_workflow.models import Dossier, DossierCopy, Request
from requests_workflow.procedures.individual_issue import REQUEST, IndividualIssueFacts
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, Profile
from requests_workflow.selectors.facts.document import actor_of, document_facts, person_id_of, profile_of

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
ANSWERED = frozenset(REQUEST.states) - {"pending", "withdrawn"}


def gather(*, dossier: Dossier, by: User | None, now: datetime, request: Request | None) -> IndividualIssueFacts:
    """Facts of the dossier for this actor, narrowed to one row when `request` is given."""
    profile = profile_of(dossier)
    actor = actor_of(by, now)
    rows = list(dossier.requests.order_by("position"))
    copies = list(dossier.copies.all())
    document = document_facts(dossier=dossier, actor=actor, now=now)
    document["recipient_roles"] |= _roles_elsewhere(dossier=dossier, actor=actor, copies=copies)
    facts = IndividualIssueFacts(
        **document,
        route=dossier.recipient_function,
        **_rows_as_typed(dossier=dossier, rows=rows, profile=profile, now=now),
        row_count=sum(row.state != "withdrawn" for row in rows),
        copies_to_send=sum(copy.sent_at is None for copy in copies),
        copies_to_acknowledge=sum(_may_acknowledge(copy, actor) for copy in copies),
        any_row_answered=any(row.state in ANSWERED for row in rows),
        unanswered_rows=sum(row.state == "pending" for row in rows),
        rows_awaiting_device=sum(row.has_device and row.state in ("issued", "device_at_department") for row in rows),
        rows_at_department=sum(row.state == "device_at_department" for row in rows),
        open_rows=sum(row.state not in REQUEST.final for row in rows),
    )
    return narrow(facts=facts, rows=[request], by=by)[0] if request is not None else facts


def narrow(*, facts: IndividualIssueFacts, rows: list[Request], by: User | None) -> list[IndividualIssueFacts]:
    """Facts of each row from those of its dossier; two queries."""
    people = Person.objects.filter(pk__in=[row.person_id for row in rows if row.person_id])
    found = {person.pk: person for person in people.select_related("agency")}
    own, agency = person_id_of(by), rows[0].dossier.managing_agency
    accounts = _subscriber_accounts(people=found.values(), now=facts.now)
    return [
        _narrow(facts=facts, row=row, person=found.get(row.person_id or 0), own=own, agency=agency, accounts=accounts)
        for row in rows
    ]


def has_left(*, person: Person, agency: Agency, now: datetime) -> bool:
    """Whether the person no longer works at the agency or a body below it, on the +07:00 day of `now`."""
    if person.left_on is not None and person.left_on <= now.astimezone(VIETNAM).date():
        return True
    return not person.agency.path.startswith(agency.path)


def _narrow(
    *,
    facts: IndividualIssueFacts,
    row: Request,
    person: Person | None,
    own: int | None,
    agency: Agency,
    accounts: Mapping[int, int],
) -> IndividualIssueFacts:
    return replace(
        facts,
        has_device=row.has_device,
        has_certificate=row.certificate_id is not None,
        subscriber_id=accounts.get(person.pk) if person is not None else None,
        is_own_row=own is not None and row.person_id == own,
        subscriber_left=person is not None and has_left(person=person, agency=agency, now=facts.now),
    )


def _subscriber_accounts(*, people: Iterable[Person], now: datetime) -> dict[int, int]:
    """Person id -> user id, for those who can sign in as subscribers that day; others confirm on paper."""
    day = now.astimezone(VIETNAM).date()
    held = Membership.objects.in_force(on=day).filter(
        role=Role.SUBSCRIBER.value, user__is_active=True, user__person_id__in=[person.pk for person in people]
    )
    return {person: user for person, user in held.values_list("user__person_id", "user_id") if person is not None}


def _rows_as_typed(*, dossier: Dossier, rows: list[Request], profile: Profile, now: datetime) -> dict[str, Any]:
    """Completeness and validity, looked at while the document is being drafted; later they are settled."""
    if dossier.state != "draft":
        return {"rows_complete": True}
    rows = [row for row in rows if row.state == "pending"]
    today = now.astimezone(VIETNAM).date()
    form = profile.individual_issue_form
    problems = [
        f"dòng {row.position}: {note.text}"
        for row in rows
        for note in row_problems(row={**row.printed, "medium": row.medium}, profile=profile, today=today)
        if note.key != "official_email"
    ]
    emails = [row.printed.get("official_email", "") for row in rows]
    return {
        "rows_complete": not contact_gaps(person=dossier.coordinator, form=form)
        and not any(row_gaps(row=row.printed, form=form) for row in rows),
        "row_problems": tuple(problems),
        "refused_emails": tuple(e for e in emails if e and email_verdict(email=e, profile=profile).refuses),
    }


def _roles_elsewhere(*, dossier: Dossier, actor: Actor | None, copies: list[DossierCopy]) -> frozenset[Role]:
    """Roles at bodies that have the dossier without being its addressee: a copy, or sent on by the department."""
    if actor is None:
        return frozenset()
    roles: frozenset[Role] = frozenset()
    officers = {agency.pk for agency in actor.agencies(Role.DEPARTMENT_OFFICER)}
    if any(copy.sent_at is not None and copy.agency_id in officers for copy in copies):
        roles |= {Role.DEPARTMENT_OFFICER}
    sent_on = dossier.recipient_function == DELEGATED_DEPARTMENT and dossier.forwarded_at is not None
    if sent_on and dossier.provider_id in {agency.pk for agency in actor.agencies(Role.PROVIDER_OFFICER)}:
        roles |= {Role.PROVIDER_OFFICER}
    return roles


def _may_acknowledge(copy: DossierCopy, actor: Actor | None) -> bool:
    if actor is None or copy.sent_at is None or copy.received_at is not None:
        return False
    return copy.agency_id in {agency.pk for agency in actor.agencies(Role.DEPARTMENT_OFFICER)}
