"""Lists from Excel: uploaded once, checked by a worker, made into drafts when somebody says so. Nothing is deleted."""

import hashlib
import re
import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from directory.domain.names import normalise
from directory.ledger.services import record
from directory.models import Agency, User
from directory.selectors.roles import actor_for
from requests_workflow.models import Import, OutboxMessage
from requests_workflow.regulations.registry import profile_in_force
from requests_workflow.services import import_reports, outbox
from requests_workflow.services.drafting import DRAFTERS
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.import_kinds import import_kind
from requests_workflow.services.import_runs import read_again
from requests_workflow.spreadsheets.archive import FileRefused, open_archive
from requests_workflow.spreadsheets.writing import with_errors

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
KEPT = timedelta(days=30)
"""How long the uploaded bytes are kept; the digest and the outcome stay."""
NOT_YOURS = "Bạn không có vai trò soạn thảo tại cơ quan này. Liên hệ cán bộ đầu mối của cơ quan."
GONE = f"Tệp gốc đã được xóa sau {KEPT.days} ngày. Tải tệp lên lại."


def receive(
    *, procedure: str, agency: Agency, data: bytes, file_name: str, by: User, now: datetime
) -> tuple[Import, bool]:
    """Takes a list for its dry run: (the import, whether it is new). The same bytes for the same form and agency
    find the earlier import, and change nothing unless its file had been removed before drafts were made of it.

    Raises WorkflowError for somebody who may not draft there, FileRefused for a file that is not taken at all.
    """
    _may_draft(agency=agency, by=by, now=now)
    profile = profile_in_force(overlay=agency.overlay or None, on=now.astimezone(VIETNAM).date())
    mau = import_kind(procedure).form(profile).mau
    digest = hashlib.sha256(data).hexdigest()
    earlier = Import.objects.filter(managing_agency=agency, mau=mau, sha256=digest)
    if (found := earlier.first()) is not None:
        return (_take_again(found, data=data, by=by, now=now), False)
    # What can be refused at a glance is refused while the person waits.
    open_archive(data).close()
    name = _keep(data)
    try:
        with transaction.atomic():
            one = Import.objects.create(
                procedure=procedure,
                mau=mau,
                managing_agency=agency,
                uploaded_by=by,
                asked_by=by,
                uploaded_at=now,
                file_name=_display_name(file_name),
                sha256=digest,
                size=len(data),
                storage_name=name,
            )
            _queue(one, now=now)
            _record(one, action="uploaded", by=by, now=now)
    except IntegrityError:
        # Two presses at once: the second finds what the first has made.
        default_storage.delete(name)
        return (earlier.get(), False)
    return (one, True)


def check_again(*, import_id: uuid.UUID, by: User, now: datetime) -> Import:
    """Another dry run, against the registers of now. Raises WorkflowError after drafts, and without the file."""
    with transaction.atomic():
        one = _locked(import_id, by=by, now=now)
        if one.is_running:
            return one
        if one.state == Import.State.CREATED:
            raise WorkflowError("Đã lập hồ sơ từ tệp này; không kiểm tra lại được.")
        if not one.storage_name:
            raise WorkflowError(GONE)
        one.state, one.asked_by = Import.State.QUEUED, by
        _restart(one)
        _queue(one, now=now)
        _record(one, action="check_again", by=by, now=now)
        return one


def order_drafts(*, import_id: uuid.UUID, mode: str, by: User, now: datetime) -> Import:
    """Lets a worker make drafts of all rows (Mode.ALL) or of the valid ones (Mode.VALID).

    A second press finds the first. Raises WorkflowError where the rows do not allow it, or nothing is to be done.
    """
    with transaction.atomic():
        one = _locked(import_id, by=by, now=now)
        if one.state in (Import.State.ORDERED, Import.State.CREATING, Import.State.CREATED):
            return one
        if one.state != Import.State.CHECKED:
            raise WorkflowError("Tệp chưa kiểm tra xong. Chờ kết quả kiểm tra rồi chọn lại.")
        if not one.storage_name:
            raise WorkflowError(GONE)
        if mode not in Import.Mode.values:
            raise WorkflowError("Chọn nhập tất cả, hoặc chỉ các dòng hợp lệ.")
        if one.rows_good == 0:
            raise WorkflowError("Không có dòng nào hợp lệ. Sửa tệp rồi tải lên lại.")
        if mode == Import.Mode.ALL and one.rows_bad:
            raise WorkflowError(f"Còn {one.rows_bad} dòng lỗi nên không nhập tất cả được. Sửa tệp rồi tải lên lại.")
        one.state, one.mode, one.asked_by = Import.State.ORDERED, mode, by
        _restart(one)
        _queue(one, now=now)
        _record(one, action="ordered", by=by, now=now)
        return one


def file_with_errors(*, one: Import, by: User, now: datetime) -> bytes:
    """The uploaded list with what is wrong beside each cell; who fetched it is written down.

    Raises WorkflowError when the file is gone or could never be read.
    """
    if not one.storage_name:
        raise WorkflowError(GONE)
    kind = import_kind(one.procedure)
    profile = profile_in_force(overlay=one.managing_agency.overlay or None, on=now.astimezone(VIETNAM).date())
    try:
        examined = read_again(one, kind=kind, profile=profile, now=now, progress=None)
    except FileRefused as refused:
        raise WorkflowError(refused.text) from refused
    import_reports.put_notes(examined=examined, report=one.report)
    with transaction.atomic():
        _record(one, action="errors_downloaded", by=by, now=now)
    form = kind.form(profile)
    return with_errors(form=form, profile_code=profile.code, examined=examined, filled_in=kind.filled_in)


def purge_files(*, now: datetime, limit: int = 500) -> int:
    """Removes uploaded files after KEPT; returns how many. What was found and made of them stays, without names."""
    removed = 0
    old = Import.objects.filter(uploaded_at__lt=now - KEPT).exclude(storage_name="")
    for pk in list(old.order_by("uploaded_at").values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            one = Import.objects.select_for_update().get(pk=pk)
            if one.is_running or not one.storage_name:
                continue
            name, one.storage_name = one.storage_name, ""
            one.report = import_reports.without_names(one.report)
            one.save(update_fields=["storage_name", "report"])
            _record(one, action="file_removed", by=None, now=now)
            transaction.on_commit(lambda name=name: default_storage.delete(name))  # type: ignore[misc]
        removed += 1
    return removed


def _take_again(one: Import, *, data: bytes, by: User, now: datetime) -> Import:
    """The earlier import; its file is put back where it was removed and nothing has been made of it."""
    if one.storage_name or one.state == Import.State.CREATED:
        return one
    with transaction.atomic():
        locked = Import.objects.select_for_update().get(pk=one.pk)
        if locked.storage_name:
            return locked
        locked.storage_name, locked.uploaded_at = _keep(data), now
        locked.state, locked.uploaded_by, locked.asked_by = Import.State.QUEUED, by, by
        _restart(locked)
        _queue(locked, now=now)
        _record(locked, action="uploaded", by=by, now=now)
        return locked


def _locked(import_id: uuid.UUID, *, by: User, now: datetime) -> Import:
    one = Import.objects.select_for_update(of=("self",)).select_related("managing_agency").get(public_id=import_id)
    _may_draft(agency=one.managing_agency, by=by, now=now)
    return one


def _may_draft(*, agency: Agency, by: User, now: datetime) -> None:
    if not DRAFTERS & actor_for(user=by, now=now).roles_for(agency):
        raise WorkflowError(NOT_YOURS)


def _restart(one: Import) -> None:
    one.started_at = one.finished_at = None
    one.attempts, one.rows_done, one.problem = 0, 0, ""
    one.save()


def _queue(one: Import, *, now: datetime) -> None:
    outbox.put(kind=OutboxMessage.Kind.IMPORT, payload={"import": str(one.public_id)}, now=now)


def _keep(data: bytes) -> str:
    return default_storage.save(f"imports/{uuid.uuid4()}.xlsx", ContentFile(data))


def _display_name(name: str) -> str:
    """Without path and control characters."""
    plain = re.sub(r"[\x00-\x1f\x7f/\\:*?\"<>|]", " ", name.rpartition("/")[2].rpartition("\\")[2])
    return normalise(plain)[-200:] or "danh-sach.xlsx"


def _record(one: Import, *, action: str, by: User | None, now: datetime) -> None:
    record(
        action=f"import.{action}",
        object_type="import",
        object_id=str(one.public_id),
        by=by,
        at=now,
        payload={"mau": one.mau, "agency": one.managing_agency_id, "sha256": one.sha256, "mode": one.mode},
    )
