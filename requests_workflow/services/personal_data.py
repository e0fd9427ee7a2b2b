"""Looking at personal data leaves a trace (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15)."""

from datetime import datetime

from django.db import transaction

from directory.ledger.services import record
from directory.models import Person, User
from requests_workflow.models import Document, Dossier

FIELDS = ("identity_number", "identity_issued_on", "identity_issued_by", "phone")


@transaction.atomic
def note_viewing(*, person: Person, dossier: Dossier, by: User, at: datetime) -> None:
    """Writes that `by` saw the person's identity data on this case; the ledger holds references, never the data."""
    record(
        action="personal_data.viewed",
        object_type="person",
        object_id=str(person.public_id),
        by=by,
        at=at,
        payload={"dossier": dossier.code, "fields": list(FIELDS)},
    )


@transaction.atomic
def note_document_viewed(*, document: Document, by: User, at: datetime) -> None:
    """Writes that `by` opened a paper on which identity data is printed."""
    record(
        action="personal_data.viewed",
        object_type="document",
        object_id=str(document.public_id),
        by=by,
        at=at,
        payload={"dossier": document.dossier.code, "kind": document.kind},
    )


@transaction.atomic
def note_rows_viewed(*, dossier: Dossier, by: User, at: datetime) -> None:
    """Writes that `by` saw the identity data of the people asked for on this dossier; how many, and never whose."""
    record(
        action="personal_data.viewed",
        object_type="dossier",
        object_id=str(dossier.public_id),
        by=by,
        at=at,
        payload={"dossier": dossier.code, "rows": dossier.requests.count(), "fields": [*FIELDS, "birth_date"]},
    )
