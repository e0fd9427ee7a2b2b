"""What: certificates, their status history and their facts."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = "Chứng thư chữ ký số"
