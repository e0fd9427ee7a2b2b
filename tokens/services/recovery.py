"""What a recovery writes into the device register: the recovery itself, and custody when the device changed hands."""

from datetime import datetime

from django.db import transaction

from directory.ledger.services import record
from directory.models import Agency, Person, User
from tokens.models import Custody, LockReport, Recovery, Token
from tokens.services.errors import CannotRecord

__all__ = [
    "CannotRecord",
    "mark_working",
    "record_recovery",
    "record_visit_to_department",
    "report_locked",
    "settle_lock_reports",
]


@transaction.atomic
def report_locked(*, token: Token, by: User, at: datetime, note: str = "") -> LockReport:
    """Records that a device is locked (NĐ 68/2024 Điều 22.1); a second press finds the first report.

    Raises CannotRecord for a device that is lost, returned or still in stock.
    """
    token = Token.objects.select_for_update().get(pk=token.pk)
    if token.state not in (Token.State.IN_USE, Token.State.LOCKED):
        raise CannotRecord(
            f"Thiết bị {token.serial_number} đang ở tình trạng “{token.get_state_display()}” nên không báo khóa được. "
            "Liên hệ cán bộ đầu mối của cơ quan."
        )
    report, created = LockReport.objects.get_or_create(
        token=token, settled_at=None, defaults={"reported_by": by, "reported_at": at, "note": note}
    )
    if created:
        record(
            action="token.reported_locked",
            object_type="token",
            object_id=str(token.public_id),
            by=by,
            at=at,
            payload={"report": str(report.public_id), "state_before": token.state},
        )
    if token.state != Token.State.LOCKED:
        token.state = Token.State.LOCKED
        token.save(update_fields=["state"])
    return report


def record_recovery(
    *,
    token: Token,
    way: str,
    tool: str,
    operator: Person,
    performed_at: datetime,
    case_ref: str,
    note: str = "",
) -> Recovery:
    """Adds the recovery and counts it on the device. Must run inside the caller's transaction."""
    recovery = Recovery.objects.create(
        token=token, way=way, tool=tool, operator=operator, performed_at=performed_at, case_ref=case_ref, note=note
    )
    Token.objects.filter(pk=token.pk).update(recovery_count=token.recovery_count + 1)
    return recovery


def record_visit_to_department(
    *,
    token: Token,
    operator: Person,
    department: Agency,
    taken_at: datetime,
    returned_at: datetime,
    condition_in: str,
    condition_out: str,
    case_ref: str,
) -> tuple[Custody, Custody]:
    """Two custody rows: to the operator at the department, and back to who held the device before.

    Raises CannotRecord where nobody is on record as the holder, or the times cross.
    """
    before = Custody.objects.select_for_update().filter(token=token, until__isnull=True).first()
    if before is None:
        raise CannotRecord("Sổ giao giữ chưa ghi ai đang giữ thiết bị này. Ghi người đang giữ trước rồi ghi giao nhận.")
    if not before.since <= taken_at <= returned_at:
        raise CannotRecord("Thời điểm nhận và trả thiết bị không theo thứ tự. Kiểm tra lại ngày, giờ.")
    before.until = taken_at
    before.save(update_fields=["until"])
    taken = Custody.objects.create(
        token=token,
        holder_person=operator,
        holder_agency=department,
        given_by_person=before.holder_person,
        given_by_agency=before.holder_agency,
        since=taken_at,
        until=returned_at,
        condition=condition_in,
        reason="Nhận để khôi phục thiết bị",
        case_ref=case_ref,
    )
    back = Custody.objects.create(
        token=token,
        holder_person=before.holder_person,
        holder_agency=before.holder_agency,
        given_by_person=operator,
        given_by_agency=department,
        since=returned_at,
        condition=condition_out,
        reason="Trả lại sau khi khôi phục",
        decision_number=before.decision_number,
        decision_date=before.decision_date,
        case_ref=case_ref,
    )
    return taken, back


def mark_working(*, token: Token) -> None:
    """The new password was set: the device works again."""
    Token.objects.filter(pk=token.pk, state=Token.State.LOCKED).update(state=Token.State.IN_USE)


def settle_lock_reports(*, token_ids: list[int], case_ref: str, at: datetime) -> int:
    """Closes the open lock reports of these devices with the case that answered them."""
    return LockReport.objects.filter(token_id__in=token_ids, settled_at__isnull=True).update(
        settled_at=at, case_ref=case_ref
    )
