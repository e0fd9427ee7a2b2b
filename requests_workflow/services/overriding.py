"""An officer accepts a check line that does not pass, with a reason: override, step and ledger entry."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from directory.ledger.services import record
from directory.models import User
from requests_workflow.models import CheckOverride, Dossier, Step
from requests_workflow.procedures.token_recovery import TokenRecoveryFacts
from requests_workflow.procedures.token_recovery.receiving import OFFICER
from requests_workflow.selectors.checks import check_lines, receipt_round
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services.errors import WorkflowError


@transaction.atomic
def override_check(*, dossier_id: uuid.UUID, code: str, reason: str, by: User, now: datetime) -> CheckOverride:
    """Records the override. Raises WorkflowError for another's role, an own device, or a line that needs none."""
    dossier = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("managing_agency", "recipient", "signer__person")
        .get(public_id=dossier_id)
    )
    facts = facts_for(dossier=dossier, by=by, now=now)
    decided_here = isinstance(facts, TokenRecoveryFacts) and dossier.state == "received"
    if not decided_here or not facts.recipient_roles & OFFICER:
        raise WorkflowError("Chỉ cán bộ xử lý chấp nhận mục kiểm tra, khi hồ sơ đang được kiểm tra.")
    if isinstance(facts, TokenRecoveryFacts) and facts.own_token:
        raise WorkflowError("Hồ sơ có thiết bị do chính bạn giữ. Chuyển người khác xử lý.")
    found = next((c for c in check_lines(dossier=dossier, now=now) if c.line.code == code), None)
    if found is None or found.settled:
        raise WorkflowError("Mục này đã đạt hoặc đã được chấp nhận. Tải lại trang.")
    if len(reason.strip()) < facts.profile.reason_min_length.value:
        raise WorkflowError("Lý do quá ngắn. Viết rõ căn cứ hoặc cách đã đối chiếu.")
    try:
        with transaction.atomic():
            made = CheckOverride.objects.create(
                dossier=dossier, check_code=code, round=receipt_round(dossier), reason=reason, by=by, at=now
            )
    except IntegrityError as error:
        raise WorkflowError("Người khác vừa chấp nhận mục này. Tải lại trang.") from error
    step = Step.objects.create(
        dossier=dossier,
        transition="override_check",
        label=f"Chấp nhận có lý do: {found.line.label}",
        source=dossier.state,
        target=dossier.state,
        by=by,
        role="department_officer",
        at=now,
        comment=reason,
        clause=found.line.clause.cite(),
        data={"check": code, "result": found.line.result},
    )
    dossier.version += 1
    dossier.save(update_fields=["version"])
    record(
        action=f"{dossier.procedure}.override_check",
        object_type="dossier",
        object_id=str(dossier.public_id),
        by=by,
        at=now,
        payload={
            "dossier": dossier.code,
            "check": code,
            "result": found.line.result,
            "step": step.pk,
            "version": dossier.version,
        },
    )
    return made
