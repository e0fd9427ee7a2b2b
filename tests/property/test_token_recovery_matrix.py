"""The procedures of Mẫu 06 against the hand-written legal matrix."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from directory.domain.roles import Role
from requests_workflow.engine.decide import acts_for, decide
from requests_workflow.engine.transition import RECEIVING_ROLES
from requests_workflow.procedures.registry import procedure
from requests_workflow.procedures.token_recovery import DOSSIER, TokenRecoveryFacts
from requests_workflow.regulations.registry import profile_for
from tests.property.legal_matrix.token_recovery import DOSSIER_ROWS, REQUEST_ROWS
from tests.property.legal_matrix.token_recovery import row as law
from tests.property.legal_matrix.token_recovery.ordinary import ORDINARY

ACTORS = {
    "subscriber": law.SUBSCRIBER,
    "clerk": law.CLERK,
    "contact_officer": law.CONTACT,
    "unit_head": law.UNIT_HEAD,
    "format_checker": law.CHECKER,
    "agency_leader": law.LEADER,
    "registry_clerk": law.REGISTRY,
    "department_officer": law.OFFICER,
    "department_leader": law.DEPARTMENT_LEADER,
    "provider_officer": law.PROVIDER_OFFICER,
    "report_manager": 20,
    "auditor": 21,
    "administrator": 22,
}
ORDINARY_CASE: dict[str, Any] = {
    "has_unit_head_step": True,
    "has_format_step": True,
    "row_count": 3,
    "rows_complete": True,
    "single_recipient": True,
    "agency_can_submit": True,
    "drafter_id": law.CLERK,
    "signer_id": law.LEADER,
    "signer_certificate_in_force": True,
    "open_rows": 3,
    "refusal_proposer_id": law.OFFICER,
    "subscriber_id": law.SUBSCRIBER,
}


def facts_of(*, role: str, body: str, overlay: str | None, given: dict[str, Any]) -> TokenRecoveryFacts:
    held = frozenset() if role == "system" else frozenset({Role(role)})
    on = date(2024, 11, 22) if overlay in law.ENDED else date(2026, 11, 20)
    return TokenRecoveryFacts(
        actor_id=ACTORS.get(role),
        roles=held if body == "sender" else frozenset(),
        recipient_roles=held if body == "recipient" else frozenset(),
        now=datetime(2026, 11, 20, 2, tzinfo=UTC),
        profile=profile_for(overlay=overlay, on=on),
        **ORDINARY_CASE | given,
    )


@pytest.mark.parametrize("row", DOSSIER_ROWS + REQUEST_ROWS, ids=lambda row: f"{row.act}: {row.law}")
def test_the_product_decides_as_the_law_does(row: law.Row) -> None:
    facts = facts_of(role=row.role, body=row.body, overlay=row.overlay, given=row.given)
    decision = decide(procedure(row.procedure), row.state, row.act, facts)
    found = {one.code: (one.clause.instrument, one.clause.locator) if one.clause else None for one in decision.refusals}
    assert found == row.refused
    assert decision.allowed is (not row.refused)


@pytest.mark.parametrize("state", DOSSIER.states)
@pytest.mark.parametrize("body", ["sender", "recipient"])
@pytest.mark.parametrize("role", ACTORS)
def test_in_an_ordinary_case_each_role_may_do_what_the_law_gives_it_and_nothing_else(
    state: str, role: str, body: str
) -> None:
    facts = facts_of(role=role, body=body, overlay=law.LAI_CHAU, given={})
    expected: set[str] = set()
    if (Role(role) in RECEIVING_ROLES) == (body == "recipient"):
        expected = ORDINARY[state].get(role, set())
    if body == "recipient":
        expected = expected | ORDINARY[state].get(f"{role}@recipient", set())
    shown = acts_for(DOSSIER, state, facts)
    assert {one.transition.name for one in shown if one.allowed} == expected
    every = {one.name for one in DOSSIER.transitions}
    assert {name for name in every if decide(DOSSIER, state, name, facts).allowed} == expected


def test_the_matrix_speaks_of_every_act_of_the_dossier_that_a_person_performs_on_the_product() -> None:
    spoken = {row.act for row in DOSSIER_ROWS} | {
        act for roles in ORDINARY.values() for acts in roles.values() for act in acts
    }
    silent = {one.name for one in DOSSIER.transitions} - spoken
    # Bookkeeping for bodies and offices that do not use the product: covered by test_paths.
    assert silent == {
        "record_provider_supplement_request",
        "record_provider_acceptance",
        "record_supplement",
        "record_withdrawal",
    }
