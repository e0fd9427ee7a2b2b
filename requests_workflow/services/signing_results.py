"""What happens when a signing job ends: the handlers that this app registers with `signing`."""

from datetime import datetime
from uuid import UUID

from django.core.files.storage import default_storage

from requests_workflow.models import Document, DocumentVerification
from requests_workflow.services import corner_signing
from requests_workflow.services.act_input import SignedFile
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.filing import SIGNED_KINDS
from requests_workflow.services.perform import perform
from requests_workflow.services.signing_jobs import from_json, purpose_of
from signing.models import SigningJob
from signing.services.jobs import register_handler
from signing.services.uploads import UploadCheck


def register() -> None:
    """Called once at start-up."""
    for act in SIGNED_KINDS:
        register_handler(purpose_of(act), on_signed)
    register_handler("document", on_verified)
    register_handler(corner_signing.PURPOSE, corner_signing.on_signed)


def on_signed(job: SigningJob, check: UploadCheck, now: datetime) -> None:
    """Performs the act whose signed file was proved. A refusal is written on the job, where the page shows it.

    The job's id is the step's form key, so a job that runs twice moves the case once.
    """
    if not check.accepted:
        return
    with default_storage.open(job.upload_path, "rb") as handle:
        data = handle.read()
    signed = SignedFile(data=data, name=job.payload["name"], report=check.report.to_json())
    try:
        perform(
            dossier_id=UUID(job.subject_ref.removeprefix("dossier:")),
            act=job.payload["act"],
            by=job.created_by,
            now=now,
            given=from_json(job.payload["given"], signed=signed),
            form_key=job.public_id,
        )
    except WorkflowError as error:
        job.result = {**(job.result or {}), "workflow_refusals": list(error.sentences)}
        job.save(update_fields=["result"])


def on_verified(job: SigningJob, check: UploadCheck, now: datetime) -> None:
    """Adds the report to the document's verifications."""
    document = Document.objects.get(public_id=job.subject_ref.removeprefix("document:"))
    DocumentVerification.objects.create(
        document=document, verdict=check.report.verdict, report=check.report.to_json(), at=now
    )
