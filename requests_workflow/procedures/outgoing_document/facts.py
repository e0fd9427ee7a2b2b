"""What the guards of an outgoing document may know, whatever it asks for."""

from dataclasses import dataclass

from requests_workflow.engine.transition import Facts


@dataclass(frozen=True, kw_only=True)
class DocumentFacts(Facts):
    """Facts of one dossier. Ids are user ids.

    A field that the act in hand does not ask for may keep its default; every default is the answer that refuses, except
    where nothing is known to stand in the way.
    """

    # How the case is set up.
    has_unit_head_step: bool = False  # the agency wants its unit head to review
    has_format_step: bool = False  # the agency wants the format checked
    entered_by_department: bool = False  # typed in by the department for a body that is not on the product

    # The document.
    row_count: int = 0
    rows_complete: bool = False  # each row and the contact person have every required field of the form
    marked_secret: bool = False
    numbered: bool = False  # it has a number of the register of outgoing documents
    agency_can_submit: bool = False  # legal personality and own seal
    agency_excluded: bool = False  # of a sector to which the local rules do not apply
    wet_signed: bool = False  # the signed file in hand is a scan of a paper signature
    wet_signature_planned: bool = False  # chosen on the draft

    unsound_attachments: int = 0  # files that go with it whose own signatures are bad, so that no seal can follow
    unsealed_attachments: int = 0  # files that go with it and do not bear the agency's signature yet

    # People.
    drafter_id: int | None = None
    signer_id: int | None = None  # the leader chosen to sign
    signer_delegation_ended: bool = False  # the signer signs by a decision of the head that does not stand any more
    signer_certificate_in_force: bool = False  # the chosen signer has one
    signer_token_locked: bool = False  # the chosen signer's device is locked or among the rows
    seal_token_locked: bool = False  # the agency has no seal that works: device locked, among the rows, or none at all

    # Rows not yet in a final state.
    open_rows: int = 0
