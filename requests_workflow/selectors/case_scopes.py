"""What a case opens of the registers below: the provider reads the devices and certificates of what was sent to it."""

from django.db.models import Q, QuerySet

from certificates.selectors.scope import CERTIFICATE_CASES
from directory.domain.roles import Role
from directory.selectors.roles import Actor
from requests_workflow.models import Request
from tokens.selectors.register import TOKEN_CASES

NAME = "requests_workflow"


def register() -> None:
    """Called at start-up; the registers never call up."""
    TOKEN_CASES.register(NAME, tokens_of_cases)
    CERTIFICATE_CASES.register(NAME, certificates_of_cases)


def tokens_of_cases(actor: Actor) -> Q:
    """Devices on cases that were sent to the actor's provider."""
    return _among(actor, "token_id")


def certificates_of_cases(actor: Actor) -> Q:
    """Certificates on those devices when the case was drafted."""
    return _among(actor, "certificate_id")


def _among(actor: Actor, column: str) -> Q:
    providers = [agency.pk for agency in actor.agencies(Role.PROVIDER_OFFICER)]
    if not providers:
        return Q(pk__in=[])
    return Q(pk__in=_sent_to(providers).values(column))


def _sent_to(providers: list[int]) -> QuerySet[Request]:
    left = Q(dossier__sent_at__isnull=False) | Q(dossier__entered_by_department=True)
    return Request.objects.filter(left, dossier__recipient_id__in=providers)
