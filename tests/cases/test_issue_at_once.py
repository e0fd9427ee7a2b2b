"""Two people at the same instant on one request for first certificates: one act, and a clear answer to the other."""

from typing import Any

from certificates.models import Certificate
from requests_workflow.models import Dossier, Step
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.certificate_decisions import FileDecision, decide_files
from requests_workflow.services.perform import perform
from tests.cases.driver import Driver, user
from tests.cases.issue_driver import IssueDriver
from tests.cases.test_two_people_at_once import at_once


def test_of_two_clerks_who_record_one_answer_one_does(live_drive: Driver):
    issuing = IssueDriver(live_drive.now)
    case = issuing.issue_sent("thuebaomoi", "nc_moi_dan_van")
    results = tuple(issuing.result(case, position, "issued") for position in (1, 2))
    given = ActInput(row_results=results, **issuing.letter())

    def record(who: str) -> Any:
        clerk = user(who)
        return lambda: perform(
            dossier_id=case.public_id, act="record_provider_answer", by=clerk, now=issuing.now, given=given
        )

    done, errors = at_once(record("vanphong"), record("vanthu"))
    assert (len(done), len(errors)) == (1, 1)
    assert len(str(errors[0])) > 20
    assert issuing.states(case) == ["issued", "issued"]
    assert Step.objects.filter(dossier=case, transition="mark_issued").count() == 2


def test_of_two_clerks_who_register_one_certificate_one_does(live_drive: Driver):
    issuing = IssueDriver(live_drive.now)
    case: Dossier = issuing.answer(issuing.issue_sent("nc_moi_dan_van"), issued=(1,))
    row = issuing.row(case, 1)
    der = issuing.key_for(row).der

    def register(who: str) -> Any:
        clerk = user(who)
        batch = issuing.upload_certificates(case, files=[("1.cer", der)], by=who)
        decision = FileDecision(file_id=batch.files.get().public_id, request_id=row.public_id)
        now = issuing.now
        return lambda: decide_files(batch_id=batch.public_id, decisions=[decision], by=clerk, now=now)

    done, errors = at_once(register("vanphong"), register("vanthu"))
    assert (len(done), len(errors)) == (1, 1)
    certificate = Certificate.objects.get(official_email=row.printed["official_email"])
    assert issuing.row(case, 1).certificate == certificate
    assert Step.objects.filter(dossier=case, transition="register_certificate").count() == 1
