"""What the guards of a first certificate may know about a dossier or one of its rows."""

from dataclasses import dataclass

from requests_workflow.procedures.provider_request.facts import ProviderRequestFacts


@dataclass(frozen=True, kw_only=True)
class IssueFacts(ProviderRequestFacts):
    """Facts of one dossier, or of one of its rows when deciding on the REQUEST procedure."""

    rows_awaiting_device: int = 0  # issued, and the device has not reached the agency
    rows_at_department: int = 0  # of these, the device is at the department
    rows_without_ground: tuple[str, ...] = ()  # organisations without establishing decision or superior's confirmation
    keepers_not_registry: tuple[str, ...] = ()  # organisations whose keeper has an account and is not its văn thư
    rows_without_keeper: tuple[str, ...] = ()  # organisations or systems whose device nobody was named to keep
