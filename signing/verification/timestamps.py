"""Proven signing time: RFC 3161 tokens in the signature and document timestamps over it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import (
    extract_tst_data_iter,
    message_imprint_checker,
    validate_tst_signed_data,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import TimestampSignatureStatus

from signing.verification.byte_range import byte_range_problem, signed_end
from signing.verification.path import timestamp_context
from signing.verification.report import Check
from signing.verification.trust import TrustStore
from signing.verification.wording import moment


@dataclass(frozen=True)
class Stamped:
    """Outcome of the timestamps of one signature. `at` is set only when the time is proven."""

    present: bool = False
    at: datetime | None = None
    broken: bool = False


@dataclass(frozen=True)
class DocumentTimestamp:
    """A trusted document timestamp: everything before byte `end` existed at `at`."""

    end: int
    at: datetime


async def signature_timestamp(
    *, signature: EmbeddedPdfSignature, trust: TrustStore, embedded: TrustStore, check_time: datetime
) -> Stamped:
    """The timestamp inside a signature's unsigned attributes, judged at `check_time`."""
    outcome = Stamped()
    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        status = await _judge(token, message_imprint_checker(signature.signer_info), trust, embedded, check_time)
        if status is None or not (status.intact and status.valid):
            return Stamped(present=True, broken=True)
        outcome = Stamped(present=True, at=status.timestamp if status.trusted else outcome.at)
    return outcome


async def document_timestamps(
    *,
    data: bytes,
    stamps: Sequence[EmbeddedPdfSignature],
    trust: TrustStore,
    embedded: TrustStore,
    check_time: datetime,
) -> list[DocumentTimestamp]:
    """The trusted ones among the file's /DocTimeStamp signatures."""
    found = []
    for stamp in stamps:
        if byte_range_problem(data=data, byte_range=stamp.byte_range, contents=stamp.pkcs7_content):
            continue
        status = await _judge(stamp.signed_data, stamp.compute_digest, trust, embedded, check_time)
        if status is not None and status.trusted:
            found.append(DocumentTimestamp(end=signed_end(stamp.byte_range), at=status.timestamp))
    return found


def check_time(
    *, stamped: Stamped, proven: datetime | None, claimed: datetime | None, now: datetime, live: bool
) -> Check:
    """The time item. `proven` is the trusted time, `now` the time of the check, `live` whether the certificate is in
    force and not revoked at that time (then the moment of signing changes nothing)."""
    if stamped.broken:
        return Check("fail", "Dấu thời gian trong chữ ký bị hỏng hoặc không phải của chữ ký này.")
    if proven is not None:
        return Check("pass", f"Thời điểm ký được dấu thời gian tin cậy chứng minh: {moment(proven)}.")
    if claimed is not None and claimed > now and (claimed - now).total_seconds() > 300:
        return Check("unknown", f"Giờ ký ghi trong chữ ký ({moment(claimed)}) muộn hơn thời điểm kiểm tra.")
    what = f"Giờ ký {moment(claimed)} do máy của người ký ghi" if claimed else "Chữ ký không ghi giờ ký"
    if stamped.present:
        what += "; dấu thời gian kèm theo chưa kiểm tra được"
    if live:
        return Check("pass", f"{what}; chứng thư số vẫn còn hiệu lực lúc kiểm tra nên không ảnh hưởng kết quả.")
    return Check("unknown", f"{what}, chưa có dấu thời gian tin cậy: chưa chứng minh được thời điểm ký.")


async def _judge(
    token: Any,
    imprint: Callable[[str], bytes],
    trust: TrustStore,
    embedded: TrustStore,
    at: datetime,
) -> TimestampSignatureStatus | None:
    helpers = [x509.Certificate.load(der) for der in embedded.intermediates]
    context = timestamp_context(trust=trust, embedded=embedded, others=helpers, at=at)
    try:
        return TimestampSignatureStatus(**await validate_tst_signed_data(token, context, imprint))
    except (SignatureValidationError, ValueError, TypeError, KeyError):
        return None
