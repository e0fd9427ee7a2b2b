"""Shapes of the demo's specifications: bodies and officials, before they are rows."""

from dataclasses import dataclass
from datetime import date

from config.demo.terms import Term
from directory.domain.roles import Role
from directory.models import Agency, AgencyFunction
from tokens.models import Token


@dataclass(frozen=True)
class DatedName:
    """A name that the body bore in a period."""

    name: str
    abbreviation: str
    valid_from: date
    valid_to: date | None = None
    legal_ref: str = ""


@dataclass(frozen=True)
class Body:
    """One body; `parent` is the slug of a body that stands before it in BODIES."""

    slug: str
    kind: Agency.Kind
    name: str
    short_name: str
    abbreviation: str
    province: str
    place: str
    valid_from: date
    parent: str = ""
    valid_to: date | None = None
    address: str = ""
    phone: str = ""
    exchange_code: str = ""
    mailbox: str = ""
    overlay: str = ""
    names: tuple[DatedName, ...] = ()
    unit_head_step: bool = False
    format_check_step: bool = False
    sealed: bool = True
    fictional: bool = False


@dataclass(frozen=True)
class GivenFunction:
    """A function that law gives to a body; `territory` "" is the whole country."""

    body: str
    function: AgencyFunction.Function
    territory: str
    valid_from: date
    legal_ref: str


@dataclass(frozen=True)
class Succession:
    """Who took over from whom."""

    predecessor: str
    successor: str
    effective_on: date
    legal_ref: str


@dataclass(frozen=True)
class Official:
    """`agency` is where the person works, `managing` the body that manages the certificate (default: the same).

    `email` takes the place of the address under .example, where local rules ask for a domain of their own.
    `title` and `is_head` belong to leaders: the title printed above the name, and whether deputies sign "KT." for them.
    """

    slug: str
    full_name: str
    position: str
    agency: str
    managing: str = ""
    roles: tuple[Role, ...] = ()
    hint: str = ""
    title: str = ""
    is_head: bool = False
    term: Term | None = Term.CURRENT
    device: Token.Kind = Token.Kind.PKI_TOKEN
    device_state: Token.State = Token.State.IN_USE
    email: str = ""

    @property
    def managing_agency(self) -> str:
        return self.managing or self.agency

    @property
    def held_roles(self) -> tuple[Role, ...]:
        """The roles of the account; whoever has a certificate is a subscriber too."""
        if not self.roles or self.term is None or Role.SUBSCRIBER in self.roles:
            return self.roles
        return (*self.roles, Role.SUBSCRIBER)
