"""Small worlds for tests of pages: agencies, people with roles, certificates, devices."""

import hashlib
import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.test import Client

from certificates.models import Certificate
from directory.domain.roles import Role
from directory.models import Agency, AgencyFunction, Membership, Person, Subscriber, User
from requests_workflow.models import Dossier, Request, Step
from tokens.models import Custody, Token

BEGINNING = date(2024, 1, 1)
_numbers = itertools.count(1)


def make_agency(name: str, *, parent: Agency | None = None, can_submit: bool = True, **values: Any) -> Agency:
    """A body under `parent`."""
    agency = Agency(
        **{
            "kind": Agency.Kind.OTHER,
            "name": name,
            "short_name": name,
            "abbreviation": "TEST",
            "parent": parent,
            "path": "",
            "province": "Lai Châu",
            "place": "Lai Châu",
            "valid_from": BEGINNING,
            "has_own_seal": can_submit,
        }
        | values
    )
    agency.set_folded()
    agency.save()
    agency.path = f"{parent.path if parent else ''}{agency.pk:06d}."
    agency.save(update_fields=["path"])
    return agency


def make_person(full_name: str, *, agency: Agency, **values: Any) -> Person:
    """An official of the agency, with an identity number that nobody has."""
    number = next(_numbers)
    person = Person(
        **{
            "full_name": full_name,
            "agency": agency,
            "position": "Chuyên viên",
            "identity_number": f"099{number:09d}",
            "phone": f"0000{number:06d}",
        }
        | values
    )
    person.set_keys()
    person.save()
    return person


def make_user(full_name: str, *roles: Role, agency: Agency, person: Person | None = None) -> User:
    """An account of a new person with these roles at the agency, without a usable password."""
    person = person or make_person(full_name, agency=agency)
    user = User.objects.create(username=f"user{next(_numbers)}", person=person, password="!")
    for role in roles:
        Membership.objects.create(user=user, agency=agency, role=role.value, valid_from=BEGINNING)
    return user


def delegate(department: Agency, *, territory: Agency) -> None:
    """Makes the body the delegated department of the territory."""
    AgencyFunction.objects.create(
        agency=department,
        function=AgencyFunction.Function.DELEGATED_DEPARTMENT,
        territory=territory,
        valid_from=BEGINNING,
        legal_ref="Quy chế",
    )


def make_subscriber(owner: Person | Agency) -> Subscriber:
    """The subscriber that a person or an organisation is."""
    if isinstance(owner, Person):
        return Subscriber.objects.create(
            kind=Subscriber.Kind.INDIVIDUAL,
            person=owner,
            agency=owner.agency,
            managing_agency=owner.agency,
            name=owner.full_name,
        )
    return Subscriber.objects.create(
        kind=Subscriber.Kind.ORGANISATION, agency=owner, managing_agency=owner, name=owner.name
    )


def make_certificate(subscriber: Subscriber, *, days_left: int = 400, **values: Any) -> Certificate:
    """A certificate that ends that many days from now; its file is not a real one."""
    now = datetime.now(UTC)
    number = next(_numbers)
    return Certificate.objects.create(
        **{
            "subscriber": subscriber,
            "managing_agency": subscriber.managing_agency,
            "serial_number": f"5a{number:010x}",
            "common_name": subscriber.name,
            "subject": f"CN={subscriber.name}",
            "issuer": "CN=TEST CA",
            "fingerprint": hashlib.sha256(str(number).encode()).hexdigest(),
            "public_key_digest": hashlib.sha256(f"key{number}".encode()).hexdigest(),
            "not_before": now - timedelta(days=700),
            "not_after": now + timedelta(days=days_left),
            "der": f"DER {number}".encode(),
        }
        | values
    )


def make_token(
    serial: str,
    *,
    subscriber: Subscriber | None = None,
    agency: Agency | None = None,
    holder: Person | None = None,
    **values: Any,
) -> Token:
    """A device in use, held by `holder` where one is given."""
    managing = agency or (subscriber.managing_agency if subscriber else None)
    assert managing is not None
    token = Token.objects.create(
        **{"serial_number": serial, "subscriber": subscriber, "managing_agency": managing, "state": Token.State.IN_USE}
        | values
    )
    if holder is not None:
        Custody.objects.create(
            token=token,
            holder_person=holder,
            holder_agency=holder.agency,
            since=datetime.now(UTC) - timedelta(days=30),
            condition="Nguyên vẹn",
            reason="Bàn giao",
        )
    return token


def make_stock(*, agency: Agency, count: int) -> None:
    """That many devices in stock, so that the planner sees a table worth an index."""
    Token.objects.bulk_create(
        Token(serial_number=f"STOCK-{number:06d}", managing_agency=agency, state=Token.State.IN_STOCK)
        for number in range(count)
    )


@transaction.atomic
def make_dossier(agency: Agency, *, by: User, state: str = "draft", **values: Any) -> Dossier:
    """A case of Mẫu 06 that arrived in `state` by one step."""
    now = datetime.now(UTC)
    number = next(_numbers)
    dossier = Dossier.objects.create(
        **{
            "code": f"KP-{number:06d}",
            "procedure": "token_recovery",
            "state": state,
            "managing_agency": agency,
            "base": "national_2024",
            "drafted_by": by,
            "drafted_at": now,
        }
        | values
    )
    Step.objects.create(
        dossier=dossier, transition="test", label="Đặt cho phép thử", source="", target=state, by=by, at=now, clause="–"
    )
    return dossier


@transaction.atomic
def make_request(dossier: Dossier, *, state: str = "pending", position: int = 1, **values: Any) -> Request:
    """A row of the case that arrived in `state` by one step."""
    row = Request.objects.create(dossier=dossier, position=position, procedure="token_recovery", state=state, **values)
    if state != "pending":
        Step.objects.create(
            dossier=dossier,
            request=row,
            transition="test",
            label="Đặt cho phép thử",
            source="pending",
            target=state,
            at=datetime.now(UTC),
            clause="–",
        )
    return row


def client_of(user: User) -> Client:
    """A browser in which the user is signed in."""
    client = Client()
    client.force_login(user)
    return client
