"""Dossiers of first certificates put where a journey begins: written by the services, some minutes ago."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from requests_workflow.models import Dossier, Request
from requests_workflow.services.individual_rows import row_of_person
from tests.cases.driver import PROOF, agency, user
from tests.cases.issue_driver import IssueDriver, person
from tests.world import make_dossier

BODY = "na_cang"


def sent_case(*slugs: str, code: str = "CM-2026-000777") -> Dossier:
    """Sent straight to the provider an hour ago; nobody has answered."""
    body, provider, now = agency(BODY), agency("cuc"), timezone.now() - timedelta(hours=1)
    dossier = make_dossier(
        body,
        by=user("vanphong"),
        state="sent",
        procedure="individual_issue",
        code=code,
        overlay=body.overlay,
        number="128",
        symbol="UBND-VP",
        document_date=timezone.localdate(now),
        recipient=provider,
        recipient_function="provider",
        provider=provider,
        sent_at=now,
        channel="dichvucong",
        channel_code="G11-2026-777",
    )
    for position, slug in enumerate(slugs, start=1):
        sim = slug == "thuebaosim"
        cells = row_of_person(person=person(slug), agency=body).cells
        Request.objects.create(
            dossier=dossier,
            position=position,
            procedure=dossier.procedure,
            state="pending",
            person=person(slug),
            medium="sim_pki" if sim else "token",
            printed={**cells, "sim_pki": "Viettel" if sim else ""},
        )
    return dossier


def answered_case(*slugs: str, code: str = "CM-2026-000777") -> Dossier:
    """Everybody issued; no certificate file has come yet."""
    issuing, dossier = IssueDriver(timezone.now() - timedelta(minutes=50)), sent_case(*slugs, code=code)
    return issuing.act(
        dossier,
        "record_provider_answer",
        by="vanphong",
        row_results=tuple(issuing.result(dossier, position, "issued") for position in range(1, len(slugs) + 1)),
        number="905/CTSBMTT",
        document_date=timezone.localdate(issuing.now),
        legal_at=issuing.now,
        files={"proof_file": PROOF},
    )


def issued_case(*slugs: str) -> Dossier:
    """Everybody issued, their certificates in the register; no device has come yet."""
    dossier = answered_case(*slugs)
    issuing = IssueDriver(timezone.now() - timedelta(minutes=40))

    def register() -> Dossier:
        try:
            return issuing.certificates(dossier, *range(1, len(slugs) + 1))
        finally:
            connection.close()

    # Certificates are validated in a loop of their own, and Playwright's runs in this thread.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(register).result()
