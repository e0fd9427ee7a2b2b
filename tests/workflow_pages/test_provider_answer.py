"""The page of the provider's answer: a letter, a choice for each person, and what comes next."""

import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from requests_workflow.models import Document, Dossier, Request, Step
from requests_workflow.services.documents import read
from tests.cases.conftest import drive, issuing, opening, world  # noqa: F401  the demo, driven
from tests.cases.driver import user
from tests.cases.issue_driver import WHY_NOT, IssueDriver, row
from tests.world import client_of

PDF = b"%PDF-1.4\n% letter\n%%EOF\n"


@pytest.fixture
def case(issuing: IssueDriver, monkeypatch: pytest.MonkeyPatch) -> Dossier:  # noqa: F811
    """Sent to the provider for three people; pages and case live on the same day."""
    dossier = issuing.issue_sent(
        row("thuebaomoi"), row("nc_moi_dan_van"), row("thuebaosim", medium="sim_pki", sim_pki="Viettel")
    )
    monkeypatch.setattr(timezone, "now", lambda: issuing.now)
    return dossier


def page_of(dossier: Dossier) -> str:
    return reverse("cases:provider_answer", args=[dossier.public_id])


def letter(dossier: Dossier, *, file: bytes | None = PDF, **changes: str) -> dict[str, Any]:
    """The head of the form, filled in; nothing chosen for anybody yet."""
    sent = timezone.localtime(dossier.sent_at)
    filled: dict[str, Any] = {
        "version": str(dossier.version),
        "form_key": str(uuid.uuid4()),
        "number": "905/CTSBMTT",
        "document_date": f"{sent:%d/%m/%Y}",
        "legal_at": f"{timezone.localtime():%d/%m/%Y %H:%M}",
        **changes,
    }
    if file is not None:
        filled["proof_file"] = SimpleUploadedFile("cong-van.pdf", file)
    return filled


def result_of(dossier: Dossier, position: int, outcome: str, reason: str = "") -> dict[str, str]:
    key = dossier.requests.get(position=position).public_id
    return {f"result-{key}": outcome, f"reason-{key}": reason}


def states(dossier: Dossier) -> list[str]:
    return list(dossier.requests.order_by("position").values_list("state", flat=True))


def answers_of(dossier: Dossier) -> int:
    return Step.objects.filter(dossier=dossier, request=None, transition="record_provider_answer").count()


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found, name
    return found.group(1)


def test_the_clerk_sees_everybody_who_waits_and_nobodys_identity_number(case: Dossier):
    text = client_of(user("vanphong")).get(page_of(case)).content.decode()
    for one in case.requests.all():
        assert one.name in text
        assert one.printed["identity_number"] not in text
        assert one.printed["phone"] not in text


def test_an_answer_is_recorded_with_its_letter_and_the_next_page_says_what_to_do(case: Dossier):
    browser = client_of(user("vanphong"))
    form = letter(case) | result_of(case, 1, "issued") | result_of(case, 2, "refused", WHY_NOT)
    response = browser.post(page_of(case), form)
    assert response.status_code == 302
    assert states(case) == ["issued", "refused", "pending"]
    assert read(Document.objects.filter(dossier=case).latest("id")) == PDF
    step = Step.objects.get(dossier=case, request=None, transition="record_provider_answer")
    assert step.data["number"] == "905/CTSBMTT"
    text = browser.get(response["Location"]).content.decode()
    assert reverse("cases:certificate_files", args=[case.public_id]) in text
    assert "Còn <strong>1 người</strong>" in text
    assert "1 thiết bị" in text


def test_the_same_page_sent_twice_records_one_answer(case: Dossier):
    browser = client_of(user("vanphong"))
    form = letter(case) | result_of(case, 1, "issued")
    first = browser.post(page_of(case), form)
    form["proof_file"].seek(0)
    second = browser.post(page_of(case), form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == first["Location"]
    assert answers_of(case) == 1


def test_of_two_clerks_with_the_same_letter_the_second_is_told_what_was_recorded(case: Dossier):
    results = result_of(case, 1, "issued") | result_of(case, 2, "issued")
    first, second = letter(case) | results, letter(case) | results | result_of(case, 3, "issued")
    assert client_of(user("vanphong")).post(page_of(case), first).status_code == 302
    # The contact officer answers for the whole of it (Vĩnh Long Điều 9 khoản 4); a leader does not write it down.
    assert client_of(user("chutich")).post(page_of(case), second).status_code == 404
    browser = client_of(user("daumoi"))
    second["proof_file"].seek(0)
    response = browser.post(page_of(case), second)
    text = response.content.decode()
    assert response.status_code == 409
    assert "đã được người khác cập nhật" in text
    assert "905/CTSBMTT" in text
    assert user("vanphong").get_full_name() in text
    assert "2 người đã có kết quả" in text
    assert states(case) == ["issued", "issued", "pending"]
    # What is left of what was typed, and the letter, go with the next press.
    again = letter(case, file=None, version=hidden(text, "version"), form_key=hidden(text, "form_key"))
    again |= {"proof_file_kept": hidden(text, "proof_file_kept")} | result_of(case, 3, "issued")
    assert browser.post(page_of(case), again).status_code == 302
    assert states(case) == ["issued"] * 3
    assert answers_of(case) == 2


def test_when_all_is_answered_a_second_letter_has_nobody_to_speak_of(case: Dossier, issuing: IssueDriver):  # noqa: F811
    late = letter(case) | result_of(case, 1, "issued")
    issuing.answer(case, issued=(1, 2, 3))
    browser = client_of(user("vanthu"))
    response = browser.post(page_of(case), late)
    assert response.status_code == 409
    for text in (response.content.decode(), browser.get(page_of(case)).content.decode()):
        assert "Không còn người nào chờ kết quả" in text
        assert "905/CTSBMTT" in text
    assert answers_of(case) == 1


def test_a_refusal_needs_its_reason_beside_its_row_and_nothing_is_half_done(case: Dossier):
    browser = client_of(user("vanphong"))
    form = letter(case) | result_of(case, 1, "issued") | result_of(case, 2, "refused", "Sai.")
    response = browser.post(page_of(case), form)
    text = response.content.decode()
    key = case.requests.get(position=2).public_id
    assert response.status_code == 422
    assert f'id="reason-{key}_error"' in text
    assert f'href="#reason-{key}"' in text
    assert "cong-van.pdf" in text
    assert states(case) == ["pending"] * 3
    again = letter(case, file=None, proof_file_kept=hidden(text, "proof_file_kept"))
    again |= result_of(case, 1, "issued") | result_of(case, 2, "refused", WHY_NOT)
    assert browser.post(page_of(case), again).status_code == 302
    assert states(case) == ["issued", "refused", "pending"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number": ""}, "Nhập số, ký hiệu hoặc mã của trả lời."),
        ({"legal_at": "31/12/2030 08:00"}, "Thời điểm ở tương lai"),
        ({"legal_at": "01/01/2020 08:00"}, "Thời điểm sớm hơn lúc gửi văn bản"),
        ({"document_date": "32/01/2026"}, "Nhập ngày dạng"),
        ({"version": "0"}, "đã được người khác cập nhật"),
    ],
)
def test_what_cannot_be_of_the_letter_is_said_and_the_choices_stay(case: Dossier, changes: dict[str, str], said: str):
    form = letter(case) | changes | result_of(case, 1, "refused", WHY_NOT)
    response = client_of(user("vanphong")).post(page_of(case), form)
    text = response.content.decode()
    assert response.status_code in (409, 422)
    assert said in text
    assert f'value="{WHY_NOT}"' in text
    assert states(case) == ["pending"] * 3


def test_an_answer_about_nobody_is_no_answer(case: Dossier):
    response = client_of(user("vanphong")).post(page_of(case), letter(case))
    assert response.status_code == 422
    assert "Chọn kết quả cho ít nhất một người" in response.content.decode()
    assert answers_of(case) == 0


def test_a_file_that_is_no_letter_is_refused(case: Dossier):
    form = letter(case, file=b"MZ\x90\x00 program") | result_of(case, 1, "issued")
    response = client_of(user("vanphong")).post(page_of(case), form)
    assert response.status_code == 422
    assert "Tệp không phải PDF, PNG hoặc JPEG" in response.content.decode()
    assert states(case) == ["pending"] * 3


def test_one_button_marks_everybody_issued_without_a_script_and_keeps_the_rest(case: Dossier):
    browser = client_of(user("vanphong"))
    form = letter(case, number="") | result_of(case, 2, "refused", WHY_NOT) | {"rest": "issued"}
    response = browser.post(page_of(case), form)
    text = response.content.decode()
    assert response.status_code == 200
    assert "data-error-summary" not in text
    assert len(re.findall(r'value="issued" checked', text)) == 2
    assert len(re.findall(r'value="refused" checked', text)) == 1
    assert "cong-van.pdf" in text
    assert "vẫn được giữ, không cần chọn lại" in text
    assert states(case) == ["pending"] * 3
    # A second press, now without the file, and then the act itself: the letter that came first is still there.
    again = letter(case, file=None, proof_file_kept=hidden(text, "proof_file_kept")) | {"rest": "issued"}
    text = browser.post(page_of(case), again).content.decode()
    assert "vẫn được giữ, không cần chọn lại" in text
    last = letter(case, file=None, proof_file_kept=hidden(text, "proof_file_kept")) | result_of(case, 1, "issued")
    assert browser.post(page_of(case), last).status_code == 302
    assert read(Document.objects.filter(dossier=case).latest("id")) == PDF


def test_marking_all_says_that_a_file_is_missing_or_cannot_be_kept(case: Dossier):
    browser = client_of(user("vanphong"))
    text = browser.post(page_of(case), letter(case, file=None) | {"rest": "issued"}).content.decode()
    assert "chọn tệp trước khi ghi nhận" in text
    assert "data-error-summary" not in text
    text = browser.post(page_of(case), letter(case, file=b"a letter", number="") | {"rest": "issued"}).content.decode()
    assert "Tệp không phải PDF, PNG hoặc JPEG." in text
    assert "chọn tệp trước khi ghi nhận" in text
    assert "Nhập số, ký hiệu" not in text


def test_typed_text_is_shown_as_text(case: Dossier):
    evil = '"><script>alert(1)</script>'
    form = letter(case, number=evil) | result_of(case, 1, "refused", evil) | {"rest": "issued"}
    text = client_of(user("vanphong")).post(page_of(case), form).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_who_records_and_who_learns_nothing(case: Dossier, issuing: IssueDriver):  # noqa: F811
    people = ("vanphong", "vanthu", "canboso", "cuc", "chutich", "giamdocso", "thuebaomoi", "vl_vanphong")

    def may() -> list[str]:
        return [name for name in people if client_of(user(name)).get(page_of(case)).status_code == 200]

    assert may() == ["vanphong", "vanthu", "cuc"]
    # The department records from its copy, once that was sent.
    issuing.copy_sent(case)
    assert may() == ["vanphong", "vanthu", "canboso", "cuc"]
    assert Client().get(page_of(case)).status_code == 302
    assert Client().post(page_of(case), {}).status_code == 302


def test_five_hundred_people_are_shown_and_answered_as_quickly_as_three(case: Dossier):
    browser = client_of(user("vanphong"))
    few = queries(browser, page_of(case))
    Request.objects.bulk_create(
        Request(
            dossier=case, position=number, procedure=case.procedure, state="pending", medium="token", printed=printed
        )
        for number, printed in ((n, {"full_name": "Lò Thị Đông", "position": "Chuyên viên"}) for n in range(4, 501))
    )
    assert queries(browser, page_of(case)) == few
    form = letter(case) | {f"result-{one.public_id}": "issued" for one in case.requests.all()}
    with CaptureQueriesContext(connection) as asked:
        assert browser.post(page_of(case), form).status_code == 302
    assert len(asked) < 100
    assert states(case) == ["issued"] * 500


def queries(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)
