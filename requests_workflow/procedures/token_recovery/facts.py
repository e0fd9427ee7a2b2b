"""What the guards of Mẫu 06 may know about a dossier or one of its rows."""

from dataclasses import dataclass

from requests_workflow.engine.transition import Facts
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER

__all__ = ["DELEGATED_DEPARTMENT", "PROVIDER", "TokenRecoveryFacts"]


@dataclass(frozen=True, kw_only=True)
class TokenRecoveryFacts(Facts):
    """Facts of one dossier, or of one of its rows when deciding on the REQUEST procedure.

    Ids are user ids. A field that the act in hand does not ask for may keep its default; every default is the answer
    that refuses, except where nothing is known to stand in the way.
    """

    # How the case is set up.
    route: str = DELEGATED_DEPARTMENT  # the function that receives it, by device kind: DELEGATED_DEPARTMENT or PROVIDER
    has_unit_head_step: bool = False  # the agency wants its unit head to review
    has_format_step: bool = False  # the agency wants the format checked
    entered_by_department: bool = False  # typed in by the department for a body that is not on the product

    # The document.
    row_count: int = 0
    rows_complete: bool = False  # each row and the contact person have every required field of the form
    single_recipient: bool = False  # every device goes to the same body
    marked_secret: bool = False
    agency_can_submit: bool = False  # legal personality and own seal
    wet_signed: bool = False  # the signed file in hand is a scan of a paper signature
    wet_signature_planned: bool = False  # chosen on the draft

    # People.
    drafter_id: int | None = None
    signer_id: int | None = None  # the leader chosen to sign
    signer_is_row_subject: bool = False  # the chosen signer is subscriber or keeper of a device among the rows
    signer_certificate_in_force: bool = False  # the chosen signer has one, on a device that is not locked
    signer_token_locked: bool = False  # the chosen signer's device is locked or among the rows
    seal_token_locked: bool = False  # the device of the agency's seal is locked or among the rows
    own_token: bool = False  # the actor is subscriber or keeper of a device among the rows (REQUEST: of this row)
    refusal_proposer_id: int | None = None

    # Decision and rows.
    failing_checks: tuple[str, ...] = ()  # labels of check lines that are not "pass" and not overridden
    any_row_recovered: bool = False  # a row is recovered or closed after recovery
    open_rows: int = 0  # rows not yet in a final state

    # One row (REQUEST procedure).
    subscriber_id: int | None = None  # None: the subscriber has no account
    keeper_id: int | None = None  # the văn thư who keeps an organisation's device
