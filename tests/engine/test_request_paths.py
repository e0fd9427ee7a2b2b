"""Whole cases of Mẫu 02–05, 08 and 09 walked from draft to end, each act by somebody whose act it is."""

from typing import Any

import pytest

from directory.domain.roles import Role
from requests_workflow.engine.decide import decide
from requests_workflow.engine.transition import RECEIVING_ROLES
from requests_workflow.procedures.registry import KINDS
from tests.property.deciding import facts_of
from tests.property.legal_matrix.individual_issue.row import LAI_CHAU, VINH_LONG

DRAFTED = ("submit_to_unit_head clerk", "approve_content_to_format unit_head", "approve_format format_checker")
SENT = (
    *DRAFTED,
    "sign agency_leader",
    "assign_number registry_clerk",
    "seal registry_clerk",
    "send registry_clerk",
)
BY_DEPARTMENT = ("receive_at_department department_officer", "forward department_officer")
NOTHING_WAITS: dict[str, Any] = {"unanswered_rows": 0, "open_rows": 0}


def walk(code: str, *acts: str, row: bool = False, start: str = "", overlay: str = LAI_CHAU, **given: Any) -> str:
    """The state after these acts ("act role"), of the dossier or of one of its rows."""
    table = KINDS[code].request if row else KINDS[code].dossier
    state = start or table.initial
    for one in acts:
        act, role = one.split()
        there = role != "system" and Role(role) in RECEIVING_ROLES
        facts = facts_of(code=code, role=role, body="recipient" if there else "sender", overlay=overlay, given=given)
        decision = decide(table, state, act, facts)
        assert decision.allowed, (state, act, role, [refusal.text for refusal in decision.refusals])
        state = decision.transition.target
    return state


@pytest.mark.parametrize("code", ["organisation_issue", "system_issue", "certificate_update", "revocation"])
def test_a_request_goes_out_comes_back_and_ends_on_either_route(code: str) -> None:
    assert walk(code, *SENT, "record_provider_receipt clerk", "record_provider_answer registry_clerk") == "received"
    through = walk(code, *SENT, *BY_DEPARTMENT, "record_provider_receipt department_officer", overlay=VINH_LONG)
    assert through == "received"
    assert walk(code, "complete_answer system", "close system", start="received", **NOTHING_WAITS) == "closed"
    asked = ("record_provider_supplement_request clerk", "supply_supplement registry_clerk")
    assert walk(code, *SENT, *asked * 4, "record_provider_receipt clerk") == "received"
    assert walk(code, *SENT, asked[0], "reopen_for_correction clerk", *SENT) == "sent"
    only_supplements: dict[str, Any] = {"unanswered_rows": 1, "rows_to_supplement": 1, "any_row_answered": True}
    assert walk(code, "await_supplement system", *asked[1:], start="received", **only_supplements) == "sent"
    back = (BY_DEPARTMENT[0], "return_for_supplement department_officer", asked[1])
    assert walk(code, *SENT, *back, *BY_DEPARTMENT, overlay=VINH_LONG) == "forwarded"


def test_each_row_has_its_own_way_to_the_end() -> None:
    given = ("mark_issued system", "device_arrived system", "offer_handover clerk", "confirm_receipt subscriber")
    for code in ("organisation_issue", "system_issue"):
        assert walk(code, *given, "close_noticed system", row=True) == "closed"
        assert walk(code, "mark_issued system", "confirm_activation subscriber", row=True, has_device=False) == "closed"
    more = ("ask_supplement system", "supply_row_supplement registry_clerk")
    assert walk("certificate_update", *more, "mark_granted system", "confirm_installation subscriber", row=True) == (
        "closed"
    )
    assert walk("certificate_update", *more, "refuse system", row=True) == "refused"
    assert walk("certificate_update", "mark_granted system", "stop_installation clerk", row=True) == "not_installed"
    assert walk("revocation", *more, "mark_revoked system", "device_settled system", row=True) == "closed"
    assert walk("revocation", "ask_supplement system", "withdraw_row clerk", row=True) == "withdrawn"
    assert walk("revocation", "close_revoked system", row=True) == "closed"


def test_a_notice_of_the_authorities_needs_no_signature() -> None:
    acts = ("record_revocation_notice registry_clerk", "close system")
    assert walk("revocation", *acts, by_notice=True, **NOTHING_WAITS) == "closed"


def test_a_paper_about_devices_ends_as_its_form_says() -> None:
    assert walk("device_return", *SENT, "record_return_receipt provider_officer") == "closed"
    assert walk("device_return", "send_device system", "take_device system", row=True) == "closed"
    assert walk("device_return", "send_device system", "leave_lost system", row=True) == "withdrawn"
    assert walk("device_loss", *SENT) == "sent"
    assert walk("device_loss", "found_device contact_officer", devices_lost=("PKI-1",)) == "withdrawn"
    assert walk("device_loss", "send_loss system", row=True) == "closed"
