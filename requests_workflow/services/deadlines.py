"""The clock of a case: every start adds a row with its explanation, so that any past due time can be shown again."""

from datetime import datetime

from requests_workflow.domain.calendar import Explanation
from requests_workflow.domain.deadlines import compute_deadline
from requests_workflow.engine.transition import Deadline
from requests_workflow.models import DeadlineRecord, Dossier
from requests_workflow.procedures.registry import ANSWERED_BY_PROVIDER
from requests_workflow.regulations.profile import PROVIDER, Profile
from requests_workflow.selectors.calendar import load_calendar


def explain_deadline(*, deadline: Deadline, profile: Profile, starts_at: datetime) -> Explanation:
    """When the term would end, by the calendar in force; two queries."""
    return compute_deadline(
        getattr(profile, deadline.parameter), starts_at, load_calendar(), profile.receipt_after_hours.value
    )


def restart_clock(
    *, dossier: Dossier, deadline: Deadline, profile: Profile, starts_at: datetime, now: datetime
) -> DeadlineRecord:
    """Supersedes the running term, if any, and starts one at `starts_at`; sets `due_at` on the (unsaved) dossier."""
    explanation = explain_deadline(deadline=deadline, profile=profile, starts_at=starts_at)
    DeadlineRecord.objects.filter(dossier=dossier, parameter=deadline.parameter, superseded_at__isnull=True).update(
        superseded_at=now
    )
    dossier.due_at = explanation.due_at
    dossier.due_bearer = PROVIDER if dossier.procedure in ANSWERED_BY_PROVIDER else dossier.recipient_function
    return DeadlineRecord.objects.create(
        dossier=dossier,
        parameter=deadline.parameter,
        starts_at=starts_at,
        due_at=explanation.due_at,
        explanation=explanation.as_json(),
        clause=getattr(profile, deadline.parameter).clause.cite(),
        computed_at=now,
    )
