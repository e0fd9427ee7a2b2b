"""A whole load with its cases, committed, on an awkward day: complete once, and left alone afterwards."""

from datetime import UTC, datetime, timedelta

import pytest

from config.demo.load import Loaded, load_demo
from directory.ledger.models import LedgerEntry
from directory.ledger.services import link_pending
from directory.ledger.verification import verify
from requests_workflow.models import Document, Dossier, Step
from requests_workflow.services.documents import read
from tests.demo.counts import row_counts

# Night of the third day of Tết 2027.
TET = datetime(2027, 2, 7, 19, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_a_load_at_tet_has_an_intact_ledger_and_every_file_and_a_second_load_changes_nothing():
    assert load_demo(now=TET, with_cases=True) == Loaded(rows=True, revocation_lists=True)
    assert Dossier.objects.count() == 23
    assert link_pending(now=TET) == LedgerEntry.objects.count()
    verdict = verify()
    assert verdict.intact
    assert verdict.entries > 200
    assert all(len(read(one)) == one.size for one in Document.objects.all())
    assert not Step.objects.filter(at__gt=TET).exists()

    counts = row_counts()
    versions = dict(Dossier.objects.values_list("code", "version"))
    later = TET + timedelta(days=1)
    assert load_demo(now=later, with_cases=True) == Loaded(rows=False, revocation_lists=False)
    assert row_counts() == counts
    assert dict(Dossier.objects.values_list("code", "version")) == versions
