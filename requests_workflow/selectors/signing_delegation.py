"""Whether the delegation by which a dossier is to be signed still stands (NĐ 30/2020 Điều 13)."""

from datetime import datetime

from directory.models import Delegation
from directory.selectors.delegations import Standing, standing
from directory.selectors.roles import Actor
from requests_workflow.models import Dossier


def delegation_of(dossier: Dossier) -> Delegation | None:
    """The decision by which its signer signs, with the people and bodies it names; None for a leader."""
    if dossier.signer_delegation_id is None:
        return None
    people = ("delegator__person", "delegate__person", "source__delegate")
    return Delegation.objects.select_related("agency", "source__agency", *people).get(pk=dossier.signer_delegation_id)


def delegation_in_force(*, dossier: Dossier, now: datetime) -> bool:
    """Whether the signer may still sign by it at `now`; True where the signer needs none. No query for a leader."""
    delegation = delegation_of(dossier)
    if delegation is None:
        return True
    return delegation.covers(dossier.procedure) and standing(delegation=delegation, now=now) is Standing.IN_FORCE


def signs_by_delegation(*, actor: Actor, dossier: Dossier) -> bool:
    """Whether the actor was chosen to sign this dossier by a decision of the head; no query."""
    return dossier.signer_delegation_id is not None and dossier.signer_id == actor.user.pk
