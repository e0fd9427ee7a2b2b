"""Every dependency is there for a written reason, is pinned, and comes from wherever the reader's tools look."""

import re
import subprocess
import sys

import pytest

from config.local.paths import PROJECT

REQUIREMENT = re.compile(r'^    "([A-Za-z0-9._-]+)[^"]*",$')
HEADINGS = ("dependencies = [", "dev = [")


def declared() -> list[tuple[str, str]]:
    """(name, comment above it) of every dependency of pyproject.toml, production's and development's."""
    found: list[tuple[str, str]] = []
    inside, comment = False, ""
    for line in (PROJECT / "pyproject.toml").read_text(encoding="utf-8").splitlines():
        if line in HEADINGS:
            inside = True
        elif inside and line == "]":
            inside = False
        elif inside and line.lstrip().startswith("#"):
            comment = line.strip("# ")
        elif inside and (match := REQUIREMENT.match(line)):
            found.append((match[1].lower(), comment))
            comment = ""
        elif inside and line.strip():
            raise AssertionError(f"a line that this test cannot read: {line}")
    return found


def pinned(file: str) -> set[str]:
    text = (PROJECT / file).read_text(encoding="utf-8")
    return {name.lower().replace("_", "-") for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}


def test_every_dependency_says_why_it_is_there():
    dependencies = declared()
    assert len(dependencies) > 20
    assert [name for name, comment in dependencies if not comment.endswith(".")] == []


def test_no_dependency_is_declared_twice():
    names = [name for name, _ in declared()]
    assert sorted(names) == sorted(set(names))


def test_every_declared_dependency_is_pinned():
    assert {name for name, _ in declared()} <= pinned("requirements-dev.txt")


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_is_hashed_and_nothing_says_where_packages_come_from(file):
    lines = (PROJECT / file).read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith((" ", "#"))]
    for index, line in enumerate(lines):
        if line in entries:
            assert re.match(r"^[A-Za-z0-9._-]+==[^\s;]+", line), f"not pinned: {line}"
            assert "--hash=sha256:" in lines[index + 1], f"no hash: {line}"
    assert [line for line in lines if line.startswith("-") or "://" in line or " @ " in line] == []


def test_what_is_installed_fits_together():
    check = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.returncode == 0, check.stdout + check.stderr
