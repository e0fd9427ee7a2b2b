"""The demo's people and the drivers of cases, for what is told of a whole case."""

from tests.cases.conftest import case, drive, issuing, opening, world

__all__ = ["case", "drive", "issuing", "opening", "world"]
