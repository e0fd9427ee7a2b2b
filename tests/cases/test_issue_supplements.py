"""The provider asks for a supplement again, whether or not somebody wrote down that the last one had arrived."""

from requests_workflow.models import Suspension
from tests.cases.issue_driver import IssueDriver


def test_a_second_request_without_a_receipt_between_ends_the_first_suspension_and_opens_its_own(issuing: IssueDriver):
    case = issuing.issue_sent("nc_moi_dan_van")
    for _ in range(3):
        case = issuing.supplement_asked(case)
        assert case.state == "supplement_requested"
        case = issuing.supplemented(case)
    held = list(Suspension.objects.filter(dossier=case).order_by("id"))
    assert [one.until is None for one in held] == [False, False, True]
    assert [before.until for before in held[:2]] == [after.since for after in held[1:]]
    case = issuing.provider_received(case)
    assert not Suspension.objects.filter(dossier=case, until__isnull=True).exists()
    assert case.due_at is not None
