"""People of an agency for whom first certificates may be asked, with what the registers know of each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from certificates.domain.standing import EXPIRING_SOON_DAYS
from certificates.domain.validity import VIETNAM
from certificates.models import Certificate
from directory.domain.names import fold
from directory.models import Agency, Person
from requests_workflow.models import Request
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.selectors.expiry_scope import served_by

SHOWN = 100


@dataclass(frozen=True)
class Candidate:
    """One person; `certificate` is the one that counts: in force, else the last. `reissue`: it needs a new one.

    `words` and `tone` say how it stands (components/tag.html); `open_request` asks for the person already.
    """

    person: Person
    certificate: Certificate | None
    reissue: bool
    words: str
    tone: str
    open_request: Request | None


@dataclass(frozen=True)
class CandidateList:
    """`items` are at most SHOWN people beside those chosen; `total` how many fit the search."""

    items: tuple[Candidate, ...]
    total: int


def people_of(agency: Agency) -> QuerySet[Person]:
    """People who work at the agency or at a body below it without a seal of its own; by given name."""
    bodies = list(served_by([agency]))
    people = Person.objects.filter(agency_id__in=bodies, left_on__isnull=True)
    return people.select_related("agency").order_by("sort_name", "id")


def candidates(*, agency: Agency, now: datetime, search: str = "", chosen: Collection[object] = ()) -> CandidateList:
    """The chosen people (by public id) first, then those whose name, unit or address fits the search; six queries."""
    people = people_of(agency)
    picked = list(people.filter(public_id__in=list(chosen))) if chosen else []
    found = people.exclude(pk__in=[one.pk for one in picked])
    if words := fold(search):
        found = found.filter(
            Q(folded_name__contains=words)
            | Q(agency__folded_name__contains=words)
            | Q(official_email__icontains=search.strip())
        )
    # Asked once more than shown, so that the count is only taken where there are more.
    shown = list(found[: SHOWN + 1])
    total = len(shown) if len(shown) <= SHOWN else found.count()
    return CandidateList(tuple(present([*picked, *shown[:SHOWN]], now=now)), total + len(picked))


def present(people: Sequence[Person], *, now: datetime) -> list[Candidate]:
    """What is known of these people; two queries."""
    ids = [one.pk for one in people]
    certificates: dict[int, list[Certificate]] = {}
    rows = Certificate.objects.filter(subscriber__person_id__in=ids).select_related("subscriber", "successor")
    for one in rows.defer("der", "successor__der").order_by("-not_after", "-id"):
        certificates.setdefault(one.subscriber.person_id or 0, []).append(one)
    open_rows = Request.objects.filter(person_id__in=ids, procedure="individual_issue", state__in=OPEN_STATES)
    asked = {row.person_id: row for row in open_rows.select_related("dossier").order_by("-id")}
    return [_candidate(one, certificates.get(one.pk, []), asked.get(one.pk), now) for one in people]


def old_certificate(candidate: Candidate, *, named: Certificate | None = None) -> str:
    """Serial to be written as the old certificate's: the one that the clerk came from, or one that has run out."""
    if named is not None and named.subscriber.person_id == candidate.person.pk and not hasattr(named, "successor"):
        return named.serial_number
    return candidate.certificate.serial_number if candidate.reissue and candidate.certificate else ""


def _candidate(
    person: Person, certificates: list[Certificate], open_request: Request | None, now: datetime
) -> Candidate:
    in_force = next((one for one in certificates if one.is_in_force(at=now)), None)
    last = in_force or (certificates[0] if certificates else None)
    if last is None:
        return Candidate(person, None, False, "Chưa có chứng thư", "neutral", open_request)
    ends = f"{last.not_after.astimezone(VIETNAM):%d/%m/%Y}"
    if in_force is not None:
        left = last.days_left(at=now)
        soon = left <= EXPIRING_SOON_DAYS
        words = f"Sắp hết hạn: {ends} (còn {left} ngày)" if soon else f"Còn hiệu lực đến {ends}"
        return Candidate(person, last, False, words, "warning" if soon else "success", open_request)
    if hasattr(last, "successor"):
        return Candidate(person, last, False, "Đã thay bằng chứng thư mới", "neutral", open_request)
    if last.not_before > now:
        starts = f"{last.not_before.astimezone(VIETNAM):%d/%m/%Y}"
        return Candidate(person, last, False, f"Có hiệu lực từ {starts}", "neutral", open_request)
    revoked = last.status == Certificate.Status.REVOKED
    words = "Đã bị thu hồi: cấp lại" if revoked else f"Hết hạn từ {ends}: cấp lại"
    return Candidate(person, last, last.status != Certificate.Status.SUPERSEDED, words, "danger", open_request)
