"""Sends the expiry digests of today, shows those of any day, or explains why a certificate is in none."""

from argparse import ArgumentTypeError
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.selectors.expiry_reasons import certificates_with, reasons
from requests_workflow.services.expiry import plan_digests, send_digests

SENT_FROM = time(7, 10)


class Command(BaseCommand):
    """`manage.py send_expiry_digests [--on YYYY-MM-DD] [--dry-run] [--why SERIAL]`."""

    help = "Gửi bản nhắc chứng thư sắp hết hạn; --dry-run chỉ xem; --why giải thích cho một chứng thư."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=_day, help="ngày cần xem, YYYY-MM-DD; chỉ dùng cùng --dry-run hoặc --why")
        parser.add_argument("--dry-run", action="store_true", help="chỉ xem, không gửi và không ghi gì")
        parser.add_argument("--why", metavar="SỐ HIỆU", help="giải thích cho một chứng thư")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["on"] is not None:
            now = datetime.combine(options["on"], SENT_FROM, VIETNAM)
        if options["why"]:
            self._explain(options["why"], now=now)
        elif options["dry_run"]:
            self._show(now=now)
        elif options["on"] is not None:
            raise CommandError("Bản nhắc của ngày khác chỉ xem được: thêm --dry-run.")
        else:
            self.stdout.write(f"Đã gửi {send_digests(now=now)} bản nhắc.")

    def _show(self, *, now: datetime) -> None:
        count = 0
        for digest in plan_digests(now=now):
            count += 1
            address = digest.recipient.email or "không có thư điện tử, chỉ báo trong hệ thống"
            self.stdout.write(f"Người nhận: {digest.recipient.get_full_name()} ({address})")
            self.stdout.write(f"Tiêu đề: {digest.title}")
            self.stdout.write(f"{digest.body}\n")
        self.stdout.write(f"Sẽ gửi {count} bản nhắc; chưa gửi gì.")

    def _explain(self, serial: str, *, now: datetime) -> None:
        found = certificates_with(serial)
        if not found:
            raise CommandError(f"Không có chứng thư số hiệu {serial}.")
        for certificate in found:
            self.stdout.write(f"{certificate.common_name}, số hiệu {certificate.serial_number}")
            for sentence in reasons(certificate=certificate, now=now):
                self.stdout.write(f"  {sentence}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"không phải ngày YYYY-MM-DD: {text}") from None
