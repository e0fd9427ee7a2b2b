"""The pages of certificate files: what to upload, what each file matches, and what was decided."""

import re
import uuid
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from certificates.models import Certificate
from requests_workflow.models import CertificateBatch, CertificateFile, Dossier
from tests.cases.conftest import drive, issuing, opening, world  # noqa: F401  the demo, driven
from tests.cases.driver import user
from tests.cases.issue_driver import IssueDriver, row
from tests.signing.x509_files import zipped
from tests.world import client_of

WHY_ASIDE = "Cục gửi nhầm, đã báo lại Cục."


@pytest.fixture
def case(issuing: IssueDriver, monkeypatch: pytest.MonkeyPatch) -> Dossier:  # noqa: F811
    """Two of three people have their answer; pages and case live on the same day."""
    dossier = issuing.issue_sent(
        "nc_moi_dan_van", "nc_moi_y_te", row("thuebaosim", medium="sim_pki", sim_pki="Viettel")
    )
    dossier = issuing.answer(dossier, issued=(1, 3))
    monkeypatch.setattr(timezone, "now", lambda: issuing.now)
    return dossier


@pytest.fixture
def clerk(case: Dossier) -> Client:
    return client_of(user("vanphong"))


def upload(browser: Client, case: Dossier, *files: tuple[str, bytes], key: str = "") -> HttpResponse:
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    address = reverse("cases:certificate_files", args=[case.public_id])
    return browser.post(address, {"form_key": key or str(uuid.uuid4()), "certificates": sent})  # type: ignore[return-value]


def text_at(browser: Client, response: HttpResponse) -> str:
    assert response.status_code == 302
    return browser.get(response["Location"]).content.decode()


def key_of(name: str) -> str:
    """The end of a file's field names, by the file's name."""
    return str(CertificateFile.objects.get(name=name).public_id)


def chosen(text: str) -> list[str]:
    """Values of the radio buttons that are chosen on the page."""
    return re.findall(r'value="([^"]*)" checked', text)


def test_the_page_says_what_to_upload_and_never_a_key(case: Dossier, clerk: Client):
    text = clerk.get(reverse("cases:certificate_files", args=[case.public_id])).content.decode()
    for said in (
        "Không bao giờ tải khóa bí mật lên",
        ".p7b",
        "20,0\xa0MB",
        "Nhiều nhất 500 tệp",
        "Chưa tải lên lần nào",
    ):
        assert said in text, said
    assert "2 người còn chờ chứng thư" in text
    assert "1 người chưa có kết quả của Cục" in text


def test_what_matches_is_chosen_beforehand_and_enters_the_register(
    case: Dossier,
    clerk: Client,
    issuing: IssueDriver,  # noqa: F811
):
    first, third = issuing.row(case, 1), issuing.row(case, 3)
    keys = {"mot.cer": issuing.key_for(first), "ba.cer": issuing.key_for(third)}
    response = upload(clerk, case, *((name, key.der) for name, key in keys.items()))
    text = text_at(clerk, response)
    assert sorted(chosen(text)) == sorted([str(first.public_id), str(third.public_id)])
    assert "khớp thư điện tử và họ tên" in text
    assert "Trùng thư điện tử công vụ" in text
    for one in (first, third):
        assert one.printed["identity_number"] not in text
        assert f"{one.printed['identity_number'][:4]}••••••" in text
    form = {f"choice-{key_of('mot.cer')}": str(first.public_id), f"choice-{key_of('ba.cer')}": ""}
    text = text_at(clerk, clerk.post(response["Location"], form))  # type: ignore[arg-type]
    assert "Đã ghi quyết định" in text
    assert "Còn 1 người chờ chứng thư" in text
    assert issuing.row(case, 1).certificate is not None
    assert issuing.row(case, 3).certificate is None
    # The rest waits, chosen as before.
    assert chosen(text) == [str(third.public_id)]


def test_a_name_alone_is_for_a_person_to_decide(case: Dossier, clerk: Client, issuing: IssueDriver):  # noqa: F811
    one = issuing.row(case, 1)
    other = issuing.row(case, 3)
    key = issuing.key_for(one, identity_number="", email=other.printed["official_email"])
    response = upload(clerk, case, ("mot.cer", key.der))
    text = text_at(clerk, response)
    assert "Cần bạn quyết định (1)" in text
    assert chosen(text) == [""]
    assert "Không khớp:" in text
    assert text.count("Nhập cho dòng") == 2
    clerk.post(response["Location"], {f"choice-{key_of('mot.cer')}": str(one.public_id)})
    assert issuing.row(case, 1).certificate is not None


def test_a_stranger_is_sent_to_the_dossier_that_waits_for_it(case: Dossier, clerk: Client, issuing: IssueDriver):  # noqa: F811
    other = issuing.answer(issuing.issue_sent("thuebaomoi", number="129"), issued=(1,))
    response = upload(clerk, case, ("la.cer", issuing.key_for(issuing.row(other, 1)).der))
    text = text_at(clerk, response)
    assert "Không thuộc hồ sơ này (1)" in text
    assert other.code in text
    form = {f"choice-{key_of('la.cer')}": "khong-nhap", f"reason-{key_of('la.cer')}": ""}
    refused = clerk.post(response["Location"], form)
    assert refused.status_code == 422
    assert "ghi lý do không nhập, ít nhất 10 ký tự" in refused.content.decode()
    assert chosen(refused.content.decode()) == ["khong-nhap"]
    form[f"reason-{key_of('la.cer')}"] = WHY_ASIDE
    assert WHY_ASIDE in text_at(clerk, clerk.post(response["Location"], form))  # type: ignore[arg-type]
    assert not Certificate.objects.filter(common_name="Vàng Thị Mai", not_after__gt=issuing.now).exists()


def test_what_cannot_be_taken_says_why(case: Dossier, clerk: Client, issuing: IssueDriver):  # noqa: F811
    one = issuing.row(case, 1)
    good = issuing.key_for(one)
    expired = issuing.key_for(
        issuing.row(case, 3), not_before=issuing.now - timedelta(days=9), not_after=issuing.now - timedelta(days=1)
    )
    secret = good.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    archive = zipped(("1.cer", good.der), ("lai-1.cer", good.der), ("<img src=x>.txt", b"xin chao"))
    response = upload(clerk, case, ("kq.zip", archive), ("cu.cer", expired.der), ("khoa.key", secret))
    text = text_at(clerk, response)
    assert "Không nhập được (1)" in text
    assert "Chứng thư đã hết hạn" in text
    assert "Không bao giờ tải khóa bí mật lên" in text
    assert "chỉ tính một lần" in text
    assert "<img src=x>" not in text
    assert secret.split(b"\n")[1].decode() not in text
    # A choice that the page never offered is refused by the service.
    forged = clerk.post(response["Location"], {f"choice-{key_of('cu.cer')}": str(issuing.row(case, 3).public_id)})
    assert forged.status_code == 422
    assert "đã hết hạn" in forged.content.decode()
    assert issuing.row(case, 3).certificate is None


def test_a_registered_file_is_known_the_next_time(case: Dossier, clerk: Client, issuing: IssueDriver):  # noqa: F811
    key = issuing.key_for(issuing.row(case, 1))
    issuing.take_matches(issuing.upload_certificates(case, files=[("truoc.cer", key.der)]))
    text = text_at(clerk, upload(clerk, case, ("sau.cer", key.der)))
    assert "Đã có trong sổ (1)" in text
    assert chosen(text) == [""]


def test_a_warning_is_ticked_before_the_file_is_taken(case: Dossier, clerk: Client, issuing: IssueDriver):  # noqa: F811
    one = issuing.row(case, 1)
    key = issuing.key_for(one, not_after=issuing.now + timedelta(days=6 * 366))
    response = upload(clerk, case, ("dai.cer", key.der))
    assert "dài hơn 05 năm" in text_at(clerk, response)
    form = {f"choice-{key_of('dai.cer')}": str(one.public_id)}
    refused = clerk.post(response["Location"], form)
    assert refused.status_code == 422
    assert f'href="#file-{key_of("dai.cer")}"' in refused.content.decode()
    assert clerk.post(response["Location"], form | {f"seen-{key_of('dai.cer')}": "1"}).status_code == 302
    assert issuing.row(case, 1).certificate is not None


def test_a_double_click_is_no_mistake_and_a_second_person_is_told(
    case: Dossier,
    clerk: Client,
    issuing: IssueDriver,  # noqa: F811
):
    one = issuing.row(case, 1)
    response = upload(clerk, case, ("mot.cer", issuing.key_for(one).der))
    form = {f"choice-{key_of('mot.cer')}": str(one.public_id)}
    first, again = clerk.post(response["Location"], form), clerk.post(response["Location"], form)
    assert (first.status_code, again.status_code) == (302, 302)
    late = client_of(user("vanthu")).post(response["Location"], form)
    text = late.content.decode()
    assert late.status_code == 422
    assert "đã được quyết định “Đã vào sổ”" in text
    assert user("vanphong").get_full_name() in text
    assert Certificate.objects.filter(common_name=one.name).count() == 1


def test_an_upload_pressed_twice_is_one_upload(case: Dossier, clerk: Client, issuing: IssueDriver):  # noqa: F811
    key, file = str(uuid.uuid4()), ("mot.cer", issuing.key_for(issuing.row(case, 1)).der)
    first, again = upload(clerk, case, file, key=key), upload(clerk, case, file, key=key)
    assert first["Location"] == again["Location"]
    assert CertificateBatch.objects.count() == 1
    text = clerk.get(reverse("cases:certificate_files", args=[case.public_id])).content.decode()
    assert text.count(first["Location"]) == 1


def test_nothing_chosen_is_said_on_both_pages(case: Dossier, clerk: Client, issuing: IssueDriver):  # noqa: F811
    empty = upload(clerk, case)
    assert empty.status_code == 422
    assert "Chọn tệp .cer, .p7b hoặc .zip" in empty.content.decode()
    response = upload(clerk, case, ("mot.cer", issuing.key_for(issuing.row(case, 1)).der))
    nothing = clerk.post(response["Location"], {f"choice-{key_of('mot.cer')}": ""})
    assert nothing.status_code == 422
    assert "Chưa chọn tệp nào" in nothing.content.decode()
    nonsense = clerk.post(response["Location"], {f"choice-{key_of('mot.cer')}": "' OR 1=1"})
    assert nonsense.status_code == 422


def test_uploads_over_the_limit_are_not_read(case: Dossier, clerk: Client, settings):
    settings.MAX_UPLOAD_BYTES = 1000
    response = upload(clerk, case, ("a.cer", b"x" * 600), ("b.cer", b"x" * 600))
    assert response.status_code == 422
    assert "Chia thành nhiều lần tải lên" in response.content.decode()
    settings.MAX_UPLOAD_BYTES = 10
    response = upload(clerk, case, ("a.zip", b"x" * 2 * 1024 * 1024))
    assert response.status_code == 413
    assert not CertificateBatch.objects.exists()


def test_a_number_like_an_identity_number_in_a_file_name_is_masked(
    case: Dossier,
    clerk: Client,
    issuing: IssueDriver,  # noqa: F811
):
    one = issuing.row(case, 1)
    text = text_at(clerk, upload(clerk, case, (f"{one.printed['identity_number']}.cer", issuing.key_for(one).der)))
    assert one.printed["identity_number"] not in text
    assert "••••••" in text


def test_a_batch_belongs_to_its_dossier_and_to_those_who_record(
    case: Dossier,
    clerk: Client,
    issuing: IssueDriver,  # noqa: F811
):
    other = issuing.answer(issuing.issue_sent("thuebaomoi", number="129"), issued=(1,))
    response = upload(clerk, case, ("mot.cer", issuing.key_for(issuing.row(case, 1)).der))
    batch = CertificateBatch.objects.get()
    assert clerk.get(reverse("cases:certificate_batch", args=[other.public_id, batch.public_id])).status_code == 404
    for name, status in (("vanthu", 200), ("cuc", 200), ("canboso", 404), ("chutich", 404), ("vl_vanphong", 404)):
        assert client_of(user(name)).get(response["Location"]).status_code == status, name
    assert (
        clerk.get(reverse("cases:certificate_files", args=[issuing.issue_draft("nc_cu_het_han").public_id])).status_code
        == 404
    )


def test_many_files_are_shown_with_as_many_queries_as_one(case: Dossier, clerk: Client, issuing: IssueDriver):  # noqa: F811
    one = issuing.row(case, 1)
    few = upload(clerk, case, ("mot.cer", issuing.key_for(one).der))["Location"]
    strangers = [
        (
            f"{number}.cer",
            issuing.key_for(one, subject_cn=f"Người {number}", email=f"la{number}@gov.vn", identity_number="").der,
        )
        for number in range(20)
    ]
    many = upload(clerk, case, ("mot.cer", issuing.key_for(one).der), *strangers)["Location"]
    counts = []
    for address in (few, many):
        clerk.get(address)
        with CaptureQueriesContext(connection) as asked:
            clerk.get(address)
        counts.append(len(asked))
    # Strangers cost one question more: who else waits for them.
    assert counts[1] - counts[0] <= 1
