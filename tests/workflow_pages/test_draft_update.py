"""/ho-so/moi/gia-han/ and the draft of Mẫu 04: what may be chosen and why not, the old beside the new, nothing lost."""

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from certificates.models import Certificate
from directory.domain.roles import Role
from directory.models import Agency, Membership, User
from requests_workflow.models import Dossier
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.errors import Refused
from requests_workflow.services.form_rows import FormRow
from requests_workflow.services.perform import perform
from tests import world
from tokens.models import Token

pytestmark = pytest.mark.django_db
START = "/ho-so/moi/gia-han/"


@dataclass
class Office:
    commune: Agency
    clerk: User
    leader: Membership
    client: Client

    def certificate(self, name: str, **values: Any) -> Certificate:
        """A certificate of a new person of the commune."""
        person = world.make_person(name, agency=self.commune)
        return world.make_certificate(
            world.make_subscriber(person), **{"official_email": f"p{person.pk}@laichau.gov.vn", **values}
        )

    def draft(self, *rows: FormRow, procedure: str = "certificate_update") -> Dossier:
        return create_draft(agency=self.commune, rows=rows, by=self.clerk, now=datetime.now(UTC), procedure=procedure)

    def chosen(self, ticks: dict[str, Any], *, url: str = START) -> Any:
        return self.client.post(url, {"form_key": str(uuid.uuid4()), "co-quan": str(self.commune.pk), **ticks})

    def typed(self, dossier: Dossier, *rows: tuple[Certificate, dict[str, str]], **more: str) -> dict[str, str]:
        """The form as a browser sends it."""
        dossier.refresh_from_db()
        data = {
            "version": str(dossier.version),
            "form_key": str(uuid.uuid4()),
            "coordinator": str(self.clerk.person_id),
            "signer": str(self.leader.pk),
            "signing_way": "digital",
            "rows-TOTAL_FORMS": str(len(rows)),
        }
        for index, (certificate, row) in enumerate(rows):
            cells = {"certificate": str(certificate.public_id), **row}
            data |= {f"rows-{index}-{key}": value for key, value in cells.items()}
        return data | more


@pytest.fixture
def office() -> Office:
    commune = world.make_agency("UBND xã Nà Cang", parent=world.make_agency("UBND tỉnh"), address="Bản Nà Cang")
    contact = world.make_person(
        "Lò Thị Mai",
        agency=commune,
        identity_issued_on="2021-02-01",
        identity_issued_by="Bộ Công an",
        official_email="mai@laichau.gov.vn",
    )
    clerk = world.make_user("Lò Thị Mai", Role.CLERK, agency=commune, person=contact)
    leader = world.make_user("Vàng A Chủ", Role.AGENCY_LEADER, agency=commune)
    membership = leader.memberships.get()
    Membership.objects.filter(pk=membership.pk).update(title="Chủ tịch", is_head=True)
    return Office(commune=commune, clerk=clerk, leader=membership, client=world.client_of(clerk))


def text_of(response: Any) -> str:
    return str(response.content.decode())


def summary_of(response: Any) -> str:
    """The error summary, "" where there is none."""
    found = re.search(r'<div class="error-summary".*?</div>', text_of(response), re.DOTALL)
    return found.group() if found else ""


def line_of(page: str, certificate: Certificate) -> str:
    """The table row of a certificate."""
    return next(row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if certificate.serial_number in row)


def draft_of(response: Any) -> Dossier:
    assert response.status_code == 302, text_of(response)
    return Dossier.objects.get(public_id=response["Location"].split("/")[2])


def soan(dossier: Dossier) -> str:
    return f"/ho-so/{dossier.public_id}/soan/"


def cell(page: str, name: str) -> str:
    """What stands in a cell of several lines."""
    found = re.search(rf'<textarea id="id_{name}".*?>(.*?)</textarea>', page)
    assert found is not None, name
    return found[1]


def box(name: str, certificate: Certificate) -> str:
    return f'name="{name}" value="{certificate.public_id}"'


def test_each_certificate_can_be_chosen_or_says_why_not_with_clause_and_the_way_on(office: Office):
    now = datetime.now(UTC)
    free = office.certificate("Còn Hạn")
    last_day = office.certificate("Đúng Ba Mươi", days_left=30)
    late = office.certificate("Còn Hai Chín", days_left=29)
    renewed = office.certificate("Đã Gia Hạn", renewal_count=1)
    asked = office.certificate("Đang Đề Nghị")
    revoked = office.certificate("Bị Thu Hồi", status="revoked", revoked_at=now)
    expired = office.certificate("Hết Hạn", days_left=-3)
    replaced = office.certificate("Đã Thay", status="superseded")
    stranger = world.make_certificate(world.make_subscriber(world.make_agency("UBND xã khác")))
    open_one = office.draft(FormRow(certificate_id=asked.public_id, cells={"renew": "x"}))
    page = text_of(office.client.get(f"{START}?tinh_trang="))
    for one in (free, last_day):
        assert box("gia-han", one) in line_of(page, one)
        assert box("thay-doi", one) in line_of(page, one)
    assert "Ngày cuối nộp hồ sơ gia hạn" in line_of(page, last_day)
    # A second renewal is refused, a change of information is not.
    assert box("gia-han", renewed) not in line_of(page, renewed)
    assert box("thay-doi", renewed) in line_of(page, renewed)
    assert "chỉ được gia hạn 01 lần" in line_of(page, renewed)
    reasons = {
        late: ("ít nhất 30 ngày", "Điều 13", f"/ho-so/moi/cap-moi/?chung-thu={late.public_id}"),
        asked: ("Đang có hồ sơ chưa xong", "Điều 14", open_one.code),
        revoked: ("Đã bị thu hồi", "Mẫu số 01", f"?chung-thu={revoked.public_id}"),
        expired: ("Đã hết hạn", "Điều 10, Điều 11", f"?chung-thu={expired.public_id}"),
        replaced: ("Đã có chứng thư thay thế", "Điều 13", "chọn chứng thư đó"),
    }
    for one, words in reasons.items():
        line = line_of(page, one)
        assert 'type="checkbox"' not in line, one.common_name
        assert [word for word in words if word not in line] == [], one.common_name
    assert stranger.serial_number not in page
    # Without a filter, those in force alone.
    assert expired.serial_number not in text_of(office.client.get(START))
    # A page that is older than the register, or a changed form, chooses nothing.
    response = office.chosen({"gia-han": [str(renewed.public_id), str(stranger.public_id)]})
    assert response.status_code == 422
    assert "Đã Gia Hạn, gia hạn: Đã gia hạn 01 lần" in summary_of(response)
    nobody = office.chosen({"thay-doi": [str(stranger.public_id)]})
    assert "Đánh dấu ít nhất một chứng thư" in summary_of(nobody)


def test_a_renewal_long_before_the_end_and_one_on_a_lost_device_are_cautioned_against_and_not_stopped(office: Office):
    early, due = office.certificate("Còn Lâu", days_left=900), office.certificate("Sắp Hết", days_left=100)
    for serial, one, state in (("PKI-1", early, Token.State.IN_USE), ("PKI-2", due, Token.State.LOST)):
        world.make_token(serial, subscriber=one.subscriber, certificate=one, state=state)
    open_one = office.draft(FormRow(certificate_id=due.public_id), procedure="revocation")
    page = text_of(office.client.get(START))
    assert "Còn 900 ngày hiệu lực; gia hạn chỉ được 01 lần." in line_of(page, early)
    assert "Điều 13" in line_of(page, early)
    assert "Thiết bị đã báo mất" not in line_of(page, early)
    assert "gia hạn chỉ được" not in line_of(page, due)
    for words in ("Thiết bị đã báo mất: thu hồi chứng thư này (Mẫu số 05)", "Điều 17", open_one.code):
        assert words in line_of(page, due)
    ticks = {"gia-han": [str(early.public_id), str(due.public_id)]}
    assert draft_of(office.chosen(ticks)).requests.count() == 2


def test_ticks_outlive_a_search_and_all_can_be_ticked_at_once(office: Office):
    first, second = office.certificate("Lò Văn Một"), office.certificate("Vàng Thị Hai")
    late = office.certificate("Hoàng Văn Ba", days_left=10)
    ticked = {"gia-han": [str(first.public_id)], "q": "Vàng Thị Hai", "tim": "1"}
    page = text_of(office.chosen(ticked))
    assert f"{box('gia-han', first)} checked" in page
    assert box("gia-han", second) in page
    assert late.serial_number not in page
    page = text_of(office.chosen({"chon-het": "gia-han"}))
    assert page.count(" checked") == 2
    assert "Đã đánh dấu 2" in page


def test_a_renewal_chosen_from_the_register_is_saved_and_goes_on_to_the_check(office: Office):
    certificate = office.certificate("Lò Văn An", days_left=45)
    token = world.make_token("PKI-1", subscriber=certificate.subscriber, certificate=certificate)
    detail = text_of(office.client.get(f"/chung-thu/{certificate.public_id}/"))
    link = f"{START}?viec=gia-han&amp;chung-thu={certificate.public_id}"
    assert link in detail
    assert link in text_of(office.client.get("/sap-het-han/"))
    page = text_of(office.client.get(link.replace("&amp;", "&")))
    assert f"{box('gia-han', certificate)} checked" in page
    assert f"{box('thay-doi', certificate)} checked" not in page
    key = {"form_key": str(uuid.uuid4()), "gia-han": [str(certificate.public_id)]}
    dossier, again = draft_of(office.chosen(key)), draft_of(office.chosen(key))
    assert dossier == again, "a double click makes one draft"
    row = dossier.requests.get()
    assert (row.predecessor, row.token, row.printed["renew"], row.printed["change"]) == (certificate, token, "x", "")
    page = text_of(office.client.get(soan(dossier)))
    assert token.serial_number in page
    assert "đã gia hạn 0 lần" in page
    response = office.client.post(soan(dossier), office.typed(dossier, (certificate, {"renew": "x"})))
    assert response["Location"] == f"/ho-so/{dossier.public_id}/kiem-tra/"
    check = text_of(office.client.get(response["Location"]))
    assert "nộp chậm nhất" in check
    dossier.refresh_from_db()
    done = office.client.post(response["Location"], {"version": str(dossier.version)})
    assert done.status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == "leader_review"


def test_a_change_without_its_new_value_waits_in_the_draft_and_not_in_the_browser(office: Office):
    certificate = office.certificate("Lò Văn An", official_email="an.cu@laichau.gov.vn")
    renewal = office.certificate("Vàng Thị Bé", days_left=900)
    ticks = {"thay-doi": [str(certificate.public_id)], "gia-han": [str(renewal.public_id)]}
    dossier = draft_of(office.chosen(ticks))
    assert {row.predecessor for row in dossier.requests.all()} == {renewal, certificate}
    # Another clerk, on another machine, finds it; the first one signs out and in.
    office.client.logout()
    office.client.force_login(office.clerk)
    other = world.make_user("Người Soạn Hai", Role.CLERK, agency=office.commune)
    for client in (world.client_of(other), office.client):
        page = text_of(client.get(soan(dossier)))
        assert 'name="rows-0-change" value="x" checked' in page
        assert "Chọn nội dung thay đổi." in page
    # Half typed, saved as it is; the old value is the register's.
    rows = [(certificate, {"change": "x", "change_code": "email"}), (renewal, {"renew": "x"})]
    assert office.client.post(soan(dossier), office.typed(dossier, *rows, save_only="1")).status_code == 302
    assert dossier.requests.get(position=1).printed["change_code"] == "email"
    # What is missing stops the submission, is said at its cell, and on the page before the submission.
    response = office.client.post(soan(dossier), office.typed(dossier, *rows))
    assert response.status_code == 422
    assert "Đã lưu nháp" in summary_of(response)
    assert 'href="#id_rows-0-new_information"' in summary_of(response)
    assert "Nhập thông tin mới." in line_of(text_of(response), certificate)
    assert cell(text_of(response), "rows-0-old_information") == "an.cu@laichau.gov.vn"
    check = text_of(office.client.get(f"/ho-so/{dossier.public_id}/kiem-tra/"))
    assert "Nhập thông tin mới." in line_of(check, certificate)
    assert "còn thiếu hoặc ghi chưa đúng thông tin của Mẫu số 04" in check
    with pytest.raises(Refused):
        perform(dossier_id=dossier.public_id, act="submit_to_leader", by=office.clerk, now=datetime.now(UTC))
    # A private address, and one that is the old one, are judged beside their cell.
    rows[0][1]["old_information"] = "an.cu@laichau.gov.vn"
    for wrong, words in (
        ("an@gmail.com", "không dùng hộp thư miễn phí"),
        ("AN.cu@laichau.gov.vn", "trùng thông tin cũ"),
    ):
        rows[0][1]["new_information"] = wrong
        response = office.client.post(soan(dossier), office.typed(dossier, *rows))
        assert response.status_code == 422
        assert words in summary_of(response)
        assert "Mẫu số 01 Phụ lục" not in text_of(response)
        with pytest.raises(Refused):
            perform(dossier_id=dossier.public_id, act="submit_to_leader", by=office.clerk, now=datetime.now(UTC))
    # The address is refused under the note of this form; the one that the certificate bears stops nothing.
    rows[0][1]["new_information"] = "an@gmail.com"
    response = office.client.post(soan(dossier), office.typed(dossier, *rows))
    assert "Mẫu số 04 Phụ lục" in line_of(text_of(response), certificate)
    ends = certificate.not_after.astimezone(UTC) + timedelta(hours=7)
    assert f"Ngày hết hạn giữ nguyên: {ends:%d/%m/%Y}" in text_of(response)
    rows[0][1]["new_information"] = "an@laichau.gov.vn"
    response = office.client.post(soan(dossier), office.typed(dossier, *rows))
    check = text_of(office.client.get(response["Location"]))
    assert "<strong>an@laichau.gov.vn</strong>" in check
    assert "giữ nguyên" in check
    assert "Cần sửa" not in check


def test_a_draft_is_saved_before_it_is_said_who_is_still_to_be_chosen(office: Office):
    certificate = office.certificate("Lò Văn An")
    dossier = office.draft(FormRow(certificate_id=certificate.public_id, cells={"renew": "x"}))
    change = {"change": "x", "change_code": "workplace", "new_information": "UBND xã Bản Mới"}
    response = office.client.post(soan(dossier), office.typed(dossier, (certificate, change), signer=""))
    assert response.status_code == 422
    assert "Đã lưu nháp" in summary_of(response)
    assert "Chọn người ký" in summary_of(response)
    assert dossier.requests.get().printed["new_information"] == "UBND xã Bản Mới"


def test_a_change_that_is_no_case_of_the_law_is_offered_explained_and_not_submitted(office: Office):
    certificate = office.certificate("Lò Văn An")
    dossier = office.draft()
    change = {"change": "x", "new_information": "Trưởng phòng"}
    for code, words, clause in (
        ("position", "Thay đổi chức vụ không phải là thay đổi thông tin", "Điều 17 khoản 2 điểm b"),
        ("identity", "không có trong các trường hợp thay đổi thông tin", "Điều 15"),
    ):
        response = office.client.post(
            soan(dossier), office.typed(dossier, (certificate, {**change, "change_code": code}))
        )
        page = text_of(response)
        assert response.status_code == 422
        assert words in summary_of(response)
        assert clause in line_of(page, certificate)
        assert f"/ho-so/moi/thu-hoi/?chung-thu={certificate.public_id}" in line_of(page, certificate)
        # The old value follows the kind of change.
        expected = "Chuyên viên" if code == "position" else "Lò Văn An"
        assert cell(page, "rows-0-old_information") == expected
    check = text_of(office.client.get(f"/ho-so/{dossier.public_id}/kiem-tra/"))
    assert "Chưa trình được" in check
