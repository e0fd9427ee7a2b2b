"""manage.py demo_accounts: who can sign in to the demo, and how."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo.identity import DEMO_PASSWORD
from config.demo.personas import personas

HEAD = ("Tài khoản", "Vai trò", "Cơ quan")


class Command(BaseCommand):
    help = "In các tài khoản dùng thử và mật khẩu chung (chỉ khi DEMO=1)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Tài khoản dùng thử chỉ có khi DEMO=1.")
        rows = [
            HEAD,
            *((one.username, ", ".join(role.label for role in one.roles), one.agency) for one in personas()),
        ]
        widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
        for row in rows:
            self.stdout.write("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
        self.stdout.write(f"\nMật khẩu chung: {DEMO_PASSWORD}")
