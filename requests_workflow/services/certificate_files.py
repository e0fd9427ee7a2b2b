"""Certificate files of the provider: uploaded together, read, and matched to the rows of their dossier.

Nothing is guessed: what does not match by key, e-mail or identity number waits for a decision, and what cannot be is
refused with its reason. Matching is computed anew each time, so two people see the same and nothing goes stale.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from certificates.domain.matching import Match, RowEvidence, evidence_of, match
from certificates.services.registering import term_warning
from certificates.services.registrability import registration_problems
from directory.ledger.services import record
from directory.models import User
from requests_workflow.models import CertificateBatch, CertificateFile, Dossier, Request
from requests_workflow.models.request import BRINGS_CERTIFICATE
from requests_workflow.procedures.provider_request.answering import may_record_answer
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError
from signing.services.x509 import (
    CertificateFacts,
    FoundCertificate,
    IssuanceVerdict,
    certificate_facts,
    issuance_verdicts,
    read_certificate_files,
)

# Rows whose certificate may come: answered, and not yet known by its file.
AWAITING = ("issued", "device_at_department", "device_received", "handover_offered", "handed_over", "granted")
EMPTY_UPLOAD = "Không có tệp nào được chọn. Chọn tệp .cer, .p7b hoặc .zip mà Cục đã gửi."
NOT_RECORDER = (
    "Bạn không có vai trò ghi nhận kết quả của Cục cho hồ sơ này. Chuyển tệp cho cán bộ của cơ quan hoặc của Sở."
)


@dataclass(frozen=True)
class ReviewedFile:
    """One file with all that is known about it now.

    `refusal` is why it can never be registered here, "" where it can; `warnings` ask to be acknowledged; `match` says
    which rows it may belong to, None for a file that is refused or decided.
    """

    file: CertificateFile
    facts: CertificateFacts | None
    verdict: IssuanceVerdict | None
    refusal: str
    warnings: tuple[str, ...]
    match: Match | None


@transaction.atomic
def receive_files(
    *,
    dossier_id: uuid.UUID,
    files: Sequence[tuple[str, bytes]],
    by: User,
    now: datetime,
    creation_key: uuid.UUID | None = None,
) -> CertificateBatch:
    """Reads the uploaded files into a batch; a second press finds the first batch.

    Raises WorkflowError for somebody who may not record the provider's answer, or where nothing was chosen.
    """
    dossier = locked_dossier(dossier_id)
    # Under the lock: of two presses at once the second waits, and finds the batch of the first.
    if creation_key is not None:
        existing = CertificateBatch.objects.filter(creation_key=creation_key).first()
        if existing is not None and (existing.uploaded_by_id, existing.dossier_id) != (by.pk, dossier.pk):
            raise WorkflowError("Trang này đã dùng cho một lần tải lên khác. Tải lại trang rồi chọn lại tệp.")
        if existing is not None:
            return existing
    refuse_stranger(dossier=dossier, by=by, now=now)
    if not files:
        raise InvalidInput(FieldError("files", EMPTY_UPLOAD))
    batch = CertificateBatch.objects.create(dossier=dossier, uploaded_by=by, uploaded_at=now, creation_key=creation_key)
    found = read_certificate_files(files=files)
    CertificateFile.objects.bulk_create(
        CertificateFile(batch=batch, position=position, name=name[:255], der=der, problem=problem)
        for position, (name, der, problem) in enumerate(_kept(found), start=1)
    )
    record(
        action="certificate_files.received",
        object_type="dossier",
        object_id=str(dossier.public_id),
        by=by,
        at=now,
        payload={
            "dossier": dossier.code,
            "batch": str(batch.public_id),
            "fingerprints": [one.facts.fingerprint for one in found if one.facts],
            "unreadable": sum(one.facts is None for one in found),
        },
    )
    return batch


def _kept(found: Iterable[FoundCertificate]) -> Iterator[tuple[str, bytes | None, str]]:
    """(name, DER, problem) of each file to be kept. Of what could not be read the name and the reason are kept, never
    the bytes: they may be a private key."""
    for one in found:
        yield one.name, one.facts.der if one.facts else None, one.problem
        if one.note:
            yield f"{one.name} (bản trùng)", None, one.note


def review(*, batch: CertificateBatch, now: datetime) -> list[ReviewedFile]:
    """Every file of the batch as it stands now; a constant number of queries beside the signature checks."""
    files = list(batch.files.select_related("request", "certificate", "decided_by__person").order_by("position"))
    facts = {file.pk: certificate_facts(der=bytes(file.der)) for file in files if file.der}
    waiting = [file for file in files if file.decision == CertificateFile.Decision.WAITING and file.pk in facts]
    verdicts = issuance_verdicts(certificates=[facts[file.pk] for file in waiting], at=now)
    verdict_of = {file.pk: verdict for file, verdict in zip(waiting, verdicts, strict=True)}
    kept = kept_keys(batch.dossier)
    problems = registration_problems(certificates=[facts[file.pk] for file in waiting], at=now, keys_may_repeat=kept)
    # What the register says is the more telling: an old file of ours is "already there" before it is anything else.
    refusals = {
        file.pk: problem or ("" if verdict_of[file.pk].trusted else verdict_of[file.pk].text)
        for file, problem in zip(waiting, problems, strict=True)
    }
    usable = [file for file in waiting if not refusals[file.pk]]
    matches = match(
        certificates=[evidence_of(facts[file.pk]) for file in usable], rows=row_evidence(dossier=batch.dossier)
    )
    match_of = {file.pk: one for file, one in zip(usable, matches, strict=True)}
    return [
        ReviewedFile(
            file=file,
            facts=facts.get(file.pk),
            verdict=verdict_of.get(file.pk),
            refusal=file.problem or refusals.get(file.pk, ""),
            warnings=(warning,) if file.pk in facts and (warning := term_warning(facts=facts[file.pk])) else (),
            match=match_of.get(file.pk),
        )
        for file in files
    ]


def kept_keys(dossier: Dossier) -> frozenset[str]:
    """Digests of keys that the new certificates of this dossier may bear again: those that they renew or change."""
    if dossier.procedure != "certificate_update":
        return frozenset()
    rows = dossier.requests.filter(state__in=AWAITING, certificate__isnull=True, predecessor__isnull=False)
    return frozenset(rows.values_list("predecessor__public_key_digest", flat=True))


def row_evidence(*, dossier: Dossier) -> list[RowEvidence]:
    """The rows of the dossier that wait for a certificate, as the matcher reads them; two queries."""
    rows = dossier.requests.filter(state__in=AWAITING, certificate__isnull=True)
    return [_evidence(row) for row in rows.select_related("predecessor").defer("predecessor__der").order_by("position")]


def _evidence(row: Request) -> RowEvidence:
    """A renewed certificate may keep its key and its old address, or bear the new one that was asked for."""
    old = row.predecessor if row.procedure == "certificate_update" else None
    new_email = row.printed.get("new_information", "") if row.printed.get("change_code") == "email" else ""
    return RowEvidence(
        row_key=str(row.public_id),
        full_name=row.name,
        emails=tuple(filter(None, (row.printed.get("official_email", ""), new_email.lower()))),
        identity_number=row.printed.get("identity_number", ""),
        workplace=row.printed.get("workplace", ""),
        key_digests=(old.public_key_digest,) if old else (),
        predecessor_serial=old.serial_number if old else row.printed.get("old_certificate_serial", ""),
    )


def waiting_elsewhere(*, facts: CertificateFacts, dossier: Dossier) -> Dossier | None:
    """Another open dossier of the same agency that has asked for this certificate's e-mail address, if exactly one."""
    return all_waiting_elsewhere(certificates=[facts], dossier=dossier).get(facts.fingerprint)


def all_waiting_elsewhere(*, certificates: Sequence[CertificateFacts], dossier: Dossier) -> dict[str, Dossier]:
    """Fingerprint -> the one other open dossier that waits for this certificate (see waiting_elsewhere); one query."""
    rows = Request.objects.filter(
        dossier__managing_agency=dossier.managing_agency,
        dossier__procedure=dossier.procedure,
        dossier__closed_at__isnull=True,
        certificate__isnull=True,
        printed__official_email__in=[email for one in certificates for email in one.emails],
    ).exclude(dossier=dossier)
    asking: dict[str, set[Dossier]] = {}
    for row in rows.select_related("dossier"):
        asking.setdefault(row.printed["official_email"], set()).add(row.dossier)
    found = {one.fingerprint: set().union(*(asking.get(email, set()) for email in one.emails)) for one in certificates}
    return {fingerprint: dossiers.pop() for fingerprint, dossiers in found.items() if len(dossiers) == 1}


def locked_dossier(dossier_id: uuid.UUID) -> Dossier:
    """The dossier under lock, with the bodies that facts ask for."""
    return (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("managing_agency", "recipient", "provider")
        .get(public_id=dossier_id)
    )


def refuse_stranger(*, dossier: Dossier, by: User, now: datetime) -> None:
    """Raises WorkflowError for another role, another procedure, or a dossier that has no answered row."""
    if dossier.procedure not in BRINGS_CERTIFICATE or dossier.state not in dossier.kind.rows_move_in:
        raise WorkflowError("Hồ sơ này không ở bước nhập chứng thư. Tải lại trang để xem các việc làm được.")
    facts = facts_for(dossier=dossier, by=by, now=now)
    if not may_record_answer(facts):
        raise WorkflowError(NOT_RECORDER)
