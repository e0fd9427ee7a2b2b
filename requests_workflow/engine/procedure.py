"""A procedure: named states and the transitions between them, refused at import when it is not sound."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from requests_workflow.engine.texts import TEXTS
from requests_workflow.engine.transition import Rule, Transition
from requests_workflow.engine.vocabulary import EFFECTS, NEEDS
from requests_workflow.regulations.profile import Profile


class UnsoundProcedure(ValueError):
    """The table has a hole; the message lists every defect found."""


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """The whole table of one kind of case. `states` maps state code to its Vietnamese label.

    Raises UnsoundProcedure when two transitions share name and source, a state is unknown or cannot be reached, a state
    cannot lead to an end, something leaves a final state, or a need, effect, refusal code or parameter is not known.
    """

    code: str
    title: str
    initial: str
    final: frozenset[str]
    states: Mapping[str, str]
    transitions: tuple[Transition, ...]

    def __post_init__(self) -> None:
        defects = list(_defects(self))
        if defects:
            raise UnsoundProcedure(f"{self.code}: " + "; ".join(defects))

    def leaving(self, state: str) -> tuple[Transition, ...]:
        """Transitions out of `state`, in table order. Raises LookupError for a state that is not in the table."""
        if state not in self.states:
            raise LookupError(f"{self.code} has no state {state!r}")
        return tuple(one for one in self.transitions if one.source == state)

    def find(self, *, name: str, state: str) -> Transition:
        """The act `name` out of `state`, else the first act of that name. Raises LookupError for an unknown name."""
        named = [one for one in self.transitions if one.name == name]
        if not named:
            raise LookupError(f"{self.code} has no act {name!r}")
        return next((one for one in named if one.source == state), named[0])

    def label(self, state: str) -> str:
        """The Vietnamese name of a state."""
        return self.states[state]


def _defects(procedure: Procedure) -> Iterable[str]:
    states, transitions = set(procedure.states), procedure.transitions
    named = {procedure.initial, *procedure.final, *(s for one in transitions for s in (one.source, one.target))}
    yield from (f"unknown state {state}" for state in sorted(named - states))
    twice = Counter((one.name, one.source) for one in transitions)
    yield from (f"ambiguous: {name} from {source} twice" for (name, source), count in twice.items() if count > 1)
    yield from (
        f"exit from final state {one.source}: {one.name}" for one in transitions if one.source in procedure.final
    )
    forward = _closure({procedure.initial}, [(one.source, one.target) for one in transitions])
    yield from (f"unreachable state {state}" for state in sorted(states - forward))
    backward = _closure(set(procedure.final), [(one.target, one.source) for one in transitions])
    yield from (f"dead end {state}" for state in sorted(states - backward))
    for one in transitions:
        yield from (f"{one.name}: unknown effect {name}" for name in one.effects if name not in EFFECTS)
        yield from (f"{one.name}: unknown need {name}" for name in sorted(one.needs) if name not in NEEDS)
        rules = [guard for guard in one.guards if isinstance(guard, Rule)]
        yield from (f"{one.name}: refusal {rule.code} has no sentence" for rule in rules if rule.code not in TEXTS)
        if one.deadline and one.deadline.parameter not in Profile.parameters():
            yield f"{one.name}: unknown deadline parameter {one.deadline.parameter}"


def _closure(start: set[str], edges: list[tuple[str, str]]) -> set[str]:
    """Every state that can be reached from `start` along `edges`."""
    reached, frontier = set(start), set(start)
    while frontier:
        frontier = {target for source, target in edges if source in frontier} - reached
        reached |= frontier
    return reached
