"""Rows of Mẫu 08 and 09: devices of the register, in which condition they go back or how they were lost."""

from collections.abc import Sequence
from datetime import datetime

from requests_workflow.models import Dossier, Request
from requests_workflow.services.errors import FieldError, InvalidInput
from requests_workflow.services.form_rows import (
    FormRow,
    cleaned,
    open_elsewhere,
    refuse_twice,
    replace_rows,
    wanted_rows,
)
from tokens.domain.serials import normal_serial
from tokens.models import DeviceReturn, Token


def write_rows(*, dossier: Dossier, rows: Sequence[FormRow], now: datetime) -> None:
    """Replaces the draft's rows; what the register knows of a device wins over what was typed.

    Raises InvalidInput for a device that is not the agency's, given twice, or in another open paper.
    """
    wanted = wanted_rows(rows)
    cells = [cleaned(dossier=dossier, row=row) for row in wanted]
    own = Token.objects.filter(managing_agency__path__startswith=dossier.managing_agency.path)
    serials = [normal_serial(one["token_serial"]) for one in cells]
    found = own.filter(serial_number__in=serials) | own.filter(public_id__in=[r.token_id for r in wanted if r.token_id])
    # Locked: what a row prints is not corrected in the same moment (services.serial_corrections).
    found = found.select_for_update(of=("self",)).order_by("pk")
    tokens = list(found.select_related("certificate__subscriber__person", "subscriber__person"))
    by_id = {one.public_id: one for one in tokens}
    by_serial = {one.serial_number: one for one in tokens}
    duties = {one.token_id: one for one in DeviceReturn.objects.filter(token__in=tokens, settled_at__isnull=True)}
    errors: list[FieldError] = []
    made: list[Request] = []
    for index, (row, typed, serial) in enumerate(zip(wanted, cells, serials, strict=True)):
        token = (by_id.get(row.token_id) if row.token_id else None) or by_serial.get(serial)
        if token is None:
            text = f"Dòng {index + 1}: không có thiết bị số hiệu “{typed['token_serial']}” trong sổ của cơ quan."
            errors.append(FieldError(f"rows-{index}-token_serial", f"{text} Kiểm tra số in trên thiết bị."))
            continue
        duty = duties.get(token.pk)
        certificate = duty.certificate if duty is not None else token.certificate
        made.append(
            Request(
                dossier=dossier,
                position=index + 1,
                procedure=dossier.procedure,
                state="pending",
                token=token,
                certificate=certificate,
                subscriber=token.subscriber,
                person=token.subscriber.person if token.subscriber else None,
                obligation=duty,
                medium=Request.Medium.TOKEN,
                printed=typed
                | {
                    "token_serial": token.serial_number,
                    "certificate_name": certificate.common_name if certificate else str(token.subscriber or ""),
                    "certificate_serial": certificate.serial_number if certificate else "",
                },
            )
        )
    errors += refuse_twice(rows=made, by="token", field_key="token_serial")
    errors += open_elsewhere(dossier=dossier, rows=made, by="token", field_key="token_serial")
    if errors:
        raise InvalidInput(*errors)
    replace_rows(dossier=dossier, made=made, now=now)
