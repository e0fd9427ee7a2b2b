"""/ky-so/kiem-tra/: upload, progress, report; the file is gone when the report is there."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client

from directory.domain.roles import Role
from directory.models import User
from signing.models import SigningJob
from signing.services import page_checks
from signing.services.jobs import run_job, stale_jobs
from signing.tasks import run_signing_job
from tests import world
from tests.signing import pdfs

pytestmark = pytest.mark.django_db
URL = "/ky-so/kiem-tra/"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Job ids that were given to the broker."""
    ids: list[str] = []
    monkeypatch.setattr(run_signing_job, "apply_async", lambda args, **_: ids.extend(args))
    return ids


@pytest.fixture
def reader() -> User:
    return world.make_user("Lò Mai", Role.SUBSCRIBER, agency=world.make_agency("UBND xã"))


@pytest.fixture
def client(reader: User) -> Client:
    return world.client_of(reader)


def pdf(name: str = "van-ban.pdf", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdfs.letter() if data is None else data, content_type="application/pdf")


def test_a_stranger_signs_in_first() -> None:
    assert Client().get(URL).status_code == 302


def test_the_file_is_checked_by_a_worker_and_deleted_with_the_report(
    client: Client, sent: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    response = client.post(URL, {"tep": pdf()})
    assert response.status_code == 302
    job = SigningJob.objects.get()
    assert sent == [str(job.public_id)]
    assert default_storage.exists(job.base_path)
    waiting = client.get(response["Location"]).content.decode()
    assert "Đang chờ đến lượt" in waiting
    assert 'http-equiv="refresh"' in waiting
    with django_capture_on_commit_callbacks(execute=True):
        assert run_job(str(job.public_id), now=datetime.now(UTC))
    assert not default_storage.exists(job.base_path)
    page = client.get(response["Location"]).content.decode()
    assert "Văn bản không có chữ ký số." in page
    assert 'http-equiv="refresh"' not in page
    assert "van-ban.pdf" in client.get(URL).content.decode()


def test_htmx_gets_the_progress_and_reloads_when_it_is_done(client: Client, sent: list[str]) -> None:
    client.post(URL, {"tep": pdf()})
    job = SigningJob.objects.get()
    url = f"{URL}{job.public_id}/"
    running = client.get(url, headers={"HX-Request": "true"})
    assert "<html" not in running.content.decode()
    assert "HX-Refresh" not in running
    run_job(str(job.public_id), now=datetime.now(UTC))
    assert client.get(url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_the_report_belongs_to_the_one_who_asked(client: Client, sent: list[str], reader: User) -> None:
    client.post(URL, {"tep": pdf()})
    job = SigningJob.objects.get()
    colleague = world.make_user("Đồng Nghiệp", Role.CLERK, agency=reader.person.agency)  # type: ignore[union-attr]
    other = world.client_of(colleague)
    assert other.get(f"{URL}{job.public_id}/").status_code == 404
    assert "van-ban.pdf" not in other.get(URL).content.decode()


def test_a_job_of_a_case_is_not_opened_here(client: Client, reader: User) -> None:
    job = SigningJob.objects.create(
        kind="verify_document",
        purpose="document",
        subject_ref="document:1",
        base_path="x.pdf",
        created_by=reader,
        created_at=datetime.now(UTC),
    )
    assert client.get(f"{URL}{job.public_id}/").status_code == 404


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (None, "Chọn tệp PDF cần kiểm tra."),
        (SimpleUploadedFile("a.pdf", b""), "Tệp trống"),
        (SimpleUploadedFile("a.pdf", b"PK\x03\x04 zip"), "Tệp không phải PDF"),
    ],
)
def test_what_is_not_a_pdf_is_refused_in_words_and_not_kept(
    client: Client, sent: list[str], upload: Any, said: str
) -> None:
    response = client.post(URL, {"tep": upload} if upload else {})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not SigningJob.objects.exists()
    assert sent == []


def test_a_file_over_the_limit_is_refused(client: Client, sent: list[str], settings: Any) -> None:
    settings.MAX_UPLOAD_BYTES = 500
    response = client.post(URL, {"tep": pdf(data=b"%PDF-1.7" + b" " * 600)})
    assert "Tệp lớn hơn" in response.content.decode()
    assert not SigningJob.objects.exists()


def test_one_person_cannot_fill_the_queue(client: Client, sent: list[str]) -> None:
    for _ in range(page_checks.MOST_WAITING):
        assert client.post(URL, {"tep": pdf()}).status_code == 302
    response = client.post(URL, {"tep": pdf()})
    assert "Bạn đang có 3 tệp chờ kiểm tra" in response.content.decode()
    assert SigningJob.objects.count() == page_checks.MOST_WAITING
    assert len(default_storage.listdir("verification")[1]) == page_checks.MOST_WAITING


def test_without_a_broker_the_page_answers_and_the_job_waits_in_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody_listens(**options: Any) -> Any:
        return connection_for_write("redis://127.0.0.1:1/0", **options)

    connection_for_write = run_signing_job.app.connection_for_write
    monkeypatch.setattr(run_signing_job.app, "connection_for_write", nobody_listens)
    begun = time.monotonic()
    assert client.post(URL, {"tep": pdf()}).status_code == 302
    assert time.monotonic() - begun < 4
    job = SigningJob.objects.get()
    later = datetime.fromtimestamp(job.created_at.timestamp() + 60, UTC)
    assert stale_jobs(now=later) == [str(job.public_id)]


def test_a_job_that_lost_its_file_says_to_send_it_again(client: Client, sent: list[str]) -> None:
    client.post(URL, {"tep": pdf()})
    job = SigningJob.objects.get()
    default_storage.delete(job.base_path)
    run_job(str(job.public_id), now=datetime.now(UTC))
    page = client.get(f"{URL}{job.public_id}/").content.decode()
    assert "Không thực hiện được" in page
    assert "Gửi lại tệp" in page
    assert "Không thực hiện được" in client.get(URL).content.decode()


def report(verdict: str) -> dict[str, Any]:
    result = {"valid": "pass", "invalid": "fail"}.get(verdict, "unknown")
    check = {"result": result, "reason": "Vì <b>thế</b>."}
    return {
        "file": "a.pdf",
        "verdict": verdict,
        "reason": "Lý do chung.",
        "signatures": [
            {
                "signer": "Nguyễn Văn Ạ",
                "organisation": "UBND xã",
                "signing_time": "2026-11-22T08:30:15+07:00",
                "verdict": verdict,
                "checks": dict.fromkeys(("integrity", "certificate", "chain", "revocation", "time"), check),
            }
        ],
    }


@pytest.mark.parametrize(
    ("verdict", "word"),
    [("valid", "Hợp lệ"), ("invalid", "Không hợp lệ"), ("indeterminate", "Chưa kiểm tra được")],
)
def test_the_report_tells_each_check_by_icon_word_and_reason(verdict: str, word: str) -> None:
    html = render_to_string("signing/_report.html", {"report": report(verdict)})
    assert word in html
    assert html.count("Vì &lt;b&gt;thế&lt;/b&gt;.") == 5
    assert "08:30 ngày 22/11/2026" in html
    row = {"valid": "Đạt", "invalid": "Không đạt"}.get(verdict, "Chưa kiểm tra được")
    rows = html[html.index('class="checks"') :]
    assert rows.count(f"{row}</span>") == 5
    assert rows.count("<svg") == 5
