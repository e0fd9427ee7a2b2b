"""Revocation data of the test PKI: CRLs (RFC 5280 §5) and OCSP responses (RFC 6960)."""

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from signing.test_ca.keys import TestKey

type Revoked = tuple[int, datetime, str]
"""Serial number, time of revocation (aware), reason as in x509.ReasonFlags ("key_compromise", "unspecified", …)."""


def build_crl(
    *, issuer: TestKey, revoked: Sequence[Revoked], this_update: datetime, next_update: datetime, number: int
) -> bytes:
    """A CRL as DER, signed by `issuer`."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(this_update)
        .next_update(next_update)
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.private_key.public_key()), critical=False
        )
    )
    for serial, at, reason in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at)
        if reason != "unspecified":
            entry = entry.add_extension(x509.CRLReason(x509.ReasonFlags[reason]), critical=False)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(issuer.private_key, hashes.SHA256()).public_bytes(Encoding.DER)


def build_ocsp_response(
    *,
    certificate: x509.Certificate,
    issuer: TestKey,
    responder: TestKey,
    this_update: datetime,
    next_update: datetime,
    revoked: Revoked | None,
) -> bytes:
    """An OCSP response as DER about one certificate, signed by a delegated responder."""
    builder = (
        ocsp.OCSPResponseBuilder()
        .add_response(
            cert=certificate,
            issuer=issuer.certificate,
            algorithm=hashes.SHA1(),  # noqa: S303  only names the issuer (RFC 6960 §4.3); what clients expect
            cert_status=ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
            this_update=this_update,
            next_update=next_update,
            revocation_time=revoked[1] if revoked else None,
            revocation_reason=x509.ReasonFlags[revoked[2]] if revoked and revoked[2] != "unspecified" else None,
        )
        .responder_id(ocsp.OCSPResponderEncoding.HASH, responder.certificate)
        .certificates([responder.certificate])
    )
    return builder.sign(responder.private_key, hashes.SHA256()).public_bytes(Encoding.DER)
