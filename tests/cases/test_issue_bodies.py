"""Mẫu 02 and 03: organisations and systems, whose devices somebody keeps for them (Điều 10, 11)."""

from datetime import timedelta
from typing import Any

import pytest

from directory.models import Membership, Subscriber
from requests_workflow.models import Dossier, Request
from requests_workflow.services.errors import InvalidInput, Refused
from requests_workflow.services.form_rows import FormRow
from tests.cases.all_forms_driver import AllFormsDriver, opening_with
from tests.cases.driver import PROOF, TODAY, Driver, device, user
from tests.cases.issue_driver import person
from tokens.models import Custody, Token

ORGANISATION, SYSTEM = "organisation_issue", "system_issue"
DECISION: dict[str, Any] = {"decision_number": "77/QĐ-UBND", "decision_date": TODAY}
INTACT = {"condition": "Nguyên vẹn"}


def organisation(name: str, keeper: str = "vanthu", **cells: str) -> FormRow:
    filled = {
        "organisation_name": name,
        "address": "Bản Nà Cang",
        "province": "Lai Châu",
        "official_email": "co.quan@laichau.gov.vn",
        "founding_reference": "Quyết định số 15/QĐ-UBND ngày 01/7/2025",
    }
    return FormRow(cells=filled | cells, person_id=person(keeper).public_id)


def system(name: str, keeper: str, medium: str = "centralised", **cells: str) -> FormRow:
    filled = {
        "system_name": name,
        "system_kind": "Phần mềm",
        "managing_body": "UBND xã Nà Cang",
        "province": "Lai Châu",
        "network_name": "mot-cua.nacang.laichau.gov.vn",
        "official_email": "he.thong@laichau.gov.vn",
        "purpose": "Ký phản hồi tự động của hệ thống một cửa",
    }
    return FormRow(cells=filled | cells, person_id=person(keeper).public_id, medium=medium)


def two_devices(forms: AllFormsDriver) -> Dossier:
    """Two organisations whose devices the agency has, each to be kept by its văn thư."""
    rows = (organisation("Phòng Kinh tế xã Nà Cang"), organisation("Trạm Y tế xã Nà Cang"))
    case = forms.answered(forms.form_sent(ORGANISATION, *rows), granted=[1, 2])
    return forms.devices(forms.certificates(case, 1, 2), 1, 2, by="daumoi")


@pytest.fixture(scope="module")
def opening():
    return opening_with(two_devices)


@pytest.fixture
def forms(drive: Driver) -> AllFormsDriver:
    return AllFormsDriver(drive.now)


def keeper_of(token: Token) -> Custody:
    return Custody.objects.get(token=token, until=None)


def test_the_device_of_an_organisation_goes_to_its_van_thu_by_a_decision_and_to_nobody_else(forms, case):
    first, second = (forms.row(case, position) for position in (1, 2))
    assert {row.subscriber.kind for row in (first, second)} == {Subscriber.Kind.ORGANISATION}
    assert forms.refused(case, "offer_handover", by="vanphong", row=1, **INTACT) == {"missing_input"}
    incomplete = {**INTACT, "decision_number": "77/QĐ-UBND"}
    assert forms.refused(case, "offer_handover", by="vanphong", row=1, **incomplete) == {"missing_input"}
    # A decision of tomorrow gives nobody anything today.
    later = {**INTACT, **DECISION, "decision_date": TODAY + timedelta(days=1)}
    with pytest.raises(InvalidInput, match="Ngày quyết định ở tương lai"):
        forms.act(case, "offer_handover", by="vanphong", row=1, **later)
    for position in (1, 2):
        case = forms.act(case, "offer_handover", by="vanphong", row=position, **INTACT, **DECISION)
    assert forms.refused(case, "confirm_receipt", by="thuebao", row=1) == {"not_the_receiver"}
    case = forms.confirmed(case, 1, by="vanthu")
    held = keeper_of(first.token)
    assert (held.holder_person, held.decision_number, held.decision_date) == (person("vanthu"), "77/QĐ-UBND", TODAY)
    # Another post since the draft: the seal of the second is not this person's to keep any more.
    Membership.objects.filter(user=user("vanthu"), role="registry_clerk").delete()
    with pytest.raises(InvalidInput, match="không phải văn thư"):
        forms.confirmed(case, 2, by="vanthu")
    assert keeper_of(second.token).holder_person == person("daumoi")
    assert (forms.states(case), Token.objects.get(pk=first.token.pk).state) == (
        ["handed_over", "handover_offered"],
        Token.State.IN_USE,
    )


def test_a_keeper_who_cannot_confirm_on_screen_signs_the_minutes(forms, case):
    """Somebody who signs in only as the head of a unit has no act there: the paper takes its place."""
    Membership.objects.filter(user=user("vanthu")).delete()
    Membership.objects.create(user=user("vanthu"), agency=case.managing_agency, role="unit_head", valid_from=TODAY)
    assert forms.refused(case, "offer_handover", by="vanphong", row=2, **INTACT, **DECISION) == {"not_applicable"}
    paper = {**INTACT, "legal_at": forms.now, "files": {"proof_file": PROOF}}
    assert forms.refused(case, "record_paper_handover", by="vanphong", row=2, **paper) == {"missing_input"}
    # No văn thư any more either way.
    with pytest.raises(InvalidInput, match="không phải văn thư"):
        forms.act(case, "record_paper_handover", by="vanphong", row=2, **paper, **DECISION)


def test_who_took_the_device_in_and_is_to_keep_it_needs_the_decision_and_the_post_all_the_same(forms, case):
    """The văn thư is the contact officer too, and got the devices out of the parcel."""
    keeper = user("vanthu")
    Membership.objects.create(user=keeper, agency=case.managing_agency, role="contact_officer", valid_from=TODAY)
    case = forms.answered(
        forms.form_sent(ORGANISATION, organisation("Trường Mầm non Nà Cang"), number="132"), granted=[1]
    )
    case = forms.devices(case, 1, by="vanthu")
    token = forms.row(case, 1).token
    case = forms.act(case, "offer_handover", by="vanphong", row=1, **INTACT, **DECISION)
    held = Membership.objects.filter(user=keeper, role="registry_clerk")
    held.update(valid_to=TODAY - timedelta(days=1))
    with pytest.raises(InvalidInput, match="không phải văn thư"):
        forms.confirmed(case, 1, by="vanthu")
    assert (forms.states(case), Token.objects.get(pk=token.pk).state) == (["handover_offered"], Token.State.IN_STOCK)
    held.update(valid_to=None)
    forms.confirmed(case, 1, by="vanthu")
    now = keeper_of(token)
    assert (now.holder_person, now.decision_number, now.confirmed_by) == (keeper.person, "77/QĐ-UBND", "screen")
    # Two rows of one person: how it came, and by which decision it is kept; both ends meet.
    first = token.custody.order_by("id")[0]
    assert (first.holder_person, first.decision_number, first.until) == (keeper.person, "", now.since)


def test_what_an_organisation_or_system_must_show_is_asked_before_the_leader_sees_it(forms):
    draft = forms.form_draft(
        ORGANISATION,
        organisation("Trường Tiểu học Nà Cang", founding_reference="", official_email="truong@gmail.com"),
        FormRow(cells={**organisation("Trường Mầm non Nà Cang").cells, "tax_code": "12345"}),
        organisation("", keeper="vanthu"),
        organisation("Ban Chỉ huy quân sự xã Nà Cang", keeper="daumoi"),
    )
    with pytest.raises(Refused) as caught:
        forms.step(draft, "submit_to_leader", by="vanphong")
    found = {one.code: (one.clause.locator, one.text) for one in caught.value.refusals if one.clause}
    assert {code: clause for code, (clause, _) in found.items()} == {
        "establishment_missing": "Điều 10 khoản 2",
        "keeper_missing": "Điều 11 khoản 1 điểm b",
        "keeper_not_registry": "Điều 11 khoản 1 điểm b",
        "rows_incomplete": "Điều 11 khoản 1 điểm b",
        "rows_invalid": "Điều 11 khoản 1 điểm b",
        "email_not_allowed": "Mẫu số 02 Phụ lục",
    }
    assert "Trường Tiểu học Nà Cang" in found["establishment_missing"][1]
    assert "Trường Mầm non Nà Cang" in found["keeper_missing"][1]
    assert "Ban Chỉ huy quân sự xã Nà Cang" in found["keeper_not_registry"][1]
    # A server that signs by itself keeps no device, so nobody keeps one for it.
    row = system("Cổng thông tin Nà Cang", "daumoi")
    for medium, refused in (("token", {"keeper_missing"}), ("centralised", set())):
        draft = forms.form_draft(SYSTEM, FormRow(cells={**row.cells, "system_name": medium}, medium=medium))
        if refused:
            assert forms.refused(draft, "submit_to_leader", by="vanphong") == refused
        else:
            assert forms.act(draft, "submit_to_leader", by="vanphong").state == "leader_review"


def test_what_cannot_be_asked_for_is_said_at_its_line(forms, case):
    seal = device("seal_na_cang").certificate
    assert seal is not None
    outsider = person("chutich")
    outsider.left_on = TODAY
    outsider.save()
    rows = (
        organisation("phong kinh te xa na cang"),
        organisation("Trường Mầm non Nà Cang"),
        organisation("TRƯỜNG MẦM NON  NÀ CANG"),
        organisation("Trường Tiểu học Nà Cang", keeper="chutich"),
    )
    with pytest.raises(InvalidInput) as caught:
        forms.form_draft(ORGANISATION, *rows)
    found = {one.field: one.text for one in caught.value.errors}
    assert set(found) == {"rows-0-organisation_name", "rows-2-organisation_name", "rows-3-keeper"}
    assert case.code in found["rows-0-organisation_name"]
    assert "đã có ở dòng 2" in found["rows-2-organisation_name"]
    # A re-issue names the old certificate, and is the same subscriber's.
    draft = forms.form_draft(ORGANISATION, organisation("UBND xã Nà Cang", old_certificate_serial=seal.serial_number))
    assert Request.objects.get(dossier=draft).predecessor == seal


def test_a_system_without_a_device_ends_when_whoever_runs_it_has_confirmed(forms):
    rows = (system("Hệ thống một cửa", "daumoi"), system("Trục liên thông xã", "chutich"))
    case = forms.answered(forms.form_sent(SYSTEM, *rows, number="132"), granted=[1, 2])
    assert (case.code[:2], case.state, forms.states(case)) == ("CP", "answered", ["issued", "issued"])
    assert forms.refused(case, "confirm_activation", by="daumoi", row=1) == {"certificate_not_registered"}
    case = forms.certificates(case, 1, 2)
    assert forms.row(case, 1).subscriber.kind == Subscriber.Kind.DEVICE
    assert forms.refused(case, "receive_devices", by="daumoi", **forms.parcel(case, 1)) == {"not_applicable"}
    # Four eyes: whoever keeps the key does not hand in a paper about the own confirmation.
    own = {"row": 1, "files": {"proof_file": PROOF}}
    assert forms.refused(case, "record_activation", by="daumoi", **own) == {"giver_is_receiver"}
    case = forms.act(case, "confirm_activation", by="daumoi", row=1)
    # The head runs the other, and signs in as the head alone: the clerk hands in that word on paper.
    Membership.objects.filter(user=user("chutich")).exclude(role="agency_leader").delete()
    assert "wrong_role" in forms.refused(case, "confirm_activation", by="chutich", row=2)
    case = forms.act(case, "record_activation", by="vanphong", row=2, files={"proof_file": PROOF})
    assert (case.state, forms.states(case)) == ("closed", ["closed", "closed"])
    assert not Token.objects.filter(serial_number__startswith=f"TEST-{case.pk}").exists()
