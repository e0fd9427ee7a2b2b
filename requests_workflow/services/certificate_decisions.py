"""What somebody decided about certificate files: into the register and onto rows and devices, or set aside."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from certificates.models import Certificate
from certificates.services.registering import CannotRegister, register_certificate
from directory.ledger.services import record
from directory.models import Subscriber, User
from requests_workflow.domain.granted_services import is_renewed
from requests_workflow.domain.renewed_terms import term_refusal, term_warning
from requests_workflow.models import CertificateBatch, CertificateFile, Dossier, Request, Step
from requests_workflow.selectors.facts import profile_of
from requests_workflow.services.certificate_files import (
    AWAITING,
    ReviewedFile,
    locked_dossier,
    refuse_stranger,
    review,
)
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError, known
from requests_workflow.services.subscribers import ensure_subscriber
from tokens.services import custody

NOT_FOLLOWED = (
    "Không nối được với chứng thư cũ ghi trong đề nghị: chứng thư cũ thuộc thuê bao khác hoặc đã có chứng thư thay thế."
)
UPDATE = "certificate_update"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, kw_only=True)
class FileDecision:
    """What somebody decided about one file: `request_id` None sets it aside, with a reason."""

    file_id: uuid.UUID
    request_id: uuid.UUID | None
    reason: str = ""
    warnings_seen: bool = False


@transaction.atomic
def decide_files(
    *, batch_id: uuid.UUID, decisions: Sequence[FileDecision], by: User, now: datetime
) -> CertificateBatch:
    """Registers the chosen files for their rows and sets the others aside; all or nothing.

    Raises InvalidInput naming each file ("file-<uuid>") that cannot be decided so, WorkflowError for the wrong role.
    """
    batch = CertificateBatch.objects.select_related("dossier").get(public_id=batch_id)
    dossier = locked_dossier(batch.dossier.public_id)
    refuse_stranger(dossier=dossier, by=by, now=now)
    batch.dossier = dossier
    reviewed = {one.file.public_id: one for one in review(batch=batch, now=now)}
    rows = {
        row.public_id: row
        for row in dossier.requests.select_for_update(of=("self",)).select_related(
            "person__agency", "subscriber", "predecessor", "token", "certificate", "dossier"
        )
    }
    least = profile_of(dossier).reason_min_length.value
    errors: list[FieldError] = []
    taken: set[uuid.UUID] = set()
    for decision in decisions:
        one = reviewed.get(decision.file_id)
        if one is None:
            raise WorkflowError("Có tệp không thuộc lần nhập này. Tải lại trang.")
        if why := _objection(one=one, decision=decision, rows=rows, taken=taken, least=least):
            errors.append(FieldError(f"file-{decision.file_id}", f"{one.file.name}: {why}"))
        elif decision.request_id is not None:
            taken.add(decision.request_id)
    if errors:
        raise InvalidInput(*errors)
    registered: dict[Request, str] = {}
    for decision in decisions:
        one = reviewed[decision.file_id]
        if decision.request_id is None:
            _set_aside(file=one.file, reason=decision.reason, by=by, now=now)
        else:
            row = rows[decision.request_id]
            registered[row] = _register(one=one, row=row, dossier=dossier, by=by, now=now)
    if registered:
        _note(dossier=dossier, batch=batch, rows=registered, by=by, now=now)
    return batch


def _objection(
    *, one: ReviewedFile, decision: FileDecision, rows: Mapping[uuid.UUID, Request], taken: set[uuid.UUID], least: int
) -> str:
    """Why the decision cannot stand; "" where it can."""
    if one.file.decision != CertificateFile.Decision.WAITING:
        return f"đã được quyết định “{one.file.get_decision_display()}”. Tải lại trang."
    if decision.request_id is None:
        # A file that cannot be registered says itself why; a good one is not put away without a word.
        spoken = one.refusal or len(decision.reason.strip()) >= least
        return "" if spoken else f"ghi lý do không nhập, ít nhất {least} ký tự."
    if one.refusal:
        return one.refusal
    return _row_objection(one=one, row=rows.get(decision.request_id), taken=taken, seen=decision.warnings_seen)


def _row_objection(*, one: ReviewedFile, row: Request | None, taken: set[uuid.UUID], seen: bool) -> str:
    if row is None or row.state not in AWAITING or row.certificate_id is not None:
        return "dòng được chọn không còn chờ chứng thư. Tải lại trang."
    if str(row.public_id) not in {candidate.row_key for candidate in known(one.match).candidates}:
        return "không có gì trong chứng thư khớp với dòng được chọn. Chọn dòng khác hoặc không nhập tệp này."
    if row.public_id in taken:
        return "dòng được chọn đã nhận một chứng thư khác trong lần này. Mỗi dòng một chứng thư."
    return _certificate_objection(one=one, row=row, seen=seen)


def _certificate_objection(*, one: ReviewedFile, row: Request, seen: bool) -> str:
    # The certificate that the form names as the old one, also where the register has never seen it.
    if known(one.facts).serial_number == row.printed.get("old_certificate_serial"):
        return "đây là chứng thư cũ ghi trong dòng được chọn, không phải chứng thư mới. Hãy xin Cục tệp chứng thư mới."
    warnings = one.warnings
    if row.procedure == UPDATE and row.predecessor is not None:
        terms: dict[str, Any] = {
            "renewed": is_renewed(row.printed),
            "old_end": row.predecessor.not_after.astimezone(VIETNAM).date(),
            "new_end": known(one.facts).not_after.astimezone(VIETNAM).date(),
        }
        if refusal := term_refusal(**terms):
            return refusal
        most = profile_of(row.dossier).renewal_max_years.value
        if warning := term_warning(**terms, most_years=most):
            warnings = (warning, *warnings)
    if warnings and not seen:
        return f"{warnings[0]} Đánh dấu đã xem cảnh báo nếu vẫn nhập."
    return ""


def _register(*, one: ReviewedFile, row: Request, dossier: Dossier, by: User, now: datetime) -> str:
    """Certificate into the register, onto the row and onto its device. Returns what the timeline is to say of it."""
    facts = known(one.facts)
    subscriber = ensure_subscriber(row=row, dossier=dossier, by=by, now=now)
    predecessor = row.predecessor if _follows(row.predecessor, subscriber) else None
    updates = row.procedure == UPDATE
    old = row.predecessor if updates else None
    # The right to renew is used up by what the provider granted, whatever the register can link.
    renewals = old.renewal_count + is_renewed(row.printed) if old else 0
    try:
        certificate = register_certificate(
            facts=facts,
            subscriber=subscriber,
            managing_agency=dossier.managing_agency,
            predecessor=predecessor,
            by=by,
            at=now,
            case_ref=dossier.code,
            renewal_count=renewals,
            keeps_key=updates,
        )
        # A renewed or changed certificate is on its device only once somebody has installed it there.
        if row.token is not None and not updates:
            custody.link_certificate(
                token=row.token,
                certificate=certificate,
                subscriber=subscriber,
                at=now,
                case_ref=dossier.code,
                by=by,
            )
    except (CannotRegister, custody.CannotRecord) as error:
        raise InvalidInput(FieldError(f"file-{one.file.public_id}", f"{one.file.name}: {error}")) from error
    row.certificate = certificate
    row.save(update_fields=["certificate"])
    file = one.file
    file.decision, file.request, file.certificate = CertificateFile.Decision.REGISTERED, row, certificate
    file.decided_by, file.decided_at = by, now
    file.save()
    return "" if predecessor == row.predecessor else NOT_FOLLOWED


def _follows(predecessor: Certificate | None, subscriber: Subscriber) -> bool:
    """Whether the old certificate that the form names can be followed. The form is sent and cannot be mended: where it
    names another's, or one that was followed meanwhile, the new certificate enters the register all the same."""
    if predecessor is None or predecessor.subscriber_id != subscriber.pk:
        return False
    return not Certificate.objects.filter(predecessor=predecessor).exists()


def _set_aside(*, file: CertificateFile, reason: str, by: User, now: datetime) -> None:
    file.decision, file.reason = CertificateFile.Decision.SET_ASIDE, reason.strip()[:500]
    file.decided_by, file.decided_at = by, now
    file.save()


def _note(*, dossier: Dossier, batch: CertificateBatch, rows: Mapping[Request, str], by: User, now: datetime) -> None:
    """Steps of the rows on the timeline, and one ledger entry."""
    steps = Step.objects.bulk_create(
        Step(
            dossier=dossier,
            request=row,
            transition="register_certificate",
            label="Chứng thư đã vào sổ",
            source=row.state,
            target=row.state,
            by=by,
            at=now,
            comment=comment,
            clause=_clause(dossier),
            data={"certificate": known(row.certificate).serial_number},
        )
        for row, comment in rows.items()
    )
    dossier.version += 1
    dossier.save(update_fields=["version"])
    record(
        action=f"{dossier.procedure}.certificates_registered",
        object_type="dossier",
        object_id=str(dossier.public_id),
        by=by,
        at=now,
        payload={
            "dossier": dossier.code,
            "batch": str(batch.public_id),
            "certificates": [known(row.certificate).fingerprint for row in rows],
            "steps": [step.pk for step in steps],
            "version": dossier.version,
        },
    )


def _clause(dossier: Dossier) -> str:
    """The clause under which certificates come back."""
    return dossier.kind.dossier.find(name="record_provider_answer", state="received").clause.cite()
