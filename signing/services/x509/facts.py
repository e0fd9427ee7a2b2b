"""What a certificate says, read from its DER (RFC 5280 §4.1, §4.2; contents by NĐ 68/2024 Điều 7)."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from asn1crypto import parser, x509

from signing.services.x509 import names
from signing.services.x509.errors import PARSE_ERRORS, UnreadableCertificate
from signing.services.x509.names import ReadName, read_name

LARGEST_CERTIFICATE = 64 * 1024
LONGEST_SERIAL = 64
"""Hex digits; RFC 5280 §4.1.2.2 allows 40, older authorities wrote more."""
LONGEST_COMMON_NAME = 255
LONGEST_EMAIL = 254
LAST_YEAR = 9998
"""99991231235959Z says "no well-defined expiry" (RFC 5280 §4.1.2.5) and has no +07:00 date."""

# Số định danh cá nhân: twelve digits (Luật Căn cước 26/2023/QH15, Điều 12), with or without "CCCD:" before them.
IDENTITY_NUMBER = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True)
class CertificateFacts:
    """One certificate, read. Times are aware and in UTC. What may name an identity number is kept out of the repr.

    `fingerprint` is SHA-256 of the DER, `public_key_digest` SHA-256 of the SubjectPublicKeyInfo (both lower-case hex);
    `serial_number` is lower-case hex without leading zeros; `subject` and `issuer` are RFC 4514 text. `emails` are
    lower-case: the alternative name's before the subject's. `key_bits` is 0 and `signature_hash` "" where not known.
    """

    der: bytes = field(repr=False)
    fingerprint: str
    public_key_digest: str
    serial_number: str
    subject: str = field(repr=False)
    issuer: str
    common_name: str
    organisations: tuple[str, ...]
    units: tuple[str, ...]
    emails: tuple[str, ...] = field(repr=False)
    identity_numbers: tuple[str, ...] = field(repr=False)
    not_before: datetime
    not_after: datetime
    is_ca: bool
    key_algorithm: str
    key_bits: int
    signature_hash: str


def certificate_facts(*, der: bytes) -> CertificateFacts:
    """Read a certificate (DER, exactly one, nothing after it).

    :raises UnreadableCertificate: it is none, it is damaged or breaks RFC 5280 in a way that makes it ambiguous
        (an extension twice, a negative serial number), or it cannot be kept (no expiry, endless names).
    """
    if len(der) > LARGEST_CERTIFICATE:
        raise UnreadableCertificate("Tệp lớn hơn 64 KiB nên không phải là một chứng thư chữ ký số.")
    try:
        certificate = x509.Certificate.load(der, strict=True)
        if parser.emit(0, 1, 16, certificate.contents) != der:
            raise UnreadableCertificate("Tệp chứng thư không đúng mã hóa DER.")
        return _read(certificate, der)
    except PARSE_ERRORS as error:
        raise UnreadableCertificate("Tệp không phải là chứng thư chữ ký số, hoặc đã bị hỏng.") from error


def _read(certificate: x509.Certificate, der: bytes) -> CertificateFacts:
    body = certificate["tbs_certificate"]
    _refuse_repeated_extensions(body)
    subject, issuer = read_name(der=body["subject"].dump()), read_name(der=body["issuer"].dump())
    common_name = next(iter(subject.values(names.COMMON_NAME)), "")
    if len(common_name) > LONGEST_COMMON_NAME:
        raise UnreadableCertificate("Tên thuê bao ghi trong chứng thư dài bất thường.")
    not_before, not_after = _term(body["validity"])
    key_algorithm, key_bits = _key(certificate)
    return CertificateFacts(
        der=der,
        fingerprint=hashlib.sha256(der).hexdigest(),
        public_key_digest=hashlib.sha256(body["subject_public_key_info"].dump()).hexdigest(),
        serial_number=_serial(body["serial_number"].native),
        subject=subject.rfc4514(),
        issuer=issuer.rfc4514(),
        common_name=common_name,
        organisations=subject.values(names.ORGANISATION),
        units=subject.values(names.UNIT),
        emails=_emails(certificate, subject),
        identity_numbers=_identity_numbers(subject),
        not_before=not_before,
        not_after=not_after,
        is_ca=bool(certificate.ca),
        key_algorithm=key_algorithm,
        key_bits=key_bits,
        signature_hash=_signature_hash(certificate),
    )


def _refuse_repeated_extensions(body: x509.TbsCertificate) -> None:
    """RFC 5280 §4.2: a certificate must not include an extension twice; readers would differ about it."""
    identifiers = [extension["extn_id"].dotted for extension in body["extensions"] or ()]
    if len(identifiers) != len(set(identifiers)):
        raise UnreadableCertificate("Chứng thư có một phần mở rộng bị ghi hai lần, trái RFC 5280 mục 4.2.")


def _serial(number: int) -> str:
    """Lower-case hex. RFC 5280 §4.1.2.2 forbids 0 too, but roots in use bear it."""
    text = f"{number:x}"
    if number < 0:
        raise UnreadableCertificate("Số hiệu chứng thư là số âm, trái RFC 5280 mục 4.1.2.2.")
    if len(text) > LONGEST_SERIAL:
        raise UnreadableCertificate("Số hiệu chứng thư dài bất thường.")
    return text


def _term(validity: x509.Validity) -> tuple[datetime, datetime]:
    start, end = validity["not_before"].native, validity["not_after"].native
    if not all(isinstance(at, datetime) and at.tzinfo is not None for at in (start, end)):
        raise UnreadableCertificate("Thời hạn ghi trong chứng thư không đọc được.")
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    if end.year > LAST_YEAR:
        raise UnreadableCertificate("Chứng thư không có ngày hết hạn (ghi năm 9999).")
    if end <= start:
        raise UnreadableCertificate("Thời hạn ghi trong chứng thư bị ngược: hết hạn trước khi có hiệu lực.")
    return start, end


def _emails(certificate: x509.Certificate, subject: ReadName) -> tuple[str, ...]:
    alternative = certificate.subject_alt_name_value
    mailboxes = [name.chosen.native for name in alternative or () if name.name == "rfc822_name"]
    return _unique_emails([*mailboxes, *subject.values(names.EMAIL_ADDRESS, names.MAIL)])


def _unique_emails(texts: Iterable[str]) -> tuple[str, ...]:
    tidy = (text.strip().lower() for text in texts)
    return tuple(dict.fromkeys(t for t in tidy if EMAIL.fullmatch(t) and t.isprintable() and len(t) <= LONGEST_EMAIL))


def _identity_numbers(subject: ReadName) -> tuple[str, ...]:
    texts = subject.values(names.USER_ID, names.SERIAL_NUMBER)
    return tuple(dict.fromkeys(number for text in texts for number in IDENTITY_NUMBER.findall(text)))


def _key(certificate: x509.Certificate) -> tuple[str, int]:
    """Algorithm and size; a curve's size is its name's, since points may be compressed."""
    key = certificate.public_key
    algorithm = str(key.algorithm)
    try:
        bits = key["algorithm"]["parameters"].key_size * 8 if algorithm == "ec" else key.bit_size
        return algorithm, int(bits)
    except PARSE_ERRORS:
        return algorithm, 0


def _signature_hash(certificate: x509.Certificate) -> str:
    """Name of the hash; RSASSA-PSS names it in its parameters. Empty for algorithms without one of their own."""
    try:
        return str(certificate["signature_algorithm"].hash_algo)
    except PARSE_ERRORS:
        return ""
