"""The report about one file: what `verify_pdf --json` prints and the verification page shows."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

type Result = Literal["pass", "fail", "unknown"]
type Verdict = Literal["valid", "invalid", "indeterminate", "unsigned"]


@dataclass(frozen=True)
class Check:
    """One line of the report: a result and the Vietnamese sentence that explains it."""

    result: Result
    reason: str


@dataclass(frozen=True)
class Checks:
    """The check items of one signature (integrity, certificate, chain, revocation, time)."""

    integrity: Check
    certificate: Check
    chain: Check
    revocation: Check
    time: Check

    @property
    def verdict(self) -> Literal["valid", "invalid", "indeterminate"]:
        """Any failure makes it invalid; anything not known leaves it open; only all passes are valid."""
        results = {c.result for c in (self.integrity, self.certificate, self.chain, self.revocation, self.time)}
        if "fail" in results:
            return "invalid"
        return "indeterminate" if "unknown" in results else "valid"


@dataclass(frozen=True)
class SignatureReport:
    """One signature. Times are ISO 8601; `fingerprint` is SHA-256 of the certificate in hex."""

    field: str
    signer: str
    organisation: str
    signing_time: str | None
    checks: Checks
    fingerprint: str = ""
    issuer: str = ""
    serial: str = ""
    not_before: str | None = None
    not_after: str | None = None
    revoked_at: str | None = None
    trusted_time: str | None = None
    algorithm: str = ""
    covers_whole_file: bool = False
    signed_bytes: int = 0
    modification: str = "none"
    verdict: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "verdict", self.checks.verdict)


@dataclass(frozen=True)
class Changes:
    """What a file adds to the first `base_length` bytes of it, apart from new signatures."""

    base_is_revision: bool
    lawful: bool
    changed_fields: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class FileReport:
    """One file. `reason` is a Vietnamese sentence for the whole file."""

    file: str
    verdict: Verdict
    reason: str
    signatures: tuple[SignatureReport, ...] = ()
    pdf_version: str = ""
    changes: Changes | None = None

    def to_json(self) -> dict[str, Any]:
        """The report as plain data, in the shape of the command's JSON line."""
        data = asdict(self)
        data["signatures"] = [dict(s) for s in data["signatures"]]
        if self.changes is None:
            del data["changes"]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "FileReport":
        """Read what `to_json` wrote."""
        rows = []
        for row in data["signatures"]:
            checks = Checks(**{name: Check(**check) for name, check in row["checks"].items()})
            rows.append(SignatureReport(**{**row, "checks": checks}))
        changes = data.get("changes")
        if changes is not None:
            changes = Changes(**{**changes, "changed_fields": tuple(changes["changed_fields"])})
        return cls(**{**data, "signatures": tuple(rows), "changes": changes})


def file_verdict(signatures: tuple[SignatureReport, ...]) -> Verdict:
    """The worst of the signatures; `unsigned` without any."""
    if not signatures:
        return "unsigned"
    worst: tuple[Verdict, ...] = ("invalid", "indeterminate", "valid")
    return next(verdict for verdict in worst if any(s.checks.verdict == verdict for s in signatures))
