"""Nearly due, due today, overdue: told once per running term, on working days, to officer, head and leader."""

from datetime import datetime

from directory.domain.roles import Role
from requests_workflow.domain.calendar import VIETNAM, remaining_in_words
from requests_workflow.domain.deadlines import Urgency, urgency
from requests_workflow.models import DeadlineRecord
from requests_workflow.regulations.profile import PROVIDER
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.services.notify import tell, users_with

# Each level tells those of the one before it too (Lai Châu Điều 22.3: the officer follows, the leader answers).
WHO = {
    Urgency.DUE_TODAY: frozenset({Role.DEPARTMENT_OFFICER}),
    Urgency.NEARLY_DUE: frozenset({Role.DEPARTMENT_OFFICER, Role.UNIT_HEAD}),
    Urgency.OVERDUE: frozenset({Role.DEPARTMENT_OFFICER, Role.UNIT_HEAD, Role.DEPARTMENT_LEADER}),
}


def watch_deadlines(*, now: datetime) -> int:
    """Tells whom it concerns; returns how many notices were new. Idempotent: a missed run is made up by the next."""
    calendar = load_calendar()
    if not calendar.is_working(now.astimezone(VIETNAM).date()):
        return 0
    told = 0
    running = DeadlineRecord.objects.filter(
        superseded_at__isnull=True, dossier__answered_at__isnull=True, dossier__closed_at__isnull=True
    ).select_related("dossier__recipient", "dossier__managing_agency", "dossier__officer")
    for record in running.iterator(chunk_size=500):
        dossier = record.dossier
        hours = profile_by_code(dossier.profile_code).nearly_due_working_hours.value
        level = urgency(now, record.due_at, calendar, nearly_due_working_hours=hours)
        if level not in WHO:
            continue
        if dossier.due_bearer == PROVIDER:
            told += _provider_is_late(record=record, level=level, now=now)
            continue
        words = remaining_in_words(now, record.due_at, calendar)
        told += tell(
            users=users_with(agency=dossier.recipient, roles=WHO[level], now=now),
            kind=f"deadline_{level.value}",
            dossier=dossier,
            title=f"{dossier.code}: {level.label.lower()} ({words})",
            body=(
                f"Hồ sơ {dossier.code} của {dossier.managing_agency.name} phải xong trước "
                f"{record.due_at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}; {words}. Căn cứ: {record.clause}."
            ),
            event=f"deadline:{record.pk}",
            now=now,
        )
    return told


def _provider_is_late(*, record: DeadlineRecord, level: Urgency, now: datetime) -> int:
    """The provider's clock is not the agency's: its people hear only that the answer is overdue, to ask for it."""
    if level is not Urgency.OVERDUE:
        return 0
    dossier = record.dossier
    return tell(
        users=users_with(agency=dossier.managing_agency, roles=frozenset({Role.CLERK, Role.CONTACT_OFFICER}), now=now),
        kind="provider_overdue",
        dossier=dossier,
        title=f"{dossier.code}: Cục đã quá hạn trả lời",
        body=(
            f"Cục phải trả lời hồ sơ {dossier.code} trước {record.due_at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y} "
            f"(căn cứ: {record.clause}). Liên hệ Cục; khi có trả lời thì ghi nhận vào hồ sơ."
        ),
        event=f"deadline:{record.pk}",
        now=now,
    )
