"""Serials by their end, which is what people read out: a range of the index on the reversed serial."""

from django.db.models import F, Q
from django.db.models.functions import Reverse, Upper
from django.db.models.lookups import StartsWith

# Two characters end every third serial; three are asked for.
LEAST = 3


def serial_ends(text: str) -> Q:
    """Q that holds where `serial_number` ends with `text` in any case; nothing for fewer than three characters."""
    if len(text) < LEAST:
        return Q(pk__in=[])
    return Q(StartsWith(Reverse(Upper(F("serial_number"))), text.upper()[::-1]))
