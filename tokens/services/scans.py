"""Scans of hand-over minutes, kept under their SHA-256 beside the papers of cases (docs/adr/0010)."""

import hashlib
import re
from datetime import datetime

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from directory.ledger.services import record
from directory.models import User
from tokens.models import Custody

# What a scan may be, by its first bytes; the client's file name and type are never believed.
KINDS = {
    b"%PDF-": (".pdf", "application/pdf"),
    b"\x89PNG\r\n\x1a\n": (".png", "image/png"),
    b"\xff\xd8\xff": (".jpg", "image/jpeg"),
}
_NAME = re.compile(r"documents/[0-9a-f]{2}/(?P<digest>[0-9a-f]{64})[^/]*(?P<ending>\.pdf|\.png|\.jpg)")
SALT = "tokens.kept-scan"
TWELVE_HOURS = 12 * 3600


def kind_of(data: bytes) -> tuple[str, str] | None:
    """(ending, media type) by content, or None for a kind of file that is not taken."""
    return next((kind for magic, kind in KINDS.items() if data.startswith(magic)), None)


def keep_scan(*, data: bytes, user_id: int) -> str:
    """Stores the bytes and returns a signed reference for the form, valid for this user for twelve hours.

    Raises ValueError for a kind of file that is not taken.
    """
    kind = kind_of(data)
    if kind is None:
        raise ValueError("unsupported file")
    digest = hashlib.sha256(data).hexdigest()
    name = f"documents/{digest[:2]}/{digest}{kind[0]}"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(data))
    return signing.dumps({"n": name, "u": user_id}, salt=SALT)


def kept_scan(*, reference: str, user_id: int) -> str:
    """The storage name behind a reference; "" when it is forged, somebody else's, too old, or the file is gone."""
    try:
        kept = signing.loads(reference, salt=SALT, max_age=TWELVE_HOURS)
    except signing.BadSignature:
        return ""
    if kept["u"] != user_id or not default_storage.exists(kept["n"]):
        return ""
    return str(kept["n"])


def is_scan(document_ref: str) -> bool:
    """Whether a custody row's `document_ref` names a scan that was filed here."""
    return _NAME.fullmatch(document_ref) is not None


def open_scan(*, custody: Custody, by: User, at: datetime) -> tuple[bytes, str, str]:
    """Bytes, media type and ending of the scan; who looked is written to the ledger (minutes name people).

    Raises LookupError where the row has none, ValueError where the bytes are no longer those that were filed.
    """
    found = _NAME.fullmatch(custody.document_ref)
    if found is None:
        raise LookupError("no scan was filed with this hand-over")
    with default_storage.open(custody.document_ref, "rb") as handle:
        data: bytes = handle.read()
    if hashlib.sha256(data).hexdigest() != found["digest"]:
        raise ValueError(f"the scan of custody {custody.pk} was altered in the store")
    record(
        action="token.minutes_viewed",
        object_type="token",
        object_id=str(custody.token.public_id),
        by=by,
        at=at,
        payload={"custody": custody.pk},
    )
    media = next(media for ending, media in KINDS.values() if ending == found["ending"])
    return data, media, found["ending"]
