"""/ho-so/<id>/soan/ of Mẫu 01: a grid that loses nothing, saves what is incomplete and says what is missing."""

import re
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from directory.domain.roles import Role
from directory.ledger.models import LedgerEntry
from directory.models import Agency, Membership, User
from requests_workflow.models import Dossier
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.individual_rows import IndividualRow
from tests import world
from tests.access.plans import recorded

pytestmark = pytest.mark.django_db
CELLS = {
    "full_name": "Lò Văn An",
    "birth_date": "05/08/1985",
    "identity_number": "012085000001",
    "identity_issued_on": "01/02/2021",
    "identity_issued_by": "Bộ Công an",
    "official_email": "an@laichau.gov.vn",
    "workplace": "UBND xã Nà Cang",
    "province": "Lai Châu",
    "position": "Chuyên viên",
    "phone": "0912345678",
}


@dataclass
class Office:
    commune: Agency
    clerk: User
    leader: Membership
    dossier: Dossier
    client: Client

    @property
    def url(self) -> str:
        return f"/ho-so/{self.dossier.public_id}/soan/"

    def saved(self) -> list[dict[str, Any]]:
        return list(self.dossier.requests.order_by("position").values_list("printed", flat=True))

    def typed(self, *rows: dict[str, str], **more: str) -> dict[str, str]:
        """The form as a browser sends it."""
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
            data |= {f"rows-{index}-{key}": value for key, value in {"medium": "token", **row}.items()}
        return data | more


def person(number: int, **changes: str) -> dict[str, str]:
    return (
        CELLS | {"full_name": f"Lò Văn A{chr(97 + number % 26)}", "identity_number": f"0120850{number:05d}"} | changes
    )


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
    leader = world.make_user("Vàng A Chủ", Role.AGENCY_LEADER, agency=commune)
    membership = leader.memberships.get()
    Membership.objects.filter(pk=membership.pk).update(title="Chủ tịch", is_head=True)
    dossier = create_draft(agency=commune, rows=[], by=clerk, now=datetime.now(UTC), procedure="individual_issue")
    return Office(commune=commune, clerk=clerk, leader=membership, dossier=dossier, client=world.client_of(clerk))


def text_of(response: Any) -> str:
    return str(response.content.decode())


def summary_of(response: Any) -> str:
    """The error summary, "" where there is none."""
    found = re.search(r'<div class="error-summary".*?</div>', text_of(response), re.DOTALL)
    return found.group() if found else ""


def test_a_complete_row_goes_on_to_the_check_with_masked_data(office: Office):
    response = office.client.post(office.url, office.typed(person(1), {}))
    assert response["Location"] == f"/ho-so/{office.dossier.public_id}/kiem-tra/"
    page = text_of(office.client.get(response["Location"]))
    assert "Lò Văn Ab" in page
    assert "012085000001" not in page
    assert "0912345678" not in page
    assert "0120••••••01" in page
    done = office.client.post(response["Location"], {"version": str(Dossier.objects.get(pk=office.dossier.pk).version)})
    assert done.status_code == 302
    assert Dossier.objects.get(pk=office.dossier.pk).state == "leader_review"


def test_what_is_wrong_or_missing_is_saved_and_named_with_links(office: Office):
    bad = person(1, identity_number="12345", phone="", birth_date="31/02/1985", old_certificate_serial="xyz")
    response = office.client.post(office.url, office.typed(bad))
    assert response.status_code == 422
    assert office.saved()[0]["birth_date"] == "31/02/1985"
    assert "Đã lưu nháp" in summary_of(response)
    for target in ("identity_number", "birth_date", "phone", "old_certificate_serial"):
        assert f'href="#id_rows-0-{target}"' in summary_of(response)
        assert f'id="id_rows-0-{target}"' in text_of(response)
    # The page that came back knows the new version: pressing again is not stale.
    version = re.search(r'name="version" value="(\d+)"', text_of(response))
    assert version is not None
    assert int(version[1]) == Dossier.objects.get(pk=office.dossier.pk).version


def test_save_draft_takes_anything_and_comes_back_with_what_is_missing(office: Office):
    response = office.client.post(
        office.url, office.typed({"full_name": "Lò"}, save_only="1", coordinator="", signer="")
    )
    assert (response.status_code, response["Location"]) == (302, office.url)
    page = text_of(office.client.get(office.url))
    assert "Cần làm trước khi trình" in page
    assert "Dòng 1 (Lò)" in page
    assert "Đã lưu nháp" in page
    assert office.saved()[0]["full_name"] == "Lò"


def test_a_warning_is_told_in_another_tone_and_stops_nothing(office: Office):
    odd = person(1, official_email="an@hoinongdan.org")
    response = office.client.post(office.url, office.typed(odd))
    assert response.status_code == 302
    page = text_of(office.client.get(office.url))
    assert "Nên xem lại" in page
    assert "Cần làm trước khi trình" not in page
    assert "errors--soft" in page
    assert "Tên miền ít gặp" in text_of(office.client.get(f"/ho-so/{office.dossier.public_id}/kiem-tra/"))


def test_letters_in_pieces_are_stored_whole(office: Office):
    pieces = unicodedata.normalize("NFD", "Nguyễn  Thị Hường")
    office.client.post(office.url, office.typed(person(1, full_name=pieces), save_only="1"))
    assert office.saved()[0]["full_name"] == "Nguyễn Thị Hường"


def test_the_same_person_twice_is_an_error_at_the_second_row_and_nothing_typed_is_lost(office: Office):
    first, second = person(1, full_name="Lò Văn Một"), person(1, full_name="Lò Văn Hai")
    response = office.client.post(office.url, office.typed({}, first, {}, second, save_only="1"))
    assert response.status_code == 422
    # Lines are numbered as they will be saved: the empty ones are gone.
    assert 'href="#id_rows-1-full_name"' in summary_of(response)
    assert "Dòng 2: người này đã có ở dòng 1" in summary_of(response)
    assert 'value="Lò Văn Hai"' in text_of(response)
    assert office.saved() == []


def test_a_person_with_an_open_request_elsewhere_is_named_with_the_other_dossier(office: Office):
    other = create_draft(
        agency=office.commune,
        rows=[IndividualRow(cells=person(1))],
        by=office.clerk,
        now=datetime.now(UTC),
        procedure="individual_issue",
    )
    response = office.client.post(office.url, office.typed(person(2), person(1), save_only="1"))
    assert response.status_code == 422
    assert other.code in summary_of(response)
    assert 'href="#id_rows-1-full_name"' in summary_of(response)


def test_of_two_people_at_once_the_second_is_told_and_keeps_what_was_typed(office: Office):
    stale = office.typed(person(1, full_name="Người Đến Sau"), save_only="1")
    office.client.post(office.url, office.typed(person(2), save_only="1"))
    response = office.client.post(office.url, stale)
    assert response.status_code == 422
    assert 'value="Người Đến Sau"' in text_of(response)
    assert len(office.saved()) == 1
    version = re.search(r'name="version" value="(\d+)"', text_of(response))
    assert version is not None
    again = office.client.post(office.url, stale | {"version": version[1]})
    assert again.status_code == 302
    assert office.saved()[0]["full_name"] == "Người Đến Sau"


def test_a_row_is_taken_out_by_its_box(office: Office):
    office.client.post(office.url, office.typed(person(1), person(2, drop="1"), person(3), save_only="1"))
    assert [row["identity_number"][-1] for row in office.saved()] == ["1", "3"]


def test_more_rows_keep_what_was_typed_and_save_nothing(office: Office):
    page = text_of(office.client.post(office.url, office.typed(person(1), more_rows="1", dan="chưa đưa vào")))
    assert 'name="rows-TOTAL_FORMS" id="id_rows-TOTAL_FORMS" value="11"' in page
    assert 'value="Lò Văn Ab"' in page
    assert "chưa đưa vào" in page
    # A new line starts with the agency and its province.
    assert 'name="rows-10-workplace" value="UBND xã Nà Cang"' in page
    assert 'name="rows-10-province" value="Lai Châu"' in page
    assert office.saved() == []


def test_pasted_rows_join_those_typed_and_are_saved(office: Office):
    card = "12085000009; 1/2/2021; Bộ Công an"
    pasted = f"1\tLò Văn Tư\t1/1/1990\t{card}\ttu@laichau.gov.vn\t\t\tKế toán\t912345670\t\tViettel/cs"
    response = office.client.post(office.url, office.typed(person(1), {}, paste="1", dan=pasted))
    assert response.status_code == 302
    page = text_of(office.client.get(office.url))
    assert "Đã đưa 1 người từ Excel" in page
    assert "2 ô mà Excel bỏ mất" in page
    row = office.dossier.requests.get(position=2)
    assert (row.medium, row.printed["sim_pki"]) == ("sim_pki", "Viettel/cs")
    assert row.printed["identity_number"] == "012085000009"
    assert (row.printed["workplace"], row.printed["province"]) == ("UBND xã Nà Cang", "Lai Châu")


def test_text_that_is_no_table_stays_in_its_box(office: Office):
    response = office.client.post(office.url, office.typed(person(1), paste="1", dan=" \n\t\n"))
    assert response.status_code == 422
    assert 'href="#id_dan"' in summary_of(response)
    assert 'value="Lò Văn Ab"' in text_of(response)


def test_a_list_that_is_too_long_comes_back_whole(office: Office):
    lines = "\n".join(f"{n}\tLò Văn Tư\t1/1/1990\t0120850{n:05d}" for n in range(1, 502))
    response = office.client.post(office.url, office.typed(paste="1", dan=lines))
    assert response.status_code == 422
    assert "nhiều nhất 500 dòng" in summary_of(response)
    assert 'id="id_rows-500-full_name"' in text_of(response)


def test_a_text_far_too_long_stays_in_its_box(office: Office):
    lines = "\n".join(f"{n}\tLò Văn Tư\t1/1/1990" for n in range(1, 1100))
    for text in (lines, "x" * 500_001):
        response = office.client.post(office.url, office.typed(person(1), paste="1", dan=text))
        assert response.status_code == 422
        assert "nhiều nhất 500 dòng" in summary_of(response)
        assert text in text_of(response)
        assert 'value="Lò Văn Ab"' in text_of(response)


def test_five_hundred_rows_are_saved_and_shown_with_as_many_queries_as_two(office: Office):
    def round_trip(count: int) -> tuple[int, int]:
        client = office.client
        data = office.typed(*(person(n) for n in range(count)), save_only="1")
        saving = recorded(lambda: client.post(office.url, data))
        showing = recorded(lambda: client.get(office.url))
        assert len(office.saved()) == count
        return len(saving), len(showing)

    round_trip(2)
    few, many = round_trip(2), round_trip(500)
    assert many == few
    assert office.saved()[499] == {**person(499), "old_certificate_serial": "", "sim_pki": ""}


def test_cells_are_text_and_never_markup(office: Office):
    attack = '"><script>alert(1)</script>'
    cells = person(1, full_name=attack, position=attack, official_email=attack, medium=f"sim_pki:{attack}")
    office.client.post(office.url, office.typed(cells, save_only="1"))
    typed = text_of(office.client.post(office.url, office.typed(cells, more_rows="1", dan=f"</textarea>{attack}")))
    assert "<script>alert" not in typed
    for address in (office.url, f"/ho-so/{office.dossier.public_id}/kiem-tra/"):
        page = text_of(office.client.get(address))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_a_sim_of_an_unknown_operator_stays_to_be_corrected(office: Office):
    office.client.post(office.url, office.typed(person(1, medium="sim_pki:Fpt"), save_only="1"))
    page = text_of(office.client.get(office.url))
    assert '<option value="sim_pki:Fpt" selected>' in page
    assert "Chọn Viettel, Vinaphone hoặc Mobifone" in page


def test_looking_at_identity_data_is_recorded_once_a_day_without_the_data(office: Office):
    client = office.client
    client.get(office.url)
    seen = LedgerEntry.objects.filter(action="personal_data.viewed", object_id=str(office.dossier.public_id))
    assert seen.count() == 0, "an empty grid shows nobody"
    client.post(office.url, office.typed(person(1), save_only="1"))
    client.get(office.url)
    client.get(office.url)
    entry = seen.get()
    assert "012085000001" not in str(entry.payload)
    assert entry.payload["rows"] == 1


def test_other_people_of_the_agency_and_other_agencies_do_not_open_the_draft(office: Office):
    stranger = world.make_user("Người Lạ", Role.CLERK, agency=world.make_agency("UBND xã khác"))
    reader = world.make_user("Văn Thư", Role.REGISTRY_CLERK, agency=office.commune)
    for user in (stranger, reader):
        assert world.client_of(user).get(office.url).status_code == 404
        assert world.client_of(user).post(office.url, office.typed(person(1))).status_code == 404
    assert office.saved() == []


def test_the_case_leads_those_to_its_draft_who_may_edit_it(office: Office):
    case = f"/ho-so/{office.dossier.public_id}/"
    reader = world.make_user("Văn Thư", Role.REGISTRY_CLERK, agency=office.commune)
    assert office.url in text_of(office.client.get(case))
    assert office.url not in text_of(world.client_of(reader).get(case))


def test_typed_data_is_back_after_the_session_ended(office: Office):
    client = Client()
    assert client.post(office.url, office.typed(person(1, full_name="Lò Còn Đây"))).status_code == 302
    client.force_login(office.clerk)
    session = client.session
    page = text_of(client.get(office.url))
    assert session is not None
    assert 'value="Lò Còn Đây"' in page
    assert "Phiên làm việc trước đã hết hạn" in page


def test_it_is_explained_when_nobody_can_sign_digitally(office: Office):
    page = text_of(office.client.get(office.url))
    assert "chưa có chứng thư dùng được trên thiết bị" in page
    assert "Vàng A Chủ" in page
