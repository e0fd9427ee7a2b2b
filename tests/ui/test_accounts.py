"""Sign-in, two factors and password change in Vietnamese."""

import re
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from config.context import NAVIGATION, current_mark
from directory.domain.roles import Role
from directory.models import Agency, Membership, User

pytestmark = pytest.mark.django_db
PASSWORD = "Ban-Bo-khoi-phuc-92"


@pytest.fixture
def person() -> User:
    return User.objects.create_user("vanthu", password=PASSWORD)


@pytest.fixture
def signed_in(client: Client, person: User) -> Client:
    client.post("/dang-nhap/", {"login": "vanthu", "password": PASSWORD})
    return client


def hold(person: User, role: Role, *, valid_to: date | None = None) -> None:
    agency = Agency.objects.create(
        kind=Agency.Kind.PEOPLE_COMMITTEE,
        name="Ủy ban nhân dân xã Bình Lư",
        short_name="xã Bình Lư",
        abbreviation="UBND",
        path="000001.",
        province="Lai Châu",
        place="Bình Lư",
        valid_from=date(2025, 7, 1),
    )
    Membership.objects.create(user=person, agency=agency, role=role, valid_from=date(2025, 7, 1), valid_to=valid_to)


def code_of(secret: str) -> str:
    """The code that an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def test_the_sign_in_page_is_vietnamese_and_offers_neither_sign_up_nor_reset(client: Client) -> None:
    page = client.get("/dang-nhap/").content.decode()
    assert "Tên đăng nhập" in page
    assert "Mật khẩu" in page
    assert "liên hệ quản trị viên" in page
    assert "signup" not in page
    assert "password/reset" not in page
    assert "placeholder" not in page


def test_a_wrong_password_does_not_tell_which_half_was_wrong(client: Client, person: User) -> None:
    for name in ("vanthu", "khong-co"):
        page = client.post("/dang-nhap/", {"login": name, "password": "sai"}).content.decode()
        assert "Tên đăng nhập hoặc mật khẩu không đúng." in page
        assert "error-summary" in page
        assert "<title>Lỗi: Đăng nhập" in page


def test_signing_in_leads_to_the_page_that_was_asked_for(client: Client, person: User) -> None:
    page = client.get("/dang-nhap/?next=/ho-so/7/").content.decode()
    assert "Nếu phiên làm việc vừa hết hạn" in page
    answer = client.post("/dang-nhap/", {"login": "vanthu", "password": PASSWORD, "next": "/ho-so/7/"})
    assert answer.headers["Location"] == "/ho-so/7/"


def test_nobody_can_sign_up(client: Client) -> None:
    page = client.post("/tai-khoan/signup/", {"username": "la", "password1": PASSWORD, "password2": PASSWORD})
    assert "Không có đăng ký tài khoản" in page.content.decode()
    assert not User.objects.exists()


def test_an_unequal_new_password_is_refused_in_vietnamese(signed_in: Client) -> None:
    data = {"oldpassword": PASSWORD, "password1": "Muong-Than-2026-ok", "password2": "khac"}
    page = signed_in.post("/tai-khoan/password/change/", data).content.decode()
    assert "Hai lần nhập mật khẩu mới không giống nhau." in page


def test_two_factors_are_switched_on_asked_for_and_switched_off(signed_in: Client, person: User) -> None:
    page = signed_in.get("/tai-khoan/2fa/totp/activate/", follow=True).content.decode()
    assert "Xác nhận lại danh tính" in page
    again = {"password": PASSWORD, "next": "/tai-khoan/2fa/totp/activate/"}
    page = signed_in.post("/tai-khoan/reauthenticate/", again, follow=True).content.decode()
    match = re.search(r'Khóa nhập tay: <span class="code">([A-Z2-7]+)</span>', page)
    assert match
    secret = match.group(1)
    wrong = signed_in.post("/tai-khoan/2fa/totp/activate/", {"code": "000000x"}).content.decode()
    assert "Mã không đúng hoặc đã hết hạn." in wrong
    recovery = signed_in.post("/tai-khoan/2fa/totp/activate/", {"code": code_of(secret)}, follow=True).content.decode()
    assert "<h1>Mã dự phòng</h1>" in recovery
    assert recovery.count('<li class="code">') == 10
    assert Authenticator.objects.filter(user=person).count() == 2

    other = Client()
    answer = other.post("/dang-nhap/", {"login": "vanthu", "password": PASSWORD}, follow=True)
    assert "Nhập mã xác thực" in answer.content.decode()
    spare = re.findall(r'<li class="code">(\S+)</li>', recovery)[0]
    assert other.post("/tai-khoan/2fa/authenticate/", {"code": spare}).headers["Location"] == "/"
    page = other.get("/tai-khoan/2fa/totp/deactivate/", follow=True).content.decode()
    assert "Dùng mã xác thực" in page
    spare = re.findall(r'<li class="code">(\S+)</li>', recovery)[1]
    again = {"code": spare, "next": "/tai-khoan/2fa/totp/deactivate/"}
    page = other.post("/tai-khoan/2fa/reauthenticate/", again, follow=True).content.decode()
    assert "Giữ nguyên" in page
    page = other.post("/tai-khoan/2fa/totp/deactivate/", follow=True).content.decode()
    assert "Đã tắt xác thực hai lớp." in page


def test_signing_out_needs_a_post(signed_in: Client) -> None:
    assert "Đăng xuất" in signed_in.get("/tai-khoan/logout/").content.decode()
    assert "_auth_user_id" in signed_in.session
    signed_in.post("/tai-khoan/logout/")
    assert "_auth_user_id" not in signed_in.session


def test_the_frame_shows_agency_role_and_only_the_sections_of_that_role(signed_in: Client, person: User) -> None:
    hold(person, Role.REGISTRY_CLERK)
    page = signed_in.get("/").content.decode()
    assert "Ủy ban nhân dân xã Bình Lư" in page
    assert "Văn thư cơ quan" in page
    assert 'href="/ho-so/"' in page
    assert 'href="/quan-tri/"' not in page
    assert '<a href="/" aria-current="page">Việc của tôi</a>' in page


def test_a_membership_that_has_ended_opens_nothing(signed_in: Client, person: User) -> None:
    hold(person, Role.REGISTRY_CLERK, valid_to=date(2025, 12, 31))
    page = signed_in.get("/").content.decode()
    assert "Ủy ban nhân dân xã Bình Lư" not in page
    assert 'href="/ho-so/"' not in page


def test_the_demo_is_marked_on_every_page_and_nowhere_else(client: Client, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    assert "BẢN DÙNG THỬ" in client.get("/").content.decode()
    settings.DEMO = False  # type: ignore[attr-defined]
    assert "BẢN DÙNG THỬ" not in client.get("/").content.decode()


def test_a_stranger_sees_no_navigation(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "<nav" not in page
    assert 'href="/dang-nhap/"' in page


def test_a_page_below_a_section_marks_the_section() -> None:
    assert current_mark(path="/ho-so/7/", url="/ho-so/") == "true"
    assert current_mark(path="/ho-so/", url="/ho-so/") == "page"
    assert current_mark(path="/ho-so/", url="/") == ""
    assert {url for _, url, _ in NAVIGATION} >= {"/", "/ho-so/", "/chung-thu/", "/thiet-bi/", "/ky-so/kiem-tra/"}


def test_a_stale_form_is_told_what_happened_and_what_to_do(person: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/", {"reason": "x"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Phiên làm việc đã hết hạn" in page
    assert "data-interrupted" in page


def test_a_missing_page_and_a_failure_are_our_own_pages(signed_in: Client) -> None:
    answer = signed_in.get("/khong-co/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang" in answer.content.decode()
    signed_in.raise_request_exception = False
    answer = signed_in.get("/hong/")
    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in answer.content.decode()
