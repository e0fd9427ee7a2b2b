"""The files of a case as its page lists them, and which of them is the paper in hand."""

from collections import Counter
from typing import Any

from django.urls import reverse

from requests_workflow.models import Document
from requests_workflow.selectors.attachments import PREPARED

# A later one takes the place of the one before; proofs and letters stand side by side.
SUPERSEDED = frozenset(kind.value for kind in Document.Kind if kind.value.startswith(("form", "refusal")))
# Handed out to be signed, or a mark that a file was taken out: nothing to read beside the file itself.
WORKING_COPIES = frozenset({*PREPARED, Document.Kind.ATTACHMENT_REMOVED})
PREVIEW_KINDS = (
    Document.Kind.REFUSAL_SEALED,
    Document.Kind.REFUSAL_NUMBERED,
    Document.Kind.REFUSAL_SIGNED,
    Document.Kind.REFUSAL,
    Document.Kind.FORM_SEALED,
    Document.Kind.FORM_NUMBERED,
    Document.Kind.FORM_SIGNED,
    Document.Kind.WET_SCAN,
    Document.Kind.WET_SCAN_SEALED,
    Document.Kind.INCOMING,
    Document.Kind.FORM,
)


def document_links(*, documents: list[Document]) -> list[dict[str, Any]]:
    """Rows of the document table, newest first; a version that a later one has replaced says which it was."""
    newest = {(document.kind, document.request_id): document.pk for document in documents}
    counted: Counter[tuple[str, int | None]] = Counter()
    versions: dict[int, int] = {}
    for document in documents:
        key = (document.kind, document.request_id)
        counted[key] += 1
        if document.kind in SUPERSEDED and newest[key] != document.pk:
            versions[document.pk] = counted[key]
    removed = {document.previous_id for document in documents if document.kind == Document.Kind.ATTACHMENT_REMOVED}
    return [
        {
            "document": document,
            "removed": document.pk in removed,
            "old_version": versions.get(document.pk, 0),
            "url": reverse("cases:file", args=[document.dossier.public_id, document.public_id]),
            "report_url": reverse("cases:report", args=[document.dossier.public_id, document.public_id])
            if document.media_type == "application/pdf"
            else "",
            "verdict": next((v.verdict for v in reversed(list(document.verifications.all()))), ""),
        }
        for document in reversed(documents)
        if document.kind not in WORKING_COPIES
    ]


def preview(documents: list[Document]) -> Document | None:
    """The paper in hand: the newest version of the request, or of the refusal once there is one."""
    papers = [d for d in documents if d.kind in PREVIEW_KINDS and d.media_type == "application/pdf"]
    return papers[-1] if papers else None
