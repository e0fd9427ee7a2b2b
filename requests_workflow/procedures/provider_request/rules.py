"""Guards that requests to the provider share, and the conditions under which an act exists."""

from collections.abc import Callable

from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.transition import Guard, Rule
from requests_workflow.procedures.outgoing_document import clauses as documents
from requests_workflow.procedures.outgoing_document import rules as document
from requests_workflow.procedures.provider_request.clauses import RequestClauses
from requests_workflow.procedures.provider_request.facts import ProviderRequestFacts as Facts
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER, FormRef, Profile

NO_ROW_ANSWERED = Rule("row_answered", documents.ONE_DOSSIER_ONE_DECISION, lambda f: not f.any_row_answered)
# Rows that wait for more stop the dossier only when no other row waits for the provider.
ONLY_SUPPLEMENTS_LEFT = Rule(
    "rows_unanswered",
    documents.RETURNING_DOCUMENT,
    lambda f: 0 < f.rows_to_supplement == f.unanswered_rows,
    lambda f: (("count", str(f.unanswered_rows)),),
)
all_rows_closed = document.all_rows_closed


def rows_valid(clause: Clause) -> Rule:
    """Nothing in the rows is impossible."""
    return Rule(
        "rows_invalid",
        clause,
        lambda f: not f.row_problems,
        lambda f: (("count", str(len(f.row_problems))), ("lines", "; ".join(f.row_problems[:5]))),
    )


def emails_official(clause: Clause) -> Rule:
    """Every address is one of a state body."""
    return Rule(
        "email_not_allowed",
        clause,
        lambda f: not f.refused_emails,
        lambda f: (("emails", ", ".join(f.refused_emails[:5])),),
    )


def all_rows_answered(clause: Clause) -> Rule:
    """The provider has said something about each row."""
    return Rule(
        "rows_unanswered",
        clause,
        lambda f: f.unanswered_rows == 0,
        lambda f: (("count", str(f.unanswered_rows)),),
    )


def submitting(
    *, clause: RequestClauses, form: Callable[[Profile], FormRef], more: tuple[Guard, ...] = ()
) -> tuple[Guard, ...]:
    """What a complete draft is; `more` are the procedure's own conditions."""
    return (
        document.has_rows(clause.dossier),
        document.rows_complete(clause.dossier, form),
        rows_valid(clause.dossier),
        emails_official(clause.form),
        *more,
        *document.BODY_MAY_ASK,
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


def others_wait(f: Facts) -> bool:
    """Beside the rows that were asked to be supplemented, another waits for the provider."""
    return f.unanswered_rows > f.rows_to_supplement


def copy_to_send(f: Facts) -> bool:
    """A tracked copy has not left yet."""
    return f.copies_to_send > 0


def copy_to_acknowledge(f: Facts) -> bool:
    """A copy was sent to the department and its arrival is not on record."""
    return f.copies_to_acknowledge > 0
