"""Guards of an outgoing document, each with its clause, and the conditions under which an act exists."""

from collections.abc import Callable

from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.transition import Rule
from requests_workflow.procedures.outgoing_document import clauses
from requests_workflow.procedures.outgoing_document.facts import DocumentFacts as Facts
from requests_workflow.regulations.profile import FormRef, Profile

AGENCY_CAN_SUBMIT = Rule("agency_cannot_submit", clauses.MANAGING_BODY, lambda f: f.agency_can_submit)
AGENCY_NOT_EXCLUDED = Rule("agency_excluded", clauses.SUBJECTS, lambda f: not f.agency_excluded)
# Of the body that asks, whatever it asks for.
BODY_MAY_ASK = (AGENCY_CAN_SUBMIT, AGENCY_NOT_EXCLUDED)
NOT_SECRET = Rule(
    "secret_document", clauses.SECRET_ISSUE, lambda f: not f.marked_secret or f.profile.secret_documents_allowed.value
)
SIGNER_CHOSEN = Rule("signer_not_chosen", clauses.APPROVING_DRAFT, lambda f: f.signer_id is not None)
SIGNER_NOT_DRAFTER = Rule(
    "drafter_signs", clauses.FOUR_EYES, lambda f: f.signer_id is None or f.signer_id != f.drafter_id
)
CHECKER_NOT_DRAFTER = Rule("checker_is_drafter", clauses.FOUR_EYES, lambda f: f.actor_id != f.drafter_id)
IS_CHOSEN_SIGNER = Rule(
    "not_chosen_signer", clauses.APPROVING_DRAFT, lambda f: f.actor_id is not None and f.actor_id == f.signer_id
)
DELEGATION_IN_FORCE = Rule("delegation_ended", clauses.SIGNING_POWER, lambda f: not f.signer_delegation_ended)
CERTIFICATE_IN_FORCE = Rule(
    "certificate_not_in_force", clauses.CERTIFICATE_VALIDITY, lambda f: f.signer_certificate_in_force
)
SIGNER_TOKEN_USABLE = Rule("signer_token_locked", clauses.ACTING_SIGNATURE, lambda f: not f.signer_token_locked)
SEAL_TOKEN_USABLE = Rule("seal_token_locked", clauses.PAPER_SEAL, lambda f: not f.seal_token_locked)
ATTACHMENTS_SOUND = Rule(
    "attachments_unsound",
    clauses.SEPARATE_FILES,
    lambda f: not (f.unsound_attachments and f.profile.attachments_sealed.value) or f.seal_token_locked,
    lambda f: (("count", str(f.unsound_attachments)),),
)
ATTACHMENTS_SEALED = Rule(
    "attachments_unsealed",
    clauses.SEPARATE_FILES,
    # Without a seal that works the whole goes on paper.
    lambda f: not (f.unsealed_attachments and f.profile.attachments_sealed.value) or f.seal_token_locked,
    lambda f: (("count", str(f.unsealed_attachments)),),
)
WET_SEAL_NEEDED = Rule("wet_seal_not_needed", clauses.DIGITAL_SEAL, lambda f: f.seal_token_locked or f.wet_signed)


def has_rows(clause: Clause) -> Rule:
    """At least one row, under the clause that says what the dossier holds."""
    return Rule("no_rows", clause, lambda f: f.row_count > 0)


def rows_complete(clause: Clause, form: Callable[[Profile], FormRef]) -> Rule:
    """Every required field of the form is there."""
    return Rule("rows_incomplete", clause, lambda f: f.rows_complete, lambda f: (("form", form(f.profile).mau),))


def all_rows_closed(clause: Clause) -> Rule:
    """No row is open any more."""
    return Rule("rows_open", clause, lambda f: f.open_rows == 0, lambda f: (("count", str(f.open_rows)),))


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


def number_awaited(f: Facts) -> bool:
    """Local rules want the number in the paper before it is signed, and it has none yet."""
    return f.profile.number_before_sign.value and not f.numbered


def numbered_before_signing(f: Facts) -> bool:
    """Local rules want the number in the paper before it is signed, and there it stands."""
    return f.profile.number_before_sign.value and f.numbered


def signed_with_number(f: Facts) -> bool:
    """What the leader signed digitally had its number already."""
    return not f.wet_signed and numbered_before_signing(f)


def signed_without_number(f: Facts) -> bool:
    """The leader signed the PDF itself, so that number and date go into that PDF, and they are still to come."""
    return not f.wet_signed and not numbered_before_signing(f)


def numbered_after_signing(f: Facts) -> bool:
    """The usual order: a wrong number is taken out of the PDF, and the leader's signature stays."""
    return not f.profile.number_before_sign.value


def nobody_can_sign_digitally(f: Facts) -> bool:
    """Signer or agency has no working certificate (a first one is asked for on paper), and the profile allows paper."""
    blocked = not f.signer_certificate_in_force or f.signer_token_locked or f.seal_token_locked
    return f.profile.wet_signature_allowed.value and blocked
