"""Every Clause that the product cites: found in the objects of its modules and, written inline, in their sources."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import requests_workflow
from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.registry import BASES, OVERLAYS

# The matrix itself cites everything, and the migrations nothing.
_LEFT_OUT = (
    "requests_workflow.regulations.clause_rows",
    "requests_workflow.regulations.matrix",
    "requests_workflow.views.legal",
    "requests_workflow.migrations",
    "requests_workflow.management",
)


def modules() -> Iterator[ModuleType]:
    """The modules of the app that rules, procedures, values and services are written in."""
    for found in pkgutil.walk_packages(requests_workflow.__path__, "requests_workflow."):
        if not found.name.startswith(_LEFT_OUT):
            yield importlib.import_module(found.name)


def used_clauses() -> dict[Clause, str]:
    """Each clause cited, with one module that cites it."""
    found: dict[Clause, str] = {}
    seen: set[int] = set()
    for module in modules():
        for value in vars(module).values():
            for clause in _inside(value, seen):
                found.setdefault(clause, module.__name__)
        for clause in _inline(module):
            found.setdefault(clause, module.__name__)
    for base in BASES:
        for profile in (base, *(one.over(base) for one in OVERLAYS.values())):
            for clause in _inside(profile, seen):
                found.setdefault(clause, profile.code)
    return found


def _inside(value: Any, seen: set[int]) -> Iterator[Clause]:
    if isinstance(value, Clause):
        yield value
        return
    if id(value) in seen or isinstance(value, (str, bytes, type, ModuleType)):
        return
    if is_dataclass(value):
        seen.add(id(value))
        for one in fields(value):
            yield from _inside(getattr(value, one.name, None), seen)
    elif isinstance(value, Mapping):
        seen.add(id(value))
        for item in value.values():
            yield from _inside(item, seen)
    elif isinstance(value, (tuple, list, set, frozenset)):
        seen.add(id(value))
        for item in value:
            yield from _inside(item, seen)


def _inline(module: ModuleType) -> Iterator[Clause]:
    """Clause(NAME, "text") written inside a function, where the name is one of the module's."""
    path = module.__file__
    if path is None:
        return
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Clause"):
            continue
        match node.args:
            case [ast.Name(id=name), ast.Constant(value=str(locator))] if hasattr(module, name):
                yield Clause(getattr(module, name), locator)
