"""From a dossier to the facts of its procedure."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from directory.models import User
from requests_workflow.models import Dossier, Request
from requests_workflow.procedures.outgoing_document.facts import DocumentFacts
from requests_workflow.selectors.facts import (
    certificate_issue,
    certificate_update,
    device_papers,
    handover_notice,
    revocation,
    token_recovery,
)

_GATHER: Mapping[str, Callable[..., DocumentFacts]] = MappingProxyType(
    {
        "token_recovery": token_recovery.gather,
        "individual_issue": certificate_issue.gather,
        "organisation_issue": certificate_issue.gather,
        "system_issue": certificate_issue.gather,
        "certificate_update": certificate_update.gather,
        "revocation": revocation.gather,
        "device_return": device_papers.gather,
        "device_loss": device_papers.gather,
        "handover_notice": handover_notice.gather,
    }
)
_NARROW: Mapping[str, Callable[..., list[Any]]] = MappingProxyType(
    {
        "token_recovery": token_recovery.narrow,
        "individual_issue": certificate_issue.narrow,
        "organisation_issue": certificate_issue.narrow,
        "system_issue": certificate_issue.narrow,
        "certificate_update": certificate_update.narrow,
        "revocation": revocation.narrow,
        "device_return": device_papers.narrow,
        "device_loss": device_papers.narrow,
        "handover_notice": handover_notice.narrow,
    }
)


def facts_for(*, dossier: Dossier, by: User | None, now: datetime, request: Request | None = None) -> DocumentFacts:
    """Facts of the dossier for this actor (`by` None: the system), narrowed to one row when `request` is given."""
    return _GATHER[dossier.procedure](dossier=dossier, by=by, now=now, request=request)


def facts_of_rows(*, facts: DocumentFacts, rows: list[Request], by: User | None) -> list[DocumentFacts]:
    """Facts of each row of one dossier from those of the dossier; a constant number of queries."""
    return _NARROW[rows[0].procedure](facts=facts, rows=rows, by=by) if rows else []
