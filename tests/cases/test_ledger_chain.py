"""After whole cases the ledger's chain is whole and proves it."""

import time
from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from directory.ledger.models import LedgerEntry, LedgerLink
from directory.ledger.services import link_pending
from directory.ledger.verification import verify
from tests.cases.driver import Driver, device


def test_after_a_full_case_and_a_refusal_the_chain_is_whole(live_drive: Driver, capsys: pytest.CaptureFixture[str]):
    dossier = live_drive.recover(live_drive.accepted())
    live_drive.act(dossier, "confirm_password", by="thuebao", row=1)
    live_drive.refused_in_writing(live_drive.received([device("nc_bi_khoa")]))
    deadline = time.monotonic() + 30
    while LedgerLink.objects.count() < LedgerEntry.objects.count():
        link_pending(now=datetime.now(UTC))
        assert time.monotonic() < deadline
    verdict = verify()
    assert verdict.intact
    assert verdict.linked == verdict.entries == LedgerEntry.objects.count()
    call_command("verify_ledger", "--json")
    assert '"intact": true' in capsys.readouterr().out
