"""What is known while one act is performed, and the writing of the step itself."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from directory.ledger.services import record
from directory.models import User
from requests_workflow.engine.decide import Decision
from requests_workflow.models import Dossier, Request, Step
from requests_workflow.procedures.outgoing_document.facts import DocumentFacts
from requests_workflow.procedures.registry import ProcedureKind
from requests_workflow.services.act_input import ActInput


@dataclass(frozen=True)
class Prepared:
    """PDFs rendered before the lock was taken, for the dossier as it was at `version`; None: nothing was rendered."""

    version: int | None = None
    papers: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Performance:
    """What an effect may read and write; lives for one transaction. `step` is the step just written."""

    dossier: Dossier
    request: Request | None
    decision: Decision
    facts: DocumentFacts
    step: Step
    given: ActInput
    by: User | None
    now: datetime
    prepared: Prepared

    @property
    def kind(self) -> ProcedureKind:
        """The procedure of the dossier."""
        return self.dossier.kind


def write_step(
    *,
    dossier: Dossier,
    request: Request | None,
    decision: Decision,
    facts: DocumentFacts,
    given: ActInput,
    by: User | None,
    now: datetime,
    form_key: uuid.UUID | None = None,
) -> Step:
    """Writes the new state, the step and the ledger entry."""
    transition = decision.transition
    role = sorted(transition.roles & (facts.roles | facts.recipient_roles))
    source = request.state if request is not None else dossier.state
    step = Step.objects.create(
        dossier=dossier,
        request=request,
        transition=transition.name,
        label=transition.label,
        source=source,
        target=transition.target,
        by=by,
        role=role[0].value if role else "",
        at=now,
        legal_at=given.legal_at,
        comment=given.reason,
        clause=decision.clause.cite(),
        data=_step_data(given),
        form_key=form_key,
    )
    dossier.version += 1
    if request is not None:
        request.state = transition.target
        request.save(update_fields=["state"])
    else:
        dossier.state = transition.target
        if transition.target in dossier.kind.dossier.final:
            dossier.closed_at = now
    record(
        action=f"{dossier.procedure}.{transition.name}",
        object_type="request" if request is not None else "dossier",
        object_id=str((request or dossier).public_id),
        by=by,
        at=now,
        payload={
            "dossier": dossier.code,
            "source": source,
            "target": transition.target,
            "step": step.pk,
            "clause": step.clause,
            "profile": dossier.profile_code,
            "version": dossier.version,
        },
    )
    return step


def _step_data(given: ActInput) -> dict[str, str]:
    """What the timeline shows beside the comment; no personal data."""
    data = {
        "clause_cited": given.clause,
        "number": given.number,
        "symbol": given.symbol,
        "document_date": given.document_date.isoformat() if given.document_date else "",
        "channel": given.channel,
        "channel_code": given.channel_code,
        "incoming_number": given.incoming_number,
        "condition": given.condition,
        "decision_number": given.decision_number,
        "decision_date": given.decision_date.isoformat() if given.decision_date else "",
        "installer": given.installer,
        "keeper": given.keeper.full_name if given.keeper else "",
        "revoked_at": given.revoked_at.isoformat() if given.revoked_at else "",
    }
    if given.recovery is not None:
        data |= {"way": given.recovery.way, "tool": given.recovery.tool, "note": given.recovery.note}
        data |= {"performed_at": given.recovery.performed_at.isoformat()}
    return {key: value for key, value in data.items() if value}
