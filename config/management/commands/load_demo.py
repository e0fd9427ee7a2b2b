"""manage.py load_demo: the demo data of `make run`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.demo.load import DemoRefused, load_demo
from signing.verification.sandbox import close_sandbox


class Command(BaseCommand):
    help = "Nạp dữ liệu dùng thử (chỉ khi DEMO=1). Chạy lại không thay đổi dữ liệu đã có."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = load_demo(now=timezone.now(), with_cases=True)
        except DemoRefused as refused:
            raise CommandError(str(refused)) from refused
        finally:
            close_sandbox()
        if done.rows:
            self.stdout.write("Đã nạp dữ liệu dùng thử.")
        elif done.revocation_lists:
            self.stdout.write("Dữ liệu dùng thử đã có; đã phát hành lại danh sách thu hồi của CA thử nghiệm.")
        else:
            self.stdout.write("Dữ liệu dùng thử đã có; không thay đổi gì.")
