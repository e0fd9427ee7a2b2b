"""Mẫu 02–05 against the hand-written legal matrix: the law that they share with Mẫu 01, and their own."""

from collections.abc import Mapping
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from requests_workflow.engine.decide import check_input
from requests_workflow.procedures.registry import KINDS
from requests_workflow.regulations.registry import profile_for
from tests.property.deciding import (
    Acts,
    clauses_of,
    differences,
    facts_of,
    guards_of,
    may_by_role,
    moved_by_itself,
    refusals,
    refused_in,
    unlike,
)
from tests.property.legal_matrix import (
    certificate_update,
    grounds,
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


BY_HAND = {"signer_certificate_in_force": False, "seal_token_locked": True}
SITUATIONS: tuple[tuple[str, dict[str, Any], tuple[Acts, ...]], ...] = (
    (LAI_CHAU, {}, (ordinary.STRAIGHT,)),
    (VINH_LONG, {}, (ordinary.THROUGH,)),
    (LAI_CHAU, {"has_unit_head_step": False}, (ordinary.STRAIGHT | ordinary.FORMAT_CHECK_ALONE,)),
    (
        VINH_LONG,
        {"has_unit_head_step": False, "has_format_step": False},
        (ordinary.THROUGH | ordinary.NO_CHECKS | ordinary.NO_FORMAT_CHECK,),
    ),
    (LAI_CHAU, BY_HAND, (ordinary.STRAIGHT | ordinary.ON_PAPER,)),
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
    cases: tuple[tuple[dict[str, Any], tuple[Acts, ...]], ...]
    if code in same_law.FIRST_CERTIFICATES:
        cases = (
            ({}, (ordinary.DEVICE_WITH_ACCOUNT, ordinary.KEEPER_CHANGES)),
            ({"subscriber_id": None}, (ordinary.DEVICE_WITHOUT_ACCOUNT, ordinary.KEEPER_CHANGES)),
            ({"has_device": False}, (ordinary.NO_DEVICE_WITH_ACCOUNT,)),
            ({"has_device": False, "subscriber_id": None}, (ordinary.NO_DEVICE_WITHOUT_ACCOUNT,)),
        )
        assert set(ordinary.DEVICE_WITH_ACCOUNT) == set(table.states)
    else:
        cases = (({}, (OWN[code].ROW_ACTS,)),)
        assert set(OWN[code].ROW_ACTS) == set(table.states)
    for given, acts in cases:
        assert differences(code=code, table=table, expected=acts, overlay=LAI_CHAU, given=given) == []


# Ninh Bình Điều 15.2, Tân Uyên mục 4: the subscriber, or whoever keeps the device of an organisation or a system.
HOLDERS = {"subscriber", "registry_clerk", "clerk", "contact_officer"}
HOLDERS_ACTS = {
    "confirm_receipt": ("handover_offered", {}),
    "deny_receipt": ("handover_offered", {}),
    "confirm_activation": ("issued", {"has_device": False}),
    "confirm_installation": ("granted", {}),
}


@pytest.mark.parametrize("code", ["individual_issue", "organisation_issue", "system_issue", "certificate_update"])
def test_whoever_holds_the_key_answers_for_it_and_an_official_in_another_post_does_not(code: str) -> None:
    table = KINDS[code].request
    acts = {one.name for one in table.transitions} & set(HOLDERS_ACTS)
    assert acts
    for act in acts:
        state, given = HOLDERS_ACTS[act]
        may = may_by_role(code=code, table=table, state=state, act=act, person="subscriber_id", given=given)
        assert (act, may) == (act, {"subscriber"} if code == "individual_issue" else HOLDERS)


@pytest.mark.parametrize("code", [*OWN, *same_law.PAPERS])
def test_only_a_leader_signs_however_the_signer_was_chosen(code: str) -> None:
    """NĐ 30 Điều 13: who signs is a leader, or does at this dossier what a leader does."""
    for act in ("sign", "return_to_drafter"):
        table = KINDS[code].dossier
        may = may_by_role(code=code, table=table, state="leader_review", act=act, person="signer_id", given={})
        assert (act, may) == (act, {"agency_leader"})


# What the system does with a row when its dossier moves; with a dossier, when its rows have moved.
ROWS_BY_THEMSELVES = {
    "pending": {"refuse", "withdraw", "ask_supplement"},
    "supplement": {"refuse", "withdraw", "supplemented"},
}
GRANTED = {
    "individual_issue": {
        "pending": {"mark_issued"},
        "issued": {"device_at_department", "device_arrived"},
        "device_at_department": {"device_arrived"},
        "handed_over": {"close_noticed"},
    },
    "certificate_update": {"pending": {"mark_granted"}},
    "revocation": {"pending": {"mark_revoked", "close_revoked"}, "revoked": {"device_settled"}},
}
WAITS_IN = ("sent", "at_department", "forwarded", "received", "supplement_requested")


@pytest.mark.parametrize("code", OWN)
def test_what_moves_by_itself_moves_when_the_rows_allow_it_and_not_before(code: str) -> None:
    kind = KINDS[code]
    granted = GRANTED.get(code, GRANTED["individual_issue"])
    for state in kind.request.states:
        lawful = ROWS_BY_THEMSELVES.get(state, set()) | granted.get(state, set())
        assert (state, moved_by_itself(code=code, table=kind.request, state=state, given={})) == (state, lawful)
    done = {"unanswered_rows": 0, "open_rows": 0}
    only_supplements = {"unanswered_rows": 2, "rows_to_supplement": 2}
    for state in kind.dossier.states:
        ends = {"complete_answer"} if state in WAITS_IN else {"close"} if state == "answered" else set()
        waits = {"await_supplement"} if state == "received" else set()
        for given, lawful in (({}, set()), (done, ends), (only_supplements, waits)):
            found = moved_by_itself(code=code, table=kind.dossier, state=state, given=given)
            assert (state, given, found) == (state, given, lawful)


@pytest.mark.parametrize("code", ["individual_issue", *OWN])
def test_each_act_stands_under_its_article_and_is_the_same_wherever_it_starts(code: str) -> None:
    kind = KINDS[code]
    dossier, row = grounds.grounds_of(code)
    assert clauses_of(kind.dossier) == dossier
    assert clauses_of(kind.request) == row
    # Each reviewer returns from the own desk; what has left the agency is not withdrawn once a row was answered; a
    # paper that is numbered before it is signed may still be signed and sealed by hand.
    assert unlike(kind.dossier) == {
        "return_to_drafter": {"guards", "roles"},
        "withdraw": {"guards"},
        "assign_number": {"guards"},
    }
    assert unlike(kind.request) == {}


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
