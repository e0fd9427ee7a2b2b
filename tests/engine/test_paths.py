"""Whole cases walked from draft to end: by the department, at the provider, on paper, and refused."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from directory.domain.roles import Role
from requests_workflow.engine.decide import decide
from requests_workflow.engine.procedure import Procedure
from requests_workflow.procedures.token_recovery import DOSSIER, REQUEST, TokenRecoveryFacts
from requests_workflow.regulations.registry import profile_for

ACTORS = {role.value: number for number, role in enumerate(Role, start=1)}
RECEIVERS = {"department_officer", "department_leader", "provider_officer"}
READY = TokenRecoveryFacts(
    actor_id=None,
    roles=frozenset(),
    now=datetime(2026, 11, 20, 2, tzinfo=UTC),
    profile=profile_for(overlay="lai_chau_2025", on=date(2026, 11, 20)),
    row_count=1,
    rows_complete=True,
    single_recipient=True,
    agency_can_submit=True,
    drafter_id=ACTORS["clerk"],
    signer_id=ACTORS["agency_leader"],
    signer_certificate_in_force=True,
    refusal_proposer_id=ACTORS["department_officer"],
    subscriber_id=ACTORS["subscriber"],
    open_rows=1,
)


def walk(procedure: Procedure, *acts: tuple[str, str], start: str = "", **given: Any) -> str:
    """Perform (act, role) after (act, role); the state at the end. "role@recipient" acts at the receiving body."""
    state = start or procedure.initial
    for act, who in acts:
        role, _, body = who.partition("@")
        held = frozenset() if role == "system" else frozenset({Role(role)})
        there = body == "recipient" or role in RECEIVERS
        facts = replace(
            READY,
            actor_id=ACTORS.get(role),
            roles=frozenset() if there else held,
            recipient_roles=held if there else frozenset(),
            **given,
        )
        decision = decide(procedure, state, act, facts)
        assert decision.allowed, (state, act, who, [one.text for one in decision.refusals])
        state = decision.transition.target
    return state


DRAFTED = (("submit_to_leader", "clerk"), ("sign", "agency_leader"))
SENT = (*DRAFTED, ("assign_number", "registry_clerk"), ("seal", "registry_clerk"), ("send", "registry_clerk"))


def test_the_main_case_ends_with_a_new_password() -> None:
    assert walk(DOSSIER, *SENT, ("receive", "department_officer"), ("accept", "department_officer")) == "accepted"
    assert (
        walk(
            REQUEST, ("accept", "system"), ("record_recovery", "department_officer"), ("confirm_password", "subscriber")
        )
        == "closed"
    )
    assert walk(DOSSIER, ("close", "system"), start="accepted", open_rows=0) == "closed"


def test_both_checks_come_before_the_leader() -> None:
    acts = (
        ("submit_to_unit_head", "contact_officer"),
        ("approve_content_to_format", "unit_head"),
        ("approve_format", "format_checker"),
        ("sign", "agency_leader"),
    )
    assert walk(DOSSIER, *acts, has_unit_head_step=True, has_format_step=True) == "signed"


def test_a_locked_leader_signs_on_paper_and_the_seal_is_wet() -> None:
    acts = (("submit_to_leader", "clerk"), ("record_wet_signature", "registry_clerk"))
    locked: dict[str, Any] = {"signer_token_locked": True, "signer_is_row_subject": True, "wet_signature_planned": True}
    assert walk(DOSSIER, *acts, **locked) == "signed"
    wet = (("record_wet_seal", "registry_clerk"), ("send", "clerk"))
    assert walk(DOSSIER, *wet, start="signed", wet_signed=True, **locked) == "sent"


def test_a_number_typed_wrong_is_put_right_before_the_seal() -> None:
    acts = (*DRAFTED, ("assign_number", "registry_clerk"), ("undo_number", "registry_clerk"))
    assert walk(DOSSIER, *acts, ("assign_number", "registry_clerk"), ("seal", "registry_clerk")) == "sealed"


def test_a_supplement_goes_round_and_is_received_anew() -> None:
    acts = (("receive", "department_officer"), ("return_for_supplement", "department_officer"))
    again = (("supply_supplement", "clerk"), ("receive", "department_officer"), ("accept", "department_officer"))
    assert walk(DOSSIER, *SENT, *acts, *again) == "accepted"
    assert walk(DOSSIER, *SENT, *acts, ("reopen_for_correction", "clerk")) == "draft"


def test_a_refusal_is_written_signed_numbered_and_issued() -> None:
    acts = (
        ("propose_refusal", "department_officer"),
        ("return_refusal", "department_leader"),
        ("propose_refusal", "department_officer"),
        ("sign_refusal", "department_leader"),
        ("assign_refusal_number", "registry_clerk@recipient"),
        ("undo_refusal_number", "department_officer"),
        ("assign_refusal_number", "department_officer"),
        ("issue_refusal", "registry_clerk@recipient"),
    )
    assert walk(DOSSIER, *acts, start="received") == "refused"


def test_at_the_provider_the_agency_records_each_step_with_proof() -> None:
    at_provider = {"route": "provider"}
    acts = (
        ("record_provider_receipt", "clerk"),
        ("record_provider_supplement_request", "provider_officer"),
        ("supply_supplement", "registry_clerk"),
        ("record_provider_receipt", "registry_clerk"),
    )
    assert walk(DOSSIER, *SENT, *acts, ("record_provider_acceptance", "clerk"), **at_provider) == "accepted"
    assert walk(DOSSIER, *SENT, *acts, ("record_provider_refusal", "clerk"), **at_provider) == "refused"
    rows = (("accept", "system"), ("record_provider_recovery", "registry_clerk"), ("confirm_password", "subscriber"))
    assert walk(REQUEST, *rows, **at_provider) == "closed"
    assert walk(REQUEST, ("accept", "system"), ("record_provider_row_refusal", "clerk"), **at_provider) == "refused"


def test_the_clock_starts_at_each_receipt_by_the_department_and_at_none_by_the_provider() -> None:
    starting = {(one.name, one.source) for one in DOSSIER.transitions if one.deadline}
    assert starting == {("receive", "sent"), ("enter_received", "draft"), ("record_supplement", "supplement_requested")}
    assert {one.deadline.parameter for one in DOSSIER.transitions if one.deadline} == {"recovery_deadline"}


def test_a_paper_case_of_a_body_outside_runs_through_the_department_alone() -> None:
    typed: dict[str, Any] = {
        "entered_by_department": True,
        "drafter_id": ACTORS["department_officer"],
        "subscriber_id": None,
    }
    officer = "department_officer"
    acts = (("enter_received", officer), ("return_for_supplement", officer), ("record_supplement", officer))
    assert walk(DOSSIER, *acts, ("accept", officer), **typed) == "accepted"
    assert walk(DOSSIER, *acts, ("record_withdrawal", officer), **typed) == "withdrawn"
    assert walk(DOSSIER, ("record_withdrawal", officer), **typed) == "withdrawn"
    rows = (("accept", "system"), ("record_recovery", officer), ("record_password_confirmation", officer))
    assert walk(REQUEST, *rows, **typed) == "closed"


def test_a_device_beyond_recovery_does_not_hold_up_its_dossier() -> None:
    assert walk(REQUEST, ("accept", "system"), ("refuse_row", "department_officer")) == "refused"


def test_recovery_never_asks_for_the_password() -> None:
    confirm = [one for one in REQUEST.transitions if one.target == "closed"]
    assert {need for one in confirm for need in one.needs} <= {"proof_file"}
