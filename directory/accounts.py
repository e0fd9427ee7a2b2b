"""Sign-in in Vietnamese on django-allauth: no sign-up, no reset by mail; accounts come from the administrator.

Named by the settings ACCOUNT_ADAPTER and MFA_ADAPTER; ACCOUNT_FORM_CLASSES and MFA_FORM_CLASSES are the values of
ACCOUNT_FORMS and MFA_FORMS.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.http import HttpRequest
from django.utils.html import format_html_join

ACCOUNT_FORM_CLASSES = {
    "login": "directory.accounts.SignInForm",
    "change_password": "directory.accounts.PasswordChangeForm",
    "reauthenticate": "directory.accounts.PasswordAgainForm",
}
MFA_FORM_CLASSES = {
    "authenticate": "directory.accounts.SecondFactorForm",
    "reauthenticate": "directory.accounts.SecondFactorAgainForm",
    "activate_totp": "directory.accounts.ActivateSecondFactorForm",
}

PASSWORD_RULES = (
    "Ít nhất 8 ký tự, không chỉ gồm chữ số.",
    "Không giống họ tên, tên đăng nhập; không phải mật khẩu phổ biến.",
)
CODE_HINT = "6 chữ số trên ứng dụng xác thực, hoặc một mã dự phòng."


class NoSignupAdapter(DefaultAccountAdapter):
    """ACCOUNT_ADAPTER: nobody registers; no message tells which half of the sign-in was wrong."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Tài khoản đang bị khóa. Liên hệ quản trị viên của cơ quan.",
        "enter_current_password": "Mật khẩu hiện tại không đúng.",
        "incorrect_code": "Mã không đúng hoặc đã hết hạn. Nhập mã đang hiện trên ứng dụng.",
        "incorrect_password": "Mật khẩu không đúng.",
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng.",
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu không đúng.",
        "email_password_mismatch": "Tên đăng nhập hoặc mật khẩu không đúng.",
        "too_many_login_attempts": "Đã nhập sai quá nhiều lần. Chờ 5 phút rồi thử lại.",
        "same_as_current": "Mật khẩu mới phải khác mật khẩu hiện tại.",
        "rate_limited": "Đã thử quá nhiều lần. Chờ vài phút rồi thử lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always closed: accounts are made by the administrator of the agency."""
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """The ways to confirm oneself again, described in Vietnamese."""
        words = {"reauthenticate": "Dùng mật khẩu", "mfa_reauthenticate": "Dùng mã xác thực"}
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words.get(method["id"], method["description"])} for method in methods]


class SecondFactorAdapter(DefaultMFAAdapter):
    """MFA_ADAPTER: the same in Vietnamese."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Không tắt được xác thực hai lớp của tài khoản này.",
        "cannot_generate_recovery_codes": "Chỉ tạo được mã dự phòng sau khi bật xác thực hai lớp.",
        "incorrect_code": "Mã không đúng hoặc đã hết hạn. Nhập mã đang hiện trên ứng dụng.",
        "unverified_email": "Chưa bật được xác thực hai lớp vì thư điện tử chưa được xác nhận. Liên hệ quản trị viên.",
    }


def name_field(field: forms.Field, *, label: str, required: str, hint: str = "", **attrs: str) -> None:
    """Gives a field of an allauth form its Vietnamese label, hint and message; drops its placeholder."""
    field.label = label
    field.help_text = hint
    field.error_messages["required"] = required
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class SignInForm(LoginForm):
    """ACCOUNT_FORMS["login"]: user name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(
            self.fields["login"],
            label="Tên đăng nhập",
            required="Nhập tên đăng nhập.",
            autocapitalize="none",
            spellcheck="false",
        )
        name_field(self.fields["password"], label="Mật khẩu", required="Nhập mật khẩu.")


class PasswordChangeForm(ChangePasswordForm):
    """ACCOUNT_FORMS["change_password"]."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = format_html_join("", "<li>{}</li>", ((rule,) for rule in PASSWORD_RULES))
        name_field(self.fields["oldpassword"], label="Mật khẩu hiện tại", required="Nhập mật khẩu hiện tại.")
        name_field(
            self.fields["password1"],
            label="Mật khẩu mới",
            required="Nhập mật khẩu mới.",
            hint=format_html_join("", "<ul>{}</ul>", ((rules,),)),
        )
        name_field(self.fields["password2"], label="Nhập lại mật khẩu mới", required="Nhập lại mật khẩu mới.")

    def clean(self) -> dict[str, Any]:
        """Both new passwords are the same; says so in Vietnamese."""
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Hai lần nhập mật khẩu mới không giống nhau.")
        return cleaned


class PasswordAgainForm(ReauthenticateForm):
    """ACCOUNT_FORMS["reauthenticate"]: the password again, before a change of security settings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self.fields["password"], label="Mật khẩu", required="Nhập mật khẩu.")


class SecondFactorForm(AuthenticateForm):
    """MFA_FORMS["authenticate"]: the code at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self.fields["code"], label="Mã xác thực", required="Nhập mã xác thực.", hint=CODE_HINT)


class SecondFactorAgainForm(SecondFactorReauthenticateForm):
    """MFA_FORMS["reauthenticate"]: the code again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(self.fields["code"], label="Mã xác thực", required="Nhập mã xác thực.", hint=CODE_HINT)


class ActivateSecondFactorForm(ActivateTOTPForm):
    """MFA_FORMS["activate_totp"]: proves that the app was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_field(
            self.fields["code"],
            label="Mã trên ứng dụng",
            required="Nhập mã đang hiện trên ứng dụng.",
            hint="6 chữ số, đổi sau mỗi 30 giây.",
            inputmode="numeric",
        )
