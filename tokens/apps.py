"""The devices that hold private keys: register, custody, lock reports, recovery history."""

from django.apps import AppConfig


class TokensConfig(AppConfig):
    name = "tokens"
    verbose_name = "Thiết bị lưu khóa bí mật"

    def ready(self) -> None:
        from tokens.selectors import on_certificates

        on_certificates.register()
