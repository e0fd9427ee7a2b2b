"""Whose expiring certificates are whose concern: clerks of the managing body, or of the body above that has a seal.

A body without its own seal sends no document (TT 185/2019 Điều 3.1), so the body above it is told as well.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from directory.domain.roles import Role
from directory.models import Agency
from directory.selectors.roles import prefix_filter
from requests_workflow.models import Notification
from requests_workflow.regulations.profile import Value
from requests_workflow.regulations.registry import BASES, OVERLAYS, NoProfile, profile_for

# Kind of the notice; with the day and the recipient it is the notice's key (services.notify).
DIGEST = "expiry_digest"
# Who drafts, and so who is reminded.
REMINDED = frozenset({Role.CLERK, Role.CONTACT_OFFICER})


@dataclass(frozen=True)
class Body:
    """An agency as far as reminders need it; `above` are the ids on its path, itself first, the root last."""

    pk: int
    name: str
    can_submit: bool
    overlay: str
    above: tuple[int, ...]


def all_bodies() -> dict[int, Body]:
    """Every agency by id; one query."""
    return _bodies(Q())


def served_by(agencies: Collection[Agency]) -> dict[int, Body]:
    """The bodies whose expiring certificates concern clerks of those agencies; one query.

    The agencies themselves, and below them the bodies without a seal of their own.
    """
    if not agencies:
        return {}
    own = {agency.pk for agency in agencies}
    paths = tuple({agency.path for agency in agencies})
    sealless = Q(has_own_seal=False) | Q(has_legal_personality=False)
    near = _bodies(Q(pk__in=own) | (prefix_filter(lookup="path", paths=paths) & sealless))
    return {pk: body for pk, body in near.items() if own & set(in_charge(body, bodies=near))}


def in_charge(body: Body, *, bodies: Mapping[int, Body]) -> tuple[int, ...]:
    """Ids of the bodies whose clerks are told: this one and those above it, up to the first that can send a document.

    A body that `bodies` does not hold is taken for one that can.
    """
    found: list[int] = []
    for pk in body.above:
        found.append(pk)
        if pk not in bodies or bodies[pk].can_submit:
            break
    return tuple(found)


def had_digest(people: Collection[int], *, day: date) -> set[int]:
    """Which of these users (by id) have had the digest of that day; one query."""
    keys = {f"{DIGEST}:{day}:{pk}": pk for pk in people}
    return {keys[key] for key in Notification.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True)}


def days_left_rule(*, overlay: str, on: date) -> Value[int]:
    """Days that must be left when a renewal is filed, by the rules of a body with that overlay on that day.

    An overlay that is not in force then leaves the national rule. Raises NoProfile before the first national rules.
    """
    try:
        return profile_for(overlay=overlay or None, on=on).renewal_min_days_left
    except NoProfile:
        return profile_for(overlay=None, on=on).renewal_min_days_left


def most_days_left() -> int:
    """The largest number of days that any registered rule wants left at filing: no certificate is looked for beyond."""
    name = "renewal_min_days_left"
    rules = [base.renewal_min_days_left.value for base in BASES]
    own: list[int] = [one.values[name].value for one in OVERLAYS.values() if name in one.values]
    return max([*rules, *own])


def _bodies(condition: Q) -> dict[int, Body]:
    columns = ("pk", "name", "has_own_seal", "has_legal_personality", "overlay", "path")
    return {
        pk: Body(
            pk=pk,
            name=name,
            can_submit=seal and personality,
            overlay=overlay,
            above=tuple(int(part) for part in reversed(path.split(".")) if part),
        )
        for pk, name, seal, personality, overlay, path in Agency.objects.filter(condition).values_list(*columns)
    }
