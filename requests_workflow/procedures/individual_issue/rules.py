"""The guards of Mẫu 01, each with the clause that stands behind it, and the conditions under which an act exists."""

from requests_workflow.engine.transition import Rule
from requests_workflow.procedures.individual_issue import clauses
from requests_workflow.procedures.individual_issue.facts import IndividualIssueFacts as Facts
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document import rules as document
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER

ROWS_VALID = Rule(
    "rows_invalid",
    clauses.ISSUE_DOSSIER,
    lambda f: not f.row_problems,
    lambda f: (("count", str(len(f.row_problems))), ("lines", "; ".join(f.row_problems[:5]))),
)
EMAILS_OFFICIAL = Rule(
    "email_not_allowed",
    clauses.FORM,
    lambda f: not f.refused_emails,
    lambda f: (("emails", ", ".join(f.refused_emails[:5])),),
)
NO_ROW_ANSWERED = Rule("row_answered", documents.ONE_DOSSIER_ONE_DECISION, lambda f: not f.any_row_answered)
ALL_ROWS_ANSWERED = Rule(
    "rows_unanswered",
    clauses.ISSUING,
    lambda f: f.unanswered_rows == 0,
    lambda f: (("count", str(f.unanswered_rows)),),
)
ALL_ROWS_CLOSED = document.all_rows_closed(clauses.HANDOVER)
SUBSCRIBER_STILL_HERE = Rule("subscriber_left", clauses.CONDITIONS, lambda f: not f.subscriber_left)
GIVER_IS_NOT_RECEIVER = Rule("giver_is_receiver", clauses.TWO_SIDES, lambda f: not f.is_own_row)
IS_THE_SUBSCRIBER = Rule(
    "not_the_receiver",
    clauses.TWO_SIDES,
    lambda f: f.actor_id is not None and f.actor_id == f.subscriber_id,
)
HAS_CERTIFICATE = Rule("certificate_not_registered", clauses.ISSUING, lambda f: f.has_certificate)

SUBMITTING = (
    document.has_rows(clauses.ISSUE_DOSSIER),
    document.rows_complete(clauses.ISSUE_DOSSIER, lambda profile: profile.individual_issue_form),
    ROWS_VALID,
    EMAILS_OFFICIAL,
    document.AGENCY_CAN_SUBMIT,
    document.NOT_SECRET,
    document.SIGNER_CHOSEN,
    document.SIGNER_NOT_DRAFTER,
)


def straight(f: Facts) -> bool:
    """The agency sends to the provider itself."""
    return f.route == PROVIDER


def through_department(f: Facts) -> bool:
    """The delegated department is the receiving point."""
    return f.route == DELEGATED_DEPARTMENT


def copy_to_send(f: Facts) -> bool:
    """A tracked copy has not left yet."""
    return f.copies_to_send > 0


def copy_to_acknowledge(f: Facts) -> bool:
    """A copy was sent to the department and its arrival is not on record."""
    return f.copies_to_acknowledge > 0


def devices_on_the_way(f: Facts) -> bool:
    """A certificate was issued whose device the agency does not have yet."""
    return f.rows_awaiting_device > 0


def devices_may_reach_department(f: Facts) -> bool:
    """The department is the receiving point, and a device is still with the provider."""
    return through_department(f) and f.rows_awaiting_device > f.rows_at_department


def without_device(f: Facts) -> bool:
    """SIM PKI or centralised signing."""
    return not f.has_device


def without_device_with_account(f: Facts) -> bool:
    """No device, and the subscriber can sign in."""
    return without_device(f) and f.subscriber_id is not None


def with_account(f: Facts) -> bool:
    """The subscriber can sign in and confirm on screen."""
    return f.subscriber_id is not None


def without_account(f: Facts) -> bool:
    """The subscriber cannot sign in: a signed paper takes the place of the confirmation."""
    return f.subscriber_id is None
