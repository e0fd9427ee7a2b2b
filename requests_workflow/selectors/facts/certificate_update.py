"""Facts of Mẫu 04: how each certificate stands, and whether what is asked for is a case of the law."""

from datetime import date, datetime
from typing import Any

from certificates.models import Certificate
from directory.models import User
from requests_workflow.domain.information_changes import is_listed
from requests_workflow.models import Dossier, Request
from requests_workflow.procedures.certificate_update.facts import AskedTerm, UpdateFacts
from requests_workflow.selectors.facts.document import profile_of
from requests_workflow.selectors.facts.provider_request import VIETNAM, narrow, request_facts


def gather(*, dossier: Dossier, by: User | None, now: datetime, request: Request | None) -> UpdateFacts:
    """Facts of the dossier for this actor, narrowed to one row when `request` is given."""
    found = dossier.requests.select_related("predecessor__subscriber", "subscriber").defer("predecessor__der")
    rows = list(found.order_by("position"))
    profile = profile_of(dossier)
    waiting = [row for row in rows if row.state == "pending"]
    renewals = [row for row in waiting if row.printed.get("renew")]
    changes = [row for row in waiting if row.printed.get("change")]
    facts = UpdateFacts(
        **request_facts(dossier=dossier, by=by, now=now, rows=rows),
        not_in_force=tuple(row.name for row in waiting if row.predecessor and not row.predecessor.is_in_force(at=now)),
        renewed_before=tuple(
            row.name
            for row in renewals
            if row.predecessor and row.predecessor.renewal_count >= profile.renewal_limit.value
        ),
        terms=tuple(
            AskedTerm(
                name=row.name,
                ends_on=row.predecessor.not_after.astimezone(VIETNAM).date(),
                renew=bool(row.printed.get("renew")),
                change=bool(row.printed.get("change")),
            )
            for row in waiting
            if row.predecessor is not None
        ),
        **_cases(changes),
        rows_installing=sum(row.state == "granted" for row in rows),
    )
    return narrow(facts=facts, rows=[request], by=by)[0] if request is not None else facts


def too_late(certificate: Certificate | None, *, day: date, least: int) -> bool:
    """Whether fewer than `least` days are left on that +07:00 day; exactly that many is in time."""
    if certificate is None:
        return False
    return (certificate.not_after.astimezone(VIETNAM).date() - day).days < least


def _cases(changes: list[Request]) -> dict[str, Any]:
    """Changes that are no case of Điều 15, sorted by the lawful way on; one that is not chosen yet is a gap instead."""
    codes = [(row, code) for row in changes if (code := row.printed.get("change_code", ""))]
    special = ("position", "identity")
    return {
        "position_changes": tuple(row.name for row, code in codes if code == "position"),
        "identity_changes": tuple(row.name for row, code in codes if code == "identity"),
        "unlisted_changes": tuple(
            row.name
            for row, code in codes
            if code not in special and row.subscriber and not is_listed(code=code, kind=row.subscriber.kind)
        ),
    }


__all__ = ["gather", "narrow"]
