"""The agency's signature at the top right of page one: on attachments, on the scan of a paper, on electronic copies.

A file is prepared, handed out, signed elsewhere by the văn thư, and proved by a worker like any signed document.
"""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from directory.domain.roles import Role
from directory.models import Agency, User
from requests_workflow.models import Document, DocumentVerification, Dossier, OutboxMessage
from requests_workflow.selectors.attachments import SEALED_OF, agency_files
from requests_workflow.selectors.facts import seal_fingerprints
from requests_workflow.services import outbox
from requests_workflow.services.corner_preparing import (
    NOT_YOURS,
    copying_body,
    lines_of,
    refuse_others,
    refuse_without_seal,
    signing_body,
)
from requests_workflow.services.documents import Incoming, file_document, store
from requests_workflow.services.errors import WorkflowError, known
from requests_workflow.services.file_steps import lock, write_file_step
from requests_workflow.services.signing_jobs import has_test_key
from signing.models import SigningJob
from signing.services.uploads import UploadCheck

Kind = Document.Kind
PURPOSE = "file.corner"
CHANGED = "Hồ sơ đã thay đổi từ khi tệp này được lập để ký. Lập lại tệp từ trang Tài liệu kèm theo rồi ký."


def running(document: Document) -> SigningJob | None:
    """The unfinished job of this prepared file, if any."""
    return SigningJob.objects.filter(
        purpose=PURPOSE, subject_ref=subject_of(document), state__in=("queued", "running")
    ).first()


@transaction.atomic
def submit(
    *, dossier_id: uuid.UUID, document_id: uuid.UUID, upload: Incoming | None, by: User, now: datetime
) -> SigningJob:
    """Queues the proof of the signed file; without `upload` a worker signs with the test key (demo and tests).

    `document_id` is the prepared file. A second press finds the first, unfinished job. Raises WorkflowError.
    """
    if upload is None and not settings.DEMO:
        raise WorkflowError("Khóa thử nghiệm chỉ có trong bản dùng thử.")
    dossier = lock(dossier_id)
    prepared = Document.objects.select_related("previous", "created_by").get(dossier=dossier, public_id=document_id)
    if (job := running(prepared)) is not None:
        return job
    body = may_sign(dossier=dossier, prepared=prepared, by=by, now=now)
    expected = seal_fingerprints(agency_id=body.pk, now=now)
    payload: dict[str, Any] = {
        "expected": sorted(expected),
        "expected_names": [body.name],
        "name": upload.name if upload is not None else prepared.file_name,
        "corner": True,
    }
    if upload is None:
        payload |= _test_signature(prepared=prepared, body=body, expected=expected, now=now)
    job = SigningJob.objects.create(
        kind=SigningJob.Kind.VERIFY_UPLOAD if upload is not None else SigningJob.Kind.TEST_SIGN,
        purpose=PURPOSE,
        subject_ref=subject_of(prepared),
        payload=payload,
        base_path=prepared.storage_name,
        upload_path=store(data=upload.data, extension=".pdf") if upload is not None else "",
        created_by=by,
        created_at=now,
    )
    outbox.put(kind=OutboxMessage.Kind.SIGNING_JOB, payload={"job": str(job.public_id)}, now=now)
    return job


def may_sign(*, dossier: Dossier, prepared: Document, by: User, now: datetime) -> Agency:
    """The body that signs this prepared file, by this person, now. Raises WorkflowError saying why not."""
    if prepared.versions.filter(kind__in=(*SEALED_OF.values(), Kind.E_COPY)).exists():
        raise WorkflowError("Tệp này đã có chữ ký số của cơ quan.")
    if prepared.kind == Kind.COPY_PREPARED:
        body = signing_body(dossier=dossier, by=by, now=now)
        if body is None or copying_body(prepared=prepared, dossier=dossier, now=now) != body:
            raise WorkflowError(NOT_YOURS)
        refuse_without_seal(body, now)
        return body
    refuse_others(dossier=dossier, by=by, now=now)
    if all(one.prepared != prepared for one in agency_files(dossier).every):
        raise WorkflowError(CHANGED)
    return dossier.managing_agency


def act_of(prepared: Document) -> str:
    """Which act of FILE_ACTS it is to sign this prepared file; its `previous` is what was prepared."""
    if prepared.kind == Kind.COPY_PREPARED:
        return "issue_copy"
    return "seal_attachment" if known(prepared.previous).kind == Kind.ATTACHMENT else "seal_scan"


def on_signed(job: SigningJob, check: UploadCheck, now: datetime) -> None:
    """Files the proved file with its report, and writes the step; a refusal is written on the job."""
    if not check.accepted:
        return
    prepared = Document.objects.get(public_id=job.subject_ref.removeprefix("document:"))
    with default_storage.open(job.upload_path, "rb") as handle:
        data = handle.read()
    try:
        _file_signed(job=job, prepared=prepared, data=data, check=check, now=now)
    except WorkflowError as error:
        job.result = {**(job.result or {}), "workflow_refusals": list(error.sentences)}
        job.save(update_fields=["result"])


@transaction.atomic
def _file_signed(*, job: SigningJob, prepared: Document, data: bytes, check: UploadCheck, now: datetime) -> None:
    dossier = lock(prepared.dossier.public_id)
    by, source = known(job.created_by), known(prepared.previous)
    may_sign(dossier=dossier, prepared=prepared, by=by, now=now)
    kind = Kind.E_COPY if prepared.kind == Kind.COPY_PREPARED else SEALED_OF[source.kind]
    document = file_document(
        dossier=dossier,
        kind=kind,
        data=data,
        name=prepared.file_name,
        by=by,
        now=now,
        title=_signed_title(kind=kind, title=prepared.title),
        previous=prepared,
    )
    DocumentVerification.objects.create(
        document=document, verdict=check.report.verdict, report=check.report.to_json(), at=now
    )
    write_file_step(
        dossier=dossier,
        act=act_of(prepared),
        document=document,
        role=Role.REGISTRY_CLERK,
        by=by,
        now=now,
        comment=document.title,
        form_key=job.public_id,
    )


def _signed_title(*, kind: str, title: str) -> str:
    label = Kind(kind).label
    if kind == Kind.ATTACHMENT_SEALED:
        return f"{title} (đã ký số của cơ quan)"[:160]
    return str(label) if kind == Kind.WET_SCAN_SEALED else title


def _test_signature(*, prepared: Document, body: Agency, expected: set[str], now: datetime) -> dict[str, Any]:
    fingerprint = next((one for one in sorted(expected) if has_test_key(one)), None)
    if fingerprint is None:
        raise WorkflowError("Cơ quan không có khóa thử nghiệm. Ký bằng thiết bị của cơ quan rồi tải tệp lên.")
    lines = lines_of(prepared=prepared, dossier=prepared.dossier, body=body, now=now)
    return {"fingerprint": fingerprint, "stamp_lines": list(lines)}


def subject_of(document: Document) -> str:
    """How a job names the prepared file."""
    return f"document:{document.public_id}"
