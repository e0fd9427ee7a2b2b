"""From a row of Mẫu 01 to the person and the subscriber of the directory; made when the provider has issued."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection

from directory.domain.names import fold
from directory.ledger.services import keyed_digest, record
from directory.models import Agency, Person, Subscriber, User
from requests_workflow.domain.individual_rows import read_date
from requests_workflow.models import Dossier, Request

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
# Subscribers that are nobody's person.
KINDS = {
    "organisation_issue": Subscriber.Kind.ORGANISATION,
    "system_issue": Subscriber.Kind.DEVICE,
}


def ensure_subscriber(*, row: Request, dossier: Dossier, by: User | None, now: datetime) -> Subscriber:
    """The row's subscriber; person and subscriber enter the directory where it did not know them. Saves the row."""
    if row.subscriber is not None:
        return row.subscriber
    if row.procedure in KINDS:
        row.subscriber = _of_body(row=row, dossier=dossier, by=by, now=now)
        row.save(update_fields=["subscriber"])
        return row.subscriber
    person = row.person or _person(row=row, dossier=dossier, by=by, now=now)
    subscriber = _subscriber(row=row, person=person, dossier=dossier)
    row.person, row.subscriber = person, subscriber
    row.save(update_fields=["person", "subscriber"])
    return subscriber


def _of_body(*, row: Request, dossier: Dossier, by: User | None, now: datetime) -> Subscriber:
    """The organisation or system as subscriber: that of the old certificate, else the one of this name, else new.

    An organisation that the directory does not know enters it as a body under the agency: its certificate must never
    count as the agency's own seal.
    """
    kind, agency = KINDS[row.procedure], dossier.managing_agency
    if row.predecessor is not None and row.predecessor.subscriber.kind == kind:
        return row.predecessor.subscriber
    body = agency
    if kind == Subscriber.Kind.ORGANISATION:
        body = known_body(name=row.name, agency=agency) or _new_body(row=row, agency=agency, by=by, now=now)
    known = Subscriber.objects.filter(kind=kind, managing_agency=agency)
    found = known.filter(agency=body) if kind == Subscriber.Kind.ORGANISATION else known
    same = next((one for one in found.order_by("pk") if fold(one.name) == fold(row.name)), None)
    return same or Subscriber.objects.create(
        kind=kind,
        managing_agency=agency,
        agency=body,
        name=row.name[:255],
        official_email=row.printed.get("official_email", ""),
    )


def _person(*, row: Request, dossier: Dossier, by: User | None, now: datetime) -> Person:
    """Who bears the row's identity number at the agency, else a new person; one at a time for one number."""
    number = row.printed.get("identity_number", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(keyed_digest(f"person:{number}")[:15], 16)])
    here = Person.objects.filter(agency__path__startswith=dossier.managing_agency.path)
    people = here.exclude(left_on__lte=now.astimezone(VIETNAM).date())
    known = people.filter(identity_number=number).order_by("pk").first() if number else None
    return known or _new_person(row=row, dossier=dossier, by=by, now=now)


def _subscriber(*, row: Request, person: Person, dossier: Dossier) -> Subscriber:
    """The person's subscriber under the agency: that of the old certificate, else the first, else a new one."""
    if row.predecessor is not None and row.predecessor.subscriber.person_id == person.pk:
        return row.predecessor.subscriber
    agency = dossier.managing_agency
    known = Subscriber.objects.filter(kind=Subscriber.Kind.INDIVIDUAL, person=person, managing_agency=agency)
    return known.order_by("pk").first() or Subscriber.objects.create(
        kind=Subscriber.Kind.INDIVIDUAL,
        person=person,
        managing_agency=agency,
        agency=person.agency,
        name=person.full_name,
        official_email=row.printed.get("official_email", ""),
    )


def working_body(*, name: str, agency: Agency) -> Agency:
    """The body under `agency` that bears this name; the agency itself where none does."""
    return known_body(name=name, agency=agency) or agency


def known_body(*, name: str, agency: Agency) -> Agency | None:
    """The body in the agency's tree, itself included, that bears this name."""
    wanted = fold(name)
    bodies = Agency.objects.filter(path__startswith=agency.path, valid_to__isnull=True).order_by("path")
    return next((body for body in bodies if wanted in (fold(body.name), fold(body.short_name))), None)


def _new_body(*, row: Request, agency: Agency, by: User | None, now: datetime) -> Agency:
    """An organisation of Mẫu 02 that the directory has not seen; whether it has its own seal is for people to say."""
    cells = row.printed
    body = Agency(
        kind=Agency.Kind.OTHER,
        name=row.name[:255],
        short_name=row.name[:120],
        abbreviation="",
        parent=agency,
        path="",
        province=cells.get("province") or agency.province,
        place=agency.place,
        address=cells.get("address", "")[:255],
        official_email=cells.get("official_email", ""),
        tax_code=cells.get("tax_code", "")[:14],
        budget_code=cells.get("budget_code", "")[:7],
        has_own_seal=False,
        overlay=agency.overlay,
        valid_from=now.astimezone(VIETNAM).date(),
        is_fictional=agency.is_fictional,
    )
    body.set_folded()
    body.save()
    body.path = f"{agency.path}{body.pk:06d}."
    body.save(update_fields=["path"])
    record(
        action="agency.registered",
        object_type="agency",
        object_id=str(body.public_id),
        by=by,
        at=now,
        payload={"row": row.position, "under": agency.pk},
    )
    return body


def _new_person(*, row: Request, dossier: Dossier, by: User | None, now: datetime) -> Person:
    cells = row.printed
    person = Person(
        full_name=cells["full_name"][:120],
        agency=working_body(name=cells.get("workplace", ""), agency=dossier.managing_agency),
        position=cells.get("position", "")[:120],
        official_email=cells.get("official_email", ""),
        identity_number=cells.get("identity_number", ""),
        identity_issued_on=read_date(cells.get("identity_issued_on", "")),
        identity_issued_by=cells.get("identity_issued_by", "")[:120],
        birth_date=read_date(cells.get("birth_date", "")),
        phone=cells.get("phone", "")[:20],
    )
    person.set_keys()
    person.save()
    record(
        action="person.registered",
        object_type="person",
        object_id=str(person.public_id),
        by=by,
        at=now,
        payload={"dossier": dossier.code, "row": row.position},
    )
    return person
