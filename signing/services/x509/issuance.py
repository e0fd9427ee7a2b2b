"""Whether a certificate was issued by an authority that this installation trusts, and is not revoked by a stored list.

A verdict on the file that the provider sent, not on a signature: a missing revocation list is no fault here, and the
certificate's own term is the register's business. Path validation is RFC 5280 §6.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from asn1crypto import crl, x509
from cryptography import x509 as pyca_x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    NotYetValidError,
    PathBuildingError,
    ValidationError,
)
from pyhanko_certvalidator.policy_decl import NO_REVOCATION, CertRevTrustPolicy
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

from signing.services.trust import installed_trust
from signing.services.x509.errors import PARSE_ERRORS
from signing.services.x509.facts import CertificateFacts
from signing.verification.trust import TrustStore
from signing.verification.wording import moment

TEXTS = {
    "trusted": "Chứng thư do CA được tin cậy cấp.",
    "not_end_entity": "Đây là chứng thư của một CA, không phải của thuê bao. Hãy chọn đúng tệp chứng thư của thuê bao.",
    "unknown_issuer": (
        "Không tìm thấy CA đã cấp chứng thư này trong danh sách CA được tin cậy. Hãy kiểm tra lại tệp; nếu bên cấp "
        "dùng CA mới, đề nghị quản trị hệ thống bổ sung chứng thư của CA đó."
    ),
    "bad_signature": (
        "Chữ ký của CA trên chứng thư không đúng: tệp đã bị sửa hoặc không do CA ghi trong tệp cấp. "
        "Hãy đề nghị bên cấp gửi lại tệp."
    ),
    "issuer_not_valid": (
        "Chứng thư của CA cấp không có hiệu lực ở thời điểm xét hoặc đã bị thu hồi. Hãy hỏi lại bên cấp."
    ),
    "weak_algorithm": (
        "Chứng thư được ký bằng thuật toán không còn an toàn nên chưa đủ căn cứ công nhận. Hãy hỏi lại bên cấp."
    ),
    "invalid_path": (
        "Đường dẫn từ chứng thư tới CA được tin cậy không hợp lệ theo RFC 5280. Hãy đề nghị bên cấp kiểm tra lại."
    ),
}


@dataclass(frozen=True)
class IssuanceVerdict:
    """`code` is "trusted", "revoked" or a key of TEXTS; `text` is a Vietnamese sentence."""

    trusted: bool
    code: str
    text: str


@dataclass(frozen=True)
class Authorities:
    """A parsed trust store: CA certificates and revocation lists."""

    roots: tuple[x509.Certificate, ...]
    intermediates: tuple[x509.Certificate, ...]
    lists: tuple["_List", ...]


@dataclass(frozen=True)
class _List:
    """A revocation list, parsed for its names and for a quick look-up among many entries."""

    names: crl.CertificateList
    entries: pyca_x509.CertificateRevocationList


def issuance_verdict(*, facts: CertificateFacts, at: datetime) -> IssuanceVerdict:
    """Judge one certificate by the installed trust as of `at` (aware)."""
    return issuance_verdicts(certificates=[facts], at=at)[0]


def issuance_verdicts(*, certificates: Sequence[CertificateFacts], at: datetime) -> tuple[IssuanceVerdict, ...]:
    """Judge many, in their order, with the trust store loaded once. A certificate out of its term is judged as of the
    nearest instant inside it, since its issuer mattered then."""
    authorities = parsed_trust(installed_trust(now=at))
    return tuple(judge_issuance(facts=facts, authorities=authorities, at=at) for facts in certificates)


def parsed_trust(trust: TrustStore) -> Authorities:
    """The trust store, parsed once for many judgements."""
    return Authorities(
        roots=tuple(x509.Certificate.load(der) for der in dict.fromkeys(trust.roots)),
        intermediates=tuple(x509.Certificate.load(der) for der in dict.fromkeys(trust.intermediates)),
        lists=tuple(one for der in dict.fromkeys(trust.crls) if (one := _list(der))),
    )


def _list(der: bytes) -> _List | None:
    """None for a list that is no strict DER: its signature could not be checked, so it says nothing."""
    try:
        return _List(crl.CertificateList.load(der), pyca_x509.load_der_x509_crl(der))
    except PARSE_ERRORS:
        return None


def _verdict(code: str) -> IssuanceVerdict:
    return IssuanceVerdict(code == "trusted", code, TEXTS[code])


def judge_issuance(*, facts: CertificateFacts, authorities: Authorities, at: datetime) -> IssuanceVerdict:
    """Judge one certificate by these authorities as of `at` (aware); whatever its bytes are, no exception is raised."""
    if facts.is_ca:
        return _verdict("not_end_entity")
    try:
        certificate = x509.Certificate.load(facts.der)
        fault = _fault_of_signature(certificate, authorities)
        if fault:
            return _verdict(fault)
        path = asyncio.run(_path(certificate, authorities, min(max(at, facts.not_before), facts.not_after)))
        return _by_lists(path, authorities.lists)
    except (PathBuildingError, ValidationError, *PARSE_ERRORS) as error:
        return _verdict(_code_of(error))


def _code_of(error: Exception) -> str:
    if isinstance(error, PathBuildingError):
        return "unknown_issuer"
    if isinstance(error, DisallowedAlgorithmError):
        return "weak_algorithm"
    return "issuer_not_valid" if isinstance(error, ExpiredError | NotYetValidError) else "invalid_path"


def _fault_of_signature(certificate: x509.Certificate, authorities: Authorities) -> str:
    """ "unknown_issuer", "bad_signature" or "": told apart here, since path building says the same of both."""
    issuers = [ca for ca in (*authorities.roots, *authorities.intermediates) if ca.subject == certificate.issuer]
    if not issuers:
        return "unknown_issuer"
    return "" if any(_signed_by(certificate, issuer) for issuer in issuers) else "bad_signature"


def _signed_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        DefaultSignatureValidator().validate_signature(
            signature=certificate["signature_value"].native,
            signed_data=certificate["tbs_certificate"].dump(),
            public_key_info=issuer.public_key,
            signature_algorithm=certificate["signature_algorithm"],
        )
    except (InvalidSignature, UnsupportedAlgorithm, *PARSE_ERRORS):
        return False
    return True


async def _path(certificate: x509.Certificate, authorities: Authorities, at: datetime) -> list[x509.Certificate]:
    """From the root down to the certificate."""
    context = ValidationContext(
        trust_roots=list(authorities.roots),
        other_certs=list(authorities.intermediates),
        moment=at,
        allow_fetching=False,
        revinfo_policy=CertRevTrustPolicy(NO_REVOCATION),
    )
    path = await CertificateValidator(certificate, validation_context=context).async_validate_path()
    return [one for one in path if isinstance(one, x509.Certificate)]


def _by_lists(path: list[x509.Certificate], lists: tuple[_List, ...]) -> IssuanceVerdict:
    """An entry in a list counts however old the list is: what was revoked stays revoked."""
    for issuer, certificate in pairwise(path):
        revoked_at = _revoked_at(certificate, issuer, lists)
        if revoked_at is None:
            continue
        if certificate is not path[-1]:
            return _verdict("issuer_not_valid")
        text = f"Chứng thư đã bị CA thu hồi lúc {moment(revoked_at)} theo danh sách thu hồi. Hãy hỏi lại bên cấp."
        return IssuanceVerdict(trusted=False, code="revoked", text=text)
    return _verdict("trusted")


def _revoked_at(certificate: x509.Certificate, issuer: x509.Certificate, lists: tuple[_List, ...]) -> datetime | None:
    for one in lists:
        if one.names.issuer != issuer.subject:
            continue
        entry = one.entries.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is not None and _list_signed_by(one, issuer):
            return entry.revocation_date_utc
    return None


def _list_signed_by(one: _List, issuer: x509.Certificate) -> bool:
    try:
        key = load_der_public_key(issuer.public_key.dump())
        return one.entries.is_signature_valid(key)  # type: ignore[arg-type]  # a key of another kind is a TypeError
    except (UnsupportedAlgorithm, *PARSE_ERRORS):
        return False
