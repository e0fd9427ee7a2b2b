"""What happens to one row of a request before the provider has granted it."""

from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.transition import Transition
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document.drafting import DRAFTERS
from requests_workflow.procedures.outgoing_document.signing import SENDERS
from requests_workflow.procedures.provider_request import rules


def system_act(*, name: str, label: str, source: str, target: str, clause: Clause) -> Transition:
    """A step of a row that follows the dossier's own step."""
    return Transition(
        name=name, label=label, source=source, target=target, roles=frozenset(), clause=clause, system=True
    )


def waiting(*, clause: Clause) -> tuple[Transition, ...]:
    """Refused, asked to be supplemented, supplemented, or withdrawn, each on its own or with the dossier."""
    return (
        *(
            transition
            for source in ("pending", "supplement")
            for transition in (
                system_act(name="refuse", label="Cục từ chối", source=source, target="refused", clause=clause),
                system_act(
                    name="withdraw",
                    label="Rút",
                    source=source,
                    target="withdrawn",
                    clause=documents.RECALLING_DOCUMENT,
                ),
                Transition(
                    name="withdraw_row",
                    label="Rút đề nghị này",
                    source=source,
                    target="withdrawn",
                    roles=DRAFTERS,
                    clause=documents.RECALLING_DOCUMENT,
                    effects=("advance_dossier", "notify_subscriber"),
                    needs=frozenset({"reason", "proof_file"}),
                ),
            )
        ),
        system_act(
            name="ask_supplement",
            label="Cục yêu cầu bổ sung",
            source="pending",
            target="supplement",
            clause=documents.RETURNING_DOCUMENT,
        ),
        system_act(name="supplemented", label="Đã gửi bổ sung", source="supplement", target="pending", clause=clause),
        Transition(
            name="supply_row_supplement",
            label="Gửi bổ sung cho đề nghị này",
            source="supplement",
            target="pending",
            roles=SENDERS,
            clause=clause,
            effects=("notify_recipient",),
            needs=frozenset({"legal_time", "supplement_file"}),
            # When nothing else waits, the supplement goes with the dossier.
            applies=rules.others_wait,
            applies_text="còn đề nghị khác của hồ sơ đang chờ Cục",
        ),
    )
