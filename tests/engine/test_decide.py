"""One answer for the button, the POST and the test."""

from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

import pytest

from directory.domain.roles import Role
from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.decide import acts_for, check_input, decide
from requests_workflow.regulations.instruments import LAI_CHAU_2025
from tests.engine.sample import CLAUSE, NEVER, NOT_TODAY, facts, procedure, transition

FINISH = transition("finish", "open", "done")


def codes(decision: object) -> list[str]:
    return [one.code for one in decision.refusals]  # type: ignore[attr-defined]


def test_an_act_of_ones_role_in_its_state_is_allowed() -> None:
    decision = decide(procedure(FINISH), "open", "finish", facts(Role.CLERK))
    assert decision.allowed
    assert decision.refusals == ()
    assert decision.clause == CLAUSE


def test_all_refusals_are_returned_not_the_first() -> None:
    blocked = procedure(transition("finish", "open", "done", guards=(NEVER, NOT_TODAY)))
    assert codes(decide(blocked, "done", "finish", facts(Role.AUDITOR))) == [
        "wrong_state",
        "wrong_role",
        "no_rows",
        "secret_document",
    ]


def test_an_unknown_act_or_state_is_an_error_of_the_caller() -> None:
    with pytest.raises(LookupError, match="no act 'fly'"):
        decide(procedure(FINISH), "open", "fly", facts(Role.CLERK))
    with pytest.raises(LookupError, match="no state 'air'"):
        decide(procedure(FINISH), "air", "finish", facts(Role.CLERK))
    with pytest.raises(LookupError, match="no state 'air'"):
        acts_for(procedure(FINISH), "air", facts(Role.CLERK))


def test_refused_acts_of_ones_role_are_shown_and_acts_of_others_are_not() -> None:
    table = procedure(
        transition("finish", "open", "done", guards=(NEVER,)),
        transition("stamp", "open", "done", roles=frozenset({Role.REGISTRY_CLERK})),
        transition("expire", "open", "done", roles=frozenset(), system=True),
    )
    shown = acts_for(table, "open", facts(Role.CLERK))
    assert [(one.transition.name, one.allowed) for one in shown] == [("finish", False)]


def test_an_act_that_does_not_exist_for_the_case_is_hidden_but_still_refused_when_posted() -> None:
    table = procedure(FINISH, transition("skip", "open", "done", applies=lambda _: False, applies_text="có bước đó"))
    assert [one.transition.name for one in acts_for(table, "open", facts(Role.CLERK))] == ["finish"]
    decision = decide(table, "open", "skip", facts(Role.CLERK))
    assert codes(decision) == ["not_applicable"]
    assert "có bước đó" in decision.refusals[0].text


def test_guards_of_an_act_that_does_not_exist_are_not_asked() -> None:
    skip = transition("skip", "open", "done", applies=lambda _: False, applies_text="có bước đó", guards=(NEVER,))
    assert codes(decide(procedure(FINISH, skip), "open", "skip", facts(Role.CLERK))) == ["not_applicable"]


def test_the_same_role_at_the_other_body_does_not_open_the_act() -> None:
    table = procedure(
        transition(
            "finish",
            "open",
            "done",
            roles=frozenset({Role.REGISTRY_CLERK}),
            at_recipient=frozenset({Role.REGISTRY_CLERK}),
        )
    )
    assert codes(decide(table, "open", "finish", facts(Role.REGISTRY_CLERK))) == ["wrong_role"]
    assert decide(table, "open", "finish", facts(recipient_roles=(Role.REGISTRY_CLERK,))).allowed


def test_department_roles_count_only_at_the_receiving_body() -> None:
    table = procedure(transition("finish", "open", "done", roles=frozenset({Role.DEPARTMENT_OFFICER})))
    assert codes(decide(table, "open", "finish", facts(Role.DEPARTMENT_OFFICER))) == ["wrong_role"]
    assert decide(table, "open", "finish", facts(recipient_roles=(Role.DEPARTMENT_OFFICER,))).allowed


def test_an_act_of_the_system_is_closed_to_people_and_the_other_way_round() -> None:
    table = procedure(FINISH, transition("expire", "open", "done", roles=frozenset(), system=True))
    assert codes(decide(table, "open", "expire", facts(*Role, recipient_roles=tuple(Role)))) == ["wrong_role"]
    assert decide(table, "open", "expire", facts(actor_id=None)).allowed
    assert codes(decide(table, "open", "finish", facts(Role.CLERK, actor_id=None))) == ["wrong_role"]


def test_a_local_clause_takes_the_place_of_the_national_one() -> None:
    local = Clause(LAI_CHAU_2025, "Điều 13")
    base = facts(Role.CLERK)
    at_home = replace(
        base, profile=replace(base.profile, local_clauses=MappingProxyType({"finish": local, "no_rows": local}))
    )
    decision = decide(
        procedure(transition("finish", "open", "done", guards=(NEVER, NOT_TODAY))), "open", "finish", at_home
    )
    assert decision.clause == local
    assert [one.clause for one in decision.refusals] == [local, CLAUSE]


def test_facts_refuse_a_naive_time() -> None:
    with pytest.raises(ValueError, match="aware"):
        replace(facts(Role.CLERK), now=datetime(2026, 11, 20))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"reason": "Thiếu dấu của cơ quan", "scan_file": object()}, []),
        ({"reason": "Thiếu dấu của cơ quan"}, ["missing_input"]),
        ({"reason": "   ", "scan_file": object()}, ["missing_input"]),
        ({"reason": "ngắn quá ", "scan_file": object()}, ["reason_too_short"]),
        ({}, ["missing_input", "missing_input"]),
        ({"reason", "scan_file"}, []),
        ({"scan_file"}, ["missing_input"]),
    ],
)
def test_an_act_says_which_input_it_misses(given: dict[str, object] | set[str], expected: list[str]) -> None:
    needy = transition("finish", "open", "done", needs=frozenset({"reason", "scan_file"}))
    assert [one.code for one in check_input(needy, given, facts(Role.CLERK))] == expected
