"""The only writer of state: lock, decide, write the step, run effects, ledger, outbox – one transaction."""

import uuid
from datetime import datetime

from django.db import transaction

from directory.models import User
from requests_workflow.engine.clauses import Refusal
from requests_workflow.engine.decide import check_input, decide
from requests_workflow.models import Dossier, Request, Step
from requests_workflow.selectors.facts import facts_for
from requests_workflow.services import effects, filing, preparing
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.errors import Refused, Stale
from requests_workflow.services.own_register import from_register
from requests_workflow.services.performance import Performance, write_step
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
        dossier = (
            Dossier.objects.select_for_update(of=("self",))
            .select_related("managing_agency", "recipient")
            .get(public_id=dossier_id)
        )
        if (done := _step_of(form_key, dossier_id)) is not None:
            return done
        if expected_version is not None and dossier.version != expected_version:
            raise Stale
        if prepared.version is not None and prepared.version != dossier.version:
            raise Stale
        request = None
        if request_id is not None:
            request = Request.objects.select_for_update(of=("self",)).get(dossier=dossier, public_id=request_id)
        facts = facts_for(dossier=dossier, by=by, now=now, request=request).at(given.legal_at)
        kind = dossier.kind
        if request is not None:
            decision = decide(kind.request, request.state, act, facts)
        else:
            decision = decide(kind.dossier, dossier.state, act, facts)
        given = from_register(decision=decision, facts=facts, dossier=dossier, given=given, now=now)
        refusals = decision.refusals
        if request is not None and dossier.state not in kind.rows_move_in:
            # A row waits while its dossier is being refused: one dossier, one decision.
            words = (("act", decision.transition.label), ("state", kind.dossier.label(dossier.state)))
            refusals = (*refusals, Refusal("wrong_state", decision.clause, words))
        elif decision.allowed:
            refusals = check_input(decision.transition, given.given(), facts)
        if refusals:
            raise Refused(refusals)
        given.check(dossier=dossier, now=now, needs=decision.transition.needs)
        step = write_step(
            dossier=dossier,
            request=request,
            decision=decision,
            facts=facts,
            given=given,
            by=by,
            now=now,
            form_key=form_key,
        )
        performance = Performance(
            dossier=dossier,
            request=request,
            decision=decision,
            facts=facts,
            step=step,
            given=given,
            by=by,
            now=now,
            prepared=prepared,
        )
        filing.file_given(performance)
        for name in decision.transition.effects:
            effects.EFFECTS[name](performance)
        effects.note_answer(performance)
        dossier.save()
        settle(now=now, dossier=dossier)
        return step


def _step_of(form_key: uuid.UUID | None, dossier_id: uuid.UUID) -> Step | None:
    if form_key is None:
        return None
    return Step.objects.filter(form_key=form_key, dossier__public_id=dossier_id).first()
