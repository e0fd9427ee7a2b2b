"""Judges one signature whose bytes were already looked at: certificate, chain, revocation, time."""

from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import x509
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.verification.byte_range import signed_end
from signing.verification.certificate import check_certificate, name_part
from signing.verification.path import PathOutcome, judge_path
from signing.verification.report import Check, Checks, SignatureReport
from signing.verification.timestamps import DocumentTimestamp, Stamped, check_time, signature_timestamp
from signing.verification.trust import TrustStore
from signing.verification.wording import iso, moment

NOT_REACHED = Check("unknown", "Chưa kiểm tra được vì không đọc được chữ ký.")


@dataclass(frozen=True)
class Evidence:
    """What all signatures of a file are judged by. `check_time` is the moment for which the answer is given."""

    trust: TrustStore
    embedded: TrustStore
    check_time: datetime
    document_stamps: list[DocumentTimestamp] = field(default_factory=list)


def unreadable(*, name: str, reason: str) -> SignatureReport:
    """The report about a signature that cannot even be read."""
    checks = Checks(Check("fail", reason), NOT_REACHED, NOT_REACHED, NOT_REACHED, NOT_REACHED)
    return SignatureReport(field=name, signer="", organisation="", signing_time=None, checks=checks)


async def judge_signature(
    *, signature: EmbeddedPdfSignature, integrity: Check, modification: str, size: int, evidence: Evidence
) -> SignatureReport:
    """The full report about one signature."""
    try:
        certificate = signature.signer_cert
        others = signature.other_embedded_certs
        claimed = _claimed(signature)
        digest = signature.md_algorithm
        mechanism = signature.signer_info["signature_algorithm"].signature_algo
        subject, issuer = certificate.subject, certificate.issuer
        end = signed_end(signature.byte_range)
    except (SignatureValidationError, CMSExtractionError, ValueError, TypeError, KeyError, AttributeError):
        reason = integrity.reason if integrity.result == "fail" else "Không đọc được chứng thư số của người ký."
        return unreadable(name=signature.field_name, reason=reason)
    stamped = Stamped()
    if integrity.result == "pass":
        stamped = await _stamped(signature, evidence)
    proven = _earliest([stamped.at, *(s.at for s in evidence.document_stamps if s.end >= end)], integrity)
    control = min(proven, evidence.check_time) if proven else evidence.check_time
    checked = check_certificate(
        certificate=certificate, digest=digest, control_time=control, proven=proven is not None, claimed=claimed
    )
    embedded_helpers = [x509.Certificate.load(der) for der in evidence.embedded.intermediates]
    path = await judge_path(
        certificate=certificate,
        others=[*others, *embedded_helpers],
        trust=evidence.trust,
        embedded=evidence.embedded,
        control_time=control,
    )
    revocation = _revocation(path, claimed=claimed, proven=proven is not None)
    in_term = evidence.check_time <= certificate.not_valid_after
    time = check_time(
        stamped=stamped,
        proven=proven,
        claimed=claimed,
        now=evidence.check_time,
        live=in_term and path.revoked_at is None,
    )
    return SignatureReport(
        field=signature.field_name,
        signer=name_part(subject, "common_name"),
        organisation=name_part(subject, "organization_name"),
        signing_time=iso(proven or claimed),
        checks=Checks(integrity, checked, path.chain, revocation, time),
        fingerprint=certificate.sha256.hex(),
        issuer=name_part(issuer, "common_name"),
        serial=f"{certificate.serial_number:x}",
        not_before=iso(certificate.not_valid_before),
        not_after=iso(certificate.not_valid_after),
        revoked_at=iso(path.revoked_at),
        trusted_time=iso(proven),
        algorithm=f"{mechanism} {digest}",
        covers_whole_file=end == size,
        signed_bytes=end,
        modification=modification,
    )


def _revocation(path: PathOutcome, *, claimed: datetime | None, proven: bool) -> Check:
    """A revoked certificate fails, unless it claims to have signed before: then the claim is not proof either way."""
    if path.revoked_at is not None and not proven and claimed is not None and claimed < path.revoked_at:
        sentence = (
            f"Chứng thư số đã bị thu hồi lúc {moment(path.revoked_at)}; chữ ký tự ghi giờ ký trước đó nhưng không có "
            "dấu thời gian tin cậy chứng minh."
        )
        return Check("unknown", sentence)
    return path.revocation


def _earliest(times: list[datetime | None], integrity: Check) -> datetime | None:
    known = [t for t in times if t is not None]
    return min(known) if known and integrity.result == "pass" else None


def _claimed(signature: EmbeddedPdfSignature) -> datetime | None:
    try:
        claimed = signature.self_reported_timestamp
    except Exception:  # noqa: BLE001  a malformed date is no date
        return None
    return claimed if claimed is not None and claimed.tzinfo is not None else None


async def _stamped(signature: EmbeddedPdfSignature, evidence: Evidence) -> Stamped:
    try:
        return await signature_timestamp(
            signature=signature, trust=evidence.trust, embedded=evidence.embedded, check_time=evidence.check_time
        )
    except (SignatureValidationError, CMSExtractionError, ValueError, TypeError, KeyError, AttributeError):
        return Stamped(present=True, broken=True)
