"""What a clerk may begin from the page of a certificate: a draft of Mẫu 04 or 05 with that certificate chosen."""

from django.urls import reverse

from certificates.models import Certificate
from certificates.selectors.links import CERTIFICATE_CASE_LINKS, Link
from directory.domain.roles import Role
from directory.selectors.roles import Actor
from requests_workflow.selectors.expiry_scope import served_by

NAME = "requests_workflow.starts"
LABEL = "Lập hồ sơ"


def register() -> None:
    """Called at start-up; the registers never call up."""
    CERTIFICATE_CASE_LINKS.register(NAME, starts_of)


def starts_of(actor: Actor, pk: int) -> list[Link]:
    """Links for who drafts at the body in charge of an active certificate; what the law refuses is said on the page."""
    agencies = actor.agencies(Role.CLERK, Role.CONTACT_OFFICER)
    if not agencies:
        return []
    own = Certificate.objects.filter(managing_agency_id__in=list(served_by(agencies)))
    public_id = own.filter(pk=pk, status=Certificate.Status.ACTIVE).values_list("public_id", flat=True).first()
    if public_id is None:
        return []
    update, revocation = reverse("cases:start_update"), reverse("cases:start_revocation")
    return [
        Link(title="Gia hạn", url=f"{update}?viec=gia-han&chung-thu={public_id}", label=LABEL),
        Link(title="Thay đổi thông tin", url=f"{update}?viec=thay-doi&chung-thu={public_id}", label=LABEL),
        Link(title="Thu hồi", url=f"{revocation}?chung-thu={public_id}", label=LABEL),
    ]
