"""Somebody has the next move in every state of every procedure, or the state is said here to need nobody."""

import pytest

from directory.domain.roles import Role
from requests_workflow.engine.decide import acts_for
from requests_workflow.procedures.next_steps import RECORDERS
from requests_workflow.procedures.registry import ANSWERED_BY_PROVIDER, ISSUES, KINDS, ProcedureKind
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER
from tests.property.deciding import facts_of
from tests.property.legal_matrix.individual_issue import row as law
from tests.property.legal_matrix.token_recovery.row import NINH_BINH

# States that a dossier on this route never has: only a department receives, sends on and writes refusals.
NOT_ON_ROUTE = {
    ("token_recovery", PROVIDER): {"refusal_drafted", "refusal_signed", "refusal_numbered"},
    **{(code, PROVIDER): {"at_department", "forwarded"} for code in ANSWERED_BY_PROVIDER},
}
# After the answer only the rows have acts: a certificate is installed, a device goes back by a paper of its own.
BY_ROWS_ALONE = {(code, "answered") for code in ANSWERED_BY_PROVIDER - ISSUES}


def movers(kind: ProcedureKind, route: str, state: str) -> set[tuple[str, Role]]:
    """(body, role) of those in whose work list the state is, on that route; no sign-in of the provider is counted."""
    steps = kind.next_steps
    found = {("sender", role) for role in steps.at_agency.get(state, ())}
    if route == PROVIDER and state in steps.recorded:
        found |= {("sender", role) for role in RECORDERS}
    if route == DELEGATED_DEPARTMENT:
        found |= {("recipient", role) for role in steps.at_department.get(state, ())}
    return found


@pytest.mark.parametrize("route", [PROVIDER, DELEGATED_DEPARTMENT])
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_in_every_state_somebody_other_than_the_provider_has_the_next_move(kind: ProcedureKind, route: str) -> None:
    left_alone = {state for state in kind.dossier.states if not movers(kind, route, state)}
    assert left_alone - NOT_ON_ROUTE.get((kind.code, route), set()) == kind.dossier.final


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_every_next_move_has_words_and_no_word_is_left_over(kind: ProcedureKind) -> None:
    steps = kind.next_steps
    going_on = set(kind.dossier.states) - kind.dossier.final
    assert set(steps.actions) == going_on
    assert set(steps.recorded_actions) == set(steps.recorded) <= going_on
    for table in (steps.at_agency, steps.at_department, steps.at_provider):
        assert set(table) <= going_on
        assert all(table.values())


@pytest.mark.parametrize("overlay", [law.LAI_CHAU, law.VINH_LONG, NINH_BINH])
@pytest.mark.parametrize("code", sorted(ANSWERED_BY_PROVIDER))
def test_whoever_is_asked_for_the_next_move_of_a_request_has_an_act_for_it(code: str, overlay: str) -> None:
    kind = KINDS[code]
    route = DELEGATED_DEPARTMENT if overlay == law.VINH_LONG else PROVIDER
    # Where the number comes after the signature, nobody waits for it before.
    absent = NOT_ON_ROUTE.get((code, route), set()) | (set() if overlay == NINH_BINH else {"awaiting_number"})
    for state in set(kind.dossier.states) - kind.dossier.final - absent:
        if (code, state) in BY_ROWS_ALONE:
            continue
        for body, role in movers(kind, route, state):
            # All rows answered: devices come, or rows go on one by one.
            given = {"rows_awaiting_device": 1} if state == "answered" else {}
            facts = facts_of(code=code, role=role.value, body=body, overlay=overlay, given=given)
            acts = [one.transition.name for one in acts_for(kind.dossier, state, facts) if one.allowed]
            # An act by which the case moves on, not a way to take it back.
            assert set(acts) - {"withdraw", "recall", "return_to_drafter"}, (state, role)


@pytest.mark.parametrize("code", sorted(ANSWERED_BY_PROVIDER))
def test_a_state_that_only_waits_for_rows_ends_by_itself(code: str) -> None:
    for name in ("complete_answer", "await_supplement", "close"):
        assert all(one.system for one in KINDS[code].dossier.transitions if one.name == name)
