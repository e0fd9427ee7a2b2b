"""Facts that every request to the provider has: its route and copies, what the rows still lack, whose they are."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from directory.domain.roles import Role
from directory.models import Agency, Membership, Person, User
from directory.selectors.roles import Actor
from requests_workflow.domain.contact import contact_gaps
from requests_workflow.domain.form_rows import cell_gaps, cell_problems
from requests_workflow.domain.individual_rows import RowNote, row_gaps, row_problems
from requests_workflow.domain.official_email import email_verdict
from requests_workflow.models import Dossier, DossierCopy, Request
from requests_workflow.procedures.certificate_issue.rows import KEEPER, SUBSCRIBER
from requests_workflow.procedures.provider_request.facts import ProviderRequestFacts
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, FormRef, Profile
from requests_workflow.selectors.facts.document import actor_of, document_facts, person_id_of, profile_of

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
UNANSWERED = frozenset({"pending", "supplement"})
NOT_AN_ANSWER = UNANSWERED | {"withdrawn"}


def request_facts(*, dossier: Dossier, by: User | None, now: datetime, rows: list[Request]) -> dict[str, Any]:
    """Keyword arguments of ProviderRequestFacts for the dossier; `rows` are all of its rows, in order."""
    profile = profile_of(dossier)
    actor = actor_of(by, now)
    copies = list(dossier.copies.all())
    document = document_facts(dossier=dossier, actor=actor, now=now)
    document["recipient_roles"] |= _roles_elsewhere(dossier=dossier, actor=actor, copies=copies)
    return {
        **document,
        "route": dossier.recipient_function,
        **_rows_as_typed(dossier=dossier, rows=rows, profile=profile, now=now),
        "row_count": sum(row.state != "withdrawn" for row in rows),
        "copies_to_send": sum(copy.sent_at is None for copy in copies),
        "copies_to_acknowledge": sum(_may_acknowledge(copy, actor) for copy in copies),
        "any_row_answered": any(row.state not in NOT_AN_ANSWER for row in rows),
        "unanswered_rows": sum(row.state in UNANSWERED for row in rows),
        "rows_to_supplement": sum(row.state == "supplement" for row in rows),
        "open_rows": sum(row.state not in dossier.kind.request.final for row in rows),
    }


def narrow[F: ProviderRequestFacts](*, facts: F, rows: list[Request], by: User | None) -> list[F]:
    """Facts of each row from those of its dossier; two queries.

    Who gets or holds the device is the row's person, or else the person of its subscriber.
    """
    ids = {row.pk: row.person_id or (row.subscriber.person_id if row.subscriber else None) for row in rows}
    people = Person.objects.filter(pk__in=[pk for pk in ids.values() if pk]).select_related("agency")
    found = {person.pk: person for person in people}
    own, agency = person_id_of(by), rows[0].dossier.managing_agency
    accounts = _accounts(
        people=found.values(), now=facts.now, roles=SUBSCRIBER if rows[0].procedure == "individual_issue" else KEEPER
    )
    narrowed = []
    for row in rows:
        person = found.get(ids[row.pk] or 0)
        narrowed.append(
            replace(
                facts,
                has_device=row.has_device,
                has_certificate=row.certificate_id is not None,
                subscriber_id=accounts.get(person.pk) if person is not None else None,
                is_own_row=own is not None and ids[row.pk] == own,
                subscriber_left=person is not None and has_left(person=person, agency=agency, now=facts.now),
                subscriber_left_on=_left_on(person=person, agency=agency),
            )
        )
    return narrowed


def has_left(*, person: Person, agency: Agency, now: datetime) -> bool:
    """Whether the person no longer works at the agency or a body below it, on the +07:00 day of `now`."""
    if person.left_on is not None and person.left_on <= now.astimezone(VIETNAM).date():
        return True
    return not person.agency.path.startswith(agency.path)


def _left_on(*, person: Person | None, agency: Agency) -> date | None:
    """The day on record; None for somebody who works elsewhere now, since nobody wrote down from when."""
    return person.left_on if person is not None and person.agency.path.startswith(agency.path) else None


def row_notes(
    *, row: Mapping[str, str], medium: str, form: FormRef, profile: Profile, today: date
) -> tuple[tuple[RowNote, ...], tuple[RowNote, ...]]:
    """(what is missing, what cannot be) in one row of a form."""
    if form.columns == profile.individual_issue_form.columns:
        return (
            row_gaps(row=row, form=form),
            row_problems(row={**row, "medium": medium}, profile=profile, today=today),
        )
    return (
        cell_gaps(cells=row, form=form),
        cell_problems(cells=row, form=form, profile=profile, today=today),
    )


def _accounts(*, people: Iterable[Person], now: datetime, roles: frozenset[Role]) -> dict[int, int]:
    """Person id -> user id, for those who can sign in that day and confirm in one of `roles`; others do it on paper."""
    day = now.astimezone(VIETNAM).date()
    held = Membership.objects.in_force(on=day).filter(
        user__is_active=True,
        user__person_id__in=[person.pk for person in people],
        role__in=[role.value for role in roles],
    )
    return {person: user for person, user in held.values_list("user__person_id", "user_id") if person is not None}


def _new_email(row: Request) -> str:
    """The address that the certificate is to bear. One that it bears already stops no change and no revocation."""
    cells: Mapping[str, str] = row.printed
    match row.procedure:
        case "revocation":
            return ""
        case "certificate_update":
            return cells.get("new_information", "").lower() if cells.get("change_code") == "email" else ""
        case _:
            return cells.get("official_email", "")


def _rows_as_typed(*, dossier: Dossier, rows: list[Request], profile: Profile, now: datetime) -> dict[str, Any]:
    """Completeness and validity, looked at while the document is being drafted; later they are settled."""
    if dossier.state != "draft":
        return {"rows_complete": True}
    rows = [row for row in rows if row.state == "pending"]
    today = now.astimezone(VIETNAM).date()
    form = dossier.kind.form(profile)
    complete, problems = not contact_gaps(person=dossier.coordinator, form=form), []
    for row in rows:
        gaps, wrong = row_notes(row=row.printed, medium=row.medium, form=form, profile=profile, today=today)
        complete = complete and not gaps
        problems += [f"dòng {row.position}: {note.text}" for note in wrong if note.key != "official_email"]
    emails = [_new_email(row) for row in rows]
    return {
        "rows_complete": complete,
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
