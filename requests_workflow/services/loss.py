"""A device is lost: the register knows at once, and the papers for it are begun (NĐ 68/2024 Điều 17, 20)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from directory.domain.roles import Role
from directory.models import User
from directory.selectors.roles import actor_for, body_with_function, holders_of
from requests_workflow.models import Dossier
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT
from requests_workflow.services.drafting import VIETNAM, create_draft
from requests_workflow.services.errors import FieldError, InvalidInput, WorkflowError
from requests_workflow.services.form_rows import FormRow
from requests_workflow.services.notify import tell, users_with
from tokens.models import LossReport, Token
from tokens.selectors.register import present_custody
from tokens.services import returning

DRAFTERS = (Role.CONTACT_OFFICER, Role.CLERK)
CIRCUMSTANCES_LEAST = 10


@dataclass(frozen=True)
class LossCase:
    """The report and what was begun for it; a dossier is None where one for this device was open already."""

    report: LossReport
    revocation: Dossier | None
    loss: Dossier | None


@transaction.atomic
def report_loss(
    *,
    token: Token,
    by: User,
    now: datetime,
    lost_on: date,
    circumstances: str,
    emergency_call: str = "",
) -> LossCase:
    """Marks the device lost and opens drafts of Mẫu 05 and Mẫu 09 for the agency's clerk, who is told at once.

    The subscriber, the keeper or a drafter of the agency may report. A second press changes nothing.
    Raises WorkflowError for anybody else and for an agency without a clerk, InvalidInput for values that cannot be.
    """
    if not may_report(token=token, by=by, now=now):
        raise WorkflowError("Chỉ thuê bao, người đang giữ hoặc cán bộ của cơ quan quản lý thiết bị báo mất được.")
    errors = []
    if lost_on > now.astimezone(VIETNAM).date():
        errors.append(FieldError("lost_on", "Ngày thất lạc ở tương lai. Nhập ngày phát hiện mất thiết bị."))
    if len(circumstances.strip()) < CIRCUMSTANCES_LEAST:
        text = f"Ghi hoàn cảnh thất lạc, ít nhất {CIRCUMSTANCES_LEAST} ký tự."
        errors.append(FieldError("circumstances", text))
    if errors:
        raise InvalidInput(*errors)
    try:
        report, new = returning.report_lost(
            token=token,
            by=by,
            at=now,
            lost_on=lost_on,
            circumstances=circumstances.strip(),
            emergency_call=emergency_call.strip(),
        )
    except returning.CannotRecord as error:
        raise WorkflowError(str(error)) from error
    if not new:
        return LossCase(report, None, None)
    drafter = _drafter(token=token, by=by, now=now)
    row = FormRow(
        token_id=token.public_id,
        cells={"lost_on": f"{lost_on:%d/%m/%Y}", "circumstances": circumstances},
    )
    loss = None
    if not _is_open(token, "device_loss"):
        loss = create_draft(agency=token.managing_agency, rows=[row], by=drafter, now=now, procedure="device_loss")
    revocation = None
    certificate = token.certificate
    if certificate is not None and certificate.is_in_force(at=now) and not _is_open(token, "revocation"):
        revocation = create_draft(
            agency=token.managing_agency,
            rows=[FormRow(certificate_id=certificate.public_id, cells={"reason_code": "device_lost"})],
            by=drafter,
            now=now,
            procedure="revocation",
        )
    report.case_refs = ", ".join(one.code for one in (revocation, loss) if one is not None)
    report.save(update_fields=["case_refs"])
    _tell(report=report, dossiers=[one for one in (revocation, loss) if one is not None], now=now)
    return LossCase(report, revocation, loss)


def may_report(*, token: Token, by: User, now: datetime) -> bool:
    """The subscriber, whoever holds the device, or a drafter of the managing agency."""
    if set(DRAFTERS) & actor_for(user=by, now=now).roles_for(token.managing_agency):
        return True
    if by.person_id is None:
        return False
    held = present_custody(token)
    subscriber = token.subscriber.person_id if token.subscriber else None
    return by.person_id in (subscriber, held.holder_person_id if held else None)


def _drafter(*, token: Token, by: User, now: datetime) -> User:
    """In whose name the drafts are begun: the reporter's own, else the contact officer's or a clerk's."""
    if set(DRAFTERS) & actor_for(user=by, now=now).roles_for(token.managing_agency):
        return by
    day = now.astimezone(VIETNAM).date()
    for role in DRAFTERS:
        for held in holders_of(agency=token.managing_agency, roles=frozenset({role}), on=day):
            if held.user.is_active:
                return held.user
    raise WorkflowError(
        "Cơ quan chưa có cán bộ đầu mối trên hệ thống nên chưa báo mất qua đây được. Gọi điện cho cơ quan quản lý trực "
        "tiếp ngay."
    )


def _is_open(token: Token, procedure: str) -> bool:
    return token.requests.filter(procedure=procedure, state__in=OPEN_STATES).exists()


def _tell(*, report: LossReport, dossiers: list[Dossier], now: datetime) -> None:
    token, day = report.token, now.astimezone(VIETNAM).date()
    agency = token.managing_agency
    department = body_with_function(function=DELEGATED_DEPARTMENT, agency=agency, on=day)
    people = users_with(agency=agency, roles=frozenset({*DRAFTERS, Role.AGENCY_LEADER}), now=now)
    people += users_with(agency=department, roles=frozenset({Role.DEPARTMENT_OFFICER}), now=now)
    opened = ", ".join(f"{one.kind.title.lower()} {one.code}" for one in dossiers) or "không hồ sơ nào (đã có hồ sơ)"
    dossier = dossiers[0] if dossiers else None
    tell(
        users=people,
        kind="device_lost",
        dossier=dossier,
        title=f"Khẩn: thất lạc thiết bị {token.serial_number} của {agency.name}",
        body=(
            f"{report.reported_by} báo thất lạc thiết bị {token.serial_number} ngày {report.lost_on:%d/%m/%Y}. "
            f"Đã mở: {opened}. Trình ký và gửi Cục ngay."
        ),
        event=f"loss:{report.pk}",
        now=now,
        url="" if dossier else f"/thiet-bi/{token.public_id}/",
    )
