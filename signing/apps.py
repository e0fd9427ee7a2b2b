"""App configuration of `signing`."""

from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "signing"
    verbose_name = "Ký số và kiểm tra chữ ký số"

    def ready(self) -> None:
        from signing import checks  # noqa: F401  registers the system checks
        from signing.services import page_checks

        page_checks.register()
