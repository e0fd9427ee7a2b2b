"""The pages of a renewal and a change: the answer, the new files, what is said of them, and the installation."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from requests_workflow.models import Dossier
from requests_workflow.services.form_rows import FormRow
from tests.cases.all_forms_driver import AllFormsDriver
from tests.cases.conftest import drive, opening, world  # noqa: F401  the demo, driven
from tests.cases.driver import Driver, token_of, user
from tests.workflow_pages.desk import body, page_of, row_of, row_page, states
from tests.workflow_pages.test_provider_answer import letter, result_of
from tests.world import client_of
from tokens.models import Token

NEW_ADDRESS = "phochutich.moi.nacang@laichau.gov.vn"


@pytest.fixture
def forms(drive: Driver, monkeypatch: pytest.MonkeyPatch) -> AllFormsDriver:  # noqa: F811
    """Pages live on the day of the case."""
    forms = AllFormsDriver(drive.now)
    monkeypatch.setattr(timezone, "now", lambda: forms.now)
    return forms


@pytest.fixture
def case(forms: AllFormsDriver) -> Dossier:
    """Sent: a renewal for an official, and a change of address for another."""
    renewed, changed = token_of("daumoi").certificate, token_of("phochutich").certificate
    assert renewed is not None
    assert changed is not None
    change = {
        "change": "x",
        "change_code": "email",
        "old_information": changed.official_email,
        "new_information": NEW_ADDRESS,
    }
    return forms.form_sent(
        "certificate_update",
        FormRow(certificate_id=renewed.public_id, cells={"renew": "x"}),
        FormRow(certificate_id=changed.public_id, cells=change),
    )


def minute(forms: AllFormsDriver) -> str:
    return f"{timezone.localtime(forms.now):%d/%m/%Y %H:%M}"


def test_new_certificates_are_answered_read_refused_taken_and_installed(forms: AllFormsDriver, case: Dossier):
    browser = client_of(user("vanphong"))
    text = body(browser.get(page_of(case, "provider_answer")))
    for words in ("Đã cấp chứng thư mới", "Gia hạn", f"→ {NEW_ADDRESS}", "2 chứng thư đang chờ kết quả"):
        assert words in text
    assert "Đã thu hồi" not in text
    filled = letter(case) | {"rest": "granted"}
    assert body(browser.post(page_of(case, "provider_answer"), filled)).count('value="granted" checked') == 2
    granted = letter(case) | result_of(case, 1, "granted") | result_of(case, 2, "granted")
    response = browser.post(page_of(case, "provider_answer"), granted)
    assert response.status_code == 302
    assert states(case) == ["granted", "granted"]
    assert "2 dòng chưa có chứng thư mới" in body(browser.get(response["Location"]))

    # A change must keep the day of expiry: the file is the row's, and still no answer to what was asked.
    first, second = forms.row(case, 1), forms.row(case, 2)
    assert first.predecessor is not None
    assert second.predecessor is not None
    moved = forms.renewed_key(second, not_after=second.predecessor.not_after + timedelta(days=30))
    files = [
        SimpleUploadedFile("mot.cer", forms.renewed_key(first).der),
        SimpleUploadedFile("hai.cer", moved.der),
    ]
    page = body(browser.get(page_of(case, "certificate_files")))
    key = page.split('name="form_key" value="')[1].split('"')[0]
    response = browser.post(page_of(case, "certificate_files"), {"form_key": key, "certificates": files})
    assert response.status_code == 302
    text = body(browser.get(response["Location"]))
    assert f"hết hạn {first.predecessor.not_after:%d/%m/%Y}; tệp này hết hạn" in text
    assert "Không nhập được:" in text
    assert "thay đổi thông tin phải giữ nguyên ngày hết hạn" in text
    # Only what was asked for is chosen beforehand.
    assert text.count(f'value="{first.public_id}" checked') == 1
    assert f'value="{second.public_id}" checked' not in text
    batch = case.certificate_batches.get()
    good, bad = batch.files.order_by("position")
    chosen = {f"choice-{good.public_id}": str(first.public_id), f"choice-{bad.public_id}": str(second.public_id)}
    refused = browser.post(response["Location"], chosen)
    assert refused.status_code == 422
    assert "thay đổi thông tin phải giữ nguyên" in body(refused)
    again = {f"choice-{good.public_id}": str(first.public_id)}
    done = browser.post(response["Location"], again)
    assert done.status_code == 302
    assert "cài 1 chứng thư mới lên thiết bị" in body(browser.get(done["Location"]))
    forms.take_matches(forms.upload_certificates(case, files=[("hai.cer", forms.renewed_key(second).der)]))
    new = forms.row(case, 1).certificate
    assert new is not None

    # Old beside new on the case page; the new one waits for its device.
    text = body(browser.get(page_of(case, "case")))
    for words in (new.serial_number[:10], NEW_ADDRESS, "Ghi nhận đã cài chứng thư mới", "chờ cài đặt"):
        assert words in text

    holder = client_of(user("daumoi"))
    home = body(holder.get("/"))
    assert "Chứng thư gia hạn của bạn đã có, chờ cài lên" in home
    confirm = row_page(case, 1, "row_minutes").replace("bien-ban.pdf", "confirm_installation/")
    assert confirm in home
    page = body(holder.get(confirm))
    file = f"/chung-thu/{new.public_id}/tep/"
    assert f'href="{file}"' in home
    assert holder.get(file).status_code == 200
    for words in (new.serial_number, "Cài đặt xong lúc", "Chứng thư đang dùng", f'href="{file}"'):
        assert words in page
    version = page.split('name="version" value="')[1].split('"')[0]
    key = page.split('name="form_key" value="')[1].split('"')[0]
    # Somebody else cannot confirm for the holder.
    sent = {"version": version, "form_key": key, "legal_at": minute(forms)}
    assert browser.post(confirm, sent).status_code == 409
    forms.tick()
    assert holder.post(confirm, sent).status_code == 302
    assert states(case) == ["closed", "granted"]
    assert Token.objects.get(requests=row_of(case, 1)).certificate == new

    # The clerk writes down the other one; the page says beforehand that the case ends with it.
    record = row_page(case, 2, "row_minutes").replace("bien-ban.pdf", "record_installation/")
    page = body(browser.get(record))
    assert "sẽ <strong>kết thúc</strong>" in page
    fields = {"version": page.split('name="version" value="')[1].split('"')[0], "form_key": str(case.public_id)}
    missing = browser.post(record, {**fields, "legal_at": minute(forms)})
    assert (missing.status_code, "Nhập người đã cài đặt" in body(missing)) == (422, True)
    forms.tick()
    done = browser.post(record, {**fields, "legal_at": minute(forms), "installer": "Lò Thị Mẩy, bộ phận CNTT"})
    assert done.status_code == 302
    case.refresh_from_db()
    assert (case.state, states(case)) == ("closed", ["closed", "closed"])
    assert "Người cài đặt: Lò Thị Mẩy, bộ phận CNTT" in body(browser.get(page_of(case, "case")))


def test_one_of_two_services_is_granted_where_both_were_asked_for(forms: AllFormsDriver, case: Dossier):
    browser = client_of(user("vanphong"))
    assert "Chỉ thay đổi thông tin" not in body(browser.get(page_of(case, "provider_answer")))
    certificate = token_of("chutich").certificate
    assert certificate is not None
    cells = {"renew": "x", "change": "x", "change_code": "workplace"}
    cells |= {"old_information": "Phòng cũ", "new_information": "Phòng mới"}
    both = forms.form_sent(
        "certificate_update", FormRow(certificate_id=certificate.public_id, cells=cells), number="139"
    )
    page = page_of(both, "provider_answer")
    assert "Chỉ thay đổi thông tin" in body(browser.get(page))
    silent = browser.post(page, letter(both) | result_of(both, 1, "granted_change"))
    assert (silent.status_code, "ghi lý do Cục không gia hạn" in body(silent)) == (422, True)
    why = "Chứng thư còn thời hạn dài, chưa gia hạn."
    assert browser.post(page, letter(both) | result_of(both, 1, "granted_change", why)).status_code == 302
    assert states(both) == ["granted"]
    assert f"Không gia hạn: {why}" in body(browser.get(f"/ho-so/{both.public_id}/"))


def test_rows_of_a_draft_wait_for_nobody_and_old_versions_say_so(forms: AllFormsDriver):
    certificate = token_of("daumoi").certificate
    assert certificate is not None
    draft = forms.form_draft("certificate_update", FormRow(certificate_id=certificate.public_id, cells={"renew": "x"}))
    browser = client_of(user("vanphong"))
    text = body(browser.get(page_of(draft, "case")))
    assert "Trong hồ sơ đang soạn" in text
    assert "Chờ Cục trả lời" not in text
    forms.act(draft, "submit_to_leader", by="vanphong")
    forms.act(draft, "recall", by="vanphong")
    forms.act(draft, "submit_to_leader", by="vanphong")
    text = body(browser.get(page_of(draft, "case")))
    assert text.count("(bản cũ, lần 1)") == 1
    assert "(bản cũ, lần 2)" not in text
