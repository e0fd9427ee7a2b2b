"""A serial mistyped at receipt is put right: register, story, drafts follow; what was sent stands as it was sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from directory.ledger.models import LedgerEntry
from requests_workflow.models import Dossier, Notification
from requests_workflow.services.errors import InvalidInput, WorkflowError
from requests_workflow.services.keeper_changes import offer_device
from requests_workflow.services.serial_corrections import correct_serial
from tests.cases.driver import TODAY, device, user
from tests.cases.issue_driver import IssueDriver, opening_of, steps_told
from tests.documents.reading import text_of
from tests.world import client_of
from tokens.models import SerialCorrection, Token
from tokens.services.keeping import Terms

WHY = "Nhập nhầm hai chữ số cuối."


def two_received(issuing: IssueDriver) -> Dossier:
    """Two people without an account whose devices the agency has; the label of the first says otherwise."""
    case = issuing.issue_sent("nc_moi_dan_van", "nc_moi_ke_toan", "thuebaomoi")
    case = issuing.answer(case, issued=(1, 2, 3))
    return issuing.devices(issuing.certificates(case, 1, 2, 3), 1, 2, 3)


@pytest.fixture(scope="module")
def opening():
    return opening_of(two_received)


def correct(issuing: IssueDriver, token: Token, serial: str, *, by: str = "vanphong", **more: Any) -> Token:
    given = {"reason": WHY, "seen": token.serial_number, **more}
    correct_serial(token=token, serial=serial, by=user(by), now=issuing.tick(), **given)
    return Token.objects.get(pk=token.pk)


def token_at(issuing: IssueDriver, case: Dossier, position: int) -> Token:
    token = issuing.row(case, position).token
    assert token is not None
    return token


def test_the_register_the_drafts_and_the_story_of_the_case_follow(issuing, case):
    token = token_at(issuing, case, 1)
    old, version = token.serial_number, issuing.fresh(case).version
    case = issuing.handed_over_on_paper(case, 1)
    notice = issuing.notice(case, 1)
    assert notice.requests.get().printed["token_serial"] == old
    token = correct(issuing, token, " pki 00 12b ", by="daumoi")
    assert token.serial_number == "PKI0012B"
    row = SerialCorrection.objects.get()
    assert (row.old_serial, row.new_serial, row.corrected_by, row.letter_date) == (
        old,
        "PKI0012B",
        user("daumoi"),
        None,
    )
    entry = LedgerEntry.objects.get(action="token.serial_corrected")
    assert (entry.object_id, entry.payload["from"], entry.payload["to"]) == (str(token.public_id), old, "PKI0012B")
    assert notice.requests.get().printed["token_serial"] == "PKI0012B"
    for one in (case, notice):
        step = one.steps.get(transition="correct_serial")
        assert (step.source, step.target, step.request) == (
            step.request.state,
            step.request.state,
            one.requests.first(),
        )
        assert step.comment == f"Từ {old} thành PKI0012B. Lý do: {WHY}."
        assert step.pk in steps_told(one)
    assert issuing.fresh(case).version > version
    # Whoever holds the device has no account; who drafts is told, who did it is not.
    told = Notification.objects.filter(kind="serial_corrected").values_list("recipient__username", flat=True)
    assert ("vanphong" in told, "daumoi" in told) == (True, False)
    # The wrong number is free for the device that bears it.
    assert correct(issuing, token_at(issuing, case, 2), old).serial_number == old
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        SerialCorrection.objects.update(reason="x")
    page = client_of(user("vanphong")).get(f"/thiet-bi/{token.public_id}/").content.decode()
    assert (WHY in page, old in page) == (True, True)
    # Whoever reads the old number somewhere finds the device.
    assert "PKI0012B" in client_of(user("vanphong")).get(f"/thiet-bi/?q={old}").content.decode()


def test_the_minutes_say_what_both_sides_confirmed_and_not_what_was_corrected_later(issuing, case):
    token = token_at(issuing, case, 3)
    old = token.serial_number
    issuing.confirmed(issuing.offered(case, 3), 3, by="thuebaomoi")
    correct(issuing, token, "RIGHT-9")
    row = issuing.row(case, 3)
    url = reverse("cases:row_minutes", args=[case.public_id, row.public_id])
    text = text_of(client_of(user("thuebaomoi")).get(url).content)
    assert (old in text, "RIGHT-9" in text) == (True, False)


def test_a_paper_that_was_sent_stands_and_its_correction_is_named(issuing, case):
    token = token_at(issuing, case, 1)
    old = token.serial_number
    case = issuing.handed_over_on_paper(case, 1)
    notice = issuing.notice_sent(case, 1)
    with pytest.raises(InvalidInput, match=notice.code) as caught:
        correct(issuing, token, "RIGHT-1")
    assert [one.field for one in caught.value.errors] == ["so_van_ban"]
    for given, field in (
        ({"letter_number": "145/UBND-VP"}, "ngay_van_ban"),
        ({"letter_date": TODAY}, "so_van_ban"),
        ({"letter_number": "145/UBND-VP", "letter_date": TODAY + timedelta(days=1)}, "ngay_van_ban"),
        ({"letter_number": "145/UBND-VP", "letter_date": TODAY - timedelta(days=1)}, "ngay_van_ban"),
    ):
        with pytest.raises(InvalidInput) as caught:
            correct(issuing, token, "RIGHT-1", **given)
        assert [one.field for one in caught.value.errors] == [field]
    assert correct(issuing, token, "RIGHT-1", letter_number="145/UBND-VP", letter_date=TODAY).serial_number == "RIGHT-1"
    row = SerialCorrection.objects.get()
    assert (row.letter_number, row.letter_date) == ("145/UBND-VP", TODAY)
    # What was sent says what it said.
    assert notice.requests.get().printed["token_serial"] == old
    assert not notice.steps.filter(transition="correct_serial").exists()


def test_what_is_on_its_way_to_the_signature_or_to_be_confirmed_is_taken_back_first(issuing, case):
    case = issuing.handed_over_on_paper(case, 1)
    notice = issuing.act(issuing.notice(case, 1), "submit_to_leader", by="vanphong")
    token = token_at(issuing, case, 1)
    with pytest.raises(WorkflowError, match=notice.code):
        correct(issuing, token, "RIGHT-1")
    issuing.act(notice, "recall", by="vanphong")
    correct(issuing, token, "RIGHT-1")
    assert notice.requests.get().printed["token_serial"] == "RIGHT-1"
    issuing.act(notice, "submit_to_leader", by="vanphong")
    # The number on the screen is what the subscriber compares with the label.
    other = token_at(issuing, case, 3)
    case = issuing.offered(case, 3)
    with pytest.raises(WorkflowError, match="Thôi bàn giao lần này"):
        correct(issuing, other, "RIGHT-3")
    issuing.act(case, "deny_receipt", by="thuebaomoi", row=3, reason="Số in trên thiết bị khác.")
    correct(issuing, other, "RIGHT-3")
    issuing.confirmed(issuing.offered(case, 3), 3, by="thuebaomoi")
    seal, taker = device("seal_na_cang"), user("phochutich").person
    assert taker is not None
    terms = Terms(
        taker=taker,
        purpose="lend",
        condition="Tốt",
        decision_number="9/UBND-VP",
        decision_date=TODAY,
        lent_until=TODAY,
    )
    offer_device(token=seal, terms=terms, by=user("vanphong"), now=issuing.now)
    with pytest.raises(WorkflowError, match="Thôi lần giao đó"):
        correct(issuing, seal, "RIGHT-4")


def test_a_number_of_another_device_is_refused_and_two_crossed_ones_change_places(issuing, case):
    first, second = token_at(issuing, case, 1), token_at(issuing, case, 2)
    one, two = first.serial_number, second.serial_number
    for serial, words in ((two.lower(), "đã có trong sổ"), (one, "đang ghi đúng"), ("  ", "Nhập số hiệu")):
        with pytest.raises(InvalidInput, match=words) as caught:
            correct(issuing, first, serial)
        assert [error.field for error in caught.value.errors] == ["so_hieu"]
    correct(issuing, first, two, swap=True)
    for token in (first, second):
        token.refresh_from_db()
    assert (first.serial_number, second.serial_number) == (two, one)
    assert {(row.old_serial, row.new_serial) for row in SerialCorrection.objects.all()} == {(one, two), (two, one)}
    # A device of another body changes places with nobody's here.
    strange = Token.objects.exclude(managing_agency__path__startswith=case.managing_agency.path).first()
    assert strange is not None
    with pytest.raises(WorkflowError, match="Chỉ người được"):
        correct(issuing, first, strange.serial_number, swap=True)


@pytest.mark.parametrize(
    ("by", "words"), [("thuebao", "Chỉ người được"), ("vanthu", "Chỉ người được"), ("vl_vanphong", "Chỉ người được")]
)
def test_only_who_registers_devices_corrects_them_and_says_why(issuing, case, by, words):
    token = token_at(issuing, case, 1)
    with pytest.raises(WorkflowError, match=words):
        correct(issuing, token, "RIGHT-1", by=by)
    with pytest.raises(InvalidInput) as caught:
        correct(issuing, token, "RIGHT-1", reason=" ")
    assert [one.field for one in caught.value.errors] == ["ly_do"]
    assert client_of(user(by)).get(f"/thiet-bi/{token.public_id}/dinh-chinh/").status_code == 404


def test_the_page_shows_what_follows_and_asks_for_the_letter_where_one_is_due(issuing, case):
    client, token = client_of(user("vanphong")), token_at(issuing, case, 2)
    page = f"/thiet-bi/{token.public_id}/dinh-chinh/"
    assert page in client.get(f"/thiet-bi/{token.public_id}/").content.decode()
    given = {"da_ghi": token.serial_number, "so_hieu": "RIGHT-2", "ly_do": WHY}
    assert "so_van_ban" not in client.get(page).content.decode()
    assert client.post(page, given | {"ly_do": ""}).status_code == 422
    stale = client.post(page, given | {"da_ghi": "OTHER"})
    assert (stale.status_code, "vừa được người khác sửa" in stale.content.decode()) == (409, True)
    case = issuing.handed_over_on_paper(case, 2)
    issuing.notice_sent(case, 2)
    assert "so_van_ban" in client.get(page).content.decode()
    assert client.post(page, given).status_code == 422
    sent = client.post(page, given | {"so_van_ban": "145/UBND-VP", "ngay_van_ban": f"{TODAY:%d/%m/%Y}"})
    assert sent.status_code == 302
    assert "Đã đính chính số hiệu thiết bị." in client.get(sent["Location"]).content.decode()
