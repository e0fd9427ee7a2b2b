"""Small files, explained functions, and no words that belong to a machine and not to the product."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.structure.repository import files, name

MOST_LINES = 350
# Written in two parts, so that this file does not hold what it looks for.
FORBIDDEN = {
    "unfinished work": ("TO" + "DO", "FIX" + "ME", "X" + "XX:"),
    "folders of one machine": ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Use" + "rs/", "C:" + "\\Users"),
    "addresses of package indexes": (
        "pypi" + ".org",
        "python" + "hosted.org",
        "npm" + "js.org",
        "index" + "-url",
        "find" + "-links",
        "trusted" + "-host",
    ),
}
# Looks for the same words in the documents, and so has them.
ALSO_LOOKS = {"tests/docs/test_links.py"}
EXPLAINED = ("services", "selectors")
PUBLIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def text_of(path: Path) -> str | None:
    """The file as text; None for an image, a font or a PDF."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def explained_modules() -> Iterator[Path]:
    """Modules of services, selectors and management commands."""
    for path in files(".py"):
        parts = path.parts
        if "tests" in parts or path.name == "__init__.py":
            continue
        if set(EXPLAINED) & {*parts, path.stem} or parts[-3:-1] == ("management", "commands"):
            yield path


def unexplained(path: Path) -> Iterator[str]:
    """Public things of a module that have no docstring: the module, its functions, its classes and their methods."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not ast.get_docstring(tree):
        yield f"{name(path)}: the module"
    if "commands" in path.parts:
        return  # a command's module says what it does; Django prescribes the rest
    for node in tree.body:
        if not isinstance(node, PUBLIC) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield f"{name(path)}:{node.lineno} {node.name}"


@pytest.mark.parametrize("suffix", [".py", ".html", ".css", ".js"])
def test_no_file_is_longer_than_a_reader_can_hold(suffix):
    lengths = {
        name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in files(suffix)
        if "migrations" not in path.parts
    }
    assert lengths, "no file of this kind was found: the test looks in the wrong place"
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_every_public_function_of_services_selectors_and_commands_says_what_it_does():
    modules = list(explained_modules())
    assert len(modules) > 30
    assert [place for path in modules for place in unexplained(path)] == []


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_the_repository_speaks_of_the_product_alone(kind):
    words = re.compile("|".join(re.escape(word) for word in FORBIDDEN[kind]))
    found = [
        f"{name(path)}:{number}: {line.strip()[:100]}"
        for path in files()
        if name(path) not in ALSO_LOOKS and (text := text_of(path)) is not None
        for number, line in enumerate(text.splitlines(), start=1)
        if words.search(line)
    ]
    assert found == []
