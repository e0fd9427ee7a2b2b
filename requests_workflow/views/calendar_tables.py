"""Days, hours and proposals of the calendar as rows of the components; words and tones, no decisions."""

import calendar as months
from collections.abc import Mapping
from datetime import date
from typing import Any

from requests_workflow.domain.calendar import DayRule, Explanation, WorkCalendar
from requests_workflow.forms.calendar_changes import WEEKDAYS
from requests_workflow.models import CalendarChange

DAY_COLUMNS = [
    {"label": "Ngày", "nowrap": True},
    {"label": "Loại", "nowrap": True},
    {"label": "Lý do"},
    {"label": "Văn bản quyết định"},
    {"label": "Người duyệt"},
]
COUNT_COLUMNS = [{"label": "Ngày", "nowrap": True}, {"label": "Tính", "nowrap": True}, {"label": "Vì sao"}]
WORKED = {"label": "Làm việc", "tone": "success"}
OFF = {"label": "Nghỉ", "tone": "neutral"}
MADE_UP = {"label": "Làm bù", "tone": "info"}
PLAIN = {"label": "Ngày thường", "tone": "neutral"}
GIVEN = "Lịch kèm theo hệ thống"


def day_label(day: date) -> str:
    """ "Thứ Sáu, 02/01/2026"."""
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


def year_rows(work: WorkCalendar, year: int, *, approved: Mapping[date, CalendarChange]) -> list[dict[str, Any]]:
    """The days of a year that differ from a plain week; `approved` has the last approved change of a day."""
    rows = []
    for day, rule in sorted(work.days.items()):
        if day.year != year:
            continue
        source = f"{rule.legal_ref} (tạm tính, chưa có văn bản)" if rule.provisional else rule.legal_ref
        change = approved.get(day)
        by = f"{_person(change.decided_by)}, {change.decided_at:%d/%m/%Y}" if change and change.decided_at else GIVEN
        cells = [day_label(day), {"tag": MADE_UP if rule.kind == "work" else OFF}, rule.reason, source, by]
        rows.append({"cells": cells, "tone": "warning" if rule.provisional else ""})
    return rows


def month_rows(work: WorkCalendar, year: int, month: int) -> list[dict[str, Any]]:
    """Every day of a month and why it counts."""
    days = (date(year, month, number) for number in range(1, months.monthrange(year, month)[1] + 1))
    return [
        {
            "cells": [day_label(day), {"tag": WORKED if work.is_working(day) else OFF}, work.explain(day)],
            "tone": "warning" if work.is_provisional(day) else "",
        }
        for day in days
    ]


def count_rows(found: Explanation, work: WorkCalendar) -> list[dict[str, Any]]:
    """The days of a count, those without a decision marked."""
    counted, skipped = {"label": "Tính", "tone": "success"}, {"label": "Không tính", "tone": "neutral"}
    return [
        {
            "cells": [day_label(day.date), {"tag": counted if day.counts else skipped}, day.why],
            "tone": "warning" if work.is_provisional(day.date) else "",
        }
        for day in found.days
    ]


def hours_rows(work: WorkCalendar) -> list[dict[str, str]]:
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


def about(change: CalendarChange) -> str:
    """What a change is about: its day, or its weekday."""
    if change.date is not None:
        return day_label(change.date)
    return f"{WEEKDAYS[change.weekday or 0]} (giờ làm việc)"


def before_words(change: CalendarChange, work: WorkCalendar) -> str:
    """What the calendar says now of the day, or of the weekday's hours."""
    if change.date is not None:
        rule = work.days.get(change.date)
        return rule_words(rule) if rule else "Không có trong lịch"
    spans = work.office_hours.get(change.weekday or 0, ())
    return ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in spans) or "Không có giờ làm việc"


def after_words(change: CalendarChange) -> str:
    """What the change would make of it."""
    if change.kind == CalendarChange.Kind.HOURS:
        return change.spans.replace("-", "–") or "Không có giờ làm việc"
    if change.kind == CalendarChange.Kind.PLAIN:
        return f"{change.get_kind_display()} ({change.reason}; {change.legal_ref})"
    return rule_words(DayRule(str(change.kind), change.reason, change.legal_ref, change.provisional))


def rule_words(rule: DayRule) -> str:
    """A rule in one line."""
    kind = "Làm bù" if rule.kind == "work" else "Nghỉ"
    return f"{kind}: {rule.reason}; {rule.legal_ref}{' (tạm tính)' if rule.provisional else ''}"


def _person(user: Any) -> str:
    return str(user.get_full_name()) if user is not None else ""
