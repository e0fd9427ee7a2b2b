"""The dossier of minutes about devices."""

from collections.abc import Callable
from types import MappingProxyType

from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Guard, Transition
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document import rules as document
from requests_workflow.procedures.outgoing_document.drafting import DRAFTERS, RETURNING, submitting
from requests_workflow.procedures.outgoing_document.signing import sending, signing
from requests_workflow.procedures.outgoing_document.states import DRAFTING_STATES
from requests_workflow.regulations.profile import FormRef, Profile


def device_paper(
    *,
    code: str,
    title: str,
    clause: Clause,
    form: Callable[[Profile], FormRef],
    guards: tuple[Guard, ...],
    sent: str,
    sending_effects: tuple[str, ...],
    final: frozenset[str],
    more: tuple[Transition, ...] = (),
) -> Procedure:
    """Minutes that the managing body draws up and sends; `sent` names the state after that, `more` what follows."""
    states = {
        **DRAFTING_STATES,
        "sent": sent,
        "closed": "Đã kết thúc",
        "withdrawn": "Đã bỏ",
    }
    complete: tuple[Guard, ...] = (
        document.has_rows(clause),
        document.rows_complete(clause, form),
        *guards,
        *document.BODY_MAY_ASK,
        document.NOT_SECRET,
        document.SIGNER_CHOSEN,
        document.SIGNER_NOT_DRAFTER,
    )
    return Procedure(
        code=f"{code}_dossier",
        title=f"{title}: biên bản",
        initial="draft",
        final=final,
        states=MappingProxyType({key: value for key, value in states.items() if key != "closed" or "closed" in final}),
        transitions=submitting(complete)
        + RETURNING
        + signing(
            wet_when=document.nobody_can_sign_digitally,
            wet_text="người ký hoặc cơ quan chưa có chứng thư dùng được",
        )
        + sending(effects=sending_effects, guards=guards)
        + _withdrawing()
        + more,
    )


def _withdrawing() -> tuple[Transition, ...]:
    return tuple(
        Transition(
            name="withdraw",
            label="Bỏ biên bản này",
            source=source,
            target="withdrawn",
            roles=DRAFTERS,
            clause=documents.DISCARDING_DRAFT if source == "draft" else documents.RECALLING_DOCUMENT,
            effects=("withdraw_requests",),
            needs=frozenset({"reason"}),
        )
        for source in ("draft", "sealed")
    )


def paper_row_act(name: str, label: str, source: str, target: str, clause: Clause) -> Transition:
    """A step of a row that follows its paper."""
    return Transition(
        name=name, label=label, source=source, target=target, roles=frozenset(), clause=clause, system=True
    )
