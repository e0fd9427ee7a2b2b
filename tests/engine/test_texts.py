"""Every sentence says what stands in the way and what to do next, in Vietnamese."""

import unicodedata
from collections.abc import Iterator

import pytest

from directory.domain.roles import Role
from requests_workflow.engine.texts import TEXTS
from requests_workflow.engine.transition import Rule
from requests_workflow.engine.vocabulary import EFFECTS, NEEDS
from requests_workflow.procedures.registry import PROCEDURES

ENGINE = {"wrong_state", "wrong_role", "not_applicable", "missing_input", "reason_too_short"}


def rules() -> Iterator[Rule]:
    for one in PROCEDURES.values():
        for transition in one.transitions:
            yield from (guard for guard in transition.guards if isinstance(guard, Rule))


@pytest.mark.parametrize("code", TEXTS)
def test_a_sentence_has_two_parts_and_ends(code: str) -> None:
    text = TEXTS[code]
    assert text.endswith(".")
    assert text.count(".") >= 2, "what happened, and what to do next"


def test_no_sentence_is_left_over_and_none_is_missing() -> None:
    assert {rule.code for rule in rules()} | ENGINE == set(TEXTS)


def test_all_words_on_screens_are_nfc() -> None:
    words = [*TEXTS.values(), *NEEDS.values(), *EFFECTS.values(), *(role.label for role in Role)]
    for one in PROCEDURES.values():
        words += [one.title, *one.states.values(), *(t.label for t in one.transitions)]
    assert [word for word in words if not unicodedata.is_normalized("NFC", word)] == []


def test_every_word_of_the_vocabulary_is_used() -> None:
    transitions = [t for one in PROCEDURES.values() for t in one.transitions]
    assert {name for t in transitions for name in t.effects} == set(EFFECTS)
    assert {name for t in transitions for name in t.needs} == set(NEEDS)


def test_every_role_has_its_own_name() -> None:
    assert len({role.label for role in Role}) == len(Role)
