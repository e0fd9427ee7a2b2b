"""What a procedure is made of: facts about the case, guards over the facts, and transitions between states.

Everything is a frozen value; nothing here reads a clock, a database or a request.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from directory.domain.roles import Role
from requests_workflow.engine.clauses import Clause, Refusal
from requests_workflow.regulations.profile import Profile

# Roles that exist only at the body that receives a dossier; every other role is held at the body that sends it.
RECEIVING_ROLES = frozenset({Role.DEPARTMENT_OFFICER, Role.DEPARTMENT_LEADER, Role.PROVIDER_OFFICER})


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What every guard may know. A procedure adds its own facts in a subclass.

    `actor_id` is None when the system itself acts. `roles` are the actor's roles at the sending (managing) body of the
    case, `recipient_roles` those at the body that receives it: the same văn thư role means two different desks.
    """

    actor_id: int | None
    roles: frozenset[Role]
    now: datetime
    profile: Profile
    recipient_roles: frozenset[Role] = frozenset()

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("facts need an aware time")

    def at(self, legal_at: datetime | None) -> Self:
        """The same facts for an act that happened at `legal_at` (None: now); a procedure that counts days says more."""
        return self


# A guard answers None when the act may pass. Procedures give guards over their own facts, hence Any.
type Guard = Callable[[Any], Refusal | None]


@dataclass(frozen=True)
class Rule:
    """A guard as data: refuses with `code` and `clause` unless `holds(facts)`; `params` fill the sentence."""

    code: str
    clause: Clause
    holds: Callable[[Any], bool]
    params: Callable[[Any], tuple[tuple[str, str], ...]] | None = None

    def __call__(self, facts: Any) -> Refusal | None:
        """None when the rule holds for these facts, else the refusal."""
        if self.holds(facts):
            return None
        return Refusal(self.code, self.clause, self.params(facts) if self.params else ())


@dataclass(frozen=True)
class Deadline:
    """A legal clock that a transition starts: the profile parameter with its length, and the event it counts from."""

    parameter: str
    starts: str
    clause: Clause


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One act: who may move a case from `source` to `target`, under which clause, with what in hand.

    `needs` are inputs the act must bring, `effects` what follows from it: words of engine.vocabulary.
    `applies` is configuration: where it is False the act does not exist for the case and is not shown at all.
    `at_recipient` are those of `roles` that must be held at the receiving body; RECEIVING_ROLES always are.
    `register_act` marks the acts of numbering, sending and receiving, whose facts come from the register of documents.
    `system` acts are performed by the engine itself: they have no roles and no button.
    """

    name: str
    label: str
    source: str
    target: str
    roles: frozenset[Role]
    clause: Clause
    guards: tuple[Guard, ...] = ()
    effects: tuple[str, ...] = ()
    deadline: Deadline | None = None
    needs: frozenset[str] = frozenset()
    applies: Callable[[Any], bool] | None = None
    system: bool = False
    at_recipient: frozenset[Role] = field(default=frozenset())
    applies_text: str = ""
    register_act: bool = False

    def __post_init__(self) -> None:
        if self.system == bool(self.roles):
            raise ValueError(f"{self.name}: an act is either the system's or somebody's")
        if self.applies is not None and not self.applies_text:
            raise ValueError(f"{self.name}: say in words when the act applies")
        object.__setattr__(self, "at_recipient", (self.at_recipient | RECEIVING_ROLES) & self.roles)

    def is_role_of(self, facts: Facts) -> bool:
        """Whether the actor holds one of the act's roles at the right body; the system holds its own acts alone."""
        if self.system:
            return facts.actor_id is None
        if facts.actor_id is None:
            return False
        return bool(facts.roles & (self.roles - self.at_recipient) or facts.recipient_roles & self.at_recipient)

    def exists_for(self, facts: Facts) -> bool:
        """Whether the act exists for this case as it is configured (route, agency's own steps)."""
        return self.applies is None or self.applies(facts)
