"""One byte form for one entry, whatever order or spelling its payload came in.

Canonical form, version 1: JSON with sorted keys, no spaces, UTF-8, strings in NFC; moments as UTC with microseconds;
numbers are integers only, since PostgreSQL's jsonb may print a fraction differently from Python.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID

type Json = bool | int | str | list[Json] | dict[str, Json] | None

VERSION = 1
FIELDS = (
    "version",
    "id",
    "recorded_at",
    "at",
    "actor_ref",
    "action",
    "object_type",
    "object_id",
    "payload",
    "xact_id",
)


def plain(value: object) -> Json:
    """Return `value` as it is stored: mappings, lists, NFC text, integers, booleans and None.

    Dates and aware datetimes become ISO 8601, UUIDs their text. Raises TypeError for any other type (floats and
    Decimals among them) and ValueError for a naive datetime, for text that PostgreSQL cannot hold (NUL, lone
    surrogates), and for two keys that are the same in NFC.
    """
    match value:
        case None | bool() | int():
            return value
        case str():
            return _text(value)
        case datetime() | date() | UUID():
            return moment(value) if isinstance(value, datetime) else str(value)
        case list() | tuple():
            return [plain(item) for item in value]
        case Mapping():
            return _object(value)
    raise TypeError(f"a payload cannot hold {type(value).__name__}")


def moment(value: datetime) -> str:
    """Return an aware datetime as UTC ISO 8601 with microseconds; ValueError for a naive one."""
    if value.tzinfo is None:
        raise ValueError("a moment in the ledger must be aware")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def canonical_json(value: object) -> bytes:
    """Return the canonical bytes of `plain(value)`; raises as `plain` does."""
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def entry_digest(fields: Mapping[str, object]) -> bytes:
    """Return the SHA-256 (32 bytes) of an entry's canonical JSON. `fields` maps exactly the names in FIELDS.

    Raises ValueError for other names and for a version that is not known; otherwise as `plain` does.
    """
    if set(fields) != set(FIELDS):
        raise ValueError("a digest is made over all fields of an entry")
    if fields["version"] != VERSION:
        raise ValueError(f"unknown canonical form {fields['version']}")
    return hashlib.sha256(canonical_json(fields)).digest()


def _text(value: str) -> str:
    text = unicodedata.normalize("NFC", str(value))
    if "\x00" in text:
        raise ValueError("text in the ledger cannot hold a NUL character")
    text.encode()  # UnicodeEncodeError, a ValueError, for a lone surrogate
    return text


def _object(value: Mapping[object, object]) -> dict[str, Json]:
    result: dict[str, Json] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise TypeError(f"a payload key must be text, not {type(key).__name__}")
        name = _text(key)
        if name in result:
            raise ValueError("two payload keys are the same text in NFC")
        result[name] = plain(item)
    return result
