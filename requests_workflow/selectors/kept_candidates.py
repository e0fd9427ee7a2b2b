"""For Mẫu 02 and 03: the bodies that an agency may ask for, with what the registers know, and who may keep a device."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from certificates.domain.validity import VIETNAM
from certificates.models import Certificate
from directory.domain.roles import Role
from directory.models import Agency, Membership, Person, Subscriber
from requests_workflow.models import Request
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.selectors.expiry_scope import served_by
from requests_workflow.selectors.issue_candidates import people_of
from tokens.selectors.keepers import registry_clerks

SHOWN = 200


@dataclass(frozen=True)
class KeeperChoice:
    """Somebody who may keep a device; `label` names them in a list."""

    public_id: str
    label: str
    is_registry_clerk: bool = False


@dataclass(frozen=True)
class BodyChoice:
    """One body; `certificate` is the one that counts, `ended` that it ran out or was revoked.

    `words` and `tone` say how it stands (components/tag.html); `open_request` asks for the body already.
    """

    agency: Agency
    certificate: Certificate | None
    ended: bool
    words: str
    tone: str
    open_request: Request | None


def keepers_of(
    *, agency: Agency, on: date, also: Iterable[Person] = (), registry_first: bool
) -> tuple[KeeperChoice, ...]:
    """People of the agency and of its units without a seal, with those of `also`; the văn thư first where asked.

    Three queries.
    """
    people = {one.pk: one for one in people_of(agency)} | {one.pk: one for one in also}
    clerks = _registry_ids(people, on=on)
    made = [
        KeeperChoice(
            str(one.public_id), _label(one, agency=agency, is_registry_clerk=one.pk in clerks), one.pk in clerks
        )
        for one in people.values()
    ]
    return tuple(sorted(made, key=lambda one: not one.is_registry_clerk) if registry_first else made)


def labelled(*, people: Collection[Person], agency: Agency, on: date) -> list[tuple[Person, str]]:
    """[(person, how a list calls them)], in the given order; one query."""
    clerks = _registry_ids([one.pk for one in people], on=on)
    return [(one, _label(one, agency=agency, is_registry_clerk=one.pk in clerks)) for one in people]


def _registry_ids(people: Collection[int], *, on: date) -> set[int | None]:
    held = Membership.objects.in_force(on=on).filter(
        role=Role.REGISTRY_CLERK.value, user__person_id__in=people, user__is_active=True
    )
    return set(held.values_list("user__person_id", flat=True))


def _label(person: Person, *, agency: Agency, is_registry_clerk: bool) -> str:
    words = [person.full_name, person.position, person.agency.short_name if person.agency_id != agency.pk else ""]
    return " – ".join(word for word in words if word) + (" (văn thư)" if is_registry_clerk else "")


def keepers_for(*, row: Request, agency: Agency, on: date) -> list[Person]:
    """Who may take the place of the row's keeper on that day, for a body and for a system of the agency.

    For an organisation its văn thư, and those without an account: of them the decision says that they are. Two queries.
    """
    people = list(people_of(agency) if row.procedure != "organisation_issue" else registry_clerks(agency=agency, on=on))
    if row.procedure == "organisation_issue":
        people += people_of(agency).filter(account__isnull=True)
    return [one for one in people if one.pk != row.person_id]


def registry_clerks_of(agencies: Collection[Agency], *, on: date) -> dict[int, Person]:
    """Agency id -> its văn thư, who keeps its device like its seal; one query."""
    held = (
        Membership.objects.in_force(on=on)
        .filter(agency__in=agencies, role=Role.REGISTRY_CLERK.value, user__is_active=True, user__person__isnull=False)
        .select_related("user__person")
        .order_by("-id")
    )
    return {one.agency_id: one.user.person for one in held if one.user.person is not None}


def bodies_of(*, agency: Agency, now: datetime, chosen: Collection[object] = ()) -> list[BodyChoice]:
    """The agency, its units without a seal, and those of `chosen` (public ids) below it; four queries."""
    near = served_by([agency])
    found = Agency.objects.filter(path__startswith=agency.path, valid_to__isnull=True)
    wanted = found.filter(pk__in=list(near)) | found.filter(public_id__in=list(chosen))
    bodies = list(wanted.order_by("path")[:SHOWN])
    certificates = _certificates(bodies)
    asked = _asked_for(agency)
    return [_choice(body, certificates.get(body.pk, []), asked.get(body.name.casefold()), now=now) for body in bodies]


def _certificates(bodies: list[Agency]) -> dict[int, list[Certificate]]:
    rows = Certificate.objects.filter(
        subscriber__kind=Subscriber.Kind.ORGANISATION, subscriber__agency_id__in=[one.pk for one in bodies]
    )
    found: dict[int, list[Certificate]] = {}
    for one in rows.select_related("subscriber", "successor").defer("der", "successor__der").order_by("-not_after"):
        found.setdefault(one.subscriber.agency_id, []).append(one)
    return found


def _asked_for(agency: Agency) -> dict[str, Request]:
    rows = Request.objects.filter(
        procedure="organisation_issue", state__in=OPEN_STATES, dossier__managing_agency=agency
    )
    return {row.printed.get("organisation_name", "").casefold(): row for row in rows.select_related("dossier")}


def _choice(body: Agency, certificates: list[Certificate], asked: Request | None, *, now: datetime) -> BodyChoice:
    in_force = next((one for one in certificates if one.is_in_force(at=now)), None)
    last = in_force or (certificates[0] if certificates else None)
    if last is None:
        return BodyChoice(body, None, False, "Chưa có chứng thư", "neutral", asked)
    ends = f"{last.not_after.astimezone(VIETNAM):%d/%m/%Y}"
    if in_force is not None:
        words = f"Còn hiệu lực đến {ends} (còn {in_force.days_left(at=now)} ngày)"
        return BodyChoice(body, last, False, words, "success", asked)
    if hasattr(last, "successor") or last.status == Certificate.Status.SUPERSEDED:
        return BodyChoice(body, last, False, "Đã thay bằng chứng thư mới", "neutral", asked)
    revoked = last.status == Certificate.Status.REVOKED
    words = "Đã bị thu hồi: cấp lại" if revoked else f"Hết hạn từ {ends}: cấp lại"
    return BodyChoice(body, last, last.not_before <= now, words, "danger", asked)
