"""Two clerks ask for the same certificate at the same instant: one dossier, and a clear answer to the other."""

from requests_workflow.models import Request
from requests_workflow.services.drafting import create_draft
from requests_workflow.services.errors import WorkflowError
from requests_workflow.services.form_rows import FormRow
from tests.cases.driver import Driver, agency, token_of, user
from tests.cases.test_two_people_at_once import at_once

UPDATE = "certificate_update"


def test_of_two_clerks_who_ask_for_one_certificate_at_once_one_does(live_drive: Driver):
    certificate = token_of("daumoi").certificate
    assert certificate is not None
    row = FormRow(certificate_id=certificate.public_id, cells={"renew": "x"})

    def begin(name: str):
        by = user(name)
        return lambda: create_draft(agency=agency("na_cang"), rows=[row], by=by, now=live_drive.now, procedure=UPDATE)

    results, errors = at_once(begin("vanphong"), begin("daumoi"))
    assert (len(results), len(errors)) == (1, 1)
    assert isinstance(errors[0], WorkflowError)
    assert "hồ sơ khác" in str(errors[0]) or results[0].code in str(errors[0])
    assert Request.objects.filter(procedure=UPDATE).count() == 1
