"""Devices that come from the provider: registered once, held by whoever took them in, nothing half-done."""

import uuid
from datetime import timedelta

import pytest

from directory.ledger.models import LedgerEntry
from requests_workflow.models import Dossier
from requests_workflow.services.act_input import DeviceInput
from requests_workflow.services.errors import InvalidInput
from tests.cases.driver import PROOF, agency, user
from tests.cases.issue_driver import INTACT, IssueDriver, row
from tokens.models import Custody, Token


@pytest.fixture(scope="module")
def opening():
    def open_case(driver) -> Dossier:
        issuing = IssueDriver(driver.now)
        case = issuing.issue_sent("thuebaomoi", "nc_moi_dan_van", "nc_moi_y_te")
        case = issuing.answer(case, issued=(1, 2, 3))
        driver.now = issuing.now
        return case

    return open_case


def counts() -> tuple[int, int, int]:
    return Token.objects.count(), Custody.objects.count(), LedgerEntry.objects.count()


def arrive(issuing: IssueDriver, case: Dossier, *devices: DeviceInput, by: str = "vanphong", **more):
    return issuing.act(case, "receive_devices", by=by, devices=devices, legal_at=issuing.now, **more)


def device(issuing: IssueDriver, case: Dossier, position: int, serial: str, **more) -> DeviceInput:
    return DeviceInput(request_id=issuing.row(case, position).public_id, serial=serial, **more)


def refused(issuing: IssueDriver, case: Dossier, *devices: DeviceInput, **more) -> dict[str, str]:
    """Field -> sentence; nothing in the registers moved."""
    before = counts(), issuing.states(case)
    with pytest.raises(InvalidInput) as caught:
        arrive(issuing, case, *devices, **more)
    assert (counts(), issuing.states(case)) == before
    return {one.field: one.text for one in caught.value.errors}


class TestStraightFromTheProvider:
    def test_the_officer_who_takes_it_in_holds_it(self, issuing, case):
        arrive(issuing, case, device(issuing, case, 2, "vg ca 001", model="eToken 5110", condition=INTACT))
        got = issuing.row(case, 2)
        assert got.state == "device_received"
        assert got.token is not None
        assert (got.token.serial_number, got.token.state, got.token.subscriber) == (
            "VGCA001",
            Token.State.IN_STOCK,
            got.subscriber,
        )
        held = got.token.custody.get()
        assert (held.holder_person, held.given_by_agency) == (user("vanphong").person, case.provider)
        assert (held.since, held.condition, held.case_ref) == (
            case.steps.filter(transition="receive_devices").latest("id").legal_at,
            INTACT,
            case.code,
        )
        assert LedgerEntry.objects.filter(action="token.received", object_id=str(got.token.public_id)).count() == 1

    def test_devices_come_in_several_parcels(self, issuing, case):
        issuing.devices(case, 1)
        assert issuing.states(case) == ["device_received", "issued", "issued"]
        issuing.devices(case, 2, 3, by="daumoi")
        assert issuing.states(case) == ["device_received"] * 3
        assert issuing.row(case, 3).token.custody.get().holder_person == user("daumoi").person

    def test_the_condition_is_as_labelled_where_nothing_else_was_written(self, issuing, case):
        arrive(issuing, case, device(issuing, case, 1, "A1"))
        assert issuing.row(case, 1).token.custody.get().condition == "Nguyên vẹn, đúng nhãn"

    def test_a_proof_is_filed_where_there_is_one(self, issuing, case):
        arrive(issuing, case, device(issuing, case, 1, "A1"), files={"proof_file": PROOF})
        assert case.documents.filter(kind="other_proof").count() == 1


class TestWhatCannotBe:
    def test_a_serial_given_twice_names_the_other_person(self, issuing, case):
        errors = refused(issuing, case, device(issuing, case, 1, "a-1"), device(issuing, case, 3, "A -1"))
        key = issuing.row(case, 3).public_id
        assert list(errors) == [f"serial-{key}"]
        assert "Vàng Thị Mai" in errors[f"serial-{key}"]

    def test_serials_of_other_devices_are_all_told_at_once(self, issuing, case):
        taken = list(Token.objects.order_by("id").values_list("serial_number", flat=True)[:2])
        errors = refused(
            issuing,
            case,
            device(issuing, case, 1, taken[0]),
            device(issuing, case, 2, "NEW-1"),
            device(issuing, case, 3, taken[1]),
        )
        assert sorted(errors) == sorted(f"serial-{issuing.row(case, n).public_id}" for n in (1, 3))

    def test_no_serial_and_a_row_of_nobody(self, issuing, case):
        assert "nhập số hiệu" in str(refused(issuing, case, device(issuing, case, 1, "  ")))
        stranger = DeviceInput(request_id=uuid.uuid4(), serial="X-1")
        assert "không thuộc hồ sơ này" in str(refused(issuing, case, device(issuing, case, 1, "A1"), stranger))

    def test_a_row_that_has_its_device_takes_no_second(self, issuing, case):
        issuing.devices(case, 1)
        assert "Cơ quan đã nhận thiết bị" in str(refused(issuing, case, device(issuing, case, 1, "B1")))

    def test_a_row_without_a_device_takes_none(self, issuing):
        case = issuing.issue_sent("nc_moi_ke_toan", row("thuebaosim", medium="sim_pki", sim_pki="Viettel"))
        case = issuing.answer(case, issued=(1, 2))
        assert "không có thiết bị để nhận" in str(refused(issuing, case, device(issuing, case, 2, "B1")))

    def test_a_time_before_the_document_was_sent_or_to_come(self, issuing, case):
        for at in (case.sent_at - timedelta(hours=1), issuing.now + timedelta(days=1)):
            with pytest.raises(InvalidInput) as caught:
                issuing.act(
                    case,
                    "receive_devices",
                    by="vanphong",
                    devices=(device(issuing, case, 1, "A1"),),
                    legal_at=at,
                )
            assert [one.field for one in caught.value.errors] == ["legal_at"]

    def test_only_who_drafts_takes_devices_in_and_no_department_where_the_route_goes_past_it(self, issuing, case):
        given = {"devices": (device(issuing, case, 1, "A1"),), "legal_at": issuing.now}
        assert "wrong_role" in issuing.refused(case, "receive_devices", by="chutich", **given)
        assert "not_applicable" in issuing.refused(case, "receive_devices_at_department", by="canboso", **given)


class TestThroughTheDepartment:
    @pytest.fixture
    def at_department(self, issuing) -> Dossier:
        case = issuing.issue_sent("vl_moi_ke_toan", "vl_moi_van_hoa", body="rach_dua")
        case = issuing.forwarded(issuing.department_receives(case))
        case = issuing.answer(case, issued=(1, 2), by="vl_canboso")
        return issuing.devices_at_department(case, 1)

    def test_two_hops_leave_three_entries_and_one_holder(self, issuing, at_department):
        case = at_department
        got = issuing.row(case, 1)
        assert got.state == "device_at_department"
        held = got.token.custody.get()
        assert (held.holder_person, held.holder_agency) == (None, agency("so_khcn_vinh_long"))
        taken = DeviceInput(request_id=got.public_id, serial=got.token.serial_number)
        arrive(issuing, case, taken, by="vl_daumoi")
        issuing.handed_over_on_paper(case, 1, by="vl_daumoi")
        got = issuing.row(case, 1)
        holders = [(one.holder_person, one.holder_agency.short_name) for one in got.token.custody.order_by("id")]
        assert holders == [
            (None, agency("so_khcn_vinh_long").short_name),
            (user("vl_daumoi").person, agency("rach_dua").short_name),
            (got.person, agency("rach_dua").short_name),
        ]
        assert got.token.custody.filter(until__isnull=True).count() == 1
        assert got.token.state == Token.State.IN_USE
        assert got.state == "handed_over"

    def test_another_serial_than_the_departments_is_refused(self, issuing, at_department):
        wrong = device(issuing, at_department, 1, "OTHER-9")
        errors = refused(issuing, at_department, wrong, by="vl_vanphong")
        assert "Sở đã ghi số hiệu" in str(errors)

    def test_before_the_department_had_it_nobody_took_it_from_there(self, issuing, at_department):
        got = issuing.row(at_department, 1)
        with pytest.raises(InvalidInput, match="sớm hơn lần giao nhận trước"):
            issuing.act(
                at_department,
                "receive_devices",
                by="vl_vanphong",
                devices=(DeviceInput(request_id=got.public_id, serial=got.token.serial_number),),
                legal_at=got.token.custody.get().since - timedelta(minutes=1),
            )

    def test_a_device_may_also_come_straight_to_the_agency(self, issuing, at_department):
        arrive(issuing, at_department, device(issuing, at_department, 2, "VL-2"), by="vl_vanphong")
        assert issuing.states(at_department) == ["device_at_department", "device_received"]
