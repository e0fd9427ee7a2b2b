"""Proposes the days of a list as one batch of changes; a second person approves them on the calendar page."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from directory.models import User
from requests_workflow.domain.calendar_import import ImportLine, UnreadableList
from requests_workflow.forms.calendar_lists import MOST_BYTES, lines_of
from requests_workflow.services.calendar_importing import ImportPlan, propose_import, try_import
from requests_workflow.services.errors import WorkflowError

OUTCOMES = {"add": "thêm", "change": "sửa", "unchanged": "đã có", "waiting": "đang chờ duyệt", "error": "SAI"}


class Command(BaseCommand):
    """`manage.py import_calendar FILE --propose-as USER`; without the option the list is only tried."""

    help = "Thử một danh sách ngày nghỉ, ngày làm bù (CSV, .xlsx) và đề nghị các thay đổi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="tệp CSV (UTF-8) hoặc .xlsx")
        parser.add_argument(
            "--propose-as", metavar="USER", help="tên đăng nhập của cán bộ đề nghị; không có thì chỉ thử"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            if path.stat().st_size > MOST_BYTES:
                raise CommandError("Tệp lớn hơn 1 MB.")
            lines = lines_of(data=path.read_bytes())
            if not options["propose_as"]:
                self._show(try_import(lines=lines))
                return
            by = User.objects.get(username=options["propose_as"], is_active=True)
            plan, made = propose_import(lines=lines, source=path.name, by=by, now=timezone.now())
        except OSError as error:
            raise CommandError(f"Không mở được tệp: {error}") from error
        except User.DoesNotExist as error:
            raise CommandError(f"Không có tài khoản “{options['propose_as']}”.") from error
        except (UnreadableList, WorkflowError) as error:
            if isinstance(error, WorkflowError):
                self._show(try_import(lines=lines))
            raise CommandError(str(error)) from error
        self._show(plan)
        self.stdout.write(
            f"Đã đề nghị {len(made)} thay đổi; người thứ hai duyệt ở trang Lịch làm việc."
            if made
            else "Không có gì mới để đề nghị."
        )

    def _show(self, plan: ImportPlan) -> None:
        for line in plan.lines:
            self.stdout.write(f"{line.number:>4}  {OUTCOMES[line.outcome]:<14}  {_words(line)}")
        self.stdout.write(", ".join(f"{OUTCOMES[key]}: {count}" for key, count in sorted(plan.counts.items())))


def _words(line: ImportLine) -> str:
    if line.proposal is None:
        return " | ".join([*line.cells, *line.notes])
    one = line.proposal
    mark = " (tạm tính)" if one.provisional else ""
    return f"{one.date:%d/%m/%Y} {'nghỉ' if one.kind == 'off' else 'làm bù'}: {one.reason}; {one.legal_ref}{mark}"
