"""Two people at the same instant about who keeps a device: one after the other, and nobody unnamed gets it."""

import pytest

from directory.models import User
from requests_workflow.services.act_input import ActInput
from requests_workflow.services.errors import Refused
from requests_workflow.services.perform import perform
from tests.cases.all_forms_driver import AllFormsDriver
from tests.cases.driver import user
from tests.cases.test_issue_bodies import DECISION
from tests.cases.test_keeper_before_handover import WHY, at_the_agency, new_clerk
from tests.cases.test_two_people_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_changed_and_offered_at_once_is_one_after_the_other(live_drive):
    forms = AllFormsDriver(live_drive.now)
    case, taker, now = at_the_agency(forms), new_clerk(), forms.tick()
    row = forms.row(case, 1)

    def act(name: str, by: User, given: ActInput):
        return lambda: perform(
            dossier_id=case.public_id, act=name, by=by, now=now, given=given, request_id=row.public_id
        )

    results, errors = at_once(
        act("change_keeper", user("daumoi"), ActInput(reason=WHY, keeper=taker.person)),
        act("offer_handover", user("daumoi"), ActInput(condition="Tốt", **DECISION)),
    )
    found = forms.row(case, 1)
    # Offered to the one who is named now; or offered first, and the change refused.
    assert found.state == "handover_offered"
    assert all(isinstance(one, Refused) for one in errors)
    assert (found.person == taker.person) is (len(results) == 2)
