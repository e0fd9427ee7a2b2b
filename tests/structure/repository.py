"""The files of the repository as a reader of it sees them: nothing that was generated, installed or recorded."""

from collections.abc import Iterator
from pathlib import Path

from config.local.paths import PROJECT

# Made by tools or by a run; .gitignore names them.
GENERATED = frozenset({"build", "media", "staticfiles", "node_modules", "__pycache__"})
# Folders with a dot are made by tools, but for the CI's own.
KEPT_HIDDEN = frozenset({".ci"})


def files(*suffixes: str, under: str = "") -> Iterator[Path]:
    """Every file with one of the suffixes (all when none is given), in the order of its path."""
    for path in _walk(PROJECT / under):
        if not suffixes or path.suffix in suffixes:
            yield path


def name(path: Path) -> str:
    """The path as it stands in the repository."""
    return path.relative_to(PROJECT).as_posix()


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if not path.is_dir():
            yield path
        elif not _is_generated(path.name):
            yield from _walk(path)


def _is_generated(folder: str) -> bool:
    hidden = folder.startswith(".") and folder not in KEPT_HIDDEN
    return hidden or folder in GENERATED or folder.endswith(".egg-info")
