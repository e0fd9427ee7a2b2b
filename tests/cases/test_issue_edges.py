"""What must hold at the edges of Mẫu 01: people kept apart, papers drawn up anew, data seen by those who work on it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from directory.domain.roles import Role
from directory.models import Person, Subscriber
from requests_workflow.models import Request
from requests_workflow.services.errors import InvalidInput, known
from requests_workflow.services.individual_rows import IndividualRow
from tests import world as builders
from tests.cases.driver import PROOF, REASON, user
from tests.cases.issue_driver import IssueDriver, opening_of, person, row, steps_told


@pytest.fixture(scope="module")
def opening():
    """Received by the provider: two people with devices."""
    return opening_of(lambda drive: drive.provider_received(drive.issue_sent("thuebaomoi", "nc_moi_dan_van")))


def test_a_row_taken_out_stays_out_of_the_paper_drawn_up_anew(issuing: IssueDriver, case):
    proof = {"files": {"proof_file": PROOF}}
    case = issuing.act(case, "withdraw_row", by="vanphong", row=1, reason=REASON, **proof)
    case = issuing.supplement_asked(case)
    case = issuing.act(case, "reopen_for_correction", by="vanphong", reason=REASON)
    case = issuing.issue_redraft(case, row("thuebaocho"), row("nc_moi_dan_van"))
    names = {one.name: one.state for one in case.requests.all()}
    assert sorted(names.values()) == ["pending", "pending", "withdrawn"]
    assert steps_told(case) == list(case.steps.order_by("pk").values_list("pk", flat=True))
    assert list(case.requests.filter(state="pending").values_list("position", flat=True)) == [1, 2]


def test_while_it_is_drawn_up_anew_the_paper_is_the_agencys_own(issuing: IssueDriver, case):
    page = reverse("cases:case", args=[case.public_id])
    case = issuing.supplement_asked(case)
    for reader in ("canboso", "thuebaomoi"):
        assert builders.client_of(user(reader)).get(page).status_code == 200
    case = issuing.act(case, "reopen_for_correction", by="vanphong", reason=REASON)
    for reader in ("canboso", "cuc"):
        assert builders.client_of(user(reader)).get(page).status_code == 404


def test_somebody_elses_name_on_a_prefilled_line_is_somebody_else(issuing: IssueDriver):
    known = person("thuebaocho")
    Person.objects.filter(pk=known.pk).update(identity_number="")
    typed = IndividualRow(
        person_id=known.public_id, cells={"full_name": "Lò Văn Lạ", "official_email": "la@laichau.vn"}
    )
    case = issuing.issue_draft(typed)
    assert case.requests.get().person is None
    case = issuing.issue_redraft(case, IndividualRow(person_id=known.public_id, cells={"full_name": known.full_name}))
    assert case.requests.get().person == known


def test_one_number_is_one_person_and_one_subscriber(issuing: IssueDriver):
    """A device and, in another dossier, a SIM for somebody whom the directory does not know."""
    cells = dict(row("thuebaocho").cells) | {"full_name": "Lò Thị Mới", "identity_number": "099185012345"}
    cells |= {"birth_date": "02/03/1985", "official_email": "lo.moi@laichau.gov.vn"}
    on_device = issuing.issue_sent(IndividualRow(cells=cells))
    on_sim = issuing.issue_sent(IndividualRow(cells={**cells, "sim_pki": "Viettel"}, medium=Request.Medium.SIM_PKI))
    issuing.devices(issuing.answer(on_device, issued=(1,)), 1)
    issuing.certificates(issuing.answer(on_sim, issued=(1,)), 1)
    assert Person.objects.filter(identity_number="099185012345").count() == 1
    assert Subscriber.objects.filter(person__identity_number="099185012345").count() == 1


def test_who_is_to_leave_later_is_still_the_same_person(issuing: IssueDriver):
    leaver = person("nc_moi_y_te")
    Person.objects.filter(pk=leaver.pk).update(left_on=issuing.now.date() + timedelta(days=40))
    case = issuing.issue_sent("nc_moi_y_te")
    assert case.requests.get().person == leaver
    # Not known when the draft was saved, and still nobody new when the certificate comes.
    case.requests.update(person=None)
    issuing.certificates(issuing.answer(case, issued=(1,)), 1)
    assert case.requests.get().person == leaver
    assert Person.objects.filter(identity_number=leaver.identity_number).count() == 1


def test_a_clerk_of_the_body_above_reads_no_identity_numbers_of_a_draft(issuing: IssueDriver):
    case = issuing.issue_draft(row("thuebaocho"))
    above = builders.make_user("Người Trên", Role.CLERK, agency=known(case.managing_agency.parent))
    preview = reverse("cases:preview", args=[case.public_id])
    assert builders.client_of(above).get(preview).status_code == 404
    assert builders.client_of(user("vanphong")).get(preview).status_code == 200


def test_the_check_list_belongs_to_recovery_alone(case):
    page = reverse("cases:checking", args=[case.public_id])
    assert builders.client_of(user("canboso")).get(page).status_code == 404


def test_a_cell_too_long_for_the_directory_is_refused_before_it_is_sent(issuing: IssueDriver):
    cells = {**row("thuebaocho").cells, "position": "Chuyên viên " * 20}
    case = issuing.issue_draft(IndividualRow(cells=cells))
    assert "rows_invalid" in issuing.refused(case, "submit_to_leader", by="vanphong")


def test_an_answer_is_not_older_than_its_request(issuing: IssueDriver, case):
    letter = issuing.letter("9/CTSBMTT") | {"document_date": date(2026, 1, 1)}
    with pytest.raises(InvalidInput) as refused:
        issuing.act(case, "record_provider_refusal", by="vanphong", reason=REASON, **letter)
    assert [one.field for one in refused.value.errors] == ["document_date"]


def test_another_agencys_dossier_is_not_named(issuing: IssueDriver):
    issuing.issue_draft(row("thuebaocho"))
    with pytest.raises(InvalidInput) as refused:
        issuing.issue_draft(row("thuebaocho", body="rach_dua"), by="vl_vanphong", body="rach_dua")
    assert "CM-" not in str(refused.value)
