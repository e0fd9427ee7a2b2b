"""The clause matrix has no gap: a row for each clause and each citation, a place and a test for each row."""

import ast
import importlib.util
import unicodedata
import uuid
from collections import Counter
from functools import cache

import pytest
from django.http import QueryDict
from django.urls import resolve

from config.local.paths import PROJECT
from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.clause_lists import CLAUSES
from requests_workflow.regulations.clause_rows.row import (
    CONFIGURES,
    EFFECTS,
    NOT_FOR_SOFTWARE,
    ClauseRow,
)
from requests_workflow.regulations.instruments import ND_68_2024, VINH_LONG_2020
from requests_workflow.regulations.locators import expand
from requests_workflow.regulations.matrix import MATRIX, rows_of, without_a_row
from requests_workflow.regulations.registry import OVERLAYS
from requests_workflow.views.legal_matrix import EFFECT_WORDS, matrix_context
from tests.legal.used_clauses import used_clauses

ROWS: list[ClauseRow] = [row for rows in MATRIX.values() for row in rows]


@cache
def defined_in(path: str) -> frozenset[str]:
    """Names of the tests that a file defines, "Class::name" within a class; none where there is no such file."""
    file = PROJECT / path
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    classes = {f"{one.name}::": one.body for one in tree.body if isinstance(one, ast.ClassDef)}
    return frozenset(
        f"{prefix}{one.name}"
        for prefix, body in ({"": tree.body} | classes).items()
        for one in body
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def place_exists(place: str) -> bool:
    """Whether an address of the product, a document of it or a module of it is there."""
    if place.startswith("/"):
        return bool(resolve(place.replace("…", str(uuid.uuid4()))))
    if place.endswith(".md"):
        return (PROJECT / place).is_file()
    return importlib.util.find_spec(place) is not None


@pytest.mark.parametrize("instrument", CLAUSES)
def test_every_clause_of_a_text_has_one_row_and_no_row_is_of_another(instrument: str) -> None:
    assert Counter(CLAUSES[instrument]) == Counter(row.clause.locator for row in MATRIX[instrument])


def test_every_clause_that_the_product_cites_has_a_row() -> None:
    used = used_clauses()
    assert len(used) > 150
    assert {clause.cite(): module for clause, module in used.items() if without_a_row(clause)} == {}


def test_a_citation_without_a_row_is_noticed() -> None:
    assert without_a_row(Clause(ND_68_2024, "Điều 99"))
    assert without_a_row(Clause(ND_68_2024, "Điều 10, Điều 99"))
    assert without_a_row(Clause(ND_68_2024, "Điều 1 khoản 9"))
    assert not without_a_row(Clause(ND_68_2024, "Điều 10, Điều 11"))
    assert [row.clause.locator for row in rows_of(Clause(ND_68_2024, "Điều 10"))] == [
        f"Điều 10 khoản {number}" for number in (1, 2, 3)
    ]


def test_whatever_the_product_does_is_proven_by_a_test_that_exists() -> None:
    for row in ROWS:
        assert row.effect in EFFECTS
        assert bool(row.tests) == (row.effect != NOT_FOR_SOFTWARE), row.clause.cite()
    named = {node for row in ROWS for node in row.tests}
    missing = {node for node in named if node.partition("::")[2] not in defined_in(node.partition("::")[0])}
    assert missing == set()
    assert not defined_in("tests/legal/no_such_file.py")


def test_every_place_that_a_row_names_is_there() -> None:
    places = {place for row in ROWS for place in row.where}
    assert {place for place in places if not place_exists(place)} == set()
    for row in ROWS:
        assert row.where or row.effect == NOT_FOR_SOFTWARE, row.clause.cite()


def test_every_row_is_one_sentence_in_vietnamese() -> None:
    for row in ROWS:
        assert row.does.endswith("."), row.clause.cite()
        assert len(row.does) < 130, row.clause.cite()
        assert unicodedata.is_normalized("NFC", row.does + row.clause.locator)


def test_what_a_later_decree_took_over_says_so_in_its_row() -> None:
    for overlay in OVERLAYS.values():
        told = {row.clause.locator: row.superseded_by for row in MATRIX[overlay.instrument] if row.superseded_by}
        assert told == dict(overlay.superseded), overlay.code


def test_a_clause_that_gives_a_local_value_is_never_called_outside_the_software() -> None:
    for overlay in OVERLAYS.values():
        for name, value in overlay.values.items():
            effects = {row.effect for row in rows_of(value.clause)}
            assert effects - {NOT_FOR_SOFTWARE}, (overlay.code, name)


def test_no_clause_is_left_for_later() -> None:
    shown = matrix_context(QueryDict(), overlay_instrument=None)
    assert shown["clauses_total"] == len(ROWS)
    assert [row.clause.cite() for row in ROWS if "chưa làm" in row.does] == []


def test_the_page_shows_one_text_and_one_effect_and_forgives_a_mangled_address() -> None:
    assert set(EFFECT_WORDS) == set(EFFECTS)
    usual = matrix_context(QueryDict(), overlay_instrument=VINH_LONG_2020)
    assert usual["matrix_count"] == len(CLAUSES[VINH_LONG_2020])
    configured = matrix_context(QueryDict(f"van-ban={VINH_LONG_2020}&tac-dung={CONFIGURES}"), overlay_instrument=None)
    assert [row["cells"][0] for row in configured["matrix_rows"]] == [
        row.clause.locator for row in MATRIX[VINH_LONG_2020] if row.effect == CONFIGURES
    ]
    odd = matrix_context(QueryDict("van-ban=khong-co&tac-dung=pha"), overlay_instrument="khong-co")
    assert odd["matrix_count"] == len(CLAUSES[ND_68_2024])


def test_places_in_a_text_are_written_short() -> None:
    assert expand("Điều 2\nĐiều 3: khoản 1-2 | khoản 4 điểm c-e") == (
        "Điều 2",
        "Điều 3 khoản 1",
        "Điều 3 khoản 2",
        "Điều 3 khoản 4 điểm c",
        "Điều 3 khoản 4 điểm d",
        "Điều 3 khoản 4 điểm đ",
        "Điều 3 khoản 4 điểm e",
    )
    with pytest.raises(ValueError, match="backwards"):
        expand("Điều 3: khoản 2-1")
