"""The provider wants more of single rows while the others go on (NĐ 30/2020 Điều 18, 21; NĐ 68/2024 Điều 19)."""

import pytest

from requests_workflow.models import Dossier, Suspension
from requests_workflow.services.errors import InvalidInput
from requests_workflow.services.form_rows import FormRow
from tests.cases.all_forms_driver import MORE_WANTED, AllFormsDriver, opening_with
from tests.cases.driver import PROOF, SCAN, Driver, device, token_of

WHY = "Người này đã chuyển công tác sang cơ quan khác."


def with_the_provider(forms: AllFormsDriver) -> Dossier:
    """Three certificates to be revoked; the term of the provider runs."""
    tokens = (token_of("daumoi"), device("nc_bi_khoa"), device("nc_noi_vu"))
    rows = [
        FormRow(certificate_id=one.certificate.public_id, cells={"reason_code": "retired"})
        for one in tokens
        if one.certificate is not None
    ]
    return forms.provider_received(forms.form_sent("revocation", *rows))


@pytest.fixture(scope="module")
def opening():
    return opening_with(with_the_provider)


@pytest.fixture
def forms(drive: Driver) -> AllFormsDriver:
    return AllFormsDriver(drive.now)


def supplied(forms: AllFormsDriver, case: Dossier, row: int, *, by: str = "vanthu") -> Dossier:
    """What was wanted of this row is sent."""
    return forms.act(case, "supply_row_supplement", by=by, row=row, legal_at=forms.now, files={"supplement_file": SCAN})


def test_one_row_is_supplemented_alone_while_the_term_of_the_others_runs_on(forms, case):
    due = case.due_at
    case = forms.answered(case, granted=[1], more=[2])
    assert (case.state, forms.states(case)) == ("received", ["revoked", "supplement", "pending"])
    asked = forms.row(case, 2).steps.get(transition="ask_supplement")
    assert (asked.comment, asked.target) == (MORE_WANTED, "supplement")
    # Another row waits: nothing is suspended, and the provider's day stays.
    assert (case.due_at, case.answered_at, Suspension.objects.filter(dossier=case).exists()) == (due, None, False)
    assert forms.refused(case, "supply_row_supplement", by="vanthu", row=2, legal_at=forms.now) == {"missing_input"}
    assert forms.refused(case, "supply_row_supplement", by="vanthu", row=3) == {"wrong_state"}
    assert "wrong_role" in forms.refused(case, "supply_row_supplement", by="chutich", row=2)
    case = supplied(forms, case, 2)
    assert (case.state, forms.states(case)) == ("received", ["revoked", "pending", "pending"])
    assert forms.row(case, 2).documents.get().file_name == SCAN.name
    case = forms.answered(case, granted=[2], refused=[3])
    assert (case.state, forms.states(case)) == ("answered", ["revoked", "revoked", "refused"])
    assert case.answered_at is not None


def test_when_only_rows_to_supplement_are_left_the_dossier_waits_with_them(forms, case):
    case = forms.answered(case, granted=[1], more=[2, 3])
    assert (case.state, case.due_at, case.valid_received_at) == ("supplement_requested", None, None)
    assert [(one.until, "từng đề nghị" in one.reason) for one in case.suspensions.all()] == [(None, True)]
    assert forms.refused(case, "supply_row_supplement", by="vanthu", row=2) >= {"not_applicable"}
    case = forms.supplemented(case)
    assert (case.state, forms.states(case)) == ("sent", ["revoked", "pending", "pending"])
    case = forms.provider_received(case)
    (held,) = case.suspensions.all()
    assert (case.state, case.due_at is None, held.until) == ("received", False, case.valid_received_at)
    assert case.first_received_at < case.valid_received_at
    case = forms.answered(case, granted=[2, 3])
    assert (case.state, forms.states(case)) == ("answered", ["revoked"] * 3)


def test_what_was_wanted_never_came_and_the_provider_refuses_for_want_of_it(forms, case):
    case = forms.answered(case, granted=[1], more=[2, 3])
    assert case.state == "supplement_requested"
    # Granted is only what was not to be supplemented any more.
    with pytest.raises(InvalidInput, match="Cục yêu cầu bổ sung"):
        forms.answered(case, granted=[2])
    assert forms.refused(
        case, "record_provider_refusal", by="vanphong", reason="Không nhận được bổ sung.", **forms.letter()
    ) == {"row_answered"}
    case = forms.answered(case, refused=[2, 3])
    assert (case.state, forms.states(case)) == ("answered", ["revoked", "refused", "refused"])
    assert not Suspension.objects.filter(dossier=case, until__isnull=True).exists()
    assert case.answered_at is not None


def test_a_row_to_be_supplemented_may_be_refused_or_taken_out_and_the_rest_goes_on(forms, case):
    case = forms.answered(case, more=[1, 2])
    case = forms.answered(case, refused=[1])
    assert forms.states(case) == ["refused", "supplement", "pending"]
    with pytest.raises(InvalidInput, match="Cục yêu cầu bổ sung"):
        forms.answered(case, granted=[2])
    case = forms.act(case, "withdraw_row", by="vanphong", row=3, reason=WHY, files={"proof_file": PROOF})
    # The row taken out was the last that waited for the provider alone.
    assert (case.state, forms.states(case)) == ("supplement_requested", ["refused", "supplement", "withdrawn"])
    case = forms.act(case, "withdraw_row", by="vanphong", row=2, reason=WHY, files={"proof_file": PROOF})
    assert (case.state, forms.states(case)) == ("closed", ["refused", "withdrawn", "withdrawn"])
    assert not Suspension.objects.filter(dossier=case, until__isnull=True).exists()


def test_an_answer_without_its_words_or_about_another_row_changes_nothing(forms, case):
    results = (
        forms.result(case, 1, "supplement", "ít"),
        forms.result(case, 2, "refused"),
        forms.result(case, 3, "issued"),
    )
    with pytest.raises(InvalidInput) as caught:
        forms.step(case, "record_provider_answer", by="vanphong", row_results=results, **forms.letter())
    keys = [str(forms.row(case, position).public_id) for position in (1, 2, 3)]
    assert [one.field for one in caught.value.errors] == [
        f"reason-{keys[0]}",
        f"reason-{keys[1]}",
        f"result-{keys[2]}",
    ]
    with pytest.raises(InvalidInput, match="không thuộc hồ sơ này"):
        forms.step(case, "record_provider_answer", by="vanphong", row_results=results[:1] * 2, **forms.letter())
    assert (forms.fresh(case).version, forms.states(case)) == (case.version, ["pending"] * 3)
