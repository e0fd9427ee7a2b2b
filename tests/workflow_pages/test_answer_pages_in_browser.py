"""The provider's answer and its files in Chromium: axe, both widths, and the whole way without a script."""

from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from directory.models import Agency
from requests_workflow.domain.individual_rows import clean_row
from requests_workflow.models import Dossier, Request
from tests.cases.conftest import live_drive  # noqa: F401  the demo on committed rows
from tests.cases.driver import Driver, agency, user
from tests.cases.issue_driver import WHY_NOT, IssueDriver, person, row
from tests.journeys.looking import look
from tests.plugins.browser import NARROW, WIDE, Live
from tests.signing.x509_files import zipped
from tests.world import make_dossier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def issuing(live_drive: Driver, monkeypatch: pytest.MonkeyPatch) -> IssueDriver:  # noqa: F811
    """The demo on committed rows; pages and case live on the same day."""
    issuing = IssueDriver(live_drive.now)

    def present() -> datetime:
        return issuing.now

    monkeypatch.setattr(timezone, "now", present)
    return issuing


@pytest.fixture
def case(issuing: IssueDriver) -> Dossier:
    """Sent to the provider for four people; put there at once, since the running worker would sign it as well."""
    body, provider = agency("na_cang"), Agency.objects.get(exchange_code="G11.07.05")
    dossier = make_dossier(
        body,
        by=user("vanphong"),
        state="sent",
        procedure="individual_issue",
        code="CM-2026-000128",
        overlay=body.overlay,
        recipient=provider,
        recipient_function="provider",
        provider=provider,
        sent_at=issuing.now,
        channel="dichvucong",
        channel_code="G11-2026-777",
    )
    people = ("nc_moi_dan_van", "nc_moi_y_te", "thuebaosim", "thuebaomoi")
    for position, slug in enumerate(people, start=1):
        Request.objects.create(
            dossier=dossier,
            position=position,
            procedure=dossier.procedure,
            state="pending",
            person=person(slug),
            medium="sim_pki" if slug == "thuebaosim" else "token",
            printed=clean_row(row(slug).cells),
        )
    issuing.tick()
    return dossier


def letter_of(page: Page, folder: Path, issuing: IssueDriver) -> None:
    """The head of the form."""
    file = folder / "cong-van-tra-loi.pdf"
    file.write_bytes(b"%PDF-1.4\n% letter\n%%EOF\n")
    local = timezone.localtime(issuing.now)
    page.get_by_label("Số, ký hiệu hoặc mã trả lời").fill("905/CTSBMTT")
    page.get_by_label("Ngày của văn bản trả lời").fill(f"{local:%d/%m/%Y}")
    page.locator("[name=legal_at]").fill(f"{local:%d/%m/%Y %H:%M}")
    page.locator("[name=proof_file]").set_input_files(file)


def archive_of(case: Dossier, folder: Path, issuing: IssueDriver) -> Path:
    """What the provider sent: a match, one by name alone, one of somebody else, an old one and a wrong file."""
    first, third, fourth = (issuing.row(case, position) for position in (1, 3, 4))
    six_years = issuing.now.replace(year=issuing.now.year + 6)
    files = {
        "mot.cer": issuing.key_for(first),
        "ba.cer": issuing.key_for(third, email="", identity_number=""),
        "bon.cer": issuing.key_for(fourth, not_after=six_years),
        "la.cer": issuing.key_for(first, subject_cn="Người Lạ", email="la@laichau.gov.vn", identity_number=""),
    }
    path = folder / "ket-qua.zip"
    path.write_bytes(
        zipped(
            *((name, key.der) for name, key in files.items()), ("lai-mot.cer", files["mot.cer"].der), ("a.txt", b"a")
        )
    )
    return path


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_an_answer_and_its_files_are_worked_through(
    live: Live, issuing: IssueDriver, case: Dossier, tmp_path: Path, *, javascript: bool
):
    page = live.open_page(javascript=javascript, size=WIDE if javascript else NARROW)
    live.sign_in(user("vanphong"), page=page)
    faults: list[str] = []

    def seen(name: str) -> None:
        if javascript:
            faults.extend(look(page, shot=name))

    address = f"/ho-so/{case.public_id}/"
    page.goto(f"{address}tra-loi/")
    seen("answer")
    page.get_by_role("button", name="Ghi nhận kết quả của Cục").click()
    expect(page.get_by_role("alert")).to_contain_text("Chọn kết quả cho ít nhất một người")
    seen("answer-errors")
    letter_of(page, tmp_path, issuing)
    second = issuing.row(case, 2)
    page.get_by_role("group", name=f"Kết quả của {second.name}").get_by_label("Từ chối").check()
    page.get_by_role("button", name="Đánh dấu tất cả đã cấp").click()
    expect(page.locator("input[value=issued]:checked")).to_have_count(3)
    page.get_by_role("button", name="Ghi nhận kết quả của Cục").click()
    expect(page.locator(f"#reason-{second.public_id}_error")).to_be_visible()
    seen("answer-row-error")
    page.get_by_label(f"Lý do từ chối {second.name}").fill(WHY_NOT)
    page.get_by_role("button", name="Ghi nhận kết quả của Cục").click()
    expect(page.get_by_role("heading", name="Đã ghi nhận kết quả của Cục")).to_be_visible()
    seen("answer-done")
    assert issuing.states(case) == ["issued", "refused", "issued", "issued"]

    page.get_by_role("link", name="Nhập tệp chứng thư").click()
    seen("files")
    page.get_by_label("Tệp chứng thư").set_input_files(archive_of(case, tmp_path, issuing))
    page.get_by_role("button", name="Tải lên và đối chiếu").click()
    expect(page.get_by_role("heading", name="Đối chiếu tệp chứng thư")).to_be_visible()
    seen("batch")
    page.get_by_label(f"Nhập cho dòng 3: {issuing.row(case, 3).name}").check()
    page.get_by_role("button", name="Nhập các tệp đã chọn").click()
    expect(page.get_by_role("alert")).to_contain_text("Đánh dấu đã xem cảnh báo")
    seen("batch-errors")
    page.get_by_label("Đã xem cảnh báo, vẫn nhập").check()
    page.get_by_role("button", name="Nhập các tệp đã chọn").click()
    expect(page.get_by_role("status")).to_contain_text("Không còn người nào chờ chứng thư")
    seen("batch-done")
    page.goto(f"{address}tep-chung-thu/")
    seen("files-later")
    page.goto(f"{address}tra-loi/")
    expect(page.get_by_role("main")).to_contain_text("Không còn người nào chờ kết quả")
    seen("answer-late")
    assert faults == []
    assert [bool(issuing.row(case, position).certificate) for position in (1, 2, 3, 4)] == [True, False, True, True]
