"""From the agency to the subscriber's hand: rows, device, custody and ledger agree whichever way it goes."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from directory.ledger.models import LedgerEntry
from requests_workflow.models import Document, Dossier
from requests_workflow.services.errors import InvalidInput
from tests.cases.driver import PROOF, user
from tests.cases.issue_driver import INTACT, IssueDriver, person, row
from tokens.models import Custody, Token

NOT_MINE = "Tôi chưa được giao thiết bị nào."


@pytest.fixture(scope="module")
def opening():
    def open_case(driver) -> Dossier:
        issuing = IssueDriver(driver.now)
        case = issuing.issue_sent("thuebaomoi", "nc_moi_dan_van", "thuebaocho")
        case = issuing.devices(issuing.answer(case, issued=(1, 2, 3)), 1, 2, 3)
        driver.now = issuing.now
        return case

    return open_case


def holders(token: Token) -> list:
    return [one.holder_person for one in token.custody.order_by("id")]


class TestOnScreen:
    def test_custody_passes_when_the_subscriber_confirms_and_not_before(self, issuing, case):
        case = issuing.offered(case, 1)
        offered = issuing.row(case, 1)
        assert offered.state == "handover_offered"
        assert holders(offered.token) == [user("vanphong").person]
        assert offered.token.state == Token.State.IN_STOCK
        issuing.confirmed(case, 1, by="thuebaomoi")
        got = issuing.row(case, 1)
        assert (got.state, got.handed_over_at) == ("handed_over", issuing.now)
        assert got.token.state == Token.State.IN_USE
        assert holders(got.token) == [user("vanphong").person, got.person]
        last = got.token.custody.get(until__isnull=True)
        assert (last.confirmed_by, last.condition, last.given_by_person, last.case_ref) == (
            "screen",
            INTACT,
            user("vanphong").person,
            case.code,
        )
        actions = LedgerEntry.objects.filter(object_id=str(got.token.public_id)).values_list("action", flat=True)
        assert sorted(actions) == ["token.moved", "token.put_in_use", "token.received"]

    def test_who_hands_over_what_another_officer_took_in_has_had_it_from_that_officer(self, issuing, case):
        """Each row of the book is given by whoever held the device in the row before."""
        issuing.confirmed(issuing.offered(case, 1, by="daumoi"), 1, by="thuebaomoi")
        rows = list(issuing.row(case, 1).token.custody.order_by("id"))
        officers = [user("vanphong").person, user("daumoi").person]
        assert [row.holder_person for row in rows] == [*officers, person("thuebaomoi")]
        assert [row.given_by_person for row in rows[1:]] == officers
        assert [row.until for row in rows[:2]] == [row.since for row in rows[1:]]
        # On paper the officer who signed had it at least at that moment.
        issuing.handed_over_on_paper(case, 2, by="daumoi")
        last = list(issuing.row(case, 2).token.custody.order_by("id"))[1:]
        assert [row.given_by_person for row in last] == officers

    def test_confirmed_twice_is_one_hand_over(self, issuing, case):
        case = issuing.offered(case, 1)
        key = uuid.uuid4()
        first = issuing.step(case, "confirm_receipt", by="thuebaomoi", row=1, form_key=key)
        again = issuing.step(case, "confirm_receipt", by="thuebaomoi", row=1, form_key=key)
        assert first == again
        assert issuing.refused(case, "confirm_receipt", by="thuebaomoi", row=1) == {"wrong_state"}
        assert len(holders(issuing.row(case, 1).token)) == 2

    def test_after_a_cancelled_offer_nothing_can_be_confirmed(self, issuing, case):
        case = issuing.offered(case, 1)
        issuing.act(case, "cancel_offer", by="daumoi", row=1, reason="Thuê bao đi công tác, giao sau.")
        assert issuing.refused(case, "confirm_receipt", by="thuebaomoi", row=1) == {"wrong_state"}
        assert issuing.states(case)[0] == "device_received"

    def test_denied_it_stays_with_the_officer_and_may_be_offered_again(self, issuing, case):
        case = issuing.offered(case, 1)
        issuing.act(case, "deny_receipt", by="thuebaomoi", row=1, reason=NOT_MINE)
        denied = issuing.row(case, 1)
        assert (denied.state, denied.handed_over_at) == ("device_received", None)
        assert holders(denied.token) == [user("vanphong").person]
        issuing.act(case, "offer_handover", by="vanphong", row=1, condition="Trầy vỏ")
        issuing.confirmed(case, 1, by="thuebaomoi")
        assert issuing.row(case, 1).token.custody.get(until__isnull=True).condition == "Trầy vỏ"

    def test_only_the_person_of_the_row_answers(self, issuing, case):
        case = issuing.offered(case, 1)
        for who in ("thuebaocho", "thuebao"):
            assert "not_the_receiver" in issuing.refused(case, "confirm_receipt", by=who, row=1)
            assert "not_the_receiver" in issuing.refused(case, "deny_receipt", by=who, row=1, reason=NOT_MINE)
        assert issuing.states(case)[0] == "handover_offered"

    def test_nobody_hands_a_device_to_oneself(self, issuing):
        case = issuing.issue_sent(row("daumoi"))
        case = issuing.devices(issuing.answer(case, issued=(1,)), 1, by="daumoi")
        assert "giver_is_receiver" in issuing.refused(case, "offer_handover", by="daumoi", row=1, condition=INTACT)

    def test_who_has_an_account_signs_no_paper(self, issuing, case):
        given = {"condition": INTACT, "legal_at": issuing.now, "files": {"proof_file": PROOF}}
        assert "not_applicable" in issuing.refused(case, "record_paper_handover", by="vanphong", row=1, **given)


class TestOnPaper:
    def test_the_paper_is_filed_and_proves_the_change(self, issuing, case):
        at = issuing.now
        issuing.handed_over_on_paper(case, 2)
        got = issuing.row(case, 2)
        paper = got.documents.get(kind=Document.Kind.HANDOVER_MINUTES)
        last = got.token.custody.get(until__isnull=True)
        assert (last.holder_person, last.confirmed_by, last.document_ref) == (got.person, "paper", str(paper.public_id))
        assert (got.handed_over_at, last.since) == (at, at)
        assert got.token.state == Token.State.IN_USE

    def test_no_paper_no_hand_over(self, issuing, case):
        assert "missing_input" in issuing.refused(
            case, "record_paper_handover", by="vanphong", row=2, condition=INTACT, legal_at=issuing.now
        )

    def test_the_time_on_the_paper_lies_after_the_device_came(self, issuing, case):
        with pytest.raises(InvalidInput) as caught:
            issuing.act(
                case,
                "record_paper_handover",
                by="vanphong",
                row=2,
                condition=INTACT,
                legal_at=issuing.row(case, 2).token.custody.get().since - timedelta(minutes=1),
                files={"proof_file": PROOF},
            )
        assert [one.field for one in caught.value.errors] == ["legal_at"]
        assert issuing.states(case)[1] == "device_received"

    def test_who_has_no_account_is_offered_nothing_on_screen(self, issuing, case):
        assert "not_applicable" in issuing.refused(case, "offer_handover", by="vanphong", row=2, condition=INTACT)


class TestWhoLeft:
    def test_who_left_yesterday_gets_nothing_and_the_delivery_is_stopped(self, issuing, case):
        leaver = person("thuebaomoi")
        leaver.left_on = issuing.now.date() - timedelta(days=1)
        leaver.save()
        assert "subscriber_left" in issuing.refused(case, "offer_handover", by="vanphong", row=1, condition=INTACT)
        case = issuing.certificates(case, 1)
        issuing.act(case, "stop_delivery", by="vanphong", row=1, reason="Đã thôi công tác từ hôm qua.")
        stopped = issuing.row(case, 1)
        assert stopped.state == "undelivered"
        # The device stays with the officer who took it in, in stock, until it is given back.
        assert holders(stopped.token) == [user("vanphong").person]
        assert stopped.token.state == Token.State.IN_STOCK

    def test_who_leaves_after_the_offer_cannot_confirm(self, issuing, case):
        case = issuing.offered(case, 1)
        leaver = person("thuebaomoi")
        leaver.left_on = issuing.now.date()
        leaver.save()
        assert "subscriber_left" in issuing.refused(case, "confirm_receipt", by="thuebaomoi", row=1)
        case = issuing.certificates(case, 1)
        issuing.act(case, "stop_delivery", by="vanphong", row=1, reason="Đã thôi công tác, giữ lại thiết bị.")
        assert issuing.states(case)[0] == "undelivered"

    def test_the_case_closes_when_nobody_is_left_to_get_a_device(self, issuing):
        case = issuing.answer(issuing.issue_sent("nc_moi_ke_toan", "nc_moi_van_hoa"), issued=(1, 2))
        case = issuing.devices(case, 1, 2)
        early = issuing.refused(case, "stop_delivery", by="vanphong", row=1, reason="Người này đã chuyển công tác.")
        assert early == {"certificate_not_registered"}
        case = issuing.certificates(case, 1, 2)
        for position in (1, 2):
            reason = "Người này đã chuyển công tác."
            case = issuing.act(case, "stop_delivery", by="vanphong", row=position, reason=reason)
        assert (case.state, case.closed_at) == ("closed", issuing.now)


def test_the_database_knows_one_holder_at_a_time(issuing, case):
    token = issuing.row(case, 1).token
    with pytest.raises(IntegrityError, match="custody_one_holder"), transaction.atomic():
        Custody.objects.create(
            token=token,
            holder_person=person("thuebaocho"),
            holder_agency=case.managing_agency,
            since=issuing.now,
            condition="x",
            reason="x",
        )
