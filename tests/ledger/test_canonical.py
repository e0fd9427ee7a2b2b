"""The byte form under the digest is one for one content."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.ledger.domain.canonical import canonical_json, entry_digest
from directory.ledger.domain.chain import GENESIS, next_chain

FIELDS: dict[str, Any] = {
    "version": 1,
    "id": 1,
    "recorded_at": datetime(2026, 3, 2, 2, 30, tzinfo=UTC),
    "at": datetime(2026, 3, 2, 2, 30, tzinfo=UTC),
    "actor_ref": "user:7",
    "action": "request.accepted",
    "object_type": "request",
    "object_id": "41",
    "payload": {"a": 1, "b": {"c": "Lai Châu", "d": None}},
    "xact_id": 900,
}
TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcđê", max_size=3), inner, max_size=4),
    max_leaves=12,
)


def _backwards(value):
    if isinstance(value, dict):
        return {key: _backwards(item) for key, item in reversed(value.items())}
    return [_backwards(item) for item in value] if isinstance(value, list) else value


def test_the_digest_of_version_1_never_changes():
    """Entries written today must verify in ten years: this value is a promise."""
    expected = (
        b'{"action":"request.accepted","actor_ref":"user:7","at":"2026-03-02T02:30:00.000000+00:00","id":1,'
        b'"object_id":"41","object_type":"request","payload":{"a":1,"b":{"c":"Lai Ch\xc3\xa2u","d":null}},'
        b'"recorded_at":"2026-03-02T02:30:00.000000+00:00","version":1,"xact_id":900}'
    )
    assert canonical_json(FIELDS) == expected
    assert entry_digest(FIELDS).hex() == "b3e4215eb0e3584fa2c85a57b83ad7445fa968f6fae82067ae656c09bae36840"


@given(JSON)
def test_key_order_does_not_matter(value):
    assert canonical_json(value) == canonical_json(_backwards(value))


def test_composed_and_decomposed_vietnamese_are_one_text():
    assert canonical_json({"Ti\u1ebfng": "Vi\u1ec7t"}) == canonical_json({"Tie\u0302\u0301ng": "Vie\u0323\u0302t"})


def test_one_moment_in_two_zones_is_one_moment():
    hanoi = FIELDS["at"].astimezone(timezone(timedelta(hours=7)))
    assert entry_digest(FIELDS) == entry_digest(FIELDS | {"at": hanoi})


@pytest.mark.parametrize("name", [name for name in FIELDS if name != "version"])
def test_every_field_is_under_the_digest(name):
    match FIELDS[name]:
        case datetime() as moment:
            other: Any = moment + timedelta(microseconds=1)
        case int() as number:
            other = number + 1
        case str() as text:
            other = text + "x"
        case dict() as payload:
            other = payload | {"a": True}
    assert entry_digest(FIELDS) != entry_digest(FIELDS | {name: other})


def test_a_digest_is_made_over_exactly_the_known_fields():
    with pytest.raises(ValueError, match="all fields"):
        entry_digest({name: value for name, value in FIELDS.items() if name != "payload"})
    with pytest.raises(ValueError, match="all fields"):
        entry_digest(FIELDS | {"comment": ""})


def test_an_unknown_version_is_refused():
    with pytest.raises(ValueError, match="unknown canonical form"):
        entry_digest(FIELDS | {"version": 2})


def test_a_link_binds_position_digest_and_all_before_it():
    digest = bytes(range(32))
    one = next_chain(previous=GENESIS, entry_digest=digest, position=1)
    assert one.hex() == "2d13b49436a798c1bd51a828e4f7f95845d66f71d7d72738c50b703930d9f27f"
    assert one != next_chain(previous=GENESIS, entry_digest=digest, position=2)
    assert one != next_chain(previous=one, entry_digest=digest, position=1)
    assert one != next_chain(previous=GENESIS, entry_digest=one, position=1)
