"""The only writer of state: lock, decide, write the step, run effects, ledger, outbox – one transaction."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from directory.models import User
from requests_workflow.engine.clauses import Refusal
from requests_workflow.engine.decide import check_input, decide
from requests_workflow.models import Dossier, Request, Step
from requests_workflow.procedures.outgoing_document.facts import DocumentFacts
from requests_workflow.selectors.facts import facts_for, facts_of_rows
from requests_workflow.services import effects, filing, preparing
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.errors import Refused, Stale, WorkflowError
from requests_workflow.services.own_register import from_register
from requests_workflow.services.performance import Performance, Prepared, write_step
from requests_workflow.services.settling import settle


def perform(
    *,
    dossier_id: uuid.UUID,
    act: str,
    by: User | None,
    now: datetime,
    given: ActInput | None = None,
    request_id: uuid.UUID | None = None,
    expected_version: int | None = None,
    form_key: uuid.UUID | None = None,
) -> Step:
    """Performs `act` on a dossier (or on its row `request_id`) and returns the step.

    `expected_version` is the dossier version that the person saw. Raises Stale when the case moved on, Refused with
    every reason of the engine, InvalidInput for values that cannot be; in each case nothing was changed.
    `form_key` names one filled-in form: sent twice, it returns the step of the first time.
    """
    given = given or ActInput()
    if (done := _step_of(form_key, dossier_id)) is not None:
        return done
    prepared = preparing.prepare(dossier_id=dossier_id, act=act, given=given, by=by, now=now)
    with transaction.atomic():
        dossier = _locked(dossier_id)
        if (done := _step_of(form_key, dossier_id)) is not None:
            return done
        if expected_version is not None and dossier.version != expected_version:
            raise Stale
        if prepared.version is not None and prepared.version != dossier.version:
            raise Stale
        request = None
        if request_id is not None:
            request = Request.objects.select_for_update(of=("self",)).get(dossier=dossier, public_id=request_id)
        facts = facts_for(dossier=dossier, by=by, now=now, request=request)
        attempt = _Attempt(dossier, request, act, facts, given, by, now, prepared, form_key)
        step = attempt.carry_out()
        dossier.save()
        settle(now=now, dossier=dossier)
        return step


def perform_on_each(
    *,
    dossier_id: uuid.UUID,
    act: str,
    by: User,
    now: datetime,
    given: Mapping[uuid.UUID, ActInput],
    form_key: uuid.UUID,
) -> dict[uuid.UUID, WorkflowError | None]:
    """Performs `act` on each row that `given` names by its public id; what is refused stops none of the others.

    Row id -> why it was refused, None where it was done, now or by an earlier press of the same form. For acts that
    render nothing and change nothing that another row's turn hangs on: one lock and one gathering of facts serve all.
    """
    keys = {row_id: uuid.uuid5(form_key, str(row_id)) for row_id in given}
    results: dict[uuid.UUID, WorkflowError | None] = dict.fromkeys(given)
    with transaction.atomic():
        dossier = _locked(dossier_id)
        done = set(Step.objects.filter(form_key__in=keys.values(), dossier=dossier).values_list("form_key", flat=True))
        waiting = [row_id for row_id in given if keys[row_id] not in done]
        rows = list(
            dossier.requests.select_for_update(of=("self",))
            .filter(public_id__in=waiting)
            .select_related("person", "token", "certificate", "subscriber")
            .order_by("position")
        )
        results |= dict.fromkeys(set(waiting) - {row.public_id for row in rows}, Stale())
        facts = facts_for(dossier=dossier, by=by, now=now)
        for row, own in zip(rows, facts_of_rows(facts=facts, rows=rows, by=by), strict=True):
            version, row.dossier = dossier.version, dossier
            attempt = _Attempt(dossier, row, act, own, given[row.public_id], by, now, Prepared(), keys[row.public_id])
            try:
                with transaction.atomic():
                    attempt.carry_out()
            except WorkflowError as error:
                results[row.public_id], dossier.version = error, version
        dossier.save()
        settle(now=now, dossier=dossier)
    return results


@dataclass
class _Attempt:
    """One act on a locked dossier, or on a locked row of it."""

    dossier: Dossier
    request: Request | None
    act: str
    facts: DocumentFacts
    given: ActInput
    by: User | None
    now: datetime
    prepared: Prepared
    form_key: uuid.UUID | None

    def carry_out(self) -> Step:
        """Decides, writes the step and runs the effects; the caller saves the dossier. Raises as `perform` does."""
        dossier, request, kind = self.dossier, self.request, self.dossier.kind
        facts = self.facts.at(self.given.legal_at)
        if request is not None:
            decision = decide(kind.request, request.state, self.act, facts)
        else:
            decision = decide(kind.dossier, dossier.state, self.act, facts)
        given = from_register(decision=decision, facts=facts, dossier=dossier, given=self.given, now=self.now)
        refusals = decision.refusals
        if request is not None and dossier.state not in kind.rows_move_in:
            # A row waits while its dossier is being refused: one dossier, one decision.
            words = (("act", decision.transition.label), ("state", kind.dossier.label(dossier.state)))
            refusals = (*refusals, Refusal("wrong_state", decision.clause, words))
        elif decision.allowed:
            refusals = check_input(decision.transition, given.given(), facts)
        if refusals:
            raise Refused(refusals)
        given.check(dossier=dossier, now=self.now, needs=decision.transition.needs)
        step = write_step(
            dossier=dossier,
            request=request,
            decision=decision,
            facts=facts,
            given=given,
            by=self.by,
            now=self.now,
            form_key=self.form_key,
        )
        performance = Performance(
            dossier=dossier,
            request=request,
            decision=decision,
            facts=facts,
            step=step,
            given=given,
            by=self.by,
            now=self.now,
            prepared=self.prepared,
        )
        filing.file_given(performance)
        for name in decision.transition.effects:
            effects.EFFECTS[name](performance)
        effects.note_answer(performance)
        return step


def _locked(dossier_id: uuid.UUID) -> Dossier:
    dossiers = Dossier.objects.select_for_update(of=("self",)).select_related("managing_agency", "recipient")
    return dossiers.get(public_id=dossier_id)


def _step_of(form_key: uuid.UUID | None, dossier_id: uuid.UUID) -> Step | None:
    if form_key is None:
        return None
    return Step.objects.filter(form_key=form_key, dossier__public_id=dossier_id).first()
