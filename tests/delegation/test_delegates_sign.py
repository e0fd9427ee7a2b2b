"""A delegate of the head signs a request: chosen on the draft, looked at again at the signature, named on the paper."""

from datetime import date, timedelta
from typing import Any

import pytest

from directory.domain.roles import Role
from directory.models import Delegation, Membership
from directory.selectors.roles import actor_for
from directory.services.delegations import DelegationInput, end_delegation, record_delegation
from requests_workflow.engine.decide import acts_for
from requests_workflow.models import Dossier, Notification
from requests_workflow.selectors.facts import facts_for
from requests_workflow.selectors.signing_delegation import delegation_in_force
from requests_workflow.selectors.worklist import waiting_dossiers
from requests_workflow.services.alerts import watch_deadlines
from requests_workflow.services.draft_rows import RowInput
from requests_workflow.services.drafting import DraftInput, update_draft
from requests_workflow.services.errors import InvalidInput, Refused
from requests_workflow.services.export_contents import contents_of
from tests.cases.conftest import drive, opening, world  # noqa: F401  the demo, laid out for each test
from tests.cases.driver import Driver, agency, token_of, user
from tests.world import BEGINNING, client_of

DELEGATE = "daumoi"
WORDS = "TUQ. theo Quyết định số 31/QĐ-UBND ngày 02/11/2026, đến hết ngày 30/11/2026"


@pytest.fixture(autouse=True)
def unit_head(drive: Driver) -> None:  # noqa: F811
    """One of the demo's officials heads a unit of the commune."""
    Membership.objects.create(user=user(DELEGATE), agency=agency("na_cang"), role=Role.UNIT_HEAD, valid_from=BEGINNING)


def authorise(drive: Driver, **values: Any) -> Delegation:  # noqa: F811
    given: dict[str, Any] = {
        "agency": agency("na_cang"),
        "kind": Delegation.Kind.TUQ,
        "delegate": user(DELEGATE),
        "delegate_title": "Trưởng phòng Văn hóa - Xã hội",
        "decision_number": "31/QĐ-UBND",
        "decision_date": date(2026, 11, 2),
        "valid_from": date(2026, 11, 2),
        "valid_to": date(2026, 11, 30),
    }
    return record_delegation(given=DelegationInput(**given | values), by=user("vanthu"), now=drive.tick())


def draft_for(drive: Driver, delegation: Delegation) -> Dossier:  # noqa: F811
    return choose(drive, drive.draft(tokens=[token_of("thuebao")]), delegation)


def choose(drive: Driver, dossier: Dossier, signer: Membership | Delegation) -> Dossier:  # noqa: F811
    return update_draft(
        dossier_id=dossier.public_id,
        draft=DraftInput(coordinator=user("vanphong").person, signer=signer),
        rows=[RowInput(token_serial=token_of("thuebao").serial_number)],
        by=user("vanphong"),
        now=drive.tick(),
        expected_version=dossier.version,
    )


def test_the_delegate_signs_and_the_paper_names_both_titles(drive: Driver) -> None:  # noqa: F811
    dossier = draft_for(drive, authorise(drive))
    assert (dossier.signer, dossier.signer_power) == (user(DELEGATE), "TUQ. CHỦ TỊCH")
    assert dossier.signer_delegation is not None
    dossier = drive.act(dossier, "submit_to_leader", by="vanphong")
    assert dossier in waiting_dossiers(actor_for(user=user(DELEGATE), now=drive.now))
    # The head has given the power, not the paper: whoever was chosen signs.
    assert "not_chosen_signer" in drive.refused(dossier, "sign", by="chutich", signed="x")
    dossier = drive.sealed(dossier, signer=DELEGATE)
    assert dossier.steps.get(transition="sign").role == Role.AGENCY_LEADER
    text = drive.text(dossier, "form_sealed")
    assert "TUQ. CHỦ TỊCH TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI" in text
    assert "TM. ỦY BAN NHÂN DÂN" not in text
    assert "Nguyễn Thị Hạnh" in text
    page = client_of(user("vanphong")).get(f"/ho-so/{dossier.public_id}/").content.decode()
    head = user("chutich").get_full_name()
    assert f"{WORDS}. Người giao ký: {head}." in page
    letter = {one.key: one.value for one in contents_of(dossier=dossier, now=drive.now).document}
    assert (letter["signer"], letter["signer_delegation"]) == ("Nguyễn Thị Hạnh", f"{WORDS}, do {head} giao")
    # Signed by right: what happens to the decision afterwards does not touch the paper, nor the page.
    drive.now += timedelta(days=30)
    assert not delegation_in_force(dossier=dossier, now=drive.now)
    assert "Không còn hiệu lực" not in page


def test_a_delegation_that_ended_after_the_draft_signs_nothing(drive: Driver) -> None:  # noqa: F811
    delegation = authorise(drive)
    dossier = drive.act(draft_for(drive, delegation), "submit_to_leader", by="vanphong")
    watch_deadlines(now=drive.tick())
    end_delegation(
        delegation_id=delegation.public_id, reason="Quyết định 35/QĐ-UBND bãi bỏ", by=user("chutich"), now=drive.tick()
    )
    for _ in range(2):
        watch_deadlines(now=drive.tick())
    notice = Notification.objects.get(kind="delegation_ended")
    assert (notice.recipient, notice.dossier) == (user("vanphong"), dossier)
    assert "Nguyễn Thị Hạnh" in notice.body
    with pytest.raises(Refused) as caught:
        drive.sign(dossier, "sign", by=DELEGATE)
    (refusal,) = caught.value.refusals
    assert refusal.code == "delegation_ended"
    assert refusal.clause is not None
    assert refusal.clause.cite().startswith("Điều 13 Nghị định số 30/2020/NĐ-CP")
    # The way on: the delegate gives it back, and the drafter cannot choose that delegation again.
    dossier = drive.act(
        drive.fresh(dossier), "return_to_drafter", by=DELEGATE, reason="Ủy quyền đã bãi bỏ, chọn người ký khác."
    )
    with pytest.raises(InvalidInput, match="không còn hiệu lực") as again:
        choose(drive, dossier, delegation)
    assert [one.field for one in again.value.errors] == ["signer"]
    head = Membership.objects.get(user=user("chutich"), role=Role.AGENCY_LEADER)
    dossier = choose(drive, drive.fresh(dossier), head)
    assert (dossier.signer_delegation, dossier.signer_power) == (None, "TM. ỦY BAN NHÂN DÂN")


def test_days_and_content_bound_it(drive: Driver) -> None:  # noqa: F811
    other = authorise(drive, procedures=("individual_issue",), decision_number="32/QĐ-UBND")
    dossier = drive.draft(tokens=[token_of("thuebao")])
    with pytest.raises(InvalidInput, match="không gồm thủ tục này"):
        choose(drive, dossier, other)
    dossier = choose(drive, dossier, authorise(drive))
    drive.now += timedelta(days=12)
    assert drive.refused(dossier, "submit_to_leader", by="vanphong") == {"delegation_ended"}
    drive.now -= timedelta(days=12)
    dossier = drive.act(dossier, "submit_to_leader", by="vanphong")

    def refusals(days: int) -> set[str]:
        now = drive.now + timedelta(days=days)
        facts = facts_for(dossier=dossier, by=user(DELEGATE), now=now)
        (sign,) = (d for d in acts_for(dossier.kind.dossier, "leader_review", facts) if d.transition.name == "sign")
        return {one.code for one in sign.refusals}

    assert refusals(0) == set()
    assert refusals(11) == set()  # 30/11, the last day
    assert "delegation_ended" in refusals(12)
