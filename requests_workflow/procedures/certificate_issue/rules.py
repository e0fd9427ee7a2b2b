"""Guards of first certificates, and the conditions under which an act exists."""

from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.transition import Rule
from requests_workflow.procedures.certificate_issue import clauses
from requests_workflow.procedures.certificate_issue.facts import IssueFacts as Facts
from requests_workflow.procedures.provider_request.rules import through_department

GIVER_IS_NOT_RECEIVER = Rule("giver_is_receiver", clauses.TWO_SIDES, lambda f: not f.is_own_row)
IS_THE_SUBSCRIBER = Rule(
    "not_the_receiver",
    clauses.TWO_SIDES,
    lambda f: f.actor_id is not None and f.actor_id == f.subscriber_id,
)
HAS_CERTIFICATE = Rule("certificate_not_registered", clauses.ISSUING, lambda f: f.has_certificate)


def still_here(clause: Clause) -> Rule:
    """Who gets the device still works at the agency."""
    return Rule("subscriber_left", clause, lambda f: not f.subscriber_left)


def has_keeper(clause: Clause) -> Rule:
    """Somebody is named to keep the device of an organisation or a system."""
    return Rule(
        "keeper_missing",
        clause,
        lambda f: not f.rows_without_keeper,
        lambda f: (("names", ", ".join(f.rows_without_keeper[:5])),),
    )


def keeper_is_registry_clerk(clause: Clause) -> Rule:
    """An organisation's device goes to its văn thư (Ninh Thuận Điều 16 khoản 4)."""
    return Rule(
        "keeper_not_registry",
        clause,
        lambda f: not f.keepers_not_registry,
        lambda f: (("names", ", ".join(f.keepers_not_registry[:5])),),
    )


def has_ground(clause: Clause) -> Rule:
    """An organisation shows its establishing decision, or the confirmation of the body above it."""
    return Rule(
        "establishment_missing",
        clause,
        lambda f: not f.rows_without_ground,
        lambda f: (("names", ", ".join(f.rows_without_ground[:5])),),
    )


def devices_on_the_way(f: Facts) -> bool:
    """A certificate was issued whose device the agency does not have yet."""
    return f.rows_awaiting_device > 0


def devices_may_reach_department(f: Facts) -> bool:
    """The department is the receiving point, and a device is still with the provider."""
    return through_department(f) and f.rows_awaiting_device > f.rows_at_department


def with_device(f: Facts) -> bool:
    """The key is on a device that somebody is to keep."""
    return f.has_device


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
