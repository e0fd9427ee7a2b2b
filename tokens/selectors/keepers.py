"""Who may be given the organisation's device: its văn thư (S3 Điều 16.4)."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from directory.domain.roles import Role
from directory.models import Agency, Membership, Person


def registry_clerks(*, agency: Agency, on: date) -> list[Person]:
    """The văn thư of the agency, or of a division of it without a seal, who work there on that day; by name."""
    return list(_clerks(agency=agency, on=on).select_related("agency").order_by("sort_name", "id"))


def is_registry_clerk(*, person: Person, agency: Agency, on: date) -> bool:
    """Whether the person holds that role on that day and has not left."""
    return _clerks(agency=agency, on=on).filter(pk=person.pk).exists()


def _clerks(*, agency: Agency, on: date) -> QuerySet[Person]:
    division = Q(agency__path__startswith=agency.path) & (
        Q(agency__has_own_seal=False) | Q(agency__has_legal_personality=False)
    )
    held = Membership.objects.in_force(on=on).filter(
        Q(agency=agency) | division, user__person_id=OuterRef("pk"), user__is_active=True, role=Role.REGISTRY_CLERK
    )
    return Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gt=on), Exists(held))
