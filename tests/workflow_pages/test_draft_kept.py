"""/ho-so/<id>/soan/ of Mẫu 02 and 03: nothing typed is lost, errors stand at their cells, what is missing is said."""

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from directory.domain.roles import Role
from directory.models import Agency, Membership, Person, User
from requests_workflow.domain.kept_pasted import read_kept_pasted
from requests_workflow.domain.kept_rows import columns_of, kept_gaps, kept_warnings
from requests_workflow.forms.kept import KeptGrid, KeptLine
from requests_workflow.models import Dossier
from requests_workflow.regulations.forms_2024 import ORGANISATION_ISSUE_FORM, SYSTEM_ISSUE_FORM
from requests_workflow.regulations.registry import profile_for
from requests_workflow.services.drafting import create_draft
from tests import world
from tests.access.plans import recorded

BODY = {
    "organisation_name": "UBND xã Nà Cang",
    "address": "Bản Nà Cang, tỉnh Lai Châu",
    "tax_code": "0101234567",
    "budget_code": "1012345",
    "province": "Lai Châu",
    "official_email": "nacang@laichau.gov.vn",
    "founding_reference": "Nghị quyết số 1670/NQ-UBTVQH15 ngày 16/6/2025",
}
SYSTEM = {
    "system_name": "Cổng dịch vụ công",
    "system_kind": "Dịch vụ",
    "managing_body": "UBND xã Nà Cang",
    "province": "Lai Châu",
    "network_name": "dvc.laichau.gov.vn",
    "official_email": "nacang@laichau.gov.vn",
    "purpose": "Ký số kết quả",
}
COLUMNS = columns_of(procedure="organisation_issue", form=ORGANISATION_ISSUE_FORM)


def test_pasted_rows_are_read_in_the_order_of_the_form_or_under_headings():
    plain = "UBND xã A\tBản A\t101234567\t1012345\tLai Châu\ta@laichau.gov.vn\n"
    read = read_kept_pasted(plain, columns=COLUMNS)
    # Excel dropped the 0 in front of the tax code.
    assert (read.zeros, read.rows[0]["tax_code"]) == (1, "0101234567")
    assert read.rows[0]["official_email"] == "a@laichau.gov.vn"
    numbered = read_kept_pasted("".join(f"{n}\t{plain}" for n in (1, 2)), columns=COLUMNS)
    assert [row["organisation_name"] for row in numbered.rows] == ["UBND xã A", "UBND xã A"]
    headed = "STT\tTỉnh/Thành phố\tTên cơ quan, tổ chức\tGhi chú\n(1)\t(2)\t(3)\t(4)\n1\tLai Châu\tUBND xã A\tthừa\n\n"
    read = read_kept_pasted(headed, columns=COLUMNS)
    assert read.rows == ({"province": "Lai Châu", "organisation_name": "UBND xã A"},)
    assert read.left_over == 1
    assert read_kept_pasted("  \n\t\n", columns=COLUMNS).rows == ()


def test_a_cell_of_the_grid_bears_the_name_of_its_column_so_that_a_long_label_gets_room():
    line = KeptLine(grid=KeptGrid(procedure="system_issue", form=SYSTEM_ISSUE_FORM), index=0, values={})
    assert line.cells[0].startswith('<div class="grid__cell person__system_name ')


def test_an_organisation_shows_its_ground_and_a_device_needs_a_keeper():
    def gaps(procedure: str, cells: dict[str, str], **more: Any) -> list[str]:
        form = ORGANISATION_ISSUE_FORM if procedure == "organisation_issue" else SYSTEM_ISSUE_FORM
        given = {"medium": "token", "has_keeper": True, **more}
        return [note.key for note in kept_gaps(procedure=procedure, cells=cells, form=form, **given)]

    assert gaps("organisation_issue", BODY) == []
    assert gaps("organisation_issue", BODY | {"founding_reference": ""}) == ["founding_reference"]
    assert gaps("organisation_issue", BODY, has_keeper=False) == ["keeper"]
    assert gaps("organisation_issue", BODY, has_keeper=False, medium="centralised") == []
    # The codes may be empty: that is said, and does not stop anything.
    assert gaps("organisation_issue", BODY | {"tax_code": "", "budget_code": ""}) == []
    profile = profile_for(overlay=None, on=date(2026, 11, 21))
    bare = BODY | {"tax_code": "", "official_email": "nacang@truong.example"}
    notes = kept_warnings(cells=bare, form=ORGANISATION_ISSUE_FORM, profile=profile)
    assert [note.key for note in notes] == ["tax_code", "official_email"]
    assert gaps("system_issue", SYSTEM) == []
    assert gaps("system_issue", SYSTEM | {"purpose": "", "network_name": ""}) == ["purpose"]


@dataclass
class Office:
    commune: Agency
    clerk: User
    keeper: Person
    leader: Membership
    client: Client
    dossier: Dossier

    @property
    def url(self) -> str:
        return f"/ho-so/{self.dossier.public_id}/soan/"

    def begin(self, procedure: str) -> None:
        self.dossier = create_draft(
            agency=self.commune, rows=[], by=self.clerk, now=datetime.now(UTC), procedure=procedure
        )

    def saved(self) -> list[dict[str, Any]]:
        return list(self.dossier.requests.order_by("position").values_list("printed", flat=True))

    def post(self, *rows: dict[str, str], client: Client | None = None, **more: str) -> Any:
        """The form as a browser sends it; `client` is another session than the clerk's."""
        self.dossier.refresh_from_db()
        data = {
            "version": str(self.dossier.version),
            "form_key": str(uuid.uuid4()),
            "coordinator": str(self.clerk.person_id),
            "signer": str(self.leader.pk),
            "signing_way": "digital",
            "rows-TOTAL_FORMS": str(len(rows)),
        }
        for index, row in enumerate(rows):
            typed = {"medium": "token", "keeper": str(self.keeper.public_id), **row}
            data |= {f"rows-{index}-{key}": value for key, value in typed.items()}
        return (client or self.client).post(self.url, data | more)


@pytest.fixture
def office() -> Office:
    commune = world.make_agency("UBND xã Nà Cang", parent=world.make_agency("UBND tỉnh"), address="Bản Nà Cang")
    contact = world.make_person(
        "Lò Thị Mai",
        agency=commune,
        identity_issued_on="2021-02-01",
        identity_issued_by="Bộ Công an",
        official_email="mai@laichau.gov.vn",
        phone="0912345699",
    )
    clerk = world.make_user("Lò Thị Mai", Role.CLERK, agency=commune, person=contact)
    keeper = world.make_person("Vàng Thị Thư", agency=commune)
    world.make_user("Vàng Thị Thư", Role.REGISTRY_CLERK, agency=commune, person=keeper)
    leader = world.make_user("Vàng A Chủ", Role.AGENCY_LEADER, agency=commune).memberships.get()
    Membership.objects.filter(pk=leader.pk).update(title="Chủ tịch", is_head=True)
    office = Office(commune, clerk, keeper, leader, world.client_of(clerk), Dossier())
    office.begin("organisation_issue")
    return office


def text_of(response: Any) -> str:
    return str(response.content.decode())


def cell_of(page: str, name: str) -> str:
    """The input or list of a cell with the note beside it."""
    found = re.search(rf'<(?:input|select) id="id_{name}".*?</div>', page, re.DOTALL)
    assert found, name
    return found.group()


@pytest.mark.django_db
def test_a_complete_body_goes_on_to_the_check_and_the_first_paper_may_be_signed_by_hand(office: Office):
    page = text_of(office.client.get(office.url))
    # The văn thư stands first among those who may keep the device; the paper way is open, and the page says why.
    keepers = re.findall(r"<option[^>]*>([^<]*)</option>", cell_of(page, "rows-0-keeper"))
    assert keepers[:2] == ["Chọn người giữ", "Vàng Thị Thư – Chuyên viên (văn thư)"]
    assert "Có thể ký giấy" in page
    assert "cơ quan chưa có chứng thư dùng được" in page
    response = office.post(BODY | {"old_certificate_serial": "05:40:0A:5F"}, signing_way="wet_scan")
    assert response.status_code == 302, text_of(response)
    assert response["Location"] == f"/ho-so/{office.dossier.public_id}/kiem-tra/"
    (row,) = office.dossier.requests.all()
    assert row.printed == BODY | {"old_certificate_serial": "5400a5f"}
    assert row.person == office.keeper
    check = text_of(office.client.get(response["Location"]))
    for words in ("Căn cứ thành lập", "1670/NQ-UBTVQH15", "Vàng Thị Thư", "0101234567", "Trình lãnh đạo ký"):
        assert words in check, words
    # What was checked is what goes to the leader.
    office.dossier.refresh_from_db()
    asked = {"version": str(office.dossier.version), "form_key": str(uuid.uuid4())}
    done = office.client.post(response["Location"], asked)
    assert done["Location"].endswith("?xong=submit_to_leader"), text_of(done)


@pytest.mark.django_db
def test_what_is_missing_or_wrong_is_saved_and_said_at_its_cell(office: Office):
    other = str(office.clerk.person.public_id) if office.clerk.person else ""
    wrong = BODY | {"tax_code": "12", "official_email": "a@gmail.com", "founding_reference": "", "keeper": ""}
    response = office.post(wrong, BODY | {"organisation_name": "Trung tâm", "tax_code": "", "keeper": other})
    assert response.status_code == 422
    page = text_of(response)
    assert "Đã lưu nháp. Cần sửa các chỗ sau" in page
    assert "Mã số thuế gồm 10 chữ số" in cell_of(page, "rows-0-tax_code")
    assert "hộp thư miễn phí" in cell_of(page, "rows-0-official_email")
    assert "Nhập số, ngày của quyết định thành lập" in cell_of(page, "rows-0-founding_reference")
    assert "Chọn người giữ thiết bị." in cell_of(page, "rows-0-keeper")
    # Only a second look, said softly: no code yet, and a keeper who is not the văn thư.
    assert "errors--soft" in cell_of(page, "rows-1-tax_code")
    assert "không phải văn thư" in cell_of(page, "rows-1-keeper")
    assert [row["tax_code"] for row in office.saved()] == ["12", ""]


@pytest.mark.django_db
def test_nothing_typed_is_lost_where_the_saving_is_refused(office: Office):
    # The same body twice.
    response = office.post({"address": "", **dict.fromkeys(BODY, "")}, BODY, BODY, save_only="1")
    page = text_of(response)
    assert response.status_code == 422
    assert "đã có ở dòng 1" in page
    assert page.count('value="UBND xã Nà Cang"') == 2
    assert office.saved() == []
    # A page from before somebody else saved, and a keeper who is nobody's.
    assert office.post(BODY, save_only="1").status_code == 302
    stale = office.post(BODY | {"address": "Địa chỉ mới"}, save_only="1", version="0")
    assert stale.status_code == 422
    assert 'value="Địa chỉ mới"' in text_of(stale)
    assert f'name="version" value="{office.dossier.version}"' in text_of(stale)
    stranger = world.make_person("Người Lạ", agency=world.make_agency("UBND xã Khác"))
    page = text_of(office.post(BODY | {"keeper": str(stranger.public_id)}))
    assert "Chọn người giữ" in cell_of(page, "rows-0-keeper")
    assert "Người Lạ" not in page
    # More lines and a paste keep what stands there; a line that is taken out goes.
    page = text_of(office.post(BODY | {"address": "Gõ dở"}, more_rows="1"))
    assert 'value="Gõ dở"' in page
    # The next line to be typed in has the focus, so that the page opens there.
    assert re.findall(r'<input id="id_([^"]*)"[^>]* autofocus', page) == ["rows-1-organisation_name"]
    assert "rows-5-address" in page
    pasted = "Trung tâm\tBản A\t\t\tLai Châu\ttt@laichau.gov.vn\nTrạm y tế\tBản B\t\t\t\tyt@laichau.gov.vn"
    assert office.post(BODY | {"drop": "1"}, paste="1", dan=pasted).status_code == 302
    assert [(row["organisation_name"], row["province"]) for row in office.saved()] == [
        ("Trung tâm", "Lai Châu"),
        ("Trạm y tế", "Lai Châu"),
    ]
    # The session ended while it was typed.
    later = Client()
    assert office.post(BODY | {"address": "Còn đây"}, client=later).status_code == 302
    later.force_login(office.clerk)
    page = text_of(later.get(office.url))
    assert 'value="Còn đây"' in page
    assert "Phiên làm việc trước đã hết hạn" in page
    unread = office.post(paste="1", dan="   ")
    assert "Không đọc được dòng nào" in text_of(unread)
    nobody = office.post(dict.fromkeys(BODY, ""))
    assert nobody.status_code == 422
    assert "Nhập ít nhất một cơ quan, tổ chức." in text_of(nobody)


@pytest.mark.django_db
def test_a_body_asked_for_elsewhere_is_named_with_its_dossier(office: Office):
    assert office.post(BODY, save_only="1").status_code == 302
    first = office.dossier.code
    office.begin("organisation_issue")
    response = office.post(BODY)
    assert response.status_code == 422
    assert first in cell_of(text_of(response), "rows-0-organisation_name")


@pytest.mark.django_db
def test_a_system_is_drafted_with_its_kind_from_a_list_and_who_runs_it(office: Office):
    office.begin("system_issue")
    page = text_of(office.client.get(office.url))
    assert "founding_reference" not in page
    assert 'value="UBND xã Nà Cang"' in cell_of(page, "rows-0-managing_body")
    assert "Chưa có bản chính thức của Mẫu số 03" in page
    kinds = re.findall(r"<option[^>]*>([^<]*)</option>", cell_of(page, "rows-0-system_kind"))
    assert kinds == ["Chọn loại", "Thiết bị", "Dịch vụ", "Phần mềm"]
    odd = office.post(SYSTEM | {"system_kind": "Máy bay"})
    assert "Chọn thiết bị, dịch vụ hoặc phần mềm." in cell_of(text_of(odd), "rows-0-system_kind")
    assert "Máy bay" in cell_of(text_of(odd), "rows-0-system_kind")
    response = office.post(SYSTEM | {"medium": "centralised", "keeper": ""})
    assert response.status_code == 302, text_of(response)
    check = text_of(office.client.get(response["Location"]))
    assert "dvc.laichau.gov.vn" in check
    assert "Ký số tập trung" in check


@pytest.mark.django_db
def test_many_rows_cost_as_many_queries_as_one(office: Office):
    def show() -> None:
        assert office.client.get(office.url).status_code == 200

    office.post(BODY, save_only="1")
    show()
    few = recorded(show)
    office.post(*(BODY | {"organisation_name": f"Trung tâm {n}"} for n in range(40)), save_only="1")
    assert office.dossier.requests.count() == 40
    show()
    assert len(recorded(show)) == len(few)
