"""Filing of a case's documents: checked, hashed, stored once, never changed (Lai Châu Điều 17.1)."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from directory.domain.names import normalise
from directory.models import User
from requests_workflow.models import Document, Dossier, Request

PDF = "application/pdf"
# What a proof may be, by its first bytes; the client's file name and type are never believed.
SIGNATURES = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
# What a dossier's own paper is called where it is no văn bản đề nghị.
NAMES = {
    "handover_notice": "Thông báo bàn giao",
    "device_return": "Biên bản giao, nhận",
    "device_loss": "Biên bản xác nhận thất lạc",
}
EXTENSIONS = {PDF: ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}


@dataclass(frozen=True)
class Incoming:
    """A file that somebody gave us: its bytes and the name it came with."""

    data: bytes
    name: str


def sniff(data: bytes) -> str | None:
    """Media type by content, or None for a kind that we do not take."""
    return next((media for magic, media in SIGNATURES.items() if data.startswith(magic)), None)


def safe_name(*, name: str, media_type: str) -> str:
    """A display name without path, control characters or a misleading ending."""
    stem = normalise(re.sub(r"[\x00-\x1f\x7f/\\:*?\"<>|]", " ", name.rpartition("/")[2].rpartition("\\")[2]))
    stem = re.sub(r"(\.[A-Za-z0-9]{1,5})+$", "", stem).strip(". ") or "tep"
    return stem[:120] + EXTENSIONS[media_type]


def file_document(
    *,
    dossier: Dossier,
    kind: str,
    data: bytes,
    name: str,
    by: User | None,
    now: datetime,
    title: str = "",
    request: Request | None = None,
    previous: Document | None = None,
) -> Document:
    """Stores the bytes under their SHA-256 and adds the row; the same bytes are stored once.

    Raises ValueError for a kind of file that is not taken (callers check with `sniff` first).
    """
    media_type = sniff(data)
    if media_type is None:
        raise ValueError("unsupported file")
    return Document.objects.create(
        dossier=dossier,
        request=request,
        kind=kind,
        title=title or title_of(dossier=dossier, kind=kind),
        file_name=safe_name(name=name, media_type=media_type),
        storage_name=store(data=data, extension=EXTENSIONS[media_type]),
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        previous=previous,
        created_by=by,
        created_at=now,
    )


def title_of(*, dossier: Dossier, kind: str) -> str:
    """What the file is called; neither a notice nor minutes are a request."""
    return str(Document.Kind(kind).label).replace("Văn bản đề nghị", NAMES.get(dossier.procedure, "Văn bản đề nghị"))


def store(*, data: bytes, extension: str) -> str:
    """Writes content-addressed bytes and returns the storage name; idempotent, so a repeated job is harmless."""
    digest = hashlib.sha256(data).hexdigest()
    name = f"documents/{digest[:2]}/{digest}{extension}"
    if default_storage.exists(name):
        return name
    # Two writers at once: the store gives the second a name of its own, and the row keeps that name.
    return default_storage.save(name, ContentFile(data))


def read(document: Document) -> bytes:
    """The stored bytes. Raises ValueError if they are no longer those that were filed."""
    with default_storage.open(document.storage_name, "rb") as handle:
        data: bytes = handle.read()
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise ValueError(f"document {document.public_id} was altered in the store")
    return data


def latest(*, dossier: Dossier, kinds: tuple[str, ...]) -> Document | None:
    """The newest file of one of the kinds."""
    return Document.objects.filter(dossier=dossier, kind__in=kinds).order_by("-id").first()
