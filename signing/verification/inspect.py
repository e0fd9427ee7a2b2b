"""Opens a file and reports on all its signatures. Meant for the sandbox, where it may hang or exhaust memory."""

import asyncio
import logging
import re
from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.verification.additions import changes_since
from signing.verification.byte_range import signed_end
from signing.verification.embedded import embedded_evidence
from signing.verification.fields import signature_fields
from signing.verification.integrity import Later, Revisions, cryptographic_problem, later_changes, since_safely
from signing.verification.judge import Evidence, judge_signature, unreadable
from signing.verification.reader import IndexedReader
from signing.verification.report import FileReport, SignatureReport, file_verdict
from signing.verification.timestamps import document_timestamps
from signing.verification.trust import TrustStore

TRACES = re.compile(rb"/ByteRange|/adbe\.pkcs7|/ETSI\.CAdES")
SENTENCES = {
    "valid": "Mọi chữ ký số trên văn bản hợp lệ.",
    "invalid": "Có chữ ký số không hợp lệ; văn bản không có giá trị như đã ký.",
    "indeterminate": "Chưa kiểm tra được đầy đủ chữ ký số trên văn bản.",
    "unsigned": "Văn bản không có chữ ký số.",
}
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def inspect_pdf(
    *, data: bytes, name: str, trust: TrustStore, at: datetime | None, now: datetime, base_length: int | None = None
) -> FileReport:
    """The report about one file as of `at` (a past moment) or `now`.

    With `base_length`, `changes` of the report says what was added to the first that many bytes.
    """
    if b"%PDF-" not in data[:1024]:
        return FileReport(name, "invalid", "Tệp không phải là PDF.")
    reader = _open(data)
    if reader is None:
        return FileReport(name, "invalid", "Tệp PDF bị hỏng cấu trúc, không đọc được.")
    if "/Encrypt" in reader.trailer:
        return FileReport(name, "indeterminate", "Tệp PDF có mật khẩu hoặc bị mã hóa nên chưa kiểm tra được.")
    try:
        found = list(signature_fields(reader.root))
        version = ".".join(str(n) for n in reader.input_version)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  the reader raises a dozen types on malformed files
        return FileReport(name, "invalid", "Tệp PDF bị hỏng cấu trúc, không đọc được.")
    signatures, stamps, broken = _split(reader, found)
    evidence = Evidence(trust, embedded_evidence(reader.root), at or now)
    judged = asyncio.run(_judge_all(data, reader, signatures, stamps, evidence))
    reports = tuple(sorted([*judged, *broken], key=lambda r: r.signed_bytes))
    verdict = file_verdict(reports)
    reason = SENTENCES[verdict]
    if verdict == "unsigned" and stamps:
        reason = "Văn bản chỉ có dấu thời gian, không có chữ ký số."
    elif verdict == "unsigned" and TRACES.search(data):
        verdict, reason = "invalid", "Tệp có dấu vết chữ ký số nhưng không còn trường chữ ký nào đọc được."
    changes = changes_since(reader=reader, base_length=base_length) if base_length is not None else None
    return FileReport(name, verdict, reason, reports, pdf_version=version, changes=changes)


def _open(data: bytes) -> PdfFileReader | None:
    for strict in (True, False):
        try:
            reader = IndexedReader(BytesIO(data), strict=strict)
            if "/Encrypt" not in reader.trailer:
                _ = reader.root["/Pages"], reader.xrefs.total_revisions
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, S112  tried again leniently, then given up
            continue
        return reader
    return None


def _split(
    reader: PdfFileReader, found: list[Any]
) -> tuple[list[EmbeddedPdfSignature], list[EmbeddedPdfSignature], list[SignatureReport]]:
    """Readable signatures, document timestamps, and reports about what cannot be read."""
    signatures: list[EmbeddedPdfSignature] = []
    stamps: list[EmbeddedPdfSignature] = []
    broken: list[SignatureReport] = []
    for item in found:
        try:
            if item.value is None:
                raise ValueError("no signature dictionary")
            signature = EmbeddedPdfSignature(reader, item.field, item.name)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  one bad field must not hide the others
            broken.append(unreadable(name=item.name, reason="Trường chữ ký bị hỏng, không đọc được chữ ký."))
            continue
        (stamps if signature.sig_object_type == "/DocTimeStamp" else signatures).append(signature)
    return signatures, stamps, broken


async def _judge_all(
    data: bytes,
    reader: PdfFileReader,
    signatures: list[EmbeddedPdfSignature],
    stamps: list[EmbeddedPdfSignature],
    evidence: Evidence,
) -> list[SignatureReport]:
    evidence.document_stamps.extend(
        await document_timestamps(
            data=data,
            stamps=stamps,
            trust=evidence.trust,
            embedded=evidence.embedded,
            check_time=evidence.check_time,
        )
    )
    revisions, size = Revisions(reader), len(data)
    reports: list[SignatureReport] = []
    closed = False
    for signature in sorted(signatures, key=lambda s: signed_end(s.byte_range), reverse=True):
        integrity = cryptographic_problem(data=data, signature=signature)
        later = Later("")
        if integrity is None:
            later = since_safely(revisions, signature, size)
            integrity = later_changes(later=later, closed_by_signature=closed)
        report = await judge_signature(
            signature=signature, integrity=integrity, modification=later.level, size=size, evidence=evidence
        )
        # Only a later signature that holds and is valid vouches for what was filled in before it.
        closed = closed or (later.level in ("none", "ltv") and report.checks.integrity.result == "pass")
        reports.append(report)
    return reports
