"""What the guards of a first certificate may know about a dossier or one of its rows."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from requests_workflow.procedures.provider_request.facts import ProviderRequestFacts

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, kw_only=True)
class IssueFacts(ProviderRequestFacts):
    """Facts of one dossier, or of one of its rows when deciding on the REQUEST procedure."""

    rows_awaiting_device: int = 0  # issued, and the device has not reached the agency
    rows_at_department: int = 0  # of these, the device is at the department
    rows_without_ground: tuple[str, ...] = ()  # organisations without establishing decision or superior's confirmation
    keepers_not_registry: tuple[str, ...] = ()  # organisations whose keeper has an account and is not its văn thư
    rows_without_keeper: tuple[str, ...] = ()  # organisations or systems whose device nobody was named to keep

    def at(self, legal_at: datetime | None) -> Self:
        """The same facts where the device was handed over at `legal_at`: who left later was still there then."""
        left_on = self.subscriber_left_on
        if legal_at is None or left_on is None or legal_at.astimezone(VIETNAM).date() >= left_on:
            return self
        return replace(self, subscriber_left=False)
