"""Facts of Mẫu 04: how each certificate stands, and whether what is asked for is a case of the law."""

from datetime import date, datetime
from typing import Any

from certificates.models import Certificate
from directory.models import User
from requests_workflow.domain.information_changes import is_listed
from requests_workflow.models import Dossier, Request
from requests_workflow.procedures.certificate_update import UpdateFacts
from requests_workflow.regulations.profile import Profile
from requests_workflow.selectors.facts.document import profile_of
from requests_workflow.selectors.facts.provider_request import VIETNAM, narrow, request_facts


def gather(*, dossier: Dossier, by: User | None, now: datetime, request: Request | None) -> UpdateFacts:
    """Facts of the dossier for this actor, narrowed to one row when `request` is given."""
    found = dossier.requests.select_related("predecessor__subscriber", "subscriber").defer("predecessor__der")
    rows = list(found.order_by("position"))
    profile = profile_of(dossier)
    day = now.astimezone(VIETNAM).date()
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
        renewed_too_late=tuple(
            row.name
            for row in renewals
            if too_late(row.predecessor, day=day, least=profile.renewal_min_days_left.value)
        ),
        changed_too_late=tuple(
            row.name for row in changes if too_late(row.predecessor, day=day, least=profile.change_min_days_left.value)
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


def counting_day(*, profile: Profile, sent_at: datetime, received_at: datetime) -> date:
    """The +07:00 day on which the days left are counted, by the profile: of sending, or of receipt."""
    at = sent_at if profile.filing_window_counts.value == "sending" else received_at
    return at.astimezone(VIETNAM).date()


def _cases(changes: list[Request]) -> dict[str, Any]:
    """Changes that are no case of Điều 15, sorted by the lawful way on."""
    codes = [(row, row.printed.get("change_code", "")) for row in changes]
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
