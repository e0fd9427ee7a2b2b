"""The system's own acts on a dossier: it moves on and closes by itself, within the act that allows it."""

from collections.abc import Callable, Mapping

from requests_workflow.engine.decide import decide
from requests_workflow.models import Dossier
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.performance import Performance, write_step


def advance(*, performance: Performance, effects: Mapping[str, Callable[[Performance], None]]) -> None:
    """Performs every system act that the dossier's state and rows allow, one after the other, with its effects.

    Each bears the legal time of the act that allows it: a letter written down late still counts from its own day. The
    caller holds the lock on the dossier and saves it.
    """
    dossier = performance.dossier
    while (following := _next(performance=performance, dossier=dossier)) is not None:
        for name in following.decision.transition.effects:
            effects[name](following)


def _next(*, performance: Performance, dossier: Dossier) -> Performance | None:
    """The next system act, with its step written; None where the state or the rows allow none."""
    facts = facts_for(dossier=dossier, by=None, now=performance.now)
    given = ActInput(legal_at=performance.given.legal_at)
    for transition in dossier.kind.dossier.leaving(dossier.state):
        if not transition.system:
            continue
        decision = decide(dossier.kind.dossier, dossier.state, transition.name, facts)
        if decision.allowed:
            step = write_step(
                dossier=dossier,
                request=None,
                decision=decision,
                facts=facts,
                given=given,
                by=None,
                now=performance.now,
            )
            return Performance(
                dossier=dossier,
                request=None,
                decision=decision,
                facts=facts,
                step=step,
                given=given,
                by=None,
                now=performance.now,
                prepared=performance.prepared,
            )
    return None
