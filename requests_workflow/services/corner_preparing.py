"""Makes what the văn thư signs at the top right of page one: the file of the case with an empty place for it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from directory.domain.names import normalise
from directory.domain.roles import Role
from directory.models import Agency, User
from directory.selectors.roles import VIETNAM, actor_for, name_on
from requests_workflow.domain.corner_lines import COPY_FORMS, EXTRACT, attachment_lines, copy_lines, scan_lines
from requests_workflow.models import Document, Dossier
from requests_workflow.selectors.attachments import agency_files, copyable, is_sound
from requests_workflow.selectors.facts import seal_fingerprints
from requests_workflow.services.documents import PDF, Incoming, file_document, read, sniff
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError, known
from requests_workflow.services.file_steps import lock
from signing.errors import SigningError
from signing.services.corner import prepare_corner

Kind = Document.Kind
LONGEST_NUMBER = 40
NOT_YOURS = "Chỉ văn thư của cơ quan ký số của cơ quan trên tệp này."
NO_SEAL = "Cơ quan không có chứng thư, thiết bị dùng được để ký số của cơ quan. Kiểm tra thiết bị của cơ quan trước."
NOT_NOW = "Ký số của cơ quan trên tệp kèm theo và bản quét khi văn bản đã có số, đã đóng dấu và chưa gửi."
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


def copying_body(*, prepared: Document, dossier: Dossier, now: datetime) -> Agency | None:
    """The body that a prepared copy names: that of the văn thư who prepared it."""
    maker = prepared.created_by
    return signing_body(dossier=dossier, by=maker, now=now) if maker is not None else None


@transaction.atomic
def prepare_file(*, dossier_id: uuid.UUID, document_id: uuid.UUID, by: User, now: datetime) -> Document:
    """The attachment or scan with its place to sign; asked for again, the same file.

    Raises WorkflowError where there is nothing to sign, now or by this person.
    """
    dossier = lock(dossier_id)
    refuse_others(dossier=dossier, by=by, now=now)
    found = next((one for one in agency_files(dossier).every if one.source.public_id == document_id), None)
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
    refuse_without_seal(body, now)
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


def lines_of(*, prepared: Document, dossier: Dossier, body: Agency, now: datetime) -> tuple[str, ...]:
    """What the signature on a prepared file says, but for the time."""
    if prepared.kind == Kind.COPY_PREPARED:
        form = next(key for key, words in COPY_FORMS.items() if prepared.title.startswith(words))
        return copy_lines(form=form, agency=_name(body, now))
    return _lines(known(prepared.previous), dossier=dossier, now=now)


def refuse_others(*, dossier: Dossier, by: User, now: datetime) -> None:
    """Raises WorkflowError unless the sender's văn thư can sign for the agency, and the document waits to be sent."""
    if Role.REGISTRY_CLERK not in actor_for(user=by, now=now).roles_for(dossier.managing_agency):
        raise WorkflowError(NOT_YOURS)
    if dossier.state != "sealed":
        raise WorkflowError(NOT_NOW)
    refuse_without_seal(dossier.managing_agency, now)


def refuse_without_seal(body: Agency, now: datetime) -> None:
    """Raises WorkflowError where the body has no seal that works."""
    if not seal_fingerprints(agency_id=body.pk, now=now):
        raise WorkflowError(NO_SEAL)


def _lines(source: Document, *, dossier: Dossier, now: datetime) -> tuple[str, ...]:
    if source.kind == Kind.ATTACHMENT:
        return attachment_lines(full_number=dossier.full_number)
    return scan_lines(agency=_name(dossier.managing_agency, now))


def _prepared(source: Document | None, data: bytes, *, lines: tuple[str, ...]) -> bytes:
    """The bytes with the place to sign; `source` is None for bytes that are nobody's document yet."""
    if source is not None and not is_sound(source):
        raise WorkflowError(BAD_SIGNATURES)
    try:
        return prepare_corner(data=data, lines=lines)
    except SigningError as error:
        raise WorkflowError(str(error)) from error


def _name(agency: Agency, now: datetime) -> str:
    return name_on(agency=agency, day=now.astimezone(VIETNAM).date())
