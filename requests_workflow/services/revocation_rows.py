"""Rows of Mẫu 05, or of a notice of revocation: a certificate of the register, its device, and why."""

from collections.abc import Sequence
from datetime import datetime

from certificates.models import Certificate
from directory.models import Subscriber
from requests_workflow.domain.revocation_reasons import reason_of
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
from tokens.models import Token

# Kept beside the columns: the case of Điều 17 as a code, and what there is to say about it.
EXTRA = ("reason_code", "reason_detail")


def write_rows(*, dossier: Dossier, rows: Sequence[FormRow], now: datetime) -> None:
    """Replaces the draft's rows; certificate, person and device are those of the register.

    Raises InvalidInput for a serial that the agency's register does not know, one given twice or asked for elsewhere.
    """
    wanted = wanted_rows(rows)
    cells = [cleaned(dossier=dossier, row=row, extra=EXTRA) for row in wanted]
    find = own_certificates(dossier=dossier, rows=wanted, serials=[one["certificate_serial"] for one in cells])
    found = [find(row, typed["certificate_serial"]) for row, typed in zip(wanted, cells, strict=True)]
    certificates = [one for one in found if one is not None]
    # Locked: what a row prints is not corrected in the same moment (services.serial_corrections).
    list(Token.objects.select_for_update().filter(certificate__in=certificates).order_by("pk").values_list("pk"))
    devices = device_of(certificates)
    people = holders(certificates=certificates, devices=devices)
    errors: list[FieldError] = []
    made: list[Request] = []
    for index, (typed, certificate) in enumerate(zip(cells, found, strict=True)):
        if certificate is None:
            text = f"Dòng {index + 1}: sổ của cơ quan không có chứng thư số hiệu “{typed['certificate_serial']}”."
            errors.append(FieldError(f"rows-{index}-certificate_serial", f"{text} Kiểm tra số in trên chứng thư."))
            continue
        token = devices.get(certificate.pk)
        reason = reason_of(typed["reason_code"] or typed["reason"])
        made.append(
            Request(
                dossier=dossier,
                position=index + 1,
                procedure=dossier.procedure,
                state="pending",
                certificate=certificate,
                subscriber=certificate.subscriber,
                person=people[certificate.pk],
                token=token,
                medium=Request.Medium.TOKEN if token else Request.Medium.CENTRALISED,
                printed=typed
                | _of_register(certificate)
                | {
                    "token_serial": token.serial_number if token else "",
                    "reason_code": reason.code if reason else "",
                    "reason": reason.label if reason else typed["reason"],
                },
            )
        )
    errors += refuse_twice(rows=made, by="certificate", field_key="certificate_serial")
    errors += open_elsewhere(dossier=dossier, rows=made, by="certificate", field_key="certificate_serial")
    if errors:
        raise InvalidInput(*errors)
    replace_rows(dossier=dossier, made=made, now=now)


def _of_register(certificate: Certificate) -> dict[str, str]:
    """What the form prints of a certificate: an individual's identity, else nothing that the register knows."""
    known = {
        "certificate_name": certificate.common_name,
        "certificate_serial": certificate.serial_number,
        "official_email": certificate.official_email,
    }
    person = certificate.subscriber.person
    if certificate.subscriber.kind == Subscriber.Kind.INDIVIDUAL and person is not None:
        issued = person.identity_issued_on
        known |= {
            "identity_number": person.identity_number,
            "identity_issued_on": f"{issued:%d/%m/%Y}" if issued else "",
            "identity_issued_by": person.identity_issued_by,
        }
    return {key: text for key, text in known.items() if text}
