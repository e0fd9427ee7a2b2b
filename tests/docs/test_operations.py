"""The operations guide gives times, levels and commands as the code has them."""

import re

import pytest
from celery.schedules import crontab
from django.core.management import load_command_class

from certificates.domain.filing_window import OFFSETS
from config.celery import app
from config.local.paths import PROJECT
from requests_workflow.models import CertificateBatch, CertificateFile, Dossier
from requests_workflow.regulations.national_2024 import PROFILE
from requests_workflow.regulations.registry import OVERLAYS

OPERATIONS = PROJECT / "docs" / "van-hanh"
REMINDERS = ("expiry-digests", "watch-notices")


def page(name: str) -> str:
    return (OPERATIONS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("entry", REMINDERS)
def test_the_times_of_reminders_are_those_of_beat(entry: str) -> None:
    schedule = app.conf.beat_schedule[entry]["schedule"]
    assert isinstance(schedule, crontab)
    (minute,) = schedule.minute
    first, last = min(schedule.hour), max(schedule.hour)
    assert f"mỗi giờ từ {first:02d}:{minute:02d} đến {last:02d}:{minute:02d}" in page("nhac-viec.md")
    assert f"phút {minute}" in page("hang-doi.md")


def test_the_levels_of_reminders_are_those_of_the_code() -> None:
    days = ", ".join(str(days) for days in sorted(OFFSETS.values(), reverse=True))
    levels = ", ".join(str(days) for days in PROFILE.handover_notice_levels.value)
    assert f"còn {days} ngày" in page("nhac-viec.md")
    assert f"mức {days} ngày" in " ".join((PROJECT / "docs/huong-dan/cap-moi.md").read_text(encoding="utf-8").split())
    assert f"ba mức {levels} ngày làm việc" in page("nhac-viec.md")


def test_copies_go_to_storage_as_often_as_local_rules_want() -> None:
    text = " ".join(page("sao-luu.md").split())
    wanted = [one.values["backup_every_months"] for one in OVERLAYS.values() if "backup_every_months" in one.values]
    assert [value.value for value in wanted] == [1]
    for value in wanted:
        assert value.clause.locator in text
    assert "**Mỗi tháng**: chép một bản sang thiết bị lưu trữ chuyên dùng" in text
    assert "Điều 17 khoản 3" in text


def test_the_options_of_the_reminder_command_exist() -> None:
    parser = load_command_class("requests_workflow", "send_expiry_digests").create_parser("manage.py", "x")
    named = set(re.findall(r"--[a-z][a-z-]*", page("nhac-viec.md")))
    assert {"--dry-run", "--on", "--why"} <= named
    assert named - set(parser._option_string_actions) == set()


def test_the_query_for_waiting_files_names_tables_that_exist() -> None:
    named = set(re.findall(r"\b(?:FROM|JOIN) (requests_workflow_\w+)", page("theo-doi.md")))
    assert named == {model._meta.db_table for model in (CertificateBatch, CertificateFile, Dossier)}
