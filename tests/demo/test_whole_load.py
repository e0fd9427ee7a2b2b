"""A whole load with its cases, committed, on an awkward day: complete once, and left alone afterwards."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from directory.ledger.models import LedgerEntry
from directory.ledger.services import link_pending
from directory.ledger.verification import verify
from requests_workflow.models import Document, Dossier, Step
from requests_workflow.services.documents import read
from tests.demo.counts import row_counts

# Night of the third day of Tết 2027.
TET = datetime(2027, 2, 7, 19, 0, tzinfo=UTC)


def commanded(now: datetime, clock: pytest.MonkeyPatch) -> str:
    """What `manage.py load_demo` says at that instant."""
    said = StringIO()
    clock.setattr(timezone, "now", lambda: now)
    call_command("load_demo", stdout=said)
    return said.getvalue().strip()


@pytest.mark.django_db(transaction=True)
def test_a_load_at_tet_has_an_intact_ledger_and_every_file_and_a_second_load_changes_nothing(monkeypatch):
    assert commanded(TET, monkeypatch) == "Đã nạp dữ liệu dùng thử."
    assert Dossier.objects.count() == 32
    assert link_pending(now=TET) == LedgerEntry.objects.count()
    verdict = verify()
    assert verdict.intact
    assert verdict.entries > 200
    assert all(len(read(one)) == one.size for one in Document.objects.all())
    assert not Step.objects.filter(at__gt=TET).exists()

    counts = row_counts()
    versions = dict(Dossier.objects.values_list("code", "version"))
    assert commanded(TET + timedelta(days=1), monkeypatch) == "Dữ liệu dùng thử đã có; không thay đổi gì."
    assert row_counts() == counts
    assert dict(Dossier.objects.values_list("code", "version")) == versions
