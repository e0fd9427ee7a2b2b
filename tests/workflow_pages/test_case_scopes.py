"""A case opens its devices and certificates to the provider that it was sent to, and to no other."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from certificates.models import Certificate
from directory.domain.roles import Role
from directory.selectors.roles import actor_for
from requests_workflow.models import Dossier, Request
from requests_workflow.selectors.case_scopes import certificates_of_cases, tokens_of_cases
from tests import world
from tokens.models import Token

pytestmark = pytest.mark.django_db


def test_the_provider_reads_what_was_sent_to_it_and_no_draft() -> None:
    commune = world.make_agency("UBND xã")
    provider = world.make_agency("Cục CTS&BMTT")
    clerk = world.make_user("Lò Mai", Role.CLERK, agency=commune)
    officer = world.make_user("Phạm Hà", Role.PROVIDER_OFFICER, agency=provider)
    other = world.make_user("Lê Lan", Role.PROVIDER_OFFICER, agency=world.make_agency("Cục khác"))
    subscriber = world.make_subscriber(world.make_person("Vàng Hoa", agency=commune))
    old = world.make_certificate(subscriber, days_left=-1)
    certificate = world.make_certificate(subscriber)
    token = world.make_token("HSM-1", subscriber=subscriber, certificate=certificate)
    world.make_token("HSM-2", subscriber=subscriber)
    dossier = world.make_dossier(commune, by=clerk, recipient=provider)
    Request.objects.create(
        dossier=dossier, position=1, procedure="token_recovery", state="pending", token=token, certificate=certificate
    )
    Request.objects.create(dossier=dossier, position=2, procedure="individual_issue", state="pending", predecessor=old)

    def seen(user: object) -> tuple[list[Token], list[Certificate]]:
        actor = actor_for(user=user, now=timezone.now())  # type: ignore[arg-type]
        return (
            list(Token.objects.filter(tokens_of_cases(actor))),
            list(Certificate.objects.filter(certificates_of_cases(actor)).order_by("pk")),
        )

    assert seen(officer) == ([], [])
    Dossier.objects.filter(pk=dossier.pk).update(sent_at=datetime.now(UTC), channel="dichvucong")
    assert seen(officer) == ([token], [old, certificate])
    assert seen(other) == ([], [])
    assert seen(clerk) == ([], [])
