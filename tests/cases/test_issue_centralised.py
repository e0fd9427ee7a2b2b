"""Centralised signing: no device, no hand-over, no Mẫu 07; the công văn says so in its title."""

import pytest

from requests_workflow.models import Document
from requests_workflow.services.documents import read
from requests_workflow.services.notices import rows_without_notice
from tests.cases.driver import PROOF
from tests.cases.issue_driver import opening_of, row
from tests.documents.reading import text_of
from tokens.models import Token

PEOPLE = ("thuebaomoi", "nc_moi_dan_van")
TITLE = "sử dụng giải pháp ký số tập trung"


@pytest.fixture(scope="module")
def opening():
    """Sent: two people who sign centrally, one of them without an account."""
    return opening_of(lambda drive: drive.issue_sent(*(row(one, medium="centralised") for one in PEOPLE)))


def form_text(case) -> str:
    form = Document.objects.filter(dossier=case, kind=Document.Kind.FORM).latest("id")
    return " ".join(text_of(read(form)).split())


def test_the_title_names_centralised_signing_and_so_does_each_row(case):
    text = form_text(case)
    assert TITLE in text
    assert text.count("Ký số tập trung") == 2


def test_rows_end_by_confirmation_without_any_device(issuing, case):
    devices = Token.objects.count()
    case = issuing.certificates(issuing.answer(case, issued=(1, 2)), 1, 2)
    assert issuing.refused(case, "offer_handover", by="vanphong", row=1, condition="Tốt") >= {"wrong_state"}
    case = issuing.act(case, "confirm_activation", by="thuebaomoi", row=1)
    assert case.state == "answered"
    case = issuing.act(case, "record_activation", by="vanphong", row=2, files={"proof_file": PROOF})
    assert (case.state, issuing.states(case)) == ("closed", ["closed", "closed"])
    assert Token.objects.count() == devices
    assert not rows_without_notice(case).exists()


def test_a_mixed_list_keeps_the_plain_title(issuing):
    case = issuing.issue_sent(row("thuebaocho", medium="centralised"), row("thuebaosim"))
    text = form_text(case)
    assert TITLE not in text
    assert text.count("Ký số tập trung") == 1
