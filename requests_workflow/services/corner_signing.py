"""The agency's signature at the top right of page one: on attachments, on the scan of a paper, on electronic copies.

A file is prepared, handed out, signed elsewhere by the văn thư, and proved by a worker like any signed document.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from directory.domain.names import normalise
from directory.domain.roles import Role
from directory.models import Agency, User
from directory.selectors.roles import VIETNAM, actor_for, name_on
from requests_workflow.domain.corner_lines import COPY_FORMS, EXTRACT, attachment_lines, copy_lines, scan_lines
from requests_workflow.models import Document, DocumentVerification, Dossier, OutboxMessage
from requests_workflow.selectors.attachments import SEALED_OF, AgencyFile, agency_files, copyable
from requests_workflow.selectors.facts import seal_fingerprints
from requests_workflow.services import outbox
from requests_workflow.services.documents import PDF, Incoming, file_document, read, sniff, store
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError, known
from requests_workflow.services.file_steps import lock, write_file_step
from requests_workflow.services.signing_jobs import has_test_key
from signing.errors import SigningError
from signing.models import SigningJob
from signing.services.corner import prepare_corner
from signing.services.uploads import UploadCheck

Kind = Document.Kind
PURPOSE = "file.corner"
LONGEST_NUMBER = 40
NOT_YOURS = "Chỉ văn thư của cơ quan ký số của cơ quan trên tệp này."
NO_SEAL = "Cơ quan không có chứng thư, thiết bị dùng được để ký số của cơ quan. Kiểm tra thiết bị của cơ quan trước."
NOT_NOW = "Ký số của cơ quan trên tệp kèm theo và bản quét khi văn bản đã có số, đã đóng dấu và chưa gửi."
CHANGED = "Hồ sơ đã thay đổi từ khi tệp này được lập để ký. Lập lại tệp từ trang Tài liệu kèm theo rồi ký."
BAD_SIGNATURES = (
    "Tệp có chữ ký số không hợp lệ hoặc chưa kiểm tra được nên cơ quan chưa ký tiếp được. Xin lại bản gốc, hoặc quét "
    "bản giấy thành PDF rồi dùng bản quét."
)


@dataclass(frozen=True, kw_only=True)
class CopyInput:
    """What an electronic copy is: `form` is a key of COPY_FORMS; an extract brings the file with the part copied."""

    document_id: uuid.UUID
    form: str
    number: str
    day: date
    extract: Incoming | None = None


def signing_body(*, dossier: Dossier, by: User, now: datetime) -> Agency | None:
    """The body of this case whose văn thư the person is: the sender's or the addressee's; None for others."""
    actor = actor_for(user=by, now=now)
    bodies = [one for one in (dossier.managing_agency, dossier.recipient) if one is not None]
    return next((one for one in bodies if Role.REGISTRY_CLERK in actor.roles_for(one)), None)


@transaction.atomic
def prepare_file(*, dossier_id: uuid.UUID, document_id: uuid.UUID, by: User, now: datetime) -> Document:
    """The attachment or scan with its place to sign; asked for again, the same file.

    Raises WorkflowError where there is nothing to sign, now or by this person.
    """
    dossier = lock(dossier_id)
    _refuse_others(dossier=dossier, by=by, now=now)
    found = next((one for one in _all(dossier) if one.source.public_id == document_id), None)
    if found is None or found.sealed is not None:
        raise WorkflowError("Tệp này đã được ký hoặc đã được bỏ khỏi hồ sơ. Tải lại trang.")
    if found.prepared is not None:
        return found.prepared
    source = found.source
    if source.media_type != PDF:
        raise WorkflowError("Bản quét là ảnh nên không ký số được. Trả lại, nộp bản quét dạng PDF rồi ký.")
    data = _prepared(source, read(source), lines=_lines(source, dossier=dossier, now=now))
    return file_document(
        dossier=dossier,
        kind=Kind.CORNER_PREPARED,
        data=data,
        name=source.file_name,
        by=by,
        now=now,
        title=source.title,
        previous=source,
    )


@transaction.atomic
def prepare_copy(*, dossier_id: uuid.UUID, given: CopyInput, by: User, now: datetime) -> Document:
    """The electronic copy with its place to sign. Raises InvalidInput naming the field, or WorkflowError."""
    dossier = lock(dossier_id)
    body = signing_body(dossier=dossier, by=by, now=now)
    if body is None:
        raise WorkflowError(NOT_YOURS)
    _refuse_without_seal(body, now)
    source = next((one for one in copyable(dossier) if one.public_id == given.document_id), None)
    number = normalise(given.number)
    if source is None:
        raise InvalidInput(FieldError("document", "Chọn một tệp PDF của hồ sơ để sao."))
    if given.form not in COPY_FORMS:
        raise InvalidInput(FieldError("form", "Chọn hình thức sao."))
    if not number or len(number) > LONGEST_NUMBER:
        raise InvalidInput(FieldError("number", f"Ghi số, ký hiệu bản sao, nhiều nhất {LONGEST_NUMBER} ký tự."))
    if given.day > now.astimezone(VIETNAM).date() + timedelta(days=1):
        raise InvalidInput(FieldError("day", "Ngày sao ở tương lai. Nhập ngày ghi ở sổ."))
    data = read(source)
    if given.form == EXTRACT:
        if given.extract is None or sniff(given.extract.data) != PDF:
            raise InvalidInput(FieldError("extract", "Trích sao cần tệp PDF chỉ có phần được trích."))
        data = given.extract.data
    form = COPY_FORMS[given.form]
    title = f"{form} số {number} ngày {given.day:%d/%m/%Y}: {source.title}"
    waiting = Document.objects.filter(dossier=dossier, kind=Kind.COPY_PREPARED, previous=source, title=title[:160])
    if (same := waiting.exclude(versions__kind=Kind.E_COPY).filter(created_by=by).first()) is not None:
        return same
    lines = copy_lines(form=given.form, agency=_name(body, now))
    return file_document(
        dossier=dossier,
        kind=Kind.COPY_PREPARED,
        data=_prepared(source if given.form != EXTRACT else None, data, lines=lines),
        name=f"{form}-{source.file_name}",
        by=by,
        now=now,
        title=title[:160],
        previous=source,
    )


def running(document: Document) -> SigningJob | None:
    """The unfinished job of this prepared file, if any."""
    return SigningJob.objects.filter(
        purpose=PURPOSE, subject_ref=_subject(document), state__in=("queued", "running")
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
        subject_ref=_subject(prepared),
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
        maker = prepared.created_by
        # The text names the body whose văn thư prepared it.
        if body is None or maker is None or signing_body(dossier=dossier, by=maker, now=now) != body:
            raise WorkflowError(NOT_YOURS)
        _refuse_without_seal(body, now)
        return body
    _refuse_others(dossier=dossier, by=by, now=now)
    if all(one.prepared != prepared for one in _all(dossier)):
        raise WorkflowError(CHANGED)
    return dossier.managing_agency


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
    act = {Kind.E_COPY: "issue_copy", Kind.ATTACHMENT_SEALED: "seal_attachment"}.get(kind, "seal_scan")
    write_file_step(
        dossier=dossier,
        act=act,
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
    if prepared.kind == Kind.COPY_PREPARED:
        form = next(key for key, words in COPY_FORMS.items() if prepared.title.startswith(words))
        lines = copy_lines(form=form, agency=_name(body, now))
    else:
        lines = _lines(known(prepared.previous), dossier=prepared.dossier, now=now)
    return {"fingerprint": fingerprint, "stamp_lines": list(lines)}


def _lines(source: Document, *, dossier: Dossier, now: datetime) -> tuple[str, ...]:
    if source.kind == Kind.ATTACHMENT:
        return attachment_lines(full_number=dossier.full_number)
    return scan_lines(agency=_name(dossier.managing_agency, now))


def _all(dossier: Dossier) -> list[AgencyFile]:
    files = agency_files(dossier)
    return [*files.attachments, *([files.scan] if files.scan else [])]


def _refuse_others(*, dossier: Dossier, by: User, now: datetime) -> None:
    if Role.REGISTRY_CLERK not in actor_for(user=by, now=now).roles_for(dossier.managing_agency):
        raise WorkflowError(NOT_YOURS)
    if dossier.state != "sealed":
        raise WorkflowError(NOT_NOW)
    _refuse_without_seal(dossier.managing_agency, now)


def _refuse_without_seal(body: Agency, now: datetime) -> None:
    if not seal_fingerprints(agency_id=body.pk, now=now):
        raise WorkflowError(NO_SEAL)


def _prepared(source: Document | None, data: bytes, *, lines: tuple[str, ...]) -> bytes:
    """The bytes with the place to sign; `source` is None for bytes that are nobody's document yet."""
    last = source.verifications.order_by("-id").first() if source is not None else None
    if last is not None and last.report.get("signatures") and last.verdict != "valid":
        raise WorkflowError(BAD_SIGNATURES)
    try:
        return prepare_corner(data=data, lines=lines)
    except SigningError as error:
        raise WorkflowError(str(error)) from error


def _name(agency: Agency, now: datetime) -> str:
    return name_on(agency=agency, day=now.astimezone(VIETNAM).date())


def _subject(document: Document) -> str:
    return f"document:{document.public_id}"
