"""/ho-so/moi/thu-hoi/ and the draft of Mẫu 05, and a notice of revocation that needs no Mẫu 05."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from certificates.models import Certificate
from directory.domain.roles import Role
from directory.models import Agency
from requests_workflow.models import Dossier
from requests_workflow.services.form_rows import FormRow
from tests import world
from tests.cases.driver import PROOF
from tests.workflow_pages.test_draft_update import Office, box, draft_of, line_of, office, soan, summary_of, text_of
from tokens.models import DeviceReturn, Token

__all__ = ["office"]

pytestmark = pytest.mark.django_db
START = "/ho-so/moi/thu-hoi/"


def begun(office: Office, *certificates: Certificate, by: str = "agency", **more: Any) -> Any:
    ticks = {"thu-hoi": [str(one.public_id) for one in certificates], "ben_yeu_cau": by}
    return office.chosen({**ticks, **more}, url=START)


def seal_of(agency: Agency, **values: Any) -> Certificate:
    """The organisation's own certificate."""
    return world.make_certificate(world.make_subscriber(agency), official_email="nacang@laichau.gov.vn", **values)


def test_each_certificate_gets_a_reason_of_its_kind_and_goes_on_with_masked_data(office: Office):
    Agency.objects.filter(pk=office.commune.pk).update(tax_code="6200000001", budget_code="1000001")
    person, body = office.certificate("Lò Văn An"), seal_of(office.commune)
    token = world.make_token("PKI-1", subscriber=person.subscriber, certificate=person)
    revoked = office.certificate("Đã Thu", status="revoked", revoked_at=datetime.now(UTC))
    asked = office.certificate("Đang Đề Nghị")
    open_one = office.draft(FormRow(certificate_id=asked.public_id), procedure="revocation")
    page = text_of(office.client.get(f"{START}?tinh_trang=&chung-thu={person.public_id}"))
    assert f"{box('thu-hoi', person)} checked" in page
    assert "Chưa tìm thấy quy định, cần xác nhận: thời hạn thu hồi" in page
    assert "không phải đề nghị nữa" in line_of(page, revoked)
    assert open_one.code in line_of(page, asked)
    dossier = draft_of(begun(office, person, body))
    page = text_of(office.client.get(soan(dossier)))
    official = person.subscriber.person
    assert official is not None
    assert official.identity_number not in page
    assert official.masked_identity_number in page
    assert token.serial_number in line_of(page, person)
    assert "Nghỉ hưu" in line_of(page, person)
    assert "Giải thể" not in line_of(page, person)
    assert "Giải thể" in line_of(page, body)
    assert 'value="6200000001"' in line_of(page, body)
    # Nothing is chosen yet: a draft may be saved so, and not submitted; it is no error before that.
    hint = '<p class="hint" id="id_rows-0-reason_code_error">Chọn lý do thu hồi.'
    assert hint in line_of(page, person)
    rows = [(person, {"reason_code": ""}), (body, {"tax_code": "12", "budget_code": "1000001"})]
    assert office.client.post(soan(dossier), office.typed(dossier, *rows, save_only="1")).status_code == 302
    response = office.client.post(soan(dossier), office.typed(dossier, *rows))
    assert response.status_code == 422
    assert '<p class="errors" id="id_rows-0-reason_code_error">' in text_of(response)
    for target in ("rows-0-reason_code", "rows-1-reason_code", "rows-1-tax_code"):
        assert f'href="#id_{target}"' in summary_of(response)
    lost = {"reason_code": "device_lost", "reason_detail": "Rơi khi đi công tác"}
    rows = [(person, lost), (body, {"reason_code": "retired", "tax_code": "6200000001"})]
    response = office.client.post(soan(dossier), office.typed(dossier, *rows))
    assert "Lý do này không dùng cho loại thuê bao này" in summary_of(response)
    assert f"/bao-mat/{token.public_id}/" in line_of(text_of(response), person)
    # Reported lost already: nothing more is to be reported.
    Token.objects.filter(pk=token.pk).update(state=Token.State.LOST)
    rows[1][1]["reason_code"] = "reorganised"
    response = office.client.post(soan(dossier), office.typed(dossier, *rows))
    check = text_of(office.client.get(response["Location"]))
    assert official.identity_number not in check
    assert "Nên xem lại" not in check
    for words in ("Thất lạc thiết bị", "Rơi khi đi công tác", token.serial_number, "Giải thể, chia tách, sáp nhập"):
        assert words in check
    printed = dossier.requests.get(position=1).printed
    assert (printed["identity_number"], printed["token_serial"]) == (official.identity_number, token.serial_number)
    version = Dossier.objects.get(pk=dossier.pk).version
    assert office.client.post(response["Location"], {"version": str(version)}).status_code == 302


def test_an_expired_or_replaced_certificate_is_pointed_out_and_stops_nothing(office: Office):
    expired, replaced = office.certificate("Hết Hạn", days_left=-2), office.certificate("Đã Thay", status="superseded")
    dossier = draft_of(begun(office, expired, replaced))
    rows = [(one, {"reason_code": "agency_request"}) for one in (expired, replaced)]
    assert office.client.post(soan(dossier), office.typed(dossier, *rows)).status_code == 302
    page = text_of(office.client.get(soan(dossier)))
    assert "không cần Mẫu số 05" in line_of(page, expired)
    assert "kiểm tra có cần thu hồi cả chứng thư mới" in line_of(page, replaced)
    assert "Cần làm trước khi trình" not in page


def test_a_notice_of_others_is_recorded_from_the_draft_without_a_paper(office: Office):
    certificate = office.certificate("Lò Văn An")
    token = world.make_token("PKI-1", subscriber=certificate.subscriber, certificate=certificate)
    assert "Chọn vì sao lập hồ sơ" in summary_of(begun(office, certificate, by="nobody"))
    dossier = draft_of(begun(office, certificate, by="police"))
    assert dossier.initiator == "police"
    page = text_of(office.client.get(soan(dossier)))
    assert "Cơ quan công an" in page
    assert 'name="signer"' not in page
    assert "reason_code" not in page
    typed = office.typed(dossier, (certificate, {}), coordinator="", signer="")
    response = office.client.post(soan(dossier), typed)
    act = f"/ho-so/{dossier.public_id}/viec/record_revocation_notice/"
    assert response["Location"] == act
    contact = world.make_user("Cán Bộ Đầu Mối", Role.CONTACT_OFFICER, agency=office.commune)
    other = world.client_of(contact)
    dossier.refresh_from_db()
    led = other.post(soan(dossier), typed | {"version": str(dossier.version), "form_key": str(uuid.uuid4())})
    assert led["Location"] == act
    page = text_of(other.get(act))
    for name in ("number", "document_date", "legal_at", "revoked_at", "reason", "proof_file"):
        assert f'name="{name}"' in page
    now = timezone.localtime()
    revoked_at = (now - timedelta(hours=3)).strftime("%d/%m/%Y %H:%M")
    dossier.refresh_from_db()
    data = {
        "version": str(dossier.version),
        "form_key": str(uuid.uuid4()),
        "number": "45/CQĐT",
        "document_date": now.strftime("%d/%m/%Y"),
        "legal_at": now.strftime("%d/%m/%Y %H:%M"),
        "revoked_at": revoked_at,
        "reason": "Theo yêu cầu của cơ quan điều tra.",
        "proof_file": SimpleUploadedFile("thong-bao.pdf", PROOF.data, "application/pdf"),
    }
    done = office.client.post(act, data)
    assert done.status_code == 302, text_of(done)
    certificate.refresh_from_db()
    assert certificate.status == "revoked"
    assert certificate.revoked_at is not None
    assert timezone.localtime(certificate.revoked_at).strftime("%d/%m/%Y %H:%M") == revoked_at
    assert "công an" in certificate.status_changes.latest("id").reason
    assert DeviceReturn.objects.get(token=token).settled_at is None


def test_an_address_that_the_certificate_bears_already_is_pointed_out_and_stops_no_revocation(office: Office):
    certificate = office.certificate("Lò Văn An", official_email="an@gmail.com")
    dossier = draft_of(begun(office, certificate))
    line = (certificate, {"reason_code": "retired"})
    response = office.client.post(soan(dossier), office.typed(dossier, line))
    assert response["Location"] == f"/ho-so/{dossier.public_id}/kiem-tra/"
    check = text_of(office.client.get(response["Location"]))
    assert "Nên xem lại" in check
    assert "không dùng hộp thư miễn phí" in check


def test_of_two_windows_the_second_is_told_and_keeps_what_was_typed(office: Office):
    certificate, other = office.certificate("Lò Văn An"), office.certificate("Vàng Thị Bé")
    dossier = draft_of(begun(office, certificate, other))
    both = [(certificate, {"reason_code": "retired"}), (other, {"reason_code": "retired"})]
    stale = office.typed(dossier, (certificate, {"reason_detail": "Nghỉ từ tháng này"}), save_only="1")
    assert office.client.post(soan(dossier), office.typed(dossier, *both, save_only="1")).status_code == 302
    response = office.client.post(soan(dossier), stale)
    assert response.status_code == 422
    assert "được lưu ở cửa sổ khác" in summary_of(response)
    assert "Nghỉ từ tháng này" in text_of(response)
    # What the first window saved is still there, whoever asks.
    assert [row.printed["reason_code"] for row in dossier.requests.order_by("position")] == ["retired", "retired"]
