"""The grid of Mẫu 01 as rows of a draft: cells kept as typed, people and old certificates found in the registers."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from certificates.models import Certificate
from directory.domain.names import fold
from directory.ledger.services import keyed_digest
from directory.models import Agency, Person
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.domain.individual_rows import KEYS, clean_row
from requests_workflow.models import Dossier, Request
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.services.draft_rows import MOST_ROWS
from requests_workflow.services.errors import FieldError, InvalidInput
from requests_workflow.services.form_rows import reissued_elsewhere, replace_rows


@dataclass(frozen=True, kw_only=True)
class IndividualRow:
    """One line of the grid: `cells` by domain.individual_rows.KEYS, as typed; `person_id` where it was pre-filled."""

    cells: Mapping[str, str] = field(default_factory=dict)
    medium: str = Request.Medium.TOKEN
    person_id: uuid.UUID | None = None

    def is_empty(self) -> bool:
        """Whether nothing was typed; a workplace or province filled in beforehand does not make a row."""
        return not any(self.cells.get(key, "").strip() for key in KEYS if key not in ("workplace", "province"))


def row_of_person(*, person: Person, agency: Agency) -> IndividualRow:
    """What the directory knows of a person, in the cells of the form."""
    born, issued = person.birth_date, person.identity_issued_on
    return IndividualRow(
        person_id=person.public_id,
        cells={
            "full_name": person.full_name,
            "birth_date": f"{born:%d/%m/%Y}" if born else "",
            "identity_number": person.identity_number,
            "identity_issued_on": f"{issued:%d/%m/%Y}" if issued else "",
            "identity_issued_by": person.identity_issued_by,
            "official_email": person.official_email,
            "workplace": person.agency.name,
            "province": agency.province,
            "position": person.position,
            "phone": person.phone,
        },
    )


def write_rows(*, dossier: Dossier, rows: Sequence[IndividualRow], now: datetime) -> None:
    """Replaces the draft's rows. What is missing or wrong in a cell is kept; it stops the submission, not the saving.

    Raises InvalidInput for a person given twice or asked for elsewhere, and for an old certificate of somebody else.
    """
    wanted = [row for row in rows if not row.is_empty()]
    if len(wanted) > MOST_ROWS:
        raise InvalidInput(FieldError("rows", f"Một hồ sơ có nhiều nhất {MOST_ROWS} dòng. Tách thành nhiều hồ sơ."))
    cells = [clean_row(row.cells) for row in wanted]
    people = _people(dossier=dossier, rows=wanted, cells=cells, day=now.astimezone(VIETNAM).date())
    old = _old_certificates(dossier=dossier, cells=cells)
    errors: list[FieldError] = []
    made: list[Request] = []
    seen: dict[str, int] = {}
    for index, (row, typed) in enumerate(zip(wanted, cells, strict=True)):
        person = people[index]
        key = _subject_key(person=person, cells=typed, medium=row.medium)
        if key and key in seen:
            text = f"Dòng {index + 1}: người này đã có ở dòng {seen[key]}. Xóa dòng trùng."
            errors.append(FieldError(f"rows-{index}-full_name", text))
        seen.setdefault(key, index + 1)
        predecessor = old.get(typed["old_certificate_serial"])
        if predecessor is not None and (why := _cannot_follow(predecessor, person=person)):
            errors.append(FieldError(f"rows-{index}-old_certificate_serial", f"Dòng {index + 1}: {why}"))
        made.append(
            Request(
                dossier=dossier,
                position=index + 1,
                procedure=dossier.procedure,
                state="pending",
                person=person,
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


def _people(
    *, dossier: Dossier, rows: list[IndividualRow], cells: list[dict[str, str]], day: date
) -> list[Person | None]:
    """The person of each line: the one it was pre-filled from, unless the identity number now says another."""
    known = Person.objects.filter(agency__path__startswith=dossier.managing_agency.path).exclude(left_on__lte=day)
    by_number = {
        person.identity_number: person
        for person in known.filter(identity_number__in=[one["identity_number"] for one in cells])
        if person.identity_number
    }
    by_id = {p.public_id: p for p in known.filter(public_id__in=[row.person_id for row in rows if row.person_id])}
    found: list[Person | None] = []
    for row, typed in zip(rows, cells, strict=True):
        number, filled = typed["identity_number"], by_id.get(row.person_id) if row.person_id else None
        if filled is not None and not _is_same(filled, number=number, name=typed["full_name"]):
            filled = None
        found.append(by_number.get(number) or filled)
    return found


def _is_same(person: Person, *, number: str, name: str) -> bool:
    """Whether the line still speaks of the person that it was filled from: by identity number, else by name."""
    if person.identity_number and number:
        return person.identity_number == number
    return fold(person.full_name) == fold(name)


def _old_certificates(*, dossier: Dossier, cells: list[dict[str, str]]) -> dict[str, Certificate]:
    """Old certificates of the agency's own register by serial; a serial that it does not know stays text."""
    serials = {one["old_certificate_serial"] for one in cells} - {""}
    found = Certificate.objects.filter(
        serial_number__in=serials, managing_agency__path__startswith=dossier.managing_agency.path
    )
    return {one.serial_number: one for one in found.select_related("subscriber", "successor").defer("der")}


def _cannot_follow(certificate: Certificate, *, person: Person | None) -> str:
    """Why the old certificate cannot be this person's; "" where it can."""
    if person is not None and certificate.subscriber.person_id != person.pk:
        return f"chứng thư số hiệu {certificate.serial_number} là của thuê bao khác. Kiểm tra lại số hiệu."
    if hasattr(certificate, "successor"):
        return f"chứng thư số hiệu {certificate.serial_number} đã có chứng thư thay thế. Để trống ô này."
    return ""


def _subject_key(*, person: Person | None, cells: Mapping[str, str], medium: str) -> str:
    """Whom and what it asks for, as a keyed digest; "" while nobody can be told from the line."""
    who = cells["identity_number"] or (str(person.public_id) if person else "")
    return keyed_digest(f"{who}:{medium}") if who else ""


def _open_elsewhere(*, dossier: Dossier, rows: list[Request]) -> list[FieldError]:
    """The database refuses a second open request for a person; this says which dossier it is in."""
    keys = [row.subject_key for row in rows if row.subject_key]
    clashes = (
        Request.objects.filter(subject_key__in=keys, procedure=dossier.procedure, state__in=OPEN_STATES)
        .exclude(dossier=dossier)
        .select_related("dossier__managing_agency")
    )
    elsewhere = {row.subject_key: row.dossier for row in clashes}
    return [
        FieldError(
            f"rows-{row.position - 1}-full_name",
            f"Dòng {row.position}: {row.name or 'người này'} đang có {_named(elsewhere[row.subject_key], dossier)} "
            "chưa xong. Xử lý tiếp hồ sơ đó, hoặc rút hồ sơ đó trước.",
        )
        for row in rows
        if row.subject_key in elsewhere
    ]


def _named(other: Dossier, dossier: Dossier) -> str:
    """How another dossier is called: by its code within the agency, and no more than that elsewhere."""
    near = other.managing_agency.path.startswith(dossier.managing_agency.path)
    return f"hồ sơ {other.code}" if near else "hồ sơ ở cơ quan khác"
