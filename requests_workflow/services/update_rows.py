"""Rows of Mẫu 04: a certificate of the register, and which of the two services is asked for it."""

from collections.abc import Sequence
from datetime import datetime

from requests_workflow.models import Dossier, Request
from requests_workflow.services.errors import FieldError, InvalidInput
from requests_workflow.services.form_rows import (
    FormRow,
    cleaned,
    device_of,
    holders,
    open_elsewhere,
    own_certificates,
    refuse_twice,
    replace_rows,
    wanted_rows,
)

# Kept beside the columns: which change it is (domain.information_changes), for the rules of Điều 15.
EXTRA = ("change_code",)


def write_rows(*, dossier: Dossier, rows: Sequence[FormRow], now: datetime) -> None:
    """Replaces the draft's rows; name and e-mail of the certificate are those of the register.

    What is missing or wrong in a cell is kept; it stops the submission, not the saving. Raises InvalidInput for a
    serial that the agency's register does not know, one given twice or asked for elsewhere.
    """
    wanted = wanted_rows(rows)
    cells = [cleaned(dossier=dossier, row=row, extra=EXTRA) for row in wanted]
    find = own_certificates(dossier=dossier, rows=wanted, serials=[one["certificate_serial"] for one in cells])
    found = [find(row, typed["certificate_serial"]) for row, typed in zip(wanted, cells, strict=True)]
    certificates = [one for one in found if one is not None]
    devices = device_of(certificates)
    people = holders(certificates=certificates, devices=devices)
    errors: list[FieldError] = []
    made: list[Request] = []
    for index, (typed, certificate) in enumerate(zip(cells, found, strict=True)):
        if certificate is None:
            text = f"Dòng {index + 1}: sổ của cơ quan không có chứng thư số hiệu “{typed['certificate_serial']}”."
            errors.append(FieldError(f"rows-{index}-certificate_serial", f"{text} Kiểm tra số in trên chứng thư."))
            continue
        if hasattr(certificate, "successor"):
            text = f"Dòng {index + 1}: chứng thư này đã có chứng thư mới số hiệu {certificate.successor.serial_number}."
            errors.append(FieldError(f"rows-{index}-certificate_serial", f"{text} Đề nghị cho chứng thư mới."))
        token = devices.get(certificate.pk)
        made.append(
            Request(
                dossier=dossier,
                position=index + 1,
                procedure=dossier.procedure,
                state="pending",
                predecessor=certificate,
                subscriber=certificate.subscriber,
                person=people[certificate.pk],
                token=token,
                medium=Request.Medium.TOKEN if token else Request.Medium.CENTRALISED,
                printed=typed
                | {
                    "certificate_name": certificate.common_name,
                    "certificate_serial": certificate.serial_number,
                    "official_email": certificate.official_email or typed["official_email"],
                },
            )
        )
    errors += refuse_twice(rows=made, by="predecessor", field_key="certificate_serial")
    errors += open_elsewhere(dossier=dossier, rows=made, by="predecessor", field_key="certificate_serial")
    if errors:
        raise InvalidInput(*errors)
    replace_rows(dossier=dossier, made=made, now=now)
