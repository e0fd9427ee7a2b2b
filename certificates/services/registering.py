"""Entering an issued certificate into the register (NĐ 68/2024 Điều 7, 9, 11)."""

from datetime import datetime, timedelta

from django.db import connection

from certificates.models import Certificate, CertificateStatusChange
from directory.ledger.services import record
from directory.models import Agency, Subscriber, User
from signing.services.x509 import CertificateFacts
from signing.verification.wording import moment

# Key of the advisory lock under which certificates are entered one transaction at a time ("certif" in ASCII).
REGISTER_LOCK = 0x636572746966

LONGEST_TERM_YEARS = 5
"""NĐ 68/2024 Điều 9 khoản 2: a new certificate of a subscriber is valid for at most five years."""
TERM_SLACK = timedelta(days=1)
SMALLEST_RSA = 2048
SMALLEST_EC = 224
WEAK_HASHES = frozenset({"md2", "md5", "sha1"})

TEXTS = {
    "not_end_entity": "Đây là chứng thư của một CA, không phải của thuê bao. Hãy chọn đúng tệp chứng thư của thuê bao.",
    "nameless": "Chứng thư không ghi tên thuê bao (Điều 7 Nghị định số 68/2024/NĐ-CP). Hãy đề nghị bên cấp cấp lại.",
    "expired": "Chứng thư đã hết hạn lúc {moment}. Hãy kiểm tra lại tệp hoặc đề nghị bên cấp gửi tệp còn hiệu lực.",
    "not_yet_valid": "Chứng thư chưa có hiệu lực (có hiệu lực từ {moment}). Hãy ghi nhận lại sau thời điểm đó.",
    "already_registered": (
        "Chứng thư số hiệu {serial} đã có trong sổ chứng thư. Hãy kiểm tra xem kết quả này đã được ghi nhận chưa."
    ),
    "serial_taken": (
        "Số hiệu {serial} của bên cấp này đã có trong sổ với một chứng thư khác. "
        "Hãy đề nghị bên cấp kiểm tra lại tệp đã gửi."
    ),
    "key_known": (
        "Khóa của chứng thư này đã dùng cho một chứng thư khác trong sổ. Mỗi chứng thư cấp mới phải có cặp khóa riêng; "
        "hãy đề nghị bên cấp kiểm tra lại."
    ),
    "predecessor_of_another": (
        "Chứng thư cũ được chọn không phải của thuê bao này. Hãy chọn lại chứng thư cũ, hoặc bỏ trống."
    ),
    "predecessor_succeeded": (
        "Chứng thư cũ đã có chứng thư cấp lại trong sổ. Hãy kiểm tra lại chứng thư cũ ghi trong đề nghị."
    ),
}


class CannotRegister(Exception):
    """The certificate may not enter the register; `code` is a key of TEXTS, the text a Vietnamese sentence."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(TEXTS[code].format(**values))
        self.code = code


def register_certificate(
    *,
    facts: CertificateFacts,
    subscriber: Subscriber,
    managing_agency: Agency,
    predecessor: Certificate | None,
    by: User | str | None,
    at: datetime,
    case_ref: str,
    renewal_count: int = 0,
    keeps_key: bool = False,
) -> Certificate:
    """Enter the certificate as active in the caller's transaction, with its history row and a ledger entry.

    `case_ref` names the case (a code, no personal data). The predecessor keeps its status; the new certificate is its
    `successor`. One lock for the whole register is held until the transaction ends, so that two who enter the same file
    cannot both succeed and many certificates can be entered in any order.

    `renewal_count` counts the renewals that led to it (Điều 13); `keeps_key` allows it the predecessor's key pair, as a
    renewal or a change of information may.

    Whether a trusted authority issued it is asked before (`signing.services.x509.issuance_verdict`).

    :raises CannotRegister: by the file itself, by what the register already holds, or by the predecessor.
    :raises RuntimeError: outside a transaction.
    :raises ValueError: `at` is naive.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a certificate is entered inside the transaction of the case's step")
    if at.tzinfo is None:
        raise ValueError("`at` must be aware")
    refuse_unfit(facts, at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REGISTER_LOCK])
    _refuse_known(facts, kept=predecessor.public_key_digest if keeps_key and predecessor else "")
    if predecessor is not None:
        _refuse_predecessor(predecessor, subscriber)
    row = Certificate.objects.create(
        subscriber=subscriber,
        managing_agency=managing_agency,
        serial_number=facts.serial_number,
        common_name=facts.common_name,
        subject=facts.subject,
        issuer=facts.issuer,
        official_email=facts.emails[0] if facts.emails else "",
        fingerprint=facts.fingerprint,
        public_key_digest=facts.public_key_digest,
        not_before=facts.not_before,
        not_after=facts.not_after,
        status=Certificate.Status.ACTIVE,
        predecessor=predecessor,
        renewal_count=renewal_count,
        der=facts.der,
    )
    CertificateStatusChange.objects.create(
        certificate=row, status=Certificate.Status.ACTIVE, at=at, reason=f"Cấp chứng thư theo hồ sơ {case_ref}"[:255]
    )
    record(
        action="certificate.registered",
        object_type="certificate",
        object_id=str(row.public_id),
        by=by,
        at=at,
        payload={
            "fingerprint": row.fingerprint,
            "public_key_digest": row.public_key_digest,
            "subscriber": str(subscriber.public_id),
            "managing_agency": managing_agency.pk,
            "predecessor": str(predecessor.public_id) if predecessor else None,
            "case": case_ref,
        },
    )
    return row


def term_warning(*, facts: CertificateFacts) -> str:
    """What people should know before they enter it, in Vietnamese, or "": a term above five years (and a day, since
    authorities count the last day differently), a weak key or hash. Never a reason to refuse."""
    sentences = []
    if facts.not_after > _years_later(facts.not_before, LONGEST_TERM_YEARS) + TERM_SLACK:
        sentences.append(
            "Thời hạn của chứng thư dài hơn 05 năm, vượt mức tối đa của chứng thư cấp mới "
            "(khoản 2 Điều 9 Nghị định số 68/2024/NĐ-CP); hãy hỏi lại bên cấp."
        )
    if facts.key_algorithm.startswith("rsa") and 0 < facts.key_bits < SMALLEST_RSA:
        sentences.append(f"Khóa RSA {facts.key_bits} bit không còn an toàn; hãy hỏi lại bên cấp.")
    if facts.key_algorithm == "ec" and 0 < facts.key_bits < SMALLEST_EC:
        sentences.append(f"Khóa ECDSA {facts.key_bits} bit không còn an toàn; hãy hỏi lại bên cấp.")
    if facts.signature_hash in WEAK_HASHES:
        sentences.append(
            f"CA ký chứng thư bằng hàm băm {facts.signature_hash.upper()} không còn an toàn; hãy hỏi lại bên cấp."
        )
    return " ".join(sentences)


def refuse_unfit(facts: CertificateFacts, at: datetime) -> None:
    """Raises CannotRegister for what the file itself says: an authority's, nameless, expired, not yet valid."""
    if facts.is_ca:
        raise CannotRegister("not_end_entity")
    if not facts.common_name:
        raise CannotRegister("nameless")
    if at > facts.not_after:
        raise CannotRegister("expired", moment=moment(facts.not_after))
    if at < facts.not_before:
        raise CannotRegister("not_yet_valid", moment=moment(facts.not_before))


def _refuse_known(facts: CertificateFacts, *, kept: str) -> None:
    if Certificate.objects.filter(fingerprint=facts.fingerprint).exists():
        raise CannotRegister("already_registered", serial=facts.serial_number)
    if Certificate.objects.filter(issuer=facts.issuer, serial_number=facts.serial_number).exists():
        raise CannotRegister("serial_taken", serial=facts.serial_number)
    known = Certificate.objects.filter(public_key_digest=facts.public_key_digest)
    if facts.public_key_digest != kept and known.exists():
        raise CannotRegister("key_known")


def _refuse_predecessor(predecessor: Certificate, subscriber: Subscriber) -> None:
    if predecessor.subscriber_id != subscriber.pk:
        raise CannotRegister("predecessor_of_another")
    if Certificate.objects.filter(predecessor=predecessor).exists():
        raise CannotRegister("predecessor_succeeded")


def _years_later(at: datetime, years: int) -> datetime:
    """The same day that many years later; 29 February becomes 1 March."""
    try:
        return at.replace(year=at.year + years)
    except ValueError:
        return at.replace(year=at.year + years, month=3, day=1)
