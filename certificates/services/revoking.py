"""Writing a revocation into the register (NĐ 68/2024 Điều 17, 19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from certificates.models import Certificate, CertificateStatusChange
from directory.ledger.services import record
from directory.models import User


@dataclass(frozen=True, kw_only=True)
class Revocation:
    """One certificate, why (`cause` is a code, `reason` the sentence)."""

    certificate: Certificate
    cause: str
    reason: str


def revoke_certificates(
    *, revocations: Sequence[Revocation], at: datetime, by: User | None, now: datetime, case_ref: str
) -> int:
    """Marks each certificate revoked at `at`, with its history row, and one ledger entry; returns how many were new.

    A certificate that is revoked already stays as it is: what came first is what the register says. Runs in the
    caller's transaction; raises RuntimeError outside one.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a revocation is written inside the transaction of the case's step")
    why = {one.certificate.pk: one for one in revocations}
    locked = list(
        Certificate.objects.select_for_update(of=("self",))
        .filter(pk__in=why)
        .exclude(status=Certificate.Status.REVOKED)
        .defer("der")
        .order_by("pk")
    )
    for certificate in locked:
        certificate.status, certificate.revoked_at = Certificate.Status.REVOKED, at
    Certificate.objects.bulk_update(locked, ["status", "revoked_at"])
    CertificateStatusChange.objects.bulk_create(
        CertificateStatusChange(
            certificate=certificate,
            status=Certificate.Status.REVOKED,
            at=at,
            reason=f"{why[certificate.pk].reason} (hồ sơ {case_ref})"[:255],
            cause=why[certificate.pk].cause,
        )
        for certificate in locked
    )
    if locked:
        record(
            action="certificates.revoked",
            object_type="case",
            object_id=case_ref,
            by=by,
            at=now,
            payload={
                "revoked_at": at.isoformat(),
                "certificates": {one.fingerprint: why[one.pk].cause for one in locked},
            },
        )
    return len(locked)


def supersede_certificate(
    *, certificate: Certificate, successor: Certificate, at: datetime, by: User | None, now: datetime, case_ref: str
) -> None:
    """The successor is on the device: the one before is replaced, unless it was revoked. One ledger entry."""
    before = Certificate.objects.select_for_update(of=("self",)).defer("der").get(pk=certificate.pk)
    if before.status != Certificate.Status.ACTIVE:
        return
    before.status = Certificate.Status.SUPERSEDED
    before.save(update_fields=["status"])
    CertificateStatusChange.objects.create(
        certificate=before,
        status=Certificate.Status.SUPERSEDED,
        at=at,
        reason=f"Đã cài chứng thư thay thế theo hồ sơ {case_ref}"[:255],
    )
    record(
        action="certificate.superseded",
        object_type="certificate",
        object_id=str(before.public_id),
        by=by,
        at=now,
        payload={"successor": str(successor.public_id), "case": case_ref},
    )
