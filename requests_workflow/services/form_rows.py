"""What a grid gives for one line of a form whose columns say it all (Mẫu 02–05, 08, 09), and what the writers share."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from certificates.models import Certificate
from directory.domain.names import normalise
from directory.ledger.services import record
from directory.models import Person
from requests_workflow.domain.form_rows import clean_cells
from requests_workflow.models import Dossier, Request, Step
from requests_workflow.models.request import OPEN_STATES
from requests_workflow.procedures.outgoing_document.clauses import REPLACING_DOCUMENT
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.services.draft_rows import MOST_ROWS
from requests_workflow.services.errors import FieldError, InvalidInput
from tokens.models import Custody, Token


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """One line: `cells` by the form's column keys (and the extra keys that the writer names), as typed.

    `person_id` is who gets or keeps the device, `medium` a value of Request.Medium. Where the line was chosen from a
    register instead of typed, `certificate_id` or `token_id` (public ids) says which.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    person_id: uuid.UUID | None = None
    medium: str = Request.Medium.TOKEN
    certificate_id: uuid.UUID | None = None
    token_id: uuid.UUID | None = None

    def is_empty(self) -> bool:
        """Whether nothing was typed or chosen; a province filled in beforehand does not make a row."""
        typed = any(text.strip() for key, text in self.cells.items() if key not in ("province", "managing_body"))
        return not typed and self.certificate_id is None and self.token_id is None


def saved_rows(dossier: Dossier) -> list[FormRow]:
    """The waiting rows of a draft whose rows name certificates, as its grid would give them; one query."""
    rows = dossier.requests.filter(state="pending").select_related("predecessor", "certificate").order_by("position")
    about = [(row, row.predecessor or row.certificate) for row in rows.defer("predecessor__der", "certificate__der")]
    return [FormRow(cells=row.printed, certificate_id=one.public_id if one else None) for row, one in about]


def wanted_rows(rows: Sequence[FormRow]) -> list[FormRow]:
    """The lines that say something. Raises InvalidInput for more than a dossier takes."""
    wanted = [row for row in rows if not row.is_empty()]
    if len(wanted) > MOST_ROWS:
        raise InvalidInput(FieldError("rows", f"Một hồ sơ có nhiều nhất {MOST_ROWS} dòng. Tách thành nhiều hồ sơ."))
    return wanted


def cleaned(*, dossier: Dossier, row: FormRow, extra: Iterable[str] = ()) -> dict[str, str]:
    """The cells as they are kept, with the extra keys of the procedure."""
    form = dossier.kind.form(profile_by_code(dossier.profile_code))
    return clean_cells(cells=row.cells, form=form) | {key: normalise(row.cells.get(key, "")) for key in extra}


def own_certificates(*, dossier: Dossier, rows: Sequence[FormRow], serials: Iterable[str]) -> Callable[..., Any]:
    """A finder (row, serial) -> certificate of the agency's own register, or None; one query."""
    found = Certificate.objects.filter(managing_agency__path__startswith=dossier.managing_agency.path)
    by_id = [row.certificate_id for row in rows if row.certificate_id]
    wanted = found.filter(serial_number__in=[one for one in serials if one]) | found.filter(public_id__in=by_id)
    certificates = list(wanted.select_related("subscriber__person", "subscriber__agency", "successor").defer("der"))
    ids = {one.public_id: one for one in certificates}
    # A number may have been given by two authorities; the newest is meant.
    numbers = {one.serial_number: one for one in sorted(certificates, key=lambda one: one.pk)}

    def find(row: FormRow, serial: str) -> Certificate | None:
        chosen = ids.get(row.certificate_id) if row.certificate_id else None
        return chosen if chosen is not None and (not serial or serial == chosen.serial_number) else numbers.get(serial)

    return find


def device_of(certificates: Iterable[Certificate]) -> dict[int, Token]:
    """Certificate id -> the device that carries it, one that still works before one that does not; one query."""
    tokens = Token.objects.filter(certificate__in=[one.pk for one in certificates]).order_by("pk")
    gone = (Token.State.LOST, Token.State.RETURNED)
    ordered = sorted(tokens, key=lambda token: token.state not in gone)
    return {token.certificate_id: token for token in ordered if token.certificate_id is not None}


def holders(*, certificates: Iterable[Certificate], devices: Mapping[int, Token]) -> dict[int, Person | None]:
    """Certificate id -> whose it is: an individual's own person, else whoever keeps the device; one query."""
    tokens = [devices[one.pk] for one in certificates if one.pk in devices]
    held = Custody.objects.filter(token__in=tokens, until__isnull=True).select_related("holder_person")
    keeper = {one.token_id: one.holder_person for one in held}
    return {
        one.pk: one.subscriber.person or (keeper.get(devices[one.pk].pk) if one.pk in devices else None)
        for one in certificates
    }


def replace_rows(*, dossier: Dossier, made: Sequence[Request], now: datetime) -> None:
    """Puts the draft's rows in place of those that still wait; what was taken out before stays, after them."""
    clear_pending(dossier=dossier, now=now)
    for position, kept in enumerate(dossier.requests.order_by("position"), start=len(made) + 1):
        Request.objects.filter(pk=kept.pk).update(position=position)
    Request.objects.bulk_create(made)


def clear_pending(*, dossier: Dossier, now: datetime) -> None:
    """Takes the rows of the paper before out of the draft; one with a history of its own is withdrawn and stays."""
    waiting = dossier.requests.filter(state="pending")
    told = list(waiting.filter(Exists(Step.objects.filter(request=OuterRef("pk")))))
    waiting.exclude(pk__in=[row.pk for row in told]).delete()
    for row in told:
        row.state = "withdrawn"
    Request.objects.bulk_update(told, ["state"])
    steps = Step.objects.bulk_create(
        Step(
            dossier=dossier,
            request=row,
            transition="withdraw",
            label="Thay bằng dòng của văn bản soạn lại",
            source="pending",
            target="withdrawn",
            by=None,
            at=now,
            clause=REPLACING_DOCUMENT.cite(),
        )
        for row in told
    )
    if steps:
        record(
            action=f"{dossier.procedure}.rows.withdraw",
            object_type="dossier",
            object_id=str(dossier.public_id),
            by=None,
            at=now,
            payload={"dossier": dossier.code, "target": "withdrawn", "steps": [step.pk for step in steps]},
        )


def open_elsewhere(*, dossier: Dossier, rows: Sequence[Request], by: str, field_key: str) -> list[FieldError]:
    """The database refuses a second open request; this says which dossier has it. `by` is a field of Request."""
    values = [getattr(row, f"{by}_id") for row in rows]
    clashes = (
        Request.objects.filter(
            **{f"{by}__in": [one for one in values if one]}, procedure=dossier.procedure, state__in=OPEN_STATES
        )
        .exclude(dossier=dossier)
        .select_related("dossier")
    )
    found = {getattr(row, f"{by}_id"): row.dossier.code for row in clashes}
    return [
        FieldError(
            f"rows-{row.position - 1}-{field_key}",
            f"Dòng {row.position}: {row.name} đang có hồ sơ {found[value]} chưa xong. Xử lý tiếp hồ sơ đó, hoặc rút "
            "hồ sơ đó trước.",
        )
        for row, value in zip(rows, values, strict=True)
        if value in found
    ]


def reissued_elsewhere(*, dossier: Dossier, rows: Sequence[Request]) -> list[FieldError]:
    """An old certificate that two rows want to follow, here or in another open dossier: it has one successor."""
    named = [row for row in rows if row.predecessor_id is not None]
    others = Request.objects.filter(
        predecessor_id__in=[row.predecessor_id for row in named], procedure=dossier.procedure, state__in=OPEN_STATES
    ).exclude(dossier=dossier)
    where: dict[int | None, str] = {
        one: f"hồ sơ {code}" for one, code in others.values_list("predecessor_id", "dossier__code")
    }
    errors = []
    for row in named:
        if row.predecessor_id in where:
            text = f"Dòng {row.position}: chứng thư cũ đã ghi ở {where[row.predecessor_id]}, chưa xong. Để trống ô này."
            errors.append(FieldError(f"rows-{row.position - 1}-old_certificate_serial", text))
        where.setdefault(row.predecessor_id, f"dòng {row.position}")
    return errors


def refuse_twice(*, rows: Sequence[Request], by: str, field_key: str) -> list[FieldError]:
    """The same thing on two lines of one dossier."""
    seen: dict[int, int] = {}
    errors = []
    for row in rows:
        value = getattr(row, f"{by}_id")
        if value is not None and value in seen:
            text = f"Dòng {row.position}: {row.name} đã có ở dòng {seen[value]}. Xóa dòng trùng."
            errors.append(FieldError(f"rows-{row.position - 1}-{field_key}", text))
        seen.setdefault(value, row.position)
    return errors
