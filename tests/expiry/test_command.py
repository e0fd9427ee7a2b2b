"""`send_expiry_digests`: shows the digests of any day, explains one certificate, and sends those of today alone."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from certificates.models import Certificate, ExpiryReminder
from config.celery import app
from requests_workflow.models import Notification
from requests_workflow.services.expiry import send_digests
from requests_workflow.tasks import send_expiry_digests
from tests.expiry.conftest import MONDAY, Office, morning


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("send_expiry_digests", *arguments, stdout=out)
    return out.getvalue()


def why(certificate: Certificate, day: Any = MONDAY) -> str:
    return run("--why", certificate.serial_number, "--on", day.isoformat())


def test_a_dry_run_shows_what_would_be_sent_and_sends_nothing(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=13)
    said = run("--on", "2026-11-23", "--dry-run")
    assert "Người nhận: Lò Thị Mai (mai@nacang.example)" in said
    assert "Người nhận: Vàng A Páo (không có thư điện tử, chỉ báo trong hệ thống)" in said
    assert "- Giàng A Dơ" in said
    assert "Sẽ gửi 2 bản nhắc" in said
    assert not Notification.objects.exists()
    assert not ExpiryReminder.objects.exists()


def test_a_digest_of_another_day_is_never_sent(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=13)
    with pytest.raises(CommandError, match="--dry-run"):
        run("--on", "2026-11-23")
    assert not Notification.objects.exists()


def test_why_names_the_people_and_what_they_have_heard(office: Office):
    certificate = office.certificate("Giàng A Dơ", days_to_file=13)
    said = why(certificate)
    assert "ngày cuối nộp hồ sơ gia hạn 06/12/2026" in said
    assert "vì phải còn ít nhất 30 ngày (Điều 13 Nghị định số 68/2024/NĐ-CP)" in said
    assert "UBND xã Nà Cang: Lò Thị Mai chưa được nhắc mức này" in said
    assert "Kết quả: nhắc 2 người" in said
    send_digests(now=morning(MONDAY))
    assert "Lò Thị Mai đã được nhắc mức này ngày 23/11/2026" in why(certificate)
    assert "Kết quả: ngày 23/11/2026 không nhắc ai." in why(certificate)


def test_why_says_that_the_digest_of_the_day_has_gone_out_already(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=13)
    send_digests(now=morning(MONDAY))
    said = why(office.certificate("Lý Thị Sa", days_to_file=13))
    assert "2 người đã nhận bản nhắc ngày 23/11/2026" in said
    assert "Kết quả: ngày 23/11/2026 không nhắc ai." in said


def revoke(certificate: Certificate, office: Office, ask: Callable[..., Any]) -> None:
    Certificate.objects.filter(pk=certificate.pk).update(status="revoked", revoked_at=timezone.now())


def succeed(certificate: Certificate, office: Office, ask: Callable[..., Any]) -> None:
    office.certificate("Giàng A Dơ", days_to_file=900, predecessor=certificate)


def request(certificate: Certificate, office: Office, ask: Callable[..., Any]) -> None:
    ask(certificate)


def leave(certificate: Certificate, office: Office, ask: Callable[..., Any]) -> None:
    for user in (office.clerk, office.contact):
        user.memberships.update(valid_to=MONDAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (revoke, "Trạng thái: Đã thu hồi"),
        (succeed, "Đã có chứng thư sau, số hiệu"),
        (request, "Đang có hồ sơ KP-"),
        (leave, "UBND xã Nà Cang: không có người soạn thảo hoặc cán bộ đầu mối."),
    ],
)
def test_why_says_what_keeps_a_certificate_out(
    office: Office, asks_for_successor: Callable[..., Any], change: Callable[..., None], words: str
):
    certificate = office.certificate("Giàng A Dơ", days_to_file=13)
    change(certificate, office, asks_for_successor)
    said = why(certificate)
    assert words in said
    assert said.strip().endswith("Kết quả: ngày 23/11/2026 không nhắc ai.")


def test_why_knows_days_off_and_days_too_early(office: Office):
    early = office.certificate("Giàng A Dơ", days_to_file=120)
    assert "chưa đến mức nhắc đầu tiên" in why(early)
    due = office.certificate("Lý Thị Sa", days_to_file=13)
    said = why(due, MONDAY - timedelta(days=1))
    assert "Chủ nhật, nghỉ hằng tuần; ngày nghỉ không gửi bản nhắc" in said
    assert "Kết quả: ngày 22/11/2026 không nhắc ai." in said


def test_why_finds_a_serial_number_however_it_is_typed(office: Office):
    office.certificate("Giàng A Dơ", days_to_file=13, serial_number="5a00beef")
    assert "Giàng A Dơ" in run("--why", "5A:00:BE:EF", "--on", "2026-11-23")
    with pytest.raises(CommandError, match="Không có chứng thư số hiệu 99"):
        run("--why", "99")


def test_the_beat_runs_the_task_that_sends(office: Office):
    entry = app.conf.beat_schedule["expiry-digests"]
    assert entry["task"] == send_expiry_digests.name
    # Every hour of a working day, so that a morning without workers is made up for.
    assert entry["schedule"].hour == set(range(7, 17))
    assert send_expiry_digests() == 0
