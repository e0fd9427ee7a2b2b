"""Mẫu 02 and 03: somebody else is to keep the device, after the paper was sent and before the device is handed over."""

from datetime import timedelta
from typing import Any

import pytest

from directory.models import Membership, User
from requests_workflow.models import Dossier, Notification
from requests_workflow.services.errors import InvalidInput
from tests.cases.all_forms_driver import AllFormsDriver, opening_with
from tests.cases.driver import TODAY, Driver, user
from tests.cases.issue_driver import person
from tests.cases.test_issue_bodies import DECISION, INTACT, ORGANISATION, SYSTEM, organisation, system
from tests.world import client_of
from tokens.models import Custody

WHY = "Văn thư cũ chuyển công tác từ 23/11."


def at_the_agency(forms: AllFormsDriver) -> Dossier:
    """One organisation that the provider has not answered, and one whose device the agency has."""
    rows = (organisation("Phòng Kinh tế xã Nà Cang"), organisation("Trạm Y tế xã Nà Cang"))
    case = forms.answered(forms.form_sent(ORGANISATION, *rows), granted=[1])
    return forms.devices(forms.certificates(case, 1), 1, by="daumoi")


@pytest.fixture(scope="module")
def opening():
    return opening_with(at_the_agency)


@pytest.fixture
def forms(drive: Driver) -> AllFormsDriver:
    return AllFormsDriver(drive.now)


def new_clerk(name: str = "vanphong") -> User:
    """The clerk becomes văn thư too."""
    account, body = user(name), user("vanthu").memberships.get(role="registry_clerk").agency
    Membership.objects.create(user=account, agency=body, role="registry_clerk", valid_from=TODAY - timedelta(days=1))
    return account


def change(row: int, keeper: str, **more: Any) -> dict[str, Any]:
    return {"row": row, "keeper": person(keeper), "reason": WHY, **more}


def test_another_keeper_takes_the_place_and_the_first_is_told(forms, case):
    taker = new_clerk()
    # Before the answer and with the device in the office; not by who keeps it, and not while it is being confirmed.
    case = forms.act(case, "change_keeper", by="daumoi", **change(2, "vanphong"))
    assert forms.row(case, 2).person == taker.person
    assert forms.refused(case, "change_keeper", by="vanthu", **change(1, "vanphong")) == {"wrong_role"}
    case = forms.act(case, "offer_handover", by="daumoi", row=1, **INTACT, **DECISION)
    assert forms.refused(case, "change_keeper", by="daumoi", **change(1, "vanphong")) == {"wrong_state"}
    case = forms.act(case, "cancel_offer", by="daumoi", row=1, reason="Văn thư đã chuyển công tác.")
    case = forms.act(case, "change_keeper", by="daumoi", **change(1, "vanphong"))
    step = case.steps.get(transition="change_keeper", request__position=1)
    assert (step.source, step.target, step.comment) == ("device_received", "device_received", WHY)
    assert step.data["keeper"] == taker.get_full_name()
    told = Notification.objects.filter(kind="keeper_changed", recipient=user("vanthu"))
    assert {one.url for one in told} == {"/thong-bao/"}
    assert "Phòng Kinh tế" in told.latest("id").title
    assert not Notification.objects.filter(recipient=user("vanthu"), settled_at=None, request__dossier=case).exclude(
        asks_in=""
    )
    assert Notification.objects.filter(kind="change_keeper", recipient=taker, dossier=case).count() == 2
    # The first can neither confirm nor keep it; the second does, by the decision.
    case = forms.act(case, "offer_handover", by="daumoi", row=1, **INTACT, **DECISION)
    assert "not_the_receiver" in forms.refused(case, "confirm_receipt", by="vanthu", row=1)
    forms.confirmed(case, 1, by="vanphong")
    held = Custody.objects.get(token=forms.row(case, 1).token, until=None)
    assert (held.holder_person, held.decision_number) == (taker.person, "77/QĐ-UBND")


@pytest.mark.parametrize(
    ("keeper", "words"),
    [("vanthu", "đã là người giữ"), ("thuebao", "không phải văn thư"), ("vl_vanthu", "không còn công tác tại")],
)
def test_who_cannot_keep_it_is_refused_at_the_field_and_nothing_changes(forms, case, keeper, words):
    with pytest.raises(InvalidInput, match=words) as caught:
        forms.act(case, "change_keeper", by="vanphong", **change(1, keeper))
    assert [one.field for one in caught.value.errors] == ["keeper"]
    assert forms.row(case, 1).person == person("vanthu")


def test_the_device_of_a_system_goes_to_whoever_runs_it_and_a_personal_one_has_no_keeper(forms, case):
    row = system("Cổng thông tin Nà Cang", "daumoi", medium="token")
    sent = forms.form_sent(SYSTEM, row, number="133")
    forms.act(sent, "change_keeper", by="vanphong", **change(1, "thuebao"))
    assert forms.row(sent, 1).person == person("thuebao")
    own = forms.issue_sent("thuebaomoi", number="134")
    with pytest.raises(LookupError):
        forms.act(own, "change_keeper", by="vanphong", **change(1, "thuebao"))


def test_the_page_offers_the_van_thu_alone_and_says_what_it_did(forms, case):
    new_clerk()
    client = client_of(user("daumoi"))
    row = forms.row(case, 1)
    page = f"/ho-so/{case.public_id}/dong/{row.public_id}/change_keeper/"
    assert page in client.get(f"/ho-so/{case.public_id}/").content.decode()
    asked = client.get(page).content.decode()
    assert "Người giữ đang ghi" in asked
    clerk, stranger = user("vanphong").person, person("thuebao")
    assert clerk is not None
    assert (str(clerk.public_id) in asked, str(stranger.public_id) in asked) == (True, False)
    case.refresh_from_db()
    given = {"version": case.version, "form_key": "6f1c1e9e-8a57-4d0e-9a54-0d6a1a3c1b11", "reason": WHY}
    assert "Chọn người giữ mới." in client.post(page, given).content.decode()
    assert client.post(page, given | {"keeper": str(clerk.public_id)}).status_code == 302
    assert "Người giữ mới: " in client.get(f"/ho-so/{case.public_id}/").content.decode()
