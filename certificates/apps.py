"""What: certificates, their status history and their facts."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = "Chứng thư chữ ký số"

    def ready(self) -> None:
        from certificates.selectors.test_lookup import fingerprint_for
        from signing.test_ca import register_user_lookup

        register_user_lookup(fingerprint_for)
