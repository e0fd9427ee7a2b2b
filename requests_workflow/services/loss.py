"""A device is lost: the register knows at once, and the papers for it are begun (NĐ 68/2024 Điều 17, 20)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from certificates.models import Certificate
from directory.domain.roles import Role
from directory.models import Agency, User
from directory.selectors.roles import actor_for, body_with_function, holders_of
from requests_workflow.models import Dossier, Request
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.procedures.registry import kind_of
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
    """The report and what was begun for it; a dossier is None where one for this device was open already.

    `not_opened`: sentences, why a draft that was needed could not be begun; the report stands all the same.
    """

    report: LossReport
    revocation: Dossier | None
    loss: Dossier | None
    not_opened: tuple[str, ...] = ()


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

    The subscriber, the keeper or a drafter of the agency may report. A second press changes nothing. A draft that
    cannot be begun holds up neither the report nor the other draft: the result and the message say so.
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
    body = sending_body(token)
    drafter = _drafter(token=token, body=body, by=by, now=now)
    not_opened: list[str] = []

    def begin(procedure: str, *rows: FormRow) -> Dossier | None:
        try:
            return create_draft(agency=body, rows=rows, by=drafter, now=now, procedure=procedure, acting=by)
        except WorkflowError as error:
            # Its own savepoint was rolled back; nothing else was.
            not_opened.append(f"Chưa mở được hồ sơ “{kind_of(procedure).title}”: {error}")
            return None

    row = FormRow(
        token_id=token.public_id,
        cells={"lost_on": f"{lost_on:%d/%m/%Y}", "circumstances": circumstances},
    )
    loss = None
    if not _is_open(token, "device_loss"):
        loss = begin("device_loss", row)
    revocation = None
    if not _is_open(token, "revocation") and (certificates := _in_force(token, now=now)):
        lost = [FormRow(certificate_id=one.public_id, cells={"reason_code": "device_lost"}) for one in certificates]
        revocation = begin("revocation", *lost)
    opened = [one for one in (revocation, loss) if one is not None]
    report.case_refs = ", ".join(one.code for one in opened)
    report.save(update_fields=["case_refs"])
    _tell(report=report, dossiers=opened, not_opened=not_opened, now=now)
    return LossCase(report, revocation, loss, tuple(not_opened))


def sending_body(token: Token) -> Agency:
    """The body that can send papers about the device: of a division without a seal its superior."""
    agency = token.managing_agency
    return agency.parent if not agency.can_submit and agency.parent is not None else agency


def may_report(*, token: Token, by: User, now: datetime) -> bool:
    """The subscriber, whoever holds the device, or a drafter of the managing agency."""
    if set(DRAFTERS) & actor_for(user=by, now=now).roles_for(token.managing_agency):
        return True
    if by.person_id is None:
        return False
    held = present_custody(token)
    subscriber = token.subscriber.person_id if token.subscriber else None
    return by.person_id in (subscriber, held.holder_person_id if held else None)


def _drafter(*, token: Token, body: Agency, by: User, now: datetime) -> User:
    """In whose name the drafts are begun: the reporter's own, else the contact officer's or a clerk's.

    `body` sends the drafts; the people of the managing agency come before its own.
    """
    if set(DRAFTERS) & actor_for(user=by, now=now).roles_for(body):
        return by
    day = now.astimezone(VIETNAM).date()
    for agency in dict.fromkeys((token.managing_agency, body)):
        for role in DRAFTERS:
            for held in holders_of(agency=agency, roles=frozenset({role}), on=day):
                if held.user.is_active:
                    return held.user
    raise WorkflowError(
        "Cơ quan chưa có cán bộ đầu mối trên hệ thống nên chưa báo mất qua đây được. Gọi điện cho cơ quan quản lý trực "
        "tiếp ngay."
    )


def _in_force(token: Token, *, now: datetime) -> list[Certificate]:
    """The certificate on the device, and one that was granted in its place and waits to be installed there: it may
    have the same key."""
    granted = Request.objects.filter(token=token, procedure="certificate_update", state="granted")
    about = Q(pk=token.certificate_id) | Q(pk__in=granted.values("certificate"))
    return list(Certificate.objects.in_force(at=now).filter(about).defer("der").order_by("pk"))


def _is_open(token: Token, procedure: str) -> bool:
    rows = Request.objects.filter(procedure=procedure, state__in=OPEN_STATES)
    about = Q(token=token)
    if procedure == "revocation" and token.certificate_id is not None:
        # A revocation asked for before the device was on record names the certificate alone.
        about |= Q(certificate=token.certificate_id)
    return rows.filter(about).exists()


def _tell(*, report: LossReport, dossiers: list[Dossier], not_opened: list[str], now: datetime) -> None:
    token, day = report.token, now.astimezone(VIETNAM).date()
    agency = token.managing_agency
    department = body_with_function(function=DELEGATED_DEPARTMENT, agency=agency, on=day)
    people = users_with(agency=agency, roles=frozenset({*DRAFTERS, Role.AGENCY_LEADER}), now=now)
    if (body := sending_body(token)) != agency:
        people += users_with(agency=body, roles=frozenset({*DRAFTERS, Role.AGENCY_LEADER}), now=now)
    people += users_with(agency=department, roles=frozenset({Role.DEPARTMENT_OFFICER}), now=now)
    nothing = "không hồ sơ nào" if not_opened else "không hồ sơ nào (đã có hồ sơ)"
    opened = ", ".join(f"{one.kind.title.lower()} {one.code}" for one in dossiers) or nothing
    dossier = dossiers[0] if dossiers else None
    tell(
        users=people,
        kind="device_lost",
        dossier=dossier,
        title=f"Khẩn: thất lạc thiết bị {token.serial_number} của {agency.name}",
        body=(
            f"{report.reported_by} báo thất lạc thiết bị {token.serial_number} ngày {report.lost_on:%d/%m/%Y}. "
            f"Đã mở: {opened}. {''.join(f'{text} ' for text in not_opened)}Trình ký và gửi Cục ngay."
        ),
        event=f"loss:{report.pk}",
        urgent=True,
        now=now,
        url="" if dossier else f"/thiet-bi/{token.public_id}/",
    )
