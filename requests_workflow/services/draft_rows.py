"""The grid's lines as rows of a draft: known devices, one open case for each, errors at the line where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from directory.domain.names import normalise
from directory.selectors.roles import name_on
from requests_workflow.models import Dossier, Request
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.services.errors import FieldError, InvalidInput
from tokens.models import LockReport, Token

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MOST_ROWS = 500


@dataclass(frozen=True, kw_only=True)
class RowInput:
    """One line of the grid as typed; empty cells are filled from the register when the serial is known."""

    token_serial: str
    certificate_name: str = ""
    subscriber_agency: str = ""
    subscriber_email: str = ""

    def is_empty(self) -> bool:
        return not any((self.token_serial, self.certificate_name, self.subscriber_agency, self.subscriber_email))


def registered_row(*, token: Token, day: datetime) -> RowInput:
    """The printed columns of a device as the register knows them."""
    subscriber, certificate = token.subscriber, token.certificate
    on = day.astimezone(VIETNAM).date()
    return RowInput(
        token_serial=token.serial_number,
        certificate_name=certificate.common_name if certificate else subscriber.name if subscriber else "",
        subscriber_agency=name_on(agency=subscriber.agency, day=on) if subscriber else "",
        subscriber_email=(certificate.official_email if certificate else "")
        or (subscriber.official_email if subscriber else ""),
    )


def write_rows(*, dossier: Dossier, rows: Sequence[RowInput], now: datetime) -> None:
    """Replaces the draft's rows; an empty line is dropped, a serial given twice is an error at its line."""
    wanted = [row for row in rows if not row.is_empty()]
    if len(wanted) > MOST_ROWS:
        raise InvalidInput(FieldError("rows", f"Một hồ sơ có nhiều nhất {MOST_ROWS} dòng. Tách thành nhiều hồ sơ."))
    serials = [normalise(row.token_serial).upper() for row in wanted]
    known = {
        token.serial_number.upper(): token
        # Locked: what a row prints is not corrected in the same moment (services.serial_corrections).
        for token in Token.objects.select_for_update(of=("self",))
        .filter(serial_number__in=serials)
        .select_related("subscriber__agency", "subscriber__managing_agency", "certificate", "managing_agency")
        .order_by("pk")
    }
    reports = {
        report.token_id: report
        for report in LockReport.objects.filter(token__in=known.values(), settled_at__isnull=True)
    }
    errors: list[FieldError] = []
    seen: set[str] = set()
    made: list[Request] = []
    for index, (row, serial) in enumerate(zip(wanted, serials, strict=True)):
        field = f"rows-{index}-token_serial"
        token = known.get(serial)
        if serial and serial in seen:
            errors.append(FieldError(field, f"Dòng {index + 1}: số hiệu {serial} đã có ở dòng trên. Xóa dòng trùng."))
        if serial and token is None and not dossier.entered_by_department:
            text = f"Dòng {index + 1}: không có thiết bị số hiệu {serial} trong sổ. Kiểm tra lại số in trên thiết bị."
            errors.append(FieldError(field, text))
        if token is not None and not _belongs(token=token, dossier=dossier):
            text = (
                f"Dòng {index + 1}: thiết bị {serial} không thuộc cơ quan này. Chỉ đề nghị cho thiết bị mình quản lý."
            )
            errors.append(FieldError(field, text))
            token = None
        seen.add(serial)
        filled = registered_row(token=token, day=now) if token else row
        made.append(
            Request(
                dossier=dossier,
                position=index + 1,
                procedure=dossier.procedure,
                state="pending",
                token=token,
                subscriber=token.subscriber if token else None,
                certificate=token.certificate if token else None,
                lock_report=reports.get(token.pk) if token else None,
                printed={
                    "token_serial": token.serial_number if token else serial,
                    "certificate_name": normalise(row.certificate_name) or filled.certificate_name,
                    "subscriber_agency": normalise(row.subscriber_agency) or filled.subscriber_agency,
                    "subscriber_email": normalise(row.subscriber_email).lower() or filled.subscriber_email,
                },
            )
        )
    if errors:
        raise InvalidInput(*errors)
    _refuse_open_elsewhere(dossier=dossier, rows=made)
    dossier.requests.all().delete()
    Request.objects.bulk_create(made)


def _belongs(*, token: Token, dossier: Dossier) -> bool:
    # A division without a seal is managed by the body above it; the register's managing agency says so already.
    return dossier.entered_by_department or token.managing_agency_id == dossier.managing_agency_id


def _refuse_open_elsewhere(*, dossier: Dossier, rows: list[Request]) -> None:
    """The database refuses a second open case for a device; this says which case it is."""
    tokens = [row.token_id for row in rows if row.token_id]
    clashes = (
        Request.objects.filter(token_id__in=tokens, procedure=dossier.procedure, state__in=OPEN_STATES)
        .exclude(dossier=dossier)
        .select_related("dossier", "token")
    )
    by_token = {row.token_id: row for row in clashes}
    errors = [
        FieldError(
            f"rows-{row.position - 1}-token_serial",
            f"Dòng {row.position}: thiết bị {row.printed['token_serial']} đang có hồ sơ "
            f"{by_token[row.token_id].dossier.code} chưa xong. Xử lý tiếp hồ sơ đó, hoặc rút hồ sơ đó trước.",
        )
        for row in rows
        if row.token_id in by_token
    ]
    if errors:
        raise InvalidInput(*errors)
