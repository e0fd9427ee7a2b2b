"""The guards of Mẫu 06, each with the clause that stands behind it, and the conditions under which an act exists."""

from requests_workflow.engine.transition import Rule
from requests_workflow.procedures.token_recovery import clauses
from requests_workflow.procedures.token_recovery.facts import DELEGATED_DEPARTMENT, PROVIDER, TokenRecoveryFacts

Facts = TokenRecoveryFacts

HAS_ROWS = Rule("no_rows", clauses.RECOVERY_DOSSIER, lambda f: f.row_count > 0)
ROWS_COMPLETE = Rule(
    "rows_incomplete",
    clauses.RECOVERY_DOSSIER,
    lambda f: f.rows_complete,
    lambda f: (("form", f.profile.recovery_form.mau),),
)
AGENCY_CAN_SUBMIT = Rule("agency_cannot_submit", clauses.MANAGING_BODY, lambda f: f.agency_can_submit)
NOT_SECRET = Rule(
    "secret_document", clauses.SECRET_ISSUE, lambda f: not f.marked_secret or f.profile.secret_documents_allowed.value
)
SINGLE_RECIPIENT = Rule("mixed_recipients", clauses.RECOVERY, lambda f: f.single_recipient)
SIGNER_CHOSEN = Rule("signer_not_chosen", clauses.APPROVING_DRAFT, lambda f: f.signer_id is not None)
SIGNER_NOT_DRAFTER = Rule(
    "drafter_signs", clauses.FOUR_EYES, lambda f: f.signer_id is None or f.signer_id != f.drafter_id
)
SIGNER_NOT_ROW_SUBJECT = Rule(
    "signer_token_in_rows",
    clauses.ACTING_SIGNATURE,
    lambda f: not f.signer_is_row_subject or (f.wet_signature_planned and f.profile.wet_signature_allowed.value),
)
CHECKER_NOT_DRAFTER = Rule("checker_is_drafter", clauses.FOUR_EYES, lambda f: f.actor_id != f.drafter_id)

IS_CHOSEN_SIGNER = Rule(
    "not_chosen_signer", clauses.APPROVING_DRAFT, lambda f: f.actor_id is not None and f.actor_id == f.signer_id
)
CERTIFICATE_IN_FORCE = Rule(
    "certificate_not_in_force", clauses.CERTIFICATE_VALIDITY, lambda f: f.signer_certificate_in_force
)
SIGNER_TOKEN_USABLE = Rule("signer_token_locked", clauses.ACTING_SIGNATURE, lambda f: not f.signer_token_locked)
SEAL_TOKEN_USABLE = Rule("seal_token_locked", clauses.PAPER_SEAL, lambda f: not f.seal_token_locked)
WET_SEAL_NEEDED = Rule("wet_seal_not_needed", clauses.DIGITAL_SEAL, lambda f: f.seal_token_locked or f.wet_signed)

NOT_OWN_TOKEN = Rule("own_token", clauses.FOUR_EYES, lambda f: not f.own_token)
# Who types in another body's paper dossier has not drafted its document.
DECIDER_NOT_DRAFTER = Rule(
    "decider_is_drafter", clauses.FOUR_EYES, lambda f: f.entered_by_department or f.actor_id != f.drafter_id
)
CHECKS_PASS = Rule(
    "checks_open",
    clauses.RECOVERY,
    lambda f: not f.failing_checks,
    lambda f: (("count", str(len(f.failing_checks))), ("lines", ", ".join(f.failing_checks))),
)
NO_ROW_RECOVERED = Rule("row_recovered", clauses.ONE_DOSSIER_ONE_DECISION, lambda f: not f.any_row_recovered)
PROPOSER_DOES_NOT_SIGN = Rule(
    "proposer_signs_refusal", clauses.FOUR_EYES, lambda f: f.actor_id != f.refusal_proposer_id
)
ALL_ROWS_CLOSED = Rule(
    "rows_open", clauses.RECOVERY, lambda f: f.open_rows == 0, lambda f: (("count", str(f.open_rows)),)
)
IS_THE_SUBSCRIBER = Rule(
    "not_the_subscriber",
    clauses.SUBSCRIBER_DUTIES,
    lambda f: f.actor_id is not None and f.actor_id in (f.subscriber_id, f.keeper_id),
)

SUBMITTING = (
    HAS_ROWS,
    ROWS_COMPLETE,
    AGENCY_CAN_SUBMIT,
    NOT_SECRET,
    SINGLE_RECIPIENT,
    SIGNER_CHOSEN,
    SIGNER_NOT_DRAFTER,
    SIGNER_NOT_ROW_SUBJECT,
)


def drafted_here(f: Facts) -> bool:
    """The managing body drafts on the product (else the department has typed the dossier in)."""
    return not f.entered_by_department


def with_unit_head(f: Facts) -> bool:
    """Drafted here, and the agency has a unit-head step."""
    return drafted_here(f) and f.has_unit_head_step


def without_unit_head_with_format(f: Facts) -> bool:
    """Drafted here, straight to the format check."""
    return drafted_here(f) and not f.has_unit_head_step and f.has_format_step


def without_checks(f: Facts) -> bool:
    """Drafted here, straight to the leader."""
    return drafted_here(f) and not f.has_unit_head_step and not f.has_format_step


def with_format(f: Facts) -> bool:
    """The agency has a format step."""
    return f.has_format_step


def without_format(f: Facts) -> bool:
    """The agency has no format step."""
    return not f.has_format_step


def digital_signing_blocked(f: Facts) -> bool:
    """The signer's or the seal's device is locked or among the rows, and the profile lets paper take its place."""
    return f.profile.wet_signature_allowed.value and (f.signer_token_locked or f.seal_token_locked)


def digitally_signed(f: Facts) -> bool:
    """The leader signed the PDF itself, so that number and date go into that PDF."""
    return not f.wet_signed


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
