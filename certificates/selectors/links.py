"""What higher apps know about a line of the registers: its cases and its devices, shown on the line's page.

The higher app registers a finder at start-up; the registers never call up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from directory.selectors.roles import Actor


@dataclass(frozen=True)
class Link:
    """One thing to show: `url` is "" where the reader may not open it; `label` and `tone` make a status tag."""

    title: str
    url: str = ""
    note: str = ""
    label: str = ""
    tone: str = "info"


type Finder = Callable[[Actor, int], Sequence[Link]]


class LinkFinders:
    """Finders by name; each gets the actor and the primary key of the line and returns what that actor may know."""

    def __init__(self) -> None:
        self._finders: dict[str, Finder] = {}

    def register(self, name: str, finder: Finder) -> None:
        """Adds a finder; the same name again replaces it."""
        self._finders[name] = finder

    def find(self, *, actor: Actor, pk: int) -> list[Link]:
        """What all finders know, in the order of registration."""
        return [link for finder in self._finders.values() for link in finder(actor, pk)]


CERTIFICATE_CASE_LINKS = LinkFinders()
CERTIFICATE_DEVICE_LINKS = LinkFinders()
