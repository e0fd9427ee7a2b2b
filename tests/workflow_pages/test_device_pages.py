"""The page of devices that arrived: lines, scans, pasted lists, and who was faster."""
# ruff: noqa: F401, F811  fixtures are imported

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from requests_workflow.models import Dossier
from requests_workflow.services.errors import known
from tests.access.plans import recorded
from tests.cases.driver import PROOF, user
from tests.cases.issue_driver import IssueDriver
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
from tokens.models import Custody, Token


class TestReceivingDevices:
    def test_the_lines_are_the_rows_that_wait_for_a_device(self, case: Dossier):
        text = body(client_of(user("vanphong")).get(page_of(case, "receive_devices")))
        for position in (1, 2, 3):
            assert row_of(case, position).name in text
            assert known(row_of(case, position).certificate).serial_number in text
            assert row_of(case, position).printed["identity_number"] not in text
        assert row_of(case, 4).name not in text

    def test_filled_lines_are_received_and_empty_ones_wait(self, case: Dossier):
        proof = SimpleUploadedFile("phieu.pdf", PROOF.data)
        key = row_of(case, 1).public_id
        sent = devices(case, {1: "vg 1"}, proof_file=proof, **{f"model-{key}": "eToken 5110"})
        response = client_of(user("vanphong")).post(page_of(case, "receive_devices"), sent)
        assert (response.status_code, response["Location"]) == (302, f"{page_of(case, 'case')}?xong=receive_devices")
        assert states(case) == ["device_received", "issued", "issued", "issued"]
        token = known(row_of(case, 1).token)
        assert (token.serial_number, token.model, token.kind) == ("VG1", "eToken 5110", "pki_token")
        assert token.certificate == row_of(case, 1).certificate
        assert case.documents.filter(kind="other_proof", file_name="phieu.pdf").exists()

    def test_pressed_twice_it_is_received_once(self, case: Dossier):
        sent = devices(case, {1: "VG-1", 2: "VG-2"})
        browser = client_of(user("vanphong"))
        assert [browser.post(page_of(case, "receive_devices"), sent).status_code for _ in range(2)] == [302, 302]
        assert Custody.objects.filter(token__serial_number__in=("VG-1", "VG-2")).count() == 2

    def test_an_error_stands_beside_its_line_and_nothing_typed_is_lost(self, case: Dossier):
        taken = Token.objects.order_by("id")[0].serial_number
        proof = SimpleUploadedFile("phieu.pdf", PROOF.data)
        sent = devices(case, {1: "VG-1", 2: taken, 3: "vg-1"}, proof_file=proof)
        before = Token.objects.count()
        browser = client_of(user("vanphong"))
        response = browser.post(page_of(case, "receive_devices"), sent)
        text = body(response)
        assert response.status_code == 409
        assert (Token.objects.count(), states(case)) == (before, ["issued"] * 4)
        assert f'id="id_serial-{row_of(case, 3).public_id}_error"' in text
        assert 'value="vg-1"' in text
        assert sent["legal_at"] in text
        # Mended, the file comes along without being chosen again.
        kept = text.split('name="proof_kept" value="')[1].split('"')[0]
        mended = devices(case, {1: "VG-1", 2: "VG-2", 3: "VG-3"}, proof_kept=kept)
        assert browser.post(page_of(case, "receive_devices"), mended).status_code == 302
        assert case.documents.filter(file_name="phieu.pdf").count() == 1

    def test_without_a_line_or_a_time_the_form_comes_back(self, case: Dossier):
        browser = client_of(user("vanphong"))
        empty = browser.post(page_of(case, "receive_devices"), devices(case, {}))
        assert (empty.status_code, "Điền ít nhất một dòng" in body(empty)) == (422, True)
        untimed = browser.post(page_of(case, "receive_devices"), devices(case, {1: "VG-1"}, legal_at=""))
        assert (untimed.status_code, "Nhập ngày và giờ" in body(untimed)) == (422, True)
        assert 'value="VG-1"' in body(untimed)

    def test_a_pasted_list_fills_lines_and_what_fits_nowhere_is_listed(self, case: Dossier):
        first, second = row_of(case, 1), row_of(case, 2)
        pasted = f"VG-1\t{first.name}\nVG-2\t{known(second.certificate).serial_number}\nVG-9\tNgười <b>Lạ</b>"
        sent = devices(case, {3: "TYPED"}, pasted=pasted, dien="1", legal_at="")
        response = client_of(user("vanphong")).post(page_of(case, "receive_devices"), sent)
        text = body(response)
        assert response.status_code == 200
        for serial in ("VG-1", "VG-2", "TYPED"):
            assert f'value="{serial}"' in text
        assert "Người &lt;b&gt;Lạ&lt;/b&gt;" in text
        assert "không có dòng nào đang chờ" in text
        # Nothing was judged yet, and nothing recorded.
        assert "Nhập ngày và giờ." not in text
        assert states(case) == ["issued"] * 4

    def test_a_scan_without_a_script_comes_back_at_the_next_line(self, case: Dossier):
        sent = devices(case, {1: "VG-1"}, tiep="1")
        text = body(client_of(user("vanphong")).post(page_of(case, "receive_devices"), sent))
        focused = text.split("autofocus")[0].rsplit("<", 1)[1]
        assert str(row_of(case, 2).public_id) in focused

    def test_who_was_slower_learns_which_lines_are_done(self, issuing: IssueDriver, case: Dossier):
        sent = devices(case, {1: "VG-1", 2: "VG-2"})
        issuing.devices(case, 1, by="daumoi")
        response = client_of(user("vanphong")).post(page_of(case, "receive_devices"), sent)
        text = body(response)
        assert response.status_code == 409
        assert f"{row_of(case, 1).name}: đang ở “Cơ quan đã nhận thiết bị”" in text
        assert 'value="VG-2"' in text
        assert states(case)[:2] == ["device_received", "issued"]

    def test_when_all_are_here_the_page_says_so(self, here: Dossier):
        response = client_of(user("vanphong")).get(page_of(here, "receive_devices"))
        assert (response.status_code, "Không có thiết bị nào đang chờ nhận" in body(response)) == (200, True)

    def test_it_is_no_page_for_others(self, case: Dossier):
        for who in ("thuebaomoi", "chutich", "vanthu", "canboso", "cuc", "vl_vanphong", "quantri"):
            assert client_of(user(who)).get(page_of(case, "receive_devices")).status_code == 404

    def test_lines_cost_no_queries_of_their_own(self, issuing: IssueDriver, case: Dossier):
        browser = client_of(user("vanphong"))
        browser.get(page_of(case, "receive_devices"))
        many = len(recorded(lambda: browser.get(page_of(case, "receive_devices"))))
        issuing.devices(case, 1, 2)
        few = len(recorded(lambda: browser.get(page_of(case, "receive_devices"))))
        assert many == few


class TestThroughTheDepartment:
    @pytest.fixture
    def passing(self, issuing: IssueDriver, monkeypatch: pytest.MonkeyPatch) -> Dossier:
        dossier = issuing.issue_sent("vl_moi_ke_toan", "vl_moi_van_hoa", body="rach_dua")
        dossier = issuing.forwarded(issuing.department_receives(dossier))
        dossier = issuing.answer(dossier, issued=(1, 2), by="vl_canboso")
        monkeypatch.setattr(timezone, "now", lambda: issuing.now)
        return dossier

    def test_the_department_registers_and_the_agency_ticks(self, passing: Dossier):
        there = client_of(user("vl_canboso"))
        assert "Sở nhận thiết bị từ Cục" in body(there.get(page_of(passing, "receive_devices")))
        assert there.post(page_of(passing, "receive_devices"), devices(passing, {1: "VL-1"})).status_code == 302
        assert states(passing) == ["device_at_department", "issued"]

        clerk = client_of(user("vl_vanphong"))
        text = body(clerk.get(page_of(passing, "receive_devices")))
        key = row_of(passing, 1).public_id
        assert "VL-1" in text
        assert f'name="tick-{key}"' in text
        assert f'name="serial-{key}"' not in text
        sent = devices(passing, {}, **{f"tick-{key}": "on", f"condition-{key}": "Hộp móp"})
        assert clerk.post(page_of(passing, "receive_devices"), sent).status_code == 302
        assert states(passing) == ["device_received", "issued"]
        held = known(row_of(passing, 1).token).custody.get(until__isnull=True)
        assert (held.holder_person, held.condition) == (user("vl_vanphong").person, "Hộp móp")
