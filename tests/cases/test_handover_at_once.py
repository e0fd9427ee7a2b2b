"""Two people at the same instant over one device, one hand-over, one notice: exactly one act, and a clear answer."""

import pytest

from requests_workflow.services.act_input import ActInput, DeviceInput
from requests_workflow.services.errors import Refused, known
from requests_workflow.services.notices import create_notice
from requests_workflow.services.perform import perform
from tests.cases.driver import user
from tests.cases.issue_driver import IssueDriver
from tests.cases.test_two_people_at_once import at_once
from tokens.models import Custody, Token

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_officers_who_receive_one_device_one_does_and_the_other_learns_it(live_drive):
    issuing = IssueDriver(live_drive.now)
    case = issuing.answer(issuing.issue_sent("nc_moi_dan_van"), issued=(1,))
    given = ActInput(
        devices=(DeviceInput(request_id=issuing.row(case, 1).public_id, serial="ONE-1"),), legal_at=issuing.now
    )

    def receive(who: str):
        by = user(who)
        return lambda: perform(dossier_id=case.public_id, act="receive_devices", by=by, now=issuing.now, given=given)

    results, errors = at_once(receive("vanphong"), receive("daumoi"))
    assert len(results) == 1
    assert isinstance(errors[0], Refused)
    assert [r.code for r in errors[0].refusals] == ["not_applicable"]
    assert Token.objects.filter(serial_number="ONE-1").count() == 1
    assert Custody.objects.filter(token__serial_number="ONE-1").count() == 1
    assert issuing.states(case) == ["device_received"]


def test_confirmed_and_cancelled_at_once_is_one_of_the_two(live_drive):
    issuing = IssueDriver(live_drive.now)
    case = issuing.devices(issuing.answer(issuing.issue_sent("thuebaomoi"), issued=(1,)), 1)
    case = issuing.offered(case, 1)
    one, now = issuing.row(case, 1), issuing.tick()

    def act(name: str, who: str, reason: str = ""):
        by = user(who)
        return lambda: perform(
            dossier_id=case.public_id,
            act=name,
            by=by,
            now=now,
            given=ActInput(reason=reason),
            request_id=one.public_id,
        )

    results, errors = at_once(
        act("confirm_receipt", "thuebaomoi"), act("cancel_offer", "vanphong", "Thuê bao đi vắng, giao sau.")
    )
    assert len(results) == 1
    assert isinstance(errors[0], Refused)
    assert [r.code for r in errors[0].refusals] == ["wrong_state"]
    state, count = issuing.states(case)[0], known(issuing.row(case, 1).token).custody.count()
    assert (state, count) in (("handed_over", 2), ("device_received", 1))


def test_of_two_notices_of_one_row_at_once_one_is_opened(live_drive):
    issuing = IssueDriver(live_drive.now)
    case = issuing.devices(issuing.answer(issuing.issue_sent("nc_moi_dan_van"), issued=(1,)), 1)
    case = issuing.handed_over_on_paper(case, 1)
    ids, now = [issuing.row(case, 1).public_id], issuing.tick()

    def draft(who: str):
        by = user(who)
        return lambda: create_notice(dossier=case, row_ids=ids, by=by, now=now)

    results, errors = at_once(draft("vanphong"), draft("daumoi"))
    assert len(results) == 1
    assert "thông báo khác" in str(errors[0])
    assert case.followers.count() == 1
