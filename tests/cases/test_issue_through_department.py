"""First certificates where the department is the receiving point (Vĩnh Long Điều 8.6): there, on, and back."""

from dataclasses import replace

import pytest

from directory.selectors.roles import actor_for
from requests_workflow.models import DeadlineRecord, Dossier
from requests_workflow.selectors.dossiers import visible_to
from requests_workflow.services.errors import InvalidInput
from tests.cases.driver import PROOF, REASON, agency, user
from tests.cases.issue_driver import INTACT, PEOPLE, IssueDriver, opening_of, row
from tokens.models import Custody

BODY = "rach_dua"
CLERK, REGISTRY, _ = PEOPLE[BODY]
OFFICER = "vl_canboso"
TWO = ("vl_moi_ke_toan", "vl_moi_van_hoa")


@pytest.fixture(scope="module")
def opening():
    """Sent by the commune to its department."""
    return opening_of(lambda drive: drive.issue_sent(*TWO, body=BODY))


def sees(issuing: IssueDriver, name: str, case: Dossier) -> bool:
    return visible_to(actor_for(user=user(name), now=issuing.now)).filter(pk=case.pk).exists()


def test_two_people_get_their_devices_by_way_of_the_department(issuing, case):
    assert case.recipient == agency("so_khcn_vinh_long")
    assert case.provider is not None
    assert not case.copies.exists(), "who receives it needs no copy"
    case = issuing.department_receives(case)
    assert (case.state, case.due_at, case.incoming_number) == ("at_department", None, "88")
    assert case.officer == user(OFFICER)
    case = issuing.forwarded(case)
    assert (case.state, case.forwarding_channel, case.forwarding_code) == ("forwarded", "dichvucong", "G11-2026-777")
    case = issuing.provider_received(case, by=OFFICER)
    assert case.due_bearer == "provider"
    case = issuing.answer(case, issued=(1, 2), by=OFFICER)
    case = issuing.certificates(case, 1, 2, by=OFFICER)
    case = issuing.devices_at_department(case, 1, 2)
    assert issuing.states(case) == ["device_at_department"] * 2
    case = issuing.devices(case, 1, 2, by=CLERK)
    for position in (1, 2):
        case = issuing.handed_over_on_paper(case, position, by=CLERK)
    notice = issuing.notice_sent(case, body=BODY)
    assert notice.recipient == case.provider, "the notice goes to the provider on either route"
    case = issuing.fresh(case)
    assert (case.state, issuing.states(case)) == ("closed", ["closed", "closed"])
    path = list(dict.fromkeys(issuing.travel(case)))[5:]
    assert path == ["sent", "at_department", "forwarded", "received", "answered", "closed"]
    holders = Custody.objects.filter(token=issuing.row(case, 1).token).order_by("id")
    assert [(one.holder_agency, one.holder_person and one.holder_person.full_name) for one in holders] == [
        (agency("so_khcn_vinh_long"), None),
        (agency(BODY), "Huỳnh Thị Diễm"),
        (agency(BODY), "Sơn Thị Hạnh"),
    ]


def test_what_the_department_and_then_the_provider_did_stands_in_that_order(issuing, case):
    sent_at = case.sent_at
    issuing.tick(60)
    case = issuing.department_receives(case)
    issuing.tick(60)

    def early(act: str, **given) -> str:
        with pytest.raises(InvalidInput) as caught:
            issuing.step(case, act, by=OFFICER, **given)
        [error] = caught.value.errors
        assert error.field == "legal_at"
        return error.text

    assert "sớm hơn lúc Sở tiếp nhận" in early("forward", **issuing.sending() | {"legal_at": sent_at})
    case = issuing.forwarded(case)
    receipt = {"files": {"proof_file": PROOF}, "legal_at": case.first_received_at}
    assert "sớm hơn lúc Sở chuyển Cục" in early("record_provider_receipt", **receipt)
    said = {"legal_at": case.first_received_at, "row_results": (issuing.result(case, 1, "issued"),)}
    assert "sớm hơn lúc Sở chuyển Cục" in early("record_provider_answer", **issuing.letter() | said)
    # Noted by the product's own register to the second, and answered within the minute that people write.
    Dossier.objects.filter(pk=case.pk).update(forwarded_at=issuing.now.replace(second=42))
    case = issuing.provider_received(case, by=OFFICER)
    assert "sớm hơn lúc Sở chuyển Cục" in early("record_provider_answer", **issuing.letter() | said)
    assert issuing.answer(case, issued=(1, 2), by=OFFICER).state == "answered"


def test_the_department_returns_an_incomplete_dossier_and_takes_the_supplement_in(issuing, case):
    case = issuing.department_receives(case)
    case = issuing.act(case, "return_for_supplement", by=OFFICER, reason=REASON, clause="Điều 8 khoản 6 Quy chế")
    assert case.state == "supplement_requested"
    assert case.suspensions.get().until is None
    assert case.documents.filter(kind="supplement_notice").count() == 1
    case = issuing.supplemented(case, by=REGISTRY)
    assert case.state == "sent"
    case = issuing.department_receives(case)
    assert case.state == "at_department"
    assert case.suspensions.get().until is not None
    assert issuing.forwarded(case).state == "forwarded"


def test_a_supplement_for_the_provider_goes_by_way_of_the_department_again(issuing, case):
    case = issuing.provider_received(issuing.forwarded(issuing.department_receives(case)), by=OFFICER)
    first = DeadlineRecord.objects.get(dossier=case)
    case = issuing.supplement_asked(case, by=OFFICER)
    case = issuing.supplemented(case, by=REGISTRY)
    assert issuing.refused(
        case, "record_provider_receipt", by=OFFICER, legal_at=issuing.now, files={"proof_file": PROOF}
    )
    case = issuing.department_receives(case)
    assert case.forwarded_at is None, "the supplement has not gone on yet"
    case = issuing.provider_received(issuing.forwarded(case), by=OFFICER)
    first.refresh_from_db()
    assert first.superseded_at is not None
    assert DeadlineRecord.objects.get(dossier=case, superseded_at=None).starts_at > first.starts_at


def test_nothing_is_the_providers_before_it_was_sent_on(issuing, case):
    assert not sees(issuing, "cuc", case)
    case = issuing.department_receives(case)
    assert not sees(issuing, "cuc", case)
    for act in ("record_provider_receipt", "record_provider_answer", "record_provider_refusal"):
        assert issuing.refused(case, act, by=OFFICER), act
    assert sees(issuing, "cuc", issuing.forwarded(case))


def test_the_department_sees_it_once_sent_and_the_other_province_never(issuing, case):
    draft = issuing.issue_draft("vl_moi_dia_chinh", body=BODY)
    assert not sees(issuing, OFFICER, draft)
    assert sees(issuing, OFFICER, case)
    for stranger in ("canboso", "vanphong", "baocao", "thuebao"):
        assert not sees(issuing, stranger, case)


def test_the_other_departments_officer_can_do_nothing_with_it(issuing, case):
    for act in ("receive_at_department", "return_for_supplement"):
        assert issuing.refused(case, act, by="canboso"), act
    assert issuing.refused(case, "receive_at_department", by=CLERK), "the sender does not receive its own paper"


def test_the_provider_refuses_the_whole_dossier_and_the_department_writes_it_down(issuing, case):
    case = issuing.forwarded(issuing.department_receives(case))
    case = issuing.act(case, "record_provider_refusal", by=OFFICER, reason=REASON, **issuing.letter())
    assert (case.state, issuing.states(case)) == ("refused", ["refused", "refused"])
    assert case.closed_at is not None


def test_the_departments_officer_is_no_drafter_and_hands_nothing_over(issuing, case):
    case = issuing.answer(issuing.forwarded(issuing.department_receives(case)), issued=(1, 2), by=OFFICER)
    case = issuing.devices_at_department(case, 1)
    assert issuing.refused(case, "receive_devices", by=OFFICER, **issuing.parcel(case, 1))
    case = issuing.devices(case, 1, by=CLERK)
    assert issuing.refused(case, "offer_handover", by=OFFICER, row=1, condition=INTACT)


def test_the_wrong_serial_at_the_agency_is_held_against_what_the_department_wrote(issuing, case):
    case = issuing.answer(issuing.forwarded(issuing.department_receives(case)), issued=(1, 2), by=OFFICER)
    case = issuing.devices_at_department(case, 1)
    parcel = issuing.parcel(case, 1)
    wrong = replace(parcel["devices"][0], serial="TEST-ANOTHER")
    with pytest.raises(InvalidInput) as caught:
        issuing.act(case, "receive_devices", by=CLERK, devices=(wrong,), legal_at=issuing.now)
    [error] = caught.value.errors
    assert error.field == f"serial-{issuing.row(case, 1).public_id}"
    assert issuing.row(case, 1).token.serial_number in error.text


def test_an_address_outside_the_provinces_domain_stops_the_submission_not_the_draft(issuing):
    draft = issuing.issue_draft(row("vl_moi_dia_chinh", body=BODY, official_email="nhan@laichau.gov.vn"), body=BODY)
    assert issuing.refused(draft, "submit_to_leader", by=CLERK) == {"email_not_allowed"}
