"""The procedures of Mẫu 07 against the hand-written legal matrix."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from directory.domain.roles import Role
from requests_workflow.engine.decide import acts_for, check_input, decide
from requests_workflow.engine.transition import RECEIVING_ROLES
from requests_workflow.procedures.handover_notice import DOSSIER, REQUEST, HandoverNoticeFacts
from requests_workflow.procedures.registry import procedure
from requests_workflow.regulations.registry import profile_for
from tests.property.legal_matrix.handover_notice import DOSSIER_ROWS, REQUEST_ROWS, ordinary
from tests.property.legal_matrix.handover_notice.row import Row
from tests.property.legal_matrix.token_recovery import row as law
from tests.property.test_token_recovery_matrix import ACTORS

ORDINARY_CASE: dict[str, Any] = {
    "has_unit_head_step": True,
    "has_format_step": True,
    "row_count": 3,
    "rows_complete": True,
    "agency_can_submit": True,
    "drafter_id": law.CLERK,
    "signer_id": law.LEADER,
    "signer_certificate_in_force": True,
    "open_rows": 3,
}


def facts_of(*, role: str, body: str, overlay: str | None, given: dict[str, Any]) -> HandoverNoticeFacts:
    held = frozenset() if role == "system" else frozenset({Role(role)})
    on = date(2024, 11, 22) if overlay in law.ENDED else date(2026, 11, 20)
    return HandoverNoticeFacts(
        actor_id=ACTORS.get(role),
        roles=held if body == "sender" else frozenset(),
        recipient_roles=held if body == "recipient" else frozenset(),
        now=datetime(2026, 11, 20, 2, tzinfo=UTC),
        profile=profile_for(overlay=overlay, on=on),
        **ORDINARY_CASE | given,
    )


@pytest.mark.parametrize("row", DOSSIER_ROWS + REQUEST_ROWS, ids=lambda row: f"{row.act}: {row.law}")
def test_the_product_decides_as_the_law_does(row: Row) -> None:
    facts = facts_of(role=row.role, body=row.body, overlay=row.overlay, given=row.given)
    decision = decide(procedure(row.procedure), row.state, row.act, facts)
    found = {one.code: (one.clause.instrument, one.clause.locator) if one.clause else None for one in decision.refusals}
    assert found == row.refused
    assert decision.allowed is (not row.refused)


@pytest.mark.parametrize("overlay", [law.LAI_CHAU, "vinh_long_2020", None])
@pytest.mark.parametrize("body", ["sender", "recipient"])
@pytest.mark.parametrize("role", ACTORS)
def test_in_each_state_each_role_may_do_what_the_law_gives_it_and_nothing_else(
    role: str, body: str, overlay: str | None
) -> None:
    facts = facts_of(role=role, body=body, overlay=overlay, given={})
    every = {one.name for one in DOSSIER.transitions}
    for state in DOSSIER.states:
        at_the_right_body = (Role(role) in RECEIVING_ROLES) == (body == "recipient")
        expected = ordinary.ORDINARY[state].get(role, set()) if at_the_right_body else set()
        shown = {one.transition.name for one in acts_for(DOSSIER, state, facts) if one.allowed}
        assert (state, shown) == (state, expected)
        assert (state, {name for name in every if decide(DOSSIER, state, name, facts).allowed}) == (state, expected)


@pytest.mark.parametrize("role", ACTORS)
@pytest.mark.parametrize("state", REQUEST.states)
def test_a_row_of_a_notice_has_no_acts_of_its_own(state: str, role: str) -> None:
    for body in ("sender", "recipient"):
        facts = facts_of(role=role, body=body, overlay=law.LAI_CHAU, given={})
        assert acts_for(REQUEST, state, facts) == ()
        assert not any(decide(REQUEST, state, one.name, facts).allowed for one in REQUEST.transitions)


def test_an_act_is_refused_without_what_it_must_bring() -> None:
    facts = facts_of(role="clerk", body="sender", overlay=None, given={})
    for name, needs in ordinary.BROUGHT.items():
        for one in (t for t in DOSSIER.transitions if t.name == name):
            assert (name, set(one.needs)) == (name, needs)
            assert {refusal.code for refusal in check_input(one, {}, facts)} == {"missing_input"}


def test_sending_ends_the_rows_and_nobody_has_to_answer() -> None:
    (send,) = (one for one in DOSSIER.transitions if one.name == "send")
    assert (send.target in DOSSIER.final, "close_noticed_rows" in send.effects) == (True, True)
    assert [one.name for one in DOSSIER.transitions if one.deadline] == []


def test_the_matrix_speaks_of_every_act_and_of_every_guard() -> None:
    spoken = {row.act for row in DOSSIER_ROWS} | {
        act for roles in ordinary.ORDINARY.values() for acts in roles.values() for act in acts
    }
    assert {one.name for one in DOSSIER.transitions} == spoken
    assert {one.name for one in REQUEST.transitions} == {row.act for row in REQUEST_ROWS}
    guards = {(t.name, g.code) for t in DOSSIER.transitions for g in t.guards}  # type: ignore[attr-defined]
    refused = {(row.act, code) for row in DOSSIER_ROWS for code in row.refused}
    # The three ways to submit share one tuple of guards; it is refused guard by guard under the first.
    alike = {
        (name, code)
        for act, code in refused
        if act == "submit_to_unit_head"
        for name in ("submit_to_format_check", "submit_to_leader")
    }
    assert guards - refused - alike == set()
