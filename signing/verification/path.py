"""Chain and revocation status of a certificate (RFC 5280 path validation; NĐ 68/2024 Điều 31, 32).

Revocation is a hard requirement: without a CRL or an OCSP answer the status is not known and nothing is valid. The
library's "hard-fail" looks at certificates' own pointers only and skips certificates without any, so status is required
for every certificate below the root.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.policy_decl import (
    NO_REVOCATION,
    REQUIRE_REVINFO,
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
)

from signing.verification.report import Check
from signing.verification.trust import TrustStore
from signing.verification.wording import moment

NOT_CHECKED = "Chưa kiểm tra được tình trạng thu hồi: "


@dataclass(frozen=True)
class PathOutcome:
    """Result of both checks; `revoked_at` when some certificate of the chain is revoked at the control time."""

    chain: Check
    revocation: Check
    revoked_at: datetime | None = None

    @property
    def sound(self) -> bool:
        """Chain and status are both proven."""
        return self.chain.result == "pass" and self.revocation.result == "pass"


async def judge_path(
    *,
    certificate: x509.Certificate,
    others: Iterable[x509.Certificate],
    trust: TrustStore,
    embedded: TrustStore,
    control_time: datetime,
) -> PathOutcome:
    """Chain and revocation of `certificate` as of `control_time`.

    `others` are certificates that came with the signature; `embedded` is revocation data that came with the file, used
    only where `trust` has none, since the sender chose it.
    """
    at = min(max(control_time, certificate.not_valid_before), certificate.not_valid_after)
    helpers = list(others) + [x509.Certificate.load(der) for der in trust.intermediates]
    chain, path = await _chain(certificate, helpers, trust, at)
    if path is None:
        return PathOutcome(chain, Check("unknown", NOT_CHECKED + "chưa xác định được đường dẫn tới CA tin cậy."))
    known: dict[str, Any] = {"certificate": certificate, "helpers": helpers, "trust": trust, "path": path, "at": at}
    outcome = await _revocation(**known, evidence=trust)
    if outcome.revocation.result == "unknown" and (embedded.crls or embedded.ocsps):
        outcome = await _revocation(**known, evidence=trust + embedded)
    return PathOutcome(chain, outcome.revocation, outcome.revoked_at)


async def _chain(
    certificate: x509.Certificate, helpers: list[x509.Certificate], trust: TrustStore, at: datetime
) -> tuple[Check, list[x509.Certificate] | None]:
    context = _context(trust=trust, helpers=helpers, at=at, policy=NO_REVOCATION, evidence=TrustStore())
    try:
        path = await CertificateValidator(certificate, validation_context=context).async_validate_path()
    except PathBuildingError:
        return Check("unknown", "Không tìm thấy đường dẫn từ chứng thư số tới một CA được tin cậy."), None
    except DisallowedAlgorithmError:
        return Check("unknown", "Đường dẫn chứng thư dùng thuật toán không còn an toàn."), None
    except (ExpiredError, NotYetValidError):
        return Check("unknown", "Một chứng thư trong đường dẫn không có hiệu lực ở thời điểm xét."), None
    except (ValidationError, ValueError, TypeError):
        if certificate.issuer == certificate.subject:
            return Check("unknown", "Chứng thư số tự ký, không do một CA được tin cậy cấp."), None
        return Check("fail", "Đường dẫn chứng thư số không hợp lệ."), None
    certificates = [c for c in path if isinstance(c, x509.Certificate)]
    top = certificates[0].subject.native.get("common_name", "") if certificates else ""
    return Check("pass", f"Chứng thư số do CA tin cậy cấp (gốc: {top})."), certificates


async def _revocation(
    *,
    certificate: x509.Certificate,
    helpers: list[x509.Certificate],
    trust: TrustStore,
    path: list[x509.Certificate],
    at: datetime,
    evidence: TrustStore,
) -> PathOutcome:
    usable = TrustStore(
        crls=tuple(der for der in evidence.crls if _speaks_of_live(der, path)),
        ocsps=tuple(der for der in evidence.ocsps if _answers_in_term(der, path)),
    )
    context = _context(trust=trust, helpers=helpers, at=at, policy=REQUIRE_REVINFO, evidence=usable)
    done = Check("pass", "")
    try:
        await CertificateValidator(certificate, validation_context=context).async_validate_path()
    except RevokedError as error:
        whose = "Chứng thư số" if error.is_ee_cert else "Chứng thư của CA cấp"
        sentence = f"{whose} đã bị thu hồi lúc {moment(error.revocation_dt)}."
        return PathOutcome(done, Check("fail", sentence), error.revocation_dt)
    except InsufficientRevinfoError:
        sentence = NOT_CHECKED + "không có danh sách thu hồi (CRL) hoặc trả lời OCSP dùng được cho thời điểm xét."
        return PathOutcome(done, Check("unknown", sentence))
    except (PathBuildingError, ValidationError, ValueError, TypeError):
        return PathOutcome(done, Check("unknown", NOT_CHECKED + "dữ liệu thu hồi không dùng được."))
    return PathOutcome(done, Check("pass", "Chứng thư số không bị thu hồi ở thời điểm xét (đã kiểm tra CRL/OCSP)."))


def _context(
    *,
    trust: TrustStore,
    helpers: list[x509.Certificate],
    at: datetime,
    policy: RevocationCheckingPolicy,
    evidence: TrustStore,
) -> ValidationContext:
    return ValidationContext(
        trust_roots=[x509.Certificate.load(der) for der in trust.roots],
        other_certs=helpers,
        moment=at,
        allow_fetching=False,
        crls=[crl.CertificateList.load(der) for der in evidence.crls],
        ocsps=[ocsp.OCSPResponse.load(der) for der in evidence.ocsps],
        # Later lists speak about earlier moments too: an entry keeps its date.
        revinfo_policy=CertRevTrustPolicy(policy, retroactive_revinfo=True),
    )


def timestamp_context(
    *, trust: TrustStore, embedded: TrustStore, others: Iterable[x509.Certificate], at: datetime
) -> ValidationContext:
    """The context in which a time-stamping certificate is judged: same roots, status required."""
    helpers = list(others) + [x509.Certificate.load(der) for der in trust.intermediates]
    return _context(trust=trust, helpers=helpers, at=at, policy=REQUIRE_REVINFO, evidence=trust + embedded)


def _speaks_of_live(der: bytes, path: list[x509.Certificate]) -> bool:
    """A CRL issued after a certificate expired may have dropped it (RFC 5280 §3.3), so its silence proves nothing."""
    try:
        body = crl.CertificateList.load(der)["tbs_cert_list"]
        issued, issuer = body["this_update"].native, body["issuer"].dump()
        serials = {e["user_certificate"].native for e in body["revoked_certificates"] or ()}
    except (ValueError, TypeError, KeyError):
        return False
    return not any(
        c.issuer.dump() == issuer and issued > c.not_valid_after and c.serial_number not in serials for c in path
    )


def _answers_in_term(der: bytes, path: list[x509.Certificate]) -> bool:
    try:
        basic = ocsp.OCSPResponse.load(der)["response_bytes"]["response"].parsed
        answers = [
            (r["cert_id"]["serial_number"].native, r["this_update"].native)
            for r in basic["tbs_response_data"]["responses"]
        ]
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    ends = {c.serial_number: c.not_valid_after for c in path}
    return all(serial not in ends or issued <= ends[serial] for serial, issued in answers)
