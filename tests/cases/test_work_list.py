"""The work list shows a case to those who can act on it, in every state; the tables are checked against the engine."""

from datetime import timedelta

import pytest

from directory.selectors.roles import actor_for
from requests_workflow.engine.decide import acts_for
from requests_workflow.models import Dossier
from requests_workflow.procedures.token_recovery import DOSSIER, REQUEST
from requests_workflow.selectors.facts import facts_for
from requests_workflow.selectors.worklist import waiting_for
from tests.cases.driver import CLAUSE, PROOF, REASON, TODAY, Driver, device, token_of, user
from tokens.services.recovery import report_locked

# Acts that somebody may do at any time, without the case waiting for it.
BESIDE = {"withdraw", "record_withdrawal", "recall", "return_to_drafter", "undo_number", "undo_refusal_number"} | {
    "reassign",
    "propose_refusal",
    "record_wet_signature",
}
COMMUNE = ["vanphong", "daumoi", "chutich", "phochutich", "vanthu", "thuebao"]
SCIENCE = ["canboso", "canboso2", "giamdocso", "phogiamdocso", "vanthuso"]
FINANCE = ["stc_vanphong", "stc_truongphong", "stc_thethuc", "stc_giamdoc", "stc_vanthu"]
OTHERS = ["cuc", "kiemtra", "vl_canboso", "stc_vanthu"]
NAMES = [*COMMUNE, *SCIENCE, *OTHERS]


def waits_for(drive: Driver, dossier: Dossier, names: list[str] = NAMES) -> set[str]:
    """Personas in whose work list the dossier stands."""
    found = set()
    for name in names:
        waiting = waiting_for(actor_for(user=user(name), now=drive.now), now=drive.now)
        if dossier in waiting.dossiers:
            found.add(name)
    return found


def can_act(drive: Driver, dossier: Dossier, names: list[str] = NAMES) -> set[str]:
    """Personas to whom the engine allows the next act on the dossier or on a row."""
    found = set()
    for name in names:
        by = user(name)
        facts = facts_for(dossier=dossier, by=by, now=drive.now)
        acts = [d for d in acts_for(DOSSIER, dossier.state, facts) if d.transition.name not in BESIDE]
        if dossier.state == "accepted":
            for row in dossier.requests.exclude(state="recovered"):
                row_facts = facts_for(dossier=dossier, by=by, now=drive.now, request=row)
                acts += acts_for(REQUEST, row.state, row_facts)
        if any(decision.allowed for decision in acts):
            found.add(name)
    return found


def agree(
    drive: Driver,
    dossier: Dossier,
    *,
    more: frozenset[str] | set[str] = frozenset(),
    names: list[str] = NAMES,
) -> set[str]:
    """Work list and engine name the same people; `more` may act too, but the case does not wait for them."""
    waits, can = waits_for(drive, dossier, names), can_act(drive, dossier, names)
    assert can == waits | more, dossier.state
    return waits


def test_through_a_whole_case_the_list_and_the_engine_agree(drive: Driver):
    dossier = drive.draft(tokens=[token_of("thuebao")])
    assert agree(drive, dossier) == {"vanphong", "daumoi"}
    dossier = drive.act(dossier, "submit_to_leader", by="vanphong")
    assert agree(drive, dossier) == {"chutich"}
    drive.sign(dossier, "sign", by="chutich")
    dossier = drive.fresh(dossier)
    assert agree(drive, dossier) == {"vanthu"}
    dossier = drive.act(dossier, "assign_number", by="vanthu", number="128", document_date=TODAY)
    assert agree(drive, dossier) == {"vanthu"}
    drive.sign(dossier, "seal", by="vanthu")
    # Sending is the văn thư's and the clerk's work; the contact officer may, in their absence.
    assert agree(drive, drive.fresh(dossier), more={"daumoi"}) == {"vanthu", "vanphong"}
    dossier = drive.sent(sealed=drive.fresh(dossier))
    assert agree(drive, dossier) == {"canboso", "canboso2"}
    dossier = drive.receive(dossier)
    assert agree(drive, dossier) == {"canboso", "canboso2"}
    asked = drive.act(dossier, "return_for_supplement", by="canboso", reason=REASON, clause=CLAUSE)
    assert agree(drive, asked, more={"vanthu"}) == {"vanphong", "daumoi"}
    dossier = drive.act(
        asked,
        "supply_supplement",
        by="daumoi",
        channel="qlvb",
        channel_code="2",
        legal_at=drive.now,
        files={"proof_file": PROOF, "supplement_file": PROOF},
    )
    dossier = drive.act(drive.receive(dossier), "accept", by="canboso")
    assert agree(drive, dossier) == {"canboso", "canboso2"}
    dossier = drive.recover(dossier)
    # Only the subscriber's confirmation is left, and that is not a dossier in anybody's list.
    assert waits_for(drive, dossier) == set()
    confirming = {
        name for name in NAMES if waiting_for(actor_for(user=user(name), now=drive.now), now=drive.now).confirmations
    }
    assert confirming == {"thuebao"}
    dossier = drive.act(dossier, "confirm_password", by="thuebao", row=1)
    assert waits_for(drive, dossier) == can_act(drive, dossier) == set()


def test_through_a_refusal_too(drive: Driver):
    dossier = drive.refusal_proposed(drive.received())
    assert agree(drive, dossier) == {"giamdocso", "phogiamdocso"}
    drive.sign(dossier, "sign_refusal", by="giamdocso")
    dossier = drive.fresh(dossier)
    issuers = {"vanthuso", "canboso", "canboso2"}
    assert agree(drive, dossier) == issuers
    dossier = drive.act(dossier, "assign_refusal_number", by="vanthuso", number="77", document_date=TODAY)
    assert agree(drive, dossier) == issuers


def test_through_the_reviews_of_a_department(drive: Driver):
    dossier = drive.draft(tokens=[token_of("stc_thuebao")], by="stc_vanphong", body="so_tai_chinh")
    assert agree(drive, dossier, names=FINANCE) == {"stc_vanphong"}
    dossier = drive.act(dossier, "submit_to_unit_head", by="stc_vanphong")
    assert agree(drive, dossier, names=FINANCE) == {"stc_truongphong"}
    dossier = drive.act(dossier, "approve_content_to_format", by="stc_truongphong")
    assert agree(drive, dossier, names=FINANCE) == {"stc_thethuc"}
    dossier = drive.act(dossier, "approve_format", by="stc_thethuc")
    assert agree(drive, dossier, names=FINANCE) == {"stc_giamdoc"}


def test_on_the_way_to_the_provider(drive: Driver):
    dossier = drive.sent([device("nc_hsm")], channel="dichvucong")
    recorders = {"cuc", "vanphong", "daumoi", "vanthu"}
    assert agree(drive, dossier) == recorders
    dossier = drive.act(dossier, "record_provider_receipt", by="cuc", legal_at=drive.now, files={"proof_file": PROOF})
    assert agree(drive, dossier) == recorders
    dossier = drive.act(
        dossier, "record_provider_acceptance", by="cuc", legal_at=drive.now, files={"proof_file": PROOF}
    )
    assert agree(drive, dossier) == recorders


def test_a_case_about_an_officers_own_device_stays_in_the_list_but_its_acts_are_greyed(drive: Driver):
    dossier = drive.draft(tokens=[token_of("canboso2")], by="sokhcn_vanphong", body="so_khcn")
    dossier = drive.act(dossier, "submit_to_leader", by="sokhcn_vanphong")
    drive.sign(dossier, "sign", by="giamdocso")
    dossier = drive.act(dossier, "assign_number", by="vanthuso", number="5", document_date=TODAY)
    drive.sign(dossier, "seal", by="vanthuso")
    dossier = drive.receive(drive.act(dossier, "send", by="vanthuso", **drive.posted()))
    assert waits_for(drive, dossier) == {"canboso", "canboso2"}
    assert can_act(drive, dossier) == {"canboso"}


def test_the_most_urgent_comes_first(drive: Driver):
    later = drive.received([token_of("thuebao")])
    sooner = drive.received([device("nc_bi_khoa")])
    assert sooner.due_at is not None
    Dossier.objects.filter(pk=sooner.pk).update(due_at=sooner.due_at - timedelta(days=1))
    unsettled = drive.sent([device("nc_phong_kinh_te")])
    waiting = waiting_for(actor_for(user=user("canboso"), now=drive.now), now=drive.now)
    assert waiting.dossiers == [sooner, later, unsettled]
    assert waiting.total == 3


@pytest.mark.parametrize("who", ["vanphong", "daumoi"])
def test_a_lock_report_waits_for_those_who_draft_until_a_dossier_answers_it(drive: Driver, who: str):
    token = token_of("thuebao")
    report_locked(token=token, by=user("thuebao"), at=drive.now)
    actor = actor_for(user=user(who), now=drive.now)
    assert [r.token for r in waiting_for(actor, now=drive.now).lock_reports] == [token]
    dossier = drive.draft(tokens=[token])
    assert not waiting_for(actor, now=drive.now).lock_reports
    drive.act(dossier, "withdraw", by="vanphong", reason="Lập nhầm, gộp vào hồ sơ khác.")
    assert [r.token for r in waiting_for(actor, now=drive.now).lock_reports] == [token]
