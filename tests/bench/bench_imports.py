"""The dry run of a list of 5,000 people, beside a whole workbook object and registers that are asked row by row."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from tests.bench.registry import benchmark
from tests.bench.server import ready

ROWS = 5_000


@cache
def _uploaded() -> tuple[Any, bytes]:
    """(the import, its bytes): every row is sound, a tenth of the people is in the directory."""
    ready()
    from directory.domain.roles import Role
    from requests_workflow.services.imports import receive
    from tests import world
    from tests.imports.sheets import filled, person

    commune = world.make_agency("UBND xã Nà Cang")
    clerk = world.make_user("Người Soạn", Role.CLERK, agency=commune)
    rows = [person(number) for number in range(ROWS)]
    for row in rows[::10]:
        world.make_person(row["full_name"], agency=commune, identity_number=row["identity_number"])
    data = filled("individual_issue", rows)
    now = datetime.now(UTC)
    one, _ = receive(procedure="individual_issue", agency=commune, data=data, file_name="a.xlsx", by=clerk, now=now)
    return one, data


@benchmark(f"import, dry run of {ROWS:,} rows of Mẫu 01: streamed, registers asked by five hundred")
def dry_run() -> Callable[[], object]:
    one, _ = _uploaded()
    from requests_workflow.models import Import, Request
    from requests_workflow.services.import_runs import run_import

    def run() -> None:
        Import.objects.filter(pk=one.pk).update(state="queued", started_at=None, attempts=0)
        run_import(str(one.public_id), now=datetime.now(UTC))

    run()
    one.refresh_from_db()
    if (one.state, one.rows_good) != ("checked", ROWS) or Request.objects.exists():
        raise AssertionError("the dry run is not what it was meant to be")
    return run


@benchmark(f"import, the same {ROWS:,} rows naively: a whole workbook object, three queries a row")
def row_by_row() -> Callable[[], object]:
    one, data = _uploaded()
    from openpyxl import load_workbook

    from certificates.models import Certificate
    from directory.ledger.services import keyed_digest
    from directory.models import Person
    from requests_workflow.domain.individual_rows import row_gaps, row_problems, row_warnings
    from requests_workflow.models import Request
    from requests_workflow.models.request import OPEN_STATES
    from requests_workflow.spreadsheets.columns import sheet_columns
    from tests.imports.sheets import PROFILE, TODAY, form_of

    form = form_of("individual_issue")
    keys = [column.key for column in sheet_columns(form)]

    def run() -> int:
        good = 0
        sheet = load_workbook(io.BytesIO(data)).worksheets[0]
        for values in sheet.iter_rows(min_row=4, min_col=2, max_col=len(keys) + 1, values_only=True):
            cells = {key: str(value or "") for key, value in zip(keys, values, strict=True)}
            said = [
                *row_problems(row=cells | {"medium": "token"}, profile=PROFILE, today=TODAY),
                *row_gaps(row=cells, form=form),
                *row_warnings(row=cells, profile=PROFILE, today=TODAY),
            ]
            known = Person.objects.filter(
                agency__path__startswith=one.managing_agency.path, identity_number=cells["identity_number"]
            ).first()
            old = Certificate.objects.filter(serial_number=cells["old_certificate_serial"]).defer("der").first()
            asked = Request.objects.filter(
                subject_key=keyed_digest(f"{cells['identity_number']}:token"),
                procedure="individual_issue",
                state__in=OPEN_STATES,
            ).exists()
            good += not said and old is None and not asked and (known is None or known.left_on is None)
        return good

    if run() != ROWS:
        raise AssertionError("the naive way finds something else")
    return run
