"""What the managing body does with its request until the provider has it: withdraw, supplement, draw up anew."""

from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Deadline, Guard, Transition
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document import rules as document
from requests_workflow.procedures.outgoing_document.drafting import DRAFTERS, RETURNING
from requests_workflow.procedures.outgoing_document.drafting import submitting as drafting
from requests_workflow.procedures.outgoing_document.signing import SENDERS, SENT, sending, signing
from requests_workflow.procedures.provider_request import answering, rules
from requests_workflow.procedures.provider_request.clauses import RequestClauses
from requests_workflow.procedures.provider_request.routing import AT_DEPARTMENT
from requests_workflow.procedures.provider_request.states import FINAL, dossier_states

WITHDRAWING = tuple(
    Transition(
        name="withdraw",
        label="Rút hồ sơ",
        source=source,
        target="withdrawn",
        roles=DRAFTERS,
        clause=documents.DISCARDING_DRAFT if source == "draft" else documents.RECALLING_DOCUMENT,
        guards=() if source in {"draft", "sealed"} else (rules.NO_ROW_ANSWERED,),
        effects=("withdraw_requests",)
        if source in {"draft", "sealed"}
        else ("stop_clock", "withdraw_requests", "notify_recipient"),
        needs=frozenset({"reason"}),
    )
    for source in ("draft", "sealed", "sent", "at_department", "forwarded", "received", "supplement_requested")
)


def supplementing(*, clause: RequestClauses) -> tuple[Transition, ...]:
    """Sending what was asked for, or a paper drawn up anew."""
    return (
        Transition(
            name="supply_supplement",
            label="Gửi bổ sung",
            source="supplement_requested",
            target="sent",
            roles=SENDERS,
            clause=clause.dossier,
            guards=(document.NOT_SECRET,),
            effects=("check_profile", "supplement_rows", "notify_recipient"),
            needs=SENT | {"supplement_file"},
        ),
        Transition(
            name="reopen_for_correction",
            label="Soạn lại văn bản thay thế",
            source="supplement_requested",
            target="draft",
            roles=DRAFTERS,
            clause=documents.REPLACING_DOCUMENT,
            guards=(rules.NO_ROW_ANSWERED,),
            effects=("discard_document", "supplement_rows"),
            needs=frozenset({"reason"}),
        ),
    )


def request_dossier(
    *,
    code: str,
    title: str,
    clause: RequestClauses,
    guards: tuple[Guard, ...],
    clock: Deadline,
    answered: str,
    more: tuple[Transition, ...] = (),
    at_sending: tuple[Guard, ...] = (),
    at_receipt: tuple[Guard, ...] = (),
    answer_effects: tuple[str, ...] = (),
) -> Procedure:
    """The dossier of a request to the provider: from draft to the end of its last row.

    `answered` names the state between the answer and the end; `guards` say what a complete draft is, `at_sending` what
    is looked at again when it leaves, `at_receipt` on the day on which the provider had it; `more` are acts that only
    this procedure has.
    """
    return Procedure(
        code=f"{code}_dossier",
        title=f"{title}: hồ sơ (văn bản đề nghị)",
        initial="draft",
        final=FINAL,
        states=dossier_states(answered=answered),
        transitions=drafting(guards)
        + RETURNING
        + signing(
            wet_when=document.nobody_can_sign_digitally,
            wet_text="người ký hoặc cơ quan chưa có chứng thư dùng được",
        )
        + sending(effects=("check_profile", "make_copies", "notify_recipient"), guards=at_sending)
        + WITHDRAWING
        + supplementing(clause=clause)
        + more
        + AT_DEPARTMENT
        + answering.receipt(clause=clause, clock=clock, guards=at_receipt)
        + answering.answers(clause=clause, effects=answer_effects)
        + answering.ending(clause=clause)
        + answering.COPIES,
    )
