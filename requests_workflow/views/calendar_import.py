"""A year of the calendar from a file or pasted text: tried line by line, then proposed as one batch."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from directory.policies import ActorRequest, policy
from directory.selectors.kept import kept_post
from requests_workflow.domain.calendar_import import ADD, CHANGE, ERROR, UNCHANGED, WAITING, ImportLine
from requests_workflow.forms.calendar_lists import CalendarListForm
from requests_workflow.services.calendar_importing import ImportPlan, propose_import, try_import
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.views.calendar_changes import CALENDAR_OFFICERS
from requests_workflow.views.calendar_tables import day_label, rule_words

PASTED = "danh sách dán vào"
OUTCOMES = {
    ADD: {"label": "Thêm", "tone": "info"},
    CHANGE: {"label": "Sửa", "tone": "warning"},
    UNCHANGED: {"label": "Đã có", "tone": "neutral"},
    WAITING: {"label": "Đang chờ duyệt", "tone": "neutral"},
    ERROR: {"label": "Sai", "tone": "danger"},
}
COLUMNS = [
    {"label": "Dòng", "numeric": True},
    {"label": "Kết quả", "nowrap": True},
    {"label": "Ngày", "nowrap": True},
    {"label": "Nội dung"},
]


@policy(CALENDAR_OFFICERS)
def import_calendar(request: ActorRequest) -> HttpResponse:
    """Nothing is written before the second button; nothing is in force before a second person approves."""
    data = request.POST if request.method == "POST" else kept_post(request)
    form = CalendarListForm(data, request.FILES or None) if data is not None else CalendarListForm()
    plan: ImportPlan | None = None
    errors: list[dict[str, str]] = []
    status = 422 if request.method == "POST" else 200
    if data is not None and form.is_valid():
        try:
            if request.method == "POST" and "de_nghi" in request.POST:
                _propose(request, form)
                return redirect("cases_public:calendar_changes")
            plan = try_import(lines=form.lines)
            status = 200
        except InvalidInput as error:
            form.add_error(None, error.errors[0].text)
            plan = _tried(form)
        except WorkflowError as error:
            errors, status = [{"text": text} for text in error.sentences], 409
    context: dict[str, Any] = {
        "form": form,
        "errors": errors,
        "plan": plan,
        "counts": _counts(plan) if plan else [],
        "columns": COLUMNS,
        "rows": [_row(line) for line in plan.lines] if plan else [],
        "source": form.source or PASTED if plan else "",
    }
    return render(request, "requests_workflow/calendar_import.html", context, status=status)


def _propose(request: ActorRequest, form: CalendarListForm) -> None:
    source = f"danh sách {form.source}" if form.source and form.source != PASTED else PASTED
    _, made = propose_import(lines=form.lines, source=source, by=request.user, now=timezone.now())
    if made:
        messages.success(request, f"Đã đề nghị {len(made)} thay đổi. Người thứ hai duyệt thì mới có hiệu lực.")
    else:
        messages.info(request, "Danh sách không có gì mới so với lịch, nên không có gì để đề nghị.")


def _tried(form: CalendarListForm) -> ImportPlan | None:
    """The lines once more, where the list as such can be read."""
    try:
        return try_import(lines=form.lines)
    except InvalidInput:
        return None


def _counts(plan: ImportPlan) -> list[dict[str, Any]]:
    return [{"label": tag["label"], "value": str(plan.counts[key])} for key, tag in OUTCOMES.items()]


def _row(line: ImportLine) -> dict[str, Any]:
    tag = OUTCOMES[line.outcome]
    if line.proposal is None:
        cells = [str(line.number), {"tag": tag}, line.cells[0], " ".join(line.notes)]
        return {"cells": cells, "tone": "danger"}
    words = rule_words(line.proposal.rule) if line.proposal.rule else ""
    if line.outcome == CHANGE and line.before is not None:
        words = f"{words} (hiện nay: {rule_words(line.before)})"
    return {"cells": [str(line.number), {"tag": tag}, day_label(line.proposal.date), words]}
