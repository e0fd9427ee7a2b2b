"""Which delegations of signing are in force, and who may be given one (Nghị định 30/2020/NĐ-CP Điều 13)."""

from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from directory.domain.roles import Role
from directory.models import Agency, Delegation, Membership, Person, User
from directory.selectors.roles import VIETNAM


class Standing(StrEnum):
    """How a delegation stands at an instant; `label` is what people read."""

    IN_FORCE = "in_force"
    UPCOMING = "upcoming"
    RUN_OUT = "run_out"
    REVOKED = "revoked"
    SOURCE_ENDED = "source_ended"
    POST_LOST = "post_lost"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Standing.IN_FORCE: "Đang hiệu lực",
    Standing.UPCOMING: "Chưa đến ngày",
    Standing.RUN_OUT: "Đã hết thời hạn",
    Standing.REVOKED: "Đã chấm dứt",
    Standing.SOURCE_ENDED: "Hết theo văn bản giao ký gốc",
    Standing.POST_LOST: "Người được giao không còn giữ chức vụ",
}


def delegations_of(*, agencies: list[Agency]) -> QuerySet[Delegation]:
    """All delegations of these bodies, newest first, with the people that a list names."""
    return Delegation.objects.filter(agency__in=agencies).select_related(
        "agency",
        "delegator__person",
        "delegate__person",
        "recorded_by__person",
        "revoked_by__person",
        "source__agency",
        "source__delegate__person",
    )


def standing(*, delegation: Delegation, now: datetime) -> Standing:
    """How it stands at `now`: dates are +07:00 days, an early end counts from its instant; one query or two."""
    day = now.astimezone(VIETNAM).date()
    if delegation.revoked_at is not None and delegation.revoked_at <= now:
        return Standing.REVOKED
    if delegation.valid_to is not None and delegation.valid_to < day:
        return Standing.RUN_OUT
    if delegation.source is not None and standing(delegation=delegation.source, now=now) not in (
        Standing.IN_FORCE,
        Standing.UPCOMING,
    ):
        return Standing.SOURCE_ENDED
    eligible = eligible_delegates(
        agency=delegation.agency, kind=Delegation.Kind(delegation.kind), source=delegation.source, on=day
    )
    if not eligible.filter(pk=delegation.delegate_id).exists():
        return Standing.POST_LOST
    return Standing.IN_FORCE if delegation.valid_from <= day else Standing.UPCOMING


def delegations_in_force(*, agency: Agency, now: datetime, procedure: str = "") -> list[Delegation]:
    """Delegations of the body in force at `now` that cover `procedure` (any, where it is empty); oldest first."""
    day = now.astimezone(VIETNAM).date()
    running = delegations_of(agencies=[agency]).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day), revoked_at__isnull=True, valid_from__lte=day
    )
    return [
        one
        for one in running.order_by("id")
        if (not procedure or one.covers(procedure)) and standing(delegation=one, now=now) is Standing.IN_FORCE
    ]


def head_of(*, agency: Agency, on: date) -> Membership | None:
    """The head of the body on that day."""
    held = Membership.objects.in_force(on=on).filter(agency=agency, role=Role.AGENCY_LEADER.value, is_head=True)
    return held.select_related("user__person").order_by("-valid_from", "-id").first()


def eligible_delegates(*, agency: Agency, kind: Delegation.Kind, source: Delegation | None, on: date) -> QuerySet[User]:
    """Whom Điều 13 lets the head have sign that way on that day.

    KT.: a deputy of the head. TL. and TUQ.: the head of a unit of the body, or of a body within its structure (a
    commune is none of the province's). With `source`: somebody else of the unit's body, as its head's deputy.
    Nobody who has left or whose account is closed.
    """
    users = User.objects.filter(is_active=True, person__isnull=False).exclude(person__left_on__lte=on)
    held = Membership.objects.in_force(on=on)
    leaders = held.filter(agency=agency, role=Role.AGENCY_LEADER.value)
    if kind == Delegation.Kind.KT:
        return users.filter(pk__in=leaders.filter(is_head=False).values("user"))
    users = users.exclude(pk__in=leaders.values("user"))
    if source is not None:
        unit = Person.objects.filter(account=source.delegate_id)
        return users.filter(person__agency__in=unit.values("agency")).exclude(pk=source.delegate_id)
    return users.filter(pk__in=_heads_within(agency, held).values("user"))


def eligible_anyhow(*, agency: Agency, on: date) -> QuerySet[User]:
    """Everybody whom a form of delegation may name: deputies, heads within the body, and its own staff."""
    heads = _heads_within(agency, Membership.objects.in_force(on=on))
    return (
        User.objects.filter(Q(person__agency__in=_units_of(agency)) | Q(pk__in=heads.values("user")), is_active=True)
        .exclude(person__left_on__lte=on)
        .select_related("person__agency")
        .order_by("person__sort_name", "id")
    )


def _units_of(agency: Agency) -> QuerySet[Agency]:
    """The body with its divisions that have no seal of their own."""
    below = Q(path__startswith=agency.path, has_own_seal=False)
    return Agency.objects.filter(Q(pk=agency.pk) | below)


def _heads_within(agency: Agency, held: QuerySet[Membership]) -> QuerySet[Membership]:
    """Heads of the body's units, and of bodies with a seal that belong to its structure."""
    unit = Q(role=Role.UNIT_HEAD.value, agency__in=_units_of(agency))
    body = Q(role=Role.AGENCY_LEADER.value, is_head=True, agency__path__startswith=agency.path)
    committee = Q(agency__kind=Agency.Kind.PEOPLE_COMMITTEE) | Q(agency=agency)
    return held.filter(unit | (body & ~committee))
