"""The glossary and the code use the same words."""

import re

import pytest
from django.apps import apps

from config.local.paths import PROJECT
from directory.domain.roles import Role

GLOSSARY = PROJECT / "docs" / "thuat-ngu.md"
APPS = ("directory", "ledger", "certificates", "tokens", "requests_workflow", "reporting", "signing")
MODELS = [model for label in APPS for model in apps.get_app_config(label).get_models()]


def rows(heading: str) -> dict[str, str]:
    """Identifier -> Vietnamese words, of the table under a heading. Fails where an identifier stands twice."""
    text = GLOSSARY.read_text(encoding="utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = re.findall(r"^\| ([^|]+?) \| `([^`]+)` \|", section, re.MULTILINE)
    assert len({code for _, code in found}) == len(found)
    return {code: words for words, code in found}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_model_is_called_what_the_glossary_calls_it(model) -> None:
    assert rows("Mô hình dữ liệu")[model._meta.label] == str(model._meta.verbose_name)


def test_the_glossary_lists_no_model_that_is_gone() -> None:
    assert set(rows("Mô hình dữ liệu")) == {model._meta.label for model in MODELS}


def test_two_models_never_bear_one_name() -> None:
    names = [str(model._meta.verbose_name) for model in MODELS]
    assert sorted(set(names)) == sorted(names)


def test_roles_are_called_what_the_glossary_calls_them() -> None:
    assert rows("Vai trò") == {role.value: role.label for role in Role}


def test_every_identifier_of_a_concept_stands_in_the_code() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for app in ("directory", "certificates", "tokens", "requests_workflow", "signing")
        for path in (PROJECT / app).rglob("*.py")
    )
    words = set(re.findall(r"\w+", code))
    concepts = rows("Khái niệm")
    assert concepts
    assert set(concepts) - words == set()
