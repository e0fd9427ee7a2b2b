"""The procedures of Mẫu 01 against the hand-written legal matrix."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from directory.domain.roles import Role
from requests_workflow.engine.decide import acts_for, check_input, decide
from requests_workflow.engine.procedure import Procedure
from requests_workflow.engine.transition import RECEIVING_ROLES, Rule
from requests_workflow.procedures.certificate_issue.facts import IssueFacts
from requests_workflow.procedures.individual_issue import DOSSIER, REQUEST
from requests_workflow.procedures.registry import procedure
from requests_workflow.regulations.registry import profile_for
from tests.property.legal_matrix.individual_issue import DOSSIER_ROWS, REQUEST_ROWS, brought, ordinary
from tests.property.legal_matrix.individual_issue import row as law
from tests.property.legal_matrix.token_recovery.row import ENDED
from tests.property.test_token_recovery_matrix import ACTORS

ORDINARY_CASE: dict[str, Any] = {
    "has_unit_head_step": True,
    "has_format_step": True,
    "row_count": 3,
    "rows_complete": True,
    "agency_can_submit": True,
    "drafter_id": law.CLERK,
    "signer_id": law.LEADER,
    "signer_certificate_in_force": True,
    "open_rows": 3,
    "unanswered_rows": 3,
    "has_device": True,
    "has_certificate": True,
    "subscriber_id": law.SUBSCRIBER,
}
type Table = Mapping[str, Mapping[str, set[str]]]


def facts_of(*, role: str, body: str, overlay: str | None, given: dict[str, Any]) -> IssueFacts:
    held = frozenset() if role == "system" else frozenset({Role(role)})
    on = date(2024, 11, 22) if overlay in ENDED else date(2026, 11, 20)
    profile = profile_for(overlay=overlay, on=on)
    return IssueFacts(
        actor_id=ACTORS.get(role),
        roles=held if body == "sender" else frozenset(),
        recipient_roles=held if body == "recipient" else frozenset(),
        now=datetime(2026, 11, 20, 2, tzinfo=UTC),
        profile=profile,
        **{"route": profile.issue_route.value} | ORDINARY_CASE | given,
    )


@pytest.mark.parametrize("row", DOSSIER_ROWS + REQUEST_ROWS, ids=lambda row: f"{row.act}: {row.law}")
def test_the_product_decides_as_the_law_does(row: law.Row) -> None:
    facts = facts_of(role=row.role, body=row.body, overlay=row.overlay, given=row.given)
    decision = decide(procedure(row.procedure), row.state, row.act, facts)
    found = {one.code: (one.clause.instrument, one.clause.locator) if one.clause else None for one in decision.refusals}
    assert found == row.refused
    assert decision.allowed is (not row.refused)


DOSSIERS: tuple[tuple[str, str, dict[str, Any], Table, Table], ...] = (
    ("straight", law.LAI_CHAU, {}, ordinary.STRAIGHT, {}),
    ("through the department", law.VINH_LONG, {}, ordinary.THROUGH, {}),
    ("devices", law.LAI_CHAU, {"rows_awaiting_device": 1}, ordinary.STRAIGHT, ordinary.DEVICES_ON_THE_WAY),
    (
        "devices by the department",
        law.VINH_LONG,
        {"rows_awaiting_device": 1},
        ordinary.THROUGH,
        ordinary.DEVICES_BY_THE_DEPARTMENT,
    ),
    (
        "devices at the department",
        law.VINH_LONG,
        {"rows_awaiting_device": 1, "rows_at_department": 1},
        ordinary.THROUGH,
        ordinary.DEVICES_ON_THE_WAY,
    ),
    ("copy to send", law.LAI_CHAU, {"copies_to_send": 1}, ordinary.STRAIGHT, ordinary.COPY_TO_SEND),
    ("copy on its way", law.LAI_CHAU, {"copies_to_acknowledge": 1}, ordinary.STRAIGHT, ordinary.COPY_ON_ITS_WAY),
)
ROWS: tuple[tuple[str, dict[str, Any], Table], ...] = (
    ("device, account", {}, ordinary.DEVICE_WITH_ACCOUNT),
    ("device, no account", {"subscriber_id": None}, ordinary.DEVICE_WITHOUT_ACCOUNT),
    ("no device, account", {"has_device": False}, ordinary.NO_DEVICE_WITH_ACCOUNT),
    ("no device, no account", {"has_device": False, "subscriber_id": None}, ordinary.NO_DEVICE_WITHOUT_ACCOUNT),
)


def expected_acts(*, tables: tuple[Table, ...], state: str, role: str, body: str) -> set[str]:
    if (Role(role) in RECEIVING_ROLES) != (body == "recipient"):
        return set()
    return set().union(*(table.get(state, {}).get(role, set()) for table in tables))


def possible_acts(table: Procedure, state: str, facts: IssueFacts) -> set[str]:
    """What the action bar offers; the same as everything that decide() allows."""
    offered = {one.transition.name for one in acts_for(table, state, facts) if one.allowed}
    assert offered == {
        name for name in {t.name for t in table.transitions} if decide(table, state, name, facts).allowed
    }
    return offered


@pytest.mark.parametrize("body", ["sender", "recipient"])
@pytest.mark.parametrize("role", ACTORS)
@pytest.mark.parametrize("case", DOSSIERS, ids=lambda case: case[0])
def test_in_each_state_each_role_may_do_what_the_law_gives_it_and_nothing_else(
    case: tuple[str, str, dict[str, Any], Table, Table], role: str, body: str
) -> None:
    _, overlay, given, plain, added = case
    facts = facts_of(role=role, body=body, overlay=overlay, given=given)
    for state in DOSSIER.states:
        expected = expected_acts(tables=(plain, added), state=state, role=role, body=body)
        assert (state, possible_acts(DOSSIER, state, facts)) == (state, expected)


@pytest.mark.parametrize("body", ["sender", "recipient"])
@pytest.mark.parametrize("role", ACTORS)
@pytest.mark.parametrize("case", ROWS, ids=lambda case: case[0])
def test_each_row_is_moved_by_those_whom_the_law_names_and_by_nobody_else(
    case: tuple[str, dict[str, Any], Table], role: str, body: str
) -> None:
    _, given, table = case
    facts = facts_of(role=role, body=body, overlay=law.LAI_CHAU, given=given)
    for state in table:
        expected = expected_acts(tables=(table,), state=state, role=role, body=body)
        assert (state, possible_acts(REQUEST, state, facts)) == (state, expected)


@pytest.mark.parametrize(("table", "needed"), [(DOSSIER, brought.DOSSIER), (REQUEST, brought.REQUEST)])
def test_an_act_is_refused_without_what_it_must_bring(table: Procedure, needed: Mapping[str, set[str]]) -> None:
    facts = facts_of(role="clerk", body="sender", overlay=None, given={})
    for name, needs in needed.items():
        for one in (t for t in table.transitions if t.name == name):
            assert (name, set(one.needs)) == (name, needs)
            assert {refusal.code for refusal in check_input(one, {}, facts)} == ({"missing_input"} if needs else set())
            assert check_input(one, dict.fromkeys(needs, "x" * facts.profile.reason_min_length.value), facts) == ()


def test_only_the_providers_receipt_starts_the_three_working_days() -> None:
    starting = {(one.name, one.source) for one in DOSSIER.transitions if one.deadline}
    assert starting == {("record_provider_receipt", "sent"), ("record_provider_receipt", "forwarded")}
    (deadline,) = {one.deadline for one in DOSSIER.transitions if one.deadline}
    assert (deadline.starts, deadline.clause.instrument, deadline.clause.locator) == ("valid_receipt", *law.ISSUING)
    for overlay in (None, law.LAI_CHAU, law.VINH_LONG):
        value = getattr(profile_for(overlay=overlay, on=date(2026, 11, 20)), deadline.parameter)
        assert (value.value, value.unit) == (3, "working_day")


def test_the_clock_stops_when_the_provider_has_answered_or_wants_more() -> None:
    stopping = {one.name for one in DOSSIER.transitions if "stop_clock" in one.effects}
    assert stopping == {
        "return_for_supplement",
        "record_provider_supplement_request",
        "record_provider_refusal",
        "complete_answer",
        "await_supplement",
        "withdraw",
    }


def test_the_matrix_speaks_of_every_act_and_of_every_guard() -> None:
    rows = DOSSIER_ROWS + REQUEST_ROWS
    assert {t.name for t in DOSSIER.transitions} == {row.act for row in DOSSIER_ROWS}
    assert {t.name for t in REQUEST.transitions} == {row.act for row in REQUEST_ROWS}
    guards = {(t.name, g.code) for one in (DOSSIER, REQUEST) for t in one.transitions for g in t.guards}  # type: ignore[attr-defined]
    assert all(isinstance(g, Rule) for one in (DOSSIER, REQUEST) for t in one.transitions for g in t.guards)
    refused = {(row.act, code) for row in rows for code in row.refused}
    # The three ways to submit share one tuple of guards; it is refused guard by guard under the first.
    alike = {
        (name, code)
        for act, code in refused
        if act == "submit_to_unit_head"
        for name in ("submit_to_format_check", "submit_to_leader")
    }
    assert guards - refused - alike == set()
