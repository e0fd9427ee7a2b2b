"""Bodies, people, accounts and memberships of the demo as rows."""

from datetime import date

from django.contrib.auth.hashers import make_password

from config.demo.bodies import BODIES, FIRST_DAY_OF_COMMUNES, FUNCTIONS, SUCCESSIONS, mail
from config.demo.devices import SEALS
from config.demo.identity import DEMO_PASSWORD, demo_id
from config.demo.officials import OFFICIALS
from config.demo.shapes import Body, Official
from directory.domain.roles import Role
from directory.models import Agency, AgencyFunction, AgencyName, AgencySuccession, Membership, Person, User

LEADER_ROLES = frozenset({Role.AGENCY_LEADER, Role.DEPARTMENT_LEADER})


def write_bodies() -> dict[str, Agency]:
    """All bodies with dated names, functions and successions; rows by slug."""
    rows: dict[str, Agency] = {}
    for body in BODIES:
        rows[body.slug] = _write_body(body, rows.get(body.parent))
    for given in FUNCTIONS:
        AgencyFunction.objects.create(
            agency=rows[given.body],
            function=given.function,
            territory=rows[given.territory] if given.territory else None,
            valid_from=given.valid_from,
            legal_ref=given.legal_ref,
        )
    for change in SUCCESSIONS:
        AgencySuccession.objects.create(
            predecessor=rows[change.predecessor],
            successor=rows[change.successor],
            effective_on=change.effective_on,
            legal_ref=change.legal_ref,
        )
    return rows


def _write_body(body: Body, parent: Agency | None) -> Agency:
    row = Agency(
        public_id=demo_id("agency", body.slug),
        kind=body.kind,
        name=body.name,
        short_name=body.short_name,
        abbreviation=body.abbreviation,
        parent=parent,
        path="",
        province=body.province,
        place=body.place,
        address=body.address,
        exchange_code=body.exchange_code,
        official_email=mail(local=body.mailbox, province=body.province),
        phone=body.phone,
        has_legal_personality=body.sealed,
        has_own_seal=body.sealed,
        unit_head_step=body.unit_head_step,
        format_check_step=body.format_check_step,
        overlay=body.overlay,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        is_fictional=body.fictional,
    )
    row.set_folded()
    row.save()
    row.path = f"{parent.path if parent else ''}{row.pk:06d}."
    row.save(update_fields=["path"])
    for name in body.names:
        AgencyName.objects.create(
            agency=row,
            name=name.name,
            abbreviation=name.abbreviation,
            valid_from=name.valid_from,
            valid_to=name.valid_to,
            legal_ref=name.legal_ref,
        )
    return row


def write_officials(*, agencies: dict[str, Agency]) -> dict[str, Person]:
    """People, and for the personas an account with its memberships; people by slug."""
    provinces = {body.slug: body.province for body in BODIES}
    # One hash for all: the password is printed anyway, and argon2 means to be slow.
    password = make_password(DEMO_PASSWORD)
    rows: dict[str, Person] = {}
    for number, official in enumerate(OFFICIALS, start=1):
        born = date(1975 + number % 25, 1 + number % 12, 1 + number % 28)
        person = Person(
            public_id=demo_id("person", official.slug),
            full_name=official.full_name,
            agency=agencies[official.agency],
            position=official.position,
            official_email=official.email
            or mail(local=official.slug.replace("_", "."), province=provinces[official.agency]),
            # No province has the code 099; no network has had the prefix 030 since 2017: nobody's number.
            identity_number=identity_number(born=born, serial=number),
            identity_issued_on=date(2021, 5, 1 + number % 28),
            identity_issued_by="Cục Cảnh sát quản lý hành chính về trật tự xã hội",
            birth_date=born,
            phone=f"0300{number:06d}",
            is_fictional=True,
        )
        person.set_keys()
        person.save()
        rows[official.slug] = person
        if official.roles:
            _write_account(official, person, agencies[official.agency], password)
    return rows


def identity_number(*, born: date, serial: int) -> str:
    """A number of twelve digits that agrees with the birth date, of a province that does not exist."""
    return f"0990{born:%y}{serial:06d}"


def _write_account(official: Official, person: Person, agency: Agency, password: str) -> None:
    user = User.objects.create(
        username=official.slug,
        email=person.official_email,
        password=password,
        person=person,
    )
    seal = next((seal for seal in SEALS if seal.keeper == official.slug), None)
    for role in official.held_roles:
        leads = role in LEADER_ROLES
        by_decision = seal if role is Role.REGISTRY_CLERK else None
        Membership.objects.create(
            user=user,
            agency=agency,
            role=role.value,
            title=official.title if leads else "",
            is_head=official.is_head and leads,
            decision_number=by_decision.decision_number if by_decision else "",
            decision_date=by_decision.decision_date if by_decision else None,
            valid_from=FIRST_DAY_OF_COMMUNES,
        )
