"""What the guards of Mẫu 06 may know about a dossier or one of its rows."""

from dataclasses import dataclass

from requests_workflow.procedures.outgoing_document.facts import DocumentFacts
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER

__all__ = ["DELEGATED_DEPARTMENT", "PROVIDER", "TokenRecoveryFacts"]


@dataclass(frozen=True, kw_only=True)
class TokenRecoveryFacts(DocumentFacts):
    """Facts of one dossier, or of one of its rows when deciding on the REQUEST procedure."""

    route: str = DELEGATED_DEPARTMENT  # the function that receives it, by device kind: DELEGATED_DEPARTMENT or PROVIDER
    single_recipient: bool = False  # every device goes to the same body
    signer_is_row_subject: bool = False  # the chosen signer is subscriber or keeper of a device among the rows
    own_token: bool = False  # the actor is subscriber or keeper of a device among the rows (REQUEST: of this row)
    refusal_proposer_id: int | None = None

    # Decision and rows.
    failing_checks: tuple[str, ...] = ()  # labels of check lines that are not "pass" and not overridden
    any_row_recovered: bool = False  # a row is recovered or closed after recovery

    # One row (REQUEST procedure).
    subscriber_id: int | None = None  # None: the subscriber has no account
    keeper_id: int | None = None  # the văn thư who keeps an organisation's device
