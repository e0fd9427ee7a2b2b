"""System acts on many rows of one dossier at once: two writes for 500 rows, each row with its own step."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from directory.ledger.services import record
from requests_workflow.engine.decide import decide
from requests_workflow.models import Request, Step
from requests_workflow.services.errors import Refused
from requests_workflow.services.performance import Performance


def perform_on_rows(*, performance: Performance, act: str, states: frozenset[str]) -> int:
    """Performs a system act on every row in one of `states`; returns how many. Raises Refused, with nothing written."""
    rows = list(performance.dossier.requests.select_for_update().filter(state__in=states).order_by("position"))
    return move_rows(performance=performance, act=act, rows=rows)


def move_rows(
    *, performance: Performance, act: str, rows: Sequence[Request], comments: Mapping[int, str] | None = None
) -> int:
    """Performs a system act on these rows, locked by the caller; `comments` maps a row's id to its own reason.

    Rows may belong to another dossier than the act (a notice closes the rows that it gives notice of); their steps are
    of their own dossier. Returns how many; raises Refused, with nothing written.
    """
    facts = replace(performance.facts, actor_id=None)
    steps = []
    for row in rows:
        decision = decide(row.kind.request, row.state, act, facts)
        if not decision.allowed:
            raise Refused(decision.refusals)
        steps.append(
            Step(
                dossier_id=row.dossier_id,
                request=row,
                transition=act,
                label=decision.transition.label,
                source=row.state,
                target=decision.transition.target,
                by=None,
                at=performance.now,
                legal_at=performance.given.legal_at,
                comment=(comments or {}).get(row.pk, ""),
                clause=decision.clause.cite(),
            )
        )
        row.state = decision.transition.target
    written = Step.objects.bulk_create(steps)
    Request.objects.bulk_update(rows, ["state"])
    if written:
        dossier = performance.dossier
        record(
            action=f"{rows[0].procedure}.rows.{act}",
            object_type="dossier",
            object_id=str(dossier.public_id),
            by=None,
            at=performance.now,
            payload={"dossier": dossier.code, "target": written[0].target, "steps": [step.pk for step in written]},
        )
    return len(written)
