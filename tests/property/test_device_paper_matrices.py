"""Mẫu 08 and 09 against the hand-written legal matrix: the law that they share with Mẫu 07, and their own."""

from collections.abc import Mapping
from typing import Any

import pytest

from requests_workflow.engine.decide import acts_for, check_input, decide
from requests_workflow.procedures.registry import KINDS
from tests.property.deciding import Acts, clauses_of, differences, facts_of, guards_of, refusals, refused_in, unlike
from tests.property.legal_matrix import device_papers, grounds, same_law
from tests.property.legal_matrix.handover_notice import ordinary
from tests.property.legal_matrix.individual_issue import ordinary as requests
from tests.property.legal_matrix.token_recovery.row import LAI_CHAU, Row
from tests.property.test_token_recovery_matrix import ACTORS

OWN: Mapping[str, tuple[Row, ...]] = {
    "device_return": device_papers.RETURN_ROWS,
    "device_loss": device_papers.LOSS_ROWS,
}
AFTER_SENDING: Mapping[str, Acts] = {
    "device_return": ordinary.ORDINARY | device_papers.AFTER_SENDING,
    "device_loss": ordinary.ORDINARY | device_papers.DRAFT_OF_A_LOSS,
}


@pytest.mark.parametrize("code", OWN)
def test_the_product_decides_as_the_law_does(code: str) -> None:
    rows = same_law.shared_rows(code) + OWN[code]
    wrong = {(row.act, row.law): found for row in rows if (found := refusals(code=code, row=row)) != row.refused}
    assert wrong == {}


@pytest.mark.parametrize("code", OWN)
def test_in_each_state_each_role_may_do_what_the_law_gives_it_and_nothing_else(code: str) -> None:
    table, expected = KINDS[code].dossier, AFTER_SENDING[code]
    assert set(expected) == set(table.states)
    both, alone = {"has_unit_head_step": False, "has_format_step": False}, {"has_unit_head_step": False}
    by_hand = {"signer_certificate_in_force": False, "seal_token_locked": True}
    situations: tuple[tuple[Acts, dict[str, Any]], ...] = (
        (expected, {}),
        (_drafted(expected, "submit_to_format_check"), alone),
        ({**_drafted(expected, "submit_to_leader"), **requests.NO_FORMAT_CHECK}, both),
        ({**expected, **requests.ON_PAPER}, by_hand),
    )
    for acts, given in situations:
        assert differences(code=code, table=table, expected=(acts,), overlay=LAI_CHAU, given=given) == []
    for overlay in ("vinh_long_2020", None):
        assert differences(code=code, table=table, expected=(expected,), overlay=overlay, given={}) == []


def _drafted(acts: Acts, way: str) -> dict[str, Mapping[str, set[str]]]:
    """The same where a draft goes on by another of the three ways to submit."""
    draft = {role: may - {"submit_to_unit_head"} | {way} for role, may in acts["draft"].items()}
    return {**acts, "draft": draft}


@pytest.mark.parametrize("code", OWN)
def test_a_row_goes_with_its_paper_and_nobody_moves_it_alone(code: str) -> None:
    table = KINDS[code].request
    for role in ACTORS:
        for body in ("sender", "recipient"):
            facts = facts_of(code=code, role=role, body=body, overlay=LAI_CHAU, given={})
            for state in table.states:
                assert acts_for(table, state, facts) == ()
                assert not any(decide(table, state, one.name, facts).allowed for one in table.transitions)


@pytest.mark.parametrize("code", OWN)
def test_each_act_stands_under_its_article_and_is_the_same_wherever_it_starts(code: str) -> None:
    kind = KINDS[code]
    dossier, row = grounds.grounds_of(code)
    assert clauses_of(kind.dossier) == dossier
    assert clauses_of(kind.request) == row
    assert unlike(kind.dossier) == {"return_to_drafter": {"guards", "roles"}, "assign_number": {"guards"}}


@pytest.mark.parametrize("code", OWN)
def test_an_act_is_refused_without_what_it_must_bring(code: str) -> None:
    facts = facts_of(code=code, role="clerk", body="sender", overlay=None, given={})
    signed = {"sign": {"signed_document"}, "seal": {"signed_document"}}
    needed = ordinary.BROUGHT | signed | device_papers.BROUGHT
    for one in (*KINDS[code].dossier.transitions, *KINDS[code].request.transitions):
        # A row is thrown away with its paper, and the paper's act has said why.
        needs = needed.get(one.name, set()) if not one.system else set()
        assert (one.name, set(one.needs)) == (one.name, needs)
        assert {refusal.code for refusal in check_input(one, {}, facts)} == ({"missing_input"} if needs else set())


def test_a_return_ends_with_the_providers_receipt_and_a_loss_with_its_sending() -> None:
    """Tân Uyên mục 6: Mẫu số 08 has two sides, Mẫu số 09 goes to the provider at once."""
    found = {
        code: {one.name: (one.target in kind.dossier.final, one.effects) for one in kind.dossier.transitions}
        for code, kind in KINDS.items()
        if code in OWN
    }
    ended, effects = found["device_return"]["send"]
    assert (ended, "send_devices_back" in effects, "take_devices_back" in effects) == (False, True, False)
    ended, effects = found["device_return"]["record_return_receipt"]
    assert (ended, "take_devices_back" in effects) == (True, True)
    ended, effects = found["device_loss"]["send"]
    assert (ended, "settle_lost_devices" in effects) == (True, True)
    # The five working days are the device's, not the paper's: no clock starts with a paper.
    assert not [one for code in OWN for one in KINDS[code].dossier.transitions if one.deadline]


@pytest.mark.parametrize("code", OWN)
def test_the_matrix_speaks_of_every_act_and_of_every_guard(code: str) -> None:
    kind, rows = KINDS[code], same_law.shared_rows(code) + OWN[code]
    of_roles = {act for roles in AFTER_SENDING[code].values() for acts in roles.values() for act in acts}
    spoken = of_roles | {row.act for row in rows if row.procedure == kind.dossier.code}
    assert {one.name for one in kind.dossier.transitions} == spoken
    assert {one.name for one in kind.request.transitions} == {
        row.act for row in rows if row.procedure == kind.request.code
    }
    assert guards_of(kind.dossier, kind.request) - refused_in(rows) == set()
