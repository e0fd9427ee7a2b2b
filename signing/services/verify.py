"""Verification as the product offers it: always in the sandbox, never an exception because of a file."""

from datetime import datetime

from signing.verification.report import FileReport
from signing.verification.sandbox import Limits, inspect_in_sandbox
from signing.verification.trust import TrustStore


def verify_pdf(
    *,
    data: bytes,
    trust: TrustStore,
    at: datetime | None,
    now: datetime,
    name: str = "",
    limits: Limits | None = None,
) -> FileReport:
    """The report about one file.

    `at` asks how the file stood at a past moment; without it the question is about `now`. A signature's validity is
    judged at its proven signing time (law.md Y3); without a trusted timestamp that is the moment asked about, so a
    signature whose certificate has meanwhile expired or been revoked is "chưa kiểm tra được". Without revocation data
    nothing is valid.
    """
    return inspect_in_sandbox(data=data, name=name, trust=trust, at=at, now=now, limits=limits)
