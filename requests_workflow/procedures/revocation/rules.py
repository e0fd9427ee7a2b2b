"""Guards of a revocation."""

from requests_workflow.engine.transition import Rule
from requests_workflow.procedures.revocation import clauses
from requests_workflow.procedures.revocation.facts import RevocationFacts as Facts

NOT_REVOKED = Rule(
    "revoked_before",
    clauses.REVOKING,
    lambda f: not f.revoked_before,
    lambda f: (("names", ", ".join(f.revoked_before[:5])),),
)
REASON_FITS = Rule(
    "revocation_reason_unfit",
    clauses.CASES,
    lambda f: not f.reasons_unfit,
    lambda f: (("names", ", ".join(f.reasons_unfit[:5])),),
)
ASKED_BY_AGENCY = Rule("revocation_by_notice", clauses.WHO_MAY_ASK, lambda f: not f.by_notice)


def by_notice(f: Facts) -> bool:
    """The provider, the prosecution or the police had it revoked, and told the agency."""
    return f.by_notice
