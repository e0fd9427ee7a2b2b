"""The demo is loaded once, whole, and only where it may be."""

from datetime import datetime, timedelta
from shutil import rmtree

import pytest
from django.core.management import CommandError, call_command

from config.demo import load
from config.demo.load import DemoRefused, Loaded, load_demo
from directory.models import Agency, Membership, User
from requests_workflow.models import CalendarDay
from signing.models import RevocationList
from signing.test_ca.location import test_ca_folder as ca_folder
from signing.test_ca.opening import open_test_ca
from tests.demo.counts import row_counts
from tokens.models import Token


def test_a_second_load_changes_no_row_and_no_key(demo, now):
    counts, keys = row_counts(), sorted(ca_folder().rglob("*"))
    assert load_demo(now=now + timedelta(days=1)) == Loaded(rows=False, revocation_lists=False)
    assert (row_counts(), sorted(ca_folder().rglob("*"))) == (counts, keys)
    assert counts["directory.Agency"] > 15
    assert counts["certificates.Certificate"] > 30


def test_a_second_load_keeps_what_people_have_changed(demo, now):
    Token.objects.filter(subscriber__person__account__username="thuebao").update(state=Token.State.IN_USE)
    Agency.objects.filter(exchange_code="H35.6").update(phone="1022")
    Membership.objects.filter(user__username="daumoi", role="contact_officer").delete()
    CalendarDay.objects.filter(date="2026-11-24").delete()
    User.objects.filter(username="vanthu").update(password="changed")
    load_demo(now=now)
    assert Token.objects.get(subscriber__person__account__username="thuebao").state == Token.State.IN_USE
    assert Agency.objects.get(exchange_code="H35.6").phone == "1022"
    assert not Membership.objects.filter(user__username="daumoi", role="contact_officer").exists()
    assert not CalendarDay.objects.filter(date="2026-11-24").exists()
    assert User.objects.get(username="vanthu").password == "changed"


@pytest.mark.django_db(transaction=True)
def test_a_load_that_dies_half_way_leaves_no_row_and_the_next_one_completes(now, monkeypatch):
    empty = row_counts()

    def die() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(load, "write_calendar", die)
        with pytest.raises(KeyboardInterrupt):
            load_demo(now=now)
    assert row_counts() == empty
    first_root = open_test_ca().root.fingerprint
    assert load_demo(now=now) == Loaded(rows=True, revocation_lists=True)
    assert open_test_ca().root.fingerprint == first_root


def test_a_test_ca_that_was_half_made_is_made_again(db, now):
    half = ca_folder().with_name("test-ca.new")
    half.mkdir(parents=True)
    (half / "root.p12").write_bytes(b"half")
    load_demo(now=now)
    assert open_test_ca().root.common_name.startswith("TEST")
    assert not half.exists()


def test_the_demo_is_refused_when_demo_is_off(db, settings, now):
    settings.DEMO = False
    with pytest.raises(DemoRefused):
        load_demo(now=now)
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo")
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo_accounts")
    assert not Agency.objects.exists()
    assert not ca_folder().exists()


def test_lost_keys_are_told_and_not_replaced(demo, now):
    rmtree(ca_folder())
    with pytest.raises(DemoRefused, match="make reset"):
        load_demo(now=now)
    assert not ca_folder().exists()


def test_revocation_lists_last_a_year_and_are_renewed_after_a_week(demo, now: datetime):
    counts = row_counts()
    assert {row.next_update for row in RevocationList.objects.all()} == {now + timedelta(days=365)}
    later = now + timedelta(days=8)
    assert load_demo(now=later) == Loaded(rows=False, revocation_lists=True)
    assert row_counts() == counts | {"signing.RevocationList": 4}
    newest = RevocationList.objects.filter(fetched_at=later)
    assert newest.count() == 2
    for row in newest:
        assert row.crl_number is not None
        assert RevocationList.objects.filter(issuer_key_id=row.issuer_key_id, crl_number__lt=row.crl_number).exists()
