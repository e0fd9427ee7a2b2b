"""What the tables ask for can be typed somewhere, and what they promise is carried out."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from directory.domain.roles import Role
from directory.models import User
from requests_workflow.engine.transition import Facts, Transition
from requests_workflow.engine.vocabulary import EFFECTS, NEEDS
from requests_workflow.forms.act import ActForm
from requests_workflow.models import Dossier
from requests_workflow.procedures.registry import ANSWERED_BY_PROVIDER, KINDS, ProcedureKind
from requests_workflow.regulations.profile import DELEGATED_DEPARTMENT, PROVIDER
from requests_workflow.regulations.registry import profile_for
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.effects import EFFECTS as CARRIED_OUT
from requests_workflow.views.presenting import PAGES

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
# The fields by which each need is typed in.
FIELDS = {
    "reason": {"reason"},
    "clause": {"ground"},
    "signed_document": {"signed_document"},
    "scan_file": {"scan_file"},
    "proof_file": {"proof_file"},
    "supplement_file": {"supplement_file"},
    "number_and_date": {"number", "document_date"},
    "answer_reference": {"number", "document_date"},
    "channel": {"channel", "channel_code"},
    "copy_channel": {"channel", "channel_code"},
    "legal_time": {"legal_at"},
    "officer": {"officer"},
    "condition": {"condition"},
    "custody_decision": {"decision_number", "decision_date"},
    "installer": {"installer"},
    "keeper": {"keeper"},
    "recovery_record": {"way", "tool", "operator", "performed_at"},
}
# A field for every row: these acts have a page of their own.
BY_ROW = {"row_results", "devices"}


def form_of(*, kind: ProcedureKind, transition: Transition, **case: Any) -> ActForm:
    profile = profile_for(overlay="vinh_long_2020", on=NOW.date())
    return ActForm(
        transition=transition,
        dossier=Dossier(procedure=kind.code, **{"recipient_function": DELEGATED_DEPARTMENT} | case),
        profile=profile,
        user=User(),
        facts=Facts(actor_id=1, roles=frozenset(Role), now=NOW, profile=profile),
        signed_file=True,
    )


def test_every_need_is_known_to_a_form_and_to_the_input_of_an_act() -> None:
    assert set(FIELDS) | BY_ROW == set(NEEDS) == set(ActInput().given())


def test_every_effect_is_carried_out_and_every_one_carried_out_has_a_meaning() -> None:
    assert set(CARRIED_OUT) == set(EFFECTS)
    assert all(callable(one) for one in CARRIED_OUT.values())


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_each_act_can_be_given_what_it_needs(kind: ProcedureKind) -> None:
    for table in (kind.dossier, kind.request):
        for one in table.transitions:
            asked = one.needs - BY_ROW
            form = form_of(kind=kind, transition=one)
            missing = {need for need in asked if not FIELDS[need] <= set(form.fields)}
            assert (one.name, missing) == (one.name, set())
            required = {name for need in asked for name in FIELDS[need]}
            assert {name for name in required if not form.fields[name].required} == set()
            if one.needs & BY_ROW:
                assert reverse(PAGES[one.name], args=["6f1c1f0e-0000-4000-8000-000000000000"])


# What has to follow from an act, wherever a request or a paper about devices has it.
FOLLOWS = {
    "submit_to_unit_head": {"render_document"},
    "submit_to_format_check": {"render_document"},
    "submit_to_leader": {"render_document"},
    "return_to_drafter": {"discard_document", "notify_drafter"},
    "recall": {"discard_document"},
    "reopen_for_correction": {"discard_document", "supplement_rows"},
    "assign_number": {"fill_number"},
    "undo_number": {"discard_number"},
    "send": {"check_profile", "notify_recipient"},
    "withdraw": {"withdraw_requests"},
    "supply_supplement": {"check_profile", "supplement_rows", "notify_recipient"},
    "receive_at_department": {"record_arrival", "issue_receipt", "notify_agency"},
    "return_for_supplement": {"stop_clock", "render_supplement_notice", "notify_agency"},
    "forward": {"record_forwarding", "notify_provider"},
    "record_provider_receipt": {"pin_profile", "record_receipt", "notify_agency"},
    "record_provider_supplement_request": {"stop_clock", "notify_agency"},
    "record_provider_answer": {"pin_profile", "apply_row_results", "advance_dossier", "notify_subscriber"},
    "record_provider_refusal": {"stop_clock", "refuse_requests", "notify_agency", "notify_subscriber"},
    "complete_answer": {"stop_clock"},
    "await_supplement": {"stop_clock"},
    "close": {"notify_agency"},
    "record_copy_sent": {"record_copy_sent", "notify_copy"},
    "acknowledge_copy": {"acknowledge_copy"},
    "withdraw_row": {"advance_dossier", "notify_subscriber"},
    "receive_devices": {"register_devices", "notify_subscriber"},
    "receive_devices_at_department": {"register_devices_at_department", "notify_agency"},
    "offer_handover": {"notify_subscriber"},
    "confirm_receipt": {"record_handover", "notify_agency"},
    "record_paper_handover": {"record_handover"},
    "deny_receipt": {"notify_agency"},
    "stop_delivery": {"advance_dossier"},
    "confirm_activation": {"advance_dossier"},
    "record_activation": {"advance_dossier"},
    "confirm_installation": {"record_installation", "advance_dossier", "notify_agency"},
    "record_installation": {"record_installation", "advance_dossier", "notify_subscriber"},
    "stop_installation": {"advance_dossier"},
    "record_revocation_notice": {"pin_profile", "revoke_by_notice", "advance_dossier", "notify_subscriber"},
    "record_return_receipt": {"take_devices_back"},
    "found_device": {"device_found", "withdraw_requests"},
}
# A paper about devices does at its sending what its form is for, and nobody changes its rules after that.
AT_SENDING = {
    "device_return": {"pin_profile", "send_devices_back"},
    "device_loss": {"pin_profile", "settle_lost_devices"},
    **{code: {"make_copies"} for code in ANSWERED_BY_PROVIDER},
}


@pytest.mark.parametrize("code", sorted(ANSWERED_BY_PROVIDER | {"device_return", "device_loss"}))
def test_what_has_to_follow_from_an_act_follows(code: str) -> None:
    kind, met = KINDS[code], set()
    for one in (*kind.dossier.transitions, *(t for t in kind.request.transitions if not t.system)):
        due = FOLLOWS.get(one.name, set()) | (AT_SENDING[code] if one.name == "send" else set())
        assert (one.name, one.source, due - set(one.effects)) == (one.name, one.source, set())
        met.add(one.name)
        # A term that ran, or stood still, ends with the request; a draft never had one.
        if one.name == "withdraw" and code in ANSWERED_BY_PROVIDER:
            assert ("stop_clock" in one.effects) is (one.source not in ("draft", "sealed"))
    assert {"submit_to_leader", "send", "withdraw"} <= met


def channels(kind: str, act: str, **case: Any) -> list[str]:
    (first, *_) = (one for one in KINDS[kind].dossier.transitions if one.name == act)
    field: Any = form_of(kind=KINDS[kind], transition=first, **case).fields["channel"]
    return [code for code, _ in field.choices]


def test_each_channel_is_the_one_towards_that_recipient() -> None:
    """NĐ 68 Điều 4 between agency and provider; the document system between agency and department."""
    portal = ["dichvucong", "truc_lien_thong"]
    assert channels("individual_issue", "send") == ["qlvb"]
    assert channels("individual_issue", "send", recipient_function=PROVIDER) == portal
    assert channels("individual_issue", "forward") == portal
    assert channels("individual_issue", "record_copy_sent", recipient_function=PROVIDER) == ["qlvb"]
    assert channels("handover_notice", "send", recipient_function=PROVIDER) == portal


def test_the_grounds_of_a_supplement_speak_of_the_form_in_hand() -> None:
    for code, form in (("individual_issue", "Mẫu số 01"), ("token_recovery", "Mẫu số 06")):
        table = KINDS[code].dossier
        (act,) = (one for one in table.transitions if one.name == "return_for_supplement")
        field: Any = form_of(kind=KINDS[code], transition=act).fields["ground"]
        assert any(form in label for _, label in field.choices)
