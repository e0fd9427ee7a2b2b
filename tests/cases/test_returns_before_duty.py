"""A Mẫu 08 that was drafted before its duty belongs to it as soon as there is one, and never hangs in the air."""

from datetime import timedelta

import pytest

from certificates.models import Certificate
from requests_workflow.models import Request
from requests_workflow.services.expiry_returns import open_expired
from requests_workflow.services.form_rows import FormRow
from tests.cases.all_forms_driver import AllFormsDriver
from tests.cases.driver import Driver, token_of
from tokens.models import DeviceReturn, Token

MINUTE = timedelta(minutes=1)


@pytest.fixture
def forms(drive: Driver) -> AllFormsDriver:
    return AllFormsDriver(drive.now)


def expire(token: Token, *, forms: AllFormsDriver) -> None:
    assert token.certificate is not None
    dates = {"not_before": forms.now - timedelta(days=365), "not_after": forms.now}
    Certificate.objects.filter(pk=token.certificate.pk).update(**dates)


def test_the_expiry_takes_up_the_draft_and_the_paper_goes_on(forms: AllFormsDriver):
    token = token_of("phochutich")
    draft = forms.form_draft("device_return", FormRow(token_id=token.public_id, cells={"condition": "Tốt"}))
    assert Request.objects.get(dossier=draft).obligation is None
    assert forms.refused(draft, "submit_to_leader", by="vanphong") == {"device_settled"}
    expire(token, forms=forms)
    open_expired(now=forms.tick() + MINUTE)
    duty = DeviceReturn.objects.get(token=token)
    assert Request.objects.get(dossier=draft).obligation == duty
    sent = forms.dispatch(forms.make_official(forms.fresh(draft), number="140"))
    duty.refresh_from_db()
    assert (sent.state, duty.outcome, duty.settled_by_ref) == ("sent", "returned", draft.code)


def test_a_duty_that_follows_another_takes_the_rows_over(forms: AllFormsDriver):
    token = token_of("phochutich")
    expire(token, forms=forms)
    open_expired(now=forms.tick() + MINUTE)
    draft = forms.form_draft("device_return", FormRow(token_id=token.public_id, cells={"condition": "Tốt"}))
    first = DeviceReturn.objects.get(token=token)
    assert Request.objects.get(dossier=draft).obligation == first
    # It was in use again for a while, and has to go back once more; the row was not saved meanwhile.
    DeviceReturn.objects.filter(pk=first.pk).update(settled_at=forms.now, outcome="reused")
    assert forms.refused(draft, "submit_to_leader", by="vanphong") == {"device_settled"}
    second = DeviceReturn.objects.create(
        token=token,
        certificate=first.certificate,
        managing_agency=first.managing_agency,
        cause="revoked",
        starts_at=forms.now,
        due_at=forms.now + timedelta(days=7),
        explanation={},
        clause="Điều 20",
        opened_at=forms.now,
    )
    forms.dispatch(forms.make_official(forms.fresh(draft), number="141"))
    second.refresh_from_db()
    assert second.outcome == "returned"
    assert Request.objects.get(dossier=draft).obligation == second
