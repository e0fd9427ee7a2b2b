"""The draft of Mẫu 06: saved as it stands, with what is missing or wrong said at its cell; two windows lose nothing."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from requests_workflow.models import Dossier
from requests_workflow.services.draft_rows import RowInput
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.errors import Refused
from requests_workflow.services.perform import perform
from tests import world
from tests.workflow_pages.test_draft_update import Office, office, soan, summary_of, text_of

__all__ = ["office"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(office: Office) -> Dossier:
    certificate = office.certificate("Lò Văn An", official_email="an@laichau.gov.vn")
    token = world.make_token("PKI-1", subscriber=certificate.subscriber, certificate=certificate)
    row = RowInput(token_serial=token.serial_number)
    return create_draft(agency=office.commune, rows=[row], by=office.clerk, now=datetime.now(UTC))


def typed(office: Office, dossier: Dossier, *rows: dict[str, str], **more: str) -> dict[str, str]:
    data = office.typed(dossier) | {"rows-TOTAL_FORMS": str(len(rows)), "rows-INITIAL_FORMS": "0"}
    for index, row in enumerate(rows):
        data |= {f"rows-{index}-{key}": value for key, value in row.items()}
    return data | more


def version_on(response: Any) -> str:
    found = re.search(r'name="version" value="(\d+)"', text_of(response))
    assert found is not None
    return found[1]


def test_a_row_without_its_device_and_a_wrong_address_wait_in_the_draft_and_are_not_submitted(
    office: Office, draft: Dossier
):
    rows: tuple[dict[str, str], ...] = (
        {"token_serial": "PKI-1", "subscriber_email": "an tại laichau"},
        {},
        {"certificate_name": "Vàng Thị Bé"},
    )
    assert office.client.post(soan(draft), typed(office, draft, *rows, save_only="1")).status_code == 302
    kept = [row.printed for row in draft.requests.order_by("position")]
    assert [(row["subscriber_email"], row["certificate_name"]) for row in kept] == [
        ("an tại laichau", "Lò Văn An"),
        ("", "Vàng Thị Bé"),
    ]
    response = office.client.post(soan(draft), typed(office, draft, *rows, signer=""))
    assert response.status_code == 422
    summary = summary_of(response)
    for words in ("Đã lưu nháp", "Chọn người ký", "Dòng 1: Nhập địa chỉ thư điện tử đầy đủ", "Dòng 2: Nhập số hiệu"):
        assert words in summary
    assert 'href="#id_rows-1-token_serial"' in summary
    # The cells come back as they were saved: the register has filled in the name.
    assert 'value="Lò Văn An"' in text_of(response)
    with pytest.raises(Refused, match="ghi chưa đúng"):
        perform(dossier_id=draft.public_id, act="submit_to_leader", by=office.clerk, now=datetime.now(UTC))
    right = typed(office, draft, {"token_serial": "PKI-1", "subscriber_email": "an@laichau.gov.vn"})
    response = office.client.post(soan(draft), right)
    assert response["Location"] == f"/ho-so/{draft.public_id}/kiem-tra/"
    assert draft.requests.get().printed["subscriber_email"] == "an@laichau.gov.vn"


def test_of_two_windows_the_second_is_told_and_keeps_what_was_typed(office: Office, draft: Dossier):
    first = typed(office, draft, {"token_serial": "PKI-1", "certificate_name": "Cửa sổ một"}, save_only="1")
    second = typed(office, draft, {"token_serial": "PKI-1", "certificate_name": "Cửa sổ hai"}, save_only="1")
    assert office.client.post(soan(draft), first).status_code == 302
    response = office.client.post(soan(draft), second)
    assert response.status_code == 422
    assert "được lưu ở cửa sổ khác" in summary_of(response)
    assert 'value="Cửa sổ hai"' in text_of(response)
    assert draft.requests.get().printed["certificate_name"] == "Cửa sổ một"
    assert office.client.post(soan(draft), second | {"version": version_on(response)}).status_code == 302
    assert draft.requests.get().printed["certificate_name"] == "Cửa sổ hai"
