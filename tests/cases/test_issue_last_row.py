"""The last person who waits is taken out: the case moves on by itself, wherever it is."""

from directory.selectors.roles import actor_for
from requests_workflow.models import DeadlineRecord
from requests_workflow.selectors.worklist import waiting_dossiers
from tests.cases.driver import PROOF, user
from tests.cases.issue_driver import IssueDriver, row

LEFT = "Người này đã chuyển công tác sang cơ quan khác."


def taken_out(issuing: IssueDriver, case, position: int, *, by: str = "vanphong"):
    return issuing.act(case, "withdraw_row", by=by, row=position, reason=LEFT, files={"proof_file": PROOF})


def test_the_person_whose_papers_are_wanted_is_withdrawn_and_the_others_get_their_devices(issuing):
    case = issuing.provider_received(issuing.issue_sent("thuebaomoi", "nc_moi_dan_van"))
    case = issuing.supplement_asked(issuing.answer(case, issued=(2,)))
    assert issuing.refused(case, "withdraw", by="vanphong", reason=LEFT) == {"row_answered"}
    case = taken_out(issuing, case, 1)
    assert (case.state, issuing.states(case)) == ("answered", ["withdrawn", "issued"])
    assert not DeadlineRecord.objects.filter(dossier=case, superseded_at__isnull=True).exists()
    case = issuing.handed_over_on_paper(issuing.devices(issuing.certificates(case, 2), 2), 2)
    issuing.notice_sent(case)
    assert (issuing.fresh(case).state, issuing.states(case)) == ("closed", ["withdrawn", "closed"])


def test_after_the_supplement_was_sent_it_is_the_same(issuing):
    case = issuing.answer(issuing.provider_received(issuing.issue_sent("thuebaomoi", "nc_moi_dan_van")), refused=(2,))
    case = issuing.supplemented(issuing.supplement_asked(case))
    assert case.state == "sent"
    case = taken_out(issuing, case, 1)
    assert (case.state, issuing.states(case)) == ("closed", ["withdrawn", "refused"])


def test_while_somebody_still_waits_the_case_stays(issuing):
    case = issuing.issue_sent("thuebaomoi", "nc_moi_dan_van")
    case = taken_out(issuing, case, 1)
    assert (case.state, issuing.states(case)) == ("sent", ["withdrawn", "pending"])
    case = taken_out(issuing, case, 2)
    assert (case.state, issuing.states(case)) == ("closed", ["withdrawn", "withdrawn"])


def test_a_certificate_without_a_device_ends_undelivered_when_its_person_leaves(issuing):
    case = issuing.issue_sent(row("thuebaosim", medium="sim_pki", sim_pki="Viettel"))
    case = issuing.answer(case, issued=(1,))
    assert case.state == "answered"
    case = issuing.certificates(case, 1)
    case = issuing.act(case, "stop_delivery", by="vanphong", row=1, reason=LEFT)
    assert (case.state, issuing.states(case)) == ("closed", ["undelivered"])


def test_the_receiving_point_keeps_in_its_list_what_the_provider_has_not_answered(issuing):
    case = issuing.issue_sent("vl_moi_dia_chinh", body="rach_dua")
    case = issuing.forwarded(issuing.department_receives(case))
    case = issuing.provider_received(case, by="vl_canboso")
    assert case.state == "received"
    for name, waits in (("vl_canboso", True), ("canboso", False)):
        found = waiting_dossiers(actor_for(user=user(name), now=issuing.now))
        assert found.filter(pk=case.pk).exists() is waits
