"""Four rounds of supplement: each stands still by itself, and the term runs from the last valid receipt (Điều 14)."""

import itertools
from datetime import date, timedelta

import pytest

from requests_workflow.domain.calendar import VIETNAM
from requests_workflow.models import DeadlineRecord, Dossier
from requests_workflow.services.errors import InvalidInput
from requests_workflow.services.form_rows import FormRow
from tests.cases.all_forms_driver import AllFormsDriver, opening_with
from tests.cases.driver import PROOF, SCAN, Driver, token_of

HOUR = timedelta(hours=1)


def with_the_provider(forms: AllFormsDriver) -> Dossier:
    """One certificate to be renewed, received at 09 o'clock on Thursday the 19th."""
    certificate = token_of("chutich").certificate
    assert certificate is not None
    row = FormRow(certificate_id=certificate.public_id, cells={"renew": "x"})
    return forms.provider_received(forms.form_sent("certificate_update", row))


@pytest.fixture(scope="module")
def opening():
    return opening_with(with_the_provider)


@pytest.fixture
def forms(drive: Driver) -> AllFormsDriver:
    return AllFormsDriver(drive.now)


def due_on(case: Dossier) -> date | None:
    return case.due_at.astimezone(VIETNAM).date() if case.due_at else None


def test_four_rounds_are_kept_apart_and_the_last_valid_receipt_counts(forms, case):
    first = case.valid_received_at
    # 24 November is a holiday: 20, 23 and 25 November.
    assert due_on(case) == date(2026, 11, 25)
    receipts = [first]
    for _ in range(4):
        forms.now += HOUR
        case = forms.supplement_asked(case)
        assert (case.state, case.due_at, case.valid_received_at) == ("supplement_requested", None, None)
        forms.now += 2 * HOUR
        case = forms.supplemented(case)
        forms.now += 21 * HOUR
        case = forms.provider_received(case)
        receipts.append(case.valid_received_at)
    held = list(case.suspensions.order_by("id"))
    assert len(held) == 4
    # Each begins with its request and ends with the receipt that made the dossier valid again.
    asked = case.steps.filter(transition="record_provider_supplement_request").order_by("id")
    assert [one.since for one in held] == [step.legal_at for step in asked]
    assert [one.until for one in held] == receipts[1:]
    assert all(before.until <= after.since for before, after in itertools.pairwise(held))
    total = sum((one.until - one.since for one in held), timedelta())
    # 23 hours and the minutes of the acts between, four times.
    assert 4 * 23 * HOUR <= total < 4 * 24 * HOUR
    assert (case.first_received_at, case.valid_received_at) == (first, receipts[-1])
    # Received for the last time on Monday the 23rd: 25, 26 and 27 November.
    assert (receipts[-1].astimezone(VIETNAM).date(), due_on(case)) == (date(2026, 11, 23), date(2026, 11, 27))
    terms = list(DeadlineRecord.objects.filter(dossier=case).order_by("id"))
    assert [one.starts_at for one in terms] == receipts
    assert [one.superseded_at is None for one in terms] == [False] * 4 + [True]
    assert {one.clause for one in terms} == {"Điều 14 Nghị định số 68/2024/NĐ-CP"}
    # Answered in time of the fifth term, whatever became of the first.
    forms.now += HOUR
    case = forms.answered(case, granted=[1])
    assert (case.state, case.is_overdue(at=forms.now + timedelta(days=30))) == ("answered", False)
    assert not DeadlineRecord.objects.filter(dossier=case, superseded_at__isnull=True).exists()


def test_an_answer_to_what_was_never_received_again_ends_the_standstill(forms, case):
    case = forms.supplemented(forms.supplement_asked(case))
    forms.now += HOUR
    case = forms.answered(case, granted=[1])
    (held,) = case.suspensions.all()
    answer = case.steps.get(transition="record_provider_answer")
    assert (case.state, held.until) == ("answered", answer.legal_at)
    # No term was running: nobody is late.
    assert (case.due_at, case.is_overdue(at=forms.now + timedelta(days=30))) == (None, False)


def test_a_round_written_down_late_counts_by_the_times_of_the_letters(forms, case):
    asked_at = forms.now + HOUR
    forms.now += 26 * HOUR
    # The letter came on the 19th and is written down on the 20th: the row waits, and with it the dossier.
    case = forms.answered(case, more=[1], legal_at=asked_at)
    (held,) = case.suspensions.all()
    assert (case.state, held.since, held.until) == ("supplement_requested", asked_at, None)
    assert case.steps.get(transition="await_supplement").legal_at == asked_at
    assert case.steps.get(transition="ask_supplement").legal_at == asked_at
    # Sent on the 19th too, though not before it was asked for; received as valid two hours later.
    sending = {**forms.sending(), "files": {"proof_file": PROOF, "supplement_file": SCAN}}
    with pytest.raises(InvalidInput, match="sớm hơn lúc yêu cầu bổ sung"):
        forms.act(case, "supply_supplement", by="vanthu", **sending | {"legal_at": asked_at - HOUR})
    case = forms.act(case, "supply_supplement", by="vanthu", **sending | {"legal_at": asked_at + HOUR})
    receipt = {"legal_at": asked_at + 3 * HOUR, "files": {"proof_file": PROOF}}
    case = forms.act(case, "record_provider_receipt", by="vanphong", **receipt)
    (held,) = case.suspensions.all()
    assert held.until - held.since == 3 * HOUR
    # The term runs from that receipt, whenever it was written down: 20, 23 and 25 November.
    assert due_on(case) == date(2026, 11, 25)
    # The answer came later that day; what the system did with it bears its time.
    case = forms.answered(case, granted=[1], legal_at=asked_at + 5 * HOUR)
    assert (case.state, case.answered_at) == ("answered", asked_at + 5 * HOUR)
    assert case.steps.get(transition="complete_answer").legal_at == asked_at + 5 * HOUR
    assert not case.is_overdue(at=forms.now + timedelta(days=30))
