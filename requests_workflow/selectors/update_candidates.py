"""Certificates of an agency's register as clerks choose them for Mẫu 04 and 05: how each stands, and what hinders.

What the rules of the procedures refuse later is said here of each certificate, with clause and the lawful way on.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from certificates.domain.filing_window import FilingWindow, filing_window, level
from certificates.domain.standing import Standing, standing
from certificates.domain.validity import VIETNAM
from certificates.models import Certificate
from certificates.selectors.register import Wanted, search
from directory.models import Agency, User
from directory.selectors.roles import Actor
from requests_workflow.domain.expiry import ISSUE_FORMS, NEW_CERTIFICATE
from requests_workflow.models import Dossier, Request
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.procedures.certificate_update import clauses as update
from requests_workflow.procedures.revocation import clauses as revocation
from requests_workflow.regulations.profile import Profile
from requests_workflow.selectors.expiry_scope import served_by
from tokens.models import Token

SHOWN = 100
UPDATE, REVOCATION = "certificate_update", "revocation"
GONE = (Token.State.LOST, Token.State.RETURNED)


@dataclass(frozen=True)
class Obstacle:
    """Why something cannot be asked for: a sentence with the way on, its clause, and `way`.

    `way` names the page that leads on: "reissue" (a new certificate), "case" (`dossier`), "successor" or "".
    """

    text: str
    clause: str
    way: str = ""
    dossier: Dossier | None = None


@dataclass(frozen=True)
class Candidate:
    """One certificate. An obstacle is None where nothing hinders; `open_rows` are other open requests about it.

    `cautions` are what speaks against a Mẫu 04 that the rules allow.
    """

    certificate: Certificate
    device: Token | None
    standing: Standing
    window: FilingWindow
    renewal: Obstacle | None
    change: Obstacle | None
    revocation: Obstacle | None
    open_rows: tuple[Request, ...]
    cautions: tuple[Obstacle, ...] = ()

    def obstacle(self, service: str) -> Obstacle | None:
        """What is in the way of "renew", "change" or "revoke"."""
        return {"renew": self.renewal, "change": self.change, "revoke": self.revocation}[service]

    @property
    def update_obstacle(self) -> Obstacle | None:
        """What is in the way of both services of Mẫu 04 alike, so that it is said once."""
        return self.renewal if self.renewal == self.change else None


@dataclass(frozen=True)
class CandidateList:
    """`items` are at most SHOWN certificates beside those chosen; `total` how many fit the filters."""

    items: tuple[Candidate, ...]
    total: int


def certificates_of(agency: Agency) -> QuerySet[Certificate]:
    """Certificates managed by the agency, or by a body below it without a seal of its own; what a candidate shows."""
    return _shown(Certificate.objects.filter(managing_agency_id__in=list(served_by([agency]))))


def certificates_for(dossier: Dossier) -> QuerySet[Certificate]:
    """What the rows of this draft may be about: the agency's register with all below it, and what they name already."""
    below = Q(managing_agency__path__startswith=dossier.managing_agency.path)
    rows = dossier.requests.filter(state="pending")
    named = Q(pk__in=rows.values("certificate")) | Q(pk__in=rows.values("predecessor"))
    return _shown(Certificate.objects.filter(below | named))


def draft_begun_with(*, key: uuid.UUID | None, by: User) -> Dossier | None:
    """The draft that the same press of the button has made already."""
    return Dossier.objects.filter(creation_key=key, drafted_by=by).first() if key else None


def matching(*, agency: Agency, actor: Actor, wanted: Wanted, now: datetime) -> QuerySet[Certificate]:
    """Those of `certificates_of` that the actor's filters leave, the first to expire first."""
    found = search(actor=actor, wanted=wanted, at=now).filter(managing_agency_id__in=list(served_by([agency])))
    return _shown(found).order_by("not_after", "id")


def candidates(
    *,
    found: QuerySet[Certificate],
    chosen: Sequence[Certificate],
    profile: Profile,
    now: datetime,
    dossier: Dossier | None = None,
) -> CandidateList:
    """The chosen ones first, then those of `found`; as many queries for many as for one."""
    others = found.exclude(pk__in=[one.pk for one in chosen])
    # Asked once more than shown, so that the count is only taken where there are more.
    shown = list(others[: SHOWN + 1])
    total = len(shown) if len(shown) <= SHOWN else others.count()
    items = present([*chosen, *shown[:SHOWN]], profile=profile, now=now, dossier=dossier)
    return CandidateList(tuple(items), total + len(chosen))


def present(
    certificates: Sequence[Certificate], *, profile: Profile, now: datetime, dossier: Dossier | None = None
) -> list[Candidate]:
    """What is known of these certificates (from `certificates_of`) in their order; rows of `dossier` do not count.

    Two queries.
    """
    ids = [one.pk for one in certificates]
    devices = _devices(ids)
    rows = _open_rows(ids, dossier=dossier)
    day = now.astimezone(VIETNAM).date()
    return [
        _candidate(one, device=devices.get(one.pk), rows=rows.get(one.pk, []), profile=profile, now=now, day=day)
        for one in certificates
    ]


def _shown(found: QuerySet[Certificate]) -> QuerySet[Certificate]:
    related = found.select_related("subscriber__person", "subscriber__agency", "managing_agency", "successor")
    return related.defer("der", "subject", "issuer", "successor__der")


def _devices(ids: Collection[int]) -> dict[int, Token]:
    """Certificate id -> the device that carries it, one that still works before one that does not."""
    tokens = sorted(
        Token.objects.filter(certificate__in=ids).order_by("pk"), key=lambda one: one.state in GONE, reverse=True
    )
    # The last one written wins.
    return {one.certificate_id: one for one in tokens if one.certificate_id is not None}


def _open_rows(ids: Collection[int], *, dossier: Dossier | None) -> dict[int, list[Request]]:
    about = Q(predecessor__in=ids) | Q(certificate__in=ids, procedure=REVOCATION)
    rows = Request.objects.filter(about, state__in=OPEN_STATES).select_related("dossier").order_by("id")
    found: dict[int, list[Request]] = {}
    for row in rows.exclude(dossier=dossier) if dossier is not None else rows:
        key = row.certificate_id if row.procedure == REVOCATION else row.predecessor_id
        found.setdefault(key or 0, []).append(row)
    return found


def _candidate(
    certificate: Certificate,
    *,
    device: Token | None,
    rows: list[Request],
    profile: Profile,
    now: datetime,
    day: date,
) -> Candidate:
    window = filing_window(not_after=certificate.not_after, min_days_left=profile.renewal_min_days_left.value)
    days_left = window.days_left(day=day)
    both = _in_the_way_of_update(certificate, rows=rows, now=now)
    renewal = both or _renewal(certificate, profile=profile, days_left=days_left)
    change = both or _change(certificate, profile=profile, days_left=days_left)
    return Candidate(
        certificate=certificate,
        device=device,
        standing=standing(
            status=certificate.status,
            not_before=certificate.not_before,
            not_after=certificate.not_after,
            revoked_at=certificate.revoked_at,
            at=now,
        ),
        window=window,
        renewal=renewal,
        change=change,
        revocation=_revocation(certificate, rows=rows),
        open_rows=tuple(rows),
        cautions=(
            *(_early(profile=profile, window=window, day=day) if renewal is None else ()),
            *(_lost(device, certificate=certificate) if renewal is None or change is None else ()),
        ),
    )


def _new_certificate(certificate: Certificate) -> str:
    form = ISSUE_FORMS.get(certificate.subscriber.kind, "Mẫu số 01, 02 hoặc 03")
    return f"đề nghị cấp chứng thư mới theo {form}, ghi số hiệu chứng thư cũ"


def _in_the_way_of_update(certificate: Certificate, *, rows: list[Request], now: datetime) -> Obstacle | None:
    """What refuses renewal and change alike."""
    if (row := next((one for one in rows if one.procedure == UPDATE), None)) is not None:
        return _open_elsewhere(row, clause=update.RENEWING.cite())
    new = _new_certificate(certificate)
    if certificate.status == Certificate.Status.REVOKED:
        return Obstacle(f"Đã bị thu hồi: {new}.", NEW_CERTIFICATE.cite(), "reissue")
    if certificate.status == Certificate.Status.SUPERSEDED or hasattr(certificate, "successor"):
        return Obstacle("Đã có chứng thư thay thế: chọn chứng thư đó.", update.RENEWAL.cite(), "successor")
    if certificate.not_before > now:
        text = f"Có hiệu lực từ {certificate.not_before.astimezone(VIETNAM):%d/%m/%Y}: lập hồ sơ từ ngày đó."
        return Obstacle(text, update.RENEWAL.cite())
    if certificate.not_after < now:
        return Obstacle(f"Đã hết hạn: {new}.", NEW_CERTIFICATE.cite(), "reissue")
    return None


def _renewal(certificate: Certificate, *, profile: Profile, days_left: int) -> Obstacle | None:
    new = _new_certificate(certificate)
    limit, least = profile.renewal_limit, profile.renewal_min_days_left
    if certificate.renewal_count >= limit.value:
        times = f"Đã gia hạn {certificate.renewal_count:02d} lần, chỉ được gia hạn {limit.value:02d} lần: {new}."
        return Obstacle(times, limit.clause.cite(), "reissue")
    if days_left < least.value:
        text = f"Phải còn hiệu lực ít nhất {least.value} ngày; đã quá ngày cuối nộp hồ sơ gia hạn: {new}."
        return Obstacle(text, least.clause.cite(), "reissue")
    return None


def _early(*, profile: Profile, window: FilingWindow, day: date) -> tuple[Obstacle, ...]:
    """That the one renewal would be used up long before it is needed: before the reminders of the expiry begin."""
    if level(day=day, window=window) is not None:
        return ()
    limit = profile.renewal_limit
    text = f"Còn {window.days_left(day=day)} ngày hiệu lực; gia hạn chỉ được {limit.value:02d} lần."
    return (Obstacle(text, limit.clause.cite()),)


def _lost(device: Token | None, *, certificate: Certificate) -> tuple[Obstacle, ...]:
    """That the device is lost: no rule forbids the request, yet the law revokes such a certificate."""
    if device is None or device.state != Token.State.LOST:
        return ()
    new = _new_certificate(certificate)
    return (Obstacle(f"Thiết bị đã báo mất: thu hồi chứng thư này (Mẫu số 05); {new}.", revocation.CASES.cite()),)


def _change(certificate: Certificate, *, profile: Profile, days_left: int) -> Obstacle | None:
    least = profile.change_min_days_left
    if days_left < least.value:
        text = f"Phải còn hiệu lực ít nhất {least.value} ngày mới thay đổi thông tin: {_new_certificate(certificate)}."
        return Obstacle(text, least.clause.cite(), "reissue")
    return None


def _revocation(certificate: Certificate, *, rows: list[Request]) -> Obstacle | None:
    if certificate.status == Certificate.Status.REVOKED:
        return Obstacle("Đã bị thu hồi trước đó: không phải đề nghị nữa.", revocation.REVOKING.cite())
    row = next((one for one in rows if one.procedure == REVOCATION), None)
    return _open_elsewhere(row, clause=revocation.REVOKING.cite()) if row is not None else None


def _open_elsewhere(row: Request, *, clause: str) -> Obstacle:
    text = "Đang có hồ sơ chưa xong: xử lý tiếp hồ sơ đó, hoặc rút hồ sơ đó trước."
    return Obstacle(text, clause, "case", row.dossier)
