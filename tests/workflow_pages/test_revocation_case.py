"""The pages of a revocation: the notice with its two times, the term of return, and the papers that end it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from requests_workflow.models import CalendarDay, Dossier
from requests_workflow.services.form_rows import FormRow
from tests.cases.all_forms_driver import AllFormsDriver
from tests.cases.conftest import drive, opening, world  # noqa: F401  the demo, driven
from tests.cases.driver import Driver, token_of, user
from tests.workflow_pages.desk import body, page_of, states
from tests.workflow_pages.test_provider_answer import letter, result_of
from tests.world import client_of
from tokens.models import DeviceReturn


@pytest.fixture
def forms(drive: Driver, monkeypatch: pytest.MonkeyPatch) -> AllFormsDriver:  # noqa: F811
    """Pages live on the day of the case."""
    forms = AllFormsDriver(drive.now)
    monkeypatch.setattr(timezone, "now", lambda: forms.now)
    return forms


@pytest.fixture
def case(forms: AllFormsDriver) -> Dossier:
    """Sent: the certificate of an official who retires."""
    certificate = token_of("daumoi").certificate
    assert certificate is not None
    row = FormRow(certificate_id=certificate.public_id, cells={"reason_code": "retired"})
    return forms.provider_received(forms.form_sent("revocation", row))


def test_a_notice_of_revocation_opens_the_return_of_the_device_until_its_paper_ends_it(
    forms: AllFormsDriver, case: Dossier
):
    browser = client_of(user("vanphong"))
    text = body(browser.get(page_of(case, "provider_answer")))
    for words in (
        "Đã thu hồi",
        "Nghỉ hưu",
        "Thời điểm nhận thông báo thu hồi",
        "Thời điểm thu hồi ghi trong thông báo",
    ):
        assert words in text
    forms.tick(60)
    local = timezone.localtime(forms.now)
    form = letter(case) | result_of(case, 1, "revoked")
    # Revoked after the notice of it came: impossible, and said beside the field.
    wrong = form | {
        "revoked_at": f"{local:%d/%m/%Y %H:%M}",
        "legal_at": f"{local - timedelta(minutes=5):%d/%m/%Y %H:%M}",
    }
    response = browser.post(page_of(case, "provider_answer"), wrong)
    assert (response.status_code, states(case)) == (422, ["pending"])
    assert "Thời điểm thu hồi sau thời điểm nhận thông báo" in body(response)
    right = letter(case) | result_of(case, 1, "revoked")
    right["revoked_at"] = f"{local - timedelta(minutes=20):%d/%m/%Y %H:%M}"
    response = browser.post(page_of(case, "provider_answer"), right)
    assert response.status_code == 302
    assert states(case) == ["revoked"]
    duty = DeviceReturn.objects.get(case_ref=case.code)
    due = f"{timezone.localtime(duty.due_at):%d/%m/%Y}"
    done = body(browser.get(response["Location"]))
    for words in ("Hạn giao nộp thiết bị", due, "Mẫu số 08", "Thời điểm thu hồi:"):
        assert words in done
    page = body(browser.get(page_of(case, "case")))
    for words in ("Hạn giao nộp thiết bị", due, "Cách tính từng ngày", "chờ giao nộp thiết bị", "Nghỉ hưu"):
        assert words in page
    # The subscriber sees the term, and no paper of others.
    assert due in body(client_of(user("daumoi")).get(page_of(case, "case")))

    # A term that rests on a day without a decision says so wherever it stands.
    pages = (page_of(case, "case"), response["Location"], "/giao-nop/", "/")
    marks = ("(tạm tính)", "(tạm tính, có ngày chưa có văn bản quyết định)")
    assert [any(mark in body(browser.get(url)) for mark in marks) for url in pages] == [True] * 4
    CalendarDay.objects.update(provisional=False)
    assert [any(mark in body(browser.get(url)) for mark in marks) for url in pages] == [False] * 4

    token = token_of("daumoi")
    paper = forms.form_sent(
        "device_return", FormRow(token_id=token.public_id, cells={"condition": "Nguyên vẹn"}), number="140"
    )
    text = body(browser.get(page_of(case, "case")))
    assert paper.code in text
    assert "Đã giao nộp (Mẫu số 08)" in text
    assert "Cách tính từng ngày" not in text.split('id="danh-sach"')[1].split("</table>")[0]
    text = body(browser.get(page_of(paper, "case")))
    for words in ("Thiết bị giao nộp", "Nguyên vẹn", token.serial_number, f"theo {case.code}"):
        assert words in text
