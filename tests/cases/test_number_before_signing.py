"""Where local rules number before signing: the văn thư first, then the leader over the number, then the seal."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from directory.selectors.roles import actor_for
from requests_workflow.models import Document, Dossier, Notification
from requests_workflow.regulations import lai_chau_2025, registry
from requests_workflow.selectors.worklist import waiting_dossiers
from tests.cases.driver import REASON, TODAY, Driver, user


@pytest.fixture
def drive_first(drive: Driver, monkeypatch: pytest.MonkeyPatch):
    """A province whose rules differ from Lai Châu's in this one value."""
    local = lai_chau_2025.OVERLAY
    first = replace(local.values["number_before_sign"], value=True)
    overlay = replace(local, values=MappingProxyType({**local.values, "number_before_sign": first}))
    monkeypatch.setitem(registry.OVERLAYS, "lai_chau_2025", overlay)
    registry._combined.cache_clear()
    yield drive
    registry._combined.cache_clear()


def _numbered(drive: Driver, dossier: Dossier, number: str = "128") -> Dossier:
    return drive.act(dossier, "assign_number", by="vanthu", number=number, document_date=TODAY)


def test_the_leader_signs_a_paper_that_bears_its_number(drive_first: Driver):
    drive = drive_first
    dossier = drive.submitted()
    assert dossier.state == "awaiting_number"
    assert drive.refused(dossier, "sign", by="chutich") == {"wrong_state"}
    waiter = actor_for(user=user("vanthu"), now=drive.now)
    assert dossier in waiting_dossiers(waiter)
    told = Notification.objects.filter(dossier=dossier, recipient=user("vanthu"))
    assert told.exists()
    dossier = _numbered(drive, dossier)
    assert (dossier.state, dossier.number) == ("leader_review", "128")
    assert Notification.objects.filter(dossier=dossier, recipient=user("chutich")).exists()
    drive.sign(dossier, "sign", by="chutich")
    dossier = drive.fresh(dossier)
    assert dossier.state == "numbered"
    assert "128" in drive.text(dossier, Document.Kind.FORM_SIGNED)
    drive.sign(dossier, "seal", by="vanthu")
    dossier = drive.fresh(dossier)
    assert drive.travel(dossier) == [
        "draft",
        "leader_review",
        "awaiting_number",
        "leader_review",
        "signed",
        "numbered",
        "sealed",
    ]
    dossier = drive.receive(drive.sent(sealed=dossier))
    sealed = Document.objects.filter(dossier=dossier, kind=Document.Kind.FORM_SEALED).latest("id")
    found = sealed.verifications.latest("id")
    assert (found.verdict, len(found.report["signatures"])) == ("valid", 2)


def test_a_wrong_number_is_mended_before_signing_and_not_after(drive_first: Driver):
    drive = drive_first
    dossier = _numbered(drive, drive.submitted(), "821")
    dossier = drive.act(dossier, "undo_number", by="vanthu", reason="Gõ nhầm số, số đúng là 128.")
    assert (dossier.state, dossier.number) == ("awaiting_number", "")
    dossier = _numbered(drive, dossier)
    drive.sign(dossier, "sign", by="chutich")
    dossier = drive.fresh(dossier)
    assert "821" not in drive.text(dossier, Document.Kind.FORM_SIGNED)
    assert drive.refused(dossier, "undo_number", by="vanthu", reason=REASON) == {"not_applicable"}
    dossier = drive.act(dossier, "return_to_drafter", by="vanthu", reason=REASON)
    assert (dossier.state, dossier.number) == ("draft", "")
    # Drawn up anew it is numbered anew.
    assert drive.act(dossier, "submit_to_leader", by="vanphong").state == "awaiting_number"
