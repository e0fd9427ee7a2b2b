"""System acts on many rows of one dossier at once: two writes for 500 rows, each row with its own step."""

from dataclasses import replace

from directory.ledger.services import record
from requests_workflow.engine.decide import decide
from requests_workflow.models import Request, Step
from requests_workflow.procedures.token_recovery import REQUEST
from requests_workflow.services.errors import Refused
from requests_workflow.services.performance import Performance


def perform_on_rows(*, performance: Performance, act: str, states: frozenset[str]) -> int:
    """Performs a system act on every row in one of `states`; returns how many. Raises Refused, with nothing written."""
    facts = replace(performance.facts, actor_id=None)
    rows = list(performance.dossier.requests.select_for_update().filter(state__in=states).order_by("position"))
    steps = []
    for row in rows:
        decision = decide(REQUEST, row.state, act, facts)
        if not decision.allowed:
            raise Refused(decision.refusals)
        steps.append(
            Step(
                dossier=performance.dossier,
                request=row,
                transition=act,
                label=decision.transition.label,
                source=row.state,
                target=decision.transition.target,
                by=None,
                at=performance.now,
                legal_at=performance.given.legal_at,
                clause=decision.clause.cite(),
            )
        )
        row.state = decision.transition.target
    written = Step.objects.bulk_create(steps)
    Request.objects.bulk_update(rows, ["state"])
    if written:
        dossier = performance.dossier
        record(
            action=f"{dossier.procedure}.rows.{act}",
            object_type="dossier",
            object_id=str(dossier.public_id),
            by=None,
            at=performance.now,
            payload={"dossier": dossier.code, "target": written[0].target, "steps": [step.pk for step in written]},
        )
    return len(rows)
