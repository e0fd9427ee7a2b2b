"""Five hundred people in one Mẫu 01: what may be done with each, and the provider's answer to all of them."""

from collections.abc import Callable
from functools import cache
from typing import Any

from tests.bench.bench_cases import rolled_back
from tests.bench.registry import benchmark
from tests.bench.server import province, ready

ROWS = 500
FEW = 10


@cache
def waiting_case() -> Any:
    """(dossier, its clerk): 500 people, with the provider, every row still to be answered."""
    ready()
    from datetime import UTC, datetime

    from django.db import transaction

    from requests_workflow.models import Dossier, Request
    from tests import world

    people = province()
    now = datetime.now(UTC)
    with transaction.atomic():
        provider = world.make_agency("Cục CTS&BMTT của phép đo")
        dossier = world.make_dossier(
            people.commune,
            by=people.clerk,
            state="received",
            procedure="individual_issue",
            recipient=provider,
            provider=provider,
            recipient_function="provider",
            channel="dichvucong",
            sent_at=now,
            first_received_at=now,
            valid_received_at=now,
        )
        rows = []
        for number in range(ROWS):
            person = world.make_person(f"Người Được Cấp {number}", agency=people.commune)
            rows.append(
                Request(
                    dossier=dossier,
                    position=number + 1,
                    procedure="individual_issue",
                    state="pending",
                    person=person,
                    medium=Request.Medium.TOKEN,
                    subject_key=f"bench-{number}",
                    printed={"full_name": person.full_name, "official_email": f"nguoi{number}@laichau.gov.vn"},
                )
            )
        Request.objects.bulk_create(rows)
    return Dossier.objects.select_related("managing_agency", "recipient").get(pk=dossier.pk), people.clerk


@cache
def drafted_case() -> Any:
    """(dossier, its clerk): the same number of people in a draft, every cell filled in."""
    ready()
    from datetime import UTC, datetime

    from django.db import transaction

    from requests_workflow.models import Dossier
    from requests_workflow.services.drafting import create_draft
    from requests_workflow.services.individual_rows import IndividualRow

    people = province()
    rows = [
        IndividualRow(
            cells={
                "full_name": "Lò Thị Mai",
                "birth_date": "05/08/1985",
                "identity_number": f"012185{number:06d}",
                "identity_issued_on": "01/02/2021",
                "identity_issued_by": "Cục Cảnh sát QLHC về TTXH",
                "official_email": f"nguoi{number}@laichau.gov.vn",
                "workplace": people.commune.name,
                "province": "Lai Châu",
                "position": "Chuyên viên",
                "phone": f"0912{number:06d}",
            }
        )
        for number in range(ROWS)
    ]
    with transaction.atomic():
        made = create_draft(
            agency=people.commune,
            rows=rows,
            by=people.clerk,
            now=datetime.now(UTC),
            creation_key=None,
            procedure="individual_issue",
        )
    return Dossier.objects.select_related("managing_agency", "recipient").get(pk=made.pk), people.clerk


def _may_do(dossier: Any, by: Any) -> object:
    from datetime import UTC, datetime

    from requests_workflow.engine.decide import acts_for
    from requests_workflow.selectors.facts import facts_for

    facts = facts_for(dossier=dossier, by=by, now=datetime.now(UTC))
    return acts_for(dossier.kind.dossier, dossier.state, facts)


@benchmark(f"Mẫu 01 of {ROWS} people, draft: every cell checked, acts of the dossier decided")
def decide_on_draft() -> Callable[[], object]:
    dossier, clerk = drafted_case()
    return lambda: _may_do(dossier, clerk)


@benchmark(f"Mẫu 01 of {ROWS} people, sent: acts of the dossier decided")
def decide_on_sent() -> Callable[[], object]:
    dossier, clerk = waiting_case()
    return lambda: _may_do(dossier, clerk)


def _gathered(count: int) -> Callable[[], object]:
    from datetime import UTC, datetime

    dossier, clerk = waiting_case()
    from requests_workflow.engine.decide import acts_for
    from requests_workflow.selectors.facts import facts_for, facts_of_rows

    rows = list(dossier.requests.select_related("dossier__managing_agency").order_by("position")[:count])

    def run() -> object:
        facts = facts_for(dossier=dossier, by=clerk, now=datetime.now(UTC))
        gathered = facts_of_rows(facts=facts, rows=rows, by=clerk)
        return [acts_for(row.kind.request, row.state, one) for row, one in zip(rows, gathered, strict=True)]

    return run


@benchmark(f"Mẫu 01: acts of {ROWS} rows decided, facts gathered at once")
def decide_on_all_rows() -> Callable[[], object]:
    return _gathered(ROWS)


@benchmark(f"Mẫu 01 of {ROWS} people: acts of {FEW} rows decided, facts gathered at once")
def decide_on_few_rows() -> Callable[[], object]:
    return _gathered(FEW)


@benchmark(f"Mẫu 01 of {ROWS} people: acts of {FEW} rows decided, facts gathered row by row")
def decide_row_by_row() -> Callable[[], object]:
    from datetime import UTC, datetime

    dossier, clerk = waiting_case()
    from requests_workflow.engine.decide import acts_for
    from requests_workflow.selectors.facts import facts_for

    rows = list(dossier.requests.select_related("dossier__managing_agency").order_by("position")[:FEW])

    def run() -> object:
        now = datetime.now(UTC)
        return [
            acts_for(row.kind.request, row.state, facts_for(dossier=dossier, by=clerk, now=now, request=row))
            for row in rows
        ]

    return run


def _answer(rows: Any) -> Any:
    from datetime import UTC, datetime

    from requests_workflow.services.act_input import ActInput, RowResult
    from requests_workflow.services.documents import Incoming

    results = tuple(RowResult(request_id=row.public_id, outcome="issued") for row in rows)
    now = datetime.now(UTC)
    paper = Incoming(data=b"%PDF-1.7\n%%EOF\n", name="tra-loi.pdf")
    return ActInput(
        number="218/CTSBMTT-DV",
        document_date=now.date(),
        legal_at=now,
        row_results=results,
        files={"proof_file": paper},
    )


@benchmark(f"provider's answer to {ROWS} people: perform()")
def perform_answer() -> Callable[[], object]:
    from datetime import UTC, datetime

    dossier, clerk = waiting_case()
    from requests_workflow.services.perform import perform

    rows = list(dossier.requests.order_by("position"))

    def run() -> None:
        perform(
            dossier_id=dossier.public_id,
            act="record_provider_answer",
            by=clerk,
            now=datetime.now(UTC),
            given=_answer(rows),
        )

    return rolled_back(run)


def _performance() -> Any:
    """What apply_row_results is given in the act, with results for all rows."""
    from datetime import UTC, datetime

    dossier, clerk = waiting_case()
    from requests_workflow.engine.decide import decide
    from requests_workflow.selectors.facts import facts_for
    from requests_workflow.services.performance import Performance, Prepared

    now = datetime.now(UTC)
    facts = facts_for(dossier=dossier, by=clerk, now=now)
    rows = list(dossier.requests.order_by("position"))
    return Performance(
        dossier=dossier,
        request=None,
        decision=decide(dossier.kind.dossier, "received", "record_provider_answer", facts),
        facts=facts,
        step=dossier.steps.latest("id"),
        given=_answer(rows),
        by=clerk,
        now=now,
        prepared=Prepared(),
    )


@benchmark(f"provider's answer to {ROWS} people: apply_row_results alone")
def apply_at_once() -> Callable[[], object]:
    performance = _performance()
    from requests_workflow.services.answers import apply_row_results

    return rolled_back(lambda: apply_row_results(performance))


@benchmark(f"provider's answer to {ROWS} people: apply_row_results row by row")
def apply_row_by_row() -> Callable[[], object]:
    performance = _performance()
    from dataclasses import replace

    from requests_workflow.services.answers import apply_row_results

    given = performance.given

    def run() -> None:
        for result in given.row_results:
            apply_row_results(replace(performance, given=replace(given, row_results=(result,))))

    return rolled_back(run)
