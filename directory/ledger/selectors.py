"""Reading the ledger."""

from django.db.models import QuerySet

from directory.ledger.models import LedgerEntry, LedgerLink


def entries_for(object_type: str, object_id: str) -> QuerySet[LedgerEntry]:
    """All entries about one object, oldest first."""
    return LedgerEntry.objects.filter(object_type=object_type, object_id=object_id).order_by("id")


def head() -> LedgerLink | None:
    """The last link of the chain, whose `chain` vouches for everything before it; None for an empty chain."""
    return LedgerLink.objects.order_by("-position").first()
