"""A case that is sent back for a supplement, comes again, and is refused in writing; a stranger sees nothing of it."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from requests_workflow.models import DeadlineRecord, Document, Dossier
from tests.documents.reading import text_of
from tests.journeys import moves
from tests.journeys.conftest import Town
from tests.journeys.desk import typed_now

pytestmark = [pytest.mark.browser, pytest.mark.timeout(500)]
REFUSING = "Ký số của cơ quan, phát hành văn bản từ chối"


def test_a_case_is_supplemented_then_refused_in_writing_and_strangers_see_nothing_of_it(town: Town):
    case = moves.sealed_case(town, slugs=("thuebao", "nc_bi_khoa"))
    moves.send(town.desk("vanthu"), town=town, case=case, minutes=-3)
    moves.receive(town.desk("canboso", watched=True), town=town, case=case, minutes=-2)
    moves.checked(town.desk("canboso"), case=case)
    _ask_and_supply(town, case)
    _refuse(town, case)
    _the_answer_is_seen(town, case)
    _a_stranger_sees_nothing(town, case)


def _ask_and_supply(town: Town, case: str) -> None:
    officer, clerk = town.desk("canboso"), town.desk("vanphong")
    officer.act("Yêu cầu bổ sung")
    officer.press("Yêu cầu bổ sung")
    assert "Chọn căn cứ của lý do" in officer.errors()
    officer.fill(ground="form_incomplete", reason="Thiếu thư điện tử công vụ của dòng 2.")
    officer.press("Yêu cầu bổ sung")
    officer.reads("Đã ghi nhận")
    before = DeadlineRecord.objects.get(dossier=moves.dossier_of(officer))
    assert before.superseded_at is not None

    clerk.watched = True
    clerk.go("/")
    clerk.follow("Bổ sung")
    clerk.reads("Thiếu thư điện tử công vụ của dòng 2.")
    clerk.act("Gửi bổ sung")
    clerk.fill(channel_code="QLVB-2026-131", legal_at=typed_now(minutes=-1))
    clerk.attach("proof_file", town.proof)
    clerk.attach("supplement_file", town.scan)
    clerk.press("Gửi bổ sung")
    clerk.reads("Đã ghi nhận")

    moves.receive(officer, town=town, case=case)
    dossier = moves.dossier_of(officer)
    assert dossier.first_received_at is not None
    assert dossier.valid_received_at is not None
    assert dossier.valid_received_at > dossier.first_received_at
    running = DeadlineRecord.objects.get(dossier=dossier, superseded_at=None)
    assert running.starts_at == dossier.valid_received_at
    for label, at in (("Tiếp nhận lần đầu", -2), ("Nhận hồ sơ hợp lệ", 0)):
        row = officer.page.locator(".summary__row", has_text=label)
        expect(row).to_contain_text(typed_now(minutes=at)[:10])
    moves.checked(officer, case=case)


def _refuse(town: Town, case: str) -> None:
    officer, leader, office = town.desk("canboso"), town.desk("giamdocso", watched=True), town.desk("vanthuso")
    officer.act("Đề xuất từ chối")
    officer.fill(ground="damaged", reason="Thiết bị hỏng chip, công cụ không nhận được thiết bị.")
    officer.press("Đề xuất từ chối")
    officer.reads("Đã ghi nhận")
    leader.go("/")
    leader.follow("Xem và ký văn bản từ chối")
    moves.sign_with_test_key(leader, case=case, label="Ký văn bản từ chối")
    office.watched = True
    moves.number(office, case=case, number="77", label="Cấp số, ngày văn bản từ chối")
    office.act(REFUSING)
    office.press("Ký bằng khóa thử")
    assert "Nhập mã mà kênh cấp" in office.errors()
    assert office.page.locator("[name=signed_document]").is_visible()
    office.fill(channel="qlvb", channel_code="QLVB-2026-77", legal_at=typed_now())
    office.attach("proof_file", town.proof)
    office.press("Ký bằng khóa thử")
    office.wait_for_job()
    office.follow("Về hồ sơ")
    assert moves.dossier_of(office).state == "refused"


def _the_answer_is_seen(town: Town, case: str) -> None:
    clerk, subscriber = town.desk("vanphong"), town.desk("thuebao", watched=True)
    clerk.go(case)
    clerk.reads("Đã từ chối")
    clerk.reads("Thiết bị hỏng chip")
    paper = Document.objects.get(dossier=moves.dossier_of(clerk), kind="refusal_sealed")
    shown = clerk.page.get_by_role("link", name="Mở văn bản (PDF)").get_attribute("href")
    assert shown == reverse("cases:file", args=[paper.dossier.public_id, paper.public_id])
    answer = clerk.page.request.get(shown)
    assert answer.status == 200
    words = text_of(answer.body())
    assert "Thiết bị hỏng chip, công cụ không nhận được thiết bị." in words
    assert "77/" in words
    subscriber.go("/thong-bao/")
    subscriber.reads("từ chối")
    subscriber.go(case)
    subscriber.reads("Đã từ chối")
    subscriber.reads("Thiết bị hỏng chip, công cụ không nhận được thiết bị.")
    assert "Thiếu thư điện tử" not in subscriber.page.content()
    assert "Lù Thị Xoan" not in subscriber.page.content()


def _a_stranger_sees_nothing(town: Town, case: str) -> None:
    clerk, stranger = town.desk("vanphong"), town.desk("vl_vanphong")
    addresses = _addresses(moves.dossier_of(clerk))
    assert len(addresses) > 30
    seen = {path: stranger.page.request.get(path).status for path in addresses}
    assert {path: status for path, status in seen.items() if status != 404} == {}
    token = re.search(r"csrfmiddlewaretoken\" value=\"(\w+)", stranger.page.request.get("/").text())
    assert token
    form = {"csrfmiddlewaretoken": token.group(1)}
    stranger.page.goto("/")
    sent = {path: stranger.page.request.post(path, form=form).status for path in addresses}
    assert {path: status for path, status in sent.items() if status not in (404, 405)} == {}


def _addresses(dossier: Dossier) -> list[str]:
    """Every address below the case."""
    key = dossier.public_id
    names = ("case", "draft", "check_answers", "preview", "checking")
    found = [reverse(f"cases:{name}", args=[key]) for name in names]
    found.append(reverse("cases_public:coordinator", args=[key]))
    found += [reverse("cases:act", args=[key, act]) for act in ("send", "receive", "accept", "withdraw", "recall")]
    found += [reverse("cases:sign", args=[key, act]) for act in ("sign", "seal", "sign_refusal", "issue_refusal")]
    found += [reverse("cases:override", args=[key, "signer"])]
    for row in dossier.requests.all():
        found += [
            reverse("cases:row_act", args=[key, row.public_id, act]) for act in ("confirm_password", "refuse_row")
        ]
        assert row.token is not None
        found += [reverse("tokens:detail", args=[row.token.public_id])]
        found += [reverse("tokens:report_locked", args=[row.token.public_id])]
    for document in Document.objects.filter(dossier=dossier):
        found += [reverse(f"cases:{name}", args=[key, document.public_id]) for name in ("file", "report")]
    return found
