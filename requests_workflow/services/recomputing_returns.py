"""A changed day moves the terms for giving devices back (NĐ 68/2024 Điều 20), as it moves those of cases."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet

from directory.ledger.services import record
from directory.models import Membership, User
from directory.selectors.roles import held_for
from requests_workflow.domain.calendar import ONE_DAY, VIETNAM, Explanation, WorkCalendar
from requests_workflow.domain.calendar_moves import crosses, moved_words
from requests_workflow.domain.deadlines import compute_deadline
from requests_workflow.models import Dossier, Step
from requests_workflow.regulations.profile import Profile
from requests_workflow.regulations.registry import profile_by_code, profile_in_force
from requests_workflow.services.notify import tell
from requests_workflow.services.recomputing_notices import AGENCY_ROLES
from tokens.models import DeviceReturn

TRANSITION = "recompute_device_return"
KIND = "device_return_moved"
URL = "/giao-nop/"
MOST_LINES = 50


@dataclass(frozen=True)
class ReturnMove:
    """A duty that ends elsewhere now, and the sentence that says so; `dossier` is the case that it came from."""

    duty: DeviceReturn
    dossier: Dossier | None
    found: Explanation
    words: str


def move_device_returns(*, days: Collection[date], calendar: WorkCalendar, by: User | None, now: datetime) -> int:
    """The open duties to give a device back whose count crosses one of `days`; returns how many moved.

    A bounded number of queries. The case of a duty, where it has one, is locked before the duty and gets a step.
    """
    codes = set(_open(days=days).exclude(case_ref="").values_list("case_ref", flat=True))
    cases = {
        dossier.code: dossier
        for dossier in Dossier.objects.select_for_update(of=("self",)).filter(code__in=codes).order_by("pk")
    }
    duties = _open(days=days).select_for_update(of=("self",)).select_related("token", "managing_agency").order_by("pk")
    moves = [move for duty in duties if (move := _move(duty, cases=cases, days=days, calendar=calendar))]
    if not moves:
        return 0
    payload = _payload(moves)
    for move in moves:
        move.duty.due_at, move.duty.explanation = move.found.due_at, move.found.as_json()
    DeviceReturn.objects.bulk_update([move.duty for move in moves], ["due_at", "explanation"], batch_size=500)
    _note_cases(moves, by=by, now=now)
    record(
        action="calendar.device_returns_recomputed",
        object_type="calendar",
        object_id=calendar.version,
        by=by,
        at=now,
        payload={"returns": payload},
    )
    _tell(moves, version=calendar.version, now=now)
    return len(moves)


def count_device_returns(*, days: Collection[date], calendar: WorkCalendar) -> int:
    """How many of these duties would end elsewhere under `calendar`; changes nothing, two queries."""
    duties = list(_open(days=days).select_related("managing_agency"))
    codes = {duty.case_ref for duty in duties} - {""}
    cases = {dossier.code: dossier for dossier in Dossier.objects.filter(code__in=codes)}
    return sum(_move(duty, cases=cases, days=days, calendar=calendar) is not None for duty in duties)


def _open(*, days: Collection[date]) -> QuerySet[DeviceReturn]:
    return DeviceReturn.objects.filter(
        settled_at__isnull=True,
        starts_at__lt=datetime.combine(max(days) + ONE_DAY, time(), VIETNAM),
        due_at__gte=datetime.combine(min(days), time(), VIETNAM),
    )


def _move(
    duty: DeviceReturn, *, cases: dict[str, Dossier], days: Collection[date], calendar: WorkCalendar
) -> ReturnMove | None:
    if not crosses(starts_at=duty.starts_at, due_at=duty.due_at, days=days):
        return None
    case = cases.get(duty.case_ref)
    profile = _profile(duty, case)
    found = compute_deadline(
        profile.device_return_deadline, duty.starts_at, calendar, profile.receipt_after_hours.value
    )
    if found.due_at == duty.due_at:
        return None
    words = moved_words(starts_at=duty.starts_at, due_at=duty.due_at, found=found, days=days, calendar=calendar)
    return ReturnMove(duty, case, found, words)


def _profile(duty: DeviceReturn, case: Dossier | None) -> Profile:
    """The rules that the term was counted by: those of its case, else those of the agency on the day it was opened."""
    if case is not None:
        return profile_by_code(case.profile_code)
    return profile_in_force(overlay=duty.managing_agency.overlay or None, on=duty.opened_at.astimezone(VIETNAM).date())


def _payload(moves: Sequence[ReturnMove]) -> list[dict[str, str]]:
    return [
        {
            "id": str(move.duty.public_id),
            "case": move.duty.case_ref,
            "due_before": move.duty.due_at.astimezone(VIETNAM).isoformat(),
            "due_after": move.found.due_at.isoformat(),
        }
        for move in moves
    ]


def _note_cases(moves: Sequence[ReturnMove], *, by: User | None, now: datetime) -> None:
    """One step a case, however many of its devices are waited for."""
    found: dict[int, tuple[Dossier, list[ReturnMove]]] = {}
    for move in moves:
        if move.dossier is not None:
            found.setdefault(move.dossier.pk, (move.dossier, []))[1].append(move)
    Step.objects.bulk_create(
        Step(
            dossier=dossier,
            transition=TRANSITION,
            label="Tính lại hạn giao nộp thiết bị do lịch làm việc thay đổi",
            source=dossier.state,
            target=dossier.state,
            by=by,
            at=now,
            comment="\n".join(f"Thiết bị {move.duty.token.serial_number}: {move.words}" for move in own),
            clause=own[0].duty.clause,
        )
        for dossier, own in found.values()
    )
    for dossier, _ in found.values():
        dossier.version += 1
    Dossier.objects.bulk_update([dossier for dossier, _ in found.values()], ["version"], batch_size=500)


def _tell(moves: Sequence[ReturnMove], *, version: str, now: datetime) -> None:
    """One notice to each clerk and contact officer of the agencies that have to give devices back."""
    lines: dict[int, list[str]] = {}
    for move in moves:
        line = f"Thiết bị {move.duty.token.serial_number}: {move.words}"
        lines.setdefault(move.duty.managing_agency_id, []).append(line)
    held = (
        Membership.objects.in_force(on=now.astimezone(VIETNAM).date())
        .filter(held_for(agencies=list(lines), roles=AGENCY_ROLES), user__is_active=True)
        .select_related("user", "agency")
        .order_by("user_id")
    )
    people: dict[User, list[str]] = {}
    for one, user in dict.fromkeys((one.agency, one.user) for one in held):
        # A division without a seal works on the papers of the body above it.
        people.setdefault(user, []).extend(lines[one.pk] if one.pk in lines else lines[one.parent_id or one.pk])
    for user, own in people.items():
        more = [f"Và {len(own) - MOST_LINES} thiết bị khác."] if len(own) > MOST_LINES else []
        tell(
            users=[user],
            kind=KIND,
            dossier=None,
            title=f"Hạn giao nộp {len(own)} thiết bị đã được tính lại do lịch làm việc thay đổi",
            body="\n".join([*own[:MOST_LINES], *more]),
            event=f"calendar:{version}:{now.isoformat()}",
            now=now,
            url=URL,
        )
