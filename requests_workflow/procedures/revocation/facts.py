"""What the guards of a revocation may know."""

from dataclasses import dataclass

from requests_workflow.procedures.provider_request.facts import ProviderRequestFacts


@dataclass(frozen=True, kw_only=True)
class RevocationFacts(ProviderRequestFacts):
    """Names are those of the certificates, in the order of the rows; empty: nothing stands in the way."""

    by_notice: bool = False  # somebody else had it revoked: nobody asks, the notice is written down
    revoked_before: tuple[str, ...] = ()
    reasons_unfit: tuple[str, ...] = ()  # the case of Điều 17 is not one of this kind of subscriber
    rows_to_return: int = 0  # revoked, and the device is neither returned nor reported lost
