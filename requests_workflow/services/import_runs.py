"""What the workers do with an uploaded list: the dry run, then the drafts. Safe to repeat, never half a set."""

import hashlib
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from directory.ledger.services import record
from requests_workflow.models import Dossier, Import
from requests_workflow.procedures.registry import kind_of
from requests_workflow.regulations.profile import Profile
from requests_workflow.regulations.registry import profile_in_force
from requests_workflow.services import import_reports
from requests_workflow.services.draft_rows import MOST_ROWS
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.import_kinds import ImportKind, import_kind, people_of
from requests_workflow.services.import_registers import compare_with_registers
from requests_workflow.services.notify import tell
from requests_workflow.spreadsheets.archive import FileRefused
from requests_workflow.spreadsheets.examining import Examined, ListRow, Progress, examine

logger = logging.getLogger(__name__)
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
LEASE = timedelta(minutes=6)
"""Work that takes longer has lost its worker (a task is killed after five minutes)."""
PATIENCE = timedelta(seconds=60)
"""Work not begun for this long has lost its message; a second message does no harm."""
MOST_ATTEMPTS = 3
BEGUN = {Import.State.QUEUED: Import.State.CHECKING, Import.State.ORDERED: Import.State.CREATING}
CHANGED = "Kết quả kiểm tra đã khác lúc bạn xem, nên chưa lập hồ sơ nào. Xem lại các dòng có lỗi rồi chọn lại."
NOT_ALL = "Có dòng lỗi nên không lập hồ sơ nào. Sửa tệp rồi tải lên lại, hoặc chỉ nhập các dòng hợp lệ."
GAVE_UP = "Đã thử nhiều lần mà không xong. Tải tệp lên lại; nếu vẫn vậy, báo quản trị hệ thống."
FILE_LOST = "Tệp gốc không còn đọc được. Tải tệp lên lại."


@dataclass(frozen=True)
class _Outcome:
    """How a run ends: the new state and what is written with it."""

    state: str
    problem: str = ""
    examined: Examined | None = None


def run_import(public_id: str, *, now: datetime) -> bool:
    """Does what the import waits for, and records the outcome. False where there is nothing to do for this worker."""
    one = _claim(public_id, now)
    if one is None:
        return False
    kind = import_kind(one.procedure)
    examined: Examined | None = None
    try:
        outcome = _checked(one, kind=kind, now=now)
        examined = outcome.examined
        if outcome.state == Import.State.CREATED:
            return _create(one, outcome, kind=kind, now=now)
    except FileRefused as refused:
        outcome = _Outcome(Import.State.REFUSED, refused.text)
    except WorkflowError as error:
        # Before the first dry run has ended there is no result to go back to.
        seen = examined is not None or one.state == Import.State.CREATING
        state = Import.State.CHECKED if seen else Import.State.FAILED
        outcome = _Outcome(state, " ".join(error.sentences[:5]), examined)
    return _finish(one, outcome, now)


def _checked(one: Import, *, kind: ImportKind, now: datetime) -> _Outcome:
    """How the run ends as far as the dry run tells; CREATED where drafts are to be made now. Raises FileRefused."""
    if one.attempts > MOST_ATTEMPTS:
        return _Outcome(Import.State.FAILED, GAVE_UP)
    profile = profile_in_force(overlay=one.managing_agency.overlay or None, on=now.astimezone(VIETNAM).date())
    examined = _dry_run(one, kind=kind, profile=profile, now=now)
    if one.state == Import.State.CHECKING:
        return _Outcome(Import.State.CHECKED, examined=examined)
    why = _why_not(one, examined)
    return _Outcome(Import.State.CHECKED if why else Import.State.CREATED, why, examined)


def stale_imports(*, now: datetime) -> list[str]:
    """Public ids of imports whose worker was lost, or whose message was."""
    late = Q(state__in=BEGUN.values(), started_at__lt=now - LEASE)
    waiting = Q(state__in=BEGUN.keys()) & (Q(started_at__isnull=True) | Q(started_at__lt=now - PATIENCE))
    rows = Import.objects.filter(late | (waiting & Q(uploaded_at__lt=now - PATIENCE)))
    return [str(one) for one in rows.order_by("id").values_list("public_id", flat=True)]


def read_file(one: Import) -> bytes:
    """The uploaded bytes. Raises FileRefused when they are gone or are no longer those that were uploaded."""
    try:
        with default_storage.open(one.storage_name) as handle:
            data = bytes(handle.read())
    except (OSError, ValueError) as error:
        raise FileRefused(FILE_LOST) from error
    if hashlib.sha256(data).hexdigest() != one.sha256:
        raise FileRefused(FILE_LOST)
    return data


def read_again(
    one: Import, *, kind: ImportKind, profile: Profile, now: datetime, progress: Progress | None
) -> Examined:
    """The file read and checked by itself, without the registers. Raises FileRefused."""
    return examine(
        data=read_file(one),
        form=kind.form(profile),
        profile=profile,
        today=now.astimezone(VIETNAM).date(),
        identity=kind.identity,
        filled_in=kind.filled_in,
        progress=progress,
    )


@transaction.atomic
def _claim(public_id: str, now: datetime) -> Import | None:
    rows = Import.objects.select_for_update(of=("self",), skip_locked=True)
    one = rows.select_related("managing_agency", "asked_by__person").filter(public_id=public_id).first()
    if one is None or not one.is_running:
        return None
    if one.state in BEGUN.values() and one.started_at is not None and one.started_at > now - LEASE:
        return None
    one.state = BEGUN.get(Import.State(one.state), one.state)
    one.started_at, one.attempts = now, one.attempts + 1
    one.save(update_fields=["state", "started_at", "attempts"])
    return one


def _dry_run(one: Import, *, kind: ImportKind, profile: Profile, now: datetime) -> Examined:
    """The file against its form, then against the registers; progress is seen from outside at once."""

    def progress(done: int, total: int) -> None:
        Import.objects.filter(pk=one.pk, started_at=one.started_at).update(rows_done=done, rows_total=total)

    # Reading and checking is half of the work, comparing with the registers the other half.
    examined = read_again(
        one, kind=kind, profile=profile, now=now, progress=lambda done, total: progress(done // 2, total)
    )
    total = len(examined.rows)
    compare_with_registers(
        one, examined=examined, kind=kind, profile=profile, now=now, done=lambda n: progress((total + n) // 2, total)
    )
    return examined


def _why_not(one: Import, examined: Examined) -> str:
    bad = import_reports.bad_rows(examined.rows)
    if one.mode == Import.Mode.ALL and bad:
        return NOT_ALL
    return CHANGED if bad != import_reports.kept_bad_rows(one.report) else ""


@transaction.atomic
def _create(one: Import, outcome: _Outcome, *, kind: ImportKind, now: datetime) -> bool:
    """All drafts or none. Raises WorkflowError, with nothing written."""
    if not _is_still_ours(one):
        return False
    good = [row for row in outcome.examined.rows if row.is_good] if outcome.examined else []
    people = people_of(agency=one.managing_agency, numbers={row.cells.get(kind.keeper, "") for row in good})
    dossiers: list[Dossier] = []
    for number, chunk in enumerate(chunks(good), start=1):
        dossiers.append(
            create_draft(
                agency=one.managing_agency,
                rows=[kind.build(row.cells, people) for row in chunk],
                by=one.asked_by,
                now=now,
                creation_key=uuid.uuid5(one.public_id, f"dossier {number}"),
                procedure=kind.procedure,
            )
        )
    one.dossiers.set(dossiers)
    return _finish(one, outcome, now)


def chunks(rows: Sequence[ListRow]) -> list[Sequence[ListRow]]:
    """As many rows as a dossier takes, in the order of the file."""
    return [rows[at : at + MOST_ROWS] for at in range(0, len(rows), MOST_ROWS)]


def _is_still_ours(one: Import) -> bool:
    """Locks the row; False when another worker took the import over meanwhile."""
    row = Import.objects.select_for_update().only("started_at", "state").get(pk=one.pk)
    return row.started_at == one.started_at and row.state == one.state


@transaction.atomic
def _finish(one: Import, outcome: _Outcome, now: datetime) -> bool:
    if not _is_still_ours(one):
        return False
    one.state, one.problem, one.finished_at = outcome.state, outcome.problem, now
    if outcome.examined is not None:
        one.report = import_reports.to_report(outcome.examined, row_key=kind_of(one.procedure).row_key)
        for name, value in import_reports.counts(outcome.examined.rows).items():
            setattr(one, name, value)
    one.attempts = 0 if outcome.state != Import.State.FAILED else one.attempts
    one.save()
    record(
        action=f"import.{outcome.state}",
        object_type="import",
        object_id=str(one.public_id),
        by=one.asked_by if outcome.state == Import.State.CREATED else None,
        at=now,
        payload={
            "mau": one.mau,
            "sha256": one.sha256,
            "mode": one.mode,
            "rows": one.rows_total,
            "good": one.rows_good,
            "dossiers": [dossier.code for dossier in one.dossiers.order_by("id")],
        },
    )
    tell(
        users=[one.asked_by],
        kind="import_finished",
        dossier=None,
        title=f"Nhập từ Excel, Mẫu số {one.mau}: {one.get_state_display().lower()}",
        body=import_reports.said_of(one),
        event=f"import:{one.pk}:{one.started_at:%Y%m%d%H%M%S%f}",
        now=now,
        url=f"/nhap-excel/{one.public_id}/",
    )
    return True
