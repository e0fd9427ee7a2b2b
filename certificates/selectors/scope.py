"""Who sees which line of the registers of certificates and devices."""

from collections.abc import Callable

from django.db.models import Q

from directory.domain.roles import Role
from directory.models import Agency, Subscriber
from directory.selectors.roles import Actor, prefix_filter

CaseScope = Callable[[Actor], Q]


# The value of ?co_quan= for one's own lines; another value is an agency's public id.
OWN = "cua_toi"
# A choice of more bodies than this is no choice: they are found by name.
MOST_AGENCIES = 400


def by_agency(actor: Actor) -> Q:
    """Lines of the actor's subtrees, and of the territories of the actor's department.

    The bodies are looked up first: with their ids in hand PostgreSQL reads a list by its index on the managing agency,
    where a join in an OR would make it walk the whole register.
    """
    return _managed_within(actor.subtree_paths() + actor.department_territories)


def by_subscriber(actor: Actor) -> Q:
    """The actor's own lines, for a subscriber."""
    if actor.person_id is None or Role.SUBSCRIBER not in actor.roles:
        return Q(pk__in=[])
    own = Subscriber.objects.filter(person_id=actor.person_id).values_list("pk", flat=True)
    return Q(subscriber_id__in=list(own))


def is_subscriber(actor: Actor) -> bool:
    """Whether the actor has lines of one's own."""
    return actor.person_id is not None and Role.SUBSCRIBER in actor.roles


def reads_others(actor: Actor) -> bool:
    """Whether any role lets the actor read more than one's own lines."""
    return bool(actor.roles - {Role.SUBSCRIBER})


def agencies_in_scope(actor: Actor) -> list[Agency]:
    """Bodies that manage subscribers and whose lines the actor reads, by name; none where there are too many."""
    paths = actor.subtree_paths() + actor.department_territories
    if not paths:
        return []
    found = Agency.objects.filter(
        prefix_filter(lookup="path", paths=paths), has_own_seal=True, has_legal_personality=True
    ).order_by("folded_name", "pk")
    bodies = list(found[: MOST_AGENCIES + 1])
    return bodies if len(bodies) <= MOST_AGENCIES else []


def of_choice(*, actor: Actor, choice: str) -> Q:
    """Lines of a choice in the filter: OWN, the public id of a body (with all below it), or "" for all."""
    if choice == OWN:
        return by_subscriber(actor)
    if not choice:
        return Q()
    path = Agency.objects.filter(public_id=choice).values_list("path", flat=True).first()
    return _managed_within((path,) if path else ())


def _managed_within(paths: tuple[str, ...]) -> Q:
    """Lines of the bodies whose path starts with one of the prefixes; nothing for no prefix."""
    if not paths:
        return Q(pk__in=[])
    bodies = Agency.objects.filter(prefix_filter(lookup="path", paths=paths)).values_list("pk", flat=True)
    return Q(managing_agency_id__in=list(bodies))


class CaseScopes:
    """Lines that become visible through a case (the provider sees what was sent to it).

    Cases belong to a higher app, which registers the condition at start-up; the registers never call up.
    """

    def __init__(self) -> None:
        self._scopes: dict[str, CaseScope] = {}

    def register(self, name: str, scope: CaseScope) -> None:
        """Adds a condition; the same name again replaces it."""
        self._scopes[name] = scope

    def condition(self, actor: Actor) -> Q:
        """Any of the registered conditions; nothing while there is none."""
        condition = Q(pk__in=[])
        for scope in self._scopes.values():
            condition |= scope(actor)
        return condition


CERTIFICATE_CASES = CaseScopes()
