"""Registers of training, inspections and yearly plans: who sees which rows, and who writes for which bodies."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from directory.domain.roles import Role
from directory.models import Agency, AgencyFunction, Person
from directory.policies import DRAFTERS, REPORTS
from directory.selectors.roles import Actor, prefix_filter
from reporting.models import Inspection, TrainingCourse, TrainingParticipant, YearlyPlan

READERS = REPORTS.roles | DRAFTERS.roles


def paths_in_scope(actor: Actor) -> tuple[str, ...]:
    """Roots of the subtrees whose rows the actor reads: one's own bodies, and the territories of one's department."""
    return tuple({one.path for one in actor.agencies(*READERS)} | set(actor.department_territories))


def offices(actor: Actor) -> list[AgencyFunction]:
    """(department, territory) for which the actor writes as its officer; one query."""
    departments = [one.pk for one in actor.agencies(Role.DEPARTMENT_OFFICER)]
    return list(
        AgencyFunction.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=actor.day),
            valid_from__lte=actor.day,
            agency__in=departments,
            function=AgencyFunction.Function.DELEGATED_DEPARTMENT,
            territory__isnull=False,
        )
        .select_related("agency", "territory")
        .order_by("pk")
    )


def own_bodies(actor: Actor) -> list[Agency]:
    """Bodies for which the actor drafts, each once."""
    return list({one.pk: one for one in actor.agencies(*DRAFTERS.roles)}.values())


def office_for(*, actor: Actor, agency: Agency) -> AgencyFunction | None:
    """The office in which the actor supervises the body; None for nobody's officer."""
    for office in offices(actor):
        if office.territory is not None and agency.path.startswith(office.territory.path):
            return office
    return None


def supervised_bodies(*, found: list[AgencyFunction], on: date) -> QuerySet[Agency]:
    """Bodies with a seal of their own in the territories, that exist on that day."""
    paths = tuple(one.territory.path for one in found if one.territory is not None)
    return Agency.objects.filter(
        prefix_filter(lookup="path", paths=paths), Q(valid_to__isnull=True) | Q(valid_to__gte=on), has_own_seal=True
    ).order_by("folded_name")


def plan_bodies(*, actor: Actor) -> dict[str, Agency]:
    """Public id → body for which the actor plans: one's own, one's department, and the bodies of its territories."""
    found = offices(actor)
    bodies = [*own_bodies(actor), *(one.agency for one in found)]
    if found:
        bodies += supervised_bodies(found=found, on=actor.day)
    return {str(one.public_id): one for one in bodies}


def courses(actor: Actor) -> QuerySet[TrainingCourse]:
    """Courses organised in the actor's scope, or held for a territory that one's body lies in; `taken` is the number
    of participants whom the actor may see."""
    paths = paths_in_scope(actor)
    above = {path[:end] for path in paths for end in range(1, len(path) + 1) if path[end - 1] == "."}
    rows = TrainingCourse.objects.filter(
        prefix_filter(lookup="organiser__path", paths=paths)
        | prefix_filter(lookup="territory__path", paths=paths)
        | Q(territory__path__in=above)
    )
    return rows.select_related("organiser", "territory").annotate(
        taken=Count("participants", filter=prefix_filter(lookup="participants__agency__path", paths=paths))
    )


def participants(*, actor: Actor, course: TrainingCourse) -> QuerySet[TrainingParticipant]:
    """Those of the course whose list belongs to a body in the actor's scope."""
    paths = paths_in_scope(actor)
    return course.participants.filter(prefix_filter(lookup="agency__path", paths=paths)).select_related("agency")


def trained_by(*, actor: Actor, course: TrainingCourse) -> list[Agency]:
    """Bodies in whose name the actor lists participants: one's own in the territory, or the organising department."""
    bodies = [one for one in own_bodies(actor) if one.path.startswith(course.territory.path)]
    bodies += [
        office.agency
        for office in offices(actor)
        if (office.agency_id, office.territory_id) == (course.organiser_id, course.territory_id)
    ]
    return list({one.pk: one for one in bodies}.values())


def people_of(*, agencies: list[Agency], on: date) -> QuerySet[Person]:
    """People working on that day in these bodies or in their divisions without a seal."""
    condition = Q(agency__in=agencies)
    for one in agencies:
        condition |= Q(agency__path__startswith=one.path, agency__has_own_seal=False)
    return (
        Person.objects.filter(condition, Q(left_on__isnull=True) | Q(left_on__gt=on))
        .select_related("agency")
        .order_by("sort_name")
    )


def inspections(actor: Actor) -> QuerySet[Inspection]:
    """Inspections by or of a body in the actor's scope, or with one taking part."""
    paths = paths_in_scope(actor)
    joined = Inspection.partners.through.objects.filter(prefix_filter(lookup="agency__path", paths=paths))
    return Inspection.objects.filter(
        prefix_filter(lookup="inspecting__path", paths=paths)
        | prefix_filter(lookup="inspected__path", paths=paths)
        | Q(pk__in=joined.values("inspection_id"))
    ).select_related("inspecting", "inspected")


def plans(actor: Actor) -> QuerySet[YearlyPlan]:
    """Plans of bodies in the actor's scope, with their lines."""
    rows = YearlyPlan.objects.filter(prefix_filter(lookup="agency__path", paths=paths_in_scope(actor)))
    return rows.select_related("agency").prefetch_related("items")
