"""A body that has no certificate at all asks for its first ones on paper: signed and sealed by hand, and scanned."""

from datetime import datetime, time, timedelta

import pytest

from directory.domain.roles import Role
from directory.models import User
from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.models import Document
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.drafting import DraftInput, create_draft, update_draft
from requests_workflow.services.errors import InvalidInput, Refused
from requests_workflow.services.individual_rows import IndividualRow, row_of_person
from requests_workflow.services.papers import leader_memberships
from requests_workflow.services.perform import perform
from requests_workflow.services.signing_jobs import submit_test_signature
from tests.cases.driver import SCAN, TODAY, agency
from tests.cases.issue_driver import IssueDriver
from tests.world import make_person, make_user


class Paper:
    """Bản Lướt: a clerk, a chairman and a văn thư, none with a certificate, and no seal of their own on a device."""

    def __init__(self, issuing: IssueDriver) -> None:
        self.issuing = issuing
        self.body = agency("ban_luot")
        details = {"official_email": "gia.dinh@laichau.example", "identity_issued_by": "Bộ Công an"}
        person = make_person("Lò Văn Giả", agency=self.body, identity_issued_on=TODAY.replace(year=2021), **details)
        self.clerk = make_user("Lò Văn Giả", Role.CLERK, agency=self.body, person=person)
        self.chairman = make_user("Pờ Văn Định", Role.AGENCY_LEADER, agency=self.body)
        self.registry = make_user("Vàng Thị Giả", Role.REGISTRY_CLERK, agency=self.body)
        self.chairman.memberships.update(title="CHỦ TỊCH", is_head=True)

    def draft(self, *, wet: bool):
        assert self.chairman.person is not None
        filled = row_of_person(person=self.chairman.person, agency=self.body)
        typed = {
            "birth_date": "02/03/1980",
            "identity_issued_on": "01/02/2021",
            "identity_issued_by": "Bộ Công an",
            "official_email": "chutich.gia@laichau.example",
            "phone": "0300000777",
        }
        rows = [IndividualRow(person_id=filled.person_id, cells={**filled.cells, **typed})]
        case = create_draft(
            agency=self.body, rows=rows, by=self.clerk, now=self.issuing.tick(), procedure="individual_issue"
        )
        [head] = leader_memberships(agency=self.body, on=TODAY)
        update_draft(
            dossier_id=case.public_id,
            draft=DraftInput(coordinator=self.clerk.person, signer=head, wet_signature=wet),
            rows=rows,
            by=self.clerk,
            now=self.issuing.tick(),
            expected_version=case.version,
        )
        return self.issuing.fresh(case)

    def act(self, case, act: str, *, by: User, **given):
        perform(dossier_id=case.public_id, act=act, by=by, now=self.issuing.tick(), given=ActInput(**given))
        return self.issuing.fresh(case)

    def wrong(self, case, act: str, *, by: User, **given) -> set[str]:
        """The fields that are refused."""
        with pytest.raises(InvalidInput) as caught:
            self.act(case, act, by=by, **given)
        return {one.field for one in caught.value.errors}


@pytest.fixture
def paper(issuing) -> Paper:
    return Paper(issuing)


def test_the_first_certificate_of_a_body_goes_out_as_a_scan_with_ink(paper, issuing):
    case = paper.act(paper.draft(wet=True), "submit_to_leader", by=paper.clerk)
    submitted_at = issuing.now
    case = paper.act(case, "record_wet_signature", by=paper.registry, files={"scan_file": SCAN})
    assert case.state == "signed"
    # Submitted on the 19th: the paper is of that day or a later one, and of no day to come.
    wet = {"number": "7", "files": {"scan_file": SCAN}}
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=2)):
        assert paper.wrong(case, "record_wet_seal", by=paper.registry, document_date=day, **wet) == {"document_date"}
    issuing.now += timedelta(days=1)
    friday = TODAY + timedelta(days=1)
    case = paper.act(case, "record_wet_seal", by=paper.registry, document_date=friday, **wet)
    assert (case.state, case.full_number) == ("sealed", "7/UBND-VP")
    # Sent before its scan came here, but neither before it was put before the leader nor before its own date.
    sending = issuing.sending()
    for early in (submitted_at - timedelta(minutes=6), submitted_at + timedelta(hours=1)):
        assert paper.wrong(case, "send", by=paper.registry, **sending | {"legal_at": early}) == {"legal_at"}
    at = datetime.combine(friday, time(8), VIETNAM)
    assert at < case.steps.get(transition="record_wet_seal").at
    case = paper.act(case, "send", by=paper.registry, **sending | {"legal_at": at})
    assert case.sent_at == at
    assert case.state == "sent"
    assert case.documents.filter(kind=Document.Kind.WET_SCAN).count() == 2
    case = issuing.answer(case, issued=(1,), by="cuc")
    assert issuing.states(case) == ["issued"]


def test_without_certificates_nobody_signs_on_screen(paper, issuing):
    case = paper.act(paper.draft(wet=False), "submit_to_leader", by=paper.clerk)
    with pytest.raises(Refused) as caught:
        submit_test_signature(
            dossier_id=case.public_id, act="sign", given=ActInput(), by=paper.chairman, now=issuing.tick()
        )
    assert {one.code for one in caught.value.refusals} == {"certificate_not_in_force"}
