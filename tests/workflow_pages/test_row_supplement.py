"""The provider wants more of one row: asked, seen on the case page, supplied for the row or with the dossier."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from requests_workflow.models import Document, Dossier
from tests.cases.conftest import drive, issuing, opening, world  # noqa: F401  the demo, driven
from tests.cases.driver import user
from tests.cases.issue_driver import IssueDriver
from tests.workflow_pages.desk import body, page_of, row_of, row_page, states
from tests.workflow_pages.test_provider_answer import letter, result_of
from tests.world import client_of

WANTED = "Đề nghị bổ sung quyết định bổ nhiệm."
PDF = b"%PDF-1.4\n% supplement\n%%EOF\n"


@pytest.fixture
def case(issuing: IssueDriver, monkeypatch: pytest.MonkeyPatch) -> Dossier:  # noqa: F811
    """Received by the provider for two people."""
    dossier = issuing.provider_received(issuing.issue_sent("thuebaomoi", "nc_moi_dan_van"))
    monkeypatch.setattr(timezone, "now", lambda: issuing.now)
    return dossier


def test_one_row_is_supplemented_while_the_other_waits(issuing: IssueDriver, case: Dossier):  # noqa: F811
    browser = client_of(user("vanphong"))
    answer = page_of(case, "provider_answer")
    short = browser.post(answer, letter(case) | result_of(case, 1, "supplement", "Thiếu."))
    assert short.status_code == 422
    assert "ghi nội dung Cục yêu cầu bổ sung" in body(short)
    response = browser.post(answer, letter(case) | result_of(case, 1, "supplement", WANTED))
    assert response.status_code == 302
    assert states(case) == ["supplement", "pending"]
    done = body(browser.get(response["Location"]))
    assert "Cục yêu cầu bổ sung 1 người" in done
    # Of that row the provider may only be said to refuse it; the other one may have any answer.
    text = body(browser.get(answer))
    choices = text.split(f"result-{row_of(case, 1).public_id}")
    assert 'value="issued"' not in "".join(choices[1:4])
    assert "Đang chờ bổ sung" in text

    desk = client_of(user("vanthu"))
    page = body(desk.get(page_of(case, "case")))
    act = row_page(case, 1, "row_minutes").replace("bien-ban.pdf", "supply_row_supplement/")
    assert WANTED in page
    assert act in page
    form = body(desk.get(act))
    assert WANTED in form
    assert "không tự gửi văn bản" in form
    issuing.tick()
    case.refresh_from_db()
    filled = {
        "version": str(case.version),
        "form_key": str(uuid.uuid4()),
        "legal_at": f"{timezone.localtime():%d/%m/%Y %H:%M}",
        "supplement_file": SimpleUploadedFile("quyet-dinh.pdf", PDF),
    }
    assert desk.post(act, filled).status_code == 302
    assert states(case) == ["pending", "pending"]
    assert Document.objects.filter(dossier=case, request=row_of(case, 1)).latest("id").size == len(PDF)
    # The rest at once, with one common reason; when only supplements are left the dossier waits for them.
    rest = letter(Dossier.objects.get(pk=case.pk)) | {"rest": "supplement", "rest_reason": WANTED}
    marked = body(browser.post(answer, rest))
    assert marked.count('value="supplement" checked') == 2
    assert marked.count(f'value="{WANTED}"') == 3
    both = letter(Dossier.objects.get(pk=case.pk))
    both |= result_of(case, 1, "supplement", WANTED) | result_of(case, 2, "supplement", WANTED)
    response = browser.post(answer, both)
    case.refresh_from_db()
    assert (case.state, states(case)) == ("supplement_requested", ["supplement", "supplement"])
    assert "gửi bổ sung cùng văn bản" in body(browser.get(response["Location"]))
