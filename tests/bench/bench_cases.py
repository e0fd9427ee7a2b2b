"""Deciding and performing over many rows, beside the ways that gather facts row by row or decide nothing at all."""

from collections.abc import Callable
from functools import cache
from typing import Any

from tests.bench.registry import benchmark
from tests.bench.server import province, ready

ROWS = 500
FEW = 10


@cache
def received_case() -> Any:
    """(dossier, its officer): 500 devices, received by the department, every check line settled."""
    ready()
    from datetime import UTC, datetime

    from django.db import transaction

    from requests_workflow.models import CheckOverride, Dossier, Request, Step
    from requests_workflow.selectors.checks import check_lines
    from tests import world
    from tokens.models import Token

    people = province()
    now = datetime.now(UTC)
    with transaction.atomic():
        dossier = world.make_dossier(people.commune, by=people.clerk)
        for number in range(ROWS):
            person = world.make_person(f"Người {number}", agency=people.commune)
            subscriber = world.make_subscriber(person)
            certificate = world.make_certificate(subscriber)
            token = world.make_token(
                f"BENCH-{number}",
                subscriber=subscriber,
                holder=person,
                certificate=certificate,
                state=Token.State.LOCKED,
            )
            Request.objects.create(
                dossier=dossier,
                position=number + 1,
                procedure="token_recovery",
                state="pending",
                token=token,
                subscriber=subscriber,
                certificate=certificate,
                printed={"token_serial": token.serial_number},
            )
        Dossier.objects.filter(pk=dossier.pk).update(
            state="received",
            recipient=people.officer.memberships.get().agency,
            recipient_function="delegated_department",
            channel="qlvb",
            sent_at=now,
            first_received_at=now,
            valid_received_at=now,
            due_at=now,
        )
        Step.objects.create(
            dossier=dossier, transition="bench", label="–", source="draft", target="received", at=now, clause="–"
        )
        dossier = Dossier.objects.select_related("managing_agency", "recipient").get(pk=dossier.pk)
        for one in check_lines(dossier=dossier, now=now):
            if not one.settled:
                CheckOverride.objects.create(
                    dossier=dossier, check_code=one.line.code, reason="Phép đo", by=people.officer, at=now
                )
    return dossier, people.officer


def rolled_back(work: Callable[[], object]) -> Callable[[], object]:
    """The work in a transaction that leaves no trace, deferred triggers included."""
    from django.db import connection, transaction

    def run() -> None:
        with transaction.atomic():
            work()
            connection.check_constraints()
            transaction.set_rollback(True)

    return run


@benchmark(f"accept {ROWS} rows: perform()")
def perform_accept() -> Callable[[], object]:
    from datetime import UTC, datetime

    dossier, officer = received_case()
    from requests_workflow.services.perform import perform

    return rolled_back(lambda: perform(dossier_id=dossier.public_id, act="accept", by=officer, now=datetime.now(UTC)))


@benchmark(f"accept {ROWS} rows: bare saves, no rules, no ledger")
def bare_accept() -> Callable[[], object]:
    from datetime import UTC, datetime

    dossier, officer = received_case()
    from requests_workflow.models import Step

    def run() -> None:
        for row in dossier.requests.order_by("position"):
            row.state = "accepted"
            row.save(update_fields=["state"])
            Step.objects.create(
                dossier=dossier,
                request=row,
                transition="accept",
                label="–",
                source="pending",
                target="accepted",
                by=officer,
                at=datetime.now(UTC),
                clause="–",
            )

    return rolled_back(run)


def _rows(count: int) -> Any:
    dossier, officer = received_case()
    rows = dossier.requests.select_related("token", "subscriber__person__account").order_by("position")[:count]
    return dossier, officer, list(rows)


@benchmark(f"decide() on {FEW} rows: facts gathered at once")
def decide_at_once() -> Callable[[], object]:
    from datetime import UTC, datetime

    dossier, officer, rows = _rows(FEW)
    from requests_workflow.engine.decide import acts_for
    from requests_workflow.procedures.token_recovery import REQUEST
    from requests_workflow.selectors.facts import facts_for, facts_of_rows

    def run() -> object:
        facts = facts_for(dossier=dossier, by=officer, now=datetime.now(UTC))
        gathered = facts_of_rows(facts=facts, rows=rows, by=officer)
        return [acts_for(REQUEST, row.state, one) for row, one in zip(rows, gathered, strict=True)]

    return run


@benchmark(f"decide() on {FEW} rows: facts gathered row by row")
def decide_row_by_row() -> Callable[[], object]:
    from datetime import UTC, datetime

    dossier, officer, rows = _rows(FEW)
    from requests_workflow.engine.decide import acts_for
    from requests_workflow.procedures.token_recovery import REQUEST
    from requests_workflow.selectors.facts import facts_for

    def run() -> object:
        now = datetime.now(UTC)
        return [
            acts_for(REQUEST, row.state, facts_for(dossier=dossier, by=officer, now=now, request=row)) for row in rows
        ]

    return run
