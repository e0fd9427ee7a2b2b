"""What the guards of Mẫu 04 may know about a dossier or one of its rows."""

from dataclasses import dataclass

from requests_workflow.procedures.provider_request.facts import ProviderRequestFacts


@dataclass(frozen=True, kw_only=True)
class UpdateFacts(ProviderRequestFacts):
    """Names are those of the certificates, in the order of the rows; empty: nothing stands in the way."""

    not_in_force: tuple[str, ...] = ()  # revoked, replaced or expired
    renewed_before: tuple[str, ...] = ()  # asked to be renewed, and no renewal is left
    renewed_too_late: tuple[str, ...] = ()  # asked to be renewed with fewer days left than the profile wants
    changed_too_late: tuple[str, ...] = ()  # the same for a change of information
    position_changes: tuple[str, ...] = ()  # a change of post: not in Điều 15
    identity_changes: tuple[str, ...] = ()  # a change of name or identity number: not in Điều 15
    unlisted_changes: tuple[str, ...] = ()  # what changes is no case of Điều 15 for this kind of subscriber
    rows_installing: int = 0  # the new certificate is known and not yet on its device
