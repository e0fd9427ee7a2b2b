"""Files already received are kept when a form comes back with errors; the page carries a signed reference."""

from typing import Any

from django.core import signing
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from requests_workflow.services.documents import EXTENSIONS, Incoming, sniff, store

SALT = "requests_workflow.staged-file"
TWELVE_HOURS = 12 * 3600


def receive(upload: "UploadedFile[Any]") -> Incoming:
    """The bytes and name of an upload (its size was limited by the form field)."""
    return Incoming(data=upload.read(), name=upload.name or "tep")


def keep(*, incoming: Incoming, user_id: int) -> str | None:
    """A reference to the stored bytes, valid for this user; None for a kind of file that is not taken."""
    media_type = sniff(incoming.data)
    if media_type is None:
        return None
    name = store(data=incoming.data, extension=EXTENSIONS[media_type])
    return signing.dumps({"n": name, "f": incoming.name, "u": user_id}, salt=SALT)


def fetch(*, reference: str, user_id: int) -> Incoming | None:
    """The file behind a reference; None when it is forged, somebody else's, or too old."""
    try:
        kept = signing.loads(reference, salt=SALT, max_age=TWELVE_HOURS)
    except signing.BadSignature:
        return None
    if kept["u"] != user_id or not default_storage.exists(kept["n"]):
        return None
    with default_storage.open(kept["n"], "rb") as handle:
        return Incoming(data=handle.read(), name=kept["f"])
