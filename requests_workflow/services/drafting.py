"""Drafts of every procedure: opened with their first rows, saved as often as the clerk likes, never lost."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from django.db import IntegrityError, connection, transaction

from directory.domain.names import normalise
from directory.domain.roles import Role
from directory.ledger.services import record
from directory.models import Agency, Delegation, Membership, Person, User
from directory.selectors.roles import Actor, actor_for
from requests_workflow.models import Dossier, Step
from requests_workflow.procedures.registry import kind_of
from requests_workflow.regulations.profile import Profile
from requests_workflow.regulations.registry import NoProfile, profile_for_new_dossier
from requests_workflow.services import (
    device_rows,
    draft_rows,
    individual_rows,
    kept_rows,
    notice_rows,
    revocation_rows,
    update_rows,
)
from requests_workflow.services.draft_rows import RowInput
from requests_workflow.services.draft_signers import choose_default_signer, set_signer
from requests_workflow.services.errors import StaleDraft, WorkflowError
from requests_workflow.services.form_rows import FormRow, saved_rows
from requests_workflow.services.individual_rows import IndividualRow
from requests_workflow.services.notice_rows import NoticeRow
from requests_workflow.services.recipients import set_recipient

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
DRAFTERS = frozenset({Role.CLERK, Role.CONTACT_OFFICER})

type AnyRow = RowInput | IndividualRow | NoticeRow | FormRow
# How the grid of each procedure becomes rows of the draft.
WRITERS: Mapping[str, Callable[..., None]] = MappingProxyType(
    {
        "token_recovery": draft_rows.write_rows,
        "individual_issue": individual_rows.write_rows,
        "organisation_issue": kept_rows.write_rows,
        "system_issue": kept_rows.write_rows,
        "certificate_update": update_rows.write_rows,
        "revocation": revocation_rows.write_rows,
        "device_return": device_rows.write_rows,
        "device_loss": device_rows.write_rows,
        "handover_notice": notice_rows.write_rows,
    }
)


@dataclass(frozen=True, kw_only=True)
class DraftInput:
    """What the clerk decides on the draft; rows are given apart."""

    coordinator: Person | None = None
    # A leader, or somebody who signs by a decision of the head.
    signer: Membership | Delegation | None = None
    reason: str = ""
    is_secret: bool = False
    wet_signature: bool = False


def create_draft(
    *,
    agency: Agency,
    rows: Sequence[AnyRow],
    by: User,
    now: datetime,
    creation_key: uuid.UUID | None = None,
    entered_by_department: bool = False,
    procedure: str = "token_recovery",
    parent: Dossier | None = None,
    initiator: str = Dossier.Initiator.AGENCY,
    acting: User | None = None,
) -> Dossier:
    """A new draft with pre-filled rows; the same `creation_key` (a second press) finds the first draft.

    `rows` are of the procedure's own kind; `parent` is the dossier that a notice follows; `initiator` (a value of
    Dossier.Initiator) says who had a revocation begun; `acting` is who did it where the draft is begun in the name of
    `by` without him (somebody reports a loss): step and ledger name that person.

    Raises WorkflowError for somebody who may not draft there, InvalidInput for rows that cannot be.
    """
    if (existing := _created_before(creation_key=creation_key, by=by)) is not None:
        return existing
    actor = actor_for(user=by, now=now)
    day = now.astimezone(VIETNAM).date()
    if entered_by_department:
        if Role.DEPARTMENT_OFFICER not in actor.roles or not agency.path.startswith(actor.department_territories):
            raise WorkflowError("Chỉ cán bộ của Sở được ủy quyền nhập văn bản đến thay cơ quan gửi.")
    elif not DRAFTERS & actor.roles_for(agency):
        raise WorkflowError("Bạn không có vai trò soạn thảo tại cơ quan này. Liên hệ cán bộ đầu mối của cơ quan.")
    profile = _profile_of(agency=agency, on=day)
    base, _, overlay = profile.code.partition("+")
    kind = kind_of(procedure)
    try:
        with transaction.atomic():
            dossier = Dossier.objects.create(
                code=next_code(prefix=kind.code_prefix, now=now),
                procedure=procedure,
                parent=parent,
                initiator=initiator,
                state=kind.dossier.initial,
                managing_agency=agency,
                base=base,
                overlay=overlay,
                drafted_by=by,
                drafted_at=now,
                coordinator=None if entered_by_department else by.person,
                entered_by_department=entered_by_department,
                creation_key=creation_key,
            )
            step = Step.objects.create(
                dossier=dossier,
                transition="create",
                label="Nhập văn bản đến" if entered_by_department else "Lập hồ sơ",
                source="",
                target=kind.dossier.initial,
                by=acting or by,
                role=_drafting_role(actor=actor, dossier=dossier).value if acting in (None, by) else "",
                at=now,
                clause=kind.form(profile).clause.cite(),
            )
            choose_default_signer(dossier=dossier, on=now)
            WRITERS[procedure](dossier=dossier, rows=rows, now=now)
            set_recipient(dossier=dossier, now=now)
            dossier.save()
            _record(dossier=dossier, action="draft_created", by=acting or by, now=now, step=step.pk)
            return dossier
    except IntegrityError as error:
        # Two presses at the same instant: the second finds what the first has made meanwhile.
        if (existing := _created_before(creation_key=creation_key, by=by)) is not None:
            return existing
        raise _as_workflow_error(error) from error


def _profile_of(*, agency: Agency, on: date) -> Profile:
    """The rules of the body on that day; the national ones where its own are not in force (any more)."""
    try:
        return profile_for_new_dossier(overlay=agency.overlay or None, on=on)
    except NoProfile:
        return profile_for_new_dossier(overlay=None, on=on)


def _created_before(*, creation_key: uuid.UUID | None, by: User) -> Dossier | None:
    if creation_key is None:
        return None
    return Dossier.objects.filter(creation_key=creation_key, drafted_by=by).first()


def update_draft(
    *,
    dossier_id: uuid.UUID,
    draft: DraftInput,
    rows: Sequence[AnyRow],
    by: User,
    now: datetime,
    expected_version: int,
) -> Dossier:
    """Saves the grid and the choices of a draft.

    Raises StaleDraft, WorkflowError or InvalidInput with nothing changed.
    """
    try:
        with transaction.atomic():
            dossier = _draft_in_hand(dossier_id=dossier_id, by=by, now=now, expected_version=expected_version)
            dossier.coordinator = draft.coordinator
            dossier.reason = normalise(draft.reason)
            dossier.is_secret = draft.is_secret
            dossier.signing_way = Dossier.SigningWay.WET_SCAN if draft.wet_signature else Dossier.SigningWay.DIGITAL
            set_signer(dossier=dossier, signer=draft.signer, on=now)
            return _write(dossier=dossier, rows=rows, by=by, now=now)
    except IntegrityError as error:
        raise _as_workflow_error(error) from error


def add_rows(*, dossier_id: uuid.UUID, rows: Sequence[FormRow], by: User, now: datetime) -> Dossier:
    """Puts rows after those of a draft whose rows name certificates (Mẫu 04, 05); one that it names already stays.

    Raises WorkflowError or InvalidInput with nothing changed.
    """
    try:
        with transaction.atomic():
            dossier = _draft_in_hand(dossier_id=dossier_id, by=by, now=now)
            there = saved_rows(dossier)
            named = {row.certificate_id for row in there}
            more = [row for row in rows if row.certificate_id not in named]
            return _write(dossier=dossier, rows=[*there, *more], by=by, now=now)
    except IntegrityError as error:
        raise _as_workflow_error(error) from error


def _draft_in_hand(*, dossier_id: uuid.UUID, by: User, now: datetime, expected_version: int | None = None) -> Dossier:
    """The draft, locked. Raises StaleDraft where it moved on, WorkflowError where it is none or somebody else's."""
    dossier = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("managing_agency", "recipient")
        .get(public_id=dossier_id)
    )
    if expected_version is not None and dossier.version != expected_version:
        raise StaleDraft
    if dossier.state != dossier.kind.dossier.initial:
        raise WorkflowError("Hồ sơ không còn ở bước soạn thảo nên không sửa được. Thu lại hồ sơ trước khi sửa.")
    actor = actor_for(user=by, now=now)
    may = (
        dossier.recipient is not None and Role.DEPARTMENT_OFFICER in actor.roles_for(dossier.recipient)
        if dossier.entered_by_department
        else bool(DRAFTERS & actor.roles_for(dossier.managing_agency))
    )
    if not may:
        raise WorkflowError("Bạn không có vai trò soạn thảo tại cơ quan này.")
    return dossier


def _write(*, dossier: Dossier, rows: Sequence[AnyRow], by: User, now: datetime) -> Dossier:
    """Saves the draft with these rows in place of its own."""
    WRITERS[dossier.procedure](dossier=dossier, rows=rows, now=now)
    set_recipient(dossier=dossier, now=now)
    dossier.version += 1
    dossier.save()
    _record(dossier=dossier, action="draft_saved", by=by, now=now)
    return dossier


def next_code(*, prefix: str, now: datetime) -> str:
    """ "KP-2026-000123": from a sequence, so that two clerks never get the same and no lock is held."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('requests_workflow_dossier_code')")
        number = cursor.fetchone()[0]
    return f"{prefix}-{now.astimezone(VIETNAM).year}-{number:06d}"


def _drafting_role(*, actor: Actor, dossier: Dossier) -> Role:
    """In which role the actor drafts; a clerk who is contact officer too drafts as a clerk."""
    if dossier.entered_by_department:
        return Role.DEPARTMENT_OFFICER
    return Role.CLERK if Role.CLERK in actor.roles_for(dossier.managing_agency) else Role.CONTACT_OFFICER


def _record(*, dossier: Dossier, action: str, by: User, now: datetime, **more: int) -> None:
    record(
        action=f"{dossier.procedure}.{action}",
        object_type="dossier",
        object_id=str(dossier.public_id),
        by=by,
        at=now,
        payload={
            "dossier": dossier.code,
            "version": dossier.version,
            "rows": dossier.requests.count(),
            "profile": dossier.profile_code,
            **more,
        },
    )


def _as_workflow_error(error: IntegrityError) -> WorkflowError:
    """Two people at once: the database refused the second."""
    if "request_open_once_per_token" in str(error):
        return WorkflowError(
            "Một thiết bị trong danh sách vừa được đưa vào hồ sơ khác. Tải lại trang để xem hồ sơ đó rồi bỏ dòng trùng."
        )
    if "request_open_once_per_subject" in str(error):
        return WorkflowError(
            "Một người trong danh sách vừa được đưa vào hồ sơ khác. Tải lại trang để xem hồ sơ đó rồi bỏ dòng trùng."
        )
    if any(f"request_{done}_certificate_once" in str(error) for done in ("updates", "reissues", "revokes")):
        return WorkflowError(
            "Một chứng thư trong danh sách vừa được đưa vào hồ sơ khác. Tải lại trang để xem rồi bỏ dòng trùng."
        )
    if "request_noticed_once" in str(error):
        return WorkflowError("Một dòng vừa được đưa vào thông báo khác. Tải lại trang để xem thông báo đó.")
    return WorkflowError("Dữ liệu vừa được người khác thay đổi. Tải lại trang rồi thử lại.")
