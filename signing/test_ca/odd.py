"""Certificates as other authorities write them, and as nobody should: for tests of reading and judging.

The bytes are built field by field, since a library that makes certificates refuses to make these.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from asn1crypto import algos, core, keys, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from signing.test_ca.keys import PrivateKey, TestKey, new_private_key

type Part = tuple[str, core.Asn1Value]
"""OID and value of one attribute of a name."""

HASHES: dict[str, hashes.HashAlgorithm] = {"sha1": hashes.SHA1(), "sha256": hashes.SHA256()}  # noqa: S303  old ones occur


class _Attribute(core.Sequence):
    _fields = [("type", core.ObjectIdentifier), ("value", core.Any)]


class _Rdn(core.SetOf):
    _child_spec = _Attribute


class _Rdns(core.SequenceOf):
    _child_spec = _Rdn


def odd_name(parts: Sequence[Part]) -> bytes:
    """DER of a name with one attribute in each RDN, each value with the string type that it comes with."""
    return bytes(_Rdns([_Rdn([_Attribute({"type": oid, "value": value})]) for oid, value in parts]).dump())


def issue_odd(
    *,
    issuer: TestKey,
    subject: Sequence[Part],
    not_before: datetime,
    not_after: datetime,
    serial: int = 4711,
    key: PrivateKey | ed25519.Ed25519PrivateKey | None = None,
    emails: Sequence[str] = (),
    ca: bool = False,
    digest: str = "sha256",
    extensions: Sequence[dict[str, Any]] = (),
) -> bytes:
    """A signed certificate as DER. `extensions` are added as they are, even twice; `subject` may be empty."""
    public = (key or new_private_key()).public_key()
    kind = "ecdsa" if isinstance(issuer.private_key, ec.EllipticCurvePrivateKey) else "rsa"
    algorithm = algos.SignedDigestAlgorithm({"algorithm": f"{digest}_{kind}"})
    added: list[dict[str, Any]] = [{"extn_id": "basic_constraints", "critical": True, "extn_value": {"ca": ca}}]
    if emails:
        mailboxes = [x509.GeneralName("rfc822_name", x509.EmailAddress(email)) for email in emails]
        added.append({"extn_id": "subject_alt_name", "critical": False, "extn_value": mailboxes})
    body = x509.TbsCertificate(
        {
            "version": "v3",
            "serial_number": serial,
            "signature": algorithm,
            "issuer": x509.Certificate.load(issuer.der).subject,
            "validity": {"not_before": _time(not_before), "not_after": _time(not_after)},
            "subject": x509.Name.load(odd_name(subject)),
            "subject_public_key_info": keys.PublicKeyInfo.load(
                public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
            ),
            "extensions": [*added, *extensions],
        }
    )
    signature = _sign(issuer.private_key, body.dump(), HASHES[digest])
    certificate = x509.Certificate(
        {"tbs_certificate": body, "signature_algorithm": algorithm, "signature_value": signature}
    )
    return bytes(certificate.dump())


def _time(at: datetime) -> x509.Time:
    """RFC 5280 §4.1.2.5: UTCTime through 2049, GeneralizedTime after and before its range."""
    in_range = 1950 <= at.year < 2050
    return x509.Time({"utc_time": core.UTCTime(at)} if in_range else {"general_time": core.GeneralizedTime(at)})


def _sign(key: PrivateKey, data: bytes, digest: hashes.HashAlgorithm) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), digest)
    return key.sign(data, ec.ECDSA(digest))
