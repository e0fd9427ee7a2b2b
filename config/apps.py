"""The project itself as an app, so that its system checks are registered."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    label = "config"
    verbose_name = "Cấu hình"

    def ready(self) -> None:
        from django.core.checks import register

        from config import checks

        register(checks.check_keys, "security")
        register(checks.check_demo, "security")
