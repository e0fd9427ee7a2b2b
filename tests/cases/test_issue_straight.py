"""First certificates sent straight to the provider, with a copy to the department: three people to the end."""

import pytest

from certificates.models import Certificate
from requests_workflow.models import Document
from requests_workflow.views.presenting import step_note
from tests.cases.driver import user
from tests.cases.issue_driver import IssueDriver, row
from tokens.models import Token


def three_people(issuing: IssueDriver):
    """Sent: a subscriber with an account, one without, one with a SIM."""
    return issuing.issue_sent(
        row("thuebaomoi"), row("nc_moi_dan_van"), row("thuebaosim", medium="sim_pki", sim_pki="Viettel")
    )


def test_three_people_get_certificates_and_devices_and_the_case_closes_with_the_notice(issuing):
    case = three_people(issuing)
    case = issuing.copy_acknowledged(issuing.copy_sent(case))
    case = issuing.provider_received(case)
    # The number under which the provider has it; the agency's own number stays.
    assert "Số TN-2026-88" in step_note(case.steps.get(transition="record_provider_receipt"))
    assert "TN-2026-88" not in (case.number, case.incoming_number)
    case = issuing.answer(case, issued=(1, 2, 3))
    case = issuing.devices(issuing.certificates(case, 1, 2, 3), 1, 2)
    case = issuing.confirmed(issuing.offered(case, 1), 1, by="thuebaomoi")
    case = issuing.handed_over_on_paper(case, 2)
    case = issuing.act(case, "confirm_activation", by="thuebaosim", row=3)
    assert issuing.states(case) == ["handed_over", "handed_over", "closed"]
    notice = issuing.notice_sent(case)
    case = issuing.fresh(case)
    assert (notice.state, case.state, case.closed_at) == ("sent", "closed", notice.closed_at)
    assert issuing.states(case) == ["closed"] * 3
    states = [state for state in issuing.travel(case) if state not in ("draft", "leader_review", "signed", "numbered")]
    # The copy, the answer and the parcel are acts of the dossier that leave it where it is.
    assert list(dict.fromkeys(states)) == ["sealed", "sent", "received", "answered", "closed"]
    assert list(dict.fromkeys(issuing.travel(notice))) == [
        "draft",
        "leader_review",
        "signed",
        "numbered",
        "sealed",
        "sent",
    ]


def test_the_form_names_everybody_and_is_addressed_to_the_provider(issuing):
    case = three_people(issuing)
    assert case.recipient is not None
    assert case.recipient.exchange_code == "G11.07.05"
    text = issuing.text(case, Document.Kind.FORM_SEALED)
    for name in ("Vàng Thị Mai", "Khoàng A Pó", "Lường Văn Tâm", "Viettel", "Cục Chứng thực số và Bảo mật thông tin"):
        assert name in text


def test_the_notice_names_whose_device_was_handed_over_and_by_which_number(issuing):
    case = issuing.answer(issuing.issue_sent("thuebaomoi", "nc_moi_dan_van"), issued=(1, 2))
    case = issuing.devices(issuing.certificates(case, 1, 2), 1, 2)
    case = issuing.handed_over_on_paper(case, 2)
    notice = issuing.notice_sent(case)
    text = issuing.text(notice, Document.Kind.FORM_SEALED)
    row_2 = issuing.row(case, 2)
    assert row_2.certificate is not None
    assert row_2.token is not None
    # A long number is broken over lines; its beginning stands on one.
    for found in ("Khoàng A Pó", row_2.certificate.serial_number[:8], row_2.token.serial_number[:8]):
        assert found in text
    assert "Vàng Thị Mai" not in text
    assert issuing.states(case) == ["device_received", "closed"]
    assert issuing.fresh(case).state == "answered"


def test_partial_notices_close_their_own_rows_and_the_last_one_the_case(issuing):
    case = issuing.answer(issuing.issue_sent("thuebaomoi", "nc_moi_dan_van", "nc_moi_y_te"), issued=(1, 2, 3))
    case = issuing.devices(issuing.certificates(case, 1, 2, 3), 1, 2, 3)
    case = issuing.handed_over_on_paper(case, 2)
    issuing.notice_sent(case)
    case = issuing.confirmed(issuing.offered(case, 1), 1, by="thuebaomoi")
    issuing.notice_sent(case, number="141")
    assert issuing.states(case) == ["closed", "closed", "device_received"]
    assert issuing.fresh(case).state == "answered"
    case = issuing.handed_over_on_paper(case, 3)
    issuing.notice_sent(case, number="142")
    assert issuing.fresh(case).state == "closed"


@pytest.mark.parametrize("order", ["certificates first", "devices first"])
def test_certificate_and_device_meet_in_whatever_order_they_come(issuing, order):
    case = issuing.answer(issuing.issue_sent("nc_moi_dan_van"), issued=(1,))
    for step in (
        (issuing.certificates, issuing.devices)
        if order == "certificates first"
        else (
            issuing.devices,
            issuing.certificates,
        )
    ):
        case = step(case, 1)
    one = issuing.row(case, 1)
    token = Token.objects.get(pk=one.token_id)
    certificate = Certificate.objects.get(pk=one.certificate_id)
    assert (token.certificate_id, token.subscriber_id) == (certificate.pk, one.subscriber_id)
    assert certificate.subscriber_id == one.subscriber_id
    assert token.custody.get().holder_person == user("vanphong").person


def test_an_old_certificate_is_named_and_followed_by_the_new_one(issuing):
    old = Certificate.objects.get(subscriber__person__full_name="Ly A Chinh")
    case = issuing.issue_sent(row("nc_cu_het_han", old_certificate_serial=old.serial_number))
    case = issuing.certificates(issuing.answer(case, issued=(1,)), 1)
    new = issuing.row(case, 1).certificate
    assert new is not None
    assert new.predecessor == old
    assert new.subscriber == old.subscriber
