"""Subscribers and certificates of the demo: keys and certificates of the test CA, written as files before the rows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from certificates.domain.validity import VIETNAM
from certificates.models import Certificate, CertificateStatusChange
from config.demo.authority import public_key_digest
from config.demo.devices import SEALS, SERVICE_DEVICES
from config.demo.identity import demo_id
from config.demo.officials import OFFICIALS
from config.demo.terms import Period, Term, predecessor_period, revoked_at, term_period
from directory.models import Agency, Person, Subscriber
from signing.test_ca import TestCA, TestKey

Status = Certificate.Status
Kind = Subscriber.Kind
ISSUED = "Cấp mới (CA thử nghiệm)"
RENEWED = "Gia hạn: đã thay bằng chứng thư mới"
RENEWAL = "Cấp khi gia hạn (CA thử nghiệm)"
REVOKED = "Thuê bao báo thất lạc thiết bị (Điều 17 Nghị định 68/2024/NĐ-CP)"


@dataclass(frozen=True)
class Subject:
    """Whom a certificate is made for."""

    slug: str
    kind: Subscriber.Kind
    name: str
    agency: Agency
    managing: Agency
    email: str
    person: Person | None = None
    term: Term = Term.CURRENT


def seal_slug(agency: str) -> str:
    """Slug of an agency's own certificate and device."""
    return f"seal_{agency}"


def write_certificates(
    *, ca: TestCA, agencies: dict[str, Agency], people: dict[str, Person], today: date
) -> dict[str, Certificate]:
    """Subscribers with their certificates; the certificate in hand by slug of official, seal or service.

    `today` is the +07:00 day from which the telling terms are counted.
    """
    return {subject.slug: _write(ca, subject, today) for subject in _subjects(agencies, people)}


def _subjects(agencies: dict[str, Agency], people: dict[str, Person]) -> list[Subject]:
    found = [
        Subject(
            slug=official.slug,
            kind=Kind.INDIVIDUAL,
            name=official.full_name,
            agency=agencies[official.agency],
            managing=agencies[official.managing_agency],
            email=people[official.slug].official_email,
            person=people[official.slug],
            term=official.term,
        )
        for official in OFFICIALS
        if official.term is not None
    ]
    for seal in SEALS:
        agency = agencies[seal.agency]
        found.append(
            Subject(seal_slug(seal.agency), Kind.ORGANISATION, agency.name, agency, agency, agency.official_email)
        )
    for device in SERVICE_DEVICES:
        agency = agencies[device.agency]
        found.append(Subject(device.slug, Kind.DEVICE, device.name, agency, agency, agency.official_email))
    return found


def _write(ca: TestCA, subject: Subject, today: date) -> Certificate:
    subscriber = Subscriber.objects.create(
        public_id=demo_id("subscriber", subject.slug),
        kind=subject.kind,
        person=subject.person,
        agency=subject.agency,
        managing_agency=subject.managing,
        name=subject.name,
        official_email=subject.email,
    )
    predecessor: Certificate | None = None
    old_key: TestKey | None = None
    if subject.term is Term.RENEWED:
        old_key = _issue(ca, subject, predecessor_period(today=today))
        predecessor = _row(f"{subject.slug}:old", subject, subscriber, old_key)
        _change(predecessor, Status.ACTIVE, predecessor.not_before, ISSUED)
    key = _issue(ca, subject, term_period(term=subject.term, today=today), same_key_as=old_key)
    row = _row(subject.slug, subject, subscriber, key, predecessor=predecessor)
    _change(row, Status.ACTIVE, row.not_before, RENEWAL if predecessor else ISSUED)
    if predecessor is not None:
        _change(predecessor, Status.SUPERSEDED, row.not_before, RENEWED)
    if subject.term is Term.REVOKED:
        at = revoked_at(today=today)
        ca.revoke(serial=key.certificate.serial_number, at=at, reason="key_compromise")
        _change(row, Status.REVOKED, at, REVOKED)
    return row


def _issue(ca: TestCA, subject: Subject, term: Period, *, same_key_as: TestKey | None = None) -> TestKey:
    kind: Literal["person", "organisation"] = "person" if subject.kind == Kind.INDIVIDUAL else "organisation"
    return ca.issue(
        subject_cn=subject.name,
        organisation=subject.managing.name,
        email=subject.email,
        not_before=term.not_before,
        not_after=term.not_after,
        key=same_key_as.private_key if same_key_as else None,
        kind=kind,
    )


def _row(
    slug: str, subject: Subject, subscriber: Subscriber, key: TestKey, *, predecessor: Certificate | None = None
) -> Certificate:
    certificate = key.certificate
    return Certificate.objects.create(
        public_id=demo_id("certificate", slug),
        subscriber=subscriber,
        managing_agency=subject.managing,
        serial_number=f"{certificate.serial_number:x}",
        common_name=key.common_name,
        subject=certificate.subject.rfc4514_string(),
        issuer=certificate.issuer.rfc4514_string(),
        official_email=subject.email,
        fingerprint=key.fingerprint,
        public_key_digest=public_key_digest(key),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        predecessor=predecessor,
        renewal_count=1 if predecessor else 0,
        der=key.der,
    )


def _change(row: Certificate, status: Certificate.Status, at: datetime, reason: str) -> None:
    """The history row, and the state that it leads to."""
    CertificateStatusChange.objects.create(certificate=row, status=status, at=at, reason=reason)
    row.status = status
    row.revoked_at = at if status == Status.REVOKED else None
    row.save(update_fields=["status", "revoked_at"])


def local_day(now: datetime) -> date:
    """The +07:00 day of `now`."""
    return now.astimezone(VIETNAM).date()
