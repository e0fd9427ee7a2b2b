"""What the guards of minutes about devices may know."""

from dataclasses import dataclass

from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.transition import Rule
from requests_workflow.procedures.outgoing_document.facts import DocumentFacts
from requests_workflow.regulations.instruments import ND_68_2024


@dataclass(frozen=True, kw_only=True)
class DevicePaperFacts(DocumentFacts):
    """Facts of one paper; its rows follow the paper and have no acts of their own."""

    devices_settled: tuple[str, ...] = ()  # serials that need no return any more: returned, lost or in use again
    devices_lost: tuple[str, ...] = ()  # serials that the register shows as lost
    devices_gone: tuple[str, ...] = ()  # serials that the register shows as returned


DEVICES_TO_SETTLE = Rule(
    "device_settled",
    Clause(ND_68_2024, "Điều 20"),
    lambda f: not f.devices_settled,
    lambda f: (("names", ", ".join(f.devices_settled[:5])),),
)
DEVICES_NOT_LOST = Rule(
    "device_lost",
    Clause(ND_68_2024, "Điều 20"),
    lambda f: not f.devices_lost,
    lambda f: (("names", ", ".join(f.devices_lost[:5])),),
)
DEVICES_NOT_RETURNED = Rule(
    "device_returned",
    Clause(ND_68_2024, "Điều 20"),
    lambda f: not f.devices_gone,
    lambda f: (("names", ", ".join(f.devices_gone[:5])),),
)
