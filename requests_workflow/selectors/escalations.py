"""The limits that run, of dossiers and of devices to be given back, and whom each concerns at which level."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from directory.domain.roles import Role
from directory.models import Agency, User
from directory.selectors.roles import working_for
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.domain.escalation import UNTIL_ANSWERED, UNTIL_RETURNED, Reached, level_label
from requests_workflow.models import DeadlineRecord, Dossier
from requests_workflow.regulations.profile import PROVIDER
from requests_workflow.regulations.registry import NoProfile, profile_by_code, profile_for
from tokens.models import DeviceReturn

# The first level tells the first group, the second the first two, the last level all.
AT_DEPARTMENT = (
    frozenset({Role.DEPARTMENT_OFFICER}),
    frozenset({Role.UNIT_HEAD}),
    frozenset({Role.DEPARTMENT_LEADER}),
)
AT_AGENCY = (
    frozenset({Role.CLERK, Role.CONTACT_OFFICER}),
    frozenset({Role.UNIT_HEAD}),
    frozenset({Role.AGENCY_LEADER}),
)
ASKS_PROVIDER = (frozenset({Role.CLERK, Role.CONTACT_OFFICER}),)


@dataclass(frozen=True, kw_only=True)
class WatchedTerm:
    """One running limit (domain.escalation.Term), whose it is and in which words it is told.

    `key` is the same as long as start and end are; `subject` and `told` are Vietnamese ("Hồ sơ … của …"); `officer`,
    where there is one, is told instead of everybody of the first group. `only_over`: nobody hears before the end.
    """

    key: str
    kind: str
    starts_at: datetime
    due_at: datetime
    levels: tuple[int, ...]
    agency: Agency | None
    groups: tuple[frozenset[Role], ...]
    subject: str
    told: str
    clause: str
    dossier: Dossier | None = None
    officer: User | None = None
    only_over: bool = False
    url: str = ""
    asks_in: str = UNTIL_ANSWERED

    def kind_at(self, reached: Reached) -> str:
        """Kind of the notice at this level; with `key` and the recipient it is told once."""
        return self.kind if self.only_over else f"{self.kind}_{reached.share}"

    def roles_at(self, reached: Reached) -> tuple[frozenset[Role], ...]:
        """The groups told at this level."""
        if self.only_over or reached.place == len(self.levels) - 1:
            return self.groups
        return self.groups[: reached.place + 1]

    def label_at(self, reached: Reached) -> str:
        """What the level is called."""
        return level_label(reached.share)


def running_terms() -> Iterator[WatchedTerm]:
    """Every limit that runs."""
    running = (
        DeadlineRecord.objects.filter(
            superseded_at__isnull=True, dossier__answered_at__isnull=True, dossier__closed_at__isnull=True
        )
        .select_related("dossier__recipient", "dossier__managing_agency", "dossier__officer")
        .iterator(chunk_size=500)
    )
    for record in running:
        yield term_of(record)
    returns = DeviceReturn.objects.filter(settled_at__isnull=True).select_related("token", "managing_agency")
    for duty in returns.iterator(chunk_size=500):
        yield term_of_return(duty)


def term_of(record: DeadlineRecord) -> WatchedTerm:
    """The watched limit of a dossier. The provider's clock concerns the sending body alone, once it has run out."""
    dossier = record.dossier
    at_provider = dossier.due_bearer == PROVIDER
    due = record.due_at.astimezone(VIETNAM)
    if at_provider:
        told = f"Cục phải trả lời hồ sơ {dossier.code} trước {due:%H:%M ngày %d/%m/%Y}"
    else:
        told = f"Hồ sơ {dossier.code} của {dossier.managing_agency.name} phải xong trước {due:%H:%M ngày %d/%m/%Y}"
    return WatchedTerm(
        key=f"dossier:{dossier.pk}:{record.parameter}:{record.starts_at:%Y%m%d%H%M%S}:{record.due_at:%Y%m%d%H%M}",
        kind="provider_overdue" if at_provider else "deadline",
        starts_at=record.starts_at,
        due_at=record.due_at,
        levels=profile_by_code(dossier.profile_code).escalation_levels.value,
        agency=dossier.managing_agency if at_provider else dossier.recipient,
        groups=ASKS_PROVIDER if at_provider else AT_DEPARTMENT,
        subject=dossier.code,
        told=told,
        clause=record.clause,
        dossier=dossier,
        officer=None if at_provider else dossier.officer,
        only_over=at_provider,
    )


def term_of_return(duty: DeviceReturn) -> WatchedTerm:
    """The watched limit of a device that is to be given back: its managing body's own affair."""
    due = duty.due_at.astimezone(VIETNAM)
    serial = duty.token.serial_number
    return WatchedTerm(
        key=f"return:{duty.pk}:{duty.starts_at:%Y%m%d%H%M%S}:{duty.due_at:%Y%m%d%H%M}",
        kind="device_return",
        starts_at=duty.starts_at,
        due_at=duty.due_at,
        levels=_levels(duty),
        agency=duty.managing_agency,
        groups=AT_AGENCY,
        subject=f"Giao nộp thiết bị {serial}",
        told=f"Thiết bị {serial} của {duty.managing_agency.name} phải giao nộp trước {due:%H:%M ngày %d/%m/%Y}",
        clause=duty.clause,
        url=f"/thiet-bi/{duty.token.public_id}/",
        asks_in=UNTIL_RETURNED,
    )


def _levels(duty: DeviceReturn) -> tuple[int, ...]:
    day = duty.starts_at.astimezone(VIETNAM).date()
    try:
        return profile_for(overlay=duty.managing_agency.overlay or None, on=day).escalation_levels.value
    except NoProfile:
        return profile_for(overlay=None, on=day).escalation_levels.value


class Audience:
    """Who hears of a limit, looked up once for each body and group while one run lasts."""

    def __init__(self, *, now: datetime) -> None:
        self._day = now.astimezone(VIETNAM).date()
        self._found: dict[tuple[int, frozenset[Role]], list[User]] = {}

    def of(self, term: WatchedTerm, reached: Reached) -> list[User]:
        """Active users, each once; the officer in charge stands for the officers while holding that role."""
        users: dict[int, User] = {}
        for place, roles in enumerate(term.roles_at(reached)):
            people = self.holders(term.agency, roles)
            in_charge = [one for one in people if place == 0 and term.officer and one.pk == term.officer.pk]
            users |= {one.pk: one for one in in_charge or people}
        return list(users.values())

    def holders(self, agency: Agency | None, roles: frozenset[Role]) -> list[User]:
        """Active users who hold one of the roles in the affairs of that body on the day."""
        if agency is None:
            return []
        key = (agency.pk, roles)
        if key not in self._found:
            self._found[key] = [m.user for m in working_for(agency=agency, roles=roles, on=self._day)]
        return self._found[key]
