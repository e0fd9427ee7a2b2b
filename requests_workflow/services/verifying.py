"""Signatures are checked again when a paper arrives (Lai Châu Điều 21.3: check before taking it in)."""

from datetime import datetime

from directory.models import User
from requests_workflow.models import Document, Dossier
from requests_workflow.selectors.attachments import agency_files
from requests_workflow.services.documents import PDF, latest
from requests_workflow.services.signing_jobs import queue_verification

RECEIVED = (
    Document.Kind.FORM_SEALED,
    Document.Kind.INCOMING,
    Document.Kind.WET_SCAN,
    Document.Kind.WET_SCAN_SEALED,
    Document.Kind.SUPPLEMENT,
)


def verify_again(*, dossier: Dossier, by: User | None, now: datetime) -> None:
    """Queues fresh verifications of the newest received PDF and of its attachments; a picture has none to verify."""
    document = latest(dossier=dossier, kinds=RECEIVED)
    if document is not None and document.media_type == PDF:
        queue_verification(document=document, by=by, now=now)
    for one in agency_files(dossier).attachments:
        queue_verification(document=one.current, by=by, now=now)
