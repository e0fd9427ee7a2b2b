"""Facts of a revocation: which certificates are revoked already, and whether the case of Điều 17 can be."""

from datetime import datetime

from certificates.models import Certificate
from directory.models import User
from requests_workflow.domain.revocation_reasons import REASONS
from requests_workflow.models import Dossier, Request
from requests_workflow.procedures.revocation import RevocationFacts
from requests_workflow.selectors.facts.provider_request import narrow, request_facts


def gather(*, dossier: Dossier, by: User | None, now: datetime, request: Request | None) -> RevocationFacts:
    """Facts of the dossier for this actor, narrowed to one row when `request` is given."""
    found = dossier.requests.select_related("certificate__subscriber", "subscriber").defer("certificate__der")
    rows = list(found.order_by("position"))
    waiting = [row for row in rows if row.state == "pending"]
    facts = RevocationFacts(
        **request_facts(dossier=dossier, by=by, now=now, rows=rows),
        by_notice=dossier.initiator != Dossier.Initiator.AGENCY,
        revoked_before=tuple(
            row.name
            for row in waiting
            if row.certificate is not None and row.certificate.status == Certificate.Status.REVOKED
        ),
        reasons_unfit=tuple(row.name for row in waiting if not _fits(row)),
        rows_to_return=sum(row.state == "revoked" for row in rows),
    )
    return narrow(facts=facts, rows=[request], by=by)[0] if request is not None else facts


def _fits(row: Request) -> bool:
    reason = REASONS.get(row.printed.get("reason_code", ""))
    return reason is None or row.subscriber is None or row.subscriber.kind in reason.kinds


__all__ = ["gather", "narrow"]
