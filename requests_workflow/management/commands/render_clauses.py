"""Writes docs/phap-ly from the clause matrix, or says with --check which page has drifted from it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from requests_workflow.regulations.matrix_pages import all_pages

# Written by hand beside the generated pages.
BY_HAND = frozenset({"them-tinh.md"})


class Command(BaseCommand):
    """`manage.py render_clauses [--check] [--folder DIR]`; exit code 1 on drift."""

    help = "Ghi docs/phap-ly từ bảng điều khoản; --check chỉ kiểm tra."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="báo lỗi nếu trang khác với bảng, không ghi")
        parser.add_argument("--folder", default=str(Path(settings.BASE_DIR) / "docs" / "phap-ly"))

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        pages = all_pages()
        names = {path.name for path in folder.glob("*.md")} - BY_HAND
        if options["check"]:
            stored = {name: (folder / name).read_text(encoding="utf-8") for name in names}
            drifted = sorted(name for name in pages.keys() | stored.keys() if pages.get(name) != stored.get(name))
            if drifted:
                raise CommandError(
                    f"Khác với bảng điều khoản: {', '.join(drifted)}. Chạy lại manage.py render_clauses."
                )
            self.stdout.write(f"Đúng với bảng điều khoản: {len(pages)} trang.")
            return
        folder.mkdir(parents=True, exist_ok=True)
        for stale in names - pages.keys():
            (folder / stale).unlink()
        for name, page in pages.items():
            (folder / name).write_text(page, encoding="utf-8")
        self.stdout.write(f"Đã ghi {len(pages)} trang vào {folder.name}.")
