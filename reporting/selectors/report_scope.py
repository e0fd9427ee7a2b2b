"""Of which bodies a person may ask a periodic report, and in whose name it is written."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from directory.domain.roles import Role
from directory.models import Agency, Membership
from directory.selectors.roles import Actor, holders_of, prefix_filter
from reporting.domain.access import PERIODIC_ROLES

_DEPARTMENT = frozenset({Role.DEPARTMENT_OFFICER, Role.DEPARTMENT_LEADER})
_LEADERS = frozenset({Role.AGENCY_LEADER, Role.DEPARTMENT_LEADER})
# A choice of more bodies than this is no choice.
MOST_BODIES = 400


@dataclass(frozen=True)
class Subject:
    """The body that is reported on, with all below it; `author` writes the report (the department, for its land)."""

    body: Agency
    author: Agency


def subjects(actor: Actor) -> list[Subject]:
    """The roots of the actor's reports: the territories of one's department first, then one's own bodies."""
    departments = actor.agencies(Role.DEPARTMENT_OFFICER, Role.DEPARTMENT_LEADER)
    territories = list(Agency.objects.filter(path__in=actor.department_territories).order_by("path"))
    found = [Subject(body, departments[0]) for body in territories]
    known = {one.body.pk for one in found}
    own = {one.pk: one for one in actor.agencies(*(PERIODIC_ROLES - _DEPARTMENT))}
    return found + [Subject(body, body) for pk, body in own.items() if pk not in known]


def chosen(*, actor: Actor, public_id: UUID | None) -> Subject | None:
    """The asked body where the actor may ask for it (the first root where none is asked); None otherwise."""
    roots = subjects(actor)
    if public_id is None:
        return roots[0] if roots else None
    body = Agency.objects.filter(public_id=public_id).first()
    if body is None:
        return None
    for root in roots:
        if body.pk == root.body.pk:
            return root
        if body.path.startswith(root.body.path):
            return Subject(body, root.author if root.author.pk != root.body.pk else body)
    return None


def bodies_to_choose(*, actor: Actor, also: Subject) -> list[tuple[str, str]]:
    """(public id, name) of the roots and the bodies with a seal right under them, at most MOST_BODIES, and `also`."""
    roots = subjects(actor)
    choices = {str(one.body.public_id): one.body.name for one in roots}
    below = Agency.objects.filter(parent__in=[one.body.pk for one in roots], has_own_seal=True).order_by("folded_name")
    choices |= {str(public_id): name for public_id, name in below.values_list("public_id", "name")[:MOST_BODIES]}
    return list({**choices, str(also.body.public_id): also.body.name}.items())


def bodies_under(body: Agency) -> dict[int, tuple[int, str]]:
    """Every body of the subtree → (the body itself or the child of it under which it stands, that one's name)."""
    rows = Agency.objects.filter(prefix_filter(lookup="path", paths=(body.path,))).order_by("path")
    found = list(rows.values_list("pk", "path", "name"))
    names = {path: (pk, name) for pk, path, name in found}
    return {pk: names[_branch(path, root=body.path)] for pk, path, _ in found}


def _branch(path: str, *, root: str) -> str:
    """The path of the root, or of its child above `path`: "1.7." under "1." for "1.7.9."."""
    rest = path.removeprefix(root)
    return root if not rest else f"{root}{rest.split('.', 1)[0]}."


def leader_of(*, agency: Agency, on: date) -> tuple[Membership | None, str]:
    """(who signs for the body on that day, the title of its head); the head before the deputies, None for nobody."""
    leaders = holders_of(agency=agency, roles=_LEADERS, on=on)
    return (leaders[0], leaders[0].title) if leaders else (None, "")
