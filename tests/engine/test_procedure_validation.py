"""A procedure with a hole does not import."""

import pytest

from requests_workflow.engine.clauses import Clause, Refusal
from requests_workflow.engine.procedure import UnsoundProcedure
from requests_workflow.engine.transition import Deadline, Rule
from tests.engine.sample import CLAUSE, procedure, transition

FINISH = transition("finish", "open", "done")


def test_a_sound_procedure_is_accepted_and_knows_what_leaves_a_state() -> None:
    sound = procedure(FINISH)
    assert [one.name for one in sound.leaving("open")] == ["finish"]
    assert sound.leaving("done") == ()


def test_two_acts_of_one_name_from_one_state_are_ambiguous() -> None:
    with pytest.raises(UnsoundProcedure, match="ambiguous: finish from open twice"):
        procedure(
            FINISH,
            transition("finish", "open", "half"),
            transition("end", "half", "done"),
            states=("open", "half", "done"),
        )


def test_one_name_from_two_states_is_not_ambiguous() -> None:
    both = procedure(
        transition("move", "open", "half"),
        FINISH,
        transition("finish", "half", "done"),
        states=("open", "half", "done"),
    )
    assert both.find(name="finish", state="half").source == "half"


def test_a_state_that_nothing_leads_to_is_refused() -> None:
    with pytest.raises(UnsoundProcedure, match="unreachable state lost"):
        procedure(FINISH, transition("leave", "lost", "done"), states=("open", "lost", "done"))


def test_a_state_without_a_way_out_is_a_dead_end() -> None:
    with pytest.raises(UnsoundProcedure, match="dead end stuck"):
        procedure(FINISH, transition("park", "open", "stuck"), states=("open", "stuck", "done"))


def test_a_circle_that_never_ends_is_a_dead_end() -> None:
    with pytest.raises(UnsoundProcedure, match="dead end left; dead end right"):
        procedure(
            FINISH,
            transition("in", "open", "left"),
            transition("go", "left", "right"),
            transition("back", "right", "left"),
            states=("open", "left", "right", "done"),
        )


def test_nothing_leaves_a_final_state() -> None:
    with pytest.raises(UnsoundProcedure, match="exit from final state done: reopen"):
        procedure(FINISH, transition("reopen", "done", "open"))


def test_an_unknown_effect_is_refused() -> None:
    with pytest.raises(UnsoundProcedure, match="finish: unknown effect dance"):
        procedure(transition("finish", "open", "done", effects=("dance",)))


def test_an_unknown_need_is_refused() -> None:
    with pytest.raises(UnsoundProcedure, match="finish: unknown need luck"):
        procedure(transition("finish", "open", "done", needs=frozenset({"luck"})))


def test_a_state_outside_the_table_is_refused() -> None:
    with pytest.raises(UnsoundProcedure, match="unknown state nowhere"):
        procedure(FINISH, transition("go", "open", "nowhere"))


def test_a_guard_without_a_sentence_is_refused() -> None:
    silent = Rule("nobody_wrote_this", CLAUSE, lambda _: True)
    with pytest.raises(UnsoundProcedure, match="refusal nobody_wrote_this has no sentence"):
        procedure(transition("finish", "open", "done", guards=(silent,)))


def test_a_deadline_must_name_a_parameter_of_the_profile() -> None:
    with pytest.raises(UnsoundProcedure, match="unknown deadline parameter some_day"):
        procedure(transition("finish", "open", "done", deadline=Deadline("some_day", "valid_receipt", CLAUSE)))


def test_all_defects_are_told_at_once() -> None:
    with pytest.raises(UnsoundProcedure) as caught:
        procedure(transition("finish", "open", "done", effects=("dance",), needs=frozenset({"luck"})))
    assert "dance" in str(caught.value)
    assert "luck" in str(caught.value)


def test_an_act_without_roles_is_the_systems_alone() -> None:
    with pytest.raises(ValueError, match="either the system's or somebody's"):
        transition("finish", "open", "done", roles=frozenset())
    with pytest.raises(ValueError, match="either the system's or somebody's"):
        transition("finish", "open", "done", system=True)


def test_a_condition_of_existence_is_said_in_words() -> None:
    with pytest.raises(ValueError, match="say in words"):
        transition("finish", "open", "done", applies=lambda _: True)


def test_a_clause_of_an_unregistered_document_is_refused() -> None:
    with pytest.raises(LookupError, match="nd-0-1900"):
        Clause("nd-0-1900", "Điều 1")


def test_a_refusal_without_a_sentence_is_refused() -> None:
    with pytest.raises(LookupError):
        Refusal("nobody_wrote_this", CLAUSE)


def test_a_refusal_with_a_missing_word_is_refused() -> None:
    with pytest.raises(LookupError):
        Refusal("checks_open", CLAUSE)
