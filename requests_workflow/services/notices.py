"""Notices of hand-over (Mẫu 07): opened for rows that were handed over, several partial ones for one dossier."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from directory.models import User
from requests_workflow.models import Dossier, Request
from requests_workflow.procedures.registry import ISSUES
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.notice_rows import NoticeRow


def rows_without_notice(dossier: Dossier) -> QuerySet[Request]:
    """Handed-over rows that no notice names, drafted or sent; the oldest hand-over first."""
    named = Request.objects.filter(origin__isnull=False).exclude(state="withdrawn").values("origin_id")
    return dossier.requests.filter(state="handed_over").exclude(pk__in=named).order_by("handed_over_at", "position")


def create_notice(
    *,
    dossier: Dossier,
    row_ids: Sequence[uuid.UUID],
    by: User,
    now: datetime,
    creation_key: uuid.UUID | None = None,
) -> Dossier:
    """A draft Mẫu 07 for these rows of a dossier of first certificates; a second press finds the first draft.

    Raises WorkflowError for somebody who may not draft there, InvalidInput for rows not handed over or named already.
    """
    if dossier.procedure not in ISSUES:
        raise WorkflowError("Chỉ lập Mẫu số 07 cho hồ sơ cấp chứng thư có thiết bị.")
    return create_draft(
        agency=dossier.managing_agency,
        rows=[NoticeRow(origin_id=one) for one in row_ids],
        by=by,
        now=now,
        creation_key=creation_key,
        procedure="handover_notice",
        parent=dossier,
    )
