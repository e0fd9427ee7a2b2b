"""What a case opens of the registers below, and the cases that a line of the registers has had.

The provider reads the devices and certificates of what was sent to it, straight or by way of the department.
"""

from django.db.models import Q, QuerySet
from django.urls import reverse

from certificates.selectors.links import CERTIFICATE_CASE_LINKS, Link
from certificates.selectors.scope import CERTIFICATE_CASES
from directory.domain.roles import Role
from directory.selectors.roles import Actor
from requests_workflow.models import Dossier, Request
from requests_workflow.selectors.dossiers import visible_to
from tokens.selectors.register import TOKEN_CASE_LINKS, TOKEN_CASES

NAME = "requests_workflow"
MOST_LINKS = 50


def register() -> None:
    """Called at start-up; the registers never call up."""
    TOKEN_CASES.register(NAME, tokens_of_cases)
    CERTIFICATE_CASES.register(NAME, certificates_of_cases)
    TOKEN_CASE_LINKS.register(NAME, cases_of_token)
    CERTIFICATE_CASE_LINKS.register(NAME, cases_of_certificate)


def tokens_of_cases(actor: Actor) -> Q:
    """Devices on cases that were sent to the actor's provider."""
    return _among(actor, "token_id")


def certificates_of_cases(actor: Actor) -> Q:
    """Certificates that those cases are about or brought, and the old ones that they name."""
    return _among(actor, "certificate_id") | _among(actor, "predecessor_id")


def cases_of_token(actor: Actor, pk: int) -> list[Link]:
    """Cases about this device that the actor may see, newest first."""
    return _links(visible_to(actor).filter(requests__token_id=pk))


def cases_of_certificate(actor: Actor, pk: int) -> list[Link]:
    """Cases that issued this certificate, were about it, or asked for another in its place."""
    rows = Q(requests__certificate_id=pk) | Q(requests__predecessor_id=pk)
    return _links(visible_to(actor).filter(rows))


def _links(dossiers: QuerySet[Dossier]) -> list[Link]:
    return [
        Link(
            title=f"{dossier.code} – {dossier.kind.title}",
            url=reverse("cases:case", args=[dossier.public_id]),
            note=dossier.full_number,
            label=dossier.kind.dossier.label(dossier.state),
        )
        for dossier in dossiers.distinct().order_by("-id")[:MOST_LINKS]
    ]


def _among(actor: Actor, column: str) -> Q:
    providers = [agency.pk for agency in actor.agencies(Role.PROVIDER_OFFICER)]
    if not providers:
        return Q(pk__in=[])
    return Q(pk__in=_sent_to(providers).values(column))


def _sent_to(providers: list[int]) -> QuerySet[Request]:
    left = Q(dossier__sent_at__isnull=False) | Q(dossier__entered_by_department=True)
    straight = left & Q(dossier__recipient_id__in=providers)
    return Request.objects.filter(straight | Q(dossier__provider_id__in=providers, dossier__forwarded_at__isnull=False))
