"""What a user may see and be: dated memberships, the subtree they reach, and functions given by law."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from directory.domain.roles import Role
from directory.models import Agency, AgencyFunction, Membership, User

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

# Roles that read the whole subtree of their agency.
SUBTREE_ROLES = frozenset(
    {
        Role.CLERK,
        Role.CONTACT_OFFICER,
        Role.UNIT_HEAD,
        Role.FORMAT_CHECKER,
        Role.AGENCY_LEADER,
        Role.REGISTRY_CLERK,
        Role.REPORT_MANAGER,
        Role.AUDITOR,
    }
)
# Roles that are held in the affairs of a body although their holder sits in a division of it.
DIVISION_ROLES = frozenset({Role.CLERK, Role.CONTACT_OFFICER, Role.UNIT_HEAD, Role.FORMAT_CHECKER, Role.REGISTRY_CLERK})
DEPARTMENT_ROLES = frozenset({Role.DEPARTMENT_OFFICER, Role.DEPARTMENT_LEADER})


@dataclass(frozen=True)
class Actor:
    """A signed-in user with the memberships in force on one day; built once per request."""

    user: User
    day: date
    memberships: tuple[Membership, ...]
    # Root paths of the territories for which the user's department is the delegated one.
    department_territories: tuple[str, ...] = field(default=())

    @property
    def roles(self) -> frozenset[Role]:
        """All roles held anywhere that day."""
        return frozenset(Role(m.role) for m in self.memberships)

    @property
    def person_id(self) -> int | None:
        return self.user.person_id

    def agencies(self, *roles: Role) -> list[Agency]:
        """Agencies where one of the roles is held."""
        return [m.agency for m in self.memberships if Role(m.role) in roles]

    def subtree_paths(self) -> tuple[str, ...]:
        """Path prefixes that a reading role reaches."""
        return tuple({m.agency.path for m in self.memberships if Role(m.role) in SUBTREE_ROLES})

    def roles_for(self, agency: Agency) -> frozenset[Role]:
        """Roles in the affairs of one managing agency.

        Held in that body itself, or in a division of it that has no seal of its own (Tân Uyên §1a): a văn thư of the
        province's committee is not the văn thư of a commune.
        """
        return frozenset(
            Role(m.role)
            for m in self.memberships
            if m.agency_id == agency.pk or (m.agency.path.startswith(agency.path) and not m.agency.can_submit)
        )


def actor_for(*, user: User, now: datetime) -> Actor:
    """The actor of `user` on the +07:00 day of `now`; two queries."""
    day = now.astimezone(VIETNAM).date()
    memberships = tuple(user.memberships.in_force(on=day).select_related("agency"))
    department_ids = [m.agency_id for m in memberships if Role(m.role) in DEPARTMENT_ROLES]
    territories: tuple[str, ...] = ()
    if department_ids:
        territories = tuple(
            AgencyFunction.objects.filter(
                _on(day),
                agency_id__in=department_ids,
                function=AgencyFunction.Function.DELEGATED_DEPARTMENT,
                territory__isnull=False,
            ).values_list("territory__path", flat=True)
        )
    return Actor(user=user, day=day, memberships=memberships, department_territories=territories)


def _on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def prefix_filter(*, lookup: str, paths: tuple[str, ...]) -> Q:
    """Q that holds where the path column starts with one of the prefixes; nothing for no prefix."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{lookup}__startswith": path})
    return condition


def body_with_function(*, function: str, agency: Agency, on: date) -> Agency | None:
    """Who has that function for the agency's territory on that day: the deepest territory wins, then the country.

    Code binds to the function; that Sở TTTT became Sở KH&CN in 2025 is a matter of rows.
    """
    candidates = AgencyFunction.objects.filter(_on(on), function=function).select_related("agency", "territory")
    best: AgencyFunction | None = None
    for row in candidates:
        if row.territory is not None and not agency.path.startswith(row.territory.path):
            continue
        depth = len(row.territory.path) if row.territory else 0
        best_depth = len(best.territory.path) if best and best.territory else -1 if best is None else 0
        if depth > best_depth:
            best = row
    return best.agency if best else None


def name_on(*, agency: Agency, day: date) -> str:
    """The name that the agency bore on that day; its present name where no row covers it."""
    row = agency.names.filter(_on(day)).order_by("-valid_from").first()
    return row.name if row else agency.name


def holders_of(*, agency: Agency, roles: frozenset[Role], on: date) -> list[Membership]:
    """Memberships of those roles in that agency on that day, heads first."""
    return list(
        Membership.objects.in_force(on=on)
        .filter(agency=agency, role__in=[r.value for r in roles], user__is_active=True)
        .select_related("user__person", "agency")
        .order_by("-is_head", "id")
    )


def held_for(*, agencies: Collection[Agency | int], roles: frozenset[Role]) -> Q:
    """Condition on a Membership: one of the roles, held in the affairs of one of the bodies.

    In the body itself, or, for DIVISION_ROLES, in a division right under it that has no seal of its own: whoever has a
    paper of the body on the work list is found here.
    """
    sealless = Q(agency__has_own_seal=False) | Q(agency__has_legal_personality=False)
    division = Q(agency__parent__in=agencies, role__in=[role.value for role in roles & DIVISION_ROLES])
    return Q(agency__in=agencies, role__in=[role.value for role in roles]) | (division & sealless)


def working_for(*, agency: Agency, roles: frozenset[Role], on: date) -> list[Membership]:
    """Memberships of active users in the affairs of the body on that day (held_for), heads first."""
    held = Membership.objects.in_force(on=on).filter(held_for(agencies=[agency], roles=roles), user__is_active=True)
    return list(held.select_related("user__person", "agency").order_by("-is_head", "id"))
