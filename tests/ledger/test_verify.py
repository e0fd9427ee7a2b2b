"""`verify_ledger` tells a whole ledger from one that its own administrator has touched."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directory.ledger import selectors, services
from directory.ledger.domain.chain import next_chain
from directory.ledger.models import LedgerEntry, LedgerLink
from directory.ledger.verification import Anchor, Verdict, verify

pytestmark = pytest.mark.django_db(transaction=True)


def _run(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_ledger", *arguments, stdout=out)
    except SystemExit as stop:
        return int(str(stop.code)), out.getvalue()
    return 0, out.getvalue()


def _report() -> tuple[int, dict]:
    code, text = _run("--json")
    return code, json.loads(text)


@pytest.fixture
def chain(write, link_all) -> list[int]:
    """Ids of six linked entries, in chain order."""
    ids = [write(object_id=str(number), payload={"row": number, "name": "Lai Châu"}).pk for number in range(6)]
    link_all()
    assert verify() == Verdict(entries=6, linked=6)
    return ids


def test_an_empty_ledger_is_intact():
    assert _report() == (0, {"entries": 0, "intact": True, "broken_at": None})


def test_a_whole_ledger_is_intact_and_entries_in_waiting_are_counted(chain, write):
    write()
    assert _report() == (0, {"entries": 7, "intact": True, "broken_at": None})
    assert _run() == (0, "Nhật ký nguyên vẹn: 7 mục, 1 mục đang chờ vào chuỗi.\n")


@pytest.mark.parametrize(
    "change",
    [
        'payload = \'{"row": 9, "name": "Lai Châu"}\'',
        'payload = \'{"row": 2.0, "name": "Lai Châu"}\'',
        "payload = '{\"row\": 2.5}'",
        "at = at + interval '1 microsecond'",
        "recorded_at = recorded_at - interval '1 microsecond'",
        "actor_ref = 'user:8'",
        "action = 'request.refused'",
        "object_type = 'dossier'",
        "object_id = '99'",
        "xact_id = xact_id - 1",
        "version = 2",
        "digest = sha256('x')",
    ],
)
def test_an_edited_entry_is_found(chain, owner, change):
    statement = "UPDATE ledger_ledgerentry SET {} WHERE id = %s"
    with owner() as cursor:
        cursor.execute(statement.format(change), [chain[2]])
    assert _report() == (1, {"entries": 6, "intact": False, "broken_at": chain[2]})


def test_an_entry_edited_together_with_its_digest_is_found(chain, rewrite):
    rewrite(LedgerEntry.objects.get(pk=chain[3]), action="request.refused")
    assert _report() == (1, {"entries": 6, "intact": False, "broken_at": chain[3]})


def test_an_entry_edited_together_with_its_digest_and_its_link_is_found(chain, rewrite, owner):
    rewrite(LedgerEntry.objects.get(pk=chain[3]), action="request.refused")
    with owner() as cursor:
        cursor.execute(
            "UPDATE ledger_ledgerlink l SET entry_digest = e.digest FROM ledger_ledgerentry e"
            " WHERE e.id = l.entry_id AND l.entry_id = %s",
            [chain[3]],
        )
    assert _report() == (1, {"entries": 6, "intact": False, "broken_at": chain[3]})


@pytest.mark.parametrize("place", [0, 3, 5], ids=["first", "middle", "last"])
def test_a_deleted_entry_is_found(chain, owner, place):
    with owner() as cursor:
        cursor.execute("DELETE FROM ledger_ledgerentry WHERE id = %s", [chain[place]])
    assert _report() == (1, {"entries": 5, "intact": False, "broken_at": chain[place]})


def test_an_entry_deleted_together_with_its_link_is_found(chain, owner):
    with owner() as cursor:
        cursor.execute("DELETE FROM ledger_ledgerentry WHERE id = %s", [chain[2]])
        cursor.execute("DELETE FROM ledger_ledgerlink WHERE entry_id = %s", [chain[2]])
    assert _report() == (1, {"entries": 5, "intact": False, "broken_at": chain[3]})


def test_two_links_that_changed_places_are_found(chain, owner):
    with owner() as cursor:
        cursor.execute("UPDATE ledger_ledgerlink SET position = -position + 100 WHERE position IN (2, 3)")
        cursor.execute("UPDATE ledger_ledgerlink SET position = position - 95 WHERE position = 97")
        cursor.execute("UPDATE ledger_ledgerlink SET position = position - 95 WHERE position = 98")
        cursor.execute("SELECT entry_id FROM ledger_ledgerlink ORDER BY position")
        order = [entry for (entry,) in cursor.fetchall()]
    assert order == [chain[0], chain[2], chain[1], *chain[3:]]
    assert _report() == (1, {"entries": 6, "intact": False, "broken_at": chain[2]})


def test_two_entries_that_changed_places_are_found(chain, owner):
    with owner() as cursor:
        cursor.execute("UPDATE ledger_ledgerentry SET id = %s WHERE id = %s", [chain[5] + 10**6, chain[1]])
        cursor.execute("UPDATE ledger_ledgerentry SET id = %s WHERE id = %s", [chain[1], chain[4]])
        cursor.execute("UPDATE ledger_ledgerentry SET id = %s WHERE id = %s", [chain[4], chain[5] + 10**6])
    code, report = _report()
    assert (code, report["broken_at"]) == (1, chain[1])


def test_truncated_entries_are_found_by_their_links(chain, owner):
    with owner() as cursor:
        cursor.execute("DELETE FROM ledger_ledgerentry WHERE id = ANY(%s)", [chain[4:]])
    assert _report() == (1, {"entries": 4, "intact": False, "broken_at": chain[4]})


def test_an_emptied_entry_table_is_found_by_its_links(chain, owner):
    with owner() as cursor:
        cursor.execute("DELETE FROM ledger_ledgerentry")
    assert _report() == (1, {"entries": 0, "intact": False, "broken_at": chain[0]})


def test_a_removed_link_leaves_a_gap(chain, owner):
    with owner() as cursor:
        cursor.execute("DELETE FROM ledger_ledgerlink WHERE position = 4")
    assert _report() == (1, {"entries": 6, "intact": False, "broken_at": chain[4]})
    assert "thiếu mắt xích" in _run()[1]


def test_a_removed_link_whose_gap_was_closed_by_a_new_chain_is_found(chain, owner):
    """Everything after the gap was renumbered and chained again: only the entry without a link shows it."""
    with owner():
        LedgerLink.objects.get(position=4).delete()
        before = bytes(LedgerLink.objects.get(position=3).chain)
        for link in LedgerLink.objects.filter(position__gt=4).order_by("position"):
            before = next_chain(previous=before, entry_digest=bytes(link.entry_digest), position=link.position - 1)
            LedgerLink.objects.filter(position=link.position).update(position=link.position - 1, chain=before)
    assert _report() == (1, {"entries": 6, "intact": False, "broken_at": chain[3]})


def test_an_edited_link_is_found(chain, owner):
    with owner() as cursor:
        cursor.execute("UPDATE ledger_ledgerlink SET chain = sha256('x') WHERE position = 6")
    assert _report() == (1, {"entries": 6, "intact": False, "broken_at": chain[5]})


def test_an_edited_entry_that_still_waits_is_found(chain, write, owner):
    waiting = write()
    with owner() as cursor:
        cursor.execute("UPDATE ledger_ledgerentry SET action = 'x' WHERE id = %s", [waiting.pk])
    assert _report() == (1, {"entries": 7, "intact": False, "broken_at": waiting.pk})


def test_removed_links_at_the_end_are_linked_again_to_the_same_head(chain, owner, link_all):
    before = selectors.head()
    with owner() as cursor:
        cursor.execute("DELETE FROM ledger_ledgerlink WHERE position > 3")
    link_all()
    after = selectors.head()
    assert before is not None
    assert after is not None
    assert (after.position, bytes(after.chain)) == (6, bytes(before.chain))


def test_a_tail_removed_with_its_links_is_found_by_a_head_kept_elsewhere(chain, owner):
    head = selectors.head()
    assert head is not None
    anchor = f"{head.position}:{bytes(head.chain).hex()}"
    assert _run("--json", "--anchor", anchor)[0] == 0
    with owner() as cursor:
        cursor.execute("DELETE FROM ledger_ledgerentry WHERE id = ANY(%s)", [chain[4:]])
        cursor.execute("DELETE FROM ledger_ledgerlink WHERE position > 4")
    assert _report()[0] == 0
    code, text = _run("--json", "--anchor", anchor)
    assert (code, json.loads(text)) == (1, {"entries": 4, "intact": False, "broken_at": chain[3]})


def test_a_ledger_written_anew_is_found_by_a_head_kept_elsewhere(chain):
    assert verify(anchors=[Anchor(position=2, chain=bytes(32))]).broken_at == chain[1]


@pytest.mark.parametrize("text", ["", "1", "0:" + "a" * 64, "1:zz", "1:" + "a" * 63])
def test_a_malformed_anchor_is_refused(text):
    with pytest.raises(CommandError, match="điểm mốc"):
        call_command("verify_ledger", "--anchor", text)


def test_linking_goes_on_after_a_verification(chain, write, link_all):
    last = write()
    assert link_all() == 1
    assert LedgerLink.objects.get(position=7).entry_id == last.pk
    assert services.link_pending(now=last.recorded_at) == 0
