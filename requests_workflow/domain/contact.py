"""What a form asks about its contact person, and what of that is missing."""

from collections.abc import Callable
from datetime import date
from types import MappingProxyType
from typing import Protocol

from requests_workflow.regulations.profile import FormRef


class ContactPerson(Protocol):
    """The person as the directory knows them; `workplace` facts come from the agency."""

    full_name: str
    identity_number: str
    identity_issued_on: date | None
    identity_issued_by: str
    position: str
    phone: str
    official_email: str


# Columns that speak of the person; those of the agency (workplace, address) are never missing.
VALUES: MappingProxyType[str, Callable[[ContactPerson], object]] = MappingProxyType(
    {
        "contact_name": lambda person: person.full_name,
        "contact_id_number": lambda person: person.identity_number,
        "contact_id_issued_on": lambda person: person.identity_issued_on,
        "contact_id_issued_by": lambda person: person.identity_issued_by,
        "contact_position": lambda person: person.position,
        "contact_mobile": lambda person: person.phone,
        "contact_email": lambda person: person.official_email,
    }
)


def contact_gaps(*, person: ContactPerson | None, form: FormRef) -> tuple[str, ...]:
    """Labels of the contact fields of the form that nobody has filled in; all of them where there is no person."""
    asked = [column for column in form.contact_fields if column.key in VALUES]
    return tuple(column.label for column in asked if person is None or not VALUES[column.key](person))
