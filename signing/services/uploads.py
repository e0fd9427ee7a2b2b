"""Checks a file that came back signed: the handed-out bytes, one new good signature, the expected certificate."""

import re
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from signing.services.upload_texts import refusal_text
from signing.verification.report import FileReport, SignatureReport
from signing.verification.sandbox import Limits, inspect_in_sandbox
from signing.verification.trust import TrustStore

HEADER = re.compile(rb"%PDF-(\d)\.(\d)")
LOWEST_VERSION = (1, 4)
"""PDF 1.4 or higher before signing (S0 Điều 16.1a); the signer's software may raise the version afterwards."""


@dataclass(frozen=True)
class UploadRefusal:
    """Why a file is refused: a code, and a Vietnamese sentence that says what to do next."""

    code: str
    text: str


@dataclass(frozen=True)
class UploadCheck:
    """Outcome for one uploaded file. `signature` is the new one, where there is exactly one."""

    refusals: tuple[UploadRefusal, ...]
    report: FileReport
    signature: SignatureReport | None = None

    @property
    def accepted(self) -> bool:
        """Whether the file may move the dossier on."""
        return not self.refusals

    def to_json(self) -> dict[str, Any]:
        """Plain data: accepted, refusals, report, and the new signature's fingerprint."""
        return {
            "accepted": self.accepted,
            "refusals": [asdict(r) for r in self.refusals],
            "report": self.report.to_json(),
            "fingerprint": self.signature.fingerprint if self.signature else None,
        }


def check_upload(
    *,
    base: bytes,
    upload: bytes,
    expected: Collection[str],
    trust: TrustStore,
    now: datetime,
    expected_names: Collection[str] = (),
    name: str = "",
    limits: Limits | None = None,
) -> UploadCheck:
    """Prove that `upload` is `base` plus exactly one valid signature made with one of the `expected` certificates.

    `base` are the bytes handed out, `expected` SHA-256 fingerprints (hex), `expected_names` how to name their
    holders.
    Nothing but that signature may have been added: a signature over the whole file would cover a replaced page as well.
    """

    unread = FileReport(name, "indeterminate", "Tệp chưa được kiểm tra chữ ký.")
    if b"%PDF-" not in upload[:1024]:
        return _refused(_Finding("not_pdf"), unread)
    if not upload.startswith(base):
        return _refused(_Finding("not_prefix"), unread)
    if len(upload) == len(base):
        return _refused(_Finding("no_new_signature"), unread)
    report = inspect_in_sandbox(
        data=upload, name=name, trust=trust, at=None, now=now, base_length=len(base), limits=limits
    )
    version = HEADER.search(base[:1024])
    if version and (int(version[1]), int(version[2])) < LOWEST_VERSION:
        return _refused(
            _Finding("old_pdf_version", {"version": f"{version[1].decode()}.{version[2].decode()}"}), report
        )
    new = tuple(s for s in report.signatures if s.signed_bytes > len(base) or s.signed_bytes == 0)
    earlier = tuple(s for s in report.signatures if s not in new)
    findings = chain(
        _file_findings(report, new),
        _signer_findings(new, frozenset(f.lower() for f in expected), expected_names),
        _content_findings(report, earlier),
    )
    signature = new[0] if len(new) == 1 else None
    first = next(findings, None)
    return _refused(first, report, signature) if first else UploadCheck((), report, signature)


@dataclass(frozen=True)
class _Finding:
    code: str
    values: dict[str, str] = field(default_factory=dict)


def _refused(finding: _Finding, report: FileReport, signature: SignatureReport | None = None) -> UploadCheck:
    text = refusal_text(finding.code, **finding.values)
    return UploadCheck((UploadRefusal(finding.code, text),), report, signature)


def _file_findings(report: FileReport, new: tuple[SignatureReport, ...]) -> Iterator[_Finding]:
    if not report.signatures and report.verdict != "unsigned":
        yield _Finding("not_checked", {"reason": report.reason})
    if not new:
        yield _Finding("no_new_signature")
    if len(new) > 1:
        yield _Finding("too_many_signatures", {"count": str(len(new))})


def _signer_findings(
    new: tuple[SignatureReport, ...], expected: frozenset[str], names: Collection[str]
) -> Iterator[_Finding]:
    for signature in new:
        code = _signature_problem(signature, expected)
        if code is not None:
            values = {
                "reason": _first_reason(signature),
                "found": f"{signature.signer} ({signature.organisation})",
                "expected": ", ".join(names) or "người được giao ký",
            }
            yield _Finding(code, values)


def _content_findings(report: FileReport, earlier: tuple[SignatureReport, ...]) -> Iterator[_Finding]:
    changes = report.changes
    if changes is None or not changes.lawful:
        yield _Finding("changed_content", {"reason": changes.reason if changes else ""})
    elif changes.changed_fields:
        yield _Finding("changed_fields", {"fields": ", ".join(changes.changed_fields)})
    for other in earlier:
        if other.checks.verdict == "invalid":
            yield _Finding("earlier_broken", {"signer": other.signer})
        elif other.checks.verdict != "valid":
            yield _Finding("earlier_unknown", {"signer": other.signer, "reason": _first_reason(other)})


def _signature_problem(signature: SignatureReport, expected: frozenset[str]) -> str | None:
    """The code of the first thing wrong with the new signature, or None; what the signer can mend comes first."""
    checks = signature.checks
    findings = (
        (checks.integrity.result != "pass" or not signature.covers_whole_file, "broken_signature"),
        (signature.fingerprint not in expected, "wrong_signer"),
        (signature.revoked_at is not None, "revoked"),
        (checks.certificate.result != "pass" and "hết hạn" in checks.certificate.reason, "certificate_expired"),
        (checks.certificate.result != "pass", "certificate_unfit"),
        (checks.chain.result != "pass", "not_trusted"),
        (checks.revocation.result != "pass", "status_unknown"),
        (checks.time.result != "pass", "time_unfit"),
    )
    return next((code for found, code in findings if found), None)


def _first_reason(signature: SignatureReport) -> str:
    checks = signature.checks
    ordered = (checks.integrity, checks.certificate, checks.chain, checks.revocation, checks.time)
    return next((c.reason for c in ordered if c.result != "pass"), "")
