"""Who may be given the power to sign, what is refused, and how it ends (NĐ 30/2020 Điều 13)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from directory.domain.roles import Role
from directory.ledger.models import LedgerEntry
from directory.models import Agency, Delegation, Membership, User
from directory.selectors.delegations import Standing, delegations_in_force, standing
from directory.services.delegations import DelegationRefused, end_delegation
from requests_workflow.services import papers
from tests import world
from tests.delegation.conftest import NOW, TODAY, Body, body

Entrust = Callable[..., Delegation]


def refused(entrust: Entrust, *args: Any, **values: Any) -> tuple[set[str], str]:
    """(fields complained about, all that is said); nothing was written."""
    before = Delegation.objects.count()
    with pytest.raises(DelegationRefused) as caught:
        entrust(*args, **values)
    assert Delegation.objects.count() == before
    return {field for field, _ in caught.value.faults}, str(caught.value)


def in_force(body: Body, *, days: int = 0, procedure: str = "") -> list[User]:
    found = delegations_in_force(agency=body.agency, now=NOW + timedelta(days=days), procedure=procedure)
    return [one.delegate for one in found]


def test_each_way_of_signing_goes_to_those_whom_the_law_names(
    entrust: Entrust, committee: Body, department: Body
) -> None:
    deputy = entrust(department, "kt", department.deputy, delegate_title="Phó Giám đốc")
    order = entrust(department, "tl", department.unit_head)
    assert (deputy.delegator, deputy.delegator_title) == (department.head, "Giám đốc")
    assert order.words == "TL. theo Quyết định số 12/QĐ-STC ngày 02/11/2026"
    # The head of a department belongs to the structure of the province; the head of a commune does not.
    entrust(committee, "tuq", department.head, delegate_title="Giám đốc Sở Tài chính")
    commune = body("UBND xã", Agency.Kind.PEOPLE_COMMITTEE, "Chủ tịch", parent=committee.agency)
    fields, text = refused(entrust, committee, "tuq", commune.head)
    assert fields == {"delegate"}
    assert "Điều 13 khoản 3" in text
    for kind, wrong in (("kt", department.unit_head), ("tl", department.deputy), ("tuq", department.clerk)):
        assert refused(entrust, department, kind, wrong)[0] == {"delegate"}
    # A unit head of another body's is none of the province's unit heads.
    assert refused(entrust, committee, "tl", department.unit_head)[0] == {"delegate"}
    assert in_force(department) == [department.deputy, department.unit_head]
    assert in_force(committee) == [department.head]
    entry = LedgerEntry.objects.get(object_id=str(order.public_id))
    assert (entry.action, entry.payload["kind"]) == ("delegation.recorded", "tl")


def test_nobody_writes_down_a_delegation_to_oneself(entrust: Entrust, department: Body) -> None:
    fields, text = refused(entrust, department, "kt", department.deputy, by=department.deputy)
    assert fields == {"delegate"}
    assert "chính mình" in text
    # The head needs none, and a clerk writes none down.
    assert refused(entrust, department, "kt", department.head)[0] == {"delegate"}
    assert refused(entrust, department, "tl", department.unit_head, by=department.clerk)[0] == {""}
    entrust(department, "kt", department.deputy, by=department.head)
    row = Delegation.objects.get()
    with pytest.raises(IntegrityError, match="delegation_recorded_by_another"), transaction.atomic():
        Delegation.objects.create(
            agency=row.agency,
            kind="kt",
            delegator=row.delegator,
            delegator_title="Giám đốc",
            delegate=department.deputy,
            delegate_title="Phó Giám đốc",
            decision_number="1",
            decision_date=TODAY,
            valid_from=TODAY,
            recorded_by=department.deputy,
            recorded_at=NOW,
        )


def test_dates_are_those_of_a_decision(entrust: Entrust, department: Body) -> None:
    unit_head = department.unit_head
    fields, text = refused(entrust, department, "tuq", unit_head, valid_to=None)
    assert fields == {"valid_to"}
    assert "giới hạn thời gian" in text
    assert refused(entrust, department, "tl", unit_head, valid_from=date(2026, 11, 1))[0] == {"valid_from"}
    assert refused(entrust, department, "tl", unit_head, decision_date=TODAY + timedelta(days=1))[0] == {
        "decision_date",
        "valid_from",
    }
    assert refused(entrust, department, "tuq", unit_head, valid_to=TODAY - timedelta(days=1))[0] == {"valid_to"}
    assert refused(entrust, department, "tl", unit_head, valid_to=date(2026, 11, 1))[0] == {"valid_to"}
    assert refused(entrust, department, "tl", unit_head, delegate_title=" ", decision_number="")[0] == {
        "delegate_title",
        "decision_number",
    }
    entrust(department, "tl", unit_head)
    assert refused(entrust, department, "tl", unit_head)[0] == {"decision_number"}


def test_it_begins_and_ends_by_itself(entrust: Entrust, department: Body) -> None:
    tomorrow, last = TODAY + timedelta(days=1), TODAY + timedelta(days=3)
    one = entrust(department, "tuq", department.unit_head, valid_from=tomorrow, valid_to=last)
    assert [standing(delegation=one, now=NOW + timedelta(days=n)) for n in (0, 1, 3, 4)] == [
        Standing.UPCOMING,
        Standing.IN_FORCE,
        Standing.IN_FORCE,
        Standing.RUN_OUT,
    ]
    # The last day ends at midnight in Vietnam, 17:00 UTC.
    midnight = NOW.replace(hour=17) + timedelta(days=3)
    assert standing(delegation=one, now=midnight - timedelta(seconds=1)) is Standing.IN_FORCE
    assert standing(delegation=one, now=midnight) is Standing.RUN_OUT
    assert [in_force(department, days=n) for n in (0, 2, 4)] == [[], [department.unit_head], []]


def test_it_is_ended_early_once_and_never_edited(entrust: Entrust, department: Body) -> None:
    one = entrust(department, "tl", department.unit_head)
    for reason, by in (("ngắn", department.head), ("Quyết định 15/QĐ-STC bãi bỏ", department.clerk)):
        with pytest.raises(DelegationRefused):
            end_delegation(delegation_id=one.public_id, reason=reason, by=by, now=NOW)
    end_delegation(delegation_id=one.public_id, reason="Quyết định 15/QĐ-STC bãi bỏ", by=department.head, now=NOW)
    assert in_force(department) == []
    one.refresh_from_db()
    # What was signed a second before was signed by right.
    assert standing(delegation=one, now=NOW - timedelta(seconds=1)) is Standing.IN_FORCE
    with pytest.raises(DelegationRefused, match="đã kết thúc"):
        end_delegation(delegation_id=one.public_id, reason="Quyết định 16/QĐ-STC", by=department.head, now=NOW)
    for change in ({"revocation_reason": "khác"}, {"valid_to": date(2030, 1, 1)}, {"delegate_title": "Giám đốc"}):
        with pytest.raises(IntegrityError, match="never edited"), transaction.atomic():
            Delegation.objects.filter(pk=one.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.filter(pk=one.pk).delete()
    assert set(LedgerEntry.objects.filter(object_id=str(one.public_id)).values_list("action", flat=True)) == {
        "delegation.recorded",
        "delegation.ended",
    }
    # Written down anew after a mistake.
    entrust(department, "tl", department.unit_head)
    assert in_force(department) == [department.unit_head]


def test_an_authorisation_is_not_handed_on_but_an_order_is_once(entrust: Entrust, department: Body) -> None:
    deputy = {"delegate_title": "Phó Chánh Văn phòng"}
    authorised = entrust(department, "tuq", department.unit_head)
    for kind in ("tuq", "tl"):
        fields, text = refused(entrust, department, kind, department.unit_deputy, source=authorised, **deputy)
        assert "source" in fields
        assert "không được ủy quyền lại" in text
    until = date(2026, 12, 1)
    order = entrust(department, "tl", department.unit_head, valid_to=until, procedures=("token_recovery",))
    assert refused(entrust, department, "tl", department.unit_deputy, source=order, **deputy)[0] == {
        "procedures",
        "valid_to",
    }
    within = {"valid_to": until, "procedures": ("token_recovery",), "decision_number": "13/QĐ-STC"}
    handed_on = entrust(department, "tl", department.unit_deputy, source=order, **deputy, **within)
    assert (handed_on.delegator, handed_on.delegator_title) == (department.unit_head, "Giám đốc")
    assert papers.power_by(handed_on) == (("TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG"), ("PHÓ CHÁNH VĂN PHÒNG",))
    again = refused(entrust, department, "tl", department.clerk, source=handed_on, **deputy, **within)
    assert again[0] == {"source"}
    # It cannot outlive the order that it hands on.
    end_delegation(delegation_id=order.public_id, reason="Thay người ký thừa lệnh", by=department.head, now=NOW)
    handed_on = Delegation.objects.select_related("source__delegate", "source__agency").get(pk=handed_on.pk)
    assert standing(delegation=handed_on, now=NOW) is Standing.SOURCE_ENDED
    assert in_force(department) == [department.unit_head]  # by the authorisation


def test_two_at_once_each_within_its_content(entrust: Entrust, department: Body) -> None:
    second = world.make_user("Trưởng phòng Ngân sách", Role.UNIT_HEAD, agency=department.agency)
    entrust(department, "tl", department.unit_head, procedures=("token_recovery", "revocation"))
    entrust(department, "tuq", second, procedures=("token_recovery",))
    entrust(department, "tuq", department.unit_head, procedures=("individual_issue",))
    assert in_force(department, procedure="token_recovery") == [department.unit_head, second]
    assert in_force(department, procedure="revocation") == [department.unit_head]
    assert in_force(department, procedure="individual_issue") == [department.unit_head]
    assert in_force(department, procedure="certificate_update") == []


def test_whoever_leaves_the_post_signs_no_more(entrust: Entrust, department: Body) -> None:
    one = entrust(department, "tl", department.unit_head)
    post = Membership.objects.get(user=department.unit_head)
    person = department.unit_head.person
    assert person is not None
    for model, field, value in (
        (post, "valid_to", TODAY - timedelta(days=1)),
        (person, "left_on", TODAY),
        (department.unit_head, "is_active", False),
    ):
        before = getattr(model, field)
        setattr(model, field, value)
        model.save(update_fields=[field])
        assert standing(delegation=one, now=NOW) is Standing.POST_LOST, field
        setattr(model, field, before)
        model.save(update_fields=[field])
    assert standing(delegation=one, now=NOW) is Standing.IN_FORCE


def test_a_deputy_in_charge_signs_for_the_post_that_nobody_holds(entrust: Entrust, department: Body) -> None:
    post = Membership.objects.get(user=department.head)
    post.valid_to = TODAY - timedelta(days=1)
    post.save(update_fields=["valid_to"])
    leaders = papers.leader_memberships(agency=department.agency, on=TODAY)
    assert [m.user for m in leaders] == [department.deputy]
    assert papers.head_title(agency=department.agency, leaders=leaders, on=TODAY) == "Giám đốc"
    # Decided while there was a head: written down now, it names that head.
    assert entrust(department, "tl", department.unit_head).delegator == department.head
    # Nobody was ever recorded as head: the deputy's title says the post, and nothing can be delegated.
    Membership.objects.filter(pk=post.pk).update(is_head=False)
    assert papers.head_title(agency=department.agency, leaders=leaders, on=TODAY) == "GIÁM ĐỐC"
    assert refused(entrust, department, "tl", department.unit_head, decision_number="14/QĐ-STC")[0] == {""}
