"""What the guards of a request to the provider may know, whatever it asks for."""

from dataclasses import dataclass
from datetime import date

from requests_workflow.procedures.outgoing_document.facts import DocumentFacts
from requests_workflow.regulations.profile import PROVIDER


@dataclass(frozen=True, kw_only=True)
class ProviderRequestFacts(DocumentFacts):
    """Facts of one dossier, or of one of its rows when deciding on the REQUEST procedure."""

    route: str = PROVIDER  # whom the agency sends it to: PROVIDER, or DELEGATED_DEPARTMENT as the receiving point
    row_problems: tuple[str, ...] = ()  # "dòng 2: …", what in the rows cannot be
    refused_emails: tuple[str, ...] = ()  # addresses outside the official domains
    copies_to_send: int = 0  # tracked copies whose sending is not on record
    copies_to_acknowledge: int = 0  # copies sent whose arrival is not on record
    any_row_answered: bool = False  # the provider has granted or refused a row
    unanswered_rows: int = 0  # rows that the provider has not answered
    rows_to_supplement: int = 0  # of these, rows for which the provider asked for more

    # One row (REQUEST procedure).
    has_device: bool = False  # SIM PKI and centralised signing have none
    has_certificate: bool = False  # the certificate is in the register
    subscriber_id: int | None = None  # None: the subscriber, or the keeper of an organisation's device, has no account
    is_own_row: bool = False  # the actor is the person of this row
    subscriber_left: bool = False  # no longer works at the agency on the day of `now`, or of the act in hand
    subscriber_left_on: date | None = None  # the first day on which that is so; None: not known
