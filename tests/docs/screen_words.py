"""Every text that a screen shows by itself: labels of the procedures, texts of the pages, words in the code."""

import ast
import functools
import re

from config.local.paths import PROJECT
from requests_workflow.procedures.registry import KINDS

_APPS = ("certificates", "config", "directory", "reporting", "requests_workflow", "signing", "tokens")
_NOT_SHOWN = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
# What stands between two texts of a page, and the texts that are given to a component or to an attribute.
_MARKUP = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)
_QUOTED = re.compile(r"\"([^\"<>{}%]+)\"")


def _of_procedures() -> set[str]:
    words: set[str] = set()
    for kind in KINDS.values():
        words.add(kind.title)
        words |= set(kind.next_steps.actions.values()) | set(kind.next_steps.recorded_actions.values())
        for table in (kind.dossier, kind.request):
            words |= set(table.states.values()) | {one.label for one in table.transitions}
    return words


def of_page(text: str) -> set[str]:
    """The texts of one template, each as it stands between two tags."""
    shown = _NOT_SHOWN.sub(" ", text)
    return {" ".join(part.split()) for part in (*_MARKUP.split(shown), *_QUOTED.findall(shown))} - {""}


def _of_code(text: str) -> set[str]:
    constants = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str) and "\n" not in value}


@functools.cache
def screen_words() -> frozenset[str]:
    """All of them; a phrase of the guides is one of these, letter by letter."""
    words = _of_procedures()
    for path in (PROJECT / "templates").rglob("*.html"):
        words |= of_page(path.read_text(encoding="utf-8"))
    for app in _APPS:
        for path in (PROJECT / app).rglob("*.py"):
            if "migrations" not in path.parts:
                words |= _of_code(path.read_text(encoding="utf-8"))
    return frozenset(words)
