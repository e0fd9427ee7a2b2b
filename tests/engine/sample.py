"""A small sound procedure and facts for tests of the engine itself."""

from datetime import UTC, date, datetime
from typing import Any

from directory.domain.roles import Role
from requests_workflow.engine.clauses import Clause
from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import Facts, Rule, Transition
from requests_workflow.regulations.instruments import ND_68_2024
from requests_workflow.regulations.registry import profile_for

CLAUSE = Clause(ND_68_2024, "Điều 22")
NEVER = Rule("no_rows", CLAUSE, lambda _: False)
NOT_TODAY = Rule("secret_document", CLAUSE, lambda _: False)


def transition(name: str, source: str, target: str, **changes: Any) -> Transition:
    values: dict[str, Any] = {
        "name": name,
        "label": name.title(),
        "source": source,
        "target": target,
        "roles": frozenset({Role.CLERK}),
        "clause": CLAUSE,
    }
    return Transition(**values | changes)


def procedure(*transitions: Transition, states: tuple[str, ...] = ("open", "done")) -> Procedure:
    return Procedure(
        code="sample",
        title="Mẫu thử",
        initial="open",
        final=frozenset({"done"}),
        states={state: state.title() for state in states},
        transitions=transitions,
    )


def facts(*roles: Role, actor_id: int | None = 1, recipient_roles: tuple[Role, ...] = ()) -> Facts:
    return Facts(
        actor_id=actor_id,
        roles=frozenset(roles),
        recipient_roles=frozenset(recipient_roles),
        now=datetime(2026, 11, 20, 2, tzinfo=UTC),
        profile=profile_for(overlay=None, on=date(2026, 11, 20)),
    )
