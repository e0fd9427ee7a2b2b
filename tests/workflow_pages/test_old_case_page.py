"""Entering a finished case of former days from its papers."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from requests_workflow.models import Dossier
from tests.cases.conftest import drive, opening, world  # noqa: F401  the demo, driven
from tests.cases.driver import SCAN, Driver, agency, user
from tests.world import client_of

PAGE = reverse("cases:enter_old_case")


def sent(**changes: object) -> dict[str, object]:
    return {
        "agency": str(agency("na_cang").public_id),
        "procedure": "token_recovery",
        "number": "41",
        "symbol": "UBND-VP",
        "document_date": "12/08/2024",
        "sent_at": "13/08/2024 08:00",
        "received_at": "13/08/2024 09:00",
        "answered_at": "14/08/2024 10:00",
        "outcome": "closed",
        "rows": "PKI-9\tLò Văn Pành\tUBND xã\tpanhlv@laichau.gov.vn\nPKI-8\tTao Thị Pin\t\t\tTừ chối: hỏng",
        "proof": SimpleUploadedFile("ho-so.png", SCAN.data),
        **changes,
    }


def test_it_is_entered_under_the_rules_of_its_day_and_shown_so(drive: Driver):  # noqa: F811
    browser = client_of(user("vanphong"))
    response = browser.post(PAGE, sent())
    case = Dossier.objects.get(recorded_afterwards_at__isnull=False)
    assert (response.status_code, response["Location"]) == (302, reverse("cases:case", args=[case.public_id]))
    assert [row.state for row in case.requests.order_by("position")] == ["closed", "refused"]
    text = browser.get(response["Location"]).content.decode()
    assert "Nhập hồ sơ cũ" in text
    assert "130/2018" in text or "185/2019" in text


def test_too_many_columns_a_missing_scan_and_a_foreign_body_come_back_with_what_was_typed(drive: Driver):  # noqa: F811
    browser = client_of(user("vanphong"))
    wide = browser.post(PAGE, sent(rows="\t".join("abcdefgh")))
    assert wide.status_code == 422
    assert "Các cột theo thứ tự: Số hiệu thiết bị" in wide.content.decode()
    assert 'value="41"' in wide.content.decode()
    assert browser.post(PAGE, sent(proof="")).status_code == 422
    foreign = browser.post(PAGE, sent(agency=str(agency("rach_dua").public_id)))
    assert foreign.status_code == 422
    assert not Dossier.objects.filter(recorded_afterwards_at__isnull=False).exists()


def test_a_scan_that_arrived_is_not_asked_for_again(drive: Driver):  # noqa: F811
    browser = client_of(user("vanphong"))
    wrong = browser.post(PAGE, sent(document_date="31/02/2024"))
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert "Đã nhận tệp “ho-so.png”" in page
    kept = wrong.context["form"]["proof_kept"].value()
    assert f'name="proof_kept" value="{kept}"' in page
    # The service refuses it as well, and the scan stays; it is worth nothing to somebody else.
    refused = browser.post(PAGE, sent(document_date="20/08/2024", proof="", proof_kept=kept))
    assert refused.status_code == 422
    assert "Đã nhận tệp “ho-so.png”" in refused.content.decode()
    assert refused.context["form"]["proof_kept"].value() == kept
    assert "proof" in client_of(user("canboso")).post(PAGE, sent(proof="", proof_kept=kept)).context["form"].errors
    assert browser.post(PAGE, sent(proof="", proof_kept=kept)).status_code == 302
    document = Dossier.objects.get(recorded_afterwards_at__isnull=False).documents.get()
    assert document.file_name == "ho-so.png"
