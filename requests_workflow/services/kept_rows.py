"""Rows of Mẫu 02 and 03: what the certificate names, and who is to keep its device."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from directory.domain.names import fold
from directory.ledger.services import keyed_digest
from directory.models import Person
from requests_workflow.models import Dossier, Request
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.services.errors import FieldError, InvalidInput
from requests_workflow.services.form_rows import (
    FormRow,
    cleaned,
    own_certificates,
    reissued_elsewhere,
    replace_rows,
    wanted_rows,
)
from requests_workflow.services.subscribers import KINDS as SUBSCRIBER_KINDS

# Kept beside the columns: the establishing decision or the superior's confirmation (Điều 10 khoản 2), the old serial.
EXTRA = ("founding_reference", "old_certificate_serial")


def write_rows(*, dossier: Dossier, rows: Sequence[FormRow], now: datetime) -> None:
    """Replaces the draft's rows. What is missing or wrong in a cell is kept; it stops the submission, not the saving.

    Raises InvalidInput for a subject given twice or asked for elsewhere, a keeper of another body, and an old
    certificate that cannot be followed.
    """
    wanted = wanted_rows(rows)
    cells = [cleaned(dossier=dossier, row=row, extra=EXTRA) for row in wanted]
    people = Person.objects.filter(agency__path__startswith=dossier.managing_agency.path, left_on__isnull=True)
    keepers = {one.public_id: one for one in people.filter(public_id__in=[row.person_id for row in wanted])}
    find = own_certificates(dossier=dossier, rows=wanted, serials=[one["old_certificate_serial"] for one in cells])
    errors: list[FieldError] = []
    made: list[Request] = []
    seen: dict[str, int] = {}
    for index, (row, typed) in enumerate(zip(wanted, cells, strict=True)):
        name_key = dossier.kind.row_key
        key = _subject_key(dossier=dossier, cells=typed, medium=row.medium)
        if key and key in seen:
            text = f"Dòng {index + 1}: “{typed[name_key]}” đã có ở dòng {seen[key]}. Xóa dòng trùng."
            errors.append(FieldError(f"rows-{index}-{name_key}", text))
        seen.setdefault(key, index + 1)
        if row.person_id is not None and row.person_id not in keepers:
            text = f"Dòng {index + 1}: người giữ không còn công tác tại cơ quan. Chọn người khác."
            errors.append(FieldError(f"rows-{index}-keeper", text))
        predecessor = find(row, typed["old_certificate_serial"])
        if predecessor is not None and hasattr(predecessor, "successor"):
            text = f"Dòng {index + 1}: chứng thư cũ đã có chứng thư thay thế. Để trống ô này."
            errors.append(FieldError(f"rows-{index}-old_certificate_serial", text))
        elif predecessor is not None and predecessor.subscriber.kind != SUBSCRIBER_KINDS[dossier.procedure]:
            text = f"Dòng {index + 1}: chứng thư cũ là của loại thuê bao khác. Kiểm tra lại số hiệu."
            errors.append(FieldError(f"rows-{index}-old_certificate_serial", text))
        made.append(
            Request(
                dossier=dossier,
                position=index + 1,
                procedure=dossier.procedure,
                state="pending",
                person=keepers.get(row.person_id) if row.person_id else None,
                medium=row.medium if row.medium in Request.Medium.values else Request.Medium.TOKEN,
                predecessor=predecessor,
                subject_key=key,
                printed=typed,
            )
        )
    errors += _open_elsewhere(dossier=dossier, rows=made)
    errors += reissued_elsewhere(dossier=dossier, rows=made)
    if errors:
        raise InvalidInput(*errors)
    replace_rows(dossier=dossier, made=made, now=now)


def _subject_key(*, dossier: Dossier, cells: Mapping[str, str], medium: str) -> str:
    """Which organisation or system, under which agency, as a keyed digest; "" while the name is empty."""
    name = fold(cells[dossier.kind.row_key])
    return keyed_digest(f"{dossier.procedure}:{dossier.managing_agency_id}:{name}:{medium}") if name else ""


def _open_elsewhere(*, dossier: Dossier, rows: list[Request]) -> list[FieldError]:
    keys = [row.subject_key for row in rows if row.subject_key]
    clashes = Request.objects.filter(subject_key__in=keys, procedure=dossier.procedure, state__in=OPEN_STATES)
    elsewhere = {
        row.subject_key: row.dossier.code for row in clashes.exclude(dossier=dossier).select_related("dossier")
    }
    return [
        FieldError(
            f"rows-{row.position - 1}-{dossier.kind.row_key}",
            f"Dòng {row.position}: “{row.name}” đang có hồ sơ {elsewhere[row.subject_key]} chưa xong. Xử lý tiếp hồ sơ "
            "đó, hoặc rút hồ sơ đó trước.",
        )
        for row in rows
        if row.subject_key in elsewhere
    ]
