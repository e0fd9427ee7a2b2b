"""How many rows there are of everything that the demo writes."""

from django.apps import apps
from django.db.models import Model

from directory.ledger.models import LedgerEntry
from signing.models import RevocationList, TrustAnchor


def row_counts() -> dict[str, int]:
    """Number of rows by model label."""
    models: list[type[Model]] = [
        *apps.get_app_config("directory").get_models(),
        *apps.get_app_config("certificates").get_models(),
        *apps.get_app_config("tokens").get_models(),
        *apps.get_app_config("requests_workflow").get_models(),
        LedgerEntry,
        RevocationList,
        TrustAnchor,
    ]
    return {model._meta.label: model._default_manager.count() for model in models}
