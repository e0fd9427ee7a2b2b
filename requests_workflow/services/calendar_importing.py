"""A list of days for a year, tried first and then proposed as one batch. A list adds and changes; it never removes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from directory.models import User
from requests_workflow.domain.calendar_import import ADD, CHANGE, ERROR, ImportLine, UnreadableList, plan_import
from requests_workflow.models import CalendarChange
from requests_workflow.selectors.calendar import load_calendar
from requests_workflow.selectors.calendar_changes import waiting_changes, waiting_rules
from requests_workflow.services.calendar_changes import propose_days
from requests_workflow.services.errors import FieldError, InvalidInput

# Numbered lines of a list, each with its cells as text.
Lines = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True)
class ImportPlan:
    """What a list would do, line by line; `ready` where something is left to propose and no line is wrong."""

    lines: tuple[ImportLine, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many lines have each outcome."""
        return Counter(line.outcome for line in self.lines)

    @property
    def news(self) -> tuple[ImportLine, ...]:
        """The lines that would be proposed."""
        return tuple(line for line in self.lines if line.outcome in (ADD, CHANGE))

    @property
    def ready(self) -> bool:
        return bool(self.news) and not self.counts[ERROR]


def try_import(*, lines: Lines) -> ImportPlan:
    """What the list would change in the calendar in force; writes nothing. Raises InvalidInput("text")."""
    try:
        planned = plan_import(lines, days=load_calendar().days, waiting=waiting_rules(waiting_changes()))
    except UnreadableList as error:
        raise InvalidInput(FieldError("text", str(error))) from error
    return ImportPlan(tuple(planned))


def propose_import(*, lines: Lines, source: str, by: User, now: datetime) -> tuple[ImportPlan, list[CalendarChange]]:
    """Proposes what the list adds and changes, as one batch; nothing where it says what the calendar says already.

    `source` names the list for whoever approves. Raises InvalidInput("text") for a list with a wrong line,
    WorkflowError as propose_days.
    """
    plan = try_import(lines=lines)
    if plan.counts[ERROR]:
        raise InvalidInput(FieldError("text", f"Còn {plan.counts[ERROR]} dòng sai. Sửa rồi nhập lại cả danh sách."))
    proposals = [line.proposal for line in plan.news if line.proposal is not None]
    if not proposals:
        return plan, []
    return plan, propose_days(proposals=proposals, by=by, now=now, source=source)
