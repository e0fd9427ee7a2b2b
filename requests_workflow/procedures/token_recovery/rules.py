"""The guards of Mẫu 06, each with the clause that stands behind it, and the conditions under which an act exists."""

from requests_workflow.engine.transition import Rule
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document import rules as document
from requests_workflow.procedures.outgoing_document.rules import drafted_here
from requests_workflow.procedures.token_recovery import clauses
from requests_workflow.procedures.token_recovery.facts import DELEGATED_DEPARTMENT, PROVIDER, TokenRecoveryFacts

Facts = TokenRecoveryFacts

HAS_ROWS = document.has_rows(clauses.RECOVERY_DOSSIER)
ROWS_COMPLETE = document.rows_complete(clauses.RECOVERY_DOSSIER, lambda profile: profile.recovery_form)
NOT_SECRET = document.NOT_SECRET
SINGLE_RECIPIENT = Rule("mixed_recipients", clauses.RECOVERY, lambda f: f.single_recipient)
SIGNER_NOT_ROW_SUBJECT = Rule(
    "signer_token_in_rows",
    documents.ACTING_SIGNATURE,
    lambda f: not f.signer_is_row_subject or (f.wet_signature_planned and f.profile.wet_signature_allowed.value),
)

NOT_OWN_TOKEN = Rule("own_token", documents.FOUR_EYES, lambda f: not f.own_token)
# Who types in another body's paper dossier has not drafted its document.
DECIDER_NOT_DRAFTER = Rule(
    "decider_is_drafter", documents.FOUR_EYES, lambda f: f.entered_by_department or f.actor_id != f.drafter_id
)
CHECKS_PASS = Rule(
    "checks_open",
    clauses.RECOVERY,
    lambda f: not f.failing_checks,
    lambda f: (("count", str(len(f.failing_checks))), ("lines", ", ".join(f.failing_checks))),
)
NO_ROW_RECOVERED = Rule("row_recovered", documents.ONE_DOSSIER_ONE_DECISION, lambda f: not f.any_row_recovered)
PROPOSER_DOES_NOT_SIGN = Rule(
    "proposer_signs_refusal", documents.FOUR_EYES, lambda f: f.actor_id != f.refusal_proposer_id
)
ALL_ROWS_CLOSED = document.all_rows_closed(clauses.RECOVERY)
IS_THE_SUBSCRIBER = Rule(
    "not_the_subscriber",
    documents.SUBSCRIBER_DUTIES,
    lambda f: f.actor_id is not None and f.actor_id in (f.subscriber_id, f.keeper_id),
)

SUBMITTING = (
    HAS_ROWS,
    ROWS_COMPLETE,
    *document.BODY_MAY_ASK,
    NOT_SECRET,
    SINGLE_RECIPIENT,
    document.SIGNER_CHOSEN,
    document.SIGNER_NOT_DRAFTER,
    SIGNER_NOT_ROW_SUBJECT,
)


def digital_signing_blocked(f: Facts) -> bool:
    """The signer's or the seal's device is locked or among the rows, and the profile lets paper take its place."""
    return f.profile.wet_signature_allowed.value and (f.signer_token_locked or f.seal_token_locked)


def at_department(f: Facts) -> bool:
    """The delegated department receives."""
    return f.route == DELEGATED_DEPARTMENT


def at_provider(f: Facts) -> bool:
    """The provider receives, and what it does is recorded with proof."""
    return f.route == PROVIDER


def typed_in(f: Facts) -> bool:
    """The department has typed the dossier in for a body that is not on the product."""
    return f.entered_by_department and at_department(f)


def subscriber_without_account(f: Facts) -> bool:
    """Drafted here; neither the subscriber nor a keeper can sign in."""
    return drafted_here(f) and f.subscriber_id is None and f.keeper_id is None


def typed_in_subscriber_without_account(f: Facts) -> bool:
    """Typed in; neither the subscriber nor a keeper can sign in."""
    return typed_in(f) and f.subscriber_id is None and f.keeper_id is None
