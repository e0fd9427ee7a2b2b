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
from requests_workflow.procedures.registry import KINDS, ProcedureKind
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
