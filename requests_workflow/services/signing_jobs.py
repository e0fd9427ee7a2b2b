"""Hands signing work to the workers: a signed upload to prove, a test signature to make, a received file to verify."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from certificates.models import Certificate
from directory.models import User
from requests_workflow.documents.boxes import NotOurDocument, signature_boxes
from requests_workflow.engine.decide import check_input, decide
from requests_workflow.models import Document, Dossier, OutboxMessage
from requests_workflow.selectors.facts import facts_for, seal_fingerprints, signer_fingerprints
from requests_workflow.services import outbox
from requests_workflow.services.act_input import ActInput, SignedFile
from requests_workflow.services.documents import Incoming, latest, read, store
from requests_workflow.services.errors import Refused, WorkflowError, known
from requests_workflow.services.filing import SIGNED_KINDS
from signing.errors import SigningError
from signing.models import SigningJob
from signing.test_ca.opening import load_test_key

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
SEALS = frozenset({"seal", "issue_refusal"})
FIELD_NAMES = {
    "sign": "ChuKyLanhDao",
    "seal": "ChuKyCoQuan",
    "sign_refusal": "ChuKyLanhDao",
    "issue_refusal": "ChuKyCoQuan",
}


def purpose_of(act: str) -> str:
    """The purpose under which a job of this act is registered with the signing app."""
    return f"dossier.{act}"


def subject_of(dossier: Dossier) -> str:
    """How a job names the dossier; signing knows no foreign key upward."""
    return f"dossier:{dossier.public_id}"


def submit_signed(
    *, dossier_id: uuid.UUID, act: str, upload: Incoming, given: ActInput, by: User, now: datetime
) -> SigningJob:
    """Queues the proof of an uploaded signed PDF; the act is performed when a worker has proved it.

    A second press finds the first, unfinished job. Raises Refused, or WorkflowError where there is nothing to sign.
    """
    name = store(data=upload.data, extension=".pdf")
    return _queue(dossier_id=dossier_id, act=act, given=given, by=by, now=now, upload_path=name, name=upload.name)


def submit_test_signature(*, dossier_id: uuid.UUID, act: str, given: ActInput, by: User, now: datetime) -> SigningJob:
    """Demo and tests only: a worker signs with the persona's test key, then proves the file like any other."""
    if not settings.DEMO:
        raise WorkflowError("Khóa thử nghiệm chỉ có trong bản dùng thử.")
    return _queue(dossier_id=dossier_id, act=act, given=given, by=by, now=now, upload_path="", name="")


def expected_signers(*, dossier: Dossier, act: str, by: User, now: datetime) -> tuple[set[str], list[str]]:
    """(fingerprints of certificates that may sign, names of their holders) for the act."""
    if act in SEALS:
        agency = dossier.managing_agency if act == "seal" else known(dossier.recipient)
        return seal_fingerprints(agency_id=agency.pk, now=now), [agency.name]
    return signer_fingerprints(person_id=by.person_id, now=now), [by.get_full_name()]


def base_document(*, dossier: Dossier, act: str) -> Document | None:
    """The file that is to be signed in this act."""
    return latest(dossier=dossier, kinds=SIGNED_KINDS[act][1])


def running_job(*, dossier: Dossier, act: str) -> SigningJob | None:
    """The unfinished job of this act, if any."""
    return SigningJob.objects.filter(
        subject_ref=subject_of(dossier), purpose=purpose_of(act), state__in=("queued", "running")
    ).first()


@transaction.atomic
def _queue(
    *, dossier_id: uuid.UUID, act: str, given: ActInput, by: User, now: datetime, upload_path: str, name: str
) -> SigningJob:
    dossier = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("managing_agency", "recipient", "signer__person")
        .get(public_id=dossier_id)
    )
    if (running := running_job(dossier=dossier, act=act)) is not None:
        return running
    facts = facts_for(dossier=dossier, by=by, now=now)
    decision = decide(dossier.kind.dossier, dossier.state, act, facts)
    # The signed document itself is what the worker proves; all else must be in hand now.
    refusals = decision.refusals or check_input(
        decision.transition, given.given() | {"signed_document": "coming"}, facts
    )
    if refusals:
        raise Refused(refusals)
    given.check(dossier=dossier, now=now)
    base = base_document(dossier=dossier, act=act)
    if base is None:
        raise WorkflowError("Hồ sơ chưa có văn bản để ký. Tải lại trang; nếu vẫn vậy, trả lại để lập lại văn bản.")
    expected, names = expected_signers(dossier=dossier, act=act, by=by, now=now)
    payload: dict[str, Any] = {
        "expected": sorted(expected),
        "expected_names": names,
        "name": name or base.file_name,
        "act": act,
        "base_document": str(base.public_id),
        "given": to_json(given),
    }
    if not upload_path:
        payload |= _test_signature(expected=expected, act=act, base=base, names=names, now=now)
    job = SigningJob.objects.create(
        kind=SigningJob.Kind.VERIFY_UPLOAD if upload_path else SigningJob.Kind.TEST_SIGN,
        purpose=purpose_of(act),
        subject_ref=subject_of(dossier),
        payload=payload,
        base_path=base.storage_name,
        upload_path=upload_path,
        created_by=by,
        created_at=now,
    )
    outbox.put(kind=OutboxMessage.Kind.SIGNING_JOB, payload={"job": str(job.public_id)}, now=now)
    return job


def _test_signature(
    *, expected: Iterable[str], act: str, base: Document, names: list[str], now: datetime
) -> dict[str, Any]:
    fingerprint = next((f for f in sorted(expected) if has_test_key(f)), None)
    if fingerprint is None:
        raise WorkflowError("Người này không có khóa thử nghiệm. Ký bằng thiết bị của mình rồi tải tệp lên.")
    certificate = Certificate.objects.get(fingerprint=fingerprint)
    try:
        box = signature_boxes(read(base)).get("sig-seal" if act in SEALS else "sig-person")
    except NotOurDocument:
        box = None
    local = now.astimezone(VIETNAM)
    return {
        "fingerprint": fingerprint,
        "field_name": FIELD_NAMES[act],
        "reason": None,
        "box": list(box) if box else None,
        "seal": act in SEALS,
        "stamp_lines": ["BẢN DÙNG THỬ", certificate.common_name, local.isoformat(timespec="seconds")],
    }


def queue_verification(*, document: Document, by: User | None, now: datetime) -> SigningJob:
    """Queues the verification of a filed PDF; the report becomes a DocumentVerification."""
    job = SigningJob.objects.create(
        kind=SigningJob.Kind.VERIFY_DOCUMENT,
        purpose="document",
        subject_ref=f"document:{document.public_id}",
        payload={"name": document.file_name},
        base_path=document.storage_name,
        created_by=by,
        created_at=now,
    )
    outbox.put(kind=OutboxMessage.Kind.SIGNING_JOB, payload={"job": str(job.public_id)}, now=now)
    return job


def to_json(given: ActInput) -> dict[str, Any]:
    """An ActInput as plain data; files are stored, and named here."""
    return {
        "reason": given.reason,
        "clause": given.clause,
        "legal_at": given.legal_at.isoformat() if given.legal_at else None,
        "number": given.number,
        "symbol": given.symbol,
        "document_date": given.document_date.isoformat() if given.document_date else None,
        "channel": given.channel,
        "channel_code": given.channel_code,
        "incoming_number": given.incoming_number,
        "files": {
            need: {"path": store(data=one.data, extension=""), "name": one.name} for need, one in given.files.items()
        },
    }


def from_json(data: dict[str, Any], *, signed: SignedFile | None) -> ActInput:
    """The ActInput that `to_json` wrote, with the proved signed file."""
    plain = {k: v for k, v in data.items() if k not in ("legal_at", "document_date", "files")}
    files = {}
    for need, one in data["files"].items():
        with default_storage.open(one["path"], "rb") as handle:
            files[need] = Incoming(data=handle.read(), name=one["name"])
    return replace(
        ActInput(**plain),
        legal_at=datetime.fromisoformat(data["legal_at"]) if data["legal_at"] else None,
        document_date=date.fromisoformat(data["document_date"]) if data["document_date"] else None,
        files=files,
        signed=signed,
    )


def has_test_key(fingerprint: str) -> bool:
    """Whether the test CA holds the private key of this certificate (demo and tests)."""
    try:
        load_test_key(fingerprint)
    except SigningError:
        return False
    return True
