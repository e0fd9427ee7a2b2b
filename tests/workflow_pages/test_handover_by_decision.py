"""An organisation's device goes to its keeper by a decision, which pages ask for and minutes name."""

import uuid
from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone

from requests_workflow.models import Dossier
from requests_workflow.services.form_rows import FormRow
from tests.cases.all_forms_driver import AllFormsDriver
from tests.cases.conftest import drive, opening, world  # noqa: F401  the demo, driven
from tests.cases.driver import TODAY, Driver, user
from tests.documents.reading import text_of
from tests.workflow_pages.desk import body, page_of, row_of, row_page, states
from tests.world import client_of, make_person
from tokens.models import Custody

DECISION = "77/QĐ-UBND"
ON = f"{TODAY:%d/%m/%Y}"


@pytest.fixture
def forms(drive: Driver, monkeypatch: pytest.MonkeyPatch) -> AllFormsDriver:  # noqa: F811
    """Pages live on the day of the case."""
    forms = AllFormsDriver(drive.now)
    monkeypatch.setattr(timezone, "now", lambda: forms.now)
    return forms


def organisation(name: str, keeper: uuid.UUID) -> FormRow:
    cells = {
        "organisation_name": name,
        "address": "Bản Nà Cang",
        "province": "Lai Châu",
        "official_email": "phongkinhte.nacang@laichau.gov.vn",
        "founding_reference": "Quyết định số 15/QĐ-UBND ngày 01/7/2025",
    }
    return FormRow(cells=cells, person_id=keeper)


@pytest.fixture
def case(forms: AllFormsDriver) -> Dossier:
    """Two devices are here: one for the văn thư, one for somebody who cannot sign in."""
    registry = user("vanthu").person
    assert registry is not None
    without = make_person("Lò Văn Giữ", agency=registry.agency)
    sent = forms.form_sent(
        "organisation_issue",
        organisation("Phòng Kinh tế xã Nà Cang", registry.public_id),
        organisation("Phòng Văn hóa xã Nà Cang", without.public_id),
    )
    return forms.devices(forms.answered(forms.provider_received(sent), granted=[1, 2]), 1, 2)


def test_the_decision_is_asked_for_shown_to_the_keeper_and_named_in_the_minutes(forms: AllFormsDriver, case: Dossier):
    browser, page = client_of(user("vanphong")), page_of(case, "handover")
    text = body(browser.get(page))
    keeper = row_of(case, 1).person
    assert keeper is not None
    for words in ("Người giữ có tài khoản", "giữ thiết bị của Phòng Kinh tế xã Nà Cang", keeper.full_name):
        assert words in text
    assert "huê bao" not in text.split("<main")[1]
    key = row_of(case, 1).public_id
    offer = {"form_key": str(uuid.uuid4()), f"chon-{key}": "on", f"condition-{key}": "Nguyên vẹn"}
    response = browser.post(page, offer)
    assert (response.status_code, "Nhập số quyết định giao giữ thiết bị" in body(response)) == (422, True)
    response = browser.post(page, offer | {f"decision_number-{key}": DECISION, f"decision_date-{key}": ON})
    assert response.status_code == 302
    assert states(case) == ["handover_offered", "device_received"]

    desk = client_of(user("vanthu"))
    confirm = row_page(case, 1, "confirm_receipt")
    assert confirm in body(desk.get("/"))
    shown = body(desk.get(confirm))
    for words in (DECISION, ON, "giữ thiết bị của Phòng Kinh tế xã Nà Cang"):
        assert words in shown
    forms.tick()
    assert desk.post(confirm, {"version": "0", "form_key": str(uuid.uuid4())}).status_code == 302
    held = Custody.objects.get(token=row_of(case, 1).token, until=None)
    assert (held.holder_person, held.decision_number, held.decision_date) == (keeper, DECISION, date(2026, 11, 19))
    minutes = text_of(desk.get(row_page(case, 1, "row_minutes")).content)
    for words in (DECISION, "Phòng Kinh tế xã Nà Cang", keeper.full_name):
        assert words in minutes
    timeline = body(browser.get(page_of(case, "case")))
    assert f"Quyết định giao giữ thiết bị: {DECISION}, ngày {ON}" in timeline

    # On paper: the minutes to be signed name the decision, and are not made without it.
    second = {"dong": str(row_of(case, 2).public_id)}
    without = browser.get(page_of(case, "handover_minutes"), second)
    assert without.status_code == 302
    assert "Nhập số quyết định giao giữ thiết bị" in body(browser.get(without["Location"]))
    paper = browser.get(page_of(case, "handover_minutes"), second | {"so": DECISION, "ngay": ON})
    assert paper["Content-Type"] == "application/pdf"
    assert DECISION in text_of(BytesIO(paper.content).getvalue())
    record = body(browser.get(row_page(case, 2, "row_minutes").replace("bien-ban.pdf", "record_paper_handover/")))
    assert 'name="decision_number"' in record
