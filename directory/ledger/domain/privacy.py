"""What may not stand in the ledger in clear: numbers that identify a person."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterator

from directory.ledger.domain.canonical import Json

# Twelve digits that no letter or digit touches: số định danh cá nhân (Luật Căn cước 26/2023/QH15, Điều 12).
_IDENTITY_NUMBER = re.compile(r"(?<![^\W_])\d{12}(?![^\W_])")
# The last group of a UUID is twelve digits in one of about 280.
_UUID = re.compile(r"(?<![0-9a-f-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])", re.IGNORECASE)


def shows_identity_number(value: Json) -> bool:
    """Tell whether any text, key or integer inside `value` holds a 12-digit identity number."""
    return any(_IDENTITY_NUMBER.search(_UUID.sub("", text)) for text in _texts(value))


def digest_with_key(*, value: str, key: str) -> str:
    """Return HMAC-SHA-256 of `value` (in NFC, without outer spaces) as 64 hex digits. ValueError for an empty key."""
    if not key:
        raise ValueError("a keyed digest needs a key")
    text = unicodedata.normalize("NFC", value).strip()
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def _texts(value: Json) -> Iterator[str]:
    match value:
        case None | bool():
            return
        case int() | str():
            yield str(value)
        case list():
            for item in value:
                yield from _texts(item)
        case dict():
            for key, item in value.items():
                yield key
                yield from _texts(item)
