"""The one answer to "may this person do this now?", for the button, the POST, the bulk action, the API and the test."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from requests_workflow.engine.clauses import Clause, Refusal
from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Facts, Transition
from requests_workflow.engine.vocabulary import NEEDS


@dataclass(frozen=True)
class Decision:
    """The verdict on one act. `refusals` is empty exactly when the act is allowed; `clause` is the act's own ground."""

    allowed: bool
    transition: Transition
    refusals: tuple[Refusal, ...]
    clause: Clause


def decide(procedure: Procedure, state: str, name: str, facts: Facts) -> Decision:
    """Decide on the act `name` for a case in `state`; pure, and all refusals are returned, not the first one.

    A wrong state (`wrong_state`), another's act (`wrong_role`) and an act that does not exist for the case
    (`not_applicable`) are refusals like any other. Raises LookupError for an unknown state or act.
    """
    if state not in procedure.states:
        raise LookupError(f"{procedure.code} has no state {state!r}")
    found = procedure.find(name=name, state=state)
    if found.source != state:
        # The case has moved on: the answer speaks of the act as this person has it, from whatever state.
        named = (one for one in procedure.transitions if one.name == name)
        found = next((one for one in named if one.is_role_of(facts) and one.exists_for(facts)), found)
    return _decision(procedure, state, found, facts)


def acts_for(procedure: Procedure, state: str, facts: Facts) -> tuple[Decision, ...]:
    """The action bar: acts out of `state` of the actor's own roles that exist for the case, refused ones too."""
    return tuple(
        _decision(procedure, state, one, facts)
        for one in procedure.leaving(state)
        if not one.system and one.is_role_of(facts) and one.exists_for(facts)
    )


# What need not be typed where the product itself keeps the register of documents: its own clock and file are the proof.
KEPT_BY_REGISTER = frozenset({"legal_time", "proof_file", "number_and_date", "channel"})


def needs_of(transition: Transition, facts: Facts) -> frozenset[str]:
    """What the act must bring under the profile: all its needs, less what the product's own register knows."""
    if facts.profile.product_keeps_register.value and transition.register_act:
        return transition.needs - KEPT_BY_REGISTER
    return transition.needs


def check_input(
    transition: Transition, given: Mapping[str, object] | Collection[str], facts: Facts
) -> tuple[Refusal, ...]:
    """Refusals for what the act needs and `given` (need -> value, or the bare names) does not bring.

    A reason given as text must have the profile's least length in characters, blanks at the ends not counted.
    """
    refusals = []
    for need in sorted(needs_of(transition, facts)):
        value = given.get(need) if isinstance(given, Mapping) else (need in given or None)
        if value is None or value == "" or (isinstance(value, str) and not value.strip()):
            refusals.append(Refusal("missing_input", transition.clause, (("need", NEEDS[need]),)))
        elif need == "reason" and isinstance(value, str):
            least = facts.profile.reason_min_length
            if len(value.strip()) < least.value:
                refusals.append(Refusal("reason_too_short", least.clause, (("least", str(least.value)),)))
    return tuple(refusals)


def _decision(procedure: Procedure, state: str, transition: Transition, facts: Facts) -> Decision:
    clause = facts.profile.local_clauses.get(transition.name, transition.clause)
    refusals = []
    if transition.source != state:
        words = (("act", transition.label), ("state", procedure.label(state)))
        refusals.append(Refusal("wrong_state", clause, words))
    if not transition.is_role_of(facts):
        who = ", ".join(sorted(role.label for role in transition.roles)) or "hệ thống"
        refusals.append(Refusal("wrong_role", clause, (("act", transition.label), ("roles", who))))
    if transition.exists_for(facts):
        found = (guard(facts) for guard in transition.guards)
        local = facts.profile.local_clauses
        refusals += [replace(one, clause=local.get(one.code, one.clause)) for one in found if one is not None]
    else:
        refusals.append(
            Refusal("not_applicable", clause, (("act", transition.label), ("when", transition.applies_text)))
        )
    return Decision(not refusals, transition, tuple(refusals), clause)
