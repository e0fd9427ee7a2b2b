"""Changes of the calendar under four eyes: propose a day or office hours, and decide what others proposed."""

import uuid
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from directory.policies import ActorRequest, Policy, policy
from directory.selectors.kept import kept_post
from requests_workflow.domain.calendar import WorkCalendar
from requests_workflow.domain.calendar_changes import DECIDERS, PROPOSERS
from requests_workflow.forms.calendar_changes import DayChangeForm, DecisionForm, HoursForm
from requests_workflow.models import CalendarChange
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.calendar_changes import decided_changes, waiting_changes
from requests_workflow.services.calendar_changes import (
    decide_changes,
    propose_days,
    propose_hours,
    proposed_calendar,
    touched_days,
)
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.services.recomputing import count_moves
from requests_workflow.views import calendar_tables as tables

CALENDAR_OFFICERS = Policy("calendar_officers", PROPOSERS)
CALENDAR_DECIDERS = Policy("calendar_deciders", DECIDERS)
MOST_DECIDED = 100
PROPOSED = "Đã đề nghị. Thay đổi có hiệu lực khi người thứ hai duyệt."
DECIDED_COLUMNS = [
    {"label": "Thay đổi", "nowrap": True},
    {"label": "Nội dung"},
    {"label": "Người đề nghị"},
    {"label": "Quyết định"},
]


@dataclass
class Batch:
    """Changes proposed together, as one form; `own` where the reader is who proposed them."""

    key: uuid.UUID
    changes: list[CalendarChange]
    form: DecisionForm
    rows: list[dict[str, Any]]
    own: bool
    moves: int | None

    @property
    def moves_words(self) -> str:
        """What approving the whole batch does to running deadlines."""
        return f"Nếu duyệt cả đợt, {self.moves} hạn đang chạy được tính lại, ghi vào hồ sơ và báo cho người liên quan."


@policy(CALENDAR_OFFICERS)
def propose_day(request: ActorRequest) -> HttpResponse:
    """One day: off, worked, or taken out of the calendar."""
    form = DayChangeForm(_sent(request))
    errors: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            propose_days(proposals=[form.proposal()], by=request.user, now=timezone.now())
            messages.success(request, PROPOSED)
            return redirect("cases_public:calendar_changes")
        except WorkflowError as error:
            errors = _place(error, form, DayChangeForm.FIELDS)
    context = {"form": form, "errors": errors}
    return render(request, "requests_workflow/calendar_propose.html", context, status=_status(request))


@policy(CALENDAR_OFFICERS)
def propose_office_hours(request: ActorRequest) -> HttpResponse:
    """The office hours of some weekdays."""
    form = HoursForm(_sent(request))
    errors: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            propose_hours(
                weekdays=data["thu"],
                spans=data["gio"],
                reason=data["ly_do"],
                legal_ref=data["can_cu"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, PROPOSED)
            return redirect("cases_public:calendar_changes")
        except WorkflowError as error:
            errors = _place(error, form, HoursForm.FIELDS)
    context = {"form": form, "errors": errors, "hours": tables.hours_rows(load_calendar())}
    return render(request, "requests_workflow/calendar_hours.html", context, status=_status(request))


@policy(CALENDAR_DECIDERS)
def calendar_changes(request: ActorRequest) -> HttpResponse:
    """What waits for a second person, batch by batch, and what was decided."""
    errors: list[dict[str, str]] = []
    status = 200
    sent: DecisionForm | None = None
    if request.method == "POST":
        sent, errors, status = _decide(request)
        if not errors and status == 200:
            return redirect("cases_public:calendar_changes")
    batches = _batches(request, sent)
    context = {
        "batches": batches,
        "errors": errors,
        "form": sent if sent is not None and sent.errors else None,
        "decided": [_decided_row(one) for one in decided_changes()[:MOST_DECIDED]],
        "decided_columns": DECIDED_COLUMNS,
        "most": MOST_DECIDED,
        "may_propose": bool(request.actor.roles & PROPOSERS),
    }
    return render(request, "requests_workflow/calendar_changes.html", context, status=status)


def _decide(request: ActorRequest) -> tuple[DecisionForm | None, list[dict[str, str]], int]:
    """(the form where it comes back, lines of the error summary, status)."""
    batch = _uuid(request.POST.get("dot", ""))
    changes = [one for one in waiting_changes() if one.batch == batch]
    if batch is None or not changes:
        return None, [{"text": "Đề nghị này không còn chờ duyệt. Xem kết quả ở phần đã quyết định."}], 409
    form = DecisionForm(request.POST, batch=batch, changes=changes)
    if not form.is_valid():
        return form, [], 422
    approve = form.cleaned_data["viec"] == DecisionForm.APPROVE
    try:
        done = decide_changes(
            change_ids=form.change_ids,
            approve=approve,
            rejection=form.cleaned_data["ly_do"],
            by=request.user,
            now=timezone.now(),
        )
    except InvalidInput as error:
        return form, _place(error, form, DecisionForm.FIELDS), 422
    except WorkflowError as error:
        return form, [{"text": text} for text in error.sentences], 409
    if approve:
        moved = f"Đã tính lại {done.moved} hạn đang chạy." if done.moved else "Không có hạn đang chạy nào thay đổi."
        messages.success(request, f"Đã duyệt {len(done.changes)} thay đổi. {moved}")
    else:
        messages.success(request, f"Đã ghi không duyệt {len(done.changes)} thay đổi.")
    return form, [], 200


def _batches(request: ActorRequest, sent: DecisionForm | None) -> list[Batch]:
    """The waiting changes by batch; the form that came back stands in its batch."""
    work, now = load_calendar(), timezone.now()
    found = []
    for key, group in groupby(waiting_changes(), key=lambda one: one.batch):
        changes = list(group)
        form = DecisionForm(batch=key, changes=changes, initial={"dot": key})
        chosen = {str(one.public_id) for one in changes}
        if sent is not None and str(sent.data.get("dot", "")) == str(key):
            form, chosen = sent, set(sent.data.getlist("chon"))  # type: ignore[attr-defined]
        found.append(
            Batch(
                key=key,
                changes=changes,
                form=form,
                rows=[_row(one, work, chosen) for one in changes],
                own=changes[0].proposed_by_id == request.user.pk,
                moves=_moves(changes, work, now),
            )
        )
    return found


def _moves(changes: list[CalendarChange], work: WorkCalendar, now: Any) -> int | None:
    """How many running deadlines the batch would move; None for one that would leave no office hours."""
    try:
        planned = proposed_calendar(changes=changes, calendar=work)
    except WorkflowError:
        return None
    return count_moves(days=touched_days(changes=changes, now=now), calendar=planned)


def _row(change: CalendarChange, work: WorkCalendar, chosen: set[str]) -> dict[str, Any]:
    key = str(change.public_id)
    return {
        "key": key,
        "chosen": key in chosen,
        "about": tables.about(change),
        "before": tables.before_words(change, work),
        "after": tables.after_words(change),
    }


def _decided_row(change: CalendarChange) -> dict[str, Any]:
    by = change.decided_by.get_full_name() if change.decided_by else ""
    at = timezone.localtime(change.decided_at) if change.decided_at else None
    words = f"{change.get_decision_display()}: {by}" + (f", {at:%H:%M %d/%m/%Y}" if at else "")
    if change.rejection:
        words += f". Lý do: {change.rejection}"
    proposed = f"{change.proposed_by.get_full_name()}, {timezone.localtime(change.proposed_at):%H:%M %d/%m/%Y}"
    content = tables.after_words(change) + (f" (từ {change.source})" if change.source else "")
    return {"cells": [tables.about(change), content, proposed, words]}


def _sent(request: ActorRequest) -> Any:
    """What was sent, now or before the session expired; None for a first visit."""
    return request.POST if request.method == "POST" else kept_post(request)


def _place(error: WorkflowError, form: forms.Form, names: dict[str, str]) -> list[dict[str, str]]:
    """Errors of the service beside their fields; what belongs to no field goes to the error summary."""
    if not isinstance(error, InvalidInput):
        return [{"text": text} for text in error.sentences]
    for one in error.errors:
        form.add_error(names.get(one.field), one.text)
    return []


def _status(request: ActorRequest) -> int:
    return 422 if request.method == "POST" else 200


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
