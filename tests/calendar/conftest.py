"""A province with two departments' people, and cases that run across days which may change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.domain.roles import Role
from directory.models import Agency, User
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.domain.calendar_changes import DayProposal
from requests_workflow.engine.transition import Deadline
from requests_workflow.models import CalendarChange, DeadlineRecord, Dossier
from requests_workflow.regulations.registry import profile_by_code
from requests_workflow.services.calendar_changes import propose_days
from requests_workflow.services.calendar_rows import fill_from_seed
from requests_workflow.services.deadlines import explain_deadline
from tests import world

# Monday 23/11/2026, 10:00 in Vietnam; the next day is Culture Day, which nobody has decided yet.
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
CULTURE_DAY = date(2026, 11, 24)
REF = "Nghị định số 1/2026/NĐ-CP ngày 10/11/2026"


@dataclass(frozen=True)
class Province:
    """Agencies and people; `add_case` makes a received case with a running deadline."""

    commune: Agency
    department: Agency
    clerk: User
    officer: User
    colleague: User
    leader: User
    administrator: User

    def add_case(self, *, received: datetime, **values: object) -> Dossier:
        """A case of Mẫu 06 whose term began at `received`, by the calendar in force."""
        dossier = world.make_dossier(
            self.commune,
            by=self.clerk,
            state="received",
            **{
                "recipient": self.department,
                "recipient_function": "delegated_department",
                "due_bearer": "delegated_department",
                "first_received_at": received,
                "valid_received_at": received,
            }
            | values,
        )
        profile = profile_by_code(dossier.profile_code)
        term = Deadline("recovery_deadline", "valid_receipt", profile.recovery_deadline.clause)
        found = explain_deadline(deadline=term, profile=profile, starts_at=received)
        DeadlineRecord.objects.create(
            dossier=dossier,
            parameter="recovery_deadline",
            starts_at=received,
            due_at=found.due_at,
            explanation=found.as_json(),
            clause=profile.recovery_deadline.clause.cite(),
            computed_at=received,
        )
        dossier.due_at = found.due_at
        dossier.save(update_fields=["due_at"])
        return dossier

    def propose(self, day: date, kind: str = "plain", **values: object) -> CalendarChange:
        """The officer's proposal for a day."""
        one = DayProposal(**{"date": day, "kind": kind, "reason": "Bỏ ngày nghỉ", "legal_ref": REF} | values)  # type: ignore[arg-type]
        (change,) = propose_days(proposals=[one], by=self.officer, now=NOW)
        return change


def at(day: date, clock: str) -> datetime:
    """That wall clock in Vietnam."""
    return datetime.fromisoformat(f"{day.isoformat()}T{clock}:00").replace(tzinfo=VIETNAM)


def build_province() -> Province:
    """Seed days, a commune, its department and their people."""
    fill_from_seed()
    top = world.make_agency("UBND tỉnh")
    commune = world.make_agency("UBND xã", parent=top)
    department = world.make_agency("Sở KH&CN", parent=top)
    world.delegate(department, territory=top)
    officer, colleague = (
        world.make_user(name, Role.DEPARTMENT_OFFICER, agency=department) for name in ("Cán Bộ Một", "Cán Bộ Hai")
    )
    return Province(
        commune=commune,
        department=department,
        clerk=world.make_user("Người Soạn", Role.CLERK, agency=commune),
        officer=officer,
        colleague=colleague,
        leader=world.make_user("Giám Đốc", Role.DEPARTMENT_LEADER, agency=department),
        administrator=world.make_user("Quản Trị", Role.ADMINISTRATOR, agency=top),
    )


@pytest.fixture
def province(db: None) -> Province:
    return build_province()


@pytest.fixture
def sql_of() -> Callable[[Callable[[], object]], int]:
    """How many statements an act costs."""

    def count(act: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as asked:
            act()
        return len(asked)

    return count
