"""/thiet-bi/<id>/bao-khoa/: three pages, one report, no secret."""

import pytest

from directory.domain.roles import Role
from directory.ledger.models import LedgerEntry
from directory.models import User
from tests import world
from tokens.models import LockReport, Token

pytestmark = pytest.mark.django_db

ANSWERS = {"ly_do": "quen_mat_khau", "mo_ta": "Nghỉ phép một tháng"}


@pytest.fixture
def owner() -> User:
    return world.make_user("Lò Văn Thuê", Role.SUBSCRIBER, agency=world.make_agency("UBND xã Nà Cang"))


@pytest.fixture
def token(owner: User) -> Token:
    assert owner.person is not None
    return world.make_token("PKI-1", subscriber=world.make_subscriber(owner.person), holder=owner.person)


def url(token: Token) -> str:
    return f"/thiet-bi/{token.public_id}/bao-khoa/"


def test_the_subscriber_answers_one_question_a_page_and_the_report_is_written_once(owner: User, token: Token) -> None:
    client = world.client_of(owner)
    first = client.get(url(token)).content.decode()
    assert "Chuyện gì đã xảy ra?" in first
    assert "mã PIN hay PUK" in first
    second = client.get(url(token), {"ly_do": "quen_mat_khau", "tiep": "1"}).content.decode()
    assert "Bạn muốn nói thêm điều gì?" in second
    check = client.post(url(token), ANSWERS | {"kiem_tra": "1"}).content.decode()
    assert "Quên mật khẩu của thiết bị" in check
    assert "Nghỉ phép một tháng" in check
    assert not LockReport.objects.exists()
    sent = client.post(url(token), ANSWERS | {"gui": "1"})
    assert sent.status_code == 302
    assert "Đã báo thiết bị bị khóa" in client.get(sent["Location"]).content.decode()
    report = LockReport.objects.get()
    assert (report.token, report.reported_by) == (token, owner)
    assert report.note == "Quên mật khẩu của thiết bị. Nghỉ phép một tháng"
    token.refresh_from_db()
    assert token.state == Token.State.LOCKED
    entry = LedgerEntry.objects.get(action="token.reported_locked")
    assert (entry.object_id, entry.actor_ref) == (str(token.public_id), f"user:{owner.pk}")


def test_a_second_press_finds_the_first_report(owner: User, token: Token) -> None:
    client = world.client_of(owner)
    client.post(url(token), ANSWERS | {"gui": "1"})
    again = client.post(url(token), ANSWERS | {"gui": "1"})
    assert "đã được báo khóa" in again.content.decode()
    assert LockReport.objects.count() == 1
    assert LedgerEntry.objects.filter(action="token.reported_locked").count() == 1


@pytest.mark.parametrize(
    "text", ["mật khẩu là 123456", "PIN: 1234", "puk=99998888", "Mat khau cu: abc", "password is hunter2"]
)
def test_a_secret_in_the_description_is_sent_back_and_not_stored(owner: User, token: Token, text: str) -> None:
    page = world.client_of(owner).post(url(token), ANSWERS | {"mo_ta": text, "gui": "1"})
    assert "Có vẻ bạn đã ghi mật khẩu" in page.content.decode()
    assert not LockReport.objects.exists()


def test_talk_about_a_password_without_the_password_is_fine(owner: User, token: Token) -> None:
    world.client_of(owner).post(url(token), ANSWERS | {"mo_ta": "Tôi quên mật khẩu sau kỳ nghỉ", "gui": "1"})
    assert LockReport.objects.count() == 1


def test_no_cause_chosen_is_said_beside_the_question(owner: User, token: Token) -> None:
    assert "Chọn một lý do." in world.client_of(owner).get(url(token), {"tiep": "1"}).content.decode()
    page = world.client_of(owner).post(url(token), {"mo_ta": "x", "gui": "1"}).content.decode()
    assert "Chọn một lý do." in page


def test_the_answers_can_be_changed_before_sending(owner: User, token: Token) -> None:
    page = world.client_of(owner).post(url(token), ANSWERS | {"sua": "1"}).content.decode()
    assert "Nghỉ phép một tháng</textarea>" in page


def test_keeper_and_drafters_of_the_managing_agency_may_report(owner: User, token: Token) -> None:
    agency = token.managing_agency
    keeper = world.make_user("Văn Thư", Role.SUBSCRIBER, agency=agency)
    seal = world.make_token("SEAL-1", subscriber=world.make_subscriber(agency), holder=keeper.person)
    assert world.client_of(keeper).get(url(seal)).status_code == 200
    for role in (Role.CLERK, Role.CONTACT_OFFICER):
        drafter = world.make_user("Người Soạn", role, agency=agency)
        assert world.client_of(drafter).get(url(token)).status_code == 200


def test_others_who_see_the_device_may_not_report_it(token: Token) -> None:
    agency = token.managing_agency
    for role in (Role.AGENCY_LEADER, Role.AUDITOR, Role.REGISTRY_CLERK):
        reader = world.make_user("Người Xem", role, agency=agency)
        client = world.client_of(reader)
        assert client.get(f"/thiet-bi/{token.public_id}/").status_code == 200
        assert client.get(url(token)).status_code == 404
        assert client.post(url(token), ANSWERS | {"gui": "1"}).status_code == 404
    assert not LockReport.objects.exists()


def test_a_clerk_of_a_higher_body_is_not_a_clerk_of_the_commune() -> None:
    province = world.make_agency("UBND tỉnh")
    commune = world.make_agency("UBND xã", parent=province)
    token = world.make_token("PKI-9", agency=commune)
    above = world.make_user("Cấp Trên", Role.CLERK, agency=province)
    assert world.client_of(above).get(f"/thiet-bi/{token.public_id}/").status_code == 200
    assert world.client_of(above).get(url(token)).status_code == 404


@pytest.mark.parametrize("state", [Token.State.LOST, Token.State.RETURNED, Token.State.IN_STOCK])
def test_a_device_out_of_use_is_not_reported_and_the_page_says_why(owner: User, token: Token, state: str) -> None:
    Token.objects.filter(pk=token.pk).update(state=state)
    page = world.client_of(owner).post(url(token), ANSWERS | {"gui": "1"}).content.decode()
    assert "Không báo khóa được" in page
    assert not LockReport.objects.exists()
