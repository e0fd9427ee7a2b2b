"""One line of the clause matrix: what the product does with a clause, where, and which tests prove it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.regulations.locators import expand

BLOCKS, WARNS, DOES, CONFIGURES = "blocks", "warns", "does", "configures"
NOT_FOR_SOFTWARE = "not_for_software"
EFFECTS = (BLOCKS, WARNS, DOES, CONFIGURES, NOT_FOR_SOFTWARE)


@dataclass(frozen=True, kw_only=True)
class ClauseRow:
    """`does` is one Vietnamese sentence; `where` are addresses ("…" stands for a public id), modules or documents of
    the product; `tests` are pytest node ids. `superseded_by` is the later clause that took its place.
    """

    clause: Clause
    effect: str
    does: str
    where: tuple[str, ...]
    tests: tuple[str, ...]
    superseded_by: Clause | None = None


class Rows:
    """Collects the rows of one instrument in the order of its text; `superseded` is what its overlay says."""

    def __init__(self, instrument: str, *, superseded: Mapping[str, Clause] = MappingProxyType({})) -> None:
        self._instrument = instrument
        self._superseded = superseded
        self._found: list[ClauseRow] = []

    def all(self) -> tuple[ClauseRow, ...]:
        """The rows so far."""
        return tuple(self._found)

    def blocks(self, locators: str, does: str, *, at: tuple[str, ...], by: tuple[str, ...]) -> None:
        """The product refuses what the clause forbids."""
        self._add(locators, BLOCKS, does, at, by)

    def warns(self, locators: str, does: str, *, at: tuple[str, ...], by: tuple[str, ...]) -> None:
        """The product warns or asks for a confirmation."""
        self._add(locators, WARNS, does, at, by)

    def does(self, locators: str, does: str, *, at: tuple[str, ...], by: tuple[str, ...]) -> None:
        """The product carries it out."""
        self._add(locators, DOES, does, at, by)

    def configures(self, locators: str, does: str, *, at: tuple[str, ...], by: tuple[str, ...]) -> None:
        """It is a value of a regulation profile."""
        self._add(locators, CONFIGURES, does, at, by)

    def aside(self, locators: str, does: str) -> None:
        """Not for software: `does` says why."""
        self._add(locators, NOT_FOR_SOFTWARE, does, (), ())

    def _add(self, locators: str, effect: str, does: str, at: tuple[str, ...], by: tuple[str, ...]) -> None:
        for locator in expand(locators):
            later = next((by for old, by in self._superseded.items() if _within(locator, old)), None)
            self._found.append(
                ClauseRow(
                    clause=Clause(self._instrument, locator),
                    effect=effect,
                    does=does,
                    where=at,
                    tests=by,
                    superseded_by=later,
                )
            )


def _within(locator: str, whole: str) -> bool:
    return locator == whole or locator.startswith(f"{whole} ")
