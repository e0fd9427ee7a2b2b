"""A changed day moves the deadlines that run across it: same start, same term, same clause, another end.

The clock of a case was set by the calendar of its day (NĐ 68/2024 counts working days; the Prime Minister decides each
year which days are off, BLLĐ 2019 Điều 112.3). Each move is a row beside the old one, a step on the case and a notice.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import batched

from django.db import transaction
from django.db.models import QuerySet

from directory.ledger.services import record
from directory.models import User
from requests_workflow.domain.calendar import ONE_DAY, VIETNAM, Explanation, WorkCalendar
from requests_workflow.domain.calendar_moves import crosses, moved_words
from requests_workflow.domain.deadlines import compute_deadline
from requests_workflow.models import DeadlineRecord, Dossier, Step
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.services.recomputing_notices import tell_moved
from requests_workflow.services.recomputing_returns import count_device_returns, move_device_returns

TRANSITION = "recompute_deadline"
LABEL = "Tính lại hạn do lịch làm việc thay đổi"
# Cases in one ledger entry, so that no entry grows without bound.
_IN_ONE_ENTRY = 200


@dataclass(frozen=True)
class Move:
    """A deadline that ends elsewhere now: the record in force, its new count, and the sentence that says why."""

    record: DeadlineRecord
    explanation: Explanation
    words: str


@transaction.atomic
def recompute_open_deadlines(*, days: Collection[date], by: User | None, now: datetime) -> int:
    """Computes anew every running deadline whose count crosses one of `days`; returns how many ended elsewhere.

    Cases that are answered or closed keep their deadline. A second run with the same days changes nothing. The caller
    has changed the calendar in this transaction, or long ago; `by` None is the system.
    """
    if not days:
        return 0
    calendar = load_calendar()
    return sum(mover(days=days, calendar=calendar, by=by, now=now) for mover in MOVERS)


def count_moves(*, days: Collection[date], calendar: WorkCalendar) -> int:
    """How many running deadlines would end elsewhere under `calendar`; changes nothing, three queries."""
    if not days:
        return 0
    records = _running(days=days).select_related("dossier")
    cases = len(moves_of(records=records, days=days, calendar=calendar))
    return cases + count_device_returns(days=days, calendar=calendar)


def moves_of(*, records: Iterable[DeadlineRecord], days: Collection[date], calendar: WorkCalendar) -> list[Move]:
    """The moves among `records` (each with its dossier), in their order; those that end as before are left out."""
    found = []
    for one in records:
        if not crosses(starts_at=one.starts_at, due_at=one.due_at, days=days):
            continue
        profile = profile_by_code(one.dossier.profile_code)
        explanation = compute_deadline(
            getattr(profile, one.parameter), one.starts_at, calendar, profile.receipt_after_hours.value
        )
        if explanation.due_at != one.due_at:
            words = moved_words(
                starts_at=one.starts_at, due_at=one.due_at, found=explanation, days=days, calendar=calendar
            )
            found.append(Move(one, explanation, words))
    return found


def move_case_deadlines(*, days: Collection[date], calendar: WorkCalendar, by: User | None, now: datetime) -> int:
    """The deadlines of cases, all in as many queries for one case as for hundreds; returns how many moved.

    Cases are locked in the order of their ids before their deadlines are read, as an act on one case locks it.
    """
    ids = sorted(set(_running(days=days).values_list("dossier_id", flat=True)))
    dossiers = {
        dossier.pk: dossier
        for dossier in Dossier.objects.select_for_update(of=("self",))
        .filter(pk__in=ids)
        .select_related("managing_agency", "recipient", "officer")
        .order_by("pk")
    }
    records = list(_running(days=days).filter(dossier_id__in=ids).order_by("dossier_id", "parameter"))
    for one in records:
        one.dossier = dossiers[one.dossier_id]
    moves = moves_of(records=records, days=days, calendar=calendar)
    if not moves:
        return 0
    made = _write_records(moves, now=now)
    steps = _write_steps(moves, by=by, now=now)
    for part in batched(zip(moves, steps, strict=True), _IN_ONE_ENTRY):
        _write_ledger(part, version=calendar.version, by=by, now=now)
    tell_moved(moves=[(move.record.dossier, move.words) for move in moves], event=f"calendar:{made[0].pk}", now=now)
    return len(moves)


# What has a legal end in working days. Each is called as mover(days=…, calendar=…, by=…, now=…) -> how many moved, in
# one transaction, in this order: locks are always taken the same way round.
MOVERS: tuple[Callable[..., int], ...] = (move_case_deadlines, move_device_returns)


def _running(*, days: Collection[date]) -> QuerySet[DeadlineRecord]:
    """Deadlines in force of open, unanswered cases whose span meets the span of `days`.

    A day after the due day never moves it, and a day before the receipt is not counted; so the span is exact.
    """
    return DeadlineRecord.objects.filter(
        superseded_at__isnull=True,
        dossier__answered_at__isnull=True,
        dossier__closed_at__isnull=True,
        starts_at__lt=datetime.combine(max(days) + ONE_DAY, time(), VIETNAM),
        due_at__gte=datetime.combine(min(days), time(), VIETNAM),
    )


def _write_records(moves: Sequence[Move], *, now: datetime) -> list[DeadlineRecord]:
    """The new rows supersede the old; the dossiers take over their due instant and a new version."""
    DeadlineRecord.objects.filter(pk__in=[move.record.pk for move in moves]).update(superseded_at=now)
    made = DeadlineRecord.objects.bulk_create(
        DeadlineRecord(
            dossier=move.record.dossier,
            parameter=move.record.parameter,
            starts_at=move.record.starts_at,
            due_at=move.explanation.due_at,
            explanation=move.explanation.as_json(),
            clause=move.record.clause,
            computed_at=now,
        )
        for move in moves
    )
    for move in moves:
        dossier = move.record.dossier
        if dossier.due_at == move.record.due_at:
            dossier.due_at = move.explanation.due_at
        dossier.version += 1
    Dossier.objects.bulk_update({m.record.dossier for m in moves}, ["due_at", "version"], batch_size=500)
    return made


def _write_steps(moves: Sequence[Move], *, by: User | None, now: datetime) -> list[Step]:
    return Step.objects.bulk_create(
        Step(
            dossier=move.record.dossier,
            transition=TRANSITION,
            label=LABEL,
            source=move.record.dossier.state,
            target=move.record.dossier.state,
            by=by,
            at=now,
            comment=move.words,
            clause=move.record.clause,
            data={
                "parameter": move.record.parameter,
                "due_before": move.record.due_at.astimezone(VIETNAM).isoformat(),
                "due_after": move.explanation.due_at.isoformat(),
            },
        )
        for move in moves
    )


def _write_ledger(part: Iterable[tuple[Move, Step]], *, version: str, by: User | None, now: datetime) -> None:
    record(
        action="calendar.deadlines_recomputed",
        object_type="calendar",
        object_id=version,
        by=by,
        at=now,
        payload={
            "cases": [
                {
                    "dossier": move.record.dossier.code,
                    "id": str(move.record.dossier.public_id),
                    "parameter": move.record.parameter,
                    "due_before": move.record.due_at.astimezone(VIETNAM).isoformat(),
                    "due_after": move.explanation.due_at.isoformat(),
                    "step": step.pk,
                    "version": move.record.dossier.version,
                }
                for move, step in part
            ],
        },
    )


def days_from(*, first: date, count: int) -> frozenset[date]:
    """`count` days in a row, for a change that touches all of them (office hours)."""
    return frozenset(first + timedelta(days=offset) for offset in range(count))
