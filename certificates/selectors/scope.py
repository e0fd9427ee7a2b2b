"""Who sees which line of the registers of certificates and devices."""

from collections.abc import Callable

from django.db.models import Q

from directory.domain.roles import Role
from directory.selectors.roles import Actor, prefix_filter

CaseScope = Callable[[Actor], Q]


def by_agency(actor: Actor) -> Q:
    """Lines of the actor's subtrees, and of the territories of the actor's department."""
    return prefix_filter(lookup="managing_agency__path", paths=actor.subtree_paths() + actor.department_territories)


def by_subscriber(actor: Actor) -> Q:
    """The actor's own lines, for a subscriber."""
    if actor.person_id is None or Role.SUBSCRIBER not in actor.roles:
        return Q(pk__in=[])
    return Q(subscriber__person_id=actor.person_id)


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
