"""A supplement voids the receipt: the clock stops, and starts anew with the next valid receipt (Điều 13.2b)."""

from datetime import UTC, datetime, timedelta

import pytest

from requests_workflow.models import CheckOverride, DeadlineRecord, Document, Dossier, Suspension
from requests_workflow.selectors.checks import check_lines
from requests_workflow.services.documents import Incoming
from requests_workflow.services.errors import InvalidInput
from tests.cases.driver import CLAUSE, PROOF, REASON, TODAY, Driver, device, token_of, user

DAY = 24 * 60
MORE = Incoming(data=b"%PDF-1.4\n% more\n%%EOF\n", name="bo-sung.pdf")


@pytest.fixture(scope="module")
def opening():
    return lambda drive: drive.received()


def asked(drive: Driver, dossier: Dossier) -> Dossier:
    return drive.act(dossier, "return_for_supplement", by="canboso", reason=REASON, clause=CLAUSE)


def supplied(drive: Driver, dossier: Dossier) -> Dossier:
    return drive.act(
        dossier,
        "supply_supplement",
        by="vanphong",
        channel="qlvb",
        channel_code="QLVB-BS",
        legal_at=drive.now,
        files={"proof_file": PROOF, "supplement_file": MORE},
    )


def test_asking_for_more_stops_the_clock_and_says_why_in_writing(drive: Driver, case: Dossier):
    dossier = asked(drive, case)
    assert dossier.state == "supplement_requested"
    assert dossier.due_at is None
    assert dossier.valid_received_at is None
    assert dossier.first_received_at == case.first_received_at
    assert not DeadlineRecord.objects.filter(dossier=dossier, superseded_at__isnull=True).exists()
    pause = Suspension.objects.get(dossier=dossier)
    assert (pause.since, pause.until, pause.reason) == (drive.now, None, REASON)
    notice = drive.text(dossier, "supplement_notice")
    assert REASON in notice
    assert CLAUSE in notice


def test_a_notice_needs_clause_and_reason(drive: Driver, case: Dossier):
    assert drive.refused(case, "return_for_supplement", by="canboso", reason=REASON) == {"missing_input"}
    assert drive.refused(case, "return_for_supplement", by="canboso", clause=CLAUSE) == {"missing_input"}


def test_the_valid_receipt_starts_the_clock_anew_and_the_first_is_kept(drive: Driver, case: Dossier):
    dossier = asked(drive, case)
    drive.tick(DAY)  # Friday
    dossier = drive.receive(supplied(drive, dossier))
    assert dossier.first_received_at == case.first_received_at
    assert dossier.valid_received_at is not None
    assert dossier.first_received_at is not None
    assert dossier.valid_received_at - dossier.first_received_at > timedelta(hours=23)
    # Friday's receipt is due on Monday at the end of office hours; 24/11 is another matter.
    assert dossier.due_at == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    pause = Suspension.objects.get(dossier=dossier)
    assert pause.until == dossier.valid_received_at


def test_four_rounds_leave_four_pauses_and_five_terms_of_which_one_runs(drive: Driver, case: Dossier):
    dossier = case
    for _ in range(4):
        dossier = drive.receive(supplied(drive, asked(drive, dossier)))
    assert dossier.state == "received"
    pauses = list(Suspension.objects.filter(dossier=dossier).order_by("since"))
    assert len(pauses) == 4
    assert all(pause.until is not None and pause.until >= pause.since for pause in pauses)
    terms = list(DeadlineRecord.objects.filter(dossier=dossier).order_by("id"))
    assert [t.superseded_at is None for t in terms] == [False] * 4 + [True]
    assert terms[-1].starts_at == dossier.valid_received_at
    assert terms[-1].due_at == dossier.due_at
    assert dossier.first_received_at == case.first_received_at
    assert Document.objects.filter(dossier=dossier, kind="supplement_notice").count() == 4
    assert Document.objects.filter(dossier=dossier, kind="receipt").count() == 5
    assert drive.act(dossier, "accept", by="canboso").state == "accepted"


def test_an_unsigned_supplement_does_not_stand_in_for_the_signed_request(drive: Driver, case: Dossier):
    """What was missing arrives as a plain file; the signatures on the request itself are as good as before."""
    dossier = drive.receive(supplied(drive, asked(drive, case)))
    assert Document.objects.get(dossier=dossier, kind="supplement").verifications.exists()
    assert drive.act(dossier, "accept", by="canboso").state == "accepted"


def test_a_replacing_paper_is_signed_and_numbered_again(drive: Driver, case: Dossier):
    dossier = drive.act(asked(drive, case), "reopen_for_correction", by="vanphong", reason=REASON)
    assert (dossier.state, dossier.full_number) == ("draft", "")
    assert Suspension.objects.get(dossier=dossier).until is None
    dossier = drive.redraft(dossier, tokens=[token_of("thuebao"), device("nc_bi_khoa")])
    dossier = drive.act(dossier, "submit_to_leader", by="vanphong")
    drive.sign(dossier, "sign", by="chutich")
    dossier = drive.act(dossier, "assign_number", by="vanthu", number="131", document_date=TODAY)
    drive.sign(dossier, "seal", by="vanthu")
    dossier = drive.receive(drive.sent(sealed=drive.fresh(dossier)))
    assert dossier.full_number == "131/UBND-VP"
    assert dossier.first_received_at == case.first_received_at
    assert Suspension.objects.get(dossier=dossier).until == dossier.valid_received_at
    assert drive.act(dossier, "accept", by="canboso").requests.count() == 2


def test_a_supplement_is_not_sent_before_the_first_receipt(drive: Driver, case: Dossier):
    dossier = asked(drive, case)
    assert case.first_received_at is not None
    with pytest.raises(InvalidInput) as caught:
        drive.act(
            dossier,
            "supply_supplement",
            by="vanphong",
            channel="qlvb",
            channel_code="QLVB-BS",
            legal_at=case.first_received_at.replace(year=2025),
            files={"proof_file": PROOF, "supplement_file": MORE},
        )
    assert [e.field for e in caught.value.errors] == ["legal_at"]
    assert drive.fresh(dossier).state == "supplement_requested"


def test_a_withdrawal_ends_the_pause(drive: Driver, case: Dossier):
    dossier = drive.act(asked(drive, case), "withdraw", by="vanphong", reason=REASON)
    assert dossier.state == "withdrawn"
    assert Suspension.objects.get(dossier=dossier).until == dossier.closed_at


def test_what_was_accepted_of_one_paper_settles_nothing_of_the_next(drive: Driver, case: Dossier) -> None:
    dossier = Dossier.objects.get(pk=case.pk)
    officer = user("canboso")
    CheckOverride.objects.create(
        dossier=dossier, check_code="seal_verified", reason="Đã đối chiếu bản giấy.", by=officer, at=drive.now
    )
    settled = {c.line.code for c in check_lines(dossier=dossier, now=drive.now) if c.override is not None}
    assert settled == {"seal_verified"}
    Suspension.objects.create(dossier=dossier, since=drive.now, until=drive.tick(), reason="Bổ sung văn bản.")
    assert all(c.override is None for c in check_lines(dossier=dossier, now=drive.now))
