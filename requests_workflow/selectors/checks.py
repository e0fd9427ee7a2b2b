"""The check list of a received Mẫu 06, from the registers and the stored verification reports."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from certificates.models import Certificate
from directory.models import Subscriber
from requests_workflow.domain.checklist import CheckFacts, CheckLine, SignatureFacts, TokenFacts, compute_checks
from requests_workflow.models import CheckOverride, Document, Dossier, Request
from requests_workflow.regulations.registry import profile_by_code

PDF = "application/pdf"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
# The paper that the check list judges: what the department received.
RECEIVED_KINDS = (
    Document.Kind.FORM_SEALED,
    Document.Kind.INCOMING,
    Document.Kind.WET_SCAN,
    Document.Kind.WET_SCAN_SEALED,
    Document.Kind.SUPPLEMENT,
)
CONTACT_LABELS = {
    "full_name": "họ và tên",
    "identity_number": "số định danh cá nhân",
    "identity_issued_on": "ngày cấp",
    "identity_issued_by": "nơi cấp",
    "position": "chức vụ",
    "phone": "số điện thoại di động",
}


@dataclass(frozen=True)
class CheckedLine:
    """A computed line with the override, if an officer gave one."""

    line: CheckLine
    override: CheckOverride | None

    @property
    def settled(self) -> bool:
        """Passes, or was accepted with a reason."""
        return self.line.passes or self.override is not None


def check_lines(*, dossier: Dossier, now: datetime) -> list[CheckedLine]:
    """All lines of the case, in reading order; about six queries whatever the number of rows."""
    given = dossier.check_overrides.filter(round=receipt_round(dossier)).select_related("by__person")
    overrides = {o.check_code: o for o in given}
    return [
        CheckedLine(line, overrides.get(line.code)) for line in compute_checks(check_facts(dossier=dossier, now=now))
    ]


def receipt_round(dossier: Dossier) -> int:
    """Which receipt the check list judges: 1, and one more after each supplement."""
    return 1 + dossier.suspensions.count()


def failing_check_labels(*, dossier: Dossier, now: datetime) -> tuple[str, ...]:
    """Labels of the lines that neither pass nor were accepted with a reason."""
    return tuple(c.line.label for c in check_lines(dossier=dossier, now=now) if not c.settled)


def check_facts(*, dossier: Dossier, now: datetime) -> CheckFacts:
    """What compute_checks looks at, gathered."""
    profile = profile_by_code(dossier.profile_code)
    received = dossier.valid_received_at or dossier.first_received_at or now
    rows = list(
        dossier.requests.select_related("token", "certificate", "subscriber__managing_agency").order_by("position")
    )
    required = [(c.key, c.label) for c in profile.recovery_form.columns if c.required]
    signer, seal = _signatures(dossier=dossier, document=_judged_document(dossier))
    return CheckFacts(
        profile=profile,
        recipient=dossier.recipient_function,
        on=received.astimezone(VIETNAM).date(),
        signer=signer,
        seal=seal,
        rows=tuple(_row(row, dossier=dossier, required=required) for row in rows),
        missing_contact_fields=_missing_contact(dossier),
        marked_secret=dossier.is_secret,
        dossier_id=str(dossier.public_id),
    )


def _judged_document(dossier: Dossier) -> Document | None:
    """The newest received paper; a supplement stands in for the request only where it is a signed PDF itself."""
    for document in Document.objects.filter(dossier=dossier, kind__in=RECEIVED_KINDS).order_by("-id"):
        if document.kind != Document.Kind.SUPPLEMENT:
            return document
        report = document.verifications.order_by("-id").first()
        if document.media_type == PDF and (report is None or report.report.get("signatures")):
            return document
    return None


def _row(row: Request, *, dossier: Dossier, required: list[tuple[str, str]]) -> TokenFacts:
    token, certificate = row.token, row.certificate
    belongs = None
    if row.subscriber is not None:
        # A division without a seal asks through its managing body; a subscriber there belongs to the sender.
        belongs = row.subscriber.managing_agency_id == dossier.managing_agency_id
    return TokenFacts(
        serial=row.printed.get("token_serial", ""),
        token_id=str(token.public_id) if token else None,
        device_kind=token.kind if token else None,
        certificate_id=str(certificate.public_id) if certificate else None,
        certificate_status=certificate.status if certificate else None,
        not_before=_day(certificate.not_before) if certificate else None,
        not_after=_day(certificate.not_after) if certificate else None,
        belongs_to_sender=belongs,
        missing_fields=tuple(label for key, label in required if not row.printed.get(key)),
    )


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()


def _missing_contact(dossier: Dossier) -> tuple[str, ...]:
    # On a paper that came from outside, the contact person is on the scan and not typed in.
    if dossier.entered_by_department:
        return ()
    person = dossier.coordinator
    return tuple(label for field, label in CONTACT_LABELS.items() if person is None or not getattr(person, field))


def _signatures(*, dossier: Dossier, document: Document | None) -> tuple[SignatureFacts, SignatureFacts]:
    """Facts of the signer's and of the seal's signature on the newest received paper."""
    if document is None:
        return SignatureFacts(verdict=None, is_expected=False), SignatureFacts(verdict=None, is_expected=False)
    key = str(document.public_id)
    if document.kind == Document.Kind.WET_SCAN:
        wet = SignatureFacts(verdict="wet", is_expected=False, document_id=key)
        return wet, wet
    latest = document.verifications.order_by("-id").first()
    if latest is None and document.media_type != PDF:
        picture = SignatureFacts(verdict="wet", is_expected=False, document_id=key)
        return picture, picture
    if latest is None:
        waiting = SignatureFacts(verdict=None, is_expected=False, document_id=key)
        return waiting, waiting
    signatures: list[dict[str, Any]] = list(latest.report.get("signatures", ()))
    if not signatures:
        # Nothing is signed: the scan of a paper original is compared by eye, anything else is simply unsigned.
        verdict = "wet" if dossier.channel == Dossier.Channel.PAPER else latest.verdict
        plain = SignatureFacts(verdict=verdict, is_expected=False, document_id=key)
        return plain, plain
    prints = {s.get("fingerprint", "") for s in signatures}
    known = {
        c.fingerprint: c
        for c in Certificate.objects.filter(fingerprint__in=prints).select_related("subscriber__person")
    }
    person, organisation = None, None
    for signature in signatures:
        certificate = known.get(signature.get("fingerprint", ""))
        if certificate is not None and certificate.subscriber.kind == Subscriber.Kind.ORGANISATION:
            organisation = organisation or (signature, certificate)
        else:
            person = person or (signature, certificate)
    by_signer = _signature(person, key=key, expected=lambda c: _is_signer(c, dossier))
    if document.kind == Document.Kind.WET_SCAN_SEALED:
        # The leader signed on paper; the agency answers for the scan with its own signature.
        by_signer = SignatureFacts(verdict="wet", is_expected=False, document_id=key)
    expected = dossier.managing_agency_id
    return by_signer, _signature(organisation, key=key, expected=lambda c: c.subscriber.agency_id == expected)


def _is_signer(certificate: Certificate, dossier: Dossier) -> bool:
    """The chosen signer; for a paper from outside, somebody of the sending body."""
    person = certificate.subscriber.person
    if person is None:
        return False
    if dossier.signer is not None:
        return person.pk == dossier.signer.person_id
    return certificate.subscriber.managing_agency_id == dossier.managing_agency_id


def _signature(found: tuple[dict[str, Any], Certificate | None] | None, *, key: str, expected: Any) -> SignatureFacts:
    if found is None:
        return SignatureFacts(verdict="unsigned", is_expected=False, document_id=key)
    signature, certificate = found
    failing = [c["reason"] for c in signature["checks"].values() if c["result"] != "pass"]
    return SignatureFacts(
        verdict=signature_verdict(signature),
        is_expected=certificate is not None and expected(certificate),
        reason=" ".join(failing) or f"Người ký: {signature.get('signer') or 'không rõ'}.",
        document_id=key,
    )


def signature_verdict(signature: dict[str, Any]) -> str:
    """ "valid", "invalid" or "indeterminate" of one signature: its own verdict where the report gives one."""
    if "verdict" in signature:
        return str(signature["verdict"])
    results = {check["result"] for check in signature["checks"].values()}
    if "fail" in results:
        return "invalid"
    return "indeterminate" if "unknown" in results else "valid"
