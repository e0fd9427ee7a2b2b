"""/lich-lam-viec/: which days are worked and by which decision, and when a term ends."""

import calendar as months
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.policies import SIGNED_IN, ActorRequest, policy
from requests_workflow.domain.calendar import WorkCalendar, add_working_days
from requests_workflow.forms.calendar import CalendarFilter, TermForm
from requests_workflow.selectors.calendar import load_calendar

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
DAY_COLUMNS = [
    {"label": "Ngày", "nowrap": True},
    {"label": "Loại", "nowrap": True},
    {"label": "Lý do"},
    {"label": "Văn bản quyết định"},
]
MONTH_COLUMNS = [{"label": "Ngày", "nowrap": True}, {"label": "Tính", "nowrap": True}, {"label": "Vì sao"}]
COUNT_COLUMNS = [{"label": "Ngày", "nowrap": True}, {"label": "Tính", "nowrap": True}, {"label": "Vì sao"}]
WORKED = {"label": "Làm việc", "tone": "success"}
OFF = {"label": "Nghỉ", "tone": "neutral"}


@require_safe
@policy(SIGNED_IN)
def calendar_page(request: ActorRequest) -> HttpResponse:
    """The days of a year that differ from a plain week, or every day of a month; and the calculator."""
    today = timezone.localdate()
    work = load_calendar()
    years = sorted({day.year for day in work.days} | {today.year})
    shown = CalendarFilter(request.GET or None, years=years, initial={"nam": today.year})
    chosen = shown.cleaned_data if shown.is_bound and shown.is_valid() else {}
    year, month = chosen.get("nam") or today.year, chosen.get("thang")
    if shown.is_bound and not request.GET.get("nam"):
        shown = CalendarFilter(years=years, initial={"nam": year, "thang": month or ""})
    term = TermForm(request.GET if "nhan" in request.GET else None)
    return render(
        request,
        "requests_workflow/calendar.html",
        {
            "filters": shown,
            "year": year,
            "month": month,
            "columns": MONTH_COLUMNS if month else DAY_COLUMNS,
            "rows": _month(work, year, month) if month else _year(work, year),
            "provisional": _any_provisional(work, year, month),
            "hours": _hours(work),
            "version": work.version,
            "term": term,
            "answer": _answer(work, term),
            "count_columns": COUNT_COLUMNS,
        },
    )


def _label(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


def _any_provisional(work: WorkCalendar, year: int, month: int | None) -> bool:
    """Whether a day that is shown has no decision yet."""
    days = (day for day, rule in work.days.items() if rule.provisional and day.year == year)
    return any(month in (None, day.month) for day in days)


def _year(work: WorkCalendar, year: int) -> list[dict[str, Any]]:
    rows = []
    for day, rule in sorted(work.days.items()):
        if day.year != year:
            continue
        tag = {"label": "Làm bù", "tone": "info"} if rule.kind == "work" else OFF
        source = f"{rule.legal_ref} (tạm tính, chưa có văn bản)" if rule.provisional else rule.legal_ref
        rows.append(
            {
                "cells": [_label(day), {"tag": tag}, rule.reason, source],
                "tone": "warning" if rule.provisional else "",
            }
        )
    return rows


def _month(work: WorkCalendar, year: int, month: int) -> list[dict[str, Any]]:
    days = (date(year, month, number) for number in range(1, months.monthrange(year, month)[1] + 1))
    return [
        {
            "cells": [_label(day), {"tag": WORKED if work.is_working(day) else OFF}, work.explain(day)],
            "tone": "warning" if work.is_provisional(day) else "",
        }
        for day in days
    ]


def _hours(work: WorkCalendar) -> list[dict[str, str]]:
    """Office hours by weekday, neighbours with the same hours in one row."""
    rows: list[tuple[int, int, str]] = []
    for weekday in range(7):
        spans = work.office_hours.get(weekday, ())
        words = ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in spans)
        if not words:
            continue
        if rows and rows[-1][1] == weekday - 1 and rows[-1][2] == words:
            rows[-1] = (rows[-1][0], weekday, words)
        else:
            rows.append((weekday, weekday, words))
    return [
        {"label": WEEKDAYS[a] if a == b else f"{WEEKDAYS[a]} đến {WEEKDAYS[b]}", "value": words} for a, b, words in rows
    ]


def _answer(work: WorkCalendar, term: TermForm) -> dict[str, Any] | None:
    """The due day with its proof, when the calculator was filled in rightly."""
    if not term.is_bound or not term.is_valid():
        return None
    found = add_working_days(term.cleaned_data["nhan"], term.cleaned_data["so_ngay"], work)
    return {
        "due_at": found.due_at,
        "due_day": _label(found.due_date),
        "provisional": found.provisional,
        "rows": [
            {
                "cells": [
                    _label(day.date),
                    {
                        "tag": {"label": "Tính", "tone": "success"}
                        if day.counts
                        else {"label": "Không tính", "tone": "neutral"}
                    },
                    day.why,
                ]
            }
            for day in found.days
        ],
    }
