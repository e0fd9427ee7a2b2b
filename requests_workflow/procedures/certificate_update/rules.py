"""Guards of Mẫu 04: once, in time, and only for what Điều 15 names; each says the lawful way on."""

from collections.abc import Callable

from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.transition import Rule
from requests_workflow.procedures.certificate_update import clauses
from requests_workflow.procedures.certificate_update.facts import UpdateFacts as Facts


def _none(code: str, clause: Clause, names: Callable[[Facts], tuple[str, ...]]) -> Rule:
    return Rule(code, clause, lambda f: not names(f), lambda f: (("names", ", ".join(names(f)[:5])),))


def _with_days(code: str, clause: Clause, names: Callable[[Facts], tuple[str, ...]], parameter: str) -> Rule:
    return Rule(
        code,
        clause,
        lambda f: not names(f),
        lambda f: (("names", ", ".join(names(f)[:5])), ("days", str(getattr(f.profile, parameter).value))),
    )


IN_FORCE = _none("certificate_ended", clauses.RENEWAL, lambda f: f.not_in_force)
RENEWAL_LEFT = _none("renewal_used", clauses.RENEWAL, lambda f: f.renewed_before)
RENEWAL_IN_TIME = _with_days("renewal_too_late", clauses.RENEWAL, lambda f: f.renewed_too_late, "renewal_min_days_left")
CHANGE_IN_TIME = _with_days("change_too_late", clauses.CHANGE, lambda f: f.changed_too_late, "change_min_days_left")
NOT_POSITION = _none("position_changed", clauses.POSITION_CHANGED, lambda f: f.position_changes)
NOT_IDENTITY = _none("identity_changed", clauses.CHANGE_CASES, lambda f: f.identity_changes)
LISTED_CHANGE = _none("change_not_listed", clauses.CHANGE_CASES, lambda f: f.unlisted_changes)

# What holds of the certificates themselves: looked at when the paper is drawn up, and again when it leaves.
CONDITIONS = (IN_FORCE, RENEWAL_LEFT, RENEWAL_IN_TIME, CHANGE_IN_TIME)
# The decree does not say which day counts. Where the profile says the day of receipt, a dossier that reached the
# provider too late is none that it takes as valid; its refusal is what there is to record then.
RECEIVED_IN_TIME = Rule(
    "received_too_late",
    clauses.RENEWAL,
    lambda f: f.profile.filing_window_counts.value != "receipt" or not (f.renewed_too_late or f.changed_too_late),
    lambda f: (("names", ", ".join((*f.renewed_too_late, *f.changed_too_late)[:5])),),
)
AT_RECEIPT = (RECEIVED_IN_TIME,)
CASES = (NOT_POSITION, NOT_IDENTITY, LISTED_CHANGE)

IS_THE_HOLDER = Rule(
    "not_the_subscriber", clauses.RENEWING, lambda f: f.actor_id is not None and f.actor_id == f.subscriber_id
)
HAS_CERTIFICATE = Rule("certificate_not_registered", clauses.RENEWING, lambda f: f.has_certificate)
