"""/lich-lam-viec/: which days are worked and by which decision, and when a term ends."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.policies import SIGNED_IN, ActorRequest, policy
from requests_workflow.domain.calendar import VIETNAM, Explanation, WorkCalendar, add_working_days
from requests_workflow.domain.calendar_changes import DECIDERS, PROPOSERS
from requests_workflow.domain.calendar_years import years_without_decision
from requests_workflow.domain.deadlines import compute_deadline
from requests_workflow.engine.clauses import Clause
from requests_workflow.forms.calendar import CalendarFilter, TermForm
from requests_workflow.models import CalendarChange
from requests_workflow.regulations.instruments import CIVIL_CODE_2015
from requests_workflow.regulations.profile import Value
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.calendar_changes import changes_of_days
from requests_workflow.views import calendar_tables as tables

PRESENT_BASE = "national_2024"
WAITING_COLUMNS = [
    {"label": "Thay đổi", "nowrap": True},
    {"label": "Hiện nay"},
    {"label": "Đề nghị"},
    {"label": "Người đề nghị"},
]


@require_safe
@policy(SIGNED_IN)
def calendar_page(request: ActorRequest) -> HttpResponse:
    """The days of a year that differ from a plain week, or every day of a month; the calculator; what waits."""
    today = timezone.localdate()
    work = load_calendar()
    years = sorted({day.year for day in work.days} | {today.year, today.year + 1})
    shown = CalendarFilter(request.GET or None, years=years, initial={"nam": today.year})
    chosen = shown.cleaned_data if shown.is_bound and shown.is_valid() else {}
    year, month = chosen.get("nam") or today.year, chosen.get("thang")
    if shown.is_bound and not request.GET.get("nam"):
        shown = CalendarFilter(years=years, initial={"nam": year, "thang": month or ""})
    term = TermForm(request.GET if "nhan" in request.GET else None)
    approved, waiting = changes_of_days(first=date(year, 1, 1), last=date(year, 12, 31))
    return render(
        request,
        "requests_workflow/calendar.html",
        {
            "filters": shown,
            "year": year,
            "month": month,
            "earlier": year - 1 if year - 1 in years else None,
            "later": year + 1 if year + 1 in years else None,
            "columns": tables.COUNT_COLUMNS if month else tables.DAY_COLUMNS,
            "rows": tables.month_rows(work, year, month) if month else tables.year_rows(work, year, approved=approved),
            "provisional": _any_provisional(work, year, month),
            "undecided": years_without_decision(today=today, days=work.days),
            "hours": tables.hours_rows(work),
            "version": work.version,
            "term": term,
            "answer": _answer(work, term),
            "count_columns": tables.COUNT_COLUMNS,
            "waiting_columns": WAITING_COLUMNS,
            "waiting": [_waiting_row(one, work) for one in waiting],
            "may_propose": bool(request.actor.roles & PROPOSERS),
            "may_decide": bool(request.actor.roles & DECIDERS),
        },
    )


def _waiting_row(change: CalendarChange, work: WorkCalendar) -> dict[str, Any]:
    by = f"{change.proposed_by.get_full_name()}, {timezone.localtime(change.proposed_at):%H:%M %d/%m/%Y}"
    cells = [tables.about(change), tables.before_words(change, work), tables.after_words(change), by]
    return {"cells": cells, "tone": "warning"}


def _any_provisional(work: WorkCalendar, year: int, month: int | None) -> bool:
    """Whether a day that is shown has no decision yet."""
    days = (day for day, rule in work.days.items() if rule.provisional and day.year == year)
    return any(month in (None, day.month) for day in days)


def _answer(work: WorkCalendar, term: TermForm) -> dict[str, Any] | None:
    """The due day with its proof, when the calculator was filled in rightly."""
    if not term.is_bound or not term.is_valid():
        return None
    received, at, length = (term.cleaned_data[name] for name in ("nhan", "luc", "so_ngay"))
    rule = profile_by_code(PRESENT_BASE).receipt_after_hours
    if at is None:
        found = add_working_days(received, length, work)
        after_hours = ""
    else:
        moment = datetime.combine(received, at, VIETNAM)
        found = _from_moment(moment, length, work, rule=rule.value)
        after_hours = _after_hours(moment, work, rule=rule)
    return {
        "due_at": found.due_at,
        "due_day": tables.day_label(found.due_date),
        "provisional": found.provisional,
        "after_hours": after_hours,
        "rows": tables.count_rows(found, work),
    }


def _from_moment(moment: datetime, length: int, work: WorkCalendar, *, rule: str) -> Explanation:
    term = Value(length, "working_day", Clause(CIVIL_CODE_2015, "Điều 147"), "P")
    return compute_deadline(term, moment, work, rule)


def _after_hours(moment: datetime, work: WorkCalendar, *, rule: Value[str]) -> str:
    """What the profile says of a receipt after office hours or on a day off; "" of any other."""
    if work.is_working(moment.date()) and moment <= work.closes_at(moment.date()):
        return ""
    words = {
        "same_day": "Nhận ngoài giờ làm việc vẫn tính theo ngày ghi trên hệ thống quản lý văn bản.",
        "next_office_opening": "Nhận sau giờ làm việc hoặc vào ngày nghỉ thì tính như nhận vào ngày làm việc kế tiếp.",
    }
    return f"{words[rule.value]} Căn cứ: {rule.clause.cite()}."
