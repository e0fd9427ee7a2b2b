"""/dung-thu/cuc/<id>/: a visitor plays the provider and gets what the case needs to go on; in the demo alone."""

import io
import zipfile

import pytest

from config.demo.provider import answer_letter, certificate_archive, device_numbers
from requests_workflow.models import Dossier
from requests_workflow.services.act_input import DeviceInput
from requests_workflow.services.certificate_files import review
from tests import world
from tests.cases.driver import user
from tests.cases.issue_driver import opening_of, row
from tests.documents.reading import text_of
from tests.world import client_of


@pytest.fixture(scope="module")
def opening():
    """Sent to the provider: a device and a SIM."""
    sim = {"medium": "sim_pki", "sim_pki": "Viettel"}
    return opening_of(lambda drive: drive.issue_sent(row("nc_moi_dan_van"), row("thuebaosim", **sim)))


def url(case: Dossier, rest: str = "") -> str:
    return f"/dung-thu/cuc/{case.public_id}/{rest}"


def names_and_bytes(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_files_match_their_rows_and_the_numbers_are_taken_as_devices(issuing, case):
    case = issuing.answer(case, issued=(1, 2))
    batch = issuing.upload_certificates(case, files=[("cuc.zip", certificate_archive(case, now=issuing.now))])
    found = [one.match.row_key if one.match else one.refusal for one in review(batch=batch, now=issuing.now)]
    assert found == [str(one.public_id) for one in case.requests.order_by("position")]
    issuing.take_matches(batch)
    [(name, serial)] = device_numbers(case)
    assert name == "Khoàng A Pó"
    device = DeviceInput(request_id=issuing.row(case, 1).public_id, serial=serial)
    case = issuing.act(case, "receive_devices", by="vanphong", devices=(device,), legal_at=issuing.now)
    token = issuing.row(case, 1).token
    assert token is not None
    assert device_numbers(case) == [("Khoàng A Pó", token.serial_number)]


def test_the_same_rows_give_the_same_files_before_and_after_they_are_registered(issuing, case):
    first = names_and_bytes(certificate_archive(case, now=issuing.now))
    assert sorted(first) == ["001.cer", "002.cer"]
    assert names_and_bytes(certificate_archive(case, now=issuing.tick(90))) == first
    case = issuing.answer(case, issued=(1, 2))
    issuing.take_matches(
        issuing.upload_certificates(case, files=[("cuc.zip", certificate_archive(case, now=issuing.now))])
    )
    assert names_and_bytes(certificate_archive(case, now=issuing.tick())) == first


def test_a_row_that_is_gone_gets_nothing(issuing, case):
    case = issuing.answer(case, issued=(2,), refused=(1,))
    assert sorted(names_and_bytes(certificate_archive(case, now=issuing.now))) == ["002.cer"]
    assert device_numbers(case) == []


def test_the_letter_names_the_document_and_its_people_and_says_that_it_is_made_up(issuing, case):
    text = text_of(answer_letter(case, now=issuing.now))
    for words in ("GIẢ ĐỊNH", "Không có giá trị pháp lý", case.full_number, "Khoàng A Pó", "Lường Văn Tâm"):
        assert words in text


def test_whoever_works_on_the_case_may_play_the_provider_and_nobody_else(issuing, case):
    for rest, media in (("", "text/html"), ("chung-thu.zip", "application/zip"), ("tra-loi.pdf", "application/pdf")):
        response = client_of(user("vanphong")).get(url(case, rest))
        assert response.status_code == 200
        assert response["Content-Type"].startswith(media)
        for stranger in ("thuebaosim", "vl_vanphong", "vl_canboso", "quantri", "kiemtra"):
            assert client_of(user(stranger)).get(url(case, rest)).status_code == 404, (stranger, rest)
    page = client_of(user("cuc")).get(url(case)).content.decode()
    assert "không có giá trị pháp lý" in page
    assert device_numbers(case)[0][1] in page


def test_there_is_no_provider_to_play_outside_the_demo(issuing, case, settings):
    settings.DEMO = False
    for rest in ("", "chung-thu.zip", "tra-loi.pdf"):
        assert client_of(user("vanphong")).get(url(case, rest)).status_code == 404


def test_there_is_nothing_to_answer_before_it_is_sent_nor_in_another_procedure(issuing):
    draft = issuing.issue_draft("nc_moi_y_te")
    clerk = user("vanphong")
    recovery = world.make_dossier(draft.managing_agency, by=clerk, state="received")
    for other in (draft, recovery):
        assert client_of(clerk).get(url(other)).status_code == 404


def test_the_persona_page_tells_user_names(issuing, client):
    page = client.get("/dung-thu/").content.decode()
    for name in ("vanphong", "thuebaomoi", "vl_daumoi"):
        assert f"<code>{name}</code>" in page
