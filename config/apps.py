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
        take_demo_addresses()


def take_demo_addresses() -> None:
    """The domains under .example that the demo's people have are official where DEMO is on, and nowhere else."""
    from django.conf import settings

    from config.demo.bodies import MAIL_DOMAINS
    from requests_workflow.domain.official_email import set_domains_of_installation

    set_domains_of_installation(MAIL_DOMAINS if settings.DEMO else ())
