"""Computes a legal due date by the calendar in force and explains it day by day."""

import argparse
import json
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError

from requests_workflow.domain.calendar import VIETNAM, add_working_days
from requests_workflow.domain.calendar_seed import seed_calendar
from requests_workflow.selectors.calendar import load_calendar

MOST_DAYS = 250  # a year of working days; the calendar holds no more than four


class Command(BaseCommand):
    """`manage.py due_date --received ISO --working-days N [--json]`; a time without an offset is +07:00."""

    help = "Tính hạn theo ngày làm việc và giải thích từng ngày."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--received", required=True, type=_instant, help="ngày hoặc thời điểm nhận, ISO 8601")
        parser.add_argument("--working-days", required=True, type=_length, help=f"số ngày làm việc, 0–{MOST_DAYS}")
        parser.add_argument("--json", action="store_true", help="in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        received: date = options["received"]
        day = received.astimezone(VIETNAM).date() if isinstance(received, datetime) else received
        try:
            calendar = load_calendar()
        except (OperationalError, ProgrammingError):
            calendar = seed_calendar()
            self.stderr.write("Không đọc được lịch trong cơ sở dữ liệu: dùng lịch gốc kèm theo hệ thống.")
        try:
            found = add_working_days(day, options["working_days"], calendar)
        except OverflowError:
            raise CommandError(f"Ngày {day:%d/%m/%Y} nằm ngoài lịch.") from None
        answer = found.as_json()
        if options["json"]:
            result = {"received": received.isoformat()} | {key: answer[key] for key in ("due_date", "due_at", "days")}
            self.stdout.write(json.dumps(result, ensure_ascii=False))
            return
        self.stdout.write(f"Hạn: {found.due_at:%H:%M} ngày {found.due_date:%d/%m/%Y}")
        for one in found.days:
            self.stdout.write(f"  {one.date:%d/%m/%Y}  {'tính' if one.counts else 'không tính'}  {one.why}")


def _instant(text: str) -> date:
    """A date, or an aware datetime."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"không phải ngày hoặc thời điểm ISO 8601: {text}") from None
    return at if at.tzinfo else at.replace(tzinfo=VIETNAM)


def _length(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_DAYS:
        raise argparse.ArgumentTypeError(f"số ngày làm việc phải từ 0 đến {MOST_DAYS}: {text}")
    return int(text)
