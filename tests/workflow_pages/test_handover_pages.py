"""Pages of the hand-over and its notice: what each side sees and sends."""
# ruff: noqa: F401, F811  fixtures are imported

import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.models import Dossier
from requests_workflow.services.errors import known
from tests.cases.driver import PROOF, user
from tests.cases.issue_driver import IssueDriver, person
from tests.documents.reading import text_of
from tests.workflow_pages.desk import (
    body,
    case,
    devices,
    drive,
    here,
    issuing,
    offers,
    opening,
    page_of,
    row_of,
    row_page,
    states,
    world,
)
from tests.world import client_of
from tokens.models import Custody


class TestHandingOver:
    def test_people_with_an_account_are_offered_and_people_without_get_a_paper(self, here: Dossier):
        browser = client_of(user("vanphong"))
        text = body(browser.get(page_of(here, "handover")))
        assert f'name="chon-{row_of(here, 1).public_id}"' in text
        assert f'name="chon-{row_of(here, 3).public_id}"' not in text
        assert f'name="dong" value="{row_of(here, 3).public_id}"' in text
        assert row_page(here, 3, "row_minutes").replace("bien-ban.pdf", "record_paper_handover/") in text
        response = browser.post(page_of(here, "handover"), offers(here, 1, 2))
        assert (response.status_code, response["Location"]) == (302, f"{page_of(here, 'handover')}?xong=2")
        assert states(here)[:3] == ["handover_offered", "handover_offered", "device_received"]

    def test_one_that_fails_does_not_stop_the_others(self, issuing: IssueDriver, here: Dossier):
        sent = offers(here, 1, 2)
        # Offered by another officer while this page stood open.
        issuing.offered(here, 1, by="daumoi")
        response = client_of(user("vanphong")).post(page_of(here, "handover"), sent)
        text = body(response)
        assert states(here)[:2] == ["handover_offered", "handover_offered"]
        assert response.status_code == 409
        assert f"{row_of(here, 1).name}: đang ở “Đã bàn giao, chờ thuê bao xác nhận”" in text
        assert "Đã ghi nhận" in text

    def test_pressed_twice_each_is_offered_once(self, here: Dossier):
        sent = offers(here, 1, 2)
        browser = client_of(user("vanphong"))
        pressed = [browser.post(page_of(here, "handover"), sent) for _ in range(2)]
        assert [one.status_code for one in pressed] == [302, 302]
        assert here.steps.filter(transition="offer_handover").count() == 2

    def test_another_row_costs_its_own_writes_and_no_reading_of_the_case_again(self, here: Dossier):
        browser = client_of(user("vanphong"))
        counts = []
        for rows in ((1,), (1, 2)):
            sent, back = offers(here, *rows), transaction.savepoint_create()
            with CaptureQueriesContext(connection) as caught:
                assert browser.post(page_of(here, "handover"), sent).status_code == 302
            counts.append(len(caught))
            transaction.savepoint_rollback(back)
        assert counts[1] - counts[0] <= 16

    def test_nobody_chosen_or_no_condition_comes_back(self, here: Dossier):
        browser = client_of(user("vanphong"))
        assert browser.post(page_of(here, "handover"), {"form_key": str(uuid.uuid4())}).status_code == 422
        response = browser.post(page_of(here, "handover"), offers(here, 1, condition=" "))
        assert (response.status_code, "Ghi tình trạng thiết bị" in body(response)) == (422, True)
        assert states(here)[0] == "device_received"

    def test_who_left_is_refused_with_what_to_do_next(self, issuing: IssueDriver, here: Dossier):
        leaver = person("thuebaomoi")
        leaver.left_on = issuing.now.date() - timedelta(days=1)
        leaver.save()
        browser = client_of(user("vanphong"))
        text = body(browser.get(page_of(here, "handover")))
        stop = row_page(here, 1, "row_minutes").replace("bien-ban.pdf", "stop_delivery/")
        assert "Chưa bàn giao được" in text
        assert stop in text
        assert browser.get(stop).status_code == 200
        response = browser.post(page_of(here, "handover"), offers(here, 1, 2))
        assert (response.status_code, states(here)[:2]) == (409, ["device_received", "handover_offered"])
        assert f"{row_of(here, 1).name}: " in body(response)

    def test_the_paper_to_sign_names_those_chosen_and_records_nothing(self, here: Dossier):
        before = here.documents.count(), Dossier.objects.get(pk=here.pk).version
        url = page_of(here, "handover_minutes")
        response = client_of(user("vanphong")).get(url, {"dong": [str(row_of(here, n).public_id) for n in (2, 3)]})
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
        text = text_of(response.content)
        assert row_of(here, 3).name in text
        assert known(row_of(here, 3).token).serial_number in text
        assert row_of(here, 1).name not in text
        assert known(user("vanphong").person).full_name in text
        assert (here.documents.count(), Dossier.objects.get(pk=here.pk).version) == before
        browser = client_of(user("vanphong"))
        for nonsense in ("", "?dong=x", f"?dong={uuid.uuid4()}"):
            back = browser.get(url + nonsense)
            assert (back.status_code, back["Location"]) == (302, page_of(here, "handover"))

    def test_one_paper_with_many_signatures_is_filed_once_for_all_of_them(self, issuing: IssueDriver, here: Dossier):
        row = row_of(here, 3)
        waiting = [one for one in here.requests.all() if one.state == "device_received" and one.person is not None]
        on_paper = [one for one in waiting if not hasattr(one.person, "account")]
        assert row in on_paper
        browser, url = client_of(user("vanphong")), page_of(here, "signed_minutes")
        sent = {
            "dong": [str(one.public_id) for one in on_paper],
            "form_key": str(uuid.uuid4()),
            "version": "0",
            "condition": "Nguyên vẹn",
            "legal_at": f"{issuing.now.astimezone(VIETNAM):%d/%m/%Y %H:%M}",
        }
        shown = body(browser.get(url, {"dong": sent["dong"]}))
        assert all(known(one.person).full_name in shown for one in on_paper)
        missing = browser.post(url, sent)
        assert (missing.status_code, states(here)[2]) == (422, "device_received")
        pressed = [
            browser.post(url, sent | {"proof_file": SimpleUploadedFile("bien-ban.pdf", PROOF.data)}) for _ in range(2)
        ]
        assert [one.status_code for one in pressed] == [302, 302]
        for one in on_paper:
            given = row_of(here, one.position)
            paper = given.documents.get(kind="handover_minutes")
            custody = known(given.token).custody.get(until__isnull=True)
            assert (given.state, custody.holder_person, custody.document_ref) == (
                "handed_over",
                one.person,
                str(paper.public_id),
            )
        # Who confirms on screen is not filed by a paper, and nobody chosen leads back.
        for dong in ([str(row_of(here, 1).public_id)], [], ["x"]):
            assert browser.get(url, {"dong": dong}).status_code == 302

    def test_it_is_no_page_for_others(self, here: Dossier):
        for who in ("thuebaomoi", "chutich", "vanthu", "canboso", "cuc", "vl_vanphong"):
            for name in ("handover", "handover_minutes", "signed_minutes", "new_notice"):
                assert client_of(user(who)).get(page_of(here, name)).status_code == 404


class TestTheSubscribersAnswer:
    @pytest.fixture
    def offered(self, issuing: IssueDriver, here: Dossier) -> Dossier:
        return issuing.offered(here, 1)

    def test_the_page_says_exactly_what_is_confirmed(self, offered: Dossier):
        text = body(client_of(user("thuebaomoi")).get(row_page(offered, 1, "confirm_receipt")))
        got = row_of(offered, 1)
        for said in (
            known(got.token).serial_number,
            known(got.certificate).serial_number,
            "Nguyên vẹn",
            "Vàng A Sử",
            got.name,
        ):
            assert said in text
        assert row_of(offered, 2).name not in text

    def test_confirmed_the_minutes_are_there_for_both_sides(self, offered: Dossier):
        mine = client_of(user("thuebaomoi"))
        sent = {"form_key": str(uuid.uuid4()), "version": str(offered.version)}
        minutes = row_page(offered, 1, "row_minutes")
        assert mine.get(minutes).status_code == 404
        assert mine.post(row_page(offered, 1, "confirm_receipt"), sent).status_code == 302
        assert states(offered)[0] == "handed_over"
        for who in ("thuebaomoi", "vanphong", "daumoi", "chutich"):
            response = client_of(user(who)).get(minutes)
            assert response.status_code == 200
            text = text_of(BytesIO(response.content).getvalue())
            assert known(row_of(offered, 1).token).serial_number in text
            assert "Vàng A Sử" in text
        for who in ("thuebaocho", "vl_vanphong", "quantri"):
            assert client_of(user(who)).get(minutes).status_code == 404
        # Pressed again it stays as it is; another press is told why not.
        assert mine.post(row_page(offered, 1, "confirm_receipt"), sent).status_code == 302
        again = mine.post(row_page(offered, 1, "confirm_receipt"), {**sent, "form_key": str(uuid.uuid4())})
        assert again.status_code == 409
        assert Custody.objects.filter(token=row_of(offered, 1).token).count() == 2

    def test_the_wrong_person_sees_nothing_or_is_told_why(self, offered: Dossier):
        sent = {"form_key": str(uuid.uuid4()), "version": str(offered.version)}
        for who in ("thuebaocho", "thuebaosim", "vl_vanphong", "quantri"):
            browser = client_of(user(who))
            assert browser.get(row_page(offered, 1, "confirm_receipt")).status_code == 404
            assert browser.post(row_page(offered, 1, "confirm_receipt"), sent).status_code == 404
        response = client_of(user("vanphong")).post(row_page(offered, 1, "confirm_receipt"), sent)
        assert (response.status_code, "Chưa ghi nhận được" in body(response)) == (409, True)
        assert states(offered)[0] == "handover_offered"

    def test_after_the_offer_was_cancelled_the_press_is_refused_with_a_sentence(
        self,
        issuing: IssueDriver,
        offered: Dossier,
    ):
        issuing.act(offered, "cancel_offer", by="vanphong", row=1, reason="Thuê bao đi công tác, giao sau.")
        sent = {"form_key": str(uuid.uuid4()), "version": str(offered.version)}
        response = client_of(user("thuebaomoi")).post(row_page(offered, 1, "confirm_receipt"), sent)
        assert (response.status_code, "Chưa ghi nhận được" in body(response)) == (409, True)
        assert states(offered)[0] == "device_received"

    def test_denied_with_a_reason_it_goes_back(self, offered: Dossier):
        mine = client_of(user("thuebaomoi"))
        sent = {"form_key": str(uuid.uuid4()), "version": str(offered.version)}
        short = mine.post(row_page(offered, 1, "deny_receipt"), {**sent, "reason": ""})
        assert (short.status_code, "Nhập lý do." in body(short)) == (422, True)
        told = mine.post(row_page(offered, 1, "deny_receipt"), {**sent, "reason": "Tôi chưa cầm thiết bị nào."})
        assert told.status_code == 302
        assert states(offered)[0] == "device_received"

    def test_a_signed_paper_is_opened_by_those_who_work_on_the_case(self, issuing: IssueDriver, here: Dossier):
        issuing.handed_over_on_paper(here, 3)
        minutes = row_page(here, 3, "row_minutes")
        response = client_of(user("vanphong")).get(minutes, follow=True)
        assert b"".join(response.streaming_content) == PROOF.data  # type: ignore[attr-defined]
        assert client_of(user("thuebaomoi")).get(minutes).status_code == 404


class TestOpeningANotice:
    @pytest.fixture
    def handed_over(self, issuing: IssueDriver, here: Dossier) -> Dossier:
        issuing.confirmed(issuing.offered(here, 1), 1, by="thuebaomoi")
        return issuing.handed_over_on_paper(here, 3)

    def test_all_are_ticked_and_the_draft_opens_once(self, handed_over: Dossier):
        browser = client_of(user("vanphong"))
        text = body(browser.get(page_of(handed_over, "new_notice")))
        assert text.count(" checked") == 2
        assert row_of(handed_over, 2).name not in text
        sent = {"creation_key": str(uuid.uuid4()), f"chon-{row_of(handed_over, 1).public_id}": "on"}
        first = browser.post(page_of(handed_over, "new_notice"), sent)
        second = browser.post(page_of(handed_over, "new_notice"), sent)
        notice = handed_over.followers.get()
        assert [one["Location"] for one in (first, second)] == [page_of(notice, "draft")] * 2
        assert [one.origin for one in notice.requests.all()] == [row_of(handed_over, 1)]
        # What is left can go into another.
        text = body(browser.get(page_of(handed_over, "new_notice")))
        assert row_of(handed_over, 3).name in text
        assert notice.code in text

    def test_nobody_chosen_comes_back(self, handed_over: Dossier):
        response = client_of(user("vanphong")).post(
            page_of(handed_over, "new_notice"), {"creation_key": str(uuid.uuid4())}
        )
        assert (response.status_code, "Đánh dấu ít nhất một người" in body(response)) == (422, True)
        assert handed_over.followers.count() == 0

    def test_there_is_nothing_to_notice_before_a_hand_over(self, here: Dossier):
        text = body(client_of(user("vanphong")).get(page_of(here, "new_notice")))
        assert "Không có thiết bị nào cần thông báo" in text
