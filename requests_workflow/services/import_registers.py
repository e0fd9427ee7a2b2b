"""The dry run against the registers: the drafts' own writers are tried, and what they wrote is rolled back.

So a dry run and the real run can never disagree about a rule; what differs between them is time alone.
"""

import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from requests_workflow.models import Dossier, Import
from requests_workflow.procedures.registry import kind_of
from requests_workflow.regulations.profile import Profile
from requests_workflow.services.draft_rows import MOST_ROWS
from requests_workflow.services.drafting import WRITERS
from requests_workflow.services.errors import FieldError, InvalidInput
from requests_workflow.services.import_kinds import ImportKind, people_of
from requests_workflow.spreadsheets.examining import Examined, ListRow
from requests_workflow.spreadsheets.typed import PROBLEM

# Writers look at some things only when others are right; a list that still has news after this is said to have them.
MOST_ROUNDS = 6
NO_KEEPER = "Không có ai của cơ quan với số định danh này. Kiểm tra lại, hoặc để trống rồi chọn người ở bước sau."


def compare_with_registers(
    one: Import, *, examined: Examined, kind: ImportKind, profile: Profile, now: datetime, done: Callable[[int], None]
) -> None:
    """Adds to the rows what the registers and the open requests say against them; nothing is left in the database."""
    numbers = {row.cells.get(kind.keeper, "") for row in examined.rows}
    people = people_of(agency=one.managing_agency, numbers=numbers) if kind.keeper else {}
    for row in examined.rows:
        number = row.cells.get(kind.keeper, "")
        if number and number not in people:
            row.note(column=examined.position(kind.keeper), kind=PROBLEM, text=NO_KEEPER)
    # A row that was told to be there twice would be told so again, by another number.
    rows = [row for row in examined.rows if all(n.column is not None or n.kind != PROBLEM for n in row.notes)]
    for at in range(0, len(rows), MOST_ROWS):
        chunk = rows[at : at + MOST_ROWS]
        for _ in range(MOST_ROUNDS):
            errors = _try(one, chunk, kind=kind, profile=profile, people=people, now=now)
            if not errors:
                break
            wrong = _put(errors, chunk, examined)
            chunk = [row for row in chunk if row.number not in wrong]
        done(min(at + MOST_ROWS, len(rows)))


def _try(
    one: Import,
    rows: Sequence[ListRow],
    *,
    kind: ImportKind,
    profile: Profile,
    people: Mapping[str, uuid.UUID],
    now: datetime,
) -> tuple[FieldError, ...]:
    """What the writer of this procedure refuses of these rows, on a dossier that never comes to be."""
    base, _, overlay = profile.code.partition("+")
    with transaction.atomic():
        dossier = Dossier.objects.create(
            # No number of the sequence is used up.
            code=f"thu-{uuid.uuid4().hex[:28]}",
            procedure=kind.procedure,
            state=kind_of(kind.procedure).dossier.initial,
            managing_agency=one.managing_agency,
            base=base,
            overlay=overlay,
            drafted_by=one.asked_by,
            drafted_at=now,
        )
        try:
            with transaction.atomic():
                WRITERS[kind.procedure](dossier=dossier, rows=[kind.build(row.cells, people) for row in rows], now=now)
        except InvalidInput as error:
            return error.errors
        finally:
            transaction.set_rollback(True)
    return ()


def _put(errors: Sequence[FieldError], rows: Sequence[ListRow], examined: Examined) -> set[int]:
    """Says each error at its cell; returns the numbers of the rows. One that names no row is said of every row."""
    wrong: set[int] = set()
    for error in errors:
        prefix, _, rest = error.field.partition("-")
        index, _, key = rest.partition("-")
        text = re.sub(r"^Dòng [0-9]+: ", "", error.text)
        named = prefix == "rows" and index.isdecimal() and int(index) < len(rows)
        for row in [rows[int(index)]] if named else rows:
            row.note(column=examined.position(key), kind=PROBLEM, text=f"{text[:1].upper()}{text[1:]}")
            wrong.add(row.number)
    return wrong
