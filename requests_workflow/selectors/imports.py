"""Uploaded lists, as far as somebody may see them: at the agencies for which they draft."""

from django.db.models import QuerySet

from directory.domain.roles import Role
from directory.models import Agency
from directory.selectors.roles import Actor
from requests_workflow.models import Import


def drafting_agencies(actor: Actor) -> list[Agency]:
    """Agencies for which the actor drafts, each once, those that send documents first."""
    found = {agency.pk: agency for agency in actor.agencies(Role.CLERK, Role.CONTACT_OFFICER)}
    return sorted(found.values(), key=lambda agency: (not agency.can_submit, agency.pk))


def visible_imports(actor: Actor) -> QuerySet[Import]:
    """Imports of those agencies, newest first; the lists hold personal data, so nobody else sees them."""
    agencies = [agency.pk for agency in drafting_agencies(actor)]
    rows = Import.objects.filter(managing_agency_id__in=agencies)
    return rows.select_related("managing_agency", "uploaded_by__person").order_by("-id")
