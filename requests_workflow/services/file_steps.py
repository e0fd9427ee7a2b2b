"""The step and the ledger entry of what is done with a file without moving the case."""

import uuid
from datetime import datetime

from directory.domain.roles import Role
from directory.ledger.services import record
from directory.models import User
from requests_workflow.models import Document, Dossier, Step
from requests_workflow.procedures.outgoing_document.file_acts import FILE_ACTS, clause_of
from requests_workflow.selectors.facts import profile_of


def lock(dossier_id: uuid.UUID) -> Dossier:
    """The dossier, locked for this transaction."""
    return (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("managing_agency", "recipient")
        .get(public_id=dossier_id)
    )


def write_file_step(
    *,
    dossier: Dossier,
    act: str,
    document: Document,
    role: Role,
    by: User | None,
    now: datetime,
    comment: str,
    form_key: uuid.UUID | None = None,
) -> Step:
    """Writes that the act was done with `document`; the state of the dossier stays."""
    clause = clause_of(act=act, profile=profile_of(dossier)).cite()
    step = Step.objects.create(
        dossier=dossier,
        transition=act,
        label=FILE_ACTS[act].label,
        source=dossier.state,
        target=dossier.state,
        by=by,
        role=role.value,
        at=now,
        comment=comment,
        clause=clause,
        data={"document": str(document.public_id)},
        form_key=form_key,
    )
    dossier.version += 1
    dossier.save(update_fields=["version"])
    record(
        action=f"{dossier.procedure}.{act}",
        object_type="dossier",
        object_id=str(dossier.public_id),
        by=by,
        at=now,
        payload={
            "dossier": dossier.code,
            "document": str(document.public_id),
            "sha256": document.sha256,
            "step": step.pk,
            "clause": clause,
            "version": dossier.version,
        },
    )
    return step
