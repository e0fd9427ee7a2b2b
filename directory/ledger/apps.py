"""Django application of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "directory.ledger"
    label = "ledger"
    verbose_name = "Nhật ký"
