"""Files that go with a dossier in a PDF of their own: attached to the draft, and taken out of it."""

import hashlib
import uuid
from datetime import datetime

from django.db import transaction

from directory.domain.names import normalise
from directory.domain.roles import Role
from directory.models import User
from directory.policies import DRAFTERS
from directory.selectors.roles import actor_for
from requests_workflow.models import Document, Dossier
from requests_workflow.selectors.attachments import agency_files
from requests_workflow.services.documents import PDF, Incoming, file_document, sniff
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError
from requests_workflow.services.file_steps import lock, write_file_step
from requests_workflow.services.signing_jobs import queue_verification

MOST_FILES = 20
LONGEST_TITLE = 100


@transaction.atomic
def attach(*, dossier_id: uuid.UUID, title: str, upload: Incoming, by: User, now: datetime) -> Document:
    """Adds a PDF to a draft; its own signatures are verified by a worker. The same bytes twice are the same file.

    Raises WorkflowError for somebody who does not draft it and for a document that is no draft any more, InvalidInput
    for a title or a file that cannot be taken.
    """
    dossier = lock(dossier_id)
    role = _drafting_role(dossier=dossier, by=by, now=now)
    title = normalise(title)
    if not title:
        raise InvalidInput(FieldError("title", "Ghi tên tài liệu, ví dụ Quyết định số 12/QĐ-UBND."))
    if len(title) > LONGEST_TITLE:
        raise InvalidInput(FieldError("title", f"Tên tài liệu dài quá {LONGEST_TITLE} ký tự."))
    if sniff(upload.data) != PDF:
        raise InvalidInput(FieldError("file", "Tài liệu kèm theo phải là PDF. Lưu hoặc quét thành PDF rồi chọn lại."))
    files = agency_files(dossier).attachments
    digest = hashlib.sha256(upload.data).hexdigest()
    if (same := next((one.source for one in files if one.source.sha256 == digest), None)) is not None:
        return same
    if len(files) >= MOST_FILES:
        raise InvalidInput(FieldError("file", f"Hồ sơ đã có {MOST_FILES} tài liệu kèm theo. Gộp các tệp rồi đính kèm."))
    document = file_document(
        dossier=dossier,
        kind=Document.Kind.ATTACHMENT,
        data=upload.data,
        name=upload.name,
        by=by,
        now=now,
        title=f"{Document.Kind.ATTACHMENT.label}: {title}",
    )
    write_file_step(
        dossier=dossier, act="attach_file", document=document, role=role, by=by, now=now, comment=document.title
    )
    queue_verification(document=document, by=by, now=now)
    return document


@transaction.atomic
def remove(*, dossier_id: uuid.UUID, document_id: uuid.UUID, by: User, now: datetime) -> None:
    """Takes a file out of a draft; its bytes stay filed (Lai Châu Điều 17.1). Raises WorkflowError."""
    dossier = lock(dossier_id)
    role = _drafting_role(dossier=dossier, by=by, now=now)
    found = next((one for one in agency_files(dossier).attachments if one.source.public_id == document_id), None)
    if found is None:
        raise WorkflowError("Tài liệu này đã được bỏ khỏi hồ sơ. Tải lại trang.")
    source = found.source
    document = Document.objects.create(
        dossier=dossier,
        kind=Document.Kind.ATTACHMENT_REMOVED,
        title=source.title,
        file_name=source.file_name,
        storage_name=source.storage_name,
        media_type=source.media_type,
        size=source.size,
        sha256=source.sha256,
        previous=source,
        created_by=by,
        created_at=now,
    )
    write_file_step(
        dossier=dossier, act="remove_file", document=document, role=role, by=by, now=now, comment=source.title
    )


def drafts_here(*, dossier: Dossier, by: User, now: datetime) -> Role | None:
    """The role in which this person draws the dossier up now; None for others and for one that is no draft."""
    if dossier.state != dossier.kind.dossier.initial or dossier.entered_by_department:
        return None
    roles = DRAFTERS.roles & actor_for(user=by, now=now).roles_for(dossier.managing_agency)
    return min(roles) if roles else None


def _drafting_role(*, dossier: Dossier, by: User, now: datetime) -> Role:
    role = drafts_here(dossier=dossier, by=by, now=now)
    if role is None:
        raise WorkflowError(
            "Tài liệu kèm theo do người soạn thảo của cơ quan đính kèm, bỏ ra khi hồ sơ còn ở bước soạn thảo."
        )
    return role
