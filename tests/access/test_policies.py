"""Every view says who may open it, every address is in the reviewed table, and the navigation tells the same."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, get_resolver, resolve

from config.context import NAVIGATION
from directory.domain.roles import Role
from directory.policies import Policy, policy
from tests.access.table import GET, PERSONAS, POST, WITHOUT_POLICY


def views(patterns: list[Any] | None = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(URL name with its namespace, pattern) of the whole URLconf, whatever is included where."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from views(pattern.url_patterns, inner)


def test_every_view_carries_a_policy_or_is_on_the_reviewed_list():
    found = list(views())
    assert len(found) > 40
    without = {name for name, pattern in found if not isinstance(getattr(pattern.callback, "policy", None), Policy)}
    assert without == WITHOUT_POLICY


def layers(view: Any) -> Iterator[Any]:
    """The code of a view and of everything that decorators put around it."""
    while view is not None:
        yield getattr(view, "__code__", None)
        view = getattr(view, "__wrapped__", None)


def test_the_policy_is_enforced_and_not_only_written_down():
    # A policy that somebody sets on a bare function would not leave the decorator's own code around it.
    guard = next(layers(policy(Policy("any"))(lambda _: HttpResponse())))
    guarded = {name: pattern.callback for name, pattern in views() if name not in WITHOUT_POLICY}
    assert [name for name, view in guarded.items() if guard not in layers(view)] == []


def test_every_address_is_in_the_table_and_the_table_has_no_other():
    names = {name for name, _ in views()}
    assert {name for name, _ in GET} == names
    assert {name for name, _ in POST} <= names


@pytest.mark.parametrize("row", [*GET, *POST], ids=lambda row: " ".join(row).strip())
def test_every_row_of_the_table_says_something_about_every_persona(row):
    for table in (GET, POST):
        if row in table:
            assert len(table[row].split()) == len(PERSONAS)
            assert set(table[row].split()) <= {"200", "302", "404", "405", "409", "422"}


def test_every_url_name_is_used_once():
    names = [name for name, _ in views()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(("label", "url", "roles"), NAVIGATION, ids=[url for _, url, _ in NAVIGATION])
def test_the_navigation_shows_a_link_to_exactly_those_whom_its_view_lets_in(label, url, roles):
    rule = resolve(url).func.policy  # type: ignore[attr-defined]
    assert not rule.public
    assert (roles or frozenset()) == rule.roles, label


def test_every_role_can_open_something_besides_the_work_list():
    for role in Role:
        assert any(roles is None or role in roles for _, url, roles in NAVIGATION if url != "/"), role
