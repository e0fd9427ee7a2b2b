"""Writes docs/quy-trinh from the procedures, or says with --check which page has drifted from them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from requests_workflow.procedures.registry import PROCEDURES
from requests_workflow.procedures.render import render_page


class Command(BaseCommand):
    """`manage.py render_procedures [--check] [--folder DIR]`; exit code 1 on drift."""

    help = "Ghi docs/quy-trinh từ các quy trình; --check chỉ kiểm tra."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="báo lỗi nếu trang khác với quy trình, không ghi")
        parser.add_argument("--folder", default=str(Path(settings.BASE_DIR) / "docs" / "quy-trinh"))

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        pages = {f"{code}.md": render_page(procedure) for code, procedure in PROCEDURES.items()}
        if options["check"]:
            stored = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
            drifted = sorted(name for name in pages.keys() | stored.keys() if pages.get(name) != stored.get(name))
            if drifted:
                raise CommandError(f"Khác với quy trình: {', '.join(drifted)}. Chạy lại manage.py render_procedures.")
            self.stdout.write(f"Đúng với quy trình: {len(pages)} trang.")
            return
        folder.mkdir(parents=True, exist_ok=True)
        for stale in set(folder.glob("*.md")) - {folder / name for name in pages}:
            stale.unlink()
        for name, page in pages.items():
            (folder / name).write_text(page, encoding="utf-8")
        self.stdout.write(f"Đã ghi {len(pages)} trang vào {folder.name}.")
