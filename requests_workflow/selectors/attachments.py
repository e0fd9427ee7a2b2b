"""Files that go with a dossier in a PDF of their own, and what the agency signs at the top right of page one.

A file is attached, taken out, prepared and sealed by new rows that lead back to the first by `previous`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from requests_workflow.models import Document, Dossier

Kind = Document.Kind
PDF = "application/pdf"
GIVEN_UP = timedelta(days=7)
PREPARED = (Kind.CORNER_PREPARED, Kind.COPY_PREPARED)
# The paper whose number an attachment bears; drawn up anew, it has another.
PAPERS = (Kind.FORM_SEALED, Kind.WET_SCAN)
SEALED_OF = {Kind.ATTACHMENT.value: Kind.ATTACHMENT_SEALED, Kind.WET_SCAN.value: Kind.WET_SCAN_SEALED}
_CHAIN = (*SEALED_OF, *SEALED_OF.values(), Kind.FORM_SEALED, Kind.ATTACHMENT_REMOVED, Kind.CORNER_PREPARED)


@dataclass(frozen=True)
class AgencyFile:
    """One attachment or the scan in hand. `sealed` and `prepared` belong to the paper as it stands now."""

    source: Document
    sealed: Document | None = None
    prepared: Document | None = None

    @property
    def current(self) -> Document:
        """The version that goes out."""
        return self.sealed or self.source


@dataclass(frozen=True)
class AgencyFiles:
    """What the văn thư may sign: the attachments in order, and the scan of a paper signed by hand."""

    attachments: tuple[AgencyFile, ...]
    scan: AgencyFile | None

    @property
    def every(self) -> tuple[AgencyFile, ...]:
        """Attachments and scan."""
        return (*self.attachments, *([self.scan] if self.scan else []))


def agency_files(dossier: Dossier) -> AgencyFiles:
    """One query, and one for the verifications."""
    rows = list(
        Document.objects.filter(dossier=dossier, kind__in=_CHAIN).prefetch_related("verifications").order_by("id")
    )
    paper = max((row.pk for row in rows if row.kind in PAPERS), default=0)
    removed = {row.previous_id for row in rows if row.kind == Kind.ATTACHMENT_REMOVED}
    scans = [row for row in rows if row.kind == Kind.WET_SCAN]
    return AgencyFiles(
        attachments=tuple(
            _file(row, rows=rows, paper=paper) for row in rows if row.kind == Kind.ATTACHMENT and row.pk not in removed
        ),
        scan=_file(scans[-1], rows=rows, paper=paper) if scans and scans[-1].pk == paper else None,
    )


def _file(source: Document, *, rows: list[Document], paper: int) -> AgencyFile:
    prepared = [row for row in rows if row.previous_id == source.pk and row.kind == Kind.CORNER_PREPARED]
    prepared = [row for row in prepared if row.pk > paper]
    ids = {row.pk for row in prepared}
    sealed = [row for row in rows if row.previous_id in ids and row.kind == SEALED_OF[source.kind]]
    return AgencyFile(source, sealed[-1] if sealed else None, prepared[-1] if prepared else None)


def unsealed_attachments(dossier: Dossier) -> int:
    """Attachments without the agency's signature while the document waits to be sent; 0 before and after."""
    if dossier.state != "sealed":
        return 0
    return sum(one.sealed is None for one in agency_files(dossier).attachments)


def unsound_attachments(dossier: Dossier) -> int:
    """Attachments of a draft that the agency could not seal as they are; what no worker has looked at yet is sound."""
    if dossier.state != dossier.kind.dossier.initial:
        return 0
    return sum(not is_sound(one.source) for one in agency_files(dossier).attachments)


def is_sound(document: Document) -> bool:
    """Whether another signature may follow: it has none, or good ones alone, as far as was looked."""
    looked = list(document.verifications.all())
    return not looked or looked[-1].verdict in ("unsigned", "valid")


def copyable(dossier: Dossier) -> list[Document]:
    """PDFs of the case of which an electronic copy may be made, newest first."""
    left_out = (*PREPARED, Kind.ATTACHMENT_REMOVED, Kind.E_COPY, Kind.FORM, Kind.REFUSAL)
    return list(Document.objects.filter(dossier=dossier, media_type=PDF).exclude(kind__in=left_out).order_by("-id"))


def copies_made(dossier: Dossier) -> list[Document]:
    """Electronic copies of the case's papers, newest first, with their verifications."""
    found = Document.objects.filter(dossier=dossier, kind=Kind.E_COPY).prefetch_related("verifications")
    return list(found.order_by("-id"))


def copies_waiting(dossier: Dossier, *, now: datetime) -> list[Document]:
    """Copies that were prepared in the last days and are not signed, newest first; an older one was given up."""
    found = Document.objects.filter(dossier=dossier, kind=Kind.COPY_PREPARED, created_at__gte=now - GIVEN_UP)
    found = found.exclude(versions__kind=Kind.E_COPY)
    return list(found.select_related("created_by__person").order_by("-id"))
