"""Facts of an ordinary case of each procedure, and what the product decides on a row of the legal matrix."""

import itertools
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from directory.domain.roles import Role
from requests_workflow.engine.decide import acts_for, decide
from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import RECEIVING_ROLES, Rule
from requests_workflow.procedures.certificate_issue.facts import IssueFacts
from requests_workflow.procedures.certificate_update import UpdateFacts
from requests_workflow.procedures.device_papers.facts import DevicePaperFacts
from requests_workflow.procedures.outgoing_document.facts import DocumentFacts
from requests_workflow.procedures.registry import procedure
from requests_workflow.procedures.revocation import RevocationFacts
from requests_workflow.regulations.registry import profile_for
from tests.property.legal_matrix.token_recovery import row as law
from tests.property.test_token_recovery_matrix import ACTORS

type Acts = Mapping[str, Mapping[str, set[str]]]  # state -> role -> acts
type Refused = dict[str, tuple[str, str] | None]  # refusal -> its clause

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
FACTS: Mapping[str, type[DocumentFacts]] = {
    "individual_issue": IssueFacts,
    "organisation_issue": IssueFacts,
    "system_issue": IssueFacts,
    "certificate_update": UpdateFacts,
    "revocation": RevocationFacts,
    "device_return": DevicePaperFacts,
    "device_loss": DevicePaperFacts,
}
DOCUMENT: dict[str, Any] = {
    "has_unit_head_step": True,
    "has_format_step": True,
    "row_count": 3,
    "rows_complete": True,
    "agency_can_submit": True,
    "drafter_id": law.CLERK,
    "signer_id": law.LEADER,
    "signer_certificate_in_force": True,
    "open_rows": 3,
}
REQUEST: dict[str, Any] = DOCUMENT | {
    "unanswered_rows": 3,
    "has_device": True,
    "has_certificate": True,
    "subscriber_id": law.SUBSCRIBER,
}


def facts_of(*, code: str, role: str, body: str, overlay: str | None, given: Mapping[str, Any]) -> DocumentFacts:
    """What is so in an ordinary case of the procedure `code`, but for `given`, and who acts at which body."""
    held = frozenset() if role == "system" else frozenset({Role(role)})
    profile = profile_for(overlay=overlay, on=date(2024, 11, 22) if overlay in law.ENDED else NOW.date())
    paper = FACTS[code] is DevicePaperFacts
    ordinary = DOCUMENT if paper else {"route": profile.issue_route.value} | REQUEST
    return FACTS[code](
        actor_id=ACTORS.get(role),
        roles=held if body == "sender" else frozenset(),
        recipient_roles=held if body == "recipient" else frozenset(),
        now=NOW,
        profile=profile,
        **{**ordinary, **given},
    )


def refusals(*, code: str, row: law.Row) -> Refused:
    """Refusal -> clause, as the product decides on the row for the procedure `code`."""
    facts = facts_of(code=code, role=row.role, body=row.body, overlay=row.overlay, given=row.given)
    decision = decide(procedure(row.procedure), row.state, row.act, facts)
    assert decision.allowed is (not decision.refusals)
    return {one.code: (one.clause.instrument, one.clause.locator) if one.clause else None for one in decision.refusals}


def acts_of(*, table: Procedure, state: str, facts: DocumentFacts) -> set[str]:
    """What the action bar offers as allowed; the matrix of Mẫu 01 proves that decide() allows nothing else."""
    return {one.transition.name for one in acts_for(table, state, facts) if one.allowed}


def differences(
    *, code: str, table: Procedure, expected: tuple[Acts, ...], overlay: str | None, given: Mapping[str, Any]
) -> list[tuple[str, str, str, set[str]]]:
    """(role, body, state, acts allowed by law or product but not both) in the states of `expected`."""
    found = []
    states = {one for acts in expected for one in acts}
    for role, body in itertools.product(ACTORS, ("sender", "recipient")):
        facts = facts_of(code=code, role=role, body=body, overlay=overlay, given=given)
        there = (Role(role) in RECEIVING_ROLES) == (body == "recipient")
        for state in states:
            lawful = set().union(*(acts.get(state, {}).get(role, set()) for acts in expected)) if there else set()
            if wrong := acts_of(table=table, state=state, facts=facts) ^ lawful:
                found.append((role, body, state, wrong))
    return found


def moved_by_itself(*, code: str, table: Procedure, state: str, given: Mapping[str, Any]) -> set[str]:
    """The acts that the system performs in `state` without anybody's press."""
    facts = facts_of(code=code, role="system", body="sender", overlay=None, given=given)
    assert acts_for(table, state, facts) == ()
    return {one.name for one in table.leaving(state) if decide(table, state, one.name, facts).allowed}


def clauses_of(table: Procedure) -> dict[str, set[tuple[str, str]]]:
    """Act -> the clauses under which it stands, wherever it starts."""
    found: dict[str, set[tuple[str, str]]] = {}
    for one in table.transitions:
        found.setdefault(one.name, set()).add((one.clause.instrument, one.clause.locator))
    return found


def unlike(table: Procedure) -> dict[str, set[str]]:
    """Act -> what of it differs by the state in which it starts; the three ways to submit are one act."""
    found: dict[str, dict[str, set[object]]] = {}
    for one in table.transitions:
        name = "submit" if one.name.startswith("submit_to_") else one.name
        parts = found.setdefault(name, {"guards": set(), "roles": set(), "needs": set()})
        parts["guards"].add(tuple((guard.code, guard.clause) for guard in one.guards if isinstance(guard, Rule)))
        parts["roles"].add(one.roles)
        parts["needs"].add(one.needs)
    differing = {name: {part for part, kinds in parts.items() if len(kinds) > 1} for name, parts in found.items()}
    return {name: parts for name, parts in differing.items() if parts}


def may_by_role(
    *, code: str, table: Procedure, state: str, act: str, person: str, given: Mapping[str, Any]
) -> set[str]:
    """The roles in which an actor may do `act` when the fact `person` (a user id) is that very actor."""
    may = set()
    for role, body in itertools.product(ACTORS, ("sender", "recipient")):
        own = {**given, person: ACTORS[role]}
        facts = facts_of(code=code, role=role, body=body, overlay=law.LAI_CHAU, given=own)
        may |= {role} if act in acts_of(table=table, state=state, facts=facts) else set()
    return may


def guards_of(*tables: Procedure) -> set[tuple[str, str]]:
    """(act, refusal code) of every guard."""
    return {(t.name, g.code) for table in tables for t in table.transitions for g in t.guards if isinstance(g, Rule)}


def refused_in(rows: tuple[law.Row, ...]) -> set[tuple[str, str]]:
    """(act, refusal code) that the rows speak of.

    The three ways to submit share one tuple of guards, which is refused guard by guard under the first.
    """
    spoken = {(row.act, code) for row in rows for code in row.refused}
    ways = ("submit_to_format_check", "submit_to_leader")
    return spoken | {(way, code) for act, code in spoken if act == "submit_to_unit_head" for way in ways}
