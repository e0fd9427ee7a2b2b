"""Where the profile says that the product keeps the register, it gives number and times itself; elsewhere never."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest

from directory.models import Agency
from requests_workflow.models import Dossier
from requests_workflow.regulations import lai_chau_2025, registry
from requests_workflow.services.errors import InvalidInput, Refused
from requests_workflow.services.own_register import next_number
from tests.cases.driver import Driver, agency, token_of


@pytest.fixture
def keeps_register(monkeypatch: pytest.MonkeyPatch):
    """A province whose rules differ from Lai Châu's in this one value."""
    local = lai_chau_2025.OVERLAY
    kept = replace(local.values["channels"], value=True, unit="register")
    overlay = replace(local, values=MappingProxyType({**local.values, "product_keeps_register": kept}))
    monkeypatch.setitem(registry.OVERLAYS, "lai_chau_2025", overlay)
    registry._combined.cache_clear()
    yield
    registry._combined.cache_clear()


def _signed(drive: Driver) -> Dossier:
    dossier = drive.draft(tokens=[token_of("thuebao")])
    dossier = drive.act(dossier, "submit_to_leader", by="vanphong")
    drive.sign(dossier, "sign", by="chutich")
    return Dossier.objects.get(pk=dossier.pk)


def test_the_product_numbers_sends_and_receives_by_its_own_register(drive: Driver, keeps_register: None):
    dossier = drive.act(_signed(drive), "assign_number", by="vanthu")
    assert dossier.number == "1"
    assert dossier.document_date is not None
    drive.sign(dossier, "seal", by="vanthu")
    dossier = drive.act(dossier, "send", by="vanthu")
    assert (dossier.channel, dossier.channel_code) == ("so_noi_bo", dossier.code)
    assert dossier.sent_at == drive.now
    dossier = drive.act(dossier, "receive", by="canboso")
    assert dossier.first_received_at == drive.now
    assert dossier.due_at is not None


def test_what_follows_within_the_minute_is_not_too_early(drive: Driver, keeps_register: None):
    dossier = drive.act(_signed(drive), "assign_number", by="vanthu")
    drive.sign(dossier, "seal", by="vanthu")
    drive.now += timedelta(seconds=42)
    dossier = drive.act(dossier, "send", by="vanthu")
    minute = drive.now.replace(second=0)
    with pytest.raises(InvalidInput):
        drive.step(dossier, "receive", by="canboso", legal_at=minute - timedelta(minutes=1))
    assert drive.act(dossier, "receive", by="canboso", legal_at=minute).first_received_at == minute


def test_numbers_of_one_body_and_year_run_without_gaps(drive: Driver):
    commune: Agency = agency("na_cang")
    assert [next_number(agency=commune, year=2026) for _ in range(3)] == [1, 2, 3]
    assert next_number(agency=commune, year=2027) == 1
    assert next_number(agency=agency("so_khcn"), year=2026) == 1


def test_without_that_value_number_time_and_proof_are_asked_for(drive: Driver):
    dossier = _signed(drive)
    with pytest.raises(Refused) as refused:
        drive.act(dossier, "assign_number", by="vanthu")
    assert [r.code for r in refused.value.refusals] == ["missing_input"]
    assert Dossier.objects.get(pk=dossier.pk).state == "signed"
