"""Mẫu 02–05 against the hand-written legal matrix: the law that they share with Mẫu 01, and their own."""

from collections.abc import Mapping
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from requests_workflow.engine.decide import check_input
from requests_workflow.procedures.registry import KINDS
from requests_workflow.regulations.registry import profile_for
from tests.property.deciding import Acts, differences, facts_of, guards_of, refusals, refused_in
from tests.property.legal_matrix import (
    certificate_update,
    organisation_issue,
    revocation,
    same_law,
    system_issue,
)
from tests.property.legal_matrix.individual_issue import brought, ordinary
from tests.property.legal_matrix.individual_issue.row import LAI_CHAU, VINH_LONG
from tests.property.legal_matrix.token_recovery.row import Row

OWN: Mapping[str, ModuleType] = {
    "organisation_issue": organisation_issue,
    "system_issue": system_issue,
    "certificate_update": certificate_update,
    "revocation": revocation,
}
ROWS = tuple((code, row) for code, module in OWN.items() for row in module.ROWS)


@pytest.mark.parametrize(
    ("code", "row"), ROWS, ids=lambda one: one if isinstance(one, str) else f"{one.act}: {one.law}"
)
def test_the_product_decides_as_the_law_of_its_own_does(code: str, row: Row) -> None:
    assert refusals(code=code, row=row) == row.refused


@pytest.mark.parametrize("code", OWN)
def test_it_decides_as_the_law_of_every_request_does(code: str) -> None:
    rows = same_law.shared_rows(code)
    assert {row.procedure for row in rows} == {f"{code}_dossier", f"{code}_request"}
    wrong = {(row.act, row.law): found for row in rows if (found := refusals(code=code, row=row)) != row.refused}
    assert wrong == {}


SITUATIONS: tuple[tuple[str, dict[str, Any], tuple[Acts, ...]], ...] = (
    (LAI_CHAU, {}, (ordinary.STRAIGHT,)),
    (VINH_LONG, {}, (ordinary.THROUGH,)),
    (LAI_CHAU, {"copies_to_send": 1}, (ordinary.STRAIGHT, ordinary.COPY_TO_SEND)),
    (LAI_CHAU, {"copies_to_acknowledge": 1}, (ordinary.STRAIGHT, ordinary.COPY_ON_ITS_WAY)),
)
WITH_DEVICES: tuple[tuple[str, dict[str, Any], tuple[Acts, ...]], ...] = (
    (VINH_LONG, {"rows_awaiting_device": 1}, (ordinary.THROUGH, ordinary.DEVICES_BY_THE_DEPARTMENT)),
    (LAI_CHAU, {"rows_awaiting_device": 1}, (ordinary.STRAIGHT, ordinary.DEVICES_ON_THE_WAY)),
)


@pytest.mark.parametrize("code", OWN)
def test_in_each_state_each_role_may_do_what_the_law_gives_it_and_nothing_else(code: str) -> None:
    table = KINDS[code].dossier
    situations = SITUATIONS + (WITH_DEVICES if code in same_law.FIRST_CERTIFICATES else ())
    for overlay, given, expected in situations:
        assert set().union(*expected) == set(table.states)
        assert differences(code=code, table=table, expected=expected, overlay=overlay, given=given) == []
    if code == "revocation":
        drafts = (revocation.NOTICE_DRAFT,)
        assert differences(code=code, table=table, expected=drafts, overlay=None, given=revocation.NOTICE) == []


@pytest.mark.parametrize("code", OWN)
def test_each_row_is_moved_by_those_whom_the_law_names_and_by_nobody_else(code: str) -> None:
    table = KINDS[code].request
    cases: tuple[tuple[dict[str, Any], Acts], ...]
    if code in same_law.FIRST_CERTIFICATES:
        cases = (
            ({}, ordinary.DEVICE_WITH_ACCOUNT),
            ({"subscriber_id": None}, ordinary.DEVICE_WITHOUT_ACCOUNT),
            ({"has_device": False}, ordinary.NO_DEVICE_WITH_ACCOUNT),
            ({"has_device": False, "subscriber_id": None}, ordinary.NO_DEVICE_WITHOUT_ACCOUNT),
        )
        assert set(ordinary.DEVICE_WITH_ACCOUNT) == set(table.states)
    else:
        cases = (({}, OWN[code].ROW_ACTS),)
        assert set(OWN[code].ROW_ACTS) == set(table.states)
    for given, acts in cases:
        assert differences(code=code, table=table, expected=(acts,), overlay=LAI_CHAU, given=given) == []


@pytest.mark.parametrize("code", OWN)
def test_an_act_is_refused_without_what_it_must_bring(code: str) -> None:
    facts = facts_of(code=code, role="clerk", body="sender", overlay=None, given={})
    needed: dict[str, set[str]] = {**brought.DOSSIER, **brought.REQUEST, **getattr(OWN[code], "BROUGHT", {})}
    for one in (*KINDS[code].dossier.transitions, *KINDS[code].request.transitions):
        # What follows by itself brings nothing: the act that it follows has brought it.
        needs = needed.get(one.name, set()) if not one.system else set()
        assert (one.name, set(one.needs)) == (one.name, needs)
        assert {refusal.code for refusal in check_input(one, {}, facts)} == ({"missing_input"} if needs else set())
        given = dict.fromkeys(needs, "x" * facts.profile.reason_min_length.value)
        assert check_input(one, given, facts) == ()


@pytest.mark.parametrize(
    ("code", "article"),
    [
        ("organisation_issue", "Điều 11 khoản 2"),
        ("system_issue", "Điều 11 khoản 2"),
        ("certificate_update", "Điều 14"),
        ("revocation", "Điều 19"),
    ],
)
def test_the_providers_three_working_days_run_from_a_valid_dossier_and_stop_with_its_answer(
    code: str, article: str
) -> None:
    transitions = KINDS[code].dossier.transitions
    starting = {(one.name, one.source) for one in transitions if one.deadline}
    assert starting == {("record_provider_receipt", "sent"), ("record_provider_receipt", "forwarded")}
    (deadline,) = {one.deadline for one in transitions if one.deadline}
    assert (deadline.starts, deadline.clause.locator) == ("valid_receipt", article)
    for overlay in (None, LAI_CHAU, VINH_LONG):
        value = getattr(profile_for(overlay=overlay, on=date(2026, 11, 20)), deadline.parameter)
        assert (value.value, value.unit, value.clause.locator) == (3, "working_day", article)
    assert {one.name for one in transitions if "stop_clock" in one.effects} == {
        "return_for_supplement",
        "record_provider_supplement_request",
        "record_provider_refusal",
        "complete_answer",
        "await_supplement",
        "withdraw",
    }


@pytest.mark.parametrize("code", OWN)
def test_the_matrix_speaks_of_every_act_and_of_every_guard(code: str) -> None:
    kind, rows = KINDS[code], same_law.shared_rows(code) + OWN[code].ROWS
    assert {one.name for one in kind.dossier.transitions} == {
        row.act for row in rows if row.procedure == kind.dossier.code
    }
    assert {one.name for one in kind.request.transitions} == {
        row.act for row in rows if row.procedure == kind.request.code
    }
    assert guards_of(kind.dossier, kind.request) - refused_in(rows) == set()
